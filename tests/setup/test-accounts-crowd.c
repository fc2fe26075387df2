/* test-accounts-crowd.c - many write the accounts at once, and some are killed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE   /* F_OFD_SETLK */

#include "accounts-fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_WRITERS   8
#define N_SAVES     20

#define N_KILLS     50
#define KILL_MAX_US 4000

static void
test_is_done_when_another_hangs (AccountsFixture *fixture,
                                 gconstpointer    user_data)
{
  g_autofree char *lock_path = g_strconcat (fixture->path, ".lock", NULL);
  struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  int fd;

  accounts_put_file (fixture, "[Account first]\nAddress=a@b\n");
  fd = g_open (lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  g_assert_cmpint (fcntl (fd, F_OFD_SETLK, &whole), ==, 0);

  accounts_assert_refuses_to_save (fixture, G_IO_ERROR_BUSY);

  g_close (fd, NULL);
  accounts_assert_saves (fixture->accounts, "second");
}

static void
save_many (const char *path,
           int         writer)
{
  g_autoptr(PtlAccounts) accounts = ptl_accounts_new (path);

  for (int i = 0; i < N_SAVES; i++)
    {
      g_autofree char *id = g_strdup_printf ("%d-%d", writer, i);
      g_autoptr(PtlAccount) account = accounts_make_account (id);

      if (!ptl_accounts_save (accounts, account, NULL))
        _exit (1);
    }
}

static void
test_loses_nothing_of_many_writers (AccountsFixture *fixture,
                                    gconstpointer    user_data)
{
  g_autoptr(GPtrArray) accounts = NULL;
  g_autoptr(GError) error = NULL;
  pid_t pids[N_WRITERS];

  for (int i = 0; i < N_WRITERS; i++)
    {
      pids[i] = fork ();

      if (pids[i] == 0)
        {
          save_many (fixture->path, i);
          _exit (0);
        }
    }

  for (int i = 0; i < N_WRITERS; i++)
    {
      int status;

      g_assert_cmpint (waitpid (pids[i], &status, 0), ==, pids[i]);
      g_assert_cmpint (status, ==, 0);
    }

  accounts = ptl_accounts_load (fixture->accounts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (accounts->len, ==, N_WRITERS * N_SAVES);
}

/* Writes without end, now this name, now that; the parent ends it. */
static void
save_until_killed (const char *path)
{
  g_autoptr(PtlAccounts) accounts = ptl_accounts_new (path);
  g_autoptr(PtlAccount) account = accounts_make_account ("first");
  g_autofree char *long_name = g_strnfill (200000, 'x');

  for (;;)
    {
      ptl_account_set_name (account, long_name);
      ptl_accounts_save (accounts, account, NULL);
      ptl_account_set_name (account, "short");
      ptl_accounts_save (accounts, account, NULL);
    }
}

static void
kill_in_the_middle (AccountsFixture *fixture)
{
  int after_us = g_test_rand_int_range (0, KILL_MAX_US);
  g_autoptr(GError) error = NULL;
  g_autoptr(PtlAccount) account = NULL;
  gint64 end_us;
  gsize length;
  pid_t pid = fork ();

  if (pid == 0)
    save_until_killed (fixture->path);

  end_us = g_get_monotonic_time () + after_us;
  while (g_get_monotonic_time () < end_us)
    continue;

  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);

  account = ptl_accounts_find (fixture->accounts, "first", &error);
  g_assert_no_error (error);
  length = strlen (ptl_account_get_name (account));
  g_assert_true (length == strlen ("short") || length == 200000 || length < 100);
}

static void
test_survives_being_killed (AccountsFixture *fixture,
                            gconstpointer    user_data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autoptr(GDir) files = NULL;
  guint n_files = 0;

  accounts_assert_saves (fixture->accounts, "first");
  accounts_assert_saves (fixture->accounts, "second");

  for (int i = 0; i < N_KILLS; i++)
    kill_in_the_middle (fixture);

  /* The next one clears up: the file and its lock are left. */
  accounts_assert_saves (fixture->accounts, "first");
  files = g_dir_open (folder, 0, NULL);
  while (g_dir_read_name (files) != NULL)
    n_files++;

  g_assert_cmpuint (n_files, ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  accounts_test_add ("is-done-when-another-hangs", test_is_done_when_another_hangs);
  accounts_test_add ("loses-nothing-of-many-writers", test_loses_nothing_of_many_writers);
  accounts_test_add ("survives-being-killed", test_survives_being_killed);

  return g_test_run ();
}
