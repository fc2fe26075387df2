/* test-keyring.c - the keyring as others see it, and as it is when locked
 *
 * For tests/secrets/with-keyring only: it leaves the keyring locked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "store-checks.h"

static char *
run_secret_tool (const char *command,
                 const char *user)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) tool = NULL;
  char *output = NULL;

  tool = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                           &error, "secret-tool", command,
                           "xdg:schema", PTL_SECRET_SCHEMA_NAME, "account", TEST_ACCOUNT,
                           "protocol", "imap", "host", "imap.example.test", "user", user, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (tool, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);

  return output;
}

static void
test_other_programs_find_the_item (void)
{
  g_autoptr(PtlSecretStore) store = ptl_keyring_store_new ();
  g_autoptr(PtlSecretKey) key = make_test_key ("ann");
  g_autofree char *password = NULL;
  g_autofree char *item = NULL;

  check_save (store, key, "from-portolan");
  password = run_secret_tool ("lookup", "ann");
  item = run_secret_tool ("search", "ann");

  g_assert_cmpstr (password, ==, "from-portolan");
  g_assert_nonnull (strstr (item, "label = " TEST_LABEL "\n"));
  g_assert_nonnull (strstr (item, "schema = " PTL_SECRET_SCHEMA_NAME "\n"));
  check_forget_all (store);
}

static void
call_keyring (const char *method,
              const char *interface,
              GVariant   *arguments)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_autoptr(GVariant) answer = NULL;

  g_assert_no_error (error);
  answer = g_dbus_connection_call_sync (bus, "org.freedesktop.secrets", "/org/freedesktop/secrets",
                                        interface, method, arguments, NULL,
                                        G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

/* Nobody can be asked for the password here, which GNOME's keyring calls a
 * dismissal. */
static void
test_a_locked_keyring_keeps_what_it_has (void)
{
  g_autoptr(PtlSecretStore) store = ptl_keyring_store_new ();
  g_autoptr(PtlSecretKey) key = make_test_key ("ann");
  g_autoptr(PtlSecret) secret = ptl_secret_new ("new", -1);
  g_autoptr(GPtrArray) keys = NULL;
  g_autoptr(GError) save_error = NULL;
  g_autoptr(GError) load_error = NULL;
  g_autoptr(GError) forget_error = NULL;
  const char *paths[] = { "/org/freedesktop/secrets/collection/login", NULL };

  check_save (store, key, "old");
  call_keyring ("Lock", "org.freedesktop.Secret.Service", g_variant_new ("(^ao)", paths));

  g_assert_false (ptl_secret_store_save (store, key, TEST_LABEL, secret, NULL, &save_error));
  g_assert_null (ptl_secret_store_load (store, key, NULL, &load_error));
  g_assert_false (ptl_secret_store_forget (store, key, NULL, &forget_error));
  keys = check_list (store, TEST_ACCOUNT);

  g_assert_error (save_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_error (load_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_error (forget_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (keys->len, ==, 1);
  g_assert_true (check_has_key (keys, key));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/secrets/keyring/other-programs-find-the-item",
                   test_other_programs_find_the_item);
  g_test_add_func ("/secrets/keyring/a-locked-keyring-keeps-what-it-has",
                   test_a_locked_keyring_keeps_what_it_has);

  return g_test_run ();
}
