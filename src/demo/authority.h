/* authority.h - a throw-away certificate authority
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <openssl/ssl.h>

G_BEGIN_DECLS

/**
 * PtlLeafSpec:
 * @common_name: the subject's CN
 * @names: (nullable) (array zero-terminated=1): what goes into subjectAltName; those that
 *   look like an IP address become one
 * @names_are_text: an IP address stays a DNS name, which proves nothing
 * @hidden_tail: (nullable): a DNS name that has the first of @names, a NUL and
 *   this behind it, in place of @names
 * @from_days: valid from so many days from now, usually below 0
 * @until_days: and until so many
 * @rsa_bits: 0 for a P-256 key, else an RSA key of so many bits
 * @is_sha1: signed with SHA-1 instead of SHA-256
 * @is_self_signed: vouches for itself
 * @purpose: (nullable): what its key may be used for, "serverAuth" if %NULL
 *
 * What a server's certificate is to be like.
 */
typedef struct
{
  const char         *common_name;
  const char * const *names;
  gboolean            names_are_text;
  const char         *hidden_tail;
  int                 from_days;
  int                 until_days;
  guint               rsa_bits;
  gboolean            is_sha1;
  gboolean            is_self_signed;
  const char         *purpose;
} PtlLeafSpec;

typedef struct _PtlAuthority PtlAuthority;

PtlAuthority *ptl_authority_new   (const char         *name,
                                   GError            **error);
void          ptl_authority_free  (PtlAuthority       *self);
SSL_CTX      *ptl_authority_issue (PtlAuthority       *self,
                                   const PtlLeafSpec  *spec,
                                   GError            **error);
gboolean      ptl_authority_save  (PtlAuthority       *self,
                                   const char         *file,
                                   GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlAuthority, ptl_authority_free)

G_END_DECLS
