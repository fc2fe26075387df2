/* error.c - what a conversation with a mail server can die of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proto/error.h"

G_DEFINE_QUARK (ptl-proto-error-quark, ptl_proto_error)

G_DEFINE_ENUM_TYPE (PtlProtoError, ptl_proto_error,
                    G_DEFINE_ENUM_VALUE (PTL_PROTO_ERROR_MALFORMED, "malformed"),
                    G_DEFINE_ENUM_VALUE (PTL_PROTO_ERROR_TOO_LONG, "too-long"),
                    G_DEFINE_ENUM_VALUE (PTL_PROTO_ERROR_OTHER_PROTOCOL, "other-protocol"),
                    G_DEFINE_ENUM_VALUE (PTL_PROTO_ERROR_GREETING_REFUSED, "greeting-refused"),
                    G_DEFINE_ENUM_VALUE (PTL_PROTO_ERROR_PREAUTH, "preauth"),
                    G_DEFINE_ENUM_VALUE (PTL_PROTO_ERROR_STARTTLS_UNAVAILABLE,
                                         "starttls-unavailable"),
                    G_DEFINE_ENUM_VALUE (PTL_PROTO_ERROR_INJECTED, "injected"),
                    G_DEFINE_ENUM_VALUE (PTL_PROTO_ERROR_UNEXPECTED, "unexpected"),
                    G_DEFINE_ENUM_VALUE (PTL_PROTO_ERROR_COMMAND_REFUSED, "command-refused"),
                    G_DEFINE_ENUM_VALUE (PTL_PROTO_ERROR_AUTH_NOT_OFFERED, "auth-not-offered"),
                    G_DEFINE_ENUM_VALUE (PTL_PROTO_ERROR_AUTH_NEEDS_TLS, "auth-needs-tls"),
                    G_DEFINE_ENUM_VALUE (PTL_PROTO_ERROR_MECHANISM, "mechanism"),
                    G_DEFINE_ENUM_VALUE (PTL_PROTO_ERROR_AUTH_REFUSED, "auth-refused"),
                    G_DEFINE_ENUM_VALUE (PTL_PROTO_ERROR_AUTH_UNPROVEN, "auth-unproven"),
                    G_DEFINE_ENUM_VALUE (PTL_PROTO_ERROR_CREDENTIALS, "credentials"),
                    G_DEFINE_ENUM_VALUE (PTL_PROTO_ERROR_ENDED, "ended"),
                    G_DEFINE_ENUM_VALUE (PTL_PROTO_ERROR_SENDER_REFUSED, "sender-refused"))
