/* sign-in.c - the last steps of a probe: the login, and the sender
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "probe/run.h"

#include <string.h>

void
ptl_run_begin (PtlRun  *run,
               PtlStage stage,
               guint    limit_ms)
{
  run->result->stage = stage;
  run->step_us = g_get_monotonic_time ();

  if (run->tcp != NULL)
    ptl_tcp_stream_set_deadline (run->tcp, run->step_us + limit_ms * G_TIME_SPAN_MILLISECOND);

  if (run->probe->watch != NULL)
    run->probe->watch (run->result->candidate, stage, run->probe->user_data);
}

void
ptl_run_end (PtlRun *run)
{
  PtlStage stage = run->result->stage;
  int elapsed_ms = (g_get_monotonic_time () - run->step_us) / G_TIME_SPAN_MILLISECOND;

  if (run->result->times_ms[stage] == PTL_RESULT_NOT_REACHED)
    run->result->times_ms[stage] = 0;

  run->result->times_ms[stage] += elapsed_ms;
  run->result->last_step = stage;
}

/**
 * ptl_run_offers_login:
 * @run: a probe that is greeted
 * @error: why not, as of the dialogue
 *
 * One that we do not know is still one: with it the server is the right one,
 * though not for us.
 *
 * Returns: whether a login is offered here
 */
gboolean
ptl_run_offers_login (PtlRun  *run,
                      GError **error)
{
  g_autoptr(PtlSecret) any = ptl_secret_new ("", 0);
  PtlCredentials credentials = {
    .user = "",
    .password = any,
    .host = run->result->candidate->host,
    .port = run->result->candidate->port,
  };
  g_autoptr(GError) local_error = NULL;

  if (run->dialogue->can_log_in (run->session, &credentials, &local_error) ||
      g_error_matches (local_error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_MECHANISM))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static GBytes *
get_binding (PtlRun      *run,
             const char **type)
{
  *type = g_strcmp0 (run->result->tls_version, "TLSv1.3") == 0 ? "tls-exporter"
                                                               : "tls-server-end-point";

  return run->tls != NULL ? ptl_tls_stream_get_binding (run->tls, *type) : NULL;
}

static gboolean
log_in_as (PtlRun   *run,
           PtlLogin *login,
           GError  **error)
{
  const char *type;
  g_autoptr(GBytes) binding = get_binding (run, &type);
  PtlCredentials credentials = {
    .user = login->user,
    .password = login->password,
    .token = login->token,
    .host = run->result->candidate->host,
    .port = run->result->candidate->port,
    .binding_type = binding != NULL ? type : NULL,
    .binding = binding,
  };

  if (login->password != NULL)
    ptl_transcript_add_secret (run->transcript, login->password);
  if (login->token != NULL)
    ptl_transcript_add_secret (run->transcript, login->token);

  ptl_run_begin (run, PTL_STAGE_LOGIN, run->probe->limits.login_ms);

  if (!run->dialogue->can_log_in (run->session, &credentials, error))
    return FALSE;

  return run->dialogue->log_in (run->session, &credentials, run->cancellable, error);
}

void
ptl_run_copy_replies (PtlRun *run)
{
  for (guint i = run->result->replies->len; i < run->session->replies->len; i++)
    g_ptr_array_add (run->result->replies,
                     ptl_reply_copy (g_ptr_array_index (run->session->replies, i)));

  run->result->n_logins = run->session->n_logins;
  g_free (run->result->mechanism);
  run->result->mechanism = g_strdup (run->session->mechanism);
}

static gboolean
try_sender (PtlRun     *run,
            const char *user,
            GError    **error)
{
  const char *from = run->probe->from;

  if (from == NULL && user != NULL && strchr (user, '@') != NULL)
    from = user;

  if (run->dialogue->try_sender == NULL || from == NULL)
    return TRUE;

  ptl_run_begin (run, PTL_STAGE_SENDER, run->probe->limits.command_ms);

  if (!run->dialogue->try_sender (run->session, from, run->cancellable, error))
    return FALSE;

  ptl_run_end (run);
  return TRUE;
}

/**
 * ptl_run_sign_in:
 * @run: a probe that offers a login
 * @error: that of the last attempt, as of the dialogue
 *
 * Asks the probe's gate for a login, and again after each that was rejected, up
 * to %PTL_PROBE_MAX_REJECTED; then asks whether mail may be sent.
 *
 * Returns: %TRUE if all worked, or if the gate wanted no login at all
 */
gboolean
ptl_run_sign_in (PtlRun  *run,
                 GError **error)
{
  const PtlProbe *probe = run->probe;

  /* Some servers know their users by the network they are in. */
  if (run->result->candidate->auth == PTL_AUTH_NONE)
    return try_sender (run, NULL, error);

  for (guint n_rejected = 0; n_rejected < PTL_PROBE_MAX_REJECTED; n_rejected++)
    {
      g_auto(PtlLogin) login = { 0 };
      g_autoptr(GError) local_error = NULL;

      ptl_run_copy_replies (run);

      if (!probe->gate (run->result, n_rejected, &login, probe->user_data))
        return n_rejected == 0;

      g_clear_error (error);

      if (log_in_as (run, &login, &local_error))
        {
          ptl_run_end (run);
          run->result->is_logged_in = TRUE;
          return try_sender (run, login.user, error);
        }

      if (!g_error_matches (local_error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_AUTH_REFUSED))
        n_rejected = PTL_PROBE_MAX_REJECTED;

      g_propagate_error (error, g_steal_pointer (&local_error));
    }

  return FALSE;
}
