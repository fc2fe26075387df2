/* tcp-stream.h - a connected socket whose every wait ends at a deadline
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PTL_TYPE_TCP_STREAM (ptl_tcp_stream_get_type ())

G_DECLARE_FINAL_TYPE (PtlTcpStream, ptl_tcp_stream, PTL, TCP_STREAM, GIOStream)

PtlTcpStream *ptl_tcp_stream_new          (GSocket      *socket);
void          ptl_tcp_stream_set_deadline (PtlTcpStream *self,
                                           gint64        deadline_us);
gint64        ptl_tcp_stream_get_deadline (PtlTcpStream *self);
guint64       ptl_tcp_stream_get_bytes_read (PtlTcpStream *self);

G_END_DECLS
