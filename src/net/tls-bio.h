/* tls-bio.h - what carries OpenSSL's bytes over a GIOStream
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <openssl/bio.h>

G_BEGIN_DECLS

/**
 * PtlTlsCarrier:
 * @base: the stream below
 * @cancellable: (nullable): of the call in progress
 * @io_error: (nullable): the first error of @base in this call
 * @first_bytes: (nullable): what the other side said first, while it is kept
 * @is_eof: the other side has ended
 * @is_not_tls: its first byte cannot begin TLS
 * @is_closing: only what can be written at once is written
 *
 * The state behind a BIO; OpenSSL knows neither GError nor GCancellable.
 */
typedef struct
{
  GIOStream    *base;
  GCancellable *cancellable;
  GError       *io_error;
  GByteArray   *first_bytes;
  gboolean      is_eof;
  gboolean      is_not_tls;
  gboolean      is_closing;
} PtlTlsCarrier;

void  ptl_tls_carrier_init    (PtlTlsCarrier *self,
                               GIOStream     *base);
void  ptl_tls_carrier_clear   (PtlTlsCarrier *self);
BIO  *ptl_tls_carrier_new_bio (PtlTlsCarrier *self);

G_END_DECLS
