/* test-accounts-safe.c - the file of accounts is the user’s own, and stays it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "accounts-fixture.h"

#include <glib/gstdio.h>
#include <linux/capability.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "support/rights.h"

#define NOBODY 65534

static guint
mode_of (const char *path)
{
  struct stat info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return info.st_mode & 07777;
}

static void
test_is_private_whatever_the_umask (AccountsFixture *fixture,
                                    gconstpointer    user_data)
{
  static const mode_t masks[] = { 0, 022, 0377, 0777 };
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  for (gsize i = 0; i < G_N_ELEMENTS (masks); i++)
    {
      mode_t before;

      /* Nobody could use a folder of mode 0: only the file is new. */
      if (i > 0)
        g_remove (fixture->path);

      before = umask (masks[i]);
      accounts_assert_saves (fixture->accounts, "first");
      umask (before);

      g_assert_cmpuint (mode_of (folder), ==, 0700);
      g_assert_cmpuint (mode_of (fixture->path), ==, 0600);
    }
}

static void
test_makes_a_file_private_that_was_not (AccountsFixture *fixture,
                                        gconstpointer    user_data)
{
  accounts_put_file (fixture, "");
  g_assert_cmpint (g_chmod (fixture->path, 0666), ==, 0);

  accounts_assert_saves (fixture->accounts, "first");

  g_assert_cmpuint (mode_of (fixture->path), ==, 0600);
}

static void
test_keeps_our_own_link (AccountsFixture *fixture,
                         gconstpointer    user_data)
{
  g_autofree char *target = g_build_filename (fixture->folder, "portolan", "elsewhere.ini", NULL);
  g_autofree char *there = NULL;
  g_autofree char *text = NULL;

  accounts_put_file (fixture, "");
  g_assert_cmpint (g_remove (fixture->path), ==, 0);
  g_assert_cmpint (symlink ("elsewhere.ini", fixture->path), ==, 0);

  /* First where nothing is, then where the first account is. */
  accounts_assert_saves (fixture->accounts, "first");
  accounts_assert_saves (fixture->accounts, "second");

  there = g_file_read_link (fixture->path, NULL);
  g_assert_cmpstr (there, ==, "elsewhere.ini");
  text = accounts_get_file (target);
  g_assert_nonnull (strstr (text, "[Account first]"));
  g_assert_nonnull (strstr (text, "[Account second]"));
  g_assert_cmpuint (mode_of (target), ==, 0600);
}

static void
test_ends_in_a_circle_of_links (AccountsFixture *fixture,
                                gconstpointer    user_data)
{
  accounts_put_file (fixture, "");
  g_assert_cmpint (g_remove (fixture->path), ==, 0);
  g_assert_cmpint (symlink ("accounts.ini", fixture->path), ==, 0);

  accounts_assert_refuses_to_save (fixture, G_IO_ERROR_TOO_MANY_LINKS);
}

/* What another user owns; only root can make such a thing, so others take one
 * that every system has. */
static void
test_follows_no_link_to_another_users_file (AccountsFixture *fixture,
                                            gconstpointer    user_data)
{
  g_autofree char *mine = g_build_filename (fixture->folder, "theirs.ini", NULL);
  const char *target = geteuid () == 0 ? mine : "/etc/passwd";
  g_autoptr(GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (rights_lack ())
    return;

  g_assert_true (g_file_set_contents (mine, "[Account a]\nAddress=a@b\n", -1, NULL));
  if (geteuid () == 0)
    g_assert_cmpint (chown (mine, NOBODY, NOBODY), ==, 0);

  before = accounts_get_file (target);
  accounts_put_file (fixture, "");
  g_assert_cmpint (g_remove (fixture->path), ==, 0);
  g_assert_cmpint (symlink (target, fixture->path), ==, 0);

  accounts_assert_refuses_to_save (fixture, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_null (ptl_accounts_load (fixture->accounts, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);

  after = accounts_get_file (target);
  g_assert_cmpstr (after, ==, before);
}

/* Nor one that another user made, wherever it leads. Without rights nobody
 * can make such a one here: the test above has the other half. */
static void
test_follows_no_link_of_another_user (AccountsFixture *fixture,
                                      gconstpointer    user_data)
{
  g_autofree char *target = g_build_filename (fixture->folder, "mine.ini", NULL);
  int code = geteuid () == 0 ? G_IO_ERROR_PERMISSION_DENIED : G_IO_ERROR_TOO_MANY_LINKS;

  if (rights_lack ())
    return;

  accounts_put_file (fixture, "");
  g_assert_cmpint (g_remove (fixture->path), ==, 0);
  g_assert_cmpint (symlink (geteuid () == 0 ? target : fixture->path, fixture->path), ==, 0);

  if (geteuid () == 0)
    g_assert_cmpint (lchown (fixture->path, NOBODY, NOBODY), ==, 0);

  accounts_assert_refuses_to_save (fixture, code);
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
}

/* Root writes anywhere, unless it gives that right up.  It stays who it is: another user may not
 * even come as far as the build folder. */
static void
set_writes_anywhere (gboolean yes)
{
  struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
  struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3];
  guint32 right = CAP_TO_MASK (CAP_DAC_OVERRIDE);

  g_assert_cmpint (syscall (SYS_capget, &header, data), ==, 0);

  if (yes)
    data[CAP_TO_INDEX (CAP_DAC_OVERRIDE)].effective |= right;
  else
    data[CAP_TO_INDEX (CAP_DAC_OVERRIDE)].effective &= ~right;

  g_assert_cmpint (syscall (SYS_capset, &header, data), ==, 0);
}

static void
test_survives_a_folder_it_cannot_write (AccountsFixture *fixture,
                                        gconstpointer    user_data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gboolean is_root = geteuid () == 0;

  if (rights_lack ())
    return;

  accounts_assert_saves (fixture->accounts, "first");
  before = accounts_get_file (fixture->path);

  if (is_root)
    set_writes_anywhere (FALSE);

  g_assert_cmpint (g_chmod (folder, 0500), ==, 0);
  accounts_assert_refuses_to_save (fixture, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_cmpint (g_chmod (folder, 0700), ==, 0);

  if (is_root)
    set_writes_anywhere (TRUE);

  after = accounts_get_file (fixture->path);
  g_assert_cmpstr (after, ==, before);
}

static void
test_refuses_what_is_no_file (AccountsFixture *fixture,
                              gconstpointer    user_data)
{
  g_autoptr(GError) error = NULL;

  accounts_put_file (fixture, "");
  g_assert_cmpint (g_remove (fixture->path), ==, 0);
  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);

  g_assert_null (ptl_accounts_load (fixture->accounts, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);

  g_assert_cmpint (g_remove (fixture->path), ==, 0);
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  g_assert_null (ptl_accounts_load (fixture->accounts, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  accounts_test_add ("is-private-whatever-the-umask", test_is_private_whatever_the_umask);
  accounts_test_add ("makes-a-file-private-that-was-not", test_makes_a_file_private_that_was_not);
  accounts_test_add ("keeps-our-own-link", test_keeps_our_own_link);
  accounts_test_add ("ends-in-a-circle-of-links", test_ends_in_a_circle_of_links);
  accounts_test_add ("follows-no-link-to-another-users-file",
                     test_follows_no_link_to_another_users_file);
  accounts_test_add ("follows-no-link-of-another-user", test_follows_no_link_of_another_user);
  accounts_test_add ("survives-a-folder-it-cannot-write", test_survives_a_folder_it_cannot_write);
  accounts_test_add ("refuses-what-is-no-file", test_refuses_what_is_no_file);

  return g_test_run ();
}
