/* resolver.c - names to addresses, asked once
 *
 * A search asks for the same few names from many threads at the same moment.
 * The first asker asks the system; the others wait for its answer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net/resolver.h"

#include <string.h>

#include "net/dual-lookup.h"

/* GResolver tells no TTL. Long enough for one search, short enough that a
 * user who repaired the network and tries again is not told old news. */
#define POSITIVE_US     (60 * G_USEC_PER_SEC)
#define NEGATIVE_US     (10 * G_USEC_PER_SEC)
#define INCOMPLETE_US   (2 * G_USEC_PER_SEC)

/* A dead DNS server must not cost its time again for each port of a host. */
#define TIMED_OUT_US    (1 * G_USEC_PER_SEC)

#define MAX_ENTRIES     1024

/* RFC 1035, 2.3.4; in text, without the root's dot. */
#define MAX_NAME_LENGTH 253

typedef struct
{
  GPtrArray *addresses;    /* or error, or neither: not known */
  GError    *error;
  gint64     expires_us;
  gboolean   is_asked;     /* some thread is asking */
  guint      n_waiting;
} Entry;

struct _PtlResolver
{
  gatomicrefcount  ref_count;
  GResolver       *system;

  GMutex           lock;
  GCond            changed;
  GHashTable      *entries;   /* name → Entry */
  GHashTable      *fixed;     /* name → GPtrArray */
  gboolean         only_fixed;
  gboolean         is_shut_off;   /* set before anybody asks */
};

static void
entry_forget (Entry *entry)
{
  g_clear_pointer (&entry->addresses, g_ptr_array_unref);
  g_clear_error (&entry->error);
}

static void
entry_free (gpointer data)
{
  entry_forget (data);
  g_free (data);
}

static gboolean
entry_is_old (gpointer key,
              gpointer value,
              gpointer user_data)
{
  Entry *entry = value;
  gint64 *now_us = user_data;

  return !entry->is_asked && entry->n_waiting == 0 && entry->expires_us <= *now_us;
}

static gpointer
ref_address (gconstpointer address,
             gpointer      user_data)
{
  return g_object_ref ((gpointer) address);
}

/* A copy, so that no caller can change what others get. */
static GPtrArray *
copy_addresses (GPtrArray *addresses)
{
  GPtrArray *copy = g_ptr_array_copy (addresses, ref_address, NULL);

  g_ptr_array_set_free_func (copy, g_object_unref);
  return copy;
}

static void
set_not_found (GError     **error,
               const char  *host)
{
  g_set_error (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND,
               "There is no host “%s”", host);
}

/* The name as it is asked for and remembered, or NULL if it cannot be one. */
static char *
normalize (const char *host)
{
  g_autofree char *ascii = g_hostname_to_ascii (host);
  gsize length;

  if (ascii == NULL)
    return NULL;

  length = strlen (ascii);

  if (length == 0 || length > MAX_NAME_LENGTH || *ascii == '.')
    return NULL;

  return g_ascii_strdown (ascii, -1);
}

static GPtrArray *
lookup_literal (const char *host)
{
  GInetAddress *address = g_inet_address_new_from_string (host);
  GPtrArray *addresses;

  if (address == NULL)
    return NULL;

  addresses = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (addresses, address);

  return addresses;
}

static Entry *
ensure_entry (PtlResolver *self,
              const char  *name)
{
  Entry *entry = g_hash_table_lookup (self->entries, name);
  gint64 now_us = g_get_monotonic_time ();

  if (entry != NULL)
    return entry;

  if (g_hash_table_size (self->entries) >= MAX_ENTRIES)
    g_hash_table_foreach_remove (self->entries, entry_is_old, &now_us);

  entry = g_new0 (Entry, 1);
  g_hash_table_insert (self->entries, g_strdup (name), entry);

  return entry;
}

/* What is known already. Returns FALSE if it must be asked for. */
static gboolean
answer_from_memory (PtlResolver  *self,
                    const char   *name,
                    Entry        *entry,
                    GPtrArray   **addresses,
                    GError      **error)
{
  GPtrArray *fixed = g_hash_table_lookup (self->fixed, name);

  if (fixed != NULL || self->only_fixed)
    {
      if (fixed != NULL && fixed->len > 0)
        *addresses = copy_addresses (fixed);
      else
        set_not_found (error, name);

      return TRUE;
    }

  if (entry->expires_us <= g_get_monotonic_time ())
    return FALSE;

  if (entry->addresses != NULL)
    *addresses = copy_addresses (entry->addresses);
  else if (entry->error != NULL)
    g_propagate_error (error, g_error_copy (entry->error));

  return entry->addresses != NULL || entry->error != NULL;
}

static void
remember (Entry        *entry,
          GPtrArray    *addresses,
          gboolean      is_complete,
          const GError *error)
{
  gint64 now_us = g_get_monotonic_time ();

  entry_forget (entry);
  entry->expires_us = 0;

  if (addresses != NULL)
    {
      entry->addresses = copy_addresses (addresses);
      entry->expires_us = now_us + (is_complete ? POSITIVE_US : INCOMPLETE_US);
    }
  else if (g_error_matches (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND))
    {
      entry->error = g_error_copy (error);
      entry->expires_us = now_us + NEGATIVE_US;
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    {
      entry->error = g_error_copy (error);
      entry->expires_us = now_us + TIMED_OUT_US;
    }
}

/* Called and left with the lock held, which is open while the system is asked. */
static GPtrArray *
ask_system (PtlResolver   *self,
            const char    *name,
            Entry         *entry,
            gint64         deadline_us,
            GCancellable  *cancellable,
            GError       **error)
{
  GError *local_error = NULL;
  gboolean is_complete = FALSE;
  GPtrArray *addresses;

  entry->is_asked = TRUE;
  g_mutex_unlock (&self->lock);

  addresses = ptl_dual_lookup (self->system, name, deadline_us, &is_complete, cancellable,
                               &local_error);

  g_mutex_lock (&self->lock);
  remember (entry, addresses, is_complete, local_error);
  entry->is_asked = FALSE;
  g_cond_broadcast (&self->changed);

  if (local_error != NULL)
    g_propagate_error (error, local_error);

  return addresses;
}

/* Waits for the thread that asks. Returns FALSE with @error if the wait is over. */
static gboolean
wait_for_asker (PtlResolver   *self,
                const char    *name,
                Entry         *entry,
                gint64         deadline_us,
                GCancellable  *cancellable,
                GError       **error)
{
  gboolean is_woken;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  entry->n_waiting++;
  is_woken = g_cond_wait_until (&self->changed, &self->lock, deadline_us);
  entry->n_waiting--;

  if (!is_woken && entry->is_asked)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                   "The look-up of %s took too long", name);
      return FALSE;
    }

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static void
cancelled_cb (GCancellable *cancellable,
              PtlResolver  *self)
{
  g_mutex_lock (&self->lock);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

static GPtrArray *
lookup_name (PtlResolver   *self,
             const char    *name,
             gint64         deadline_us,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Entry *entry = ensure_entry (self, name);
  GPtrArray *addresses = NULL;

  while (!answer_from_memory (self, name, entry, &addresses, error))
    {
      /* If the asker gave up, the first who is woken takes its place. */
      if (!entry->is_asked)
        return ask_system (self, name, entry, deadline_us, cancellable, error);

      if (!wait_for_asker (self, name, entry, deadline_us, cancellable, error))
        return NULL;
    }

  return addresses;
}

/**
 * ptl_resolver_new:
 *
 * Makes a resolver with an empty memory, which asks the system's: the one
 * that is GLib's default at this moment.
 *
 * Returns: (transfer full): the resolver
 */
PtlResolver *
ptl_resolver_new (void)
{
  PtlResolver *self = g_new0 (PtlResolver, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->system = g_resolver_get_default ();
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);
  self->fixed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) g_ptr_array_unref);

  return self;
}

PtlResolver *
ptl_resolver_ref (PtlResolver *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
ptl_resolver_unref (PtlResolver *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_object (&self->system);
  g_clear_pointer (&self->entries, g_hash_table_unref);
  g_clear_pointer (&self->fixed, g_hash_table_unref);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * ptl_resolver_set_addresses:
 * @self: a resolver
 * @host: a name, in any case
 * @addresses: (nullable) (array zero-terminated=1): its IP addresses; none
 *   for “not found”, %NULL to ask the system again
 *
 * Fixes the answer for @host: for tests and the demonstration.
 */
void
ptl_resolver_set_addresses (PtlResolver         *self,
                            const char          *host,
                            const char * const  *addresses)
{
  g_autoptr(GMutexLocker) locker = NULL;
  g_autofree char *name = NULL;
  g_autolist(GInetAddress) ipv6 = NULL;
  g_autolist(GInetAddress) ipv4 = NULL;

  g_return_if_fail (self != NULL && host != NULL);

  name = normalize (host);
  g_return_if_fail (name != NULL);

  for (guint i = 0; addresses != NULL && addresses[i] != NULL; i++)
    {
      GInetAddress *address = g_inet_address_new_from_string (addresses[i]);

      g_return_if_fail (address != NULL);

      if (g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6)
        ipv6 = g_list_append (ipv6, address);
      else
        ipv4 = g_list_append (ipv4, address);
    }

  locker = g_mutex_locker_new (&self->lock);

  if (addresses == NULL)
    g_hash_table_remove (self->fixed, name);
  else
    g_hash_table_insert (self->fixed, g_steal_pointer (&name), ptl_dual_interleave (ipv6, ipv4));
}

/**
 * ptl_resolver_set_only_fixed:
 * @self: a resolver
 * @only_fixed: whether names without fixed addresses are “not found”
 *
 * Keeps tests and the demonstration from asking the network for anything.
 */
void
ptl_resolver_set_only_fixed (PtlResolver *self,
                             gboolean     only_fixed)
{
  g_autoptr(GMutexLocker) locker = NULL;

  g_return_if_fail (self != NULL);

  locker = g_mutex_locker_new (&self->lock);
  self->only_fixed = only_fixed;
}

/**
 * ptl_resolver_shut_off:
 * @self: a resolver that nobody has asked yet
 *
 * From now on there is no way to anywhere, be it a name or an address: the
 * system would give the same failures, but after a while, and other reasons.
 */
void
ptl_resolver_shut_off (PtlResolver *self)
{
  g_return_if_fail (self != NULL);

  self->is_shut_off = TRUE;
}

/**
 * ptl_resolver_lookup:
 * @self: a resolver
 * @host: a name, or an IP address, which is not looked up
 * @timeout_ms: how long to wait, in milliseconds; 0 for ever
 * @cancellable: (nullable): ends the wait
 * @error: `G_RESOLVER_ERROR_NOT_FOUND` if there is no such name or it has no
 *   address, `G_RESOLVER_ERROR_TEMPORARY_FAILURE` if its servers fail,
 *   `G_IO_ERROR_TIMED_OUT`, `G_IO_ERROR_CANCELLED`,
 *   `G_IO_ERROR_NETWORK_UNREACHABLE` if it was shut off
 *
 * Finds the addresses of @host, in the order in which to try them. From any
 * thread.
 *
 * Returns: (transfer full) (element-type GInetAddress): at least one address
 */
GPtrArray *
ptl_resolver_lookup (PtlResolver   *self,
                     const char    *host,
                     guint          timeout_ms,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autofree char *name = NULL;
  gint64 deadline_us = G_MAXINT64;
  gulong handler = 0;
  GPtrArray *addresses;

  g_return_val_if_fail (self != NULL && host != NULL, NULL);

  if (self->is_shut_off)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE,
                   "The sandbox has no network");
      return NULL;
    }

  addresses = lookup_literal (host);

  if (addresses != NULL)
    return addresses;

  name = normalize (host);

  if (name == NULL)
    {
      set_not_found (error, host);
      return NULL;
    }

  if (timeout_ms != 0)
    deadline_us = g_get_monotonic_time () + timeout_ms * G_TIME_SPAN_MILLISECOND;

  /* Outside the lock: the callback takes it. */
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self, NULL);

  addresses = lookup_name (self, name, deadline_us, cancellable, error);

  if (cancellable != NULL)
    g_cancellable_disconnect (cancellable, handler);

  return addresses;
}
