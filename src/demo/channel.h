/* channel.h - a socket, in the clear or in TLS, that is never waited for too long
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <openssl/ssl.h>

G_BEGIN_DECLS

typedef struct _PtlChannel PtlChannel;

PtlChannel *ptl_channel_new       (int          fd,
                                   int          stop_fd);
void        ptl_channel_free      (PtlChannel  *self);
gboolean    ptl_channel_is_tls    (PtlChannel  *self);
gboolean    ptl_channel_start_tls (PtlChannel  *self,
                                   SSL_CTX     *context,
                                   guint        timeout_ms);
const char *ptl_channel_get_server_name
                                  (PtlChannel  *self);
gsize       ptl_channel_receive   (PtlChannel  *self,
                                   char        *buffer,
                                   gsize        size,
                                   guint        timeout_ms);
gsize       ptl_channel_send      (PtlChannel  *self,
                                   const char  *data,
                                   gsize        length,
                                   guint        timeout_ms);
gboolean    ptl_channel_pause     (PtlChannel  *self,
                                   guint        pause_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlChannel, ptl_channel_free)

G_END_DECLS
