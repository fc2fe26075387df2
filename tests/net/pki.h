/* pki.h - authorities and certificates, made when a test needs them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <openssl/x509.h>

G_BEGIN_DECLS

/**
 * PkiIdentity:
 * @x509: the certificate
 * @key: its key
 */
typedef struct
{
  X509     *x509;
  EVP_PKEY *key;
} PkiIdentity;

/**
 * Pki:
 * @root: an authority; @ca_file has it
 * @other: one that nobody trusts
 * @ca_file: what to trust, PEM
 */
typedef struct
{
  PkiIdentity *root;
  PkiIdentity *other;
  char        *ca_file;
} Pki;

Pki         *pki_new           (void);
void         pki_free          (Pki          *self);
PkiIdentity *pki_issue         (Pki          *self,
                                GKeyFile     *spec,
                                const char   *group,
                                PkiIdentity  *intermediate);
PkiIdentity *pki_issue_simple  (Pki          *self,
                                const char   *san);
void         pki_identity_free (PkiIdentity  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pki, pki_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PkiIdentity, pki_identity_free)

G_END_DECLS
