/* error.h - what a conversation with a mail server can die of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define PTL_PROTO_ERROR      (ptl_proto_error_quark ())
#define PTL_TYPE_PROTO_ERROR (ptl_proto_error_get_type ())

/**
 * PtlProtoError:
 * @PTL_PROTO_ERROR_MALFORMED: the answer is not the protocol's grammar
 * @PTL_PROTO_ERROR_TOO_LONG: an answer is past one of our bounds
 * @PTL_PROTO_ERROR_OTHER_PROTOCOL: the first bytes are another protocol's
 * @PTL_PROTO_ERROR_GREETING_REFUSED: BYE, -ERR, 4xx, 5xx for a greeting
 * @PTL_PROTO_ERROR_PREAUTH: the server claims that we are signed in already
 * @PTL_PROTO_ERROR_STARTTLS_UNAVAILABLE: not offered, or refused
 * @PTL_PROTO_ERROR_INJECTED: bytes behind the answer to STARTTLS, before TLS
 * @PTL_PROTO_ERROR_UNEXPECTED: grammatical, but not an answer to what we sent
 *   (a tagged answer too early, a continuation nobody asked for)
 * @PTL_PROTO_ERROR_COMMAND_REFUSED: a command before the login was refused
 * @PTL_PROTO_ERROR_AUTH_NOT_OFFERED: no login on this port at all
 * @PTL_PROTO_ERROR_AUTH_NEEDS_TLS: login is offered only inside TLS
 * @PTL_PROTO_ERROR_MECHANISM: none of the mechanisms offered is ours
 * @PTL_PROTO_ERROR_AUTH_REFUSED: the login was refused; the reply says why
 * @PTL_PROTO_ERROR_AUTH_UNPROVEN: the server did not prove that it knows the
 *   password (SCRAM), whatever it said
 * @PTL_PROTO_ERROR_CREDENTIALS: user or password cannot be sent with this
 *   protocol (CR, LF, NUL …); nothing was sent
 * @PTL_PROTO_ERROR_ENDED: the server ended the session (BYE, 421)
 * @PTL_PROTO_ERROR_SENDER_REFUSED: signed in, but MAIL FROM or RCPT TO of the
 *   user's own address was refused
 *
 * A broken or silent connection is a `G_IO_ERROR`, TLS a `PTL_TLS_ERROR`.
 * For every code with “refused” in it the session's last reply has the words.
 */
typedef enum
{
  PTL_PROTO_ERROR_MALFORMED,
  PTL_PROTO_ERROR_TOO_LONG,
  PTL_PROTO_ERROR_OTHER_PROTOCOL,
  PTL_PROTO_ERROR_GREETING_REFUSED,
  PTL_PROTO_ERROR_PREAUTH,
  PTL_PROTO_ERROR_STARTTLS_UNAVAILABLE,
  PTL_PROTO_ERROR_INJECTED,
  PTL_PROTO_ERROR_UNEXPECTED,
  PTL_PROTO_ERROR_COMMAND_REFUSED,
  PTL_PROTO_ERROR_AUTH_NOT_OFFERED,
  PTL_PROTO_ERROR_AUTH_NEEDS_TLS,
  PTL_PROTO_ERROR_MECHANISM,
  PTL_PROTO_ERROR_AUTH_REFUSED,
  PTL_PROTO_ERROR_AUTH_UNPROVEN,
  PTL_PROTO_ERROR_CREDENTIALS,
  PTL_PROTO_ERROR_ENDED,
  PTL_PROTO_ERROR_SENDER_REFUSED,
} PtlProtoError;

GQuark ptl_proto_error_quark    (void);
GType  ptl_proto_error_get_type (void);

G_END_DECLS
