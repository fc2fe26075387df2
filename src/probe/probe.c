/* probe.c - one candidate in, one result out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "probe/probe.h"

#include <string.h>

#include "base/ports.h"
#include "net/connect.h"
#include "net/tls-stream.h"
#include "probe/control.h"
#include "probe/run.h"

/* A server that greets at all mostly does so in a round trip; one that keeps
 * silent for this long may be waiting for our ClientHello. Asked on another
 * connection, because a greeting may still come (postscreen: 6 s). */
#define SNIFF_AFTER_MS 3000

/* The same on a port where TLS is usual. */
#define SNIFF_AFTER_ON_TLS_PORT_MS 1000

/* Saying good-bye is a courtesy. */
#define LEAVE_MS 1000

const PtlProbeLimits ptl_probe_default_limits = {
  .dns_ms = 5000,
  .tcp_ms = 5000,
  .tls_ms = 5000,
  .greeting_ms = 10000,
  .command_ms = 10000,
  .login_ms = 10000,
};

/**
 * ptl_probe_limits_scale:
 * @limits: (out): limits
 * @timeout_s: what the user calls the time-out, in seconds; 0 is the default
 *
 * Sets the limit of every step to what the user said.
 */
void
ptl_probe_limits_scale (PtlProbeLimits *limits,
                        guint           timeout_s)
{
  guint timeout_ms = timeout_s * 1000;

  *limits = ptl_probe_default_limits;

  if (timeout_s == 0)
    return;

  *limits = (PtlProbeLimits) {
    timeout_ms, timeout_ms, timeout_ms, timeout_ms, timeout_ms, timeout_ms,
  };
}

void
ptl_login_clear (PtlLogin *login)
{
  g_clear_pointer (&login->user, g_free);
  g_clear_pointer (&login->password, ptl_secret_unref);
  g_clear_pointer (&login->token, ptl_secret_unref);
}

static gboolean
reach (PtlRun  *run,
       GError **error)
{
  const PtlProbe *probe = run->probe;
  PtlCandidate *candidate = run->result->candidate;
  g_autoptr(GPtrArray) addresses = NULL;
  g_auto(PtlConnectReport) report = { 0 };

  ptl_run_begin (run, PTL_STAGE_NAME, probe->limits.dns_ms);
  addresses = ptl_resolver_lookup (ptl_network_get_resolver (probe->network), candidate->host,
                                   probe->limits.dns_ms, run->cancellable, error);

  if (addresses == NULL)
    return FALSE;

  ptl_run_end (run);

  /* The name is in the resolver's cache now. */
  ptl_run_begin (run, PTL_STAGE_TCP, probe->limits.tcp_ms);
  ptl_connect_report_init (&report);
  run->tcp = ptl_connect (probe->network, candidate->host, candidate->port,
                          probe->limits.dns_ms, probe->limits.tcp_ms, &report,
                          run->cancellable, error);
  run->result->attempts = g_steal_pointer (&report.attempts);
  run->result->rtt_ms = report.rtt_ms;

  if (run->tcp == NULL)
    return FALSE;

  ptl_run_end (run);
  run->result->round_trips++;

  return TRUE;
}

static void
learn_tls (PtlRun *run)
{
  PtlResult *result = run->result;
  PtlCertificate *certificate = ptl_tls_stream_get_certificate (run->tls);

  result->tls_version = g_strdup (ptl_tls_stream_get_version (run->tls));
  result->tls_cipher = g_strdup (ptl_tls_stream_get_cipher (run->tls));

  if (certificate != NULL)
    result->certificate = ptl_certificate_ref (certificate);
}

static gboolean
secure (PtlRun  *run,
        GError **error)
{
  PtlCandidate *candidate = run->result->candidate;
  g_autoptr(GError) local_error = NULL;
  GBytes *first_bytes;

  ptl_run_begin (run, PTL_STAGE_TLS, run->probe->limits.tls_ms);
  run->tls = ptl_tls_stream_new (G_IO_STREAM (run->tcp),
                                 ptl_network_get_trust (run->probe->network),
                                 candidate->host, candidate->port, run->dialogue->alpn, error);

  if (run->tls == NULL)
    return FALSE;

  if (ptl_tls_stream_handshake (run->tls, run->cancellable, &local_error))
    {
      learn_tls (run);
      ptl_run_end (run);
      run->result->round_trips += g_strcmp0 (run->result->tls_version, "TLSv1.3") == 0 ? 1 : 2;
      return TRUE;
    }

  learn_tls (run);
  first_bytes = ptl_tls_stream_get_first_bytes (run->tls);

  if (first_bytes != NULL)
    run->result->first_bytes = g_bytes_ref (first_bytes);

  /* Some servers that are too old say so, others just hang up. */
  if (g_error_matches (local_error, PTL_TLS_ERROR, PTL_TLS_ERROR_VERSION) ||
      g_error_matches (local_error, PTL_TLS_ERROR, PTL_TLS_ERROR_CLOSED))
    run->result->old_tls_version =
      ptl_control_old_tls (run->probe->network, candidate, run->dialogue,
                           &run->probe->limits, run->cancellable);

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
greet_or_sniff (PtlRun  *run,
                GError **error)
{
  PtlCandidate *candidate = run->result->candidate;
  const PtlProbeLimits *limits = &run->probe->limits;
  gint64 last_us = g_get_monotonic_time () + limits->greeting_ms * G_TIME_SPAN_MILLISECOND;
  g_autoptr(GError) local_error = NULL;
  PtlSecurity usual;
  guint sniff_ms = SNIFF_AFTER_MS;

  if (ptl_port_get_security (candidate->protocol, candidate->port, &usual) &&
      usual == PTL_SECURITY_TLS)
    sniff_ms = SNIFF_AFTER_ON_TLS_PORT_MS;

  ptl_run_begin (run, PTL_STAGE_GREETING, MIN (sniff_ms, limits->greeting_ms));

  if (run->dialogue->greet (run->session, run->cancellable, &local_error))
    return TRUE;

  if (!g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (ptl_tcp_stream_get_bytes_read (run->tcp) == 0 &&
      ptl_control_speaks_tls (run->probe->network, candidate, run->dialogue,
                              limits, run->cancellable))
    {
      run->result->speaks_tls = TRUE;
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  ptl_tcp_stream_set_deadline (run->tcp, last_us);
  return run->dialogue->greet (run->session, run->cancellable, error);
}

/* Who does not speak as expected may have told what it is at the beginning. */
static gboolean
keep_greeting (PtlRun *run)
{
  const char *greeting = run->result->greeting;

  if (run->result->first_bytes == NULL && greeting != NULL)
    run->result->first_bytes = g_bytes_new (greeting, strlen (greeting));

  return FALSE;
}

static gboolean
greet (PtlRun  *run,
       GError **error)
{
  g_autoptr(GBytes) unread = NULL;
  gboolean is_tls = run->tls != NULL;
  gboolean done;

  if (is_tls)
    {
      ptl_run_begin (run, PTL_STAGE_GREETING, run->probe->limits.greeting_ms);
      done = run->dialogue->greet (run->session, run->cancellable, error);
    }
  else
    {
      done = greet_or_sniff (run, error);
    }

  run->result->greeting = g_strdup (run->session->greeting);

  if (done)
    {
      ptl_run_end (run);
      run->result->round_trips++;
      return TRUE;
    }

  unread = ptl_wire_peek (run->session->wire);

  if (run->result->greeting == NULL && unread != NULL && g_bytes_get_size (unread) > 0)
    run->result->first_bytes = g_bytes_ref (unread);

  return keep_greeting (run);
}

static gboolean
start_tls (PtlRun  *run,
           GError **error)
{
  ptl_run_begin (run, PTL_STAGE_STARTTLS, run->probe->limits.command_ms);

  if (!run->dialogue->start_tls (run->session, run->cancellable, error))
    return keep_greeting (run);

  ptl_run_end (run);

  if (!secure (run, error))
    return FALSE;

  ptl_session_secured (run->session, G_IO_STREAM (run->tls));
  return TRUE;
}

static gboolean
ask_capabilities (PtlRun  *run,
                  GError **error)
{
  ptl_run_begin (run, PTL_STAGE_CAPABILITIES, run->probe->limits.command_ms);

  if (!run->dialogue->capabilities (run->session, run->cancellable, error))
    return keep_greeting (run);

  ptl_run_end (run);
  run->result->capabilities = ptl_capabilities_to_strv (run->session->capabilities);
  run->result->mechanisms = ptl_capabilities_get_mechanisms (run->session->capabilities);

  return TRUE;
}

static gboolean
converse (PtlRun  *run,
          GError **error)
{
  PtlCandidate *candidate = run->result->candidate;
  gboolean is_secure = candidate->security == PTL_SECURITY_TLS;

  if (is_secure && !secure (run, error))
    return FALSE;

  run->session = ptl_session_new (candidate->protocol,
                                  ptl_wire_new (is_secure ? G_IO_STREAM (run->tls)
                                                          : G_IO_STREAM (run->tcp),
                                                run->transcript));
  run->session->is_secure = is_secure;
  run->session->may_be_insecure = run->probe->allow_insecure;
  run->session->wants_starttls = candidate->security == PTL_SECURITY_STARTTLS;

  if (!greet (run, error))
    return FALSE;

  if (run->session->wants_starttls && !start_tls (run, error))
    return FALSE;

  if (!ask_capabilities (run, error))
    return FALSE;

  if (run->probe->wants_login && candidate->auth != PTL_AUTH_NONE &&
      !ptl_run_offers_login (run, error))
    return FALSE;

  run->result->is_usable = TRUE;

  if (run->probe->gate == NULL)
    return TRUE;

  if (!run->session->is_secure && !run->probe->allow_insecure &&
      candidate->auth != PTL_AUTH_NONE)
    {
      ptl_run_begin (run, PTL_STAGE_LOGIN, run->probe->limits.login_ms);
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           "The password would travel in the clear");
      return FALSE;
    }

  return ptl_run_sign_in (run, error);
}

/* Each time the server spoke after us, we had waited for it. */
static guint
count_turns (PtlTranscript *transcript)
{
  g_auto(GStrv) lines = ptl_transcript_get_lines (transcript);
  guint n_turns = 0;

  for (guint i = 1; i < g_strv_length (lines); i++)
    {
      if (lines[i][0] == 'S' && lines[i - 1][0] == 'C')
        n_turns++;
    }

  return n_turns;
}

static void
mask (PtlRun  *run,
      char   **text)
{
  g_autofree char *open = *text;

  if (open != NULL)
    *text = ptl_transcript_mask (run->transcript, open, -1);
}

/* A server may know the secret before it is told, and say it again. */
static void
mask_early_words (PtlRun *run)
{
  PtlResult *result = run->result;

  mask (run, &result->greeting);

  for (guint i = 0; result->capabilities != NULL && result->capabilities[i] != NULL; i++)
    mask (run, &result->capabilities[i]);

  for (guint i = 0; result->mechanisms != NULL && result->mechanisms[i] != NULL; i++)
    mask (run, &result->mechanisms[i]);
}

static void
part (PtlRun *run)
{
  gint64 now_us = g_get_monotonic_time ();

  mask_early_words (run);
  run->result->total_ms = (now_us - run->began_us) / G_TIME_SPAN_MILLISECOND;
  run->result->round_trips += count_turns (run->transcript);

  if (run->session != NULL)
    ptl_run_copy_replies (run);

  if (run->tcp != NULL)
    {
      ptl_tcp_stream_set_deadline (run->tcp, now_us + LEAVE_MS * G_TIME_SPAN_MILLISECOND);

      if (run->result->is_usable)
        run->dialogue->leave (run->session, run->cancellable);

      g_io_stream_close (run->tls != NULL ? G_IO_STREAM (run->tls) : G_IO_STREAM (run->tcp),
                         NULL, NULL);
    }

  run->result->transcript = ptl_transcript_get_lines (run->transcript);
}

/**
 * ptl_probe_run:
 * @self: what to do
 * @candidate: with which server
 * @cancellable: (nullable): ends it within milliseconds
 *
 * Goes as far with a server as it can: name, TCP, TLS, greeting, capabilities
 * and, if the gate says so, login and sender, all on one connection.
 *
 * Blocks. Never sends a secret before certificate and host are settled, unless
 * `allow_insecure` is set for a candidate without encryption.
 *
 * Returns: (transfer full): what happened; a failure is its `error`
 */
PtlResult *
ptl_probe_run (const PtlProbe *self,
               PtlCandidate   *candidate,
               GCancellable   *cancellable)
{
  g_autoptr(PtlTranscript) transcript = ptl_transcript_new ();
  PtlRun run = {
    .probe = self,
    .dialogue = ptl_dialogue_for (candidate->protocol),
    .result = ptl_result_new (candidate),
    .cancellable = cancellable,
    .transcript = transcript,
    .began_us = g_get_monotonic_time (),
  };

  if (!reach (&run, &run.result->error))
    {
      if (self->control_ports && run.result->stage == PTL_STAGE_TCP)
        ptl_control_open_ports (self->network, candidate, &self->limits,
                                run.result->open_ports, cancellable);
    }
  else if (converse (&run, &run.result->error))
    {
      run.result->stage = PTL_STAGE_DONE;
    }

  part (&run);

  g_clear_pointer (&run.session, ptl_session_free);
  g_clear_object (&run.tls);
  g_clear_object (&run.tcp);

  return run.result;
}
