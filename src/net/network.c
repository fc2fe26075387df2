/* network.c - the world, handed down: tests and the demo hand down another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net/network.h"

#include "base/sandbox.h"

struct _PtlNetwork
{
  gatomicrefcount  ref_count;

  PtlResolver     *resolver;
  PtlTrust        *trust;

  GMutex           lock;
  GHashTable      *moved_ports;   /* port → real port, under lock */
};

/**
 * ptl_network_new:
 *
 * Makes the real world: the system's resolver and its authorities. In a
 * sandbox without a network there is no way out of it, and it says so.
 *
 * Returns: (transfer full): the network
 */
PtlNetwork *
ptl_network_new (void)
{
  g_autoptr(PtlResolver) resolver = ptl_resolver_new ();
  g_autoptr(PtlTrust) trust = ptl_trust_new ();
  g_autoptr(PtlSandbox) sandbox = ptl_sandbox_new ();

  if (sandbox != NULL && !sandbox->has_network)
    ptl_resolver_shut_off (resolver);

  return ptl_network_new_full (resolver, trust);
}

/**
 * ptl_network_new_full:
 * @resolver: (transfer none): who knows names
 * @trust: (transfer none): whom to believe
 *
 * Makes a world of these parts; it keeps references of its own.
 *
 * Returns: (transfer full): the network
 */
PtlNetwork *
ptl_network_new_full (PtlResolver *resolver,
                      PtlTrust    *trust)
{
  PtlNetwork *self;

  g_return_val_if_fail (resolver != NULL && trust != NULL, NULL);

  self = g_new0 (PtlNetwork, 1);
  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  self->resolver = ptl_resolver_ref (resolver);
  self->trust = ptl_trust_ref (trust);
  self->moved_ports = g_hash_table_new (NULL, NULL);

  return self;
}

/**
 * ptl_network_with_trust:
 * @self: a network
 * @trust: (transfer none): whom to believe instead
 *
 * Returns: (transfer full): the same world, as somebody else believes it
 */
PtlNetwork *
ptl_network_with_trust (PtlNetwork *self,
                        PtlTrust   *trust)
{
  g_autoptr(GMutexLocker) locker = NULL;
  PtlNetwork *other;
  GHashTableIter iter;
  gpointer port;
  gpointer real_port;

  g_return_val_if_fail (self != NULL && trust != NULL, NULL);

  other = ptl_network_new_full (self->resolver, trust);
  locker = g_mutex_locker_new (&self->lock);
  g_hash_table_iter_init (&iter, self->moved_ports);

  while (g_hash_table_iter_next (&iter, &port, &real_port))
    g_hash_table_insert (other->moved_ports, port, real_port);

  return other;
}

PtlNetwork *
ptl_network_ref (PtlNetwork *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
ptl_network_unref (PtlNetwork *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->resolver, ptl_resolver_unref);
  g_clear_pointer (&self->trust, ptl_trust_unref);
  g_clear_pointer (&self->moved_ports, g_hash_table_unref);
  g_mutex_clear (&self->lock);
  g_free (self);
}

PtlResolver *
ptl_network_get_resolver (PtlNetwork *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->resolver;
}

PtlTrust *
ptl_network_get_trust (PtlNetwork *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->trust;
}

/**
 * ptl_network_move_port:
 * @self: a network
 * @port: the port that everybody speaks of
 * @real_port: the one that is connected to
 *
 * Lets a demonstration or a test serve a well-known port that only the
 * system may listen on. Holds for every host.
 */
void
ptl_network_move_port (PtlNetwork *self,
                       guint16     port,
                       guint16     real_port)
{
  g_autoptr(GMutexLocker) locker = NULL;

  g_return_if_fail (self != NULL);

  locker = g_mutex_locker_new (&self->lock);
  g_hash_table_insert (self->moved_ports, GUINT_TO_POINTER (port), GUINT_TO_POINTER (real_port));
}

guint16
ptl_network_real_port (PtlNetwork *self,
                       guint16     port)
{
  g_autoptr(GMutexLocker) locker = NULL;
  gpointer real_port;

  g_return_val_if_fail (self != NULL, port);

  locker = g_mutex_locker_new (&self->lock);

  if (!g_hash_table_lookup_extended (self->moved_ports, GUINT_TO_POINTER (port),
                                     NULL, &real_port))
    return port;

  return GPOINTER_TO_UINT (real_port);
}
