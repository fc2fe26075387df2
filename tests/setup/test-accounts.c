/* test-accounts.c - what is saved: a key file without secrets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "accounts-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static void
assert_same_service (PtlService *a,
                     PtlService *b)
{
  g_assert_cmpint (ptl_service_get_protocol (a), ==, ptl_service_get_protocol (b));
  g_assert_cmpstr (ptl_service_get_host (a), ==, ptl_service_get_host (b));
  g_assert_cmpuint (ptl_service_get_port (a), ==, ptl_service_get_port (b));
  g_assert_cmpint (ptl_service_get_port_origin (a), ==, ptl_service_get_port_origin (b));
  g_assert_cmpint (ptl_service_get_security (a), ==, ptl_service_get_security (b));
  g_assert_cmpstr (ptl_service_get_user (a), ==, ptl_service_get_user (b));
  g_assert_cmpint (ptl_service_get_auth (a), ==, ptl_service_get_auth (b));
}

static void
test_gives_back_what_it_was_given (AccountsFixture *fixture,
                                   gconstpointer    user_data)
{
  g_autoptr(PtlAccount) account = accounts_make_account (NULL);
  g_autoptr(PtlAccount) back = NULL;
  g_autoptr(GError) error = NULL;

  ptl_accounts_save (fixture->accounts, account, &error);
  g_assert_no_error (error);
  back = ptl_accounts_find (fixture->accounts, ptl_account_get_id (account), &error);
  g_assert_no_error (error);

  g_assert_cmpstr (ptl_account_get_id (back), ==, ptl_account_get_id (account));
  g_assert_cmpstr (ptl_account_get_name (back), ==, ptl_account_get_name (account));
  g_assert_cmpstr (ptl_account_get_address (back), ==, "ann@example.org");
  g_assert_cmpuint (ptl_account_get_timeout_s (back), ==, 90);
  g_assert_false (ptl_account_get_leave_on_server (back));
  g_assert_cmpuint (ptl_account_get_remove_after_days (back), ==, 14);
  g_assert_true (ptl_account_get_remove_when_deleted (back));
  g_assert_cmpint (ptl_account_get_state (back), ==, PTL_ACCOUNT_STATE_NO_SENDING);
  assert_same_service (ptl_account_get_incoming (back), ptl_account_get_incoming (account));
  assert_same_service (ptl_account_get_outgoing (back), ptl_account_get_outgoing (account));
}

static void
test_is_empty_before_the_first (AccountsFixture *fixture,
                                gconstpointer    user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) accounts = ptl_accounts_load (fixture->accounts, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (accounts->len, ==, 0);

  g_assert_null (ptl_accounts_find (fixture->accounts, "x", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_false (ptl_accounts_remove (fixture->accounts, "x", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_replaces_and_removes (AccountsFixture *fixture,
                           gconstpointer    user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) both = NULL;
  g_autoptr(GPtrArray) one = NULL;

  accounts_assert_saves (fixture->accounts, "first");
  accounts_assert_saves (fixture->accounts, "second");
  accounts_assert_saves (fixture->accounts, "first");

  both = ptl_accounts_load (fixture->accounts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (both->len, ==, 2);
  g_assert_cmpstr (ptl_account_get_id (both->pdata[0]), ==, "first");

  g_assert_true (ptl_accounts_remove (fixture->accounts, "first", &error));
  one = ptl_accounts_load (fixture->accounts, &error);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpstr (ptl_account_get_id (one->pdata[0]), ==, "second");
}

static void
test_keeps_what_it_does_not_know (AccountsFixture *fixture,
                                  gconstpointer    user_data)
{
  static const char *const kept[] = {
    "# written by hand\n", "# about this one\n", "[Settings]\n", "Theme=dark\n",
    "Theme[de]=dunkel\n", "FutureKey=7\n", "# the last line\n", "IncomingFuture=x;y;\n",
    "[Account strange name!]\n",
  };
  g_autofree char *text = NULL;

  accounts_put_file (fixture,
            "# written by hand\n\n[Settings]\nTheme=dark\nTheme[de]=dunkel\n\n"
            "# about this one\n[Account first]\nFutureKey=7\nAddress=old@example.org\n"
            "IncomingFuture=x;y;\n\n[Account strange name!]\nx=1\n# the last line\n");
  accounts_assert_saves (fixture->accounts, "first");
  accounts_assert_saves (fixture->accounts, "second");
  g_assert_true (ptl_accounts_remove (fixture->accounts, "second", NULL));

  text = accounts_get_file (fixture->path);

  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_test_message ("%s", kept[i]);
      g_assert_nonnull (strstr (text, kept[i]));
    }

  g_assert_null (strstr (text, "old@example.org"));
  g_assert_nonnull (strstr (text, "Address=ann@example.org\n"));
}

static void
test_fills_in_what_is_not_there (AccountsFixture *fixture,
                                 gconstpointer    user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PtlAccount) account = NULL;
  PtlService *incoming, *outgoing;

  accounts_put_file (fixture, "[Account a]\nIncomingProtocol=pop3\nIncomingSecurity=starttls\n");
  account = ptl_accounts_find (fixture->accounts, "a", &error);

  g_assert_no_error (error);
  incoming = ptl_account_get_incoming (account);
  outgoing = ptl_account_get_outgoing (account);
  g_assert_cmpuint (ptl_service_get_port (incoming), ==, 110);
  g_assert_cmpint (ptl_service_get_protocol (outgoing), ==, PTL_PROTOCOL_SMTP);
  g_assert_cmpuint (ptl_service_get_port (outgoing), ==, 465);
  g_assert_cmpuint (ptl_account_get_timeout_s (account), ==, PTL_ACCOUNT_TIMEOUT_DEFAULT_S);
}

/* Each is a whole file that must neither be read nor written over. */
static void
test_leaves_a_broken_file_alone (AccountsFixture *fixture,
                                 gconstpointer    user_data)
{
  static const char *const broken[] = {
    "no group\n", "[Account a\n", "[Account a]\nno value\n", "{\"accounts\":[]}\n", "\001\002\003",
    "<xml/>\n", "[Account a]\n=1\n", "[]\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *text = NULL;

      g_test_message ("%s", broken[i]);
      accounts_put_file (fixture, broken[i]);

      g_assert_null (ptl_accounts_load (fixture->accounts, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      g_assert_nonnull (strstr (error->message, fixture->path));
      g_clear_error (&error);
      g_assert_null (ptl_accounts_find (fixture->accounts, "a", &error));
      g_clear_error (&error);
      g_assert_false (ptl_accounts_remove (fixture->accounts, "a", &error));
      accounts_assert_refuses_to_save (fixture, G_IO_ERROR_INVALID_DATA);

      text = accounts_get_file (fixture->path);
      g_assert_cmpstr (text, ==, broken[i]);
    }
}

static void
test_leaves_binary_data_alone (AccountsFixture *fixture,
                               gconstpointer    user_data)
{
  static const char data[] = "[Account a]\nAddress=a@b\n\0[Account b]\n";
  g_autofree char *text = NULL;
  gsize length;

  accounts_put_file (fixture, "");
  g_assert_true (g_file_set_contents (fixture->path, data, sizeof data - 1, NULL));

  accounts_assert_refuses_to_save (fixture, G_IO_ERROR_INVALID_DATA);

  g_assert_true (g_file_get_contents (fixture->path, &text, &length, NULL));
  g_assert_cmpmem (text, length, data, sizeof data - 1);
}

static void
test_names_the_value_that_is_wrong (AccountsFixture *fixture,
                                    gconstpointer    user_data)
{
  static const char *const wrong[][2] = {
    { "IncomingPort", "0" }, { "IncomingPort", "65536" }, { "OutgoingPort", "993x" },
    { "IncomingPort", "" }, { "IncomingProtocol", "gopher" }, { "IncomingSecurity", "ssl" },
    { "OutgoingAuth", "" }, { "State", "fine" }, { "TimeoutSeconds", "-1" },
    { "LeaveOnServer", "perhaps" }, { "Name", "a\\qb" }, { "Address", "\377\376" },
    { "RemoveAfterDays", "1e3" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *text = g_strdup_printf ("[Account a]\n%s=%s\n", wrong[i][0], wrong[i][1]);
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", wrong[i][0]);
      accounts_put_file (fixture, text);

      g_assert_null (ptl_accounts_load (fixture->accounts, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      g_assert_nonnull (strstr (error->message, wrong[i][0]));
      g_assert_nonnull (strstr (error->message, "Account a"));
    }
}

static void
test_refuses_what_a_file_cannot_hold (AccountsFixture *fixture,
                                      gconstpointer    user_data)
{
  static const char *const ids[] = { "", "a]b", "a\nb", "a b", "[", "ü" };
  g_autoptr(PtlAccount) account = accounts_make_account ("first");
  g_autoptr(GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr(PtlAccount) strange = accounts_make_account (ids[i]);

      g_assert_false (ptl_accounts_save (fixture->accounts, strange, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_clear_error (&error);
    }

  ptl_account_set_name (account, "\377\376");
  g_assert_false (ptl_accounts_save (fixture->accounts, account, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_lives_in_the_users_settings (void)
{
  g_autoptr(PtlAccounts) accounts = ptl_accounts_new_default ();
  g_autofree char *expected = g_build_filename (g_get_user_config_dir (), "portolan",
                                                "accounts.ini", NULL);

  g_assert_cmpstr (ptl_accounts_get_path (accounts), ==, expected);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  accounts_test_add ("gives-back-what-it-was-given", test_gives_back_what_it_was_given);
  accounts_test_add ("is-empty-before-the-first", test_is_empty_before_the_first);
  accounts_test_add ("replaces-and-removes", test_replaces_and_removes);
  accounts_test_add ("keeps-what-it-does-not-know", test_keeps_what_it_does_not_know);
  accounts_test_add ("fills-in-what-is-not-there", test_fills_in_what_is_not_there);
  accounts_test_add ("leaves-a-broken-file-alone", test_leaves_a_broken_file_alone);
  accounts_test_add ("leaves-binary-data-alone", test_leaves_binary_data_alone);
  accounts_test_add ("names-the-value-that-is-wrong", test_names_the_value_that_is_wrong);
  accounts_test_add ("refuses-what-a-file-cannot-hold", test_refuses_what_a_file_cannot_hold);
  g_test_add_func ("/setup/accounts/lives-in-the-users-settings",
                   test_lives_in_the_users_settings);

  return g_test_run ();
}
