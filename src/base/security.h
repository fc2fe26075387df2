/* security.h - protocols, protections and ways to sign in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * PtlProtocol:
 * @PTL_PROTOCOL_IMAP: mail stays on the server (RFC 9051)
 * @PTL_PROTOCOL_POP3: mail is fetched (RFC 1939)
 * @PTL_PROTOCOL_SMTP: mail is sent (RFC 6409)
 */
typedef enum
{
  PTL_PROTOCOL_IMAP,
  PTL_PROTOCOL_POP3,
  PTL_PROTOCOL_SMTP,
} PtlProtocol;

/**
 * PtlSecurity:
 * @PTL_SECURITY_TLS: TLS from the first byte (RFC 8314, 3)
 * @PTL_SECURITY_STARTTLS: a greeting in the clear, then TLS, required
 * @PTL_SECURITY_NONE: no encryption at all
 */
typedef enum
{
  PTL_SECURITY_TLS,
  PTL_SECURITY_STARTTLS,
  PTL_SECURITY_NONE,
} PtlSecurity;

/**
 * PtlAuth:
 * @PTL_AUTH_PASSWORD: a password, by whichever mechanism suits
 * @PTL_AUTH_OAUTH2: an OAuth 2 access token (RFC 7628)
 * @PTL_AUTH_NONE: the server wants no login
 */
typedef enum
{
  PTL_AUTH_PASSWORD,
  PTL_AUTH_OAUTH2,
  PTL_AUTH_NONE,
} PtlAuth;

#define PTL_TYPE_PROTOCOL (ptl_protocol_get_type ())
#define PTL_TYPE_SECURITY (ptl_security_get_type ())
#define PTL_TYPE_AUTH     (ptl_auth_get_type ())

GType ptl_protocol_get_type (void);
GType ptl_security_get_type (void);
GType ptl_auth_get_type     (void);

const char *ptl_protocol_to_string   (PtlProtocol  protocol);
gboolean    ptl_protocol_from_string (const char  *text,
                                      PtlProtocol *protocol);
const char *ptl_protocol_get_label   (PtlProtocol  protocol);
const char *ptl_security_to_string   (PtlSecurity  security);
gboolean    ptl_security_from_string (const char  *text,
                                      PtlSecurity *security);
const char *ptl_auth_to_string       (PtlAuth      auth);

G_END_DECLS
