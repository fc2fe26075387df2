/* certificates.h - certificates of every kind that must be refused, and good ones
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <openssl/ssl.h>

G_BEGIN_DECLS

typedef struct _Certificates Certificates;

Certificates *certificates_new         (GError       **error);
void          certificates_free        (Certificates  *self);
SSL_CTX      *certificates_get         (Certificates  *self,
                                        const char    *kind);
const char   *certificates_get_ca_file (Certificates  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Certificates, certificates_free)

G_END_DECLS
