/* store-checks.c - uses a store, and insists that it works
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store-checks.h"

#include <string.h>

PtlSecretKey *
make_test_key (const char *user)
{
  return ptl_secret_key_new (TEST_ACCOUNT, PTL_PROTOCOL_IMAP, "imap.example.test", user);
}

void
check_save (PtlSecretStore     *store,
            const PtlSecretKey *key,
            const char         *password)
{
  g_autoptr(PtlSecret) secret = ptl_secret_new (password, -1);
  g_autoptr(GError) error = NULL;
  gboolean saved = ptl_secret_store_save (store, key, TEST_LABEL, secret, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (saved);
}

void
check_kept (PtlSecretStore     *store,
            const PtlSecretKey *key,
            const char         *password)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PtlSecret) secret = ptl_secret_store_load (store, key, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (secret);
  g_assert_cmpmem (ptl_secret_peek (secret), ptl_secret_get_length (secret),
                   password, strlen (password));
}

void
check_not_kept (PtlSecretStore     *store,
                const PtlSecretKey *key)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PtlSecret) secret = ptl_secret_store_load (store, key, NULL, &error);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (secret);
}

void
check_forget (PtlSecretStore     *store,
              const PtlSecretKey *key)
{
  g_autoptr(GError) error = NULL;
  gboolean forgotten = ptl_secret_store_forget (store, key, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (forgotten);
}

GPtrArray *
check_list (PtlSecretStore *store,
            const char     *account)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *keys = ptl_secret_store_list (store, account, NULL, &error);

  g_assert_no_error (error);
  return keys;
}

void
check_forget_all (PtlSecretStore *store)
{
  g_autoptr(GPtrArray) keys = check_list (store, NULL);

  for (guint i = 0; i < keys->len; i++)
    check_forget (store, g_ptr_array_index (keys, i));
}

gboolean
check_has_key (GPtrArray          *keys,
               const PtlSecretKey *key)
{
  return g_ptr_array_find_with_equal_func (keys, key, (GEqualFunc) ptl_secret_key_equal, NULL);
}
