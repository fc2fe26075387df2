/* certificate.h - an X.509 certificate as plain facts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <openssl/x509.h>

G_BEGIN_DECLS

/**
 * PtlCertificateFault:
 * @PTL_CERTIFICATE_FAULT_EXPIRED: its time is over
 * @PTL_CERTIFICATE_FAULT_NOT_YET_VALID: its time has not begun
 * @PTL_CERTIFICATE_FAULT_WRONG_HOST: it names other hosts (RFC 9525)
 * @PTL_CERTIFICATE_FAULT_SELF_SIGNED: it vouches for itself
 * @PTL_CERTIFICATE_FAULT_UNKNOWN_ISSUER: nobody we know vouches for it
 * @PTL_CERTIFICATE_FAULT_WEAK: key or signature can be forged today
 * @PTL_CERTIFICATE_FAULT_REVOKED: its issuer took it back
 * @PTL_CERTIFICATE_FAULT_OTHER: anything else OpenSSL objects to
 *
 * What is wrong with a certificate; several can be at once.
 */
typedef enum
{
  PTL_CERTIFICATE_FAULT_EXPIRED        = 1 << 0,
  PTL_CERTIFICATE_FAULT_NOT_YET_VALID  = 1 << 1,
  PTL_CERTIFICATE_FAULT_WRONG_HOST     = 1 << 2,
  PTL_CERTIFICATE_FAULT_SELF_SIGNED    = 1 << 3,
  PTL_CERTIFICATE_FAULT_UNKNOWN_ISSUER = 1 << 4,
  PTL_CERTIFICATE_FAULT_WEAK           = 1 << 5,
  PTL_CERTIFICATE_FAULT_REVOKED        = 1 << 6,
  PTL_CERTIFICATE_FAULT_OTHER          = 1 << 7,
} PtlCertificateFaults;

/**
 * PtlCertificate:
 * @subject: who it is for (RFC 4514, cleaned for display)
 * @issuer: who signed it
 * @names: (array zero-terminated=1): the DNS names and addresses it is valid
 *   for (subjectAltName only), at most 100
 * @not_before: UTC, ISO 8601
 * @not_after: UTC, ISO 8601
 * @sha256: fingerprint, lower case hexadecimal (what a pin is made of)
 * @spki_sha256: the same of its public key alone
 * @faults: what is wrong with it, for the host it was met at
 * @reason: (nullable): OpenSSL's words for the first fault, for logs
 *
 * Immutable and reference counted: read the fields, never write them.
 */
typedef struct
{
  char                  *subject;
  char                  *issuer;
  char                 **names;
  char                  *not_before;
  char                  *not_after;
  char                  *sha256;
  char                  *spki_sha256;
  PtlCertificateFaults   faults;
  char                  *reason;

  /*< private >*/
  gatomicrefcount        ref_count;
} PtlCertificate;

PtlCertificate *ptl_certificate_new      (X509                 *x509,
                                          PtlCertificateFaults  faults,
                                          const char           *reason);
PtlCertificate *ptl_certificate_ref      (PtlCertificate       *self);
void            ptl_certificate_unref    (PtlCertificate       *self);
PtlCertificateFaults
                ptl_certificate_fault_of (int                   x509_v_err);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlCertificate, ptl_certificate_unref)

G_END_DECLS
