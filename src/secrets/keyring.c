/* keyring.c - passwords in the user's keyring
 *
 * Every operation opens its own session with the Secret Service and closes it
 * again: a keyring that was restarted, locked or replaced meanwhile is no
 * special case, and nothing is shared between threads. Where no service
 * answers, libsecret's encrypted file is used if there is a key for it. What
 * once went to that file is also found, and forgotten, after a service has
 * come up.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "secrets/keyring.h"

#include "secrets/backend.h"
#include "secrets/items.h"

/* GDBus gives up a call after 25 s by itself; this is for all of a step, and
 * leaves room for a service that has to be started. */
#define TIMEOUT_MS          30000

/* For somebody to find the window, and to remember the password. */
#define QUESTION_TIMEOUT_MS 120000

/* Another program may write the file between our reading and our writing. */
#define MAX_COLLISIONS      8

typedef struct
{
  PtlSecretStore  parent;

  guint           timeout_ms;
  guint           question_timeout_ms;
  GMutex          file_lock;    /* held while the file may be in use */
} KeyringStore;

static const PtlSecretStoreKind keyring_kind;
static const PtlSecretStoreKind file_kind;

/* One at a time, where there can be a file: it is read and written as a whole. */
static GMutexLocker *
lock_file (PtlSecretStore *store)
{
  KeyringStore *self = (KeyringStore *) store;

  return ptl_secret_backend_can_use_file () ? g_mutex_locker_new (&self->file_lock) : NULL;
}

static PtlSecretCall *
begin (PtlSecretStore *store,
       GCancellable   *cancellable)
{
  KeyringStore *self = (KeyringStore *) store;

  return ptl_secret_call_begin (self->timeout_ms, self->question_timeout_ms, cancellable);
}

static gboolean
is_collision (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
}

/* The places to use, the one for new secrets first; never none. */
static GPtrArray *
open_backends (PtlSecretCall  *call,
               GError        **error)
{
  g_autoptr(GPtrArray) backends = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GError) service_error = NULL;
  g_autoptr(GError) file_error = NULL;
  SecretBackend *service = NULL;
  SecretBackend *file = NULL;

  /* libsecret's own switch: "file" keeps away from the service. */
  if (g_strcmp0 (g_getenv ("SECRET_BACKEND"), "file") != 0)
    service = ptl_secret_backend_open_service (call, &service_error);

  if (service != NULL)
    g_ptr_array_add (backends, service);

  if (!ptl_secret_call_try_again (call))
    {
      ptl_secret_call_check (call, error);
      return NULL;
    }

  if (service == NULL || ptl_secret_backend_has_file ())
    file = ptl_secret_backend_open_file (call, &file_error);

  if (file != NULL)
    g_ptr_array_add (backends, file);

  if (backends->len > 0)
    return g_steal_pointer (&backends);

  if (ptl_secret_backend_can_use_file ())
    ptl_secret_call_take_error (call, g_steal_pointer (&file_error), error);
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "There is no keyring (%s)",
                 service_error != NULL ? service_error->message : file_error->message);

  return NULL;
}

static gboolean
save_once (PtlSecretStore      *store,
           const PtlSecretKey  *key,
           const char          *label,
           PtlSecret           *secret,
           GCancellable        *cancellable,
           GError             **error)
{
  g_autoptr(PtlSecretCall) call = begin (store, cancellable);
  g_autoptr(GPtrArray) backends = open_backends (call, error);
  SecretBackend *first;

  if (backends == NULL)
    return FALSE;

  first = g_ptr_array_index (backends, 0);
  if (!ptl_secret_items_save (call, first, key, label, secret, error))
    return FALSE;

  g_atomic_pointer_set (&store->kind, SECRET_IS_SERVICE (first) ? &keyring_kind : &file_kind);

  /* An older one elsewhere would come to light when this one is forgotten. */
  for (guint i = 1; i < backends->len; i++)
    ptl_secret_items_forget (call, g_ptr_array_index (backends, i), key, NULL);

  return TRUE;
}

static gboolean
keyring_save (PtlSecretStore      *store,
              const PtlSecretKey  *key,
              const char          *label,
              PtlSecret           *secret,
              GCancellable        *cancellable,
              GError             **error)
{
  g_autoptr(GMutexLocker) locker = lock_file (store);

  for (guint collisions = 0; ; collisions++)
    {
      g_autoptr(GError) own = NULL;

      if (save_once (store, key, label, secret, cancellable, &own))
        return TRUE;

      if (!is_collision (own) || collisions == MAX_COLLISIONS)
        {
          g_propagate_error (error, g_steal_pointer (&own));
          return FALSE;
        }
    }
}

static PtlSecret *
keyring_load (PtlSecretStore      *store,
              const PtlSecretKey  *key,
              GCancellable        *cancellable,
              GError             **error)
{
  g_autoptr(GMutexLocker) locker = lock_file (store);
  g_autoptr(PtlSecretCall) call = begin (store, cancellable);
  g_autoptr(GPtrArray) backends = open_backends (call, error);
  g_autoptr(GError) own = NULL;

  for (guint i = 0; backends != NULL && i < backends->len; i++)
    {
      PtlSecret *secret;

      g_clear_error (&own);
      secret = ptl_secret_items_load (call, g_ptr_array_index (backends, i), key, &own);

      if (secret != NULL)
        return secret;

      if (!g_error_matches (own, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        break;
    }

  if (own != NULL)
    g_propagate_error (error, g_steal_pointer (&own));

  return NULL;
}

static gboolean
forget_once (PtlSecretStore      *store,
             const PtlSecretKey  *key,
             GCancellable        *cancellable,
             GError             **error)
{
  g_autoptr(PtlSecretCall) call = begin (store, cancellable);
  g_autoptr(GPtrArray) backends = open_backends (call, error);

  if (backends == NULL)
    return FALSE;

  for (guint i = 0; i < backends->len; i++)
    if (!ptl_secret_items_forget (call, g_ptr_array_index (backends, i), key, error))
      return FALSE;

  return TRUE;
}

static gboolean
keyring_forget (PtlSecretStore      *store,
                const PtlSecretKey  *key,
                GCancellable        *cancellable,
                GError             **error)
{
  g_autoptr(GMutexLocker) locker = lock_file (store);

  for (guint collisions = 0; ; collisions++)
    {
      g_autoptr(GError) own = NULL;

      if (forget_once (store, key, cancellable, &own))
        return TRUE;

      if (!is_collision (own) || collisions == MAX_COLLISIONS)
        {
          g_propagate_error (error, g_steal_pointer (&own));
          return FALSE;
        }
    }
}

static GPtrArray *
keyring_list (PtlSecretStore  *store,
              const char      *account,
              GCancellable    *cancellable,
              GError         **error)
{
  g_autoptr(GMutexLocker) locker = lock_file (store);
  g_autoptr(PtlSecretCall) call = begin (store, cancellable);
  g_autoptr(GPtrArray) backends = open_backends (call, error);
  g_autoptr(GPtrArray) keys = NULL;

  if (backends == NULL)
    return NULL;

  keys = g_ptr_array_new_with_free_func ((GDestroyNotify) ptl_secret_key_free);

  for (guint i = 0; i < backends->len; i++)
    if (!ptl_secret_items_list (call, g_ptr_array_index (backends, i), account, keys, error))
      return NULL;

  return g_steal_pointer (&keys);
}

static void
keyring_free (PtlSecretStore *store)
{
  KeyringStore *self = (KeyringStore *) store;

  g_mutex_clear (&self->file_lock);
  g_free (self);
}

static const PtlSecretStoreKind keyring_kind =
{
  .name = "keyring",
  .save = keyring_save,
  .load = keyring_load,
  .forget = keyring_forget,
  .list = keyring_list,
  .free = keyring_free,
};

/* The same store, after it has put something into the file. */
static const PtlSecretStoreKind file_kind =
{
  .name = "file",
  .save = keyring_save,
  .load = keyring_load,
  .forget = keyring_forget,
  .list = keyring_list,
  .free = keyring_free,
};

/**
 * ptl_keyring_store_new_full:
 * @timeout_ms: for each step that needs no human
 * @question_timeout_ms: for each question to the user
 *
 * Returns: (transfer full): a keyring with other patience than usual
 */
PtlSecretStore *
ptl_keyring_store_new_full (guint timeout_ms,
                            guint question_timeout_ms)
{
  KeyringStore *self = g_new0 (KeyringStore, 1);

  self->parent.kind = &keyring_kind;
  self->timeout_ms = timeout_ms;
  self->question_timeout_ms = question_timeout_ms;
  g_mutex_init (&self->file_lock);

  return &self->parent;
}

/**
 * ptl_keyring_store_new:
 *
 * The user's keyring: the Secret Service on the session bus, or libsecret's
 * encrypted file. Nothing is opened yet, so this cannot fail; the store itself
 * may be used from any thread, and from several.
 *
 * Returns: (transfer full): the keyring
 */
PtlSecretStore *
ptl_keyring_store_new (void)
{
  return ptl_keyring_store_new_full (TIMEOUT_MS, QUESTION_TIMEOUT_MS);
}
