/* connect.h - TCP with Happy Eyeballs (RFC 8305) and a deadline
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/network.h"
#include "net/tcp-stream.h"

G_BEGIN_DECLS

/**
 * PtlAddressAttempt:
 * @address: as text, without brackets
 * @is_ipv6: whether it is an IPv6 address
 * @error: (nullable): why it failed; `G_IO_ERROR_TIMED_OUT` if nothing came,
 *   `G_IO_ERROR_CANCELLED` if another address was faster
 * @elapsed_ms: from the SYN to the answer or the end
 *
 * What one address answered.
 */
typedef struct
{
  char     *address;
  gboolean  is_ipv6;
  GError   *error;
  guint     elapsed_ms;
} PtlAddressAttempt;

/**
 * PtlConnectReport:
 * @attempts: (element-type PtlAddressAttempt): each address that was tried
 * @dns_ms: time for the look-up
 * @tcp_ms: time from there to the connection or the failure
 * @rtt_ms: of the address that answered first, be it with a refusal; 0 if none
 *
 * Filled in as it goes: valid also after a failure.
 */
typedef struct
{
  GPtrArray *attempts;
  guint      dns_ms;
  guint      tcp_ms;
  guint      rtt_ms;
} PtlConnectReport;

void          ptl_connect_report_init  (PtlConnectReport  *report);
void          ptl_connect_report_clear (PtlConnectReport  *report);

PtlTcpStream *ptl_connect              (PtlNetwork        *network,
                                        const char        *host,
                                        guint16            port,
                                        guint              dns_timeout_ms,
                                        guint              tcp_timeout_ms,
                                        PtlConnectReport  *report,
                                        GCancellable      *cancellable,
                                        GError           **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PtlConnectReport, ptl_connect_report_clear)

G_END_DECLS
