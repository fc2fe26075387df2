/* steps.c - what a test says of one server, in three steps
 *
 * A probe has more steps than people have questions: can it be reached, is it
 * safe, does it let me in?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "setup/steps.h"

#include <glib/gi18n.h>
#include <string.h>

#include "setup/words.h"

/**
 * ptl_step_get_title:
 * @kind: a step
 *
 * Returns: what is done in it, translated
 */
const char *
ptl_step_get_title (PtlStepKind kind)
{
  static const char *const titles[PTL_N_STEPS] = {
    [PTL_STEP_REACH] = N_("Find and reach the server"),
    [PTL_STEP_SECURE] = N_("Secure the connection"),
    [PTL_STEP_SIGN_IN] = N_("Sign in"),
  };

  g_return_val_if_fail (kind < PTL_N_STEPS, NULL);

  return _(titles[kind]);
}

/**
 * ptl_step_state_get_word:
 * @state: how a step stands
 *
 * Returns: the word for its icon, translated
 */
const char *
ptl_step_state_get_word (PtlStepState state)
{
  static const char *const words[] = {
    [PTL_STEP_WAITING] = NC_("step", "Waiting"),
    [PTL_STEP_RUNNING] = NC_("step", "Being done"),
    [PTL_STEP_DONE] = NC_("step", "Done"),
    [PTL_STEP_WARNING] = NC_("step", "Warning"),
    [PTL_STEP_FAILED] = NC_("step", "Failed"),
    [PTL_STEP_SKIPPED] = NC_("step", "Not reached"),
  };

  g_return_val_if_fail (state < G_N_ELEMENTS (words), NULL);

  return g_dpgettext2 (NULL, "step", words[state]);
}

void
ptl_steps_clear (PtlStep *steps)
{
  for (guint i = 0; i < PTL_N_STEPS; i++)
    g_clear_pointer (&steps[i].text, g_free);
}

static void
set_step (PtlStep      *step,
          PtlStepState  state,
          char         *text)
{
  g_free (step->text);
  step->state = state;
  step->text = text != NULL ? text : g_strdup ("");
}

static void
set_all (PtlStep      *steps,
         PtlStepState  state,
         const char   *text)
{
  for (guint i = 0; i < PTL_N_STEPS; i++)
    set_step (&steps[i], state, i == 0 ? g_strdup (text) : NULL);
}

/* Where the greeting comes depends on when TLS begins. */
static PtlStepKind
kind_of (const PtlCandidate *candidate,
         PtlStage            stage)
{
  switch (stage)
    {
    case PTL_STAGE_NAME:
    case PTL_STAGE_TCP:
      return PTL_STEP_REACH;

    case PTL_STAGE_GREETING:
      return candidate->security == PTL_SECURITY_TLS ? PTL_STEP_SIGN_IN : PTL_STEP_REACH;

    case PTL_STAGE_STARTTLS:
    case PTL_STAGE_TLS:
      return PTL_STEP_SECURE;

    case PTL_STAGE_CAPABILITIES:
    case PTL_STAGE_LOGIN:
    case PTL_STAGE_SENDER:
    case PTL_STAGE_DONE:
    default:
      return PTL_STEP_SIGN_IN;
    }
}

static char *
tell_server (const PtlCandidate *candidate)
{
  /* Translators: a server's name, and a port number */
  return g_strdup_printf (_("%s, port %u"), candidate->host, candidate->port);
}

static char *
join (const char *server,
      const char *news)
{
  /* Translators: "imap.example.org, port 993", and a sentence about it */
  return g_strdup_printf (_("%s — %s"), server, news);
}

static char *
tell_reached (const PtlResult *result)
{
  g_autofree char *server = tell_server (result->candidate);
  g_autofree char *time = NULL;
  int name_ms = result->times_ms[PTL_STAGE_NAME];
  int tcp_ms = result->times_ms[PTL_STAGE_TCP];

  if (tcp_ms == PTL_RESULT_NOT_REACHED)
    return g_steal_pointer (&server);

  time = ptl_time_to_words (MAX (name_ms, 0) + tcp_ms);

  /* Translators: "imap.example.org, port 993", and a time like "0.1 s" */
  return g_strdup_printf (_("%s — answered in %s"), server, time);
}

/* "TLSv1.3" is OpenSSL's way to write it. */
static char *
tell_tls_version (const PtlResult *result)
{
  if (result->tls_version == NULL)
    return g_strdup ("TLS");

  if (g_str_has_prefix (result->tls_version, "TLSv"))
    return g_strconcat ("TLS ", result->tls_version + strlen ("TLSv"), NULL);

  return g_strdup (result->tls_version);
}

static char *
tell_secured (const PtlResult *result)
{
  g_autofree char *version = tell_tls_version (result);
  g_autofree char *date = NULL;

  if (result->certificate == NULL)
    return g_steal_pointer (&version);

  if (result->certificate->faults != 0)
    /* Translators: "TLS 1.3" */
    return g_strdup_printf (_("%s, with a certificate that you trust by hand"), version);

  date = ptl_date_to_words (result->certificate->not_after);

  /* Translators: "TLS 1.3", and a date */
  return g_strdup_printf (_("%s, certificate valid until %s"), version, date);
}

static char *
tell_signed_in (const PtlResult *result,
                const char      *user)
{
  int login_ms = result->times_ms[PTL_STAGE_LOGIN];
  g_autofree char *time = NULL;

  if (login_ms == PTL_RESULT_NOT_REACHED)
    return user != NULL ? g_strdup_printf (_("Signed in as %s"), user) : g_strdup (_("Signed in"));

  time = ptl_time_to_words (login_ms);

  /* Translators: a time like "0.1 s" */
  if (user == NULL)
    return g_strdup_printf (_("Signed in after %s"), time);

  /* Translators: a user name, and a time like "0.1 s" */
  return g_strdup_printf (_("Signed in as %s after %s"), user, time);
}

static void
tell_step_done (const PtlResult *result,
                const char      *user,
                PtlStepKind      kind,
                PtlStep         *step)
{
  switch (kind)
    {
    case PTL_STEP_REACH:
      set_step (step, PTL_STEP_DONE, tell_reached (result));
      break;

    case PTL_STEP_SECURE:
      if (result->candidate->security == PTL_SECURITY_NONE)
        set_step (step, PTL_STEP_WARNING,
                  g_strdup (_("Not encrypted: anybody on the way can read along")));
      else
        set_step (step, PTL_STEP_DONE, tell_secured (result));
      break;

    case PTL_STEP_SIGN_IN:
    case PTL_N_STEPS:
    default:
      if (result->is_logged_in)
        set_step (step, PTL_STEP_DONE, tell_signed_in (result, user));
      else if (result->candidate->auth == PTL_AUTH_NONE)
        set_step (step, PTL_STEP_DONE, g_strdup (_("This server wants no sign-in")));
      else
        set_step (step, PTL_STEP_SKIPPED, g_strdup (_("The password was not sent")));
      break;
    }
}

static void
tell_step_failed (const PtlResult  *result,
                  const PtlVerdict *verdict,
                  PtlStepKind       kind,
                  PtlStep          *step)
{
  g_autofree char *server = NULL;

  if (kind != PTL_STEP_REACH)
    {
      set_step (step, PTL_STEP_FAILED, g_strdup (verdict != NULL ? verdict->title : NULL));
      return;
    }

  server = tell_server (result->candidate);
  set_step (step, PTL_STEP_FAILED,
            verdict != NULL ? join (server, verdict->title) : g_steal_pointer (&server));
}

/**
 * ptl_steps_read_result:
 * @result: (nullable): what a probe came to
 * @verdict: (nullable): what that means
 * @user: (nullable): as whom it signed in
 * @steps: (array fixed-size=3) (inout): filled in
 *
 * Tells a test that is over.
 */
void
ptl_steps_read_result (const PtlResult  *result,
                       const PtlVerdict *verdict,
                       const char       *user,
                       PtlStep          *steps)
{
  PtlStepKind end;

  if (result == NULL)
    {
      set_all (steps, PTL_STEP_SKIPPED, C_("server", "Not tested"));
      return;
    }

  end = kind_of (result->candidate, result->stage);

  for (PtlStepKind kind = 0; kind < PTL_N_STEPS; kind++)
    {
      if (kind < end || result->error == NULL)
        tell_step_done (result, user, kind, &steps[kind]);
      else if (kind == end)
        tell_step_failed (result, verdict, kind, &steps[kind]);
      else
        set_step (&steps[kind], PTL_STEP_SKIPPED, NULL);
    }

  if (verdict != NULL && verdict->is_ok && ptl_verdict_has_code (verdict, "ok_sender_refused"))
    set_step (&steps[PTL_STEP_SIGN_IN], PTL_STEP_WARNING, g_strdup (verdict->title));
}

static char *
tell_stage (PtlAttempt *attempt)
{
  static const char *const stages[PTL_STAGE_DONE + 1] = {
    [PTL_STAGE_NAME] = N_("Looking the name up…"),
    [PTL_STAGE_TCP] = N_("Waiting for an answer…"),
    [PTL_STAGE_TLS] = N_("Checking who the server is…"),
    [PTL_STAGE_GREETING] = N_("Waiting for its greeting…"),
    [PTL_STAGE_STARTTLS] = N_("Asking for encryption…"),
    [PTL_STAGE_CAPABILITIES] = N_("Asking how to sign in…"),
    [PTL_STAGE_LOGIN] = N_("Signing in…"),
    [PTL_STAGE_SENDER] = N_("Asking whether you may send…"),
    [PTL_STAGE_DONE] = N_("Finishing…"),
  };
  const PtlCandidate *candidate = ptl_attempt_get_candidate (attempt);
  PtlStage stage = ptl_attempt_get_stage (attempt);
  g_autofree char *server = NULL;

  if (kind_of (candidate, stage) != PTL_STEP_REACH)
    return g_strdup (_(stages[stage]));

  server = tell_server (candidate);
  return join (server, _(stages[stage]));
}

/**
 * ptl_steps_read_attempt:
 * @attempt: a server that is being tried
 * @is_over: whether nothing goes on any more (it was stopped)
 * @steps: (array fixed-size=3) (inout): filled in
 *
 * Tells a test while it runs.
 */
void
ptl_steps_read_attempt (PtlAttempt *attempt,
                        gboolean    is_over,
                        PtlStep    *steps)
{
  const PtlCandidate *candidate = ptl_attempt_get_candidate (attempt);
  PtlAttemptState state = ptl_attempt_get_state (attempt);
  PtlStepKind now = kind_of (candidate, ptl_attempt_get_stage (attempt));

  if (ptl_attempt_get_result (attempt) != NULL)
    {
      ptl_steps_read_result (ptl_attempt_get_result (attempt), ptl_attempt_get_verdict (attempt),
                             candidate->user, steps);
      return;
    }

  if (state == PTL_ATTEMPT_WAITING)
    now = PTL_STEP_REACH;

  is_over = is_over || state == PTL_ATTEMPT_DROPPED;

  for (PtlStepKind kind = 0; kind < PTL_N_STEPS; kind++)
    {
      if (kind < now)
        set_step (&steps[kind], PTL_STEP_DONE, kind == 0 ? tell_server (candidate) : NULL);
      else if (is_over)
        set_step (&steps[kind], PTL_STEP_SKIPPED,
                  kind == now ? g_strdup (C_("step", "Stopped")) : NULL);
      else if (kind == now)
        set_step (&steps[kind], PTL_STEP_RUNNING, tell_stage (attempt));
      else
        set_step (&steps[kind], PTL_STEP_WAITING, NULL);
    }

  if (now > PTL_STEP_SECURE && candidate->security == PTL_SECURITY_NONE)
    set_step (&steps[PTL_STEP_SECURE], PTL_STEP_WARNING, g_strdup (_("Not encrypted")));
}

static PtlAttempt *
find_attempt (PtlDraft     *draft,
              PtlDraftSides side)
{
  GListModel *attempts = ptl_draft_get_attempts (draft);

  /* The last one is the newest, if there were several. */
  for (guint i = g_list_model_get_n_items (attempts); i > 0; i--)
    {
      g_autoptr(PtlAttempt) attempt = g_list_model_get_item (attempts, i - 1);
      gboolean is_smtp = ptl_attempt_get_candidate (attempt)->protocol == PTL_PROTOCOL_SMTP;

      if (is_smtp == (side == PTL_DRAFT_OUTGOING))
        return g_steal_pointer (&attempt);
    }

  return NULL;
}

/**
 * ptl_steps_read_draft:
 * @draft: a draft
 * @side: one side
 * @steps: (array fixed-size=3) (inout): filled in
 *
 * Tells what goes on with a side, or what its last test came to.
 */
void
ptl_steps_read_draft (PtlDraft     *draft,
                      PtlDraftSides side,
                      PtlStep      *steps)
{
  const PtlFinding *finding = ptl_draft_get_finding (draft, side);
  gboolean is_testing = ptl_draft_is_testing (draft, side);
  g_autoptr(PtlAttempt) attempt = NULL;

  /* A search has its own page, and signs in nowhere. */
  if (is_testing || ptl_draft_was_stopped (draft))
    attempt = find_attempt (draft, side);

  if (finding != NULL && !is_testing)
    ptl_steps_read_result (finding->result, finding->verdict, finding->candidate->user, steps);
  else if (attempt != NULL)
    ptl_steps_read_attempt (attempt, !is_testing, steps);
  else if (is_testing)
    set_all (steps, PTL_STEP_WAITING, NULL);
  else
    set_all (steps, PTL_STEP_SKIPPED,
             ptl_draft_has_server (draft, side) ? C_("server", "Not tested")
                                                : _("No server is entered yet"));
}
