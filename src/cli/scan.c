/* scan.c - `portolanctl scan`: the port map of a host
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "cli/json.h"
#include "cli/options.h"
#include "cli/wait.h"

#define PROTOCOL_COLUMNS 6
#define CELL_COLUMNS     11
#define FAULT_INDENT     (9 + PROTOCOL_COLUMNS)

/* Most doors stay silent when asked in the wrong way: waiting for a greeting as
 * long as elsewhere would make a scan take minutes. */
#define TIMEOUT_DEFAULT_S 5
#define TIMEOUT_MAX_S     3600

/* Ports a mail program may use, and what speaks there. Each is tried with
 * every way of encryption: providers mix them up. */
static const struct
{
  PtlProtocol protocol;
  guint16     port;
} doors[] = {
  { PTL_PROTOCOL_IMAP, 993 },
  { PTL_PROTOCOL_IMAP, 143 },
  { PTL_PROTOCOL_POP3, 995 },
  { PTL_PROTOCOL_POP3, 110 },
  { PTL_PROTOCOL_SMTP, 465 },
  { PTL_PROTOCOL_SMTP, 587 },
  { PTL_PROTOCOL_SMTP, 2525 },
  { PTL_PROTOCOL_SMTP, 25 },
};

static const PtlSecurity securities[] = {
  PTL_SECURITY_TLS, PTL_SECURITY_STARTTLS, PTL_SECURITY_NONE,
};

static GPtrArray *
make_servers (const char *host)
{
  GPtrArray *servers = g_ptr_array_new_with_free_func ((GDestroyNotify) ptl_candidate_unref);

  for (guint i = 0; i < G_N_ELEMENTS (doors); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (securities); j++)
        g_ptr_array_add (servers,
                         ptl_candidate_new (doors[i].protocol, host, doors[i].port,
                                            securities[j], NULL, PTL_AUTH_PASSWORD,
                                            PTL_SOURCE_USER));
    }

  return servers;
}

static gboolean
parse (PtlOrder         *order,
       gboolean         *as_json,
       const PtlCommand *command,
       PtlContext       *context,
       GStrv            *args,
       int              *status)
{
  g_autoptr(PtlOptions) options = ptl_options_new (command, context);
  g_autoptr(GError) error = NULL;
  g_autofree char *host = NULL;
  int timeout_s = TIMEOUT_DEFAULT_S;
  const GOptionEntry entries[] = {
    { "timeout", 0, 0, G_OPTION_ARG_INT, &timeout_s,
      N_("Wait at most S seconds for each answer"), N_("S") },
    { NULL },
  };

  ptl_options_add (options, entries);

  if (!ptl_options_parse (options, args, 1, 1, status))
    return FALSE;

  host = ptl_host_check (ptl_options_get_words (options)[0], &error);
  if (host == NULL)
    {
      *status = ptl_command_fail_usage (command, context, "%s", error->message);
      return FALSE;
    }

  if (timeout_s < 1 || timeout_s > TIMEOUT_MAX_S)
    {
      *status = ptl_command_fail_usage (command, context,
                                        ngettext ("--timeout takes 1 to %d second",
                                                  "--timeout takes 1 to %d seconds",
                                                  TIMEOUT_MAX_S), TIMEOUT_MAX_S);
      return FALSE;
    }

  *as_json = ptl_options_wants_json (options);
  order->probe = TRUE;
  order->everything = TRUE;
  order->timeout_s = timeout_s;
  order->servers = make_servers (host);

  return TRUE;
}

/* --- what came of it --- */

static gboolean
is_open (const PtlFinding *finding)
{
  return finding->verdict != NULL && finding->verdict->is_ok;
}

static void
append_cell (const PtlOutput  *output,
             GString          *page,
             const PtlFinding *finding)
{
  gboolean is_safe = finding->candidate->security != PTL_SECURITY_NONE;
  PtlMark mark = !is_open (finding) ? PTL_MARK_SKIPPED : is_safe ? PTL_MARK_GOOD : PTL_MARK_WARNING;
  PtlStyle style = !is_open (finding) ? PTL_STYLE_FAINT
                   : is_safe ? PTL_STYLE_GOOD : PTL_STYLE_WARNING;
  g_autofree char *text = g_strdup_printf ("%s %s", ptl_output_get_mark (output, mark),
                                           is_open (finding)
                                             ? C_("port answers", "yes")
                                             : C_("port answers", "no"));

  ptl_output_append_cell (output, page, style, text, CELL_COLUMNS);
}

/* Why nothing works at a port: what happened to the first way. */
static const PtlVerdict *
common_fault (PtlFinding * const *ways)
{
  for (guint i = 0; i < G_N_ELEMENTS (securities); i++)
    {
      if (is_open (ways[i]) || ways[i]->verdict == NULL)
        return NULL;
    }

  return ways[0]->verdict;
}

static void
append_door (const PtlOutput    *output,
             GString            *page,
             PtlFinding * const *ways)
{
  const PtlCandidate *candidate = ways[0]->candidate;
  const PtlVerdict *fault = common_fault (ways);

  ptl_output_append_f (output, page, PTL_STYLE_BOLD, "  %5u  ", candidate->port);
  ptl_output_append_cell (output, page, PTL_STYLE_PLAIN,
                          ptl_protocol_get_label (candidate->protocol), PROTOCOL_COLUMNS);

  if (fault != NULL)
    ptl_output_append_paragraph (output, page, PTL_STYLE_FAINT, fault->title, FAULT_INDENT);
  else
    {
      for (guint i = 0; i < G_N_ELEMENTS (securities); i++)
        append_cell (output, page, ways[i]);
      g_string_append_c (page, '\n');
    }
}

/* The plan sorts candidates; people read a map by its ports. */
static PtlFinding *
finding_of (const PtlOutcome *outcome,
            guint16           port,
            PtlSecurity       security)
{
  for (guint i = 0; i < outcome->findings->len; i++)
    {
      PtlFinding *finding = g_ptr_array_index (outcome->findings, i);

      if (finding->candidate->port == port && finding->candidate->security == security)
        return finding;
    }

  g_return_val_if_reached (NULL);
}

static void
show_text (PtlOutput        *output,
           const PtlOutcome *outcome)
{
  g_autoptr(GString) page = g_string_new (output->is_terminal ? "\n" : "");

  ptl_output_append_f (output, page, PTL_STYLE_FAINT, "  %5s  ", _("Port"));
  ptl_output_append_cell (output, page, PTL_STYLE_FAINT, "", PROTOCOL_COLUMNS);
  ptl_output_append_cell (output, page, PTL_STYLE_FAINT, "SSL/TLS", CELL_COLUMNS);
  ptl_output_append_cell (output, page, PTL_STYLE_FAINT, "STARTTLS", CELL_COLUMNS);
  ptl_output_append (output, page, PTL_STYLE_FAINT, _("no encryption"));
  g_string_append_c (page, '\n');

  for (guint i = 0; i < G_N_ELEMENTS (doors); i++)
    {
      PtlFinding *ways[G_N_ELEMENTS (securities)];

      for (guint j = 0; j < G_N_ELEMENTS (securities); j++)
        ways[j] = finding_of (outcome, doors[i].port, securities[j]);

      append_door (output, page, ways);
    }

  ptl_output_put (output, page->str);
}

static void
show_json (PtlOutput        *output,
           const PtlOutcome *outcome)
{
  g_autoptr(JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "candidates");
  json_builder_begin_array (json);

  for (guint i = 0; i < outcome->findings->len; i++)
    {
      const PtlFinding *finding = g_ptr_array_index (outcome->findings, i);

      json_builder_begin_object (json);
      ptl_json_add_server (json, finding->candidate);
      json_builder_set_member_name (json, "result");
      json_builder_begin_object (json);
      ptl_json_add_check (json, finding, FALSE);
      json_builder_end_object (json);
      json_builder_end_object (json);
    }

  json_builder_end_array (json);
  json_builder_end_object (json);
  ptl_json_put (json, output);
}

static int
run_scan (const PtlCommand *self,
          PtlContext       *context,
          GStrv            *args)
{
  g_auto(PtlOrder) order = { 0 };
  g_autoptr(PtlSetup) setup = NULL;
  g_autoptr(PtlOutcome) outcome = NULL;
  g_autoptr(GError) error = NULL;
  gboolean as_json = FALSE;
  int status;

  if (!parse (&order, &as_json, self, context, args, &status))
    return status;

  if (!as_json)
    ptl_output_headline (&context->err, _("Trying every port of mail at %s"),
                         ((PtlCandidate *) order.servers->pdata[0])->host);

  setup = ptl_setup_new (context->network, context->accounts, context->store);
  outcome = ptl_wait_for_work (context, setup, &order, as_json, &error);
  if (outcome == NULL)
    return ptl_command_fail (self, context, error);

  if (as_json)
    show_json (&context->out, outcome);
  else
    show_text (&context->out, outcome);

  for (guint i = 0; i < outcome->findings->len; i++)
    {
      if (is_open (g_ptr_array_index (outcome->findings, i)))
        return PTL_EXIT_WORKED;
    }

  return PTL_EXIT_NOT_WORKING;
}

const PtlCommand ptl_command_scan = {
  .name = "scan",
  .arguments = N_("HOST"),
  .summary = N_("Tries every port of mail at a host, with every way of encryption"),
  .run = run_scan,
};
