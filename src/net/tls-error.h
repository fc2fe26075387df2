/* tls-error.h - what a failure of TLS means
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <openssl/ssl.h>

#include "net/tls-stream.h"

G_BEGIN_DECLS

/**
 * PtlTlsProgress:
 * @PTL_TLS_PROGRESS_NONE: the server has not chosen a version yet
 * @PTL_TLS_PROGRESS_HELLO: it has
 * @PTL_TLS_PROGRESS_ASKED_CERTIFICATE: and has asked for a certificate of ours
 * @PTL_TLS_PROGRESS_DATA: its application data came
 *
 * How far a connection came: the same alert means one thing here and
 * another there.
 */
typedef enum
{
  PTL_TLS_PROGRESS_NONE,
  PTL_TLS_PROGRESS_HELLO,
  PTL_TLS_PROGRESS_ASKED_CERTIFICATE,
  PTL_TLS_PROGRESS_DATA,
} PtlTlsProgress;

void    ptl_tls_progress_follow      (PtlTlsProgress *progress,
                                      SSL            *ssl);
GError *ptl_tls_error_new_from_queue (PtlTlsProgress  progress);

G_END_DECLS
