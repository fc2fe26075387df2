/* server.h - listens on 127.0.0.1 and gives each client a thread
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "demo/peer.h"

G_BEGIN_DECLS

/* So many clients at once; the next is turned away at the door. */
#define PTL_SERVER_MAX_PEERS 64

/**
 * PtlTalk:
 * @peer: who called
 * @user_data: as given to [method@Server.listen]
 *
 * Holds one conversation, in a thread of its own, until it is over.
 */
typedef void (*PtlTalk) (PtlPeer  *peer,
                         gpointer  user_data);

typedef struct _PtlServer PtlServer;

PtlServer *ptl_server_new       (GError    **error);
void       ptl_server_free      (PtlServer  *self);
void       ptl_server_set_watch (PtlServer  *self,
                                 PtlWatch    watch,
                                 gpointer    user_data);
guint16    ptl_server_listen    (PtlServer  *self,
                                 guint16     port,
                                 SSL_CTX    *context,
                                 gboolean    tls_at_once,
                                 PtlTalk     talk,
                                 gpointer    user_data,
                                 GError    **error);
void       ptl_server_start     (PtlServer  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlServer, ptl_server_free)

G_END_DECLS
