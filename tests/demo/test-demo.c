/* test-demo.c - a mail provider in a box
 *
 * Each file in dialogues/ is a conversation:
 *
 *     = imap tls          protocol, and how it begins: tls or starttls
 *     S: * OK *           what the server says, as a pattern
 *     C: a LOGOUT         what the client says
 *     T:                  the handshake
 *     .                   the server has closed the connection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "demo/demo.h"

#include <glib/gstdio.h>
#include <gsasl.h>
#include <signal.h>
#include <string.h>

#include "support/plain-client.h"

/* More than the server takes at once. */
#define CROWD 70

static void
expect (PlainClient *client,
        const char  *pattern)
{
  g_autofree char *line = plain_client_read_line (client);

  if (line == NULL || !g_pattern_match_simple (pattern, line))
    g_error ("expected “%s”, heard “%s”", pattern, line != NULL ? line : "(closed)");
}

/* Says LINE, in which \r\n stand for themselves: more than one line at once. */
static void
say (PlainClient *client,
     const char  *line)
{
  g_autofree char *bytes = g_strcompress (line);
  g_autofree char *ended = g_strconcat (bytes, "\r\n", NULL);

  plain_client_send (client, ended);
}

static PlainClient *
call (PtlDemo     *demo,
      const char  *protocol,
      PtlSecurity  security)
{
  PtlProtocol p;

  g_assert_true (ptl_protocol_from_string (protocol, &p));
  return plain_client_new (ptl_demo_get_port (demo, p, security));
}

static void
hold_dialogue (gconstpointer user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PtlDemo) demo = ptl_demo_new (&error);
  g_autoptr(PlainClient) client = NULL;
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (user_data, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i];

      if (g_str_has_prefix (line, "= "))
        {
          g_auto(GStrv) words = g_strsplit (line + 2, " ", 2);
          gboolean is_tls = g_str_equal (words[1], "tls");

          client = call (demo, words[0], is_tls ? PTL_SECURITY_TLS : PTL_SECURITY_STARTTLS);
          g_assert_true (!is_tls || plain_client_start_tls (client, ptl_demo_get_ca_file (demo),
                                                            "localhost"));
        }
      else if (g_str_has_prefix (line, "S: "))
        expect (client, line + 3);
      else if (g_str_has_prefix (line, "C: "))
        say (client, line + 3);
      else if (g_str_equal (line, "T:"))
        g_assert_true (plain_client_start_tls (client, ptl_demo_get_ca_file (demo), "127.0.0.1"));
      else if (g_str_equal (line, "."))
        g_assert_null (plain_client_read_line (client));
      else if (*line != '\0' && *line != '#')
        g_error ("%s: what is “%s”?", (const char *) user_data, line);
    }
}

static char *
sasl_step (Gsasl_session *session,
           const char    *challenge)
{
  char *out = NULL;
  int result = gsasl_step64 (session, challenge, &out);

  g_assert_true (result == GSASL_OK || result == GSASL_NEEDS_MORE);
  return out;
}

/* The word behind PROMPT in what the server says. */
static char *
challenge (PlainClient *client,
           const char  *prompt)
{
  g_autofree char *line = plain_client_read_line (client);

  g_assert_nonnull (line);
  g_assert_true (g_str_has_prefix (line, prompt));
  return g_strdup (line + strlen (prompt));
}

/* An independent client's opinion of our SCRAM: both sides must prove it. */
static void
test_scram (gconstpointer user_data)
{
  const char *password = user_data;
  gboolean is_right = g_str_equal (password, PTL_DEMO_PASSWORD);
  g_autoptr(PtlDemo) demo = ptl_demo_new (NULL);
  g_autoptr(PlainClient) client = call (demo, "smtp", PTL_SECURITY_TLS);
  Gsasl *library = NULL;
  Gsasl_session *session = NULL;
  g_autofree char *server_first = NULL;
  g_autofree char *client_first = NULL;
  g_autofree char *client_final = NULL;

  g_assert_true (plain_client_start_tls (client, ptl_demo_get_ca_file (demo), "localhost"));
  expect (client, "220 *");
  gsasl_init (&library);
  gsasl_client_start (library, "SCRAM-SHA-256", &session);
  gsasl_property_set (session, GSASL_AUTHID, PTL_DEMO_ADDRESS);
  gsasl_property_set (session, GSASL_PASSWORD, password);

  client_first = sasl_step (session, "");
  plain_client_send (client, "AUTH SCRAM-SHA-256 ");
  say (client, client_first);
  server_first = challenge (client, "334 ");
  client_final = sasl_step (session, server_first);
  say (client, client_final);

  if (is_right)
    {
      g_autofree char *server_final = challenge (client, "334 ");
      g_autofree char *rest = sasl_step (session, server_final);

      say (client, rest);
    }

  expect (client, is_right ? "235 *" : "535 *");
  gsasl_finish (session);
  gsasl_done (library);
}

static void
test_certificate_names_its_hosts (void)
{
  static const char * const hosts[] = {
    "imap.demo.test", "pop.demo.test", "smtp.demo.test", "mail.demo.test", "demo.test",
    "localhost", "127.0.0.1"
  };
  g_autoptr(PtlDemo) demo = ptl_demo_new (NULL);
  g_autoptr(PlainClient) other = call (demo, "imap", PTL_SECURITY_TLS);

  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autoptr(PlainClient) client = call (demo, "imap", PTL_SECURITY_TLS);

      g_assert_true (plain_client_start_tls (client, ptl_demo_get_ca_file (demo), hosts[i]));
    }

  g_assert_false (plain_client_start_tls (other, ptl_demo_get_ca_file (demo), "other.test"));
}

static void
test_each_has_an_authority_of_its_own (void)
{
  g_autoptr(PtlDemo) one = ptl_demo_new (NULL);
  g_autoptr(PtlDemo) other = ptl_demo_new (NULL);
  g_autoptr(PlainClient) client = call (one, "pop3", PTL_SECURITY_TLS);

  g_assert_false (plain_client_start_tls (client, ptl_demo_get_ca_file (other), "localhost"));
}

static void
test_leaves_nothing_behind (void)
{
  g_autoptr(PtlDemo) demo = ptl_demo_new (NULL);
  g_autofree char *file = g_strdup (ptl_demo_get_ca_file (demo));
  g_autofree char *folder = g_path_get_dirname (file);
  GStatBuf status;

  g_assert_cmpint (g_stat (file, &status), ==, 0);
  g_assert_cmphex (status.st_mode & 0777, ==, 0600);

  g_clear_pointer (&demo, ptl_demo_free);

  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
test_ends_its_conversations (void)
{
  g_autoptr(PtlDemo) demo = ptl_demo_new (NULL);
  g_autoptr(PlainClient) silent = call (demo, "imap", PTL_SECURITY_TLS);
  g_autoptr(PlainClient) waiting = call (demo, "smtp", PTL_SECURITY_STARTTLS);

  expect (waiting, "220 *");

  g_clear_pointer (&demo, ptl_demo_free);

  g_assert_null (plain_client_read_line (waiting));
  g_assert_null (plain_client_read_line (silent));
}

static void
test_turns_a_crowd_away (void)
{
  g_autoptr(PtlDemo) demo = ptl_demo_new (NULL);
  g_autoptr(GPtrArray) crowd =
    g_ptr_array_new_with_free_func ((GDestroyNotify) plain_client_free);
  guint n_greeted = 0;

  for (guint i = 0; i < CROWD; i++)
    g_ptr_array_add (crowd, call (demo, "pop3", PTL_SECURITY_STARTTLS));

  for (guint i = 0; i < CROWD; i++)
    {
      g_autofree char *line = plain_client_read_line (g_ptr_array_index (crowd, i));

      n_greeted += line != NULL;
    }

  g_assert_cmpuint (n_greeted, ==, 64);
}

static void
test_ends_an_endless_line (void)
{
  g_autoptr(PtlDemo) demo = ptl_demo_new (NULL);
  g_autoptr(PlainClient) client = call (demo, "smtp", PTL_SECURITY_STARTTLS);
  g_autofree char *line = g_strnfill (20000, 'x');

  expect (client, "220 *");

  plain_client_send (client, line);

  g_assert_null (plain_client_read_line (client));
}

static void
add_dialogues (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "demo", "dialogues", NULL);
  g_autoptr(GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (files);

  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_strdup_printf ("/demo/dialogue/%s", name);

      g_test_add_data_func_full (path, g_build_filename (folder, name, NULL),
                                 hold_dialogue, g_free);
    }
}

int
main (int   argc,
      char *argv[])
{
  signal (SIGPIPE, SIG_IGN);
  g_test_init (&argc, &argv, NULL);

  add_dialogues ();
  g_test_add_data_func ("/demo/scram/right", PTL_DEMO_PASSWORD, test_scram);
  g_test_add_data_func ("/demo/scram/wrong", "demo-passwort", test_scram);
  g_test_add_func ("/demo/certificate-names-its-hosts", test_certificate_names_its_hosts);
  g_test_add_func ("/demo/each-has-an-authority-of-its-own",
                   test_each_has_an_authority_of_its_own);
  g_test_add_func ("/demo/leaves-nothing-behind", test_leaves_nothing_behind);
  g_test_add_func ("/demo/ends-its-conversations", test_ends_its_conversations);
  g_test_add_func ("/demo/turns-a-crowd-away", test_turns_a_crowd_away);
  g_test_add_func ("/demo/ends-an-endless-line", test_ends_an_endless_line);

  return g_test_run ();
}
