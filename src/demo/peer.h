/* peer.h - one client that connected: its lines, its limits, its TLS
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <openssl/ssl.h>

G_BEGIN_DECLS

/* RFC 4954, 4 has the longest lines of all: 12288 octets with AUTH. */
#define PTL_PEER_MAX_LINE_BYTES 16384

/**
 * PtlWatchEvent:
 * @PTL_WATCH_CLEAR_BYTES: these bytes came outside TLS
 * @PTL_WATCH_CLEAR_COMMAND: this command came outside TLS
 * @PTL_WATCH_TLS_COMMAND: this command came inside TLS
 * @PTL_WATCH_TLS: a handshake was completed, with the server of this name
 * @PTL_WATCH_LOGIN: credentials were put to the test
 * @PTL_WATCH_ACCEPTED: and were the right ones
 * @PTL_WATCH_SENT: so many bytes were handed to the kernel for the client
 * @PTL_WATCH_STRANGER: somebody came to a port where nobody should
 *
 * What an observer is told of, in the thread of the connection.
 */
typedef enum
{
  PTL_WATCH_CLEAR_BYTES,
  PTL_WATCH_CLEAR_COMMAND,
  PTL_WATCH_TLS_COMMAND,
  PTL_WATCH_TLS,
  PTL_WATCH_LOGIN,
  PTL_WATCH_ACCEPTED,
  PTL_WATCH_SENT,
  PTL_WATCH_STRANGER,
} PtlWatchEvent;

/**
 * PtlWatch:
 * @event: what happened
 * @data: (nullable) (array length=length): the bytes or the command
 * @length: how many; for %PTL_WATCH_SENT the number alone
 * @user_data: as given
 */
typedef void (*PtlWatch) (PtlWatchEvent  event,
                          const char    *data,
                          gsize          length,
                          gpointer       user_data);

typedef struct _PtlPeer PtlPeer;

PtlPeer  *ptl_peer_new         (int            fd,
                                int            stop_fd,
                                SSL_CTX       *context);
void      ptl_peer_free        (PtlPeer       *self);
void      ptl_peer_close       (PtlPeer       *self);
void      ptl_peer_set_watch   (PtlPeer       *self,
                                PtlWatch       watch,
                                gpointer       user_data);
void      ptl_peer_set_dribble (PtlPeer       *self,
                                gboolean       dribble);
void      ptl_peer_report      (PtlPeer       *self,
                                PtlWatchEvent  event,
                                const char    *data,
                                gsize          length);
gboolean  ptl_peer_is_tls      (PtlPeer       *self);
gboolean  ptl_peer_is_over     (PtlPeer       *self);
gboolean  ptl_peer_has_pending (PtlPeer       *self);
gboolean  ptl_peer_start_tls   (PtlPeer       *self);
char     *ptl_peer_read_line   (PtlPeer       *self);
char     *ptl_peer_read_bytes  (PtlPeer       *self,
                                gsize          length);
gboolean  ptl_peer_send        (PtlPeer       *self,
                                const char    *format,
                                ...) G_GNUC_PRINTF (2, 3);
gboolean  ptl_peer_send_bytes  (PtlPeer       *self,
                                const char    *data,
                                gsize          length);
gboolean  ptl_peer_pause       (PtlPeer       *self,
                                guint          pause_ms);
void      ptl_peer_hang_up     (PtlPeer       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlPeer, ptl_peer_free)

G_END_DECLS
