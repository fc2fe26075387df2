/* case.c - one hostile server, and what a client may make of it
 *
 * Reads cases/, see the README.md there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "hostile/case.h"

#include <string.h>

#include "support/script-server.h"

#define DEFAULT_PASSWORD "Kielwasser+Lotse/2931"
#define DEFAULT_TIMEOUT_S 5
/* SECURITY: two logins in a run are not a lock-out yet. */
#define DEFAULT_MAX_LOGINS 2

typedef struct
{
  GKeyFile    *file;
  const char  *block;
  const char  *each;   /* the member of its "each" that {each} stands for */
  PtlProtocol  protocol;
} Reader;

/* What a word means in each protocol: IMAP, POP3, SMTP. */
static const struct
{
  const char *word;
  const char *meaning[3];
} words[] = {
  { "{yes}", { "{tag} OK Done.\r\n", "+OK Done.\r\n", "250 Done.\r\n" } },
  { "{no}",  { "{tag} NO No.\r\n", "-ERR No.\r\n", "550 No.\r\n" } },
  { "{bad}", { "{tag} BAD What?\r\n", "-ERR What?\r\n", "500 What?\r\n" } },
};

/* Which commands play a part: IMAP, POP3, SMTP. */
static const struct
{
  const char *part;
  const char *commands[3];
} parts[] = {
  { "capability", { "CAPABILITY", "CAPA", "EHLO" } },
  { "starttls",   { "STARTTLS", "STLS", "STARTTLS" } },
  { "login",      { "LOGIN AUTHENTICATE", "USER PASS APOP AUTH", "AUTH" } },
  { "quit",       { "LOGOUT", "QUIT", "QUIT" } },
};

/* What is offered inside TLS unless the case says otherwise: mechanisms that
 * end with their first response, so that LOGIN is what the client hears. */
static const char * const offers[] = {
  [PTL_PROTOCOL_IMAP] = "IMAP4rev1|AUTH=PLAIN|AUTH=LOGIN",
  [PTL_PROTOCOL_POP3] = "CAPA|USER|UIDL|SASL PLAIN LOGIN",
  [PTL_PROTOCOL_SMTP] = "SIZE 1000000|AUTH PLAIN LOGIN",
};

/* KEY for this protocol alone ("key.imap"), or KEY; NULL if there is none. */
static char *
raw_value (const Reader *self,
           const char   *key)
{
  g_autofree char *own = g_strdup_printf ("%s.%s", key, ptl_protocol_to_string (self->protocol));
  char *value = g_key_file_get_value (self->file, self->block, own, NULL);

  return value != NULL ? value : g_key_file_get_value (self->file, self->block, key, NULL);
}

static char *
text_value (const Reader *self,
            const char   *key)
{
  g_autofree char *raw = raw_value (self, key);
  g_autoptr(GString) text = NULL;

  if (raw == NULL)
    return NULL;

  text = g_string_new (raw);
  g_string_replace (text, "{each}", self->each, 0);

  /* Backslashes first: what a word means has real line ends in it already. */
  g_free (raw);
  raw = g_strcompress (text->str);
  g_string_assign (text, raw);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_string_replace (text, words[i].word, words[i].meaning[self->protocol], 0);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
value_or (const Reader *self,
          const char   *key,
          const char   *otherwise)
{
  char *value = text_value (self, key);

  return value != NULL ? value : g_strdup (otherwise);
}

static GStrv
list_value (const Reader *self,
            const char   *key,
            const char   *separator,
            const char   *otherwise)
{
  g_autofree char *value = value_or (self, key, otherwise);

  return value != NULL ? g_strsplit (value, separator, -1) : NULL;
}

static guint
number_value (const Reader *self,
              const char   *key,
              guint         otherwise)
{
  g_autofree char *value = raw_value (self, key);

  return value != NULL ? g_ascii_strtoull (value, NULL, 10) : otherwise;
}

static gboolean
flag_value (const Reader *self,
            const char   *key)
{
  g_autofree char *value = raw_value (self, key);

  return g_strcmp0 (value, "true") == 0;
}

/* "on CAPA", "tls login": what is said to commands. */
static void
read_reactions (const Reader *self,
                const char   *prefix,
                GHashTable   *reactions)
{
  g_auto(GStrv) keys = g_key_file_get_keys (self->file, self->block, NULL, NULL);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *key = g_strdup (keys[i]);
      char *dot = strrchr (key, '.');
      const char *part = key + strlen (prefix);
      g_auto(GStrv) commands = NULL;

      if (!g_str_has_prefix (key, prefix))
        continue;

      if (dot != NULL)
        *dot = '\0';

      for (guint j = 0; j < G_N_ELEMENTS (parts); j++)
        if (g_str_equal (part, parts[j].part))
          commands = g_strsplit (parts[j].commands[self->protocol], " ", -1);

      if (commands == NULL)
        commands = g_strsplit (part, " ", -1);

      for (guint j = 0; commands[j] != NULL; j++)
        {
          char *text = text_value (self, key);

          if (text != NULL)
            g_hash_table_insert (reactions, g_strdup (commands[j]), text);
        }
    }
}

static void
add_value (PtlScript  *script,
           const char *name,
           char       *value)
{
  g_hash_table_insert (script->values, g_strdup (name), value);
}

/* What a server can throw back at the client. */
static void
add_values (Case *self)
{
  gsize length = strlen (self->password);
  g_autofree char *plain = g_strdup_printf ("0%s0%s", self->user, self->password);

  plain[0] = plain[1 + strlen (self->user)] = '\0';

  add_value (self->script, "mark", g_strdup (CASE_MARK));
  add_value (self->script, "password", g_strdup (self->password));
  add_value (self->script, "password-base64",
             g_base64_encode ((const guchar *) self->password, length));
  add_value (self->script, "plain-base64",
             g_base64_encode ((const guchar *) plain, 2 + strlen (self->user) + length));
  add_value (self->script, "password-escaped", g_uri_escape_string (self->password, NULL, TRUE));
}

static PtlScript *
read_script (const Reader *self)
{
  PtlScript *script = ptl_script_new ();

  script->greeting = text_value (self, "greeting");
  script->after_greeting = text_value (self, "after-greeting");
  script->capabilities = list_value (self, "capabilities", "|", NULL);
  script->capabilities_tls = list_value (self, "capabilities-tls", "|", offers[self->protocol]);
  script->start_tls = text_value (self, "starttls");
  script->stays_clear = flag_value (self, "stays-clear");
  script->after_tls = text_value (self, "after-tls");
  script->login = text_value (self, "login");
  script->scram = text_value (self, "scram");
  script->dribble = flag_value (self, "dribble");
  read_reactions (self, "on ", script->on);
  read_reactions (self, "tls ", script->on_tls);

  return script;
}

static gboolean
read_expect (const char *text,
             CaseExpect *expect)
{
  static const char * const names[] = {
    [CASE_EXPECT_OK] = "ok",
    [CASE_EXPECT_REFUSE] = "refuse",
    [CASE_EXPECT_EITHER] = "either",
    [CASE_EXPECT_USAGE] = "usage",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (text, names[i]) == 0)
      {
        *expect = i;
        return TRUE;
      }

  return FALSE;
}

/* "block/imap-tls", or "block/421/smtp-tls" if there is one for each of some. */
static char *
case_name (const Reader *self,
           const char   *security,
           guint         n_each)
{
  g_autofree char *each = g_strdup (self->each);
  const char *protocol = ptl_protocol_to_string (self->protocol);

  g_strcanon (each, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "=+.-", '_');

  if (*each == '\0')
    return g_strdup_printf ("%s/%s-%s", self->block, protocol, security);

  return g_strdup_printf ("%s/%u-%.20s/%s-%s", self->block, n_each, each, protocol, security);
}

static Case *
read_case (const Reader  *reader,
           const char    *security,
           guint          n_each,
           GError       **error)
{
  g_autoptr(Case) self = g_new0 (Case, 1);
  g_autofree char *expect = raw_value (reader, "expect");
  g_autofree char *serves = raw_value (reader, "serves");

  self->script = read_script (reader);
  self->name = case_name (reader, security, n_each);

  if (!ptl_security_from_string (security, &self->security)
      || !read_expect (expect, &self->expect))
    {
      g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                   "%s: security or expectation is not known", self->name);
      return NULL;
    }

  self->protocol = reader->protocol;
  self->tls_at_once = serves != NULL ? g_str_equal (serves, "tls")
                                     : self->security == PTL_SECURITY_TLS;
  self->verdicts = list_value (reader, "verdict", " ", NULL);
  self->certificate = value_or (reader, "certificate", "good");
  self->host = value_or (reader, "host", "localhost");
  self->user = value_or (reader, "user", SCRIPT_SERVER_USER);
  self->password = value_or (reader, "password", DEFAULT_PASSWORD);
  self->timeout_s = number_value (reader, "timeout", DEFAULT_TIMEOUT_S);
  self->max_logins = number_value (reader, "logins", DEFAULT_MAX_LOGINS);
  self->may_show = self->tls_at_once || flag_value (reader, "may-show");
  add_values (self);

  return g_steal_pointer (&self);
}

/* One case for each security and each member of "each". */
static gboolean
read_protocol (Reader     *reader,
               char      **securities,
               GPtrArray  *cases,
               GError    **error)
{
  g_autofree char *list = raw_value (reader, "each");
  g_auto(GStrv) each = g_strsplit (list != NULL ? list : " ", "|", -1);

  for (guint i = 0; each[i] != NULL; i++)
    for (guint j = 0; securities[j] != NULL; j++)
      {
        Case *new_case;

        reader->each = g_strstrip (each[i]);
        new_case = read_case (reader, securities[j], i + 1, error);

        if (new_case == NULL)
          return FALSE;

        g_ptr_array_add (cases, new_case);
      }

  return TRUE;
}

static gboolean
read_block (Reader     *reader,
            GPtrArray  *cases,
            GError    **error)
{
  g_auto(GStrv) protocols = g_key_file_get_string_list (reader->file, reader->block,
                                                        "protocol", NULL, error);
  g_auto(GStrv) securities = g_key_file_get_string_list (reader->file, reader->block,
                                                         "security", NULL,
                                                         protocols != NULL ? error : NULL);

  if (protocols == NULL || securities == NULL)
    return FALSE;

  for (guint i = 0; protocols[i] != NULL; i++)
    {
      if (!ptl_protocol_from_string (protocols[i], &reader->protocol))
        {
          g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                       "%s: no protocol is called %s", reader->block, protocols[i]);
          return FALSE;
        }

      if (!read_protocol (reader, securities, cases, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_file (const char  *path,
           GPtrArray   *cases,
           GError     **error)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_auto(GStrv) blocks = NULL;

  g_key_file_set_list_separator (file, ' ');

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, error))
    return FALSE;

  blocks = g_key_file_get_groups (file, NULL);

  for (guint i = 0; blocks[i] != NULL; i++)
    {
      Reader reader = { .file = file, .block = blocks[i] };

      if (!read_block (&reader, cases, error))
        return FALSE;
    }

  return TRUE;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char * const *) a, *(char * const *) b);
}

/**
 * cases_load:
 * @folder: where the cases are
 * @error: `G_KEY_FILE_ERROR` or `G_FILE_ERROR` for the first that cannot be read
 *
 * Reads all blocks of all files.
 *
 * Returns: (transfer full) (element-type Case): the cases, file by file
 */
GPtrArray *
cases_load (const char  *folder,
            GError     **error)
{
  g_autoptr(GPtrArray) cases = g_ptr_array_new_with_free_func ((GDestroyNotify) case_free);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GDir) files = g_dir_open (folder, 0, error);
  const char *name;

  if (files == NULL)
    return NULL;

  while ((name = g_dir_read_name (files)) != NULL)
    if (g_str_has_suffix (name, ".txt"))
      g_ptr_array_add (names, g_strdup (name));

  g_ptr_array_sort (names, compare_names);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);

      if (!read_file (path, cases, error))
        {
          g_prefix_error (error, "%s: ", path);
          return NULL;
        }
    }

  return g_steal_pointer (&cases);
}

void
case_free (Case *self)
{
  g_free (self->name);
  g_strfreev (self->verdicts);
  g_free (self->certificate);
  g_free (self->host);
  g_free (self->user);
  g_free (self->password);
  g_clear_pointer (&self->script, ptl_script_free);
  g_free (self);
}
