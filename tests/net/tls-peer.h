/* tls-peer.h - the other end of a TLS connection, as a case describes it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/tcp-stream.h"
#include "pki.h"

G_BEGIN_DECLS

typedef struct _TlsPeer TlsPeer;

/**
 * TlsPeerRecord:
 * @is_agreed: the handshake was completed on this side
 * @data: what came through it
 * @has_goodbye: the client ended with close_notify
 * @exporter: (nullable): the server's “tls-exporter”
 */
typedef struct
{
  gboolean    is_agreed;
  GByteArray *data;
  gboolean    has_goodbye;
  GBytes     *exporter;
} TlsPeerRecord;

TlsPeer             *tls_peer_new           (GKeyFile     *spec,
                                             PkiIdentity  *identity,
                                             X509         *intermediate,
                                             PtlTcpStream **client);
const TlsPeerRecord *tls_peer_finish        (TlsPeer      *self);
void                 tls_peer_free          (TlsPeer      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlsPeer, tls_peer_free)

G_END_DECLS
