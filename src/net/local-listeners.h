/* local-listeners.h - the kernel's list of listening sockets, and whose they are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/local-ports.h"

G_BEGIN_DECLS

gboolean ptl_local_listeners_ask_kernel  (GPtrArray   *listeners);
gboolean ptl_local_listeners_read_tables (GPtrArray   *listeners,
                                          GError     **error);
void     ptl_local_listeners_parse       (GPtrArray   *listeners,
                                          const char  *table);
void     ptl_local_listeners_find_owners (GPtrArray   *listeners,
                                          guint16      port);

G_END_DECLS
