/* memory.c - passwords kept until the program ends, for tests and --no-keyring
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "secrets/store.h"

typedef struct
{
  PtlSecretKey *key;
  PtlSecret    *secret;
} Item;

typedef struct
{
  PtlSecretStore  parent;

  GMutex          lock;
  GPtrArray      *items;   /* of Item; a handful, so looking through them is fine */
} MemoryStore;

static void
item_free (gpointer data)
{
  Item *item = data;

  ptl_secret_key_free (item->key);
  ptl_secret_unref (item->secret);
  g_free (item);
}

/* Call with the lock held. */
static Item *
find_item (MemoryStore        *self,
           const PtlSecretKey *key)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = g_ptr_array_index (self->items, i);

      if (ptl_secret_key_equal (item->key, key))
        return item;
    }

  return NULL;
}

static gboolean
memory_save (PtlSecretStore      *store,
             const PtlSecretKey  *key,
             const char          *label,
             PtlSecret           *secret,
             GCancellable        *cancellable,
             GError             **error)
{
  MemoryStore *self = (MemoryStore *) store;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Item *item = find_item (self, key);

  if (item == NULL)
    {
      item = g_new0 (Item, 1);
      item->key = ptl_secret_key_copy (key);
      item->secret = ptl_secret_ref (secret);
      g_ptr_array_add (self->items, item);
    }
  else
    {
      PtlSecret *old = item->secret;

      item->secret = ptl_secret_ref (secret);
      ptl_secret_unref (old);
    }

  return TRUE;
}

static PtlSecret *
memory_load (PtlSecretStore      *store,
             const PtlSecretKey  *key,
             GCancellable        *cancellable,
             GError             **error)
{
  MemoryStore *self = (MemoryStore *) store;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Item *item = find_item (self, key);

  if (item != NULL)
    return ptl_secret_ref (item->secret);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
               "No password is kept for “%s” at “%s”", key->user, key->host);
  return NULL;
}

static gboolean
memory_forget (PtlSecretStore      *store,
               const PtlSecretKey  *key,
               GCancellable        *cancellable,
               GError             **error)
{
  MemoryStore *self = (MemoryStore *) store;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Item *item = find_item (self, key);

  if (item != NULL)
    g_ptr_array_remove (self->items, item);

  return TRUE;
}

static GPtrArray *
memory_list (PtlSecretStore  *store,
             const char      *account,
             GCancellable    *cancellable,
             GError         **error)
{
  MemoryStore *self = (MemoryStore *) store;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  GPtrArray *keys = g_ptr_array_new_with_free_func ((GDestroyNotify) ptl_secret_key_free);

  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = g_ptr_array_index (self->items, i);

      if (account == NULL || g_str_equal (item->key->account, account))
        g_ptr_array_add (keys, ptl_secret_key_copy (item->key));
    }

  return keys;
}

static void
memory_free (PtlSecretStore *store)
{
  MemoryStore *self = (MemoryStore *) store;

  g_ptr_array_unref (self->items);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static const PtlSecretStoreKind memory_kind =
{
  .name = "memory",
  .save = memory_save,
  .load = memory_load,
  .forget = memory_forget,
  .list = memory_list,
  .free = memory_free,
};

PtlSecretStore *
ptl_memory_store_new (void)
{
  MemoryStore *self = g_new0 (MemoryStore, 1);

  self->parent.kind = &memory_kind;
  g_mutex_init (&self->lock);
  self->items = g_ptr_array_new_with_free_func (item_free);

  return &self->parent;
}
