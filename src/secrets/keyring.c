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

#include <string.h>

#include "secrets/backend.h"

/* GDBus gives up a call after 25 s by itself; this is for all of a step, and
 * leaves room for a service that has to be started. */
#define TIMEOUT_MS          30000

/* For somebody to find the window, and to remember the password. */
#define QUESTION_TIMEOUT_MS 120000

typedef struct
{
  PtlSecretStore  parent;

  guint           timeout_ms;
  guint           question_timeout_ms;
} KeyringStore;

/* CLI.md of the project's design; other programs may read these items. */
static const SecretSchema schema =
{
  PTL_SECRET_SCHEMA_NAME, SECRET_SCHEMA_NONE,
  {
    { "account", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "protocol", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "host", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "user", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

static const PtlSecretStoreKind keyring_kind;
static const PtlSecretStoreKind file_kind;

static GHashTable *
make_attributes (const PtlSecretKey *key)
{
  return secret_attributes_build (&schema,
                                  "account", key->account,
                                  "protocol", ptl_protocol_to_string (key->protocol),
                                  "host", key->host,
                                  "user", key->user,
                                  NULL);
}

static PtlSecretCall *
begin (PtlSecretStore *store,
       GCancellable   *cancellable)
{
  KeyringStore *self = (KeyringStore *) store;

  return ptl_secret_call_begin (self->timeout_ms, self->question_timeout_ms, cancellable);
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
store_in (PtlSecretCall       *call,
          SecretBackend       *backend,
          const PtlSecretKey  *key,
          const char          *label,
          PtlSecret           *secret,
          GError             **error)
{
  SecretBackendInterface *iface = SECRET_BACKEND_GET_IFACE (backend);
  PtlSecretReply *reply = ptl_secret_call_expect (call);
  g_autoptr(GHashTable) attributes = make_attributes (key);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) own = NULL;
  g_autoptr(SecretValue) value = NULL;

  /* libsecret copies into locked memory of its own, and wipes it. */
  value = secret_value_new (ptl_secret_peek (secret), ptl_secret_get_length (secret),
                            "text/plain");

  iface->store (backend, &schema, attributes, SECRET_COLLECTION_DEFAULT, label, value,
                ptl_secret_call_get_cancellable (call), ptl_secret_call_answered_cb, reply);
  result = ptl_secret_call_wait (call, reply, error);
  if (result == NULL)
    return FALSE;

  if (iface->store_finish (backend, result, &own))
    return TRUE;

  if (own == NULL)
    own = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "The keyring refused the item");

  ptl_secret_call_take_error (call, g_steal_pointer (&own), error);
  return FALSE;
}

static GList *
search_in (PtlSecretCall      *call,
           SecretBackend      *backend,
           GHashTable         *attributes,
           SecretSearchFlags   flags,
           GError            **error)
{
  SecretBackendInterface *iface = SECRET_BACKEND_GET_IFACE (backend);
  PtlSecretReply *reply = ptl_secret_call_expect (call);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) own = NULL;
  GList *items;

  iface->search (backend, &schema, attributes, SECRET_SEARCH_ALL | flags,
                 ptl_secret_call_get_cancellable (call), ptl_secret_call_answered_cb, reply);
  result = ptl_secret_call_wait (call, reply, error);
  if (result == NULL)
    return NULL;

  items = iface->search_finish (backend, result, &own);
  if (own != NULL)
    ptl_secret_call_take_error (call, g_steal_pointer (&own), error);

  return items;
}

/* libsecret clears only what is unlocked, and does not say so. */
static gboolean
clear_in (PtlSecretCall       *call,
          SecretBackend       *backend,
          const PtlSecretKey  *key,
          GError             **error)
{
  SecretBackendInterface *iface = SECRET_BACKEND_GET_IFACE (backend);
  g_autoptr(GHashTable) attributes = make_attributes (key);
  g_autolist(GObject) items = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) own = NULL;
  PtlSecretReply *reply;

  items = search_in (call, backend, attributes, SECRET_SEARCH_UNLOCK, &own);
  if (own != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&own));
      return FALSE;
    }

  if (items == NULL)
    return ptl_secret_call_check (call, error);

  reply = ptl_secret_call_expect (call);
  iface->clear (backend, &schema, attributes,
                ptl_secret_call_get_cancellable (call), ptl_secret_call_answered_cb, reply);
  result = ptl_secret_call_wait (call, reply, error);
  if (result == NULL)
    return FALSE;

  iface->clear_finish (backend, result, &own);
  if (own == NULL)
    return ptl_secret_call_check (call, error);

  ptl_secret_call_take_error (call, g_steal_pointer (&own), error);
  return FALSE;
}

static gboolean
keyring_save (PtlSecretStore      *store,
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
  if (!store_in (call, first, key, label, secret, error))
    return FALSE;

  g_atomic_pointer_set (&store->kind, SECRET_IS_SERVICE (first) ? &keyring_kind : &file_kind);

  /* An older one elsewhere would come to light when this one is forgotten. */
  for (guint i = 1; i < backends->len; i++)
    clear_in (call, g_ptr_array_index (backends, i), key, NULL);

  return TRUE;
}

static PtlSecret *
look_up_in (PtlSecretCall       *call,
            SecretBackend       *backend,
            const PtlSecretKey  *key,
            GError             **error)
{
  SecretBackendInterface *iface = SECRET_BACKEND_GET_IFACE (backend);
  PtlSecretReply *reply = ptl_secret_call_expect (call);
  g_autoptr(GHashTable) attributes = make_attributes (key);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(SecretValue) value = NULL;
  g_autoptr(GError) own = NULL;
  const char *data;
  gsize length;

  iface->lookup (backend, &schema, attributes,
                 ptl_secret_call_get_cancellable (call), ptl_secret_call_answered_cb, reply);
  result = ptl_secret_call_wait (call, reply, error);
  if (result == NULL)
    return NULL;

  value = iface->lookup_finish (backend, result, &own);
  if (own != NULL)
    {
      ptl_secret_call_take_error (call, g_steal_pointer (&own), error);
      return NULL;
    }

  if (value == NULL)
    {
      if (ptl_secret_call_check (call, error))
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                     "No password is kept for “%s” at “%s”", key->user, key->host);
      return NULL;
    }

  data = secret_value_get (value, &length);
  if (length > PTL_SECRET_MAX_BYTES)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "The keyring's item for “%s” holds no password: %" G_GSIZE_FORMAT " bytes",
                   key->user, length);
      return NULL;
    }

  return ptl_secret_new (data, length);
}

static PtlSecret *
keyring_load (PtlSecretStore      *store,
              const PtlSecretKey  *key,
              GCancellable        *cancellable,
              GError             **error)
{
  g_autoptr(PtlSecretCall) call = begin (store, cancellable);
  g_autoptr(GPtrArray) backends = open_backends (call, error);
  g_autoptr(GError) own = NULL;

  for (guint i = 0; backends != NULL && i < backends->len; i++)
    {
      PtlSecret *secret;

      g_clear_error (&own);
      secret = look_up_in (call, g_ptr_array_index (backends, i), key, &own);

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
keyring_forget (PtlSecretStore      *store,
                const PtlSecretKey  *key,
                GCancellable        *cancellable,
                GError             **error)
{
  g_autoptr(PtlSecretCall) call = begin (store, cancellable);
  g_autoptr(GPtrArray) backends = open_backends (call, error);

  if (backends == NULL)
    return FALSE;

  for (guint i = 0; i < backends->len; i++)
    if (!clear_in (call, g_ptr_array_index (backends, i), key, error))
      return FALSE;

  return TRUE;
}

/* Something else may use our schema's name, or an older us. */
static PtlSecretKey *
make_key (GHashTable *attributes)
{
  const char *account = g_hash_table_lookup (attributes, "account");
  const char *protocol_name = g_hash_table_lookup (attributes, "protocol");
  const char *host = g_hash_table_lookup (attributes, "host");
  const char *user = g_hash_table_lookup (attributes, "user");
  PtlProtocol protocol;

  if (account == NULL || host == NULL || user == NULL ||
      !ptl_protocol_from_string (protocol_name, &protocol))
    return NULL;

  return ptl_secret_key_new (account, protocol, host, user);
}

static gboolean
list_in (PtlSecretCall  *call,
         SecretBackend  *backend,
         const char     *account,
         GPtrArray      *keys,
         GError        **error)
{
  g_autoptr(GHashTable) attributes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autolist(GObject) items = NULL;
  g_autoptr(GError) own = NULL;

  if (account != NULL)
    g_hash_table_insert (attributes, (char *) "account", (char *) account);

  items = search_in (call, backend, attributes, SECRET_SEARCH_NONE, &own);
  if (own != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&own));
      return FALSE;
    }

  for (GList *l = items; l != NULL; l = l->next)
    {
      g_autoptr(GHashTable) found = secret_retrievable_get_attributes (l->data);
      PtlSecretKey *key = make_key (found);

      if (key == NULL)
        continue;

      if (g_ptr_array_find_with_equal_func (keys, key, (GEqualFunc) ptl_secret_key_equal, NULL))
        ptl_secret_key_free (key);
      else
        g_ptr_array_add (keys, key);
    }

  return ptl_secret_call_check (call, error);
}

static GPtrArray *
keyring_list (PtlSecretStore  *store,
              const char      *account,
              GCancellable    *cancellable,
              GError         **error)
{
  g_autoptr(PtlSecretCall) call = begin (store, cancellable);
  g_autoptr(GPtrArray) backends = open_backends (call, error);
  g_autoptr(GPtrArray) keys = NULL;

  if (backends == NULL)
    return NULL;

  keys = g_ptr_array_new_with_free_func ((GDestroyNotify) ptl_secret_key_free);

  for (guint i = 0; i < backends->len; i++)
    if (!list_in (call, g_ptr_array_index (backends, i), account, keys, error))
      return NULL;

  return g_steal_pointer (&keys);
}

static void
keyring_free (PtlSecretStore *store)
{
  g_free (store);
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
