/* test-dialogue.c - every conversation in tests/dialogues
 *
 * Each file is one case (script.c tells what its lines mean).  All are played
 * twice: in the segments that they are written in, and byte by byte.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "proto/dialogue.h"
#include "script.h"
#include "script-text.h"

typedef struct
{
  Script         *script;
  PtlSession     *session;
  PtlTranscript  *transcript;
  PtlSecret      *password;
  PtlSecret      *token;
  GBytes         *binding;
  PtlCredentials  credentials;
  GError         *error;
} Play;

static void
play_clear (Play *self)
{
  g_clear_pointer (&self->session, ptl_session_free);
  g_clear_pointer (&self->transcript, ptl_transcript_unref);
  g_clear_pointer (&self->password, ptl_secret_unref);
  g_clear_pointer (&self->token, ptl_secret_unref);
  g_clear_pointer (&self->binding, g_bytes_unref);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Play, play_clear)

static PtlSecret *
get_secret (Script     *script,
            const char *key)
{
  const char *value = script_get (script, key);
  g_autofree char *plain = NULL;

  if (value == NULL)
    return NULL;

  /* \n \r \t and octal; a NUL is written as <NUL>. */
  plain = g_strcompress (value);

  if (g_str_has_suffix (plain, "<NUL>"))
    {
      gsize length = strlen (plain) - strlen ("<NUL>");

      plain[length] = '\0';
      return ptl_secret_new (plain, length + 1);
    }

  return ptl_secret_new (plain, -1);
}

static void
play_set_up (Play   *self,
             Script *script)
{
  const char *security = script_get (script, "security");
  const char *port = script_get (script, "port");
  const char *binding = script_get (script, "binding");
  const char *host = script_get (script, "host");
  PtlProtocol protocol;

  g_assert_true (ptl_protocol_from_string (script_get (script, "protocol"), &protocol));

  self->script = script;
  self->transcript = ptl_transcript_new ();
  self->session = ptl_session_new (protocol, ptl_wire_new (script_get_stream (script),
                                                           self->transcript));
  self->session->wants_starttls = g_strcmp0 (security, "starttls") == 0;
  self->session->is_secure = security == NULL || g_str_equal (security, "tls");
  self->session->may_be_insecure = script_get (script, "insecure") != NULL;
  self->session->client_name = g_strdup (script_get (script, "client"));
  self->password = get_secret (script, "password");
  self->token = get_secret (script, "token");
  self->credentials.user = script_get (script, "user");
  self->credentials.password = self->password;
  self->credentials.token = self->token;
  self->credentials.host = host != NULL ? host : "mail.example.test";
  self->credentials.port = port != NULL ? script_parse_number (port) : 993;

  if (binding != NULL)
    {
      self->credentials.binding_type = binding;
      self->binding = g_bytes_new_static ("bound", strlen ("bound"));
      self->credentials.binding = self->binding;
    }
}

static gboolean
begin (Play              *self,
       const PtlDialogue *dialogue)
{
  if (!dialogue->greet (self->session, NULL, &self->error))
    return FALSE;

  if (!self->session->wants_starttls || script_get (self->script, "no-starttls") != NULL)
    return TRUE;

  if (!dialogue->start_tls (self->session, NULL, &self->error))
    return FALSE;

  if (!script_start_tls (self->script))
    {
      g_test_fail_printf ("TLS is not due yet");
      return FALSE;
    }

  ptl_session_secured (self->session, script_get_stream (self->script));
  return TRUE;
}

static gboolean
go_on (Play              *self,
       const PtlDialogue *dialogue)
{
  const char *sender = script_get (self->script, "sender");
  g_autofree char *user = NULL;

  if (!dialogue->capabilities (self->session, NULL, &self->error))
    return FALSE;

  if (self->credentials.user != NULL)
    {
      user = g_strcompress (self->credentials.user);
      self->credentials.user = user;

      if (!dialogue->can_log_in (self->session, &self->credentials, &self->error) ||
          !dialogue->log_in (self->session, &self->credentials, NULL, &self->error))
        return FALSE;
    }

  if (sender != NULL)
    {
      g_autofree char *address = g_strcompress (sender);

      return dialogue->try_sender (self->session, address, NULL, &self->error);
    }

  return TRUE;
}

static char *
ending_of (const GError *error)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (PTL_TYPE_PROTO_ERROR);

  if (error == NULL)
    return g_strdup ("ok");

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    return g_strdup ("closed");

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return g_strdup ("timed-out");

  g_assert_cmpuint (error->domain, ==, PTL_PROTO_ERROR);
  return g_strdup (g_enum_get_value (klass, error->code)->value_nick);
}

/* Everything that a person or a log could see. */
static char *
everything_shown (Play *self)
{
  g_auto(GStrv) lines = ptl_transcript_get_lines (self->transcript);
  g_autofree char *transcript = g_strjoinv ("\n", lines);
  GString *shown = g_string_new (transcript);

  g_string_append_printf (shown, "\n%s\n%s",
                          self->session->greeting != NULL ? self->session->greeting : "",
                          self->error != NULL ? self->error->message : "");

  for (guint i = 0; i < self->session->replies->len; i++)
    {
      const PtlReply *reply = g_ptr_array_index (self->session->replies, i);

      g_string_append_printf (shown, "\n%s %s %s", reply->status,
                              reply->code != NULL ? reply->code : "", reply->text);
      g_assert_cmpint (g_utf8_strlen (reply->text, -1), <=, PTL_REPLY_TEXT_MAX_CHARS);
    }

  return g_string_free (shown, FALSE);
}

static void
check_harmless (const char *shown)
{
  g_assert_true (g_utf8_validate (shown, -1, NULL));

  for (const char *p = shown; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      g_assert_false (character != '\n' && g_unichar_iscntrl (character));
      g_assert_false (character >= 0x202a && character <= 0x202e);
      g_assert_false (character >= 0x2066 && character <= 0x2069);
    }
}

/* In no form that we can think of may a secret be seen, or leave without TLS. */
static void
check_secret (Play       *self,
              PtlSecret  *secret,
              const char *shown)
{
  const char *data = secret != NULL ? ptl_secret_peek (secret) : "";
  g_autofree char *base64 = NULL;

  if (strlen (data) < 5)
    return;

  base64 = g_base64_encode ((const guchar *) data, strlen (data) / 3 * 3);
  g_assert_null (strstr (shown, data));
  g_assert_null (strstr (shown, base64));

  if (!self->session->may_be_insecure)
    {
      g_assert_null (strstr (script_get_cleartext (self->script), data));
      g_assert_null (strstr (script_get_cleartext (self->script), base64));
    }
}

static const PtlReply *
last_reply (Play *self)
{
  const PtlReply *reply = ptl_session_last_reply (self->session);

  g_assert_nonnull (reply);
  return reply;
}

static gboolean
has_reply_code (Play       *self,
                const char *code)
{
  for (guint i = 0; i < self->session->replies->len; i++)
    {
      const PtlReply *reply = g_ptr_array_index (self->session->replies, i);

      if (g_strcmp0 (reply->code, code) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_line (Play       *self,
          const char *line)
{
  g_auto(GStrv) lines = ptl_transcript_get_lines (self->transcript);

  return g_strv_contains ((const char * const *) lines, line);
}

static void
check_phase (Play       *self,
             const char *nick)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (PTL_TYPE_PHASE);

  g_assert_cmpstr (g_enum_get_value (klass, last_reply (self)->phase)->value_nick, ==, nick);
}

static void
check_claim (Play       *self,
             const char *claim,
             const char *shown)
{
  g_auto(GStrv) words = g_strsplit (claim, " ", 2);
  const char *value = words[1] != NULL ? words[1] : "";
  PtlSession *session = self->session;

  if (g_str_equal (words[0], "status"))
    g_assert_cmpstr (last_reply (self)->status, ==, value);
  else if (g_str_equal (words[0], "code"))
    g_assert_cmpstr (last_reply (self)->code, ==, *value != '\0' ? value : NULL);
  else if (g_str_equal (words[0], "text"))
    g_assert_cmpstr (last_reply (self)->text, ==, value);
  else if (g_str_equal (words[0], "reply-mechanism"))
    g_assert_cmpstr (last_reply (self)->mechanism, ==, value);
  else if (g_str_equal (words[0], "secure"))
    g_assert_cmpint (last_reply (self)->is_secure, ==, g_str_equal (value, "yes"));
  else if (g_str_equal (words[0], "phase"))
    check_phase (self, value);
  else if (g_str_equal (words[0], "any-code"))
    g_assert_true (has_reply_code (self, value));
  else if (g_str_equal (words[0], "mechanism"))
    g_assert_cmpstr (session->mechanism, ==, *value != '\0' ? value : NULL);
  else if (g_str_equal (words[0], "logins"))
    g_assert_cmpuint (session->n_logins, ==, script_parse_number (value));
  else if (g_str_equal (words[0], "replies"))
    g_assert_cmpuint (session->replies->len, ==, script_parse_number (value));
  else if (g_str_equal (words[0], "greeting"))
    g_assert_cmpstr (session->greeting, ==, *value != '\0' ? value : NULL);
  else if (g_str_equal (words[0], "capability"))
    g_assert_true (ptl_capabilities_has (session->capabilities, value));
  else if (g_str_equal (words[0], "no-capability"))
    g_assert_true (session->capabilities == NULL ||
                   !ptl_capabilities_has (session->capabilities, value));
  else if (g_str_equal (words[0], "transcript"))
    g_assert_true (has_line (self, value));
  else if (g_str_equal (words[0], "never"))
    g_assert_null (strstr (shown, value));
  else
    g_error ("A claim nobody knows: %s", claim);
}

static void
play (Script   *script,
      gboolean  by_byte)
{
  const PtlDialogue *dialogue;
  g_auto(Play) self = { 0 };
  g_autofree char *ending = NULL;
  g_autofree char *unexpected = NULL;
  g_autofree char *shown = NULL;
  GPtrArray *claims = script_get_claims (script);

  script_play (script, by_byte);
  play_set_up (&self, script);
  dialogue = ptl_dialogue_for (self.session->protocol);

  if (begin (&self, dialogue) && go_on (&self, dialogue) &&
      script_get (script, "leave") != NULL)
    dialogue->leave (self.session, NULL);

  ending = ending_of (self.error);
  unexpected = script_get_unexpected (script);
  g_assert_cmpstr (script_get_complaint (script), ==, NULL);
  g_assert_cmpstr (unexpected, ==, NULL);
  g_assert_cmpstr (ending, ==, script_get_ending (script));

  shown = everything_shown (&self);
  check_harmless (shown);
  check_secret (&self, self.password, shown);
  check_secret (&self, self.token, shown);

  for (guint i = 0; i < claims->len; i++)
    check_claim (&self, g_ptr_array_index (claims, i), shown);
}

static void
test_script (gconstpointer path)
{
  g_autoptr(Script) script = script_read (path);

  play (script, FALSE);

  /* Bytes that come later than their segment are no longer behind an answer:
   * they meet the TLS handshake instead. */
  if (!g_str_equal (script_get_ending (script), "injected"))
    play (script, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = NULL;
  g_autoptr(GDir) dir = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);

  folder = g_test_build_filename (G_TEST_DIST, "dialogues", NULL);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *test_path = g_strconcat ("/proto/dialogue/", name, NULL);

      if (g_str_has_suffix (name, ".txt"))
        g_test_add_data_func_full (test_path, g_build_filename (folder, name, NULL),
                                   test_script, g_free);
    }

  return g_test_run ();
}
