/* accounts-check.c - `portolanctl accounts check`: do they still work?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/accounts.h"

#include <glib/gi18n.h>

#include "cli/report.h"
#include "cli/wait.h"

typedef enum
{
  SIDE_WORKS,
  SIDE_BROKEN,
  SIDE_UNKNOWN,   /* something on our side failed, or Ctrl-C */
} SideState;

typedef struct
{
  const PtlCommand *command;
  PtlContext       *context;
  PtlSetup         *setup;
  PtlAccount       *account;
  JsonBuilder      *json;      /* NULL for text */
  int               status;    /* of what could not be found out */
} Job;

static void
tell_no_password (Job                *job,
                  const PtlCandidate *candidate)
{
  ptl_output_print (&job->context->err,
                    _("%s: no password is saved for %s at %s. “portolanctl setup %s” asks for it."),
                    ptl_account_get_address (job->account),
                    ptl_protocol_get_label (candidate->protocol), candidate->host,
                    ptl_account_get_address (job->account));
}

static void
add_finding (Job              *job,
             const char       *name,
             const PtlFinding *finding)
{
  g_autoptr(GString) page = NULL;

  if (job->json != NULL)
    {
      json_builder_set_member_name (job->json, name);
      json_builder_begin_object (job->json);
      ptl_json_add_check (job->json, finding, FALSE);
      json_builder_end_object (job->json);
      return;
    }

  page = g_string_new (NULL);
  ptl_report_verdict (&job->context->out, page, finding);
  ptl_output_put (&job->context->out, page->str);
}

static SideState
run_order (Job           *job,
           const char    *name,
           PtlCandidate  *candidate,
           PtlSecret     *secret,
           GError       **error)
{
  g_autoptr(PtlOutcome) outcome = NULL;
  g_auto(PtlOrder) order = {
    .probe = TRUE,
    .servers = g_ptr_array_new_with_free_func ((GDestroyNotify) ptl_candidate_unref),
    .user = g_strdup (candidate->user),
    .from = g_strdup (ptl_account_get_address (job->account)),
    .timeout_s = ptl_account_get_timeout_s (job->account),
    /* It was agreed to when the account was set up. */
    .insecure_protocols = candidate->security == PTL_SECURITY_NONE ? 1u << candidate->protocol : 0,
  };
  const PtlFinding *finding;

  g_ptr_array_add (order.servers, ptl_candidate_ref (candidate));

  if (candidate->auth == PTL_AUTH_OAUTH2)
    order.token = ptl_secret_ref (secret);
  else
    order.password = ptl_secret_ref (secret);

  outcome = ptl_wait_for_work (job->context, job->setup, &order, job->json != NULL, error);
  if (outcome == NULL)
    return SIDE_UNKNOWN;

  finding = outcome->incoming != NULL ? outcome->incoming : outcome->outgoing;
  g_return_val_if_fail (finding != NULL, SIDE_UNKNOWN);

  add_finding (job, name, finding);

  return outcome->incoming_works || outcome->outgoing_works ? SIDE_WORKS : SIDE_BROKEN;
}

static SideState
check_side (Job        *job,
            const char *name,
            PtlService *service)
{
  g_autoptr(PtlCandidate) candidate = ptl_service_to_candidate (service);
  g_autoptr(PtlSecret) secret = NULL;
  g_autoptr(GError) error = NULL;
  SideState state = SIDE_UNKNOWN;

  if (candidate == NULL)
    return SIDE_BROKEN;

  secret = ptl_wait_for_secret (job->context, job->setup, service,
                                ptl_account_get_id (job->account), &error);

  if (secret != NULL)
    state = run_order (job, name, candidate, secret, &error);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      tell_no_password (job, candidate);
      return SIDE_BROKEN;
    }

  if (error != NULL)
    job->status = ptl_command_fail (job->command, job->context, error);

  return state;
}

static PtlAccountState
state_of (PtlAccount *account,
          gboolean    can_receive,
          gboolean    can_send)
{
  if (!can_receive)
    return can_send ? PTL_ACCOUNT_STATE_NO_RECEIVING : PTL_ACCOUNT_STATE_BROKEN;

  if (!can_send)
    return PTL_ACCOUNT_STATE_NO_SENDING;

  if (ptl_service_get_security (ptl_account_get_incoming (account)) == PTL_SECURITY_NONE ||
      ptl_service_get_security (ptl_account_get_outgoing (account)) == PTL_SECURITY_NONE)
    return PTL_ACCOUNT_STATE_UNENCRYPTED;

  return PTL_ACCOUNT_STATE_WORKS;
}

/* Notes what the test said. That it cannot be noted does not spoil the test. */
static void
note_state (Job             *job,
            PtlAccountState  state)
{
  g_autoptr(GError) error = NULL;

  if (ptl_account_get_state (job->account) == state)
    return;

  ptl_account_set_state (job->account, state);
  if (!ptl_accounts_save (job->context->accounts, job->account, &error))
    ptl_output_print (&job->context->err, "portolanctl accounts: %s", error->message);
}

static int
check_account (Job *job)
{
  PtlAccount *account = job->account;
  SideState incoming;
  SideState outgoing;

  if (job->json == NULL)
    ptl_output_print (&job->context->out, "%s", ptl_account_get_address (account));

  incoming = check_side (job, "incoming", ptl_account_get_incoming (account));
  if (job->context->signal_number != 0)
    return job->status;

  outgoing = check_side (job, "outgoing", ptl_account_get_outgoing (account));

  if (incoming == SIDE_UNKNOWN || outgoing == SIDE_UNKNOWN)
    return job->status;

  note_state (job, state_of (account, incoming == SIDE_WORKS, outgoing == SIDE_WORKS));

  return incoming == SIDE_WORKS && outgoing == SIDE_WORKS ? PTL_EXIT_WORKED
                                                          : PTL_EXIT_NOT_WORKING;
}

static int
check_account_as_json (Job *job)
{
  g_autoptr(JsonBuilder) json = json_builder_new ();
  int status;

  job->json = json;
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "account");
  json_builder_begin_object (json);
  ptl_json_add_account (json, job->account);
  json_builder_end_object (json);

  status = check_account (job);

  ptl_json_add_string (json, "state",
                       ptl_account_state_to_string (ptl_account_get_state (job->account)));
  json_builder_end_object (json);
  ptl_json_put (json, &job->context->out);
  job->json = NULL;

  return status;
}

/**
 * ptl_accounts_check:
 * @command: whose work this is
 * @context: the command's
 * @accounts: (element-type PtlAccount): which
 * @as_json: write a line of JSON for each
 *
 * Signs in at each account's servers with the saved passwords, and notes in
 * the accounts what came of it.
 *
 * Returns: an exit status: the worst of all
 */
int
ptl_accounts_check (const PtlCommand *command,
                    PtlContext       *context,
                    GPtrArray        *accounts,
                    gboolean          as_json)
{
  g_autoptr(PtlSetup) setup = ptl_setup_new (context->network, context->accounts, context->store);
  int worst = PTL_EXIT_WORKED;

  for (guint i = 0; i < accounts->len && context->signal_number == 0; i++)
    {
      Job job = {
        .command = command,
        .context = context,
        .setup = setup,
        .account = g_ptr_array_index (accounts, i),
      };
      int status = as_json ? check_account_as_json (&job) : check_account (&job);

      worst = MAX (worst, status);
    }

  return worst;
}
