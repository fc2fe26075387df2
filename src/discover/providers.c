/* providers.c - the table of big providers (data/providers.ini)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "discover/providers.h"

#include <gio/gio.h>
#include <string.h>

#include "discover/source.h"
#include "portolan-data.h"

#define TABLE_PATH "/io/github/portolan_mail/Portolan/providers.ini"

typedef struct
{
  PtlProvider   provider;

  const char * const *aliases;    /* domains like the provider’s, that are not suggested */
  GPtrArray    *servers;          /* of PtlCandidate, without a user, the best first */
  gboolean      user_is_local;
  gboolean      outgoing_user_is_local;
} Entry;

typedef struct
{
  GPtrArray    *entries;          /* of Entry, as in the file */
  GHashTable   *by_domain;        /* of Entry, borrowed */
} Table;

/* The file is part of the program, and each of its entries is tested: what is
 * asserted below cannot be broken by anybody but us. */

/* A list goes on in NAME2, NAME3, … */
static GStrv
get_list (GKeyFile   *file,
          const char *group,
          const char *name)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *key = g_strdup (name);

  for (guint part = 2; g_key_file_has_key (file, group, key, NULL); part++)
    {
      g_auto(GStrv) values = g_key_file_get_string_list (file, group, key, NULL, NULL);

      g_strv_builder_addv (builder, (const char **) values);

      g_free (key);
      key = g_strdup_printf ("%s%u", name, part);
    }

  return g_strv_builder_end (builder);
}

static PtlProviderAdvice
read_advice (GKeyFile   *file,
             const char *group)
{
  g_auto(GStrv) words = get_list (file, group, "Advice");
  PtlProviderAdvice found = PTL_ADVICE_NONE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      PtlProviderAdvice flag = ptl_provider_advice_from_string (words[i]);

      g_assert (flag != PTL_ADVICE_NONE);
      found |= flag;
    }

  return found;
}

/* The ways in, the one first that works without registering a program. */
static PtlAuth
read_auth (GKeyFile   *file,
           const char *group)
{
  g_auto(GStrv) words = get_list (file, group, "Auth");

  if (g_strv_contains ((const char * const *) words, "password") || words[0] == NULL)
    return PTL_AUTH_PASSWORD;

  return PTL_AUTH_OAUTH2;
}

static void
read_servers (GKeyFile   *file,
              const char *group,
              const char *key,
              GPtrArray  *servers)
{
  g_auto(GStrv) urls = get_list (file, group, key);
  PtlAuth auth = read_auth (file, group);

  for (guint i = 0; urls[i] != NULL; i++)
    {
      g_autoptr(PtlCandidate) server = ptl_candidate_new_from_url (urls[i], NULL);

      g_assert (server != NULL);
      g_ptr_array_add (servers, ptl_candidate_new (server->protocol, server->host, server->port,
                                                   server->security, NULL, auth,
                                                   PTL_SOURCE_TABLE));
    }
}

static Entry *
read_entry (GKeyFile   *file,
            const char *group)
{
  Entry *entry = g_new0 (Entry, 1);
  g_autofree char *user = g_key_file_get_string (file, group, "User", NULL);
  g_autofree char *outgoing_user = g_key_file_get_string (file, group, "OutgoingUser", NULL);

  entry->provider.id = g_strdup (group);
  entry->provider.name = g_key_file_get_string (file, group, "Name", NULL);
  entry->provider.help_url = g_key_file_get_string (file, group, "Help", NULL);
  entry->provider.advice = read_advice (file, group);
  entry->provider.domains = (const char * const *) get_list (file, group, "Domains");
  entry->aliases = (const char * const *) get_list (file, group, "Aliases");

  entry->user_is_local = g_strcmp0 (user, "local") == 0;
  entry->outgoing_user_is_local = outgoing_user != NULL ? g_str_equal (outgoing_user, "local")
                                                        : entry->user_is_local;

  entry->servers = g_ptr_array_new_with_free_func ((GDestroyNotify) ptl_candidate_unref);
  read_servers (file, group, "Incoming", entry->servers);
  read_servers (file, group, "Outgoing", entry->servers);

  return entry;
}

static void
add_domains (Table              *table,
             Entry              *entry,
             const char * const *domains)
{
  for (guint i = 0; domains[i] != NULL; i++)
    g_hash_table_insert (table->by_domain, (char *) domains[i], entry);
}

static Table *
read_table (void)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autoptr(GBytes) bytes = g_resource_lookup_data (ptl_data_get_resource (), TABLE_PATH,
                                                    G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_auto(GStrv) groups = NULL;
  Table *table = g_new0 (Table, 1);
  gboolean is_read = g_key_file_load_from_bytes (file, bytes, G_KEY_FILE_NONE, NULL);

  g_assert (is_read);

  table->entries = g_ptr_array_new ();
  table->by_domain = g_hash_table_new (g_str_hash, g_str_equal);

  groups = g_key_file_get_groups (file, NULL);
  for (guint g = 0; groups[g] != NULL; g++)
    {
      Entry *entry = read_entry (file, groups[g]);

      g_ptr_array_add (table->entries, entry);
      add_domains (table, entry, entry->provider.domains);
      add_domains (table, entry, entry->aliases);
    }

  return table;
}

/* Read once, never changed, never freed. */
static const Table *
get_table (void)
{
  static gsize table;

  if (g_once_init_enter (&table))
    g_once_init_leave (&table, (gsize) read_table ());

  return (const Table *) table;
}

static const Entry *
find_entry (const char *domain)
{
  const Table *table = get_table ();
  g_autofree char *name = g_ascii_strdown (domain, -1);
  const Entry *entry;

  if (g_str_has_suffix (name, "."))
    name[strlen (name) - 1] = '\0';

  entry = g_hash_table_lookup (table->by_domain, name);

  /* The nearest wildcard wins. */
  for (const char *dot = strchr (name, '.'); entry == NULL && dot != NULL;
       dot = strchr (dot + 1, '.'))
    {
      g_autofree char *pattern = g_strconcat ("*", dot, NULL);

      entry = g_hash_table_lookup (table->by_domain, pattern);
    }

  return entry;
}

static GPtrArray *
providers_find (PtlNetwork        *network,
                const PtlAddress  *address,
                GCancellable      *cancellable,
                GError           **error)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) ptl_candidate_unref);
  const Entry *entry = find_entry (address->ascii_domain);

  for (guint i = 0; entry != NULL && i < entry->servers->len; i++)
    {
      const PtlCandidate *server = g_ptr_array_index (entry->servers, i);
      gboolean is_local = server->protocol == PTL_PROTOCOL_SMTP ? entry->outgoing_user_is_local
                                                                : entry->user_is_local;

      g_ptr_array_add (found, ptl_candidate_with_user (server, is_local ? address->local
                                                                        : address->full));
    }

  return found;
}

const PtlSource ptl_source_providers =
{
  .name = "providers",
  .rank = PTL_SOURCE_TABLE,
  .is_local = TRUE,
  .find = providers_find,
};

/**
 * ptl_provider_find:
 * @domain: what stands after the @, as DNS knows it
 *
 * Looks a domain up in the table: first itself, then the wildcards above it.
 * Asks nobody.
 *
 * Returns: (nullable): the provider
 */
const PtlProvider *
ptl_provider_find (const char *domain)
{
  const Entry *entry;

  g_return_val_if_fail (domain != NULL, NULL);

  entry = find_entry (domain);
  return entry != NULL ? &entry->provider : NULL;
}

/**
 * ptl_provider_find_by_id:
 * @id: the provider's id
 *
 * Returns: (nullable): the provider
 */
const PtlProvider *
ptl_provider_find_by_id (const char *id)
{
  const GPtrArray *entries = get_table ()->entries;

  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (entries, i);

      if (g_str_equal (entry->provider.id, id))
        return &entry->provider;
    }

  return NULL;
}

/**
 * ptl_provider_list:
 * @n_providers: (out): how many there are
 *
 * Returns: (transfer container) (array length=n_providers): the whole table,
 *   the most used first
 */
const PtlProvider **
ptl_provider_list (gsize *n_providers)
{
  const GPtrArray *entries = get_table ()->entries;
  const PtlProvider **list = g_new0 (const PtlProvider *, entries->len + 1);

  g_return_val_if_fail (n_providers != NULL, NULL);

  for (guint i = 0; i < entries->len; i++)
    list[i] = &((const Entry *) g_ptr_array_index (entries, i))->provider;

  *n_providers = entries->len;
  return list;
}
