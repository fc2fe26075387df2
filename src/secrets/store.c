/* store.c - where passwords are kept: what all kinds of stores share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "secrets/store.h"

/* Keyrings want UTF-8; what is typed in a terminal may be anything. */
static gboolean
check_text (const PtlSecretKey  *key,
            GError             **error)
{
  if (g_utf8_validate (key->user, -1, NULL) && g_utf8_validate (key->host, -1, NULL) &&
      g_utf8_validate (key->account, -1, NULL))
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "The user name is not UTF-8");
  return FALSE;
}

static gboolean
is_complete (const PtlSecretKey *key)
{
  return key != NULL && key->account != NULL && key->host != NULL && key->user != NULL;
}

PtlSecretKey *
ptl_secret_key_new (const char  *account,
                    PtlProtocol  protocol,
                    const char  *host,
                    const char  *user)
{
  PtlSecretKey *self;

  g_return_val_if_fail (account != NULL && host != NULL && user != NULL, NULL);

  self = g_new0 (PtlSecretKey, 1);
  self->account = g_strdup (account);
  self->protocol = protocol;
  self->host = g_strdup (host);
  self->user = g_strdup (user);

  return self;
}

PtlSecretKey *
ptl_secret_key_copy (const PtlSecretKey *self)
{
  g_return_val_if_fail (is_complete (self), NULL);

  return ptl_secret_key_new (self->account, self->protocol, self->host, self->user);
}

gboolean
ptl_secret_key_equal (const PtlSecretKey *a,
                      const PtlSecretKey *b)
{
  g_return_val_if_fail (is_complete (a) && is_complete (b), FALSE);

  return g_str_equal (a->account, b->account) && a->protocol == b->protocol &&
         g_str_equal (a->host, b->host) && g_str_equal (a->user, b->user);
}

void
ptl_secret_key_free (PtlSecretKey *self)
{
  if (self == NULL)
    return;

  g_free (self->account);
  g_free (self->host);
  g_free (self->user);
  g_free (self);
}

/**
 * ptl_secret_store_save:
 * @self: a store
 * @key: what the secret is found by later
 * @label: what people see in their keyring: “ann@example.test (imap)”
 * @secret: the password or token
 * @cancellable: (nullable): ends the wait
 * @error: as of [func@SecretStore.load], but never `G_IO_ERROR_NOT_FOUND`
 *
 * Keeps @secret; one that was kept under an equal key is replaced. May ask
 * the user to unlock their keyring, and blocks meanwhile.
 *
 * Returns: %TRUE if it is kept, %FALSE if nothing was changed
 */
gboolean
ptl_secret_store_save (PtlSecretStore      *self,
                       const PtlSecretKey  *key,
                       const char          *label,
                       PtlSecret           *secret,
                       GCancellable        *cancellable,
                       GError             **error)
{
  g_return_val_if_fail (self != NULL && is_complete (key), FALSE);
  g_return_val_if_fail (label != NULL && secret != NULL, FALSE);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !check_text (key, error))
    return FALSE;

  return self->kind->save (self, key, label, secret, cancellable, error);
}

/**
 * ptl_secret_store_load:
 * @self: a store
 * @key: what the secret was kept under
 * @cancellable: (nullable): ends the wait
 * @error: `G_IO_ERROR_NOT_FOUND` if nothing is kept under @key,
 *   `G_IO_ERROR_NOT_SUPPORTED` if there is no keyring,
 *   `G_IO_ERROR_PERMISSION_DENIED` if it stayed locked,
 *   `G_IO_ERROR_CANCELLED` if @cancellable says so or the user dismissed the
 *   keyring's question, `G_IO_ERROR_TIMED_OUT`, or the keyring's own
 *
 * Finds a secret. May ask the user to unlock their keyring, and blocks meanwhile.
 *
 * Returns: (transfer full): the secret, or %NULL
 */
PtlSecret *
ptl_secret_store_load (PtlSecretStore      *self,
                       const PtlSecretKey  *key,
                       GCancellable        *cancellable,
                       GError             **error)
{
  g_return_val_if_fail (self != NULL && is_complete (key), NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !check_text (key, error))
    return NULL;

  return self->kind->load (self, key, cancellable, error);
}

/**
 * ptl_secret_store_forget:
 * @self: a store
 * @key: what the secret was kept under
 * @cancellable: (nullable): ends the wait
 * @error: as of [func@SecretStore.load], but never `G_IO_ERROR_NOT_FOUND`
 *
 * Removes a secret. It is fine if there is none. Blocks.
 *
 * Returns: %TRUE if nothing is kept under @key any more
 */
gboolean
ptl_secret_store_forget (PtlSecretStore      *self,
                         const PtlSecretKey  *key,
                         GCancellable        *cancellable,
                         GError             **error)
{
  g_return_val_if_fail (self != NULL && is_complete (key), FALSE);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !check_text (key, error))
    return FALSE;

  return self->kind->forget (self, key, cancellable, error);
}

/**
 * ptl_secret_store_list:
 * @self: a store
 * @account: (nullable): an account's UUID, or %NULL for every account of ours
 * @cancellable: (nullable): ends the wait
 * @error: as of [func@SecretStore.load], but never `G_IO_ERROR_NOT_FOUND`
 *
 * Tells what is kept, without the secrets themselves. Blocks.
 *
 * Returns: (transfer full) (element-type PtlSecretKey): the keys, maybe none
 */
GPtrArray *
ptl_secret_store_list (PtlSecretStore  *self,
                       const char      *account,
                       GCancellable    *cancellable,
                       GError         **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  return self->kind->list (self, account, cancellable, error);
}

/**
 * ptl_secret_store_get_name:
 * @self: a store
 *
 * Says where secrets are: for a keyring, where the last one went. Safe from
 * any thread.
 *
 * Returns: "keyring", "file" or "memory"
 */
const char *
ptl_secret_store_get_name (PtlSecretStore *self)
{
  const PtlSecretStoreKind *kind;

  g_return_val_if_fail (self != NULL, NULL);

  kind = g_atomic_pointer_get (&self->kind);
  return kind->name;
}

void
ptl_secret_store_free (PtlSecretStore *self)
{
  if (self != NULL)
    self->kind->free (self);
}
