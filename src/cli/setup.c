/* setup.c - `portolanctl setup`: find, check, save
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "cli/ask.h"
#include "cli/facts.h"
#include "cli/json.h"
#include "cli/report.h"
#include "cli/setup-options.h"
#include "cli/wait.h"

/* What became of the account. */
typedef struct
{
  PtlAccount *account;   /* NULL if there are not two servers to make it of */
  gboolean    is_saved;
  gboolean    works;
} Ending;

static void
ending_clear (Ending *self)
{
  g_clear_object (&self->account);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ending, ending_clear)

static gboolean
needs_consent (const PtlFinding *finding)
{
  return finding != NULL && finding->verdict != NULL &&
         ptl_verdict_has_code (finding->verdict, "unsafe_setting");
}

static gboolean
ask (PtlContext       *context,
     const PtlFinding *finding)
{
  g_autofree char *question = NULL;

  question = g_strdup_printf (_("%s offers no encryption: everybody on the way can read the "
                                "password and the mail. Send the password all the same?"),
                              finding->candidate->host);
  return ptl_ask_consent (context, question);
}

/* Nothing was sent without encryption so far. Whether the user wants that can
 * only be asked once it is clear that there is no better way. A word about one
 * server is none about another. */
static guint
ask_about_both (PtlContext       *context,
                const PtlOutcome *outcome)
{
  const PtlFinding *in = needs_consent (outcome->incoming) ? outcome->incoming : NULL;
  const PtlFinding *out = needs_consent (outcome->outgoing) ? outcome->outgoing : NULL;
  gboolean is_same = in != NULL && out != NULL &&
                     g_str_equal (in->candidate->host, out->candidate->host);
  gboolean may_receive = in != NULL && ask (context, in);
  gboolean may_send = is_same ? may_receive : out != NULL && ask (context, out);

  return (may_receive ? 1u << in->candidate->protocol : 0) |
         (may_send ? 1u << out->candidate->protocol : 0);
}

static PtlOutcome *
find_out (const PtlSetupOptions  *options,
          PtlContext             *context,
          PtlSetup               *setup,
          PtlOrder               *order,
          GError                **error)
{
  g_autoptr(PtlOutcome) outcome =
    ptl_wait_for_work (context, setup, order, options->as_json, error);

  if (outcome != NULL)
    order->insecure_protocols = ask_about_both (context, outcome);

  if (order->insecure_protocols == 0)
    return g_steal_pointer (&outcome);

  return ptl_wait_for_work (context, setup, order, options->as_json, error);
}

/* Makes the account, and saves it if it is to be saved. */
static void
finish (Ending                 *self,
        const PtlSetupOptions  *options,
        PtlContext             *context,
        PtlSetup               *setup,
        const PtlOrder         *order,
        const PtlOutcome       *outcome,
        GError                **error)
{
  self->works = outcome->incoming_works && outcome->outgoing_works;

  if (outcome->incoming == NULL || outcome->outgoing == NULL)
    return;

  self->account = ptl_setup_make_account (setup, order, outcome, options->name);

  if (options->is_dry_run || (!self->works && !options->save_anyway))
    return;

  self->is_saved = ptl_wait_for_save (context, setup, self->account,
                                      order->token != NULL ? order->token : order->password,
                                      error);
}

static void
add_side (JsonBuilder      *json,
          const char       *name,
          const PtlFinding *finding,
          gboolean          with_transcript)
{
  if (finding == NULL)
    return;

  json_builder_set_member_name (json, name);
  json_builder_begin_object (json);
  ptl_json_add_check (json, finding, with_transcript);
  json_builder_end_object (json);
}

static void
show_json (const Ending          *self,
           const PtlSetupOptions *options,
           PtlContext            *context,
           const PtlOrder        *order,
           const PtlOutcome      *outcome)
{
  g_autoptr(JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "account");
  json_builder_begin_object (json);

  if (self->is_saved)
    ptl_json_add_account (json, self->account);
  else
    {
      ptl_json_add_string (json, "name", options->name);
      ptl_json_add_string (json, "address", order->address->full);
    }

  json_builder_end_object (json);
  add_side (json, "incoming", outcome->incoming, options->transcript);
  add_side (json, "outgoing", outcome->outgoing, options->transcript);
  ptl_json_add_string (json, "why", outcome->why);
  ptl_json_add_bool (json, "saved", self->is_saved);

  if (self->is_saved)
    ptl_json_add_string (json, "secrets_in", ptl_secret_store_get_name (context->store));

  json_builder_end_object (json);
  ptl_json_put (json, &context->out);
}

static const char *
describe_store (const PtlSecretStore *store)
{
  const char *name = ptl_secret_store_get_name ((PtlSecretStore *) store);

  if (g_str_equal (name, "keyring"))
    return _("in the keyring");

  if (g_str_equal (name, "file"))
    return _("in an encrypted file: no keyring answered");

  return _("in memory only: gone when this ends");
}

static void
append_saved (const Ending *self,
              PtlContext   *context,
              GString      *page)
{
  g_autoptr(PtlFacts) facts = ptl_facts_new ();

  ptl_facts_add (facts, _("Account"), ptl_account_get_id (self->account));
  ptl_facts_add (facts, _("Saved in"), ptl_accounts_get_path (context->accounts));
  ptl_facts_add (facts, _("Password"), describe_store (context->store));
  ptl_facts_append (facts, &context->out, page);
}

static void
append_headline (const Ending    *self,
                 const PtlOutput *output,
                 GString         *page,
                 const PtlOrder  *order)
{
  const char *address = order->address->full;
  g_autofree char *text = self->works
    ? g_strdup_printf (self->is_saved ? _("%s is set up and works.")
                                      : _("%s works. Nothing was saved."), address)
    : g_strdup_printf (self->is_saved ? _("%s is saved, but does not work yet.")
                                      : _("%s could not be set up."), address);
  PtlStyle style = self->works ? PTL_STYLE_GOOD : PTL_STYLE_BAD;

  ptl_output_append_f (output, page, style, "%s ",
                       ptl_output_get_mark (output, self->works ? PTL_MARK_GOOD : PTL_MARK_BAD));
  ptl_output_append_paragraph (output, page, PTL_STYLE_BOLD, text, 2);
  g_string_append_c (page, '\n');
}

/* What went well is in the rows above; a warning or a failure is not. */
static void
append_side_verdict (const PtlOutput  *output,
                     GString          *page,
                     const PtlFinding *finding)
{
  if (finding == NULL || finding->verdict == NULL ||
      g_str_equal (ptl_verdict_get_code (finding->verdict), "ok"))
    return;

  ptl_report_verdict (output, page, finding);
  g_string_append_c (page, '\n');
}

static void
append_transcript (const PtlOutput  *output,
                   GString          *page,
                   const PtlFinding *finding)
{
  if (finding != NULL)
    ptl_report_transcript (output, page, finding);
}

static void
show_text (const Ending          *self,
           const PtlSetupOptions *options,
           PtlContext            *context,
           const PtlOrder        *order,
           const PtlOutcome      *outcome)
{
  PtlOutput *output = &context->out;
  g_autoptr(GString) page = g_string_new (output->is_terminal ? "\n" : "");

  append_headline (self, output, page, order);
  append_side_verdict (output, page, outcome->incoming);
  append_side_verdict (output, page, outcome->outgoing);
  ptl_report_choice (output, page, outcome);

  if (self->is_saved)
    {
      g_string_append_c (page, '\n');
      append_saved (self, context, page);
    }

  if (options->transcript)
    {
      append_transcript (output, page, outcome->incoming);
      append_transcript (output, page, outcome->outgoing);
    }

  ptl_output_put (output, page->str);
}

static int
fail_to_save (const PtlCommand *self,
              PtlContext       *context,
              const GError     *error)
{
  int status = ptl_command_fail (self, context, error);

  if (error->domain == PTL_SETUP_ERROR && context->signal_number == 0)
    ptl_output_print (&context->err, "%s",
                      _("With --no-keyring the account is saved without its password."));

  return status;
}

static int
run_setup (const PtlCommand *self,
           PtlContext       *context,
           GStrv            *args)
{
  g_auto(PtlSetupOptions) options = { 0 };
  g_auto(PtlOrder) order = { 0 };
  g_auto(Ending) ending = { 0 };
  g_autoptr(PtlSetup) setup = NULL;
  g_autoptr(PtlOutcome) outcome = NULL;
  g_autoptr(GError) error = NULL;
  int status;

  if (!ptl_setup_options_parse (&options, &order, self, context, args, &status))
    return status;

  if (options.no_keyring)
    ptl_context_forget_keyring (context);

  if (!options.as_json)
    ptl_output_headline (&context->err, _("Setting up %s"), order.address->full);

  setup = ptl_setup_new (context->network, context->accounts, context->store);
  outcome = find_out (&options, context, setup, &order, &error);

  if (outcome == NULL)
    return ptl_command_fail (self, context, error);

  finish (&ending, &options, context, setup, &order, outcome, &error);

  if (options.as_json)
    show_json (&ending, &options, context, &order, outcome);
  else
    show_text (&ending, &options, context, &order, outcome);

  /* What was found out is true all the same. */
  if (error != NULL)
    return fail_to_save (self, context, error);

  return ending.works ? PTL_EXIT_WORKED : PTL_EXIT_NOT_WORKING;
}

const PtlCommand ptl_command_setup = {
  .name = "setup",
  .arguments = N_("ADDRESS"),
  .summary = N_("Finds the servers of an email address, checks both, saves the account"),
  .run = run_setup,
};
