/* tls-error.c - what a failure of TLS means
 *
 * Alerts: RFC 8446, 6.2, and the IANA registry “TLS Alerts”.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net/tls-error.h"

#include <openssl/err.h>

#define MAX_ALERT 255

G_DEFINE_QUARK (ptl-tls-error-quark, ptl_tls_error)

G_DEFINE_ENUM_TYPE (PtlTlsError, ptl_tls_error,
                    G_DEFINE_ENUM_VALUE (PTL_TLS_ERROR_CERTIFICATE, "certificate"),
                    G_DEFINE_ENUM_VALUE (PTL_TLS_ERROR_NOT_TLS, "not-tls"),
                    G_DEFINE_ENUM_VALUE (PTL_TLS_ERROR_VERSION, "version"),
                    G_DEFINE_ENUM_VALUE (PTL_TLS_ERROR_CLIENT_CERTIFICATE, "client-certificate"),
                    G_DEFINE_ENUM_VALUE (PTL_TLS_ERROR_PROTOCOL, "protocol"),
                    G_DEFINE_ENUM_VALUE (PTL_TLS_ERROR_ALERT, "alert"),
                    G_DEFINE_ENUM_VALUE (PTL_TLS_ERROR_CLOSED, "closed"),
                    G_DEFINE_ENUM_VALUE (PTL_TLS_ERROR_HANDSHAKE, "handshake"))

static PtlTlsError
classify_alert (int            alert,
                PtlTlsProgress progress)
{
  switch (alert)
    {
    case TLS13_AD_CERTIFICATE_REQUIRED:
      return PTL_TLS_ERROR_CLIENT_CERTIFICATE;

    case SSL_AD_NO_APPLICATION_PROTOCOL:
      return PTL_TLS_ERROR_PROTOCOL;

    case SSL_AD_PROTOCOL_VERSION:
    case SSL_AD_INSUFFICIENT_SECURITY:
      return PTL_TLS_ERROR_VERSION;

    case SSL_AD_HANDSHAKE_FAILURE:
      /* To our hello it says: nothing of what you offer (RFC 8446, 4.1.1). */
      if (progress == PTL_TLS_PROGRESS_NONE)
        return PTL_TLS_ERROR_VERSION;
      break;

    default:
      break;
    }

  if (progress != PTL_TLS_PROGRESS_ASKED_CERTIFICATE)
    return PTL_TLS_ERROR_ALERT;

  /* Ours is never good: we have none. */
  switch (alert)
    {
    case SSL_AD_HANDSHAKE_FAILURE:
    case SSL_AD_NO_CERTIFICATE:
    case SSL_AD_BAD_CERTIFICATE:
    case SSL_AD_UNSUPPORTED_CERTIFICATE:
    case SSL_AD_CERTIFICATE_UNKNOWN:
    case SSL_AD_UNKNOWN_CA:
    case SSL_AD_ACCESS_DENIED:
      return PTL_TLS_ERROR_CLIENT_CERTIFICATE;

    default:
      return PTL_TLS_ERROR_ALERT;
    }
}

static PtlTlsError
classify_reason (int            reason,
                 PtlTlsProgress progress)
{
  switch (reason)
    {
    case SSL_R_UNSUPPORTED_PROTOCOL:
    case SSL_R_UNSUPPORTED_SSL_VERSION:
    case SSL_R_WRONG_SSL_VERSION:
    case SSL_R_VERSION_TOO_LOW:
    case SSL_R_NO_SHARED_CIPHER:
    case SSL_R_UNKNOWN_CIPHER_RETURNED:
    case SSL_R_WRONG_CIPHER_RETURNED:
    case SSL_R_UNSAFE_LEGACY_RENEGOTIATION_DISABLED:
      return PTL_TLS_ERROR_VERSION;

    case SSL_R_WRONG_VERSION_NUMBER:
    case SSL_R_HTTP_REQUEST:
    case SSL_R_HTTPS_PROXY_REQUEST:
      return progress == PTL_TLS_PROGRESS_NONE ? PTL_TLS_ERROR_NOT_TLS : PTL_TLS_ERROR_HANDSHAKE;

    case SSL_R_UNEXPECTED_EOF_WHILE_READING:
      return PTL_TLS_ERROR_CLOSED;

    default:
      return PTL_TLS_ERROR_HANDSHAKE;
    }
}

static void
message_cb (int         is_ours,
            int         version,
            int         content_type,
            const void *buffer,
            size_t      length,
            SSL        *ssl,
            void       *user_data)
{
  PtlTlsProgress *progress = user_data;

  if (is_ours || content_type != SSL3_RT_HANDSHAKE || length == 0)
    return;

  switch (*(const guint8 *) buffer)
    {
    case SSL3_MT_SERVER_HELLO:
      *progress = MAX (*progress, PTL_TLS_PROGRESS_HELLO);
      break;

    case SSL3_MT_CERTIFICATE_REQUEST:
      *progress = MAX (*progress, PTL_TLS_PROGRESS_ASKED_CERTIFICATE);
      break;

    default:
      break;
    }
}

/* Keeps @progress up to date while @ssl shakes hands; it must outlive @ssl. */
void
ptl_tls_progress_follow (PtlTlsProgress *progress,
                         SSL            *ssl)
{
  SSL_set_msg_callback (ssl, message_cb);
  SSL_set_msg_callback_arg (ssl, progress);
}

/* Takes OpenSSL's last error of this thread and empties its queue. */
GError *
ptl_tls_error_new_from_queue (PtlTlsProgress progress)
{
  unsigned long code = ERR_peek_last_error ();
  int reason = ERR_GET_LIB (code) == ERR_LIB_SSL ? ERR_GET_REASON (code) : 0;
  int alert = reason - SSL_AD_REASON_OFFSET;
  const char *text = ERR_reason_error_string (code);

  ERR_clear_error ();

  if (alert >= 0 && alert <= MAX_ALERT)
    return g_error_new (PTL_TLS_ERROR, classify_alert (alert, progress),
                        "The server sent TLS alert %d (%s)", alert,
                        SSL_alert_desc_string_long (alert));

  return g_error_new (PTL_TLS_ERROR, classify_reason (reason, progress),
                      "TLS failed: %s", text != NULL ? text : "no reason given");
}
