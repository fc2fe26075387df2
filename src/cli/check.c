/* check.c - `portolanctl check`: one server, to the end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "cli/ask.h"
#include "cli/json.h"
#include "cli/login-options.h"
#include "cli/report.h"
#include "cli/wait.h"

typedef struct
{
  PtlLoginOptions  login;
  PtlCandidate    *server;
  char            *user;
  char            *from;
  gboolean         apply_remedy;
  gboolean         allow_insecure;
  gboolean         transcript;
  gboolean         as_json;
} CheckOptions;

static void
check_options_clear (CheckOptions *self)
{
  g_clear_pointer (&self->server, ptl_candidate_unref);
  g_free (self->user);
  g_free (self->from);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CheckOptions, check_options_clear)

static void
add_options (CheckOptions *self,
             PtlOptions   *options)
{
  const GOptionEntry entries[] = {
    { "user", 0, 0, G_OPTION_ARG_FILENAME, &self->user,
      N_("Sign in as NAME (also: imaps://NAME@HOST)"), N_("NAME") },
    { "from", 0, 0, G_OPTION_ARG_FILENAME, &self->from,
      N_("smtp: ask whether ADDRESS may be the sender"), N_("ADDRESS") },
    { "apply-remedy", 0, 0, G_OPTION_ARG_NONE, &self->apply_remedy,
      N_("If it does not work, follow the first advice and try once more"), NULL },
    { "allow-insecure", 0, 0, G_OPTION_ARG_NONE, &self->allow_insecure,
      N_("Send the password even without encryption"), NULL },
    { "transcript", 0, 0, G_OPTION_ARG_NONE, &self->transcript,
      N_("Show what was said, with the secrets masked"), NULL },
    { NULL },
  };

  ptl_options_add (options, entries);
  ptl_login_options_add (&self->login, options);
}

/* Puts the server together from URL and --user. */
static gboolean
take_server (CheckOptions     *self,
             const char       *url,
             const PtlCommand *command,
             PtlContext       *context,
             int              *status)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PtlCandidate) server = ptl_candidate_new_from_url (url, &error);
  g_autoptr(PtlAddress) from = NULL;

  if (server == NULL)
    *status = ptl_command_fail_usage (command, context, "%s", error->message);
  else if (self->user != NULL && (server->user != NULL || *self->user == '\0'))
    *status = ptl_command_fail_usage (command, context, "%s",
                                      _("Give one user name: either in the URL or with --user"));
  else if (self->from != NULL && (from = ptl_address_parse (self->from, &error)) == NULL)
    *status = ptl_command_fail_usage (command, context, "--from: %s", error->message);
  else
    {
      self->server = self->user != NULL ? ptl_candidate_with_user (server, self->user)
                                        : g_steal_pointer (&server);
      return TRUE;
    }

  return FALSE;
}

static gboolean
parse (CheckOptions     *self,
       const PtlCommand *command,
       PtlContext       *context,
       GStrv            *args,
       int              *status)
{
  g_autoptr(PtlOptions) options = ptl_options_new (command, context);

  add_options (self, options);

  if (!ptl_options_parse (options, args, 1, 1, status) ||
      !ptl_login_options_check (&self->login, command, context, status))
    return FALSE;

  self->as_json = ptl_options_wants_json (options);
  return take_server (self, ptl_options_get_words (options)[0], command, context, status);
}

static gboolean
may_be_insecure (const CheckOptions *self,
                 PtlContext         *context,
                 const PtlOrder     *order)
{
  if (self->allow_insecure)
    return TRUE;

  if (self->server->security != PTL_SECURITY_NONE ||
      (order->password == NULL && order->token == NULL))
    return FALSE;

  return ptl_ask_consent (context,
                          _("Without encryption everybody on the way can read the password. "
                            "Send it all the same?"));
}

static gboolean
fill_order (CheckOptions     *self,
            const PtlCommand *command,
            PtlContext       *context,
            PtlOrder         *order,
            int              *status)
{
  order->probe = TRUE;
  order->servers = g_ptr_array_new_with_free_func ((GDestroyNotify) ptl_candidate_unref);
  g_ptr_array_add (order->servers, ptl_candidate_ref (self->server));
  order->user = g_strdup (self->server->user);
  order->from = g_strdup (self->from);
  order->apply_remedy = self->apply_remedy;
  order->timeout_s = self->login.timeout_s;

  if (!ptl_login_options_read (&self->login, command, context, order->user,
                               &order->password, &order->token, status))
    return FALSE;

  if (order->user == NULL && (order->password != NULL || order->token != NULL))
    {
      *status = ptl_command_fail_usage (command, context, "%s",
                                        _("Whose password is it? Write imaps://USER@HOST or "
                                          "use --user NAME"));
      return FALSE;
    }

  if (may_be_insecure (self, context, order))
    order->insecure_protocols = 1u << self->server->protocol;

  return TRUE;
}

static const PtlFinding *
only_finding (const PtlOutcome *outcome)
{
  if (outcome->incoming != NULL)
    return outcome->incoming;

  if (outcome->outgoing != NULL)
    return outcome->outgoing;

  return outcome->findings->len > 0 ? g_ptr_array_index (outcome->findings, 0) : NULL;
}

static void
show (const CheckOptions *self,
      PtlContext         *context,
      const PtlFinding   *finding)
{
  g_autoptr(GString) page = NULL;

  if (self->as_json)
    {
      g_autoptr(JsonBuilder) json = json_builder_new ();

      json_builder_begin_object (json);
      ptl_json_add_check (json, finding, self->transcript);
      json_builder_end_object (json);
      ptl_json_put (json, &context->out);
      return;
    }

  page = g_string_new (context->err.is_terminal && context->out.is_terminal ? "\n" : "");
  ptl_report_verdict (&context->out, page, finding);
  g_string_append_c (page, '\n');
  ptl_report_facts (&context->out, page, finding);

  if (self->transcript)
    ptl_report_transcript (&context->out, page, finding);

  ptl_output_put (&context->out, page->str);
}

static int
run_check (const PtlCommand *self,
           PtlContext       *context,
           GStrv            *args)
{
  g_auto(CheckOptions) options = { 0 };
  g_auto(PtlOrder) order = { 0 };
  g_autoptr(PtlSetup) setup = NULL;
  g_autoptr(PtlOutcome) outcome = NULL;
  g_autoptr(GError) error = NULL;
  const PtlFinding *finding;
  int status;

  if (!parse (&options, self, context, args, &status) ||
      !fill_order (&options, self, context, &order, &status))
    return status;

  setup = ptl_setup_new (context->network, context->accounts, context->store);
  outcome = ptl_wait_for_work (context, setup, &order, options.as_json, &error);
  if (outcome == NULL)
    return ptl_command_fail (self, context, error);

  finding = only_finding (outcome);
  g_return_val_if_fail (finding != NULL && finding->verdict != NULL, PTL_EXIT_INNER);

  show (&options, context, finding);

  return finding->verdict->is_ok ? PTL_EXIT_WORKED : PTL_EXIT_NOT_WORKING;
}

const PtlCommand ptl_command_check = {
  .name = "check",
  .arguments = N_("URL"),
  .summary = N_("Tests one server, step by step, to the login if a user is given"),
  .description = N_("URL is imaps:// pop3s:// smtps://[USER@]HOST[:PORT] for TLS at once,\n"
                    "imap:// pop3:// smtp:// for STARTTLS, which is then required, and\n"
                    "imap+insecure:// pop3+insecure:// smtp+insecure:// for no encryption."),
  .run = run_check,
};
