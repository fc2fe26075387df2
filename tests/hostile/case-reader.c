/* case-reader.c - a block of a case file as one case
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "hostile/case-reader.h"

#include <string.h>

#include "support/script-server.h"

#define DEFAULT_PASSWORD "Kielwasser+Lotse/2931"
#define DEFAULT_TIMEOUT_S 5
/* SECURITY: two logins in a run are not a lock-out yet. */
#define DEFAULT_MAX_LOGINS 2

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
raw_value (const CaseReader *self,
           const char       *key)
{
  g_autofree char *own = g_strdup_printf ("%s.%s", key, ptl_protocol_to_string (self->protocol));
  char *value = g_key_file_get_value (self->file, self->block, own, NULL);

  return value != NULL ? value : g_key_file_get_value (self->file, self->block, key, NULL);
}

static char *
text_value (const CaseReader *self,
            const char       *key)
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
value_or (const CaseReader *self,
          const char       *key,
          const char       *otherwise)
{
  char *value = text_value (self, key);

  return value != NULL ? value : g_strdup (otherwise);
}

static GStrv
list_value (const CaseReader *self,
            const char       *key,
            const char       *separator,
            const char       *otherwise)
{
  g_autofree char *value = value_or (self, key, otherwise);

  return value != NULL ? g_strsplit (value, separator, -1) : NULL;
}

static guint
number_value (const CaseReader *self,
              const char       *key,
              guint             otherwise)
{
  g_autofree char *value = raw_value (self, key);

  return value != NULL ? g_ascii_strtoull (value, NULL, 10) : otherwise;
}

static gboolean
flag_value (const CaseReader *self,
            const char       *key)
{
  g_autofree char *value = raw_value (self, key);

  return g_strcmp0 (value, "true") == 0;
}

/* "on CAPA", "tls login": what is said to commands. */
static void
read_reactions (const CaseReader *self,
                const char       *prefix,
                GHashTable       *reactions)
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
read_script (const CaseReader *self)
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
case_name (const CaseReader *self,
           const char       *security,
           guint             n_each)
{
  g_autofree char *each = g_strdup (self->each);
  const char *protocol = ptl_protocol_to_string (self->protocol);

  g_strcanon (each, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "=+.-", '_');

  if (*each == '\0')
    return g_strdup_printf ("%s/%s-%s", self->block, protocol, security);

  return g_strdup_printf ("%s/%u-%.20s/%s-%s", self->block, n_each, each, protocol, security);
}

/* A key with a spelling mistake would leave a case that tests nothing. */
static gboolean
check_keys (const CaseReader  *self,
            GError           **error)
{
  static const char * const known[] = {
    "about", "row", "protocol", "security", "expect", "verdict", "logins", "may-show", "timeout",
    "certificate", "host", "user", "password", "serves", "greeting", "after-greeting",
    "capabilities", "capabilities-tls", "starttls", "stays-clear", "after-tls", "login", "scram",
    "dribble", "each", NULL
  };
  g_auto(GStrv) keys = g_key_file_get_keys (self->file, self->block, NULL, NULL);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *key = g_strndup (keys[i], strcspn (keys[i], "."));

      if (!g_strv_contains (known, key) && !g_str_has_prefix (key, "on ")
          && !g_str_has_prefix (key, "tls "))
        {
          g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_KEY_NOT_FOUND,
                       "%s: no key is called “%s”", self->block, keys[i]);
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * case_reader_get_each:
 * @reader: what to read, and for whom
 *
 * Reads the texts of which each makes a case of its own.
 *
 * Returns: (transfer full) (nullable): the texts, separated by bars
 */
char *
case_reader_get_each (const CaseReader *reader)
{
  return raw_value (reader, "each");
}

/**
 * case_reader_read:
 * @reader: what to read, and for whom
 * @security: what the client is told to use
 * @n_each: the number of the member of "each", from 1
 * @error: `G_KEY_FILE_ERROR_INVALID_VALUE` if a word is not known
 *
 * Reads one case of a block.
 *
 * Returns: (transfer full): the case
 */
Case *
case_reader_read (const CaseReader  *reader,
                  const char        *security,
                  guint              n_each,
                  GError           **error)
{
  g_autoptr(Case) self = g_new0 (Case, 1);
  g_autofree char *expect = raw_value (reader, "expect");
  g_autofree char *serves = raw_value (reader, "serves");

  if (!check_keys (reader, error))
    return NULL;

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
