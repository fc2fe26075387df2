/* accounts-fixture.c - a file of accounts in a folder of its own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "accounts-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

void
accounts_set_up (AccountsFixture *fixture,
                 gconstpointer    user_data)
{
  fixture->folder = g_dir_make_tmp ("accounts-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
  fixture->path = g_build_filename (fixture->folder, "portolan", "accounts.ini", NULL);
  fixture->accounts = ptl_accounts_new (fixture->path);
}

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) files = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    files = g_dir_open (path, 0, NULL);

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }

  g_remove (path);
}

void
accounts_tear_down (AccountsFixture *fixture,
                    gconstpointer    user_data)
{
  remove_tree (fixture->folder);
  ptl_accounts_free (fixture->accounts);
  g_free (fixture->path);
  g_free (fixture->folder);
}

PtlAccount *
accounts_make_account (const char *id)
{
  PtlAccount *account = ptl_account_new (id);
  PtlService *incoming = ptl_account_get_incoming (account);
  PtlService *outgoing = ptl_account_get_outgoing (account);

  ptl_account_set_name (account, "Ann “the first” Lee = #1; [x]\n\tü ");
  ptl_account_set_address (account, "ann@example.org");
  ptl_account_set_timeout_s (account, 90);
  ptl_account_set_leave_on_server (account, FALSE);
  ptl_account_set_remove_after_days (account, 14);
  ptl_account_set_remove_when_deleted (account, TRUE);
  ptl_account_set_state (account, PTL_ACCOUNT_STATE_NO_SENDING);
  ptl_service_restore (incoming, PTL_PROTOCOL_POP3, 143, PTL_SECURITY_TLS, PTL_PORT_ORIGIN_USER);
  ptl_service_set_host (incoming, "pop.example.org");
  ptl_service_set_user (incoming, " ann\\lee;");
  ptl_service_restore (outgoing, PTL_PROTOCOL_SMTP, 2525, PTL_SECURITY_NONE,
                       PTL_PORT_ORIGIN_FOUND);
  ptl_service_set_host (outgoing, "2001:db8::1");
  ptl_service_set_auth (outgoing, PTL_AUTH_OAUTH2);

  return account;
}

void
accounts_put_file (AccountsFixture *fixture,
                   const char      *text)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
}

char *
accounts_get_file (const char *path)
{
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

void
accounts_assert_saves (PtlAccounts *accounts,
                       const char  *id)
{
  g_autoptr(PtlAccount) account = accounts_make_account (id);
  g_autoptr(GError) error = NULL;

  ptl_accounts_save (accounts, account, &error);
  g_assert_no_error (error);
}

void
accounts_assert_refuses_to_save (AccountsFixture *fixture,
                                 int              code)
{
  g_autoptr(PtlAccount) account = accounts_make_account ("second");
  g_autoptr(GError) error = NULL;

  g_assert_false (ptl_accounts_save (fixture->accounts, account, &error));
  g_assert_error (error, G_IO_ERROR, code);
}
