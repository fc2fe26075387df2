/* accounts.c - `portolanctl accounts`: what is saved
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/accounts.h"

#include <glib/gi18n.h>

#include "base/address.h"
#include "cli/ask.h"
#include "cli/facts.h"
#include "cli/options.h"
#include "cli/row.h"
#include "cli/wait.h"

typedef struct
{
  const PtlCommand *command;
  PtlContext       *context;
  GPtrArray        *accounts;   /* all of them */
  const char       *id;         /* what the user wrote, or NULL */
  gboolean          all;
  gboolean          yes;
  gboolean          as_json;
} Job;

const char *
ptl_account_state_describe (PtlAccountState state)
{
  switch (state)
    {
    case PTL_ACCOUNT_STATE_WORKS:
      return C_("account", "works");

    case PTL_ACCOUNT_STATE_UNENCRYPTED:
      return C_("account", "works without encryption");

    case PTL_ACCOUNT_STATE_NO_SENDING:
      return C_("account", "cannot send");

    case PTL_ACCOUNT_STATE_NO_RECEIVING:
      return C_("account", "cannot receive");

    case PTL_ACCOUNT_STATE_BROKEN:
      return C_("account", "does not work");

    case PTL_ACCOUNT_STATE_UNTESTED:
    default:
      return C_("account", "not tested");
    }
}

/**
 * ptl_account_add_json:
 * @account: an account
 * @json: inside an object
 *
 * Adds all that is saved about it.
 */
void
ptl_account_add_json (PtlAccount  *account,
                      JsonBuilder *json)
{
  ptl_json_add_account (json, account);
  ptl_json_add_string (json, "state",
                       ptl_account_state_to_string (ptl_account_get_state (account)));
  ptl_json_add_service (json, "incoming", ptl_account_get_incoming (account));
  ptl_json_add_service (json, "outgoing", ptl_account_get_outgoing (account));
}

static gboolean
has_address (PtlAccount *account,
             const Job  *job)
{
  return ptl_address_is_same (ptl_account_get_address (account), job->id);
}

static guint
count_with_address (const Job *job)
{
  guint n = 0;

  for (guint i = 0; i < job->accounts->len; i++)
    n += has_address (g_ptr_array_index (job->accounts, i), job) ? 1 : 0;

  return n;
}

/* By its id, or by its address if only one has it. */
static PtlAccount *
find_account (const Job *job)
{
  PtlAccount *found = NULL;

  for (guint i = 0; i < job->accounts->len; i++)
    {
      PtlAccount *account = g_ptr_array_index (job->accounts, i);

      if (g_strcmp0 (ptl_account_get_id (account), job->id) == 0)
        return account;

      if (has_address (account, job))
        found = account;
    }

  return count_with_address (job) == 1 ? found : NULL;
}

static int
fail_unknown (const Job *job)
{
  if (count_with_address (job) > 1)
    {
      ptl_output_print (&job->context->err,
                        _("portolanctl accounts: several accounts have the address “%s”. Say "
                          "the ID of one, as “portolanctl accounts list” shows it."), job->id);
      return PTL_EXIT_NOT_WORKING;
    }

  ptl_output_print (&job->context->err,
                    _("portolanctl accounts: there is no account “%s”. "
                      "“portolanctl accounts list” shows them."), job->id);
  return PTL_EXIT_NOT_WORKING;
}

/* --- list, show --- */

static int
list_accounts (const Job *job)
{
  ptl_accounts_list (job->context, job->accounts, job->as_json);
  return PTL_EXIT_WORKED;
}

static void
add_service (PtlFacts   *facts,
             const char *label,
             PtlService *service)
{
  g_autoptr(PtlCandidate) candidate = ptl_service_to_candidate (service);
  g_autofree char *text = NULL;

  if (candidate == NULL)
    return;

  text = ptl_candidate_describe (candidate, candidate->user);
  ptl_facts_add (facts, label, text);
}

static int
show_account (const Job *job)
{
  PtlOutput *output = &job->context->out;
  PtlAccount *account = find_account (job);
  g_autoptr(PtlFacts) facts = ptl_facts_new ();
  g_autoptr(GString) page = g_string_new (NULL);

  if (account == NULL)
    return fail_unknown (job);

  if (job->as_json)
    {
      g_autoptr(JsonBuilder) json = json_builder_new ();

      json_builder_begin_object (json);
      ptl_account_add_json (account, json);
      json_builder_end_object (json);
      ptl_json_put (json, output);
      return PTL_EXIT_WORKED;
    }

  ptl_output_append (output, page, PTL_STYLE_BOLD, ptl_account_get_address (account));
  g_string_append_c (page, '\n');
  ptl_facts_add (facts, C_("account", "Name"), ptl_account_get_name (account));
  add_service (facts, C_("mail", "Receiving"), ptl_account_get_incoming (account));
  add_service (facts, C_("mail", "Sending"), ptl_account_get_outgoing (account));
  ptl_facts_add (facts, _("Last test"),
                 ptl_account_state_describe (ptl_account_get_state (account)));
  ptl_facts_add (facts, _("Account"), ptl_account_get_id (account));
  ptl_facts_append (facts, output, page);
  ptl_output_put (output, page->str);

  return PTL_EXIT_WORKED;
}

/* --- check --- */

static int
check_accounts (const Job *job)
{
  g_autoptr(GPtrArray) chosen = g_ptr_array_new_with_free_func (g_object_unref);
  PtlAccount *account;

  if ((job->id == NULL) != job->all)
    return ptl_command_fail_usage (job->command, job->context, "%s",
                                   _("“check” takes the ID of one account, or --all"));

  if (job->all)
    return ptl_accounts_check (job->command, job->context, job->accounts, job->as_json);

  account = find_account (job);
  if (account == NULL)
    return fail_unknown (job);

  g_ptr_array_add (chosen, g_object_ref (account));
  return ptl_accounts_check (job->command, job->context, chosen, job->as_json);
}

/* --- forget --- */

static int
confirm_forgetting (const Job  *job,
                    const char *name)
{
  g_autofree char *question = NULL;

  if (job->yes)
    return PTL_EXIT_WORKED;

  if (!ptl_ask_can ())
    return ptl_command_fail_usage (job->command, job->context, "%s",
                                   _("There is no terminal to ask on: say --yes"));

  question = g_strdup_printf (_("Forget %s: the account and its passwords? The mail stays on "
                                "the server."), name);

  return ptl_ask_consent (job->context, question) ? PTL_EXIT_WORKED : PTL_EXIT_NOT_WORKING;
}

static int
forget_account (const Job *job)
{
  PtlContext *context = job->context;
  PtlAccount *account = find_account (job);
  const char *id = account != NULL ? ptl_account_get_id (account) : job->id;
  const char *name = account != NULL ? ptl_account_get_address (account) : job->id;
  g_autoptr(PtlSetup) setup = NULL;
  g_autoptr(GError) error = NULL;
  int status = confirm_forgetting (job, name);

  if (status != PTL_EXIT_WORKED)
    return status;

  /* An id without an account may be that of a stray password. */
  setup = ptl_setup_new (context->network, context->accounts, context->store);
  if (!ptl_wait_for_forget (context, setup, id, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        return fail_unknown (job);
      return ptl_command_fail (job->command, context, error);
    }

  if (job->as_json)
    {
      g_autoptr(JsonBuilder) json = json_builder_new ();

      json_builder_begin_object (json);
      ptl_json_add_string (json, "id", id);
      ptl_json_add_bool (json, "forgotten", TRUE);
      json_builder_end_object (json);
      ptl_json_put (json, &context->out);
    }
  else
    ptl_output_print (&context->out, _("%s is forgotten, its passwords too."), name);

  return PTL_EXIT_WORKED;
}

/* --- the command --- */

static const struct
{
  const char  *name;
  gboolean     takes_id;
  gboolean     needs_id;
  int        (*run) (const Job *job);
} actions[] = {
  { "list", FALSE, FALSE, list_accounts },
  { "show", TRUE, TRUE, show_account },
  { "check", TRUE, FALSE, check_accounts },
  { "forget", TRUE, TRUE, forget_account },
};

static int
run_action (Job                *job,
            const char * const *words)
{
  g_autoptr(GError) error = NULL;
  int status = PTL_EXIT_USAGE;

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      if (!g_str_equal (actions[i].name, words[0]))
        continue;

      job->id = words[1];

      if (job->id == NULL ? actions[i].needs_id : !actions[i].takes_id)
        return ptl_command_fail_usage (job->command, job->context,
                                       actions[i].needs_id ? _("“%s” takes the ID of an account")
                                                           : _("“%s” takes no ID"), words[0]);

      job->accounts = ptl_accounts_load (job->context->accounts, &error);
      if (job->accounts == NULL)
        return ptl_command_fail (job->command, job->context, error);

      status = actions[i].run (job);
      g_clear_pointer (&job->accounts, g_ptr_array_unref);
      return status;
    }

  return ptl_command_fail_usage (job->command, job->context, "%s",
                                 _("Say list, show, check or forget"));
}

static int
run_accounts (const PtlCommand *self,
              PtlContext       *context,
              GStrv            *args)
{
  g_autoptr(PtlOptions) options = ptl_options_new (self, context);
  Job job = { .command = self, .context = context };
  const GOptionEntry entries[] = {
    { "all", 0, 0, G_OPTION_ARG_NONE, &job.all,
      N_("check: all accounts"), NULL },
    { "yes", 0, 0, G_OPTION_ARG_NONE, &job.yes,
      N_("forget: do not ask"), NULL },
    { NULL },
  };
  int status;

  ptl_options_add (options, entries);

  if (!ptl_options_parse (options, args, 1, 2, &status))
    return status;

  job.as_json = ptl_options_wants_json (options);
  return run_action (&job, ptl_options_get_words (options));
}

const PtlCommand ptl_command_accounts = {
  .name = "accounts",
  .arguments = N_("ACTION [ID]"),
  .summary = N_("Lists, shows, checks and forgets the accounts that are saved"),
  .description = N_("ACTION is one of\n"
                    "  list          all accounts\n"
                    "  show ID       one, with its servers\n"
                    "  check ID      sign in again, with the saved password\n"
                    "  check --all   all of them\n"
                    "  forget ID     the account and its passwords\n"
                    "ID is what “list” shows, or the address."),
  .run = run_accounts,
};
