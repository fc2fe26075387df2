/* local-check.h - who listens on a port of this computer, asked in the background
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/local-ports.h"

G_BEGIN_DECLS

gboolean      ptl_local_check_is_local (const char           *host);
void          ptl_local_check_async    (guint16               port,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
PtlLocalPort *ptl_local_check_finish   (GAsyncResult         *result,
                                        GError              **error);
char         *ptl_local_check_describe (const PtlLocalPort   *local);

G_END_DECLS
