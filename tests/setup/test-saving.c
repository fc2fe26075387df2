/* test-saving.c - the account and its passwords: all of it is saved, or nothing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "accounts-fixture.h"

#include <glib/gstdio.h>

#include "setup/setup.h"

#define ID          "7c1f0d5e-2a63-4a8e-9f5b-0d4e2c9a1b33"
#define FOLDER_MODE 0700

/* What the keyring does to the one who asks; 0 is nothing. */
static int save_code;
static int list_code;
static gboolean outgoing_is_refused;   /* else the incoming one is */

typedef struct
{
  AccountsFixture     files;
  PtlSecretStore     *store;
  PtlSecretStoreKind  kind;         /* that of the store, but it may refuse */
  PtlSetup           *setup;
  GAsyncResult       *result;
} Desk;

static const PtlSecretStoreKind *memory_kind;

static gboolean
save (PtlSecretStore      *store,
      const PtlSecretKey  *key,
      const char          *label,
      PtlSecret           *secret,
      GCancellable        *cancellable,
      GError             **error)
{
  if (save_code == 0 || outgoing_is_refused != (key->protocol == PTL_PROTOCOL_SMTP))
    return memory_kind->save (store, key, label, secret, cancellable, error);

  g_set_error (error, G_IO_ERROR, save_code, "No");
  return FALSE;
}

static GPtrArray *
list (PtlSecretStore  *store,
      const char      *account,
      GCancellable    *cancellable,
      GError         **error)
{
  if (list_code == 0)
    return memory_kind->list (store, account, cancellable, error);

  g_set_error (error, G_IO_ERROR, list_code, "No");
  return NULL;
}

static void
set_up (Desk          *desk,
        gconstpointer  data)
{
  g_autoptr(PtlNetwork) network = ptl_network_new ();

  accounts_set_up (&desk->files, NULL);
  save_code = 0;
  list_code = 0;
  desk->store = ptl_memory_store_new ();
  memory_kind = desk->store->kind;
  desk->kind = *memory_kind;
  desk->kind.save = save;
  desk->kind.list = list;
  desk->store->kind = &desk->kind;
  desk->setup = ptl_setup_new (network, desk->files.accounts, desk->store);
}

static void
tear_down (Desk          *desk,
           gconstpointer  data)
{
  g_clear_object (&desk->setup);
  ptl_secret_store_free (desk->store);
  accounts_tear_down (&desk->files, NULL);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Desk *desk = user_data;

  desk->result = g_object_ref (result);
}

static GAsyncResult *
wait_for_result (Desk *desk)
{
  while (desk->result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return g_steal_pointer (&desk->result);
}

static gboolean
save_account (Desk        *desk,
              const char  *password,
              GError     **error)
{
  g_autoptr(PtlAccount) account = accounts_make_account (ID);
  g_autoptr(PtlSecret) secret = ptl_secret_new (password, -1);
  g_autoptr(GAsyncResult) result = NULL;

  ptl_setup_save_async (desk->setup, account, secret, NULL, done_cb, desk);
  result = wait_for_result (desk);

  return ptl_setup_save_finish (desk->setup, result, error);
}

static gboolean
forget_account (Desk    *desk,
                GError **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  ptl_setup_forget_async (desk->setup, ID, NULL, done_cb, desk);
  result = wait_for_result (desk);

  return ptl_setup_forget_finish (desk->setup, result, error);
}

static guint
count_accounts (Desk *desk)
{
  g_autoptr(GPtrArray) accounts = ptl_accounts_load (desk->files.accounts, NULL);

  return accounts->len;
}

/* All of them, each as often as it is there. */
static char *
list_passwords (Desk *desk)
{
  g_autoptr(GPtrArray) keys = memory_kind->list (desk->store, NULL, NULL, NULL);
  g_autoptr(GString) passwords = g_string_new (NULL);

  for (guint i = 0; i < keys->len; i++)
    {
      g_autoptr(PtlSecret) secret =
        ptl_secret_store_load (desk->store, g_ptr_array_index (keys, i), NULL, NULL);

      g_string_append_printf (passwords, "%s ", ptl_secret_peek (secret));
    }

  return g_string_free (g_steal_pointer (&passwords), FALSE);
}

static void
test_half_a_password_is_none (Desk          *desk,
                              gconstpointer  data)
{
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *passwords = NULL;
      g_autoptr(GError) error = NULL;

      save_code = G_IO_ERROR_PERMISSION_DENIED;
      outgoing_is_refused = i == 1;

      g_assert_false (save_account (desk, "new", &error));

      passwords = list_passwords (desk);
      g_assert_error (error, PTL_SETUP_ERROR, PTL_SETUP_ERROR_KEYRING);
      g_assert_cmpuint (count_accounts (desk), ==, 0);
      g_assert_cmpstr (passwords, ==, "");
    }
}

static void
test_old_password_comes_back (Desk          *desk,
                              gconstpointer  data)
{
  g_autofree char *passwords = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (save_account (desk, "old", NULL));
  save_code = G_IO_ERROR_CANCELLED;
  outgoing_is_refused = TRUE;

  g_assert_false (save_account (desk, "new", &error));

  passwords = list_passwords (desk);
  g_assert_error (error, PTL_SETUP_ERROR, PTL_SETUP_ERROR_KEYRING);
  g_assert_cmpuint (count_accounts (desk), ==, 1);
  g_assert_cmpstr (passwords, ==, "old old ");
}

/* Another attempt would change nothing: that is to be told apart. */
static void
test_missing_keyring_has_its_own_code (Desk          *desk,
                                       gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  save_code = G_IO_ERROR_NOT_SUPPORTED;
  outgoing_is_refused = FALSE;

  g_assert_false (save_account (desk, "new", &error));

  g_assert_error (error, PTL_SETUP_ERROR, PTL_SETUP_ERROR_NO_KEYRING);
}

static void
test_trouble_with_the_file_is_none_with_the_keyring (Desk          *desk,
                                                     gconstpointer  data)
{
  g_autofree char *passwords = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (desk->files.path, FOLDER_MODE), ==, 0);

  g_assert_false (save_account (desk, "new", &error));

  passwords = list_passwords (desk);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_assert_cmpstr (passwords, ==, "");
}

/* Else an account could never be removed where no keyring runs. */
static void
test_is_forgotten_without_a_keyring (Desk          *desk,
                                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  accounts_assert_saves (desk->files.accounts, ID);
  list_code = G_IO_ERROR_NOT_SUPPORTED;

  g_assert_true (forget_account (desk, &error));

  g_assert_no_error (error);
  g_assert_cmpuint (count_accounts (desk), ==, 0);
}

/* One that stays locked may hold the password: then the account stays too. */
static void
test_is_not_forgotten_while_the_keyring_is_locked (Desk          *desk,
                                                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (save_account (desk, "old", NULL));
  list_code = G_IO_ERROR_PERMISSION_DENIED;

  g_assert_false (forget_account (desk, &error));

  g_assert_error (error, PTL_SETUP_ERROR, PTL_SETUP_ERROR_KEYRING);
  g_assert_cmpuint (count_accounts (desk), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char  *path;
    void       (*func) (Desk *, gconstpointer);
  } tests[] = {
    { "half-a-password-is-none", test_half_a_password_is_none },
    { "old-password-comes-back", test_old_password_comes_back },
    { "missing-keyring-has-its-own-code", test_missing_keyring_has_its_own_code },
    { "trouble-with-the-file-is-none-with-the-keyring",
      test_trouble_with_the_file_is_none_with_the_keyring },
    { "is-forgotten-without-a-keyring", test_is_forgotten_without_a_keyring },
    { "is-not-forgotten-while-the-keyring-is-locked",
      test_is_not_forgotten_while_the_keyring_is_locked },
  };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/setup/saving/", tests[i].path, NULL);

      g_test_add (path, Desk, NULL, set_up, tests[i].func, tear_down);
    }

  return g_test_run ();
}
