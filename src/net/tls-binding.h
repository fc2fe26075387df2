/* tls-binding.h - what ties a login to one TLS connection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <openssl/ssl.h>

G_BEGIN_DECLS

GBytes *ptl_tls_binding_get (SSL        *ssl,
                             const char *type);

G_END_DECLS
