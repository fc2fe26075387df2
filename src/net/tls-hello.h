/* tls-hello.h - what we say first in a TLS connection, and to whom
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <openssl/ssl.h>

G_BEGIN_DECLS

char    *ptl_tls_hello_get_name       (const char  *host,
                                       GError     **error);
SSL     *ptl_tls_hello_new            (SSL_CTX     *context,
                                       const char  *name,
                                       const char  *alpn,
                                       GError     **error);
SSL     *ptl_tls_hello_new_recognizer (const char  *name,
                                       GError     **error);

G_END_DECLS
