/* trust.h - whom we believe: the system's authorities and accepted certificates
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <openssl/ssl.h>

G_BEGIN_DECLS

typedef struct _PtlTrust PtlTrust;

PtlTrust *ptl_trust_new          (void);
PtlTrust *ptl_trust_new_for_file (const char  *ca_file,
                                  GError     **error);
PtlTrust *ptl_trust_new_above    (PtlTrust    *below);
PtlTrust *ptl_trust_ref          (PtlTrust    *self);
void      ptl_trust_unref        (PtlTrust    *self);
SSL_CTX  *ptl_trust_get_context  (PtlTrust    *self,
                                  GError     **error);
gboolean  ptl_trust_look_further (PtlTrust    *self);
void      ptl_trust_pin          (PtlTrust    *self,
                                  const char  *host,
                                  guint16      port,
                                  const char  *sha256);
gboolean  ptl_trust_is_pinned    (PtlTrust    *self,
                                  const char  *host,
                                  guint16      port,
                                  const char  *sha256);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlTrust, ptl_trust_unref)

G_END_DECLS
