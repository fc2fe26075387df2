/* verifier.h - whether a server's certificate proves who is there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <openssl/ssl.h>

#include "net/certificate.h"
#include "net/trust.h"

G_BEGIN_DECLS

/**
 * PtlVerifier:
 * @trust: whom to believe
 * @host: (not nullable): who should be there, in ASCII
 * @port: where
 * @certificate: (nullable): what was shown, with all its faults
 * @is_refused: the certificate was not good enough
 *
 * The verification of one connection. Without a host there is none.
 */
typedef struct
{
  PtlTrust       *trust;
  char           *host;
  guint16         port;
  PtlCertificate *certificate;
  gboolean        is_refused;
} PtlVerifier;

void      ptl_verifier_install (SSL_CTX      *context);
gboolean  ptl_verifier_attach  (PtlVerifier  *self,
                                SSL          *ssl,
                                GError      **error);
void      ptl_verifier_clear   (PtlVerifier  *self);

G_END_DECLS
