/* test-providers.c - the providers' table, every entry of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "base/ports.h"
#include "discover/providers.h"
#include "discover/source.h"

/* “Ann” at a domain of the provider’s. */
static PtlAddress *
make_address (const PtlProvider *provider,
              const char        *domain)
{
  const char *name = *domain == '*' ? domain + 2 : domain;
  g_autofree char *text = g_strconcat (*domain == '*' ? "ann@tenant." : "ann@", name, NULL);
  g_autoptr(GError) error = NULL;
  PtlAddress *address = ptl_address_parse (text, &error);

  g_assert_no_error (error);
  return address;
}

static GPtrArray *
find_servers (const PtlProvider *provider)
{
  g_autoptr(PtlAddress) address = make_address (provider, provider->domains[0]);
  g_autoptr(GError) error = NULL;
  GPtrArray *found = ptl_source_providers.find (NULL, address, NULL, &error);

  g_assert_no_error (error);
  return found;
}

static void
test_names_and_help_are_well_formed (gconstpointer data)
{
  const PtlProvider *provider = data;

  g_assert_true (g_regex_match_simple ("^[a-z0-9]+(-[a-z0-9]+)*$", provider->id, 0, 0));
  g_assert_nonnull (provider->name);
  g_assert_cmpstr (provider->name, !=, "");
  g_assert_true (ptl_provider_find_by_id (provider->id) == provider);

  if (provider->help_url != NULL)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GUri) uri = g_uri_parse (provider->help_url, G_URI_FLAGS_NONE, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (g_uri_get_scheme (uri), ==, "https");
      g_assert_nonnull (strchr (g_uri_get_host (uri), '.'));
      g_assert_null (g_uri_get_userinfo (uri));
    }
}

static void
test_domains_lead_to_their_provider (gconstpointer data)
{
  const PtlProvider *provider = data;

  g_assert_nonnull (provider->domains[0]);

  for (guint i = 0; provider->domains[i] != NULL; i++)
    {
      g_autoptr(PtlAddress) address = make_address (provider, provider->domains[i]);
      const PtlProvider *found = ptl_provider_find (address->ascii_domain);

      /* As DNS has it, and in nobody else's list. */
      g_assert_true (g_str_has_suffix (provider->domains[i], strchr (address->ascii_domain, '.')));
      g_assert_nonnull (found);
      g_assert_cmpstr (found->id, ==, provider->id);
    }
}

static void
test_servers_are_well_formed (gconstpointer data)
{
  const PtlProvider *provider = data;
  g_autoptr(GPtrArray) servers = find_servers (provider);
  gboolean is_local = (provider->advice & PTL_ADVICE_BRIDGE) != 0;
  guint n_incoming = 0;

  for (guint i = 0; i < servers->len; i++)
    {
      const PtlCandidate *server = g_ptr_array_index (servers, i);
      g_autofree char *host = ptl_host_check (server->host, NULL);
      PtlSecurity security;

      g_assert_cmpstr (host, ==, server->host);
      g_assert_cmpint (server->security, !=, PTL_SECURITY_NONE);
      g_assert_cmpint (server->source, ==, PTL_SOURCE_TABLE);
      g_assert_nonnull (server->user);
      g_assert_cmpint (g_hostname_is_ip_address (host), ==, is_local);

      if (!is_local)
        {
          g_assert_true (ptl_port_get_security (server->protocol, server->port, &security));
          g_assert_cmpint (server->security, ==, security);
        }

      n_incoming += server->protocol != PTL_PROTOCOL_SMTP;
    }

  /* Both ways, or none and a reason. */
  if (provider->advice & PTL_ADVICE_NO_PROGRAMS)
    g_assert_cmpuint (servers->len, ==, 0);
  else
    g_assert_true (n_incoming > 0 && n_incoming < servers->len);
}

static void
test_advice_fits_the_ways_to_sign_in (gconstpointer data)
{
  const PtlProvider *provider = data;
  g_autoptr(GPtrArray) servers = find_servers (provider);
  g_autofree char *text = ptl_provider_describe_advice (provider);

  for (guint i = 0; i < servers->len; i++)
    {
      const PtlCandidate *server = g_ptr_array_index (servers, i);

      g_assert_cmpint (server->auth == PTL_AUTH_OAUTH2, ==,
                       (provider->advice & PTL_ADVICE_OAUTH2_ONLY) != 0);
    }

  g_assert_cmpint (text != NULL, ==, provider->advice != PTL_ADVICE_NONE);
  if (text != NULL)
    {
      g_assert_nonnull (strstr (text, provider->name));
      g_assert_null (strchr (text, '%'));
      g_assert_true (g_str_has_suffix (text, "."));
    }
}

/* A domain may stand once in the whole table: a look-up sees only one of two. */
static void
test_no_domain_stands_twice (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gsize n_providers;
  g_autofree const PtlProvider **providers = ptl_provider_list (&n_providers);

  g_assert_cmpuint (n_providers, >=, 12);

  for (gsize p = 0; p < n_providers; p++)
    for (guint d = 0; providers[p]->domains[d] != NULL; d++)
      {
        if (!g_hash_table_add (seen, (char *) providers[p]->domains[d]))
          g_error ("%s stands twice", providers[p]->domains[d]);
      }
}

static void
test_a_domain_is_found_however_it_is_written (void)
{
  const PtlProvider *gmail = ptl_provider_find_by_id ("gmail");

  g_assert_nonnull (gmail);
  g_assert_true (ptl_provider_find ("gmail.com") == gmail);
  g_assert_true (ptl_provider_find ("GMAIL.com") == gmail);
  g_assert_true (ptl_provider_find ("gmail.com.") == gmail);
  g_assert_null (ptl_provider_find ("gmail.com.example.test"));
  g_assert_null (ptl_provider_find ("notgmail.com"));
  g_assert_null (ptl_provider_find ("com"));
  g_assert_null (ptl_provider_find ("."));
  g_assert_null (ptl_provider_find (""));
  g_assert_null (ptl_provider_find_by_id ("nobody"));
}

static void
test_suggestion (gconstpointer data)
{
  const char * const *words = data;
  g_autofree char *suggestion = ptl_provider_suggest_domain (words[0]);

  g_assert_cmpstr (suggestion != NULL ? suggestion : "-", ==, words[1]);
}

static void
test_endless_domains_are_no_slips (void)
{
  g_autofree char *endless = g_strnfill (100000, 'g');

  g_assert_null (ptl_provider_suggest_domain (endless));
  g_assert_null (ptl_provider_suggest_domain (""));
}

static void
add_suggestions (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "discover", "suggestions.txt", NULL);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *name = NULL;
      GStrv words;

      if (*lines[i] == '\0' || *lines[i] == '#')
        continue;

      words = g_regex_split_simple (" +", lines[i], 0, 0);
      g_assert_cmpuint (g_strv_length (words), ==, 2);
      name = g_strconcat ("/discover/suggestions/", words[0], NULL);
      g_test_add_data_func_full (name, words, test_suggestion, (GDestroyNotify) g_strfreev);
    }
}

static void
add_providers (void)
{
  static const struct
  {
    const char    *name;
    GTestDataFunc  function;
  } tests[] =
  {
    { "names-and-help-are-well-formed", test_names_and_help_are_well_formed },
    { "domains-lead-to-their-provider", test_domains_lead_to_their_provider },
    { "servers-are-well-formed", test_servers_are_well_formed },
    { "advice-fits-the-ways-to-sign-in", test_advice_fits_the_ways_to_sign_in },
  };
  gsize n_providers;
  g_autofree const PtlProvider **providers = ptl_provider_list (&n_providers);

  for (gsize p = 0; p < n_providers; p++)
    for (guint t = 0; t < G_N_ELEMENTS (tests); t++)
      {
        g_autofree char *path = g_strdup_printf ("/discover/providers/%s/%s", providers[p]->id,
                                                 tests[t].name);

        g_test_add_data_func (path, providers[p], tests[t].function);
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_providers ();
  add_suggestions ();
  g_test_add_func ("/discover/no-domain-stands-twice", test_no_domain_stands_twice);
  g_test_add_func ("/discover/a-domain-is-found-however-it-is-written",
                   test_a_domain_is_found_however_it_is_written);
  g_test_add_func ("/discover/endless-domains-are-no-slips", test_endless_domains_are_no_slips);

  return g_test_run ();
}
