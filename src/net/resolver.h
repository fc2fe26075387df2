/* resolver.h - names to addresses, asked once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _PtlResolver PtlResolver;

PtlResolver *ptl_resolver_new            (void);
PtlResolver *ptl_resolver_ref            (PtlResolver         *self);
void         ptl_resolver_unref          (PtlResolver         *self);
void         ptl_resolver_set_addresses  (PtlResolver         *self,
                                          const char          *host,
                                          const char * const  *addresses);
void         ptl_resolver_set_only_fixed (PtlResolver         *self,
                                          gboolean             only_fixed);
void         ptl_resolver_shut_off       (PtlResolver         *self);
GPtrArray   *ptl_resolver_lookup         (PtlResolver         *self,
                                          const char          *host,
                                          guint                timeout_ms,
                                          GCancellable        *cancellable,
                                          GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlResolver, ptl_resolver_unref)

G_END_DECLS
