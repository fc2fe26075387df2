/* oracles.c - what must hold of a client, whatever the server did
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE   /* memmem() */
#include "hostile/oracles.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* Exit statuses of `portolanctl check`. */
#define EXIT_WORKED 0
#define EXIT_FAILED 1
#define EXIT_USAGE  2

typedef struct
{
  const Case  *test;
  GPtrArray   *findings;
} Strings;

static void
complain (GPtrArray  *findings,
          const char *format,
          ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (findings, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static gboolean
is_in (const char * const *list,
       const char         *word)
{
  return g_strv_contains (list, word);
}

/* SECURITY P0: all that may be said outside TLS, and what asks for abilities. */
static const struct
{
  const char *in_clear[6];
  const char *capability;
  const char *logins[5];
} languages[] = {
  [PTL_PROTOCOL_IMAP] = { { "CAPABILITY", "STARTTLS", "NOOP", "LOGOUT" },
                          "CAPABILITY", { "LOGIN", "AUTHENTICATE" } },
  [PTL_PROTOCOL_POP3] = { { "CAPA", "STLS", "NOOP", "QUIT" },
                          "CAPA", { "USER", "PASS", "APOP", "AUTH" } },
  [PTL_PROTOCOL_SMTP] = { { "EHLO", "STARTTLS", "RSET", "NOOP", "QUIT" },
                          "EHLO", { "AUTH" } },
};

/* Of base64 with SHIFT bytes before SECRET, what does not depend on them. */
static char *
base64_core (const char *secret,
             gsize       shift)
{
  g_autofree char *shifted = g_strconcat (shift == 2 ? "xx" : shift == 1 ? "x" : "", secret, NULL);
  g_autofree char *encoded = g_base64_encode ((const guchar *) shifted, strlen (shifted));
  gsize begin = shift > 0 ? 4 : 0;
  gsize end = strlen (shifted) / 3 * 4;

  return g_strndup (encoded + begin, end - begin);
}

static gboolean
holds (const char *data,
       gsize       length,
       const char *piece)
{
  return length > 0 && memmem (data, length, piece, strlen (piece)) != NULL;
}

/**
 * oracle_holds_secret:
 * @data: (array length=length): any bytes
 * @length: how many
 * @secret: a secret, eight bytes at least
 *
 * Looks for a secret: as it is, in base64 at any offset, URL-encoded.
 *
 * Returns: whether it is there
 */
gboolean
oracle_holds_secret (const char *data,
                     gsize       length,
                     const char *secret)
{
  g_autofree char *escaped = g_uri_escape_string (secret, NULL, FALSE);

  for (gsize shift = 0; shift < 3; shift++)
    {
      g_autofree char *core = base64_core (secret, shift);

      if (holds (data, length, core))
        return TRUE;
    }

  return holds (data, length, secret) || holds (data, length, escaped);
}

/* O1, O2: what went over the wire outside TLS. */
static void
ask_about_clear_wire (const Case         *test,
                      const ScriptRecord *record,
                      GPtrArray          *findings)
{
  const char * const *allowed = languages[test->protocol].in_clear;

  if (oracle_holds_secret ((const char *) record->clear->data, record->clear->len,
                           test->password))
    complain (findings, "O1: the password went over the wire outside TLS");

  for (guint i = 0; i < record->clear_commands->len; i++)
    {
      const char *command = g_ptr_array_index (record->clear_commands, i);

      if (!is_in (allowed, command))
        complain (findings, "O2: “%s” outside TLS", command);
    }
}

/* O3, O7: what was said inside. */
static void
ask_about_logins (const Case         *test,
                  const ScriptRecord *record,
                  GPtrArray          *findings)
{
  const char * const *logins = languages[test->protocol].logins;
  gboolean has_asked = FALSE;
  guint n_logins = 0;

  for (guint i = 0; i < record->tls_commands->len; i++)
    {
      const char *command = g_ptr_array_index (record->tls_commands, i);

      if (g_str_has_prefix (command, CASE_INJECTED))
        complain (findings, "what was no command became one: %s", command);

      has_asked |= g_str_equal (command, languages[test->protocol].capability);

      if (!is_in (logins, command))
        continue;

      /* USER alone is no try; PASS is. */
      n_logins += !g_str_equal (command, "USER");

      if (!has_asked && test->security == PTL_SECURITY_STARTTLS)
        complain (findings, "O3: %s without asking again what is offered inside TLS", command);

      if (test->max_logins == 0)
        complain (findings, "O7: %s although no login was to be tried", command);
    }

  if (MAX (n_logins, record->n_logins) > test->max_logins)
    complain (findings, "O7: %u logins", MAX (n_logins, record->n_logins));

  if (test->expect == CASE_EXPECT_OK && record->n_accepted == 0)
    complain (findings, "O9: no login ever reached the server");
}

/* S32: a name that is not told may be answered with another's certificate. */
static void
ask_about_server_name (const Case         *test,
                       const ScriptRecord *record,
                       GPtrArray          *findings)
{
  const char *name = g_hostname_is_ip_address (test->host) ? NULL : test->host;

  if (record->n_handshakes > 0 && g_strcmp0 (record->server_name, name) != 0)
    complain (findings, "S32: TLS was made with “%s”", record->server_name);
}

static gboolean
is_control (gunichar c)
{
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e)
         || (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029;
}

/* O5, O8: every string that the client hands on. */
static void
ask_about_text (const Case *test,
                const char *text,
                GPtrArray  *findings)
{
  if (oracle_holds_secret (text, strlen (text), test->password))
    complain (findings, "O8: the password is in “%s”", text);

  if (!test->may_show && strstr (text, CASE_MARK) != NULL)
    complain (findings, "O5: what was said before TLS is shown: “%s”", text);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (is_control (g_utf8_get_char (p)))
      complain (findings, "O5: U+%04X in “%s”", g_utf8_get_char (p), text);
}

static void
ask_about_node (JsonNode *node,
                Strings  *strings)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr(GList) values = json_object_get_values (json_node_get_object (node));

      for (GList *l = values; l != NULL; l = l->next)
        ask_about_node (l->data, strings);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      g_autoptr(GList) values = json_array_get_elements (json_node_get_array (node));

      for (GList *l = values; l != NULL; l = l->next)
        ask_about_node (l->data, strings);
    }
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    ask_about_text (strings->test, json_node_get_string (node), strings->findings);
}

/* The verdict's first code. */
static const char *
verdict_code (JsonNode *root)
{
  JsonObject *verdict = NULL;

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root)
      && json_object_has_member (json_node_get_object (root), "verdict"))
    verdict = json_object_get_object_member (json_node_get_object (root), "verdict");

  return verdict != NULL ? json_object_get_string_member_with_default (verdict, "code", NULL)
                         : NULL;
}

/* What the program says in the end, to people and to programs. */
static void
ask_about_output (const Case  *test,
                  const Child *child,
                  GPtrArray   *findings)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  const char *code;
  gboolean is_ok;
  Strings strings = { .test = test, .findings = findings };

  for (gsize i = 0; i < child->output->len + child->errors->len; i++)
    {
      guchar c = i < child->output->len ? child->output->str[i]
                                        : child->errors->str[i - child->output->len];

      if (c != '\n' && (c < 0x20 || c == 0x7f))
        complain (findings, "O5: the byte %02x is put out", c);
    }

  if (!g_utf8_validate_len (child->errors->str, child->errors->len, NULL))
    complain (findings, "O5: no UTF-8 on standard error");
  else
    {
      g_auto(GStrv) lines = g_strsplit (child->errors->str, "\n", -1);

      for (guint i = 0; lines[i] != NULL; i++)
        ask_about_text (test, lines[i], findings);
    }

  if (test->expect == CASE_EXPECT_USAGE)
    return;

  if (!json_parser_load_from_data (parser, child->output->str, child->output->len, NULL)
      || json_parser_get_root (parser) == NULL)
    {
      complain (findings, "no JSON: “%s”", child->output->str);
      return;
    }

  ask_about_node (json_parser_get_root (parser), &strings);

  code = verdict_code (json_parser_get_root (parser));
  is_ok = g_strcmp0 (code, "ok") == 0 || g_strcmp0 (code, "ok_sender_refused") == 0;

  if (code == NULL)
    complain (findings, "no verdict");
  else if (test->verdicts != NULL && !is_in ((const char * const *) test->verdicts, code))
    complain (findings, "the verdict is %s", code);

  if (is_ok != (child->exit_status == EXIT_WORKED))
    complain (findings, "verdict %s, but exit status %d", code, child->exit_status);
}

/* O9, O4: did it come to what it had to come to? */
static void
ask_about_outcome (const Case  *test,
                   const Child *child,
                   GPtrArray   *findings)
{
  static const struct
  {
    int from;
    int to;
  } right[] = {
    [CASE_EXPECT_OK] = { EXIT_WORKED, EXIT_WORKED },
    [CASE_EXPECT_REFUSE] = { EXIT_FAILED, EXIT_FAILED },
    [CASE_EXPECT_EITHER] = { EXIT_WORKED, EXIT_FAILED },
    [CASE_EXPECT_USAGE] = { EXIT_FAILED, EXIT_USAGE },
  };

  if (child->signal != 0 && !child->is_killed)
    complain (findings, "crashed with signal %d: %s", child->signal, child->errors->str);
  else if (!child->is_killed && (child->exit_status < right[test->expect].from
                                 || child->exit_status > right[test->expect].to))
    complain (findings, "exit status %d", child->exit_status);
}

/* O6: bounds. */
static void
ask_about_bounds (const Child        *child,
                  const ScriptRecord *record,
                  GPtrArray          *findings)
{
  if (child->is_killed || child->elapsed_ms >= ORACLE_MAX_MS)
    complain (findings, "O6: not done after %u ms", child->elapsed_ms);

  if (child->peak_kib > ORACLE_MAX_PEAK_KIB)
    complain (findings, "O6: %u MiB of memory", child->peak_kib / 1024);

  if (record->sent_bytes > ORACLE_MAX_TAKEN)
    complain (findings, "O6: took %" G_GSIZE_FORMAT " MiB", record->sent_bytes >> 20);
}

/**
 * oracles_ask:
 * @test: what it was about
 * @child: what the client did
 * @record: what the server saw
 *
 * Judges a client.
 *
 * Returns: (transfer full) (element-type utf8): what is wrong with it
 */
GPtrArray *
oracles_ask (const Case         *test,
             const Child        *child,
             const ScriptRecord *record)
{
  g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);

  ask_about_outcome (test, child, findings);
  ask_about_clear_wire (test, record, findings);
  ask_about_logins (test, record, findings);
  ask_about_server_name (test, record, findings);
  ask_about_bounds (child, record, findings);

  if (!child->is_killed && child->signal == 0)
    ask_about_output (test, child, findings);

  if (record->n_strangers > 0)
    complain (findings, "O10: went where the server sent it");

  return g_steal_pointer (&findings);
}
