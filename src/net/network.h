/* network.h - the world, handed down: tests and the demo hand down another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/resolver.h"
#include "net/trust.h"

G_BEGIN_DECLS

typedef struct _PtlNetwork PtlNetwork;

PtlNetwork  *ptl_network_new          (void);
PtlNetwork  *ptl_network_new_full     (PtlResolver *resolver,
                                       PtlTrust    *trust);
PtlNetwork  *ptl_network_with_trust   (PtlNetwork  *self,
                                       PtlTrust    *trust);
PtlNetwork  *ptl_network_ref          (PtlNetwork  *self);
void         ptl_network_unref        (PtlNetwork  *self);
PtlResolver *ptl_network_get_resolver (PtlNetwork  *self);
PtlTrust    *ptl_network_get_trust    (PtlNetwork  *self);
void         ptl_network_move_port    (PtlNetwork  *self,
                                       guint16      port,
                                       guint16      real_port);
guint16      ptl_network_real_port    (PtlNetwork  *self,
                                       guint16      port);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlNetwork, ptl_network_unref)

G_END_DECLS
