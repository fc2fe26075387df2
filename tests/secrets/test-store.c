/* test-store.c - what every kind of store must do
 *
 * Runs over the store in memory; with --keyring over the user's keyring, which
 * is for tests/secrets/with-keyring only; with --file over libsecret's file, in
 * a folder of its own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "store-checks.h"

#define N_THREADS 8
#define N_ROUNDS  2

static PtlSecretStore *(*new_store) (void) = ptl_memory_store_new;
static const char *store_name = "memory";

static void
test_what_is_saved_is_loaded (void)
{
  g_autoptr(PtlSecretStore) store = new_store ();
  g_autoptr(PtlSecretKey) key = make_test_key ("ann");

  check_not_kept (store, key);
  check_save (store, key, "secret");

  check_kept (store, key, "secret");
  check_forget_all (store);
}

static void
test_a_newer_one_takes_the_place (void)
{
  g_autoptr(PtlSecretStore) store = new_store ();
  g_autoptr(PtlSecretKey) key = make_test_key ("ann");
  g_autoptr(GPtrArray) keys = NULL;

  check_save (store, key, "old");
  check_save (store, key, "new");

  check_kept (store, key, "new");
  keys = check_list (store, TEST_ACCOUNT);
  g_assert_cmpuint (keys->len, ==, 1);

  check_forget_all (store);
  check_not_kept (store, key);
}

static void
test_keys_that_differ_are_kept_apart (void)
{
  g_autoptr(PtlSecretStore) store = new_store ();
  g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify) ptl_secret_key_free);

  g_ptr_array_add (keys, make_test_key ("ann"));
  g_ptr_array_add (keys, make_test_key ("Ann"));
  g_ptr_array_add (keys, make_test_key ("ann "));
  g_ptr_array_add (keys, ptl_secret_key_new (TEST_ACCOUNT, PTL_PROTOCOL_POP3, "imap.example.test",
                                             "ann"));
  g_ptr_array_add (keys, ptl_secret_key_new (TEST_ACCOUNT, PTL_PROTOCOL_SMTP, "imap.example.test",
                                             "ann"));
  g_ptr_array_add (keys, ptl_secret_key_new (TEST_ACCOUNT, PTL_PROTOCOL_IMAP, "mail.example.test",
                                             "ann"));
  g_ptr_array_add (keys, ptl_secret_key_new ("another", PTL_PROTOCOL_IMAP, "imap.example.test",
                                             "ann"));

  for (guint i = 0; i < keys->len; i++)
    {
      g_autofree char *password = g_strdup_printf ("password %u", i);

      check_save (store, g_ptr_array_index (keys, i), password);
    }

  for (guint i = 0; i < keys->len; i++)
    {
      g_autofree char *password = g_strdup_printf ("password %u", i);

      check_kept (store, g_ptr_array_index (keys, i), password);
    }

  check_forget (store, g_ptr_array_index (keys, 0));
  check_not_kept (store, g_ptr_array_index (keys, 0));
  check_kept (store, g_ptr_array_index (keys, 1), "password 1");
  check_forget_all (store);
}

static void
test_what_is_forgotten_is_gone (void)
{
  g_autoptr(PtlSecretStore) store = new_store ();
  g_autoptr(PtlSecretKey) key = make_test_key ("ann");

  check_save (store, key, "secret");
  check_forget (store, key);
  check_forget (store, key);

  check_not_kept (store, key);
}

static void
test_the_list_tells_the_keys (void)
{
  g_autoptr(PtlSecretStore) store = new_store ();
  g_autoptr(PtlSecretKey) incoming = make_test_key ("ann");
  g_autoptr(PtlSecretKey) outgoing = ptl_secret_key_new (TEST_ACCOUNT, PTL_PROTOCOL_SMTP,
                                                         "smtp.example.test", "ann");
  g_autoptr(PtlSecretKey) other = ptl_secret_key_new ("another", PTL_PROTOCOL_POP3,
                                                      "pop.example.test", "bob@“ü” test");
  g_autoptr(GPtrArray) of_account = NULL;
  g_autoptr(GPtrArray) of_nobody = NULL;
  g_autoptr(GPtrArray) all = NULL;

  check_save (store, incoming, "1");
  check_save (store, outgoing, "2");
  check_save (store, other, "3");
  of_account = check_list (store, TEST_ACCOUNT);
  of_nobody = check_list (store, "nobody");
  all = check_list (store, NULL);

  g_assert_cmpuint (of_account->len, ==, 2);
  g_assert_true (check_has_key (of_account, incoming));
  g_assert_true (check_has_key (of_account, outgoing));
  g_assert_cmpuint (of_nobody->len, ==, 0);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_true (check_has_key (all, other));

  check_forget_all (store);
  g_clear_pointer (&all, g_ptr_array_unref);
  all = check_list (store, NULL);
  g_assert_cmpuint (all->len, ==, 0);
}

static void
test_any_password_comes_back_as_it_was (void)
{
  g_autoptr(PtlSecretStore) store = new_store ();
  g_autoptr(PtlSecretKey) key = make_test_key ("ann");
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "secrets", "passwords.txt", NULL);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GError) error = NULL;
  guint n_passwords = 0;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *password = g_strcompress (lines[i]);

      if (*password == '\0' || *password == '#')
        continue;

      check_save (store, key, password);
      check_kept (store, key, password);
      n_passwords++;
    }

  g_assert_cmpuint (n_passwords, >, 10);
  check_forget_all (store);
}

static void
test_the_longest_token_fits (void)
{
  g_autoptr(PtlSecretStore) store = new_store ();
  g_autoptr(PtlSecretKey) key = make_test_key ("ann");
  g_autofree char *token = g_strnfill (PTL_SECRET_MAX_BYTES, 'x');

  check_save (store, key, token);

  check_kept (store, key, token);
  check_forget_all (store);
}

static void
test_a_cancelled_call_changes_nothing (void)
{
  g_autoptr(PtlSecretStore) store = new_store ();
  g_autoptr(PtlSecretKey) key = make_test_key ("ann");
  g_autoptr(PtlSecret) secret = ptl_secret_new ("new", -1);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) save_error = NULL;
  g_autoptr(GError) forget_error = NULL;
  g_autoptr(GError) load_error = NULL;
  g_autoptr(GError) list_error = NULL;

  check_save (store, key, "old");
  g_cancellable_cancel (cancellable);
  ptl_secret_store_save (store, key, TEST_LABEL, secret, cancellable, &save_error);
  ptl_secret_store_forget (store, key, cancellable, &forget_error);
  ptl_secret_store_load (store, key, cancellable, &load_error);
  ptl_secret_store_list (store, NULL, cancellable, &list_error);

  g_assert_error (save_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_error (forget_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_error (load_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_error (list_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  check_kept (store, key, "old");
  check_forget_all (store);
}

static gpointer
use_store (gpointer data)
{
  PtlSecretStore *store = data;
  g_autofree char *user = g_strdup_printf ("user-%p", (gpointer) g_thread_self ());
  g_autoptr(PtlSecretKey) key = make_test_key (user);

  for (int i = 0; i < N_ROUNDS; i++)
    {
      g_autofree char *password = g_strdup_printf ("%s %d", user, i);

      check_save (store, key, password);
      check_kept (store, key, password);
    }

  check_forget (store, key);
  check_not_kept (store, key);
  return NULL;
}

static void
test_many_threads_may_use_one_store (void)
{
  g_autoptr(PtlSecretStore) store = new_store ();
  g_autoptr(GPtrArray) left = NULL;
  GThread *threads[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("user", use_store, store);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);

  left = check_list (store, NULL);
  g_assert_cmpuint (left->len, ==, 0);
}

static void
test_the_name_says_where (void)
{
  g_autoptr(PtlSecretStore) store = new_store ();
  g_autoptr(PtlSecretKey) key = make_test_key ("ann");

  check_save (store, key, "secret");

  g_assert_cmpstr (ptl_secret_store_get_name (store), ==, store_name);
  check_forget_all (store);
}

static void
add_tests (void)
{
  g_test_add_func ("/secrets/store/what-is-saved-is-loaded", test_what_is_saved_is_loaded);
  g_test_add_func ("/secrets/store/a-newer-one-takes-the-place", test_a_newer_one_takes_the_place);
  g_test_add_func ("/secrets/store/keys-that-differ-are-kept-apart",
                   test_keys_that_differ_are_kept_apart);
  g_test_add_func ("/secrets/store/what-is-forgotten-is-gone", test_what_is_forgotten_is_gone);
  g_test_add_func ("/secrets/store/the-list-tells-the-keys", test_the_list_tells_the_keys);
  g_test_add_func ("/secrets/store/any-password-comes-back-as-it-was",
                   test_any_password_comes_back_as_it_was);
  g_test_add_func ("/secrets/store/the-longest-token-fits", test_the_longest_token_fits);
  g_test_add_func ("/secrets/store/a-cancelled-call-changes-nothing",
                   test_a_cancelled_call_changes_nothing);
  g_test_add_func ("/secrets/store/many-threads-may-use-one-store",
                   test_many_threads_may_use_one_store);
  g_test_add_func ("/secrets/store/the-name-says-where", test_the_name_says_where);
}

/* Before there are threads: libsecret reads where its file is, and its key,
 * from the environment. */
static char *
use_file (void)
{
  g_autoptr(GError) error = NULL;
  char *folder = g_dir_make_tmp ("portolan-secrets-XXXXXX", &error);
  g_autofree char *path = NULL;

  g_assert_no_error (error);
  path = g_build_filename (folder, "secrets.keyring", NULL);

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "throw-away", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);

  new_store = ptl_keyring_store_new;
  store_name = "file";
  return folder;
}

static void
remove_folder (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "secrets.keyring", NULL);
  g_autofree char *backup = g_strconcat (path, "~", NULL);   /* libsecret's */

  g_remove (path);
  g_remove (backup);
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);

  if (argc > 1 && g_str_equal (argv[1], "--file"))
    folder = use_file ();

  add_tests ();

  if (argc > 1 && g_str_equal (argv[1], "--keyring"))
    {
      new_store = ptl_keyring_store_new;
      store_name = "keyring";
    }

  status = g_test_run ();

  if (folder != NULL)
    remove_folder (folder);

  return status;
}
