/* dialogue.h - what a probe asks of a protocol
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proto/session.h"

G_BEGIN_DECLS

/**
 * PtlDialogue:
 * @protocol: the protocol
 * @alpn: (nullable): its registered ALPN name ("imap", "pop3"; RFC 7301
 *   registry; SMTP has none)
 * @greet: waits for the greeting; only a good one succeeds
 * @start_tls: asks for TLS. After %TRUE the server waits for our ClientHello;
 *   what came behind its answer is `PTL_PROTO_ERROR_INJECTED`
 * @capabilities: makes sure that `capabilities` holds what is offered on the
 *   connection as it is now; asks only if the server did not tell by itself
 * @can_log_in: whether a login is offered that we know; else the error that
 *   says why not (`AUTH_NOT_OFFERED`, `AUTH_NEEDS_TLS`, `MECHANISM`)
 * @log_in: signs in: the best mechanism, another one only if a mechanism (not
 *   the password) was refused. Refuses credentials it cannot send before a
 *   byte of them leaves
 * @try_sender: (nullable): SMTP: MAIL FROM and RCPT TO of @address, then RSET;
 *   never DATA
 * @leave: says good-bye, and does not wait for the answer
 *
 * Each blocks, and sets `PTL_PROTO_ERROR`, `G_IO_ERROR` or `PTL_TLS_ERROR`.
 */
typedef struct
{
  PtlProtocol   protocol;
  const char   *alpn;

  gboolean    (*greet)        (PtlSession            *session,
                               GCancellable          *cancellable,
                               GError               **error);
  gboolean    (*start_tls)    (PtlSession            *session,
                               GCancellable          *cancellable,
                               GError               **error);
  gboolean    (*capabilities) (PtlSession            *session,
                               GCancellable          *cancellable,
                               GError               **error);
  gboolean    (*can_log_in)   (PtlSession            *session,
                               const PtlCredentials  *credentials,
                               GError               **error);
  gboolean    (*log_in)       (PtlSession            *session,
                               const PtlCredentials  *credentials,
                               GCancellable          *cancellable,
                               GError               **error);
  gboolean    (*try_sender)   (PtlSession            *session,
                               const char            *address,
                               GCancellable          *cancellable,
                               GError               **error);
  void        (*leave)        (PtlSession            *session,
                               GCancellable          *cancellable);
} PtlDialogue;

extern const PtlDialogue ptl_imap;
extern const PtlDialogue ptl_pop3;
extern const PtlDialogue ptl_smtp;

const PtlDialogue *ptl_dialogue_for (PtlProtocol protocol);

G_END_DECLS
