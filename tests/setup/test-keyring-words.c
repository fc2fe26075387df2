/* test-keyring-words.c - what is said in a sandbox when there is no keyring
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "setup/keyring-words.h"

#include <gio/gio.h>
#include <string.h>

#include "setup/setup.h"

#define GRANT "“flatpak override --user --talk-name=org.freedesktop.secrets " \
              "io.github.portolan_mail.Portolan”"

/* Pretends to be in one of the sandboxes of base/data/sandboxes/. */
static GError *
explain_in (const char *sandbox,
            int         code)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "base", "data", "sandboxes",
                                                 sandbox, NULL);

  g_setenv ("PORTOLAN_SANDBOX_INFO", path, TRUE);

  return ptl_keyring_explain (g_error_new_literal (G_IO_ERROR, code, "what the system said"));
}

static void
test_shut_in_it_gives_the_line_that_helps (void)
{
  g_autoptr(GError) error = explain_in ("keyring-taken-back.ini", G_IO_ERROR_NOT_SUPPORTED);

  g_assert_error (error, PTL_SETUP_ERROR, PTL_SETUP_ERROR_NO_KEYRING);
  g_assert_true (g_str_has_suffix (error->message, GRANT));
}

static void
test_no_grant_brings_a_keyring_that_does_not_run (void)
{
  g_autoptr(GError) inside = explain_in ("as-installed.ini", G_IO_ERROR_NOT_SUPPORTED);
  g_autoptr(GError) outside = explain_in ("none", G_IO_ERROR_NOT_SUPPORTED);

  g_assert_error (inside, PTL_SETUP_ERROR, PTL_SETUP_ERROR_NO_KEYRING);
  g_assert_cmpstr (inside->message, ==, outside->message);
  g_assert_null (strstr (outside->message, "flatpak"));
}

static void
test_no_grant_opens_a_locked_keyring (void)
{
  g_autoptr(GError) error = explain_in ("keyring-taken-back.ini", G_IO_ERROR_PERMISSION_DENIED);

  g_assert_error (error, PTL_SETUP_ERROR, PTL_SETUP_ERROR_KEYRING);
  g_assert_null (strstr (error->message, "flatpak"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/setup/keyring-words/shut-in", test_shut_in_it_gives_the_line_that_helps);
  g_test_add_func ("/setup/keyring-words/not-running",
                   test_no_grant_brings_a_keyring_that_does_not_run);
  g_test_add_func ("/setup/keyring-words/locked", test_no_grant_opens_a_locked_keyring);

  return g_test_run ();
}
