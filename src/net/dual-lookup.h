/* dual-lookup.h - one question to the system's resolver, for both families
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PTL_DUAL_LOOKUP_MAX_ADDRESSES 16

GPtrArray *ptl_dual_lookup     (GResolver     *resolver,
                                const char    *host,
                                gint64         deadline_us,
                                gboolean      *is_complete,
                                GCancellable  *cancellable,
                                GError       **error);
GPtrArray *ptl_dual_interleave (GList         *ipv6,
                                GList         *ipv4);

G_END_DECLS
