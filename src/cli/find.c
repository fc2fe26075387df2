/* find.c - `portolanctl find`: the servers of an address, without a password
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "cli/json.h"
#include "cli/options.h"
#include "cli/protocols.h"
#include "cli/report.h"
#include "cli/row.h"
#include "cli/wait.h"

#define SERVER_COLUMNS 36

typedef struct
{
  gboolean  is_offline;
  gboolean  own_domain_only;
  gboolean  no_probe;
  char     *protocol;
  gboolean  as_json;
} FindOptions;

static void
find_options_clear (FindOptions *self)
{
  g_free (self->protocol);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FindOptions, find_options_clear)

static gboolean
parse (FindOptions      *self,
       PtlOrder         *order,
       const PtlCommand *command,
       PtlContext       *context,
       GStrv            *args,
       int              *status)
{
  g_autoptr(PtlOptions) options = ptl_options_new (command, context);
  g_autoptr(GError) error = NULL;
  const GOptionEntry entries[] = {
    { "offline", 0, 0, G_OPTION_ARG_NONE, &self->is_offline,
      N_("Ask nobody: use the built-in list of providers only"), NULL },
    { "own-domain-only", 0, 0, G_OPTION_ARG_NONE, &self->own_domain_only,
      N_("Ask nobody but the address’s own domain"), NULL },
    { "protocol", 0, 0, G_OPTION_ARG_FILENAME, &self->protocol,
      N_("Receive with imap or with pop3 only"), "imap|pop3" },
    { "no-probe", 0, 0, G_OPTION_ARG_NONE, &self->no_probe,
      N_("Do not try the servers that are found"), NULL },
    { NULL },
  };

  ptl_options_add (options, entries);

  if (!ptl_options_parse (options, args, 1, 1, status))
    return FALSE;

  self->as_json = ptl_options_wants_json (options);
  order->offline = self->is_offline;
  order->own_domain_only = self->own_domain_only;
  order->probe = !self->no_probe;
  order->address = ptl_address_parse (ptl_options_get_words (options)[0], &error);

  if (order->address != NULL && ptl_protocols_parse (self->protocol, &order->protocols, &error))
    return TRUE;

  *status = ptl_command_fail_usage (command, context, "%s", error->message);
  return FALSE;
}

static void
add_candidate (JsonBuilder      *json,
               const PtlFinding *finding,
               const char       *domain,
               gboolean          with_result)
{
  json_builder_begin_object (json);
  ptl_json_add_server (json, finding->candidate);
  ptl_json_add_source (json, finding->candidate, domain);

  if (with_result && finding->verdict != NULL)
    {
      json_builder_set_member_name (json, "result");
      json_builder_begin_object (json);
      ptl_json_add_check (json, finding, FALSE);
      json_builder_end_object (json);
    }

  json_builder_end_object (json);
}

static void
add_recommendation (JsonBuilder      *json,
                    const PtlOutcome *outcome,
                    const char       *domain)
{
  if (outcome->incoming == NULL && outcome->outgoing == NULL)
    return;

  json_builder_set_member_name (json, "recommendation");
  json_builder_begin_object (json);

  if (outcome->incoming != NULL)
    {
      json_builder_set_member_name (json, "incoming");
      add_candidate (json, outcome->incoming, domain, FALSE);
    }

  if (outcome->outgoing != NULL)
    {
      json_builder_set_member_name (json, "outgoing");
      add_candidate (json, outcome->outgoing, domain, FALSE);
    }

  ptl_json_add_string (json, "why", outcome->why);
  json_builder_end_object (json);
}

static void
show_json (PtlOutput        *output,
           const PtlOutcome *outcome,
           const PtlAddress *address)
{
  g_autoptr(JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  ptl_json_add_string (json, "address", address->full);
  json_builder_set_member_name (json, "candidates");
  json_builder_begin_array (json);

  for (guint i = 0; i < outcome->findings->len; i++)
    add_candidate (json, g_ptr_array_index (outcome->findings, i), address->ascii_domain, TRUE);

  json_builder_end_array (json);
  add_recommendation (json, outcome, address->ascii_domain);
  json_builder_end_object (json);
  ptl_json_put (json, output);
}

/* Without probes there are no live rows: list what the sources say. */
static void
append_candidates (const PtlOutput  *output,
                   GString          *page,
                   const PtlOutcome *outcome)
{
  for (guint i = 0; i < outcome->findings->len; i++)
    {
      const PtlFinding *finding = g_ptr_array_index (outcome->findings, i);
      const PtlCandidate *candidate = finding->candidate;
      g_autofree char *server = ptl_server_describe (candidate);

      g_string_append (page, "  ");
      ptl_output_append_cell (output, page, PTL_STYLE_PLAIN,
                              ptl_protocol_get_label (candidate->protocol), 6);
      ptl_output_append_cell (output, page, PTL_STYLE_BOLD, server, SERVER_COLUMNS);
      g_string_append_c (page, ' ');
      ptl_output_append_cell (output, page, PTL_STYLE_PLAIN,
                              ptl_security_describe (candidate->security),
                              ptl_security_columns () + 1);
      ptl_output_append (output, page, PTL_STYLE_FAINT,
                         ptl_source_rank_to_string (candidate->source));
      g_string_append_c (page, '\n');
    }
}

/* Whether there is a server for each side. */
static gboolean
is_found (const FindOptions *self,
          const PtlOutcome  *outcome)
{
  if (self->no_probe)
    return outcome->findings->len > 0;

  return outcome->incoming_works && outcome->outgoing_works;
}

static void
show_text (const FindOptions *self,
           PtlOutput         *output,
           const PtlOutcome  *outcome,
           const PtlAddress  *address)
{
  g_autoptr(GString) page = g_string_new (output->is_terminal ? "\n" : "");
  gboolean works = is_found (self, outcome);

  if (self->no_probe)
    append_candidates (output, page, outcome);

  if (outcome->findings->len == 0)
    {
      ptl_output_append_f (output, page, PTL_STYLE_BOLD,
                           self->own_domain_only
                           ? _("No servers are known for %s within its own domain.")
                           : _("No servers are known for %s."), address->full);
      g_string_append_c (page, '\n');
    }
  else if (!self->no_probe)
    {
      ptl_output_append_f (output, page, works ? PTL_STYLE_GOOD : PTL_STYLE_BAD, "%s ",
                           ptl_output_get_mark (output, works ? PTL_MARK_GOOD : PTL_MARK_BAD));
      ptl_output_append_f (output, page, PTL_STYLE_BOLD,
                           works ? _("These servers serve %s:")
                                 : _("Not all servers of %s were found."), address->full);
      g_string_append (page, "\n\n");
      ptl_report_choice (output, page, outcome);
    }

  ptl_output_put (output, page->str);
}

static int
run_find (const PtlCommand *self,
          PtlContext       *context,
          GStrv            *args)
{
  g_auto(FindOptions) options = { 0 };
  g_auto(PtlOrder) order = { 0 };
  g_autoptr(PtlSetup) setup = NULL;
  g_autoptr(PtlOutcome) outcome = NULL;
  g_autoptr(GError) error = NULL;
  int status;

  if (!parse (&options, &order, self, context, args, &status))
    return status;

  if (!options.as_json && !options.no_probe)
    ptl_output_headline (&context->err, _("Looking for the servers of %s"), order.address->full);

  setup = ptl_setup_new (context->network, context->accounts, context->store);
  outcome = ptl_wait_for_work (context, setup, &order, options.as_json || options.no_probe, &error);
  if (outcome == NULL)
    return ptl_command_fail (self, context, error);

  if (options.as_json)
    show_json (&context->out, outcome, order.address);
  else
    show_text (&options, &context->out, outcome, order.address);

  return is_found (&options, outcome) ? PTL_EXIT_WORKED : PTL_EXIT_NOT_WORKING;
}

const PtlCommand ptl_command_find = {
  .name = "find",
  .arguments = N_("ADDRESS"),
  .summary = N_("Finds the servers of an email address and tries them, without a password"),
  .run = run_find,
};
