/* items.c - our items in one of libsecret's places
 *
 * libsecret is not to be believed at once: its functions pass over what stays
 * locked as if it were not there. Here that is an error.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "secrets/items.h"

/* Other programs may read these items: the names are a contract. */
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

static void
set_locked_error (GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "The keyring is locked");
}

/* Names the cause: of an empty @own it is a keyring that did not work, and
 * did not say why. */
static void
fail (PtlSecretCall  *call,
      GError         *own,
      GError        **error)
{
  if (own == NULL)
    own = g_error_new (G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE, "The keyring gave no reason");

  if (g_error_matches (own, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    {
      g_clear_error (&own);
      set_locked_error (&own);
    }

  ptl_secret_call_take_error (call, own, error);
}

/* The items with these attributes, in @items; maybe none. */
static gboolean
search (PtlSecretCall      *call,
        SecretBackend      *backend,
        GHashTable         *attributes,
        SecretSearchFlags   flags,
        GList             **items,
        GError            **error)
{
  SecretBackendInterface *iface = SECRET_BACKEND_GET_IFACE (backend);
  PtlSecretReply *reply = ptl_secret_call_expect (call);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) own = NULL;

  iface->search (backend, &schema, attributes, SECRET_SEARCH_ALL | flags,
                 ptl_secret_call_get_cancellable (call), ptl_secret_call_answered_cb, reply);
  result = ptl_secret_call_wait (call, reply, error);
  if (result == NULL)
    return FALSE;

  *items = iface->search_finish (backend, result, &own);
  if (own == NULL && ptl_secret_call_check (call, error))
    return TRUE;

  if (own != NULL)
    fail (call, g_steal_pointer (&own), error);

  g_list_free_full (g_steal_pointer (items), g_object_unref);
  return FALSE;
}

/* Whether there is an item at all, without unlocking anything. */
static gboolean
find (PtlSecretCall  *call,
      SecretBackend  *backend,
      GHashTable     *attributes,
      gboolean       *is_there,
      GError        **error)
{
  g_autolist(GObject) items = NULL;

  if (!search (call, backend, attributes, SECRET_SEARCH_NONE, &items, error))
    return FALSE;

  *is_there = items != NULL;
  return TRUE;
}

/**
 * ptl_secret_items_save:
 * @call: the call on this thread
 * @backend: where
 * @key: what it is found by
 * @label: for people
 * @secret: the secret
 * @error: as of [func@SecretStore.save]
 *
 * Makes an item, or gives an item that is there another secret.
 *
 * Returns: %TRUE if it is kept
 */
gboolean
ptl_secret_items_save (PtlSecretCall       *call,
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
  g_autoptr(SecretValue) value = NULL;
  g_autoptr(GError) own = NULL;

  /* libsecret copies into locked memory of its own, and wipes it. */
  value = secret_value_new (ptl_secret_peek (secret), ptl_secret_get_length (secret),
                            "text/plain");

  iface->store (backend, &schema, attributes, SECRET_COLLECTION_DEFAULT, label, value,
                ptl_secret_call_get_cancellable (call), ptl_secret_call_answered_cb, reply);
  result = ptl_secret_call_wait (call, reply, error);
  if (result == NULL)
    return FALSE;

  if (iface->store_finish (backend, result, &own) && own == NULL)
    return TRUE;

  fail (call, g_steal_pointer (&own), error);
  return FALSE;
}

static SecretValue *
look_up (PtlSecretCall  *call,
         SecretBackend  *backend,
         GHashTable     *attributes,
         GError        **error)
{
  SecretBackendInterface *iface = SECRET_BACKEND_GET_IFACE (backend);
  PtlSecretReply *reply = ptl_secret_call_expect (call);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) own = NULL;
  SecretValue *value;
  gboolean is_there = FALSE;

  iface->lookup (backend, &schema, attributes,
                 ptl_secret_call_get_cancellable (call), ptl_secret_call_answered_cb, reply);
  result = ptl_secret_call_wait (call, reply, error);
  if (result == NULL)
    return NULL;

  value = iface->lookup_finish (backend, result, &own);
  if (value != NULL)
    return value;

  if (own != NULL)
    {
      fail (call, g_steal_pointer (&own), error);
      return NULL;
    }

  if (!ptl_secret_call_check (call, error) ||
      !find (call, backend, attributes, &is_there, error))
    return NULL;

  if (is_there)
    set_locked_error (error);
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "No such password is kept");

  return NULL;
}

/**
 * ptl_secret_items_load:
 * @call: the call on this thread
 * @backend: where
 * @key: what it is found by
 * @error: as of [func@SecretStore.load]
 *
 * Returns: (transfer full): the secret, or %NULL
 */
PtlSecret *
ptl_secret_items_load (PtlSecretCall       *call,
                       SecretBackend       *backend,
                       const PtlSecretKey  *key,
                       GError             **error)
{
  g_autoptr(GHashTable) attributes = make_attributes (key);
  g_autoptr(SecretValue) value = look_up (call, backend, attributes, error);
  const char *data;
  gsize length;

  if (value == NULL)
    return NULL;

  data = secret_value_get (value, &length);
  if (length <= PTL_SECRET_MAX_BYTES)
    return ptl_secret_new (data, length);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               "The keyring’s item is no password: it has %" G_GSIZE_FORMAT " bytes", length);
  return NULL;
}

/**
 * ptl_secret_items_forget:
 * @call: the call on this thread
 * @backend: where
 * @key: what it is found by
 * @error: as of [func@SecretStore.forget]
 *
 * Removes an item, unlocking it first: libsecret leaves out locked ones.
 *
 * Returns: %TRUE if there is no such item any more
 */
gboolean
ptl_secret_items_forget (PtlSecretCall       *call,
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
  gboolean is_there = FALSE;

  if (!search (call, backend, attributes, SECRET_SEARCH_UNLOCK, &items, error))
    return FALSE;

  if (items == NULL)
    return TRUE;

  reply = ptl_secret_call_expect (call);
  iface->clear (backend, &schema, attributes,
                ptl_secret_call_get_cancellable (call), ptl_secret_call_answered_cb, reply);
  result = ptl_secret_call_wait (call, reply, error);
  if (result == NULL)
    return FALSE;

  iface->clear_finish (backend, result, &own);
  if (own != NULL)
    {
      fail (call, g_steal_pointer (&own), error);
      return FALSE;
    }

  if (!find (call, backend, attributes, &is_there, error))
    return FALSE;

  if (is_there)
    set_locked_error (error);

  return !is_there;
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

/* Adds the keys of @items. GNOME's keyring hides the attributes of what is
 * locked since the start of the session; @are_hidden tells whether it did. */
static void
collect (GList     *items,
         GPtrArray *keys,
         gboolean  *are_hidden)
{
  *are_hidden = FALSE;

  for (GList *l = items; l != NULL; l = l->next)
    {
      g_autoptr(GHashTable) found = secret_retrievable_get_attributes (l->data);
      PtlSecretKey *key = found != NULL ? make_key (found) : NULL;

      if (key == NULL)
        *are_hidden |= SECRET_IS_ITEM (l->data) && secret_item_get_locked (l->data);
      else if (g_ptr_array_find_with_equal_func (keys, key, (GEqualFunc) ptl_secret_key_equal,
                                                 NULL))
        ptl_secret_key_free (key);
      else
        g_ptr_array_add (keys, key);
    }
}

/**
 * ptl_secret_items_list:
 * @call: the call on this thread
 * @backend: where
 * @account: (nullable): whose items, or %NULL for everybody's
 * @keys: (element-type PtlSecretKey): gets what is not yet in it
 * @error: as of [func@SecretStore.list]
 *
 * Lists items without their secrets. Unlocks only if the keys cannot be read
 * otherwise.
 *
 * Returns: %TRUE if @keys is complete
 */
gboolean
ptl_secret_items_list (PtlSecretCall  *call,
                       SecretBackend  *backend,
                       const char     *account,
                       GPtrArray      *keys,
                       GError        **error)
{
  static const SecretSearchFlags steps[] =
  {
    SECRET_SEARCH_NONE, SECRET_SEARCH_UNLOCK, SECRET_SEARCH_NONE,
  };
  g_autoptr(GHashTable) attributes = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean are_hidden = TRUE;

  if (account != NULL)
    g_hash_table_insert (attributes, (char *) "account", (char *) account);

  /* Look; unlock; look again, for what was seen while it was locked is stale. */
  for (guint i = 0; are_hidden && i < G_N_ELEMENTS (steps); i++)
    {
      g_autolist(GObject) items = NULL;

      if (!search (call, backend, attributes, steps[i], &items, error))
        return FALSE;

      collect (items, keys, &are_hidden);
      are_hidden |= steps[i] == SECRET_SEARCH_UNLOCK;
    }

  if (are_hidden)
    set_locked_error (error);

  return !are_hidden;
}
