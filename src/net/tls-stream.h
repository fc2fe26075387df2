/* tls-stream.h - TLS (OpenSSL) over any GIOStream, through a BIO
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "net/certificate.h"
#include "net/trust.h"

G_BEGIN_DECLS

#define PTL_TLS_ERROR        (ptl_tls_error_quark ())
#define PTL_TYPE_TLS_ERROR   (ptl_tls_error_get_type ())
#define PTL_TYPE_TLS_STREAM  (ptl_tls_stream_get_type ())

G_DECLARE_FINAL_TYPE (PtlTlsStream, ptl_tls_stream, PTL, TLS_STREAM, GIOStream)

/**
 * PtlTlsError:
 * @PTL_TLS_ERROR_CERTIFICATE: the certificate does not prove who is there;
 *   see [method@TlsStream.get_certificate]
 * @PTL_TLS_ERROR_NOT_TLS: what answered is not TLS; see
 *   [method@TlsStream.get_first_bytes]
 * @PTL_TLS_ERROR_VERSION: no version of TLS in common
 * @PTL_TLS_ERROR_CLIENT_CERTIFICATE: the server wants a certificate of ours
 * @PTL_TLS_ERROR_PROTOCOL: TLS it is, but for another protocol (RFC 7301)
 * @PTL_TLS_ERROR_ALERT: the server ended the handshake with an alert
 * @PTL_TLS_ERROR_CLOSED: the connection ended in the middle of the handshake
 * @PTL_TLS_ERROR_HANDSHAKE: any other failure of the handshake
 *
 * How TLS can fail. Time-outs and cancellation are `G_IO_ERROR`s.
 */
typedef enum
{
  PTL_TLS_ERROR_CERTIFICATE,
  PTL_TLS_ERROR_NOT_TLS,
  PTL_TLS_ERROR_VERSION,
  PTL_TLS_ERROR_CLIENT_CERTIFICATE,
  PTL_TLS_ERROR_PROTOCOL,
  PTL_TLS_ERROR_ALERT,
  PTL_TLS_ERROR_CLOSED,
  PTL_TLS_ERROR_HANDSHAKE,
} PtlTlsError;

GQuark          ptl_tls_error_quark            (void);
GType           ptl_tls_error_get_type         (void);

PtlTlsStream   *ptl_tls_stream_new             (GIOStream     *base,
                                                PtlTrust      *trust,
                                                const char    *host,
                                                guint16        port,
                                                const char    *alpn,
                                                GError       **error);
PtlTlsStream   *ptl_tls_stream_new_recognizer  (GIOStream     *base,
                                                const char    *host,
                                                GError       **error);
gboolean        ptl_tls_stream_handshake       (PtlTlsStream  *self,
                                                GCancellable  *cancellable,
                                                GError       **error);
PtlCertificate *ptl_tls_stream_get_certificate (PtlTlsStream  *self);
const char     *ptl_tls_stream_get_version     (PtlTlsStream  *self);
const char     *ptl_tls_stream_get_cipher      (PtlTlsStream  *self);
GBytes         *ptl_tls_stream_get_first_bytes (PtlTlsStream  *self);
GBytes         *ptl_tls_stream_get_binding     (PtlTlsStream  *self,
                                                const char    *type);

G_END_DECLS
