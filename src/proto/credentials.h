/* credentials.h - who signs in, and with what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "base/secret.h"

G_BEGIN_DECLS

/**
 * PtlCredentials:
 * @user: the login name
 * @password: (nullable): the password
 * @token: (nullable): an OAuth 2 access token instead
 * @host: the server's name (OAUTHBEARER tells it, RFC 7628, 3.1)
 * @port: its port
 * @binding_type: (nullable): channel binding: "tls-exporter" (RFC 9266) or
 *   "tls-server-end-point" (RFC 5929)
 * @binding: (nullable): its bytes
 *
 * Borrowed pointers, put together for one login.
 */
typedef struct
{
  const char *user;
  PtlSecret  *password;
  PtlSecret  *token;
  const char *host;
  guint16     port;
  const char *binding_type;
  GBytes     *binding;
} PtlCredentials;

G_END_DECLS
