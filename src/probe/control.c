/* control.c - second connections that tell why the first did not work
 *
 * They carry no secret and go only to the host that is in play anyway.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "probe/control.h"

#include "net/connect.h"
#include "net/tls-stream.h"

/* A port that answers does so in a round trip; this is a slow one. */
#define CONTROL_TCP_MS 800

/* One SSL record must come back in this time for the port to count as TLS. */
#define CONTROL_TLS_MS 1500

/* What a provider may have opened instead, encrypted from the start first
 * (RFC 8314, 3; 2525 is unregistered but common). Ended by 0. */
static const guint16 ports_of[][5] = {
  [PTL_PROTOCOL_IMAP] = { 993, 143 },
  [PTL_PROTOCOL_POP3] = { 995, 110 },
  [PTL_PROTOCOL_SMTP] = { 465, 587, 2525, 25 },
};

static PtlTcpStream *
reach (PtlNetwork            *network,
       const PtlCandidate    *candidate,
       guint16                port,
       const PtlProbeLimits  *limits,
       guint                  timeout_ms,
       GCancellable          *cancellable)
{
  g_auto(PtlConnectReport) report = { 0 };

  ptl_connect_report_init (&report);

  return ptl_connect (network, candidate->host, port, limits->dns_ms,
                      MIN (timeout_ms, limits->tcp_ms), &report, cancellable, NULL);
}

/**
 * ptl_control_open_ports:
 * @network: the world
 * @candidate: whose port did not answer
 * @limits: bounds
 * @open_ports: (element-type guint): filled in
 * @cancellable: (nullable): ends it
 *
 * Finds out which other ports of the protocol the host answers on. If there is
 * one, the host lives, and something on the way blocks the first.
 */
void
ptl_control_open_ports (PtlNetwork            *network,
                        const PtlCandidate    *candidate,
                        const PtlProbeLimits  *limits,
                        GArray                *open_ports,
                        GCancellable          *cancellable)
{
  const guint16 *ports = ports_of[candidate->protocol];

  for (guint i = 0; ports[i] != 0; i++)
    {
      g_autoptr(PtlTcpStream) tcp = NULL;
      guint port = ports[i];

      if (port == candidate->port || g_cancellable_is_cancelled (cancellable))
        continue;

      tcp = reach (network, candidate, port, limits, CONTROL_TCP_MS, cancellable);

      if (tcp != NULL)
        {
          g_array_append_val (open_ports, port);
          g_io_stream_close (G_IO_STREAM (tcp), NULL, NULL);
        }
    }
}

/**
 * ptl_control_speaks_tls:
 * @network: the world
 * @candidate: who keeps silent in the clear
 * @dialogue: its protocol
 * @limits: bounds
 * @cancellable: (nullable): ends it
 *
 * Says ClientHello on a new connection, without any secret.
 *
 * Returns: %TRUE if what answers is TLS, whatever its certificate
 */
gboolean
ptl_control_speaks_tls (PtlNetwork            *network,
                        const PtlCandidate    *candidate,
                        const PtlDialogue     *dialogue,
                        const PtlProbeLimits  *limits,
                        GCancellable          *cancellable)
{
  g_autoptr(PtlTcpStream) tcp = reach (network, candidate, candidate->port, limits,
                                       CONTROL_TCP_MS, cancellable);
  g_autoptr(PtlTlsStream) tls = NULL;
  g_autoptr(GError) error = NULL;
  gboolean done;

  if (tcp == NULL)
    return FALSE;

  ptl_tcp_stream_set_deadline (tcp, g_get_monotonic_time () +
                                    CONTROL_TLS_MS * G_TIME_SPAN_MILLISECOND);
  tls = ptl_tls_stream_new (G_IO_STREAM (tcp), ptl_network_get_trust (network),
                            candidate->host, candidate->port, dialogue->alpn, NULL);
  done = tls != NULL && ptl_tls_stream_handshake (tls, cancellable, &error);
  g_io_stream_close (G_IO_STREAM (tcp), NULL, NULL);

  return done ||
         g_error_matches (error, PTL_TLS_ERROR, PTL_TLS_ERROR_CERTIFICATE) ||
         g_error_matches (error, PTL_TLS_ERROR, PTL_TLS_ERROR_VERSION) ||
         g_error_matches (error, PTL_TLS_ERROR, PTL_TLS_ERROR_CLIENT_CERTIFICATE) ||
         g_error_matches (error, PTL_TLS_ERROR, PTL_TLS_ERROR_PROTOCOL) ||
         g_error_matches (error, PTL_TLS_ERROR, PTL_TLS_ERROR_ALERT);
}

/**
 * ptl_control_old_tls:
 * @network: the world
 * @candidate: who did not want our versions of TLS
 * @dialogue: its protocol
 * @limits: bounds
 * @cancellable: (nullable): ends it
 *
 * Asks with a handshake that would take anything, only to tell the user what
 * the server speaks. Nobody signs in there.
 *
 * Returns: (transfer full) (nullable): "TLSv1", "TLSv1.1"
 */
char *
ptl_control_old_tls (PtlNetwork            *network,
                     const PtlCandidate    *candidate,
                     const PtlDialogue     *dialogue,
                     const PtlProbeLimits  *limits,
                     GCancellable          *cancellable)
{
  g_autoptr(PtlTcpStream) tcp = reach (network, candidate, candidate->port, limits,
                                       CONTROL_TCP_MS, cancellable);
  g_autoptr(PtlTranscript) transcript = ptl_transcript_new ();
  g_autoptr(PtlTlsStream) tls = NULL;

  if (tcp == NULL)
    return NULL;

  ptl_tcp_stream_set_deadline (tcp, g_get_monotonic_time () +
                                    limits->tls_ms * G_TIME_SPAN_MILLISECOND);

  if (candidate->security == PTL_SECURITY_STARTTLS)
    {
      g_autoptr(PtlSession) session = ptl_session_new (candidate->protocol,
                                                       ptl_wire_new (G_IO_STREAM (tcp),
                                                                     transcript));

      session->wants_starttls = TRUE;

      if (!dialogue->greet (session, cancellable, NULL) ||
          !dialogue->start_tls (session, cancellable, NULL))
        return NULL;
    }

  tls = ptl_tls_stream_new_recognizer (G_IO_STREAM (tcp), candidate->host, NULL);

  if (tls == NULL || !ptl_tls_stream_handshake (tls, cancellable, NULL))
    return NULL;

  return g_strdup (ptl_tls_stream_get_version (tls));
}
