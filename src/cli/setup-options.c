/* setup-options.c - the command line of `portolanctl setup`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/setup-options.h"

#include <glib/gi18n.h>

#include "cli/protocols.h"

static void
add_server_options (PtlSetupOptions *self,
                    PtlOptions      *options)
{
  const GOptionEntry entries[] = {
    { "incoming", 0, 0, G_OPTION_ARG_FILENAME, &self->incoming,
      N_("Receive with this server, as for “check”"), N_("URL") },
    { "outgoing", 0, 0, G_OPTION_ARG_FILENAME, &self->outgoing,
      N_("Send with this server, as for “check”"), N_("URL") },
    { "user", 0, 0, G_OPTION_ARG_FILENAME, &self->user,
      N_("Sign in as NAME, if that is not the address"), N_("NAME") },
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &self->name,
      N_("Who the mail is from, as others see it"), N_("TEXT") },
    { "protocol", 0, 0, G_OPTION_ARG_FILENAME, &self->protocol,
      N_("Receive with imap or with pop3 only"), "imap|pop3" },
    { "yes-domain", 0, 0, G_OPTION_ARG_FILENAME, &self->agreed_domain,
      N_("The password may go to servers of DOMAIN"), N_("DOMAIN") },
    { NULL },
  };

  ptl_options_add (options, entries);
}

static void
add_options (PtlSetupOptions *self,
             PtlOptions      *options)
{
  const GOptionEntry entries[] = {
    { "apply-remedy", 0, 0, G_OPTION_ARG_NONE, &self->apply_remedy,
      N_("If it does not work, follow the first advice and try once more"), NULL },
    { "no-keyring", 0, 0, G_OPTION_ARG_NONE, &self->no_keyring,
      N_("Do not keep the password"), NULL },
    { "save-anyway", 0, 0, G_OPTION_ARG_NONE, &self->save_anyway,
      N_("Save the account even if it does not work"), NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &self->is_dry_run,
      N_("Find and check, save nothing"), NULL },
    { "transcript", 0, 0, G_OPTION_ARG_NONE, &self->transcript,
      N_("Show what was said, with the secrets masked"), NULL },
    { NULL },
  };

  add_server_options (self, options);
  ptl_options_add (options, entries);
  ptl_login_options_add (&self->login, options);
}

/* Adds the server of one side, if it was given. */
static gboolean
take_server (const char  *option,
             const char  *url,
             gboolean     is_outgoing,
             PtlOrder    *order,
             GError     **error)
{
  g_autoptr(PtlCandidate) server = NULL;

  if (url == NULL)
    return TRUE;

  server = ptl_candidate_new_from_url (url, error);
  if (server == NULL)
    {
      g_prefix_error (error, "%s: ", option);
      return FALSE;
    }

  if ((server->protocol == PTL_PROTOCOL_SMTP) != is_outgoing)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   is_outgoing ? _("%s: %s is not for sending mail: that is SMTP")
                               : _("%s: %s is not for receiving mail: that is IMAP or POP3"),
                   option, ptl_protocol_get_label (server->protocol));
      return FALSE;
    }

  if (order->servers == NULL)
    order->servers = g_ptr_array_new_with_free_func ((GDestroyNotify) ptl_candidate_unref);

  g_ptr_array_add (order->servers, g_steal_pointer (&server));
  return TRUE;
}

static gboolean
fill_order (const PtlSetupOptions  *self,
            const char             *address,
            PtlOrder               *order,
            GError                **error)
{
  order->address = ptl_address_parse (address, error);

  if (order->address == NULL ||
      !ptl_protocols_parse (self->protocol, &order->protocols, error) ||
      !take_server ("--incoming", self->incoming, FALSE, order, error) ||
      !take_server ("--outgoing", self->outgoing, TRUE, order, error))
    return FALSE;

  if (self->agreed_domain != NULL)
    {
      order->agreed_domain = ptl_host_check (self->agreed_domain, error);
      if (order->agreed_domain == NULL)
        {
          g_prefix_error (error, "--yes-domain: ");
          return FALSE;
        }
    }

  order->probe = TRUE;
  order->user = g_strdup (self->user);
  order->from = g_strdup (order->address->full);
  order->apply_remedy = self->apply_remedy;
  order->timeout_s = self->login.timeout_s;

  return TRUE;
}

/**
 * ptl_setup_options_parse:
 * @self: what to fill in, zeroed
 * @order: what to fill in, zeroed
 * @command: whose command line
 * @context: where to tell what is wrong
 * @args: (inout): the command line
 * @status: (out): the exit status, if there is nothing left to do
 *
 * Reads the command line and the password.
 *
 * Returns: %TRUE if the command is to go on
 */
gboolean
ptl_setup_options_parse (PtlSetupOptions  *self,
                         PtlOrder         *order,
                         const PtlCommand *command,
                         PtlContext       *context,
                         GStrv            *args,
                         int              *status)
{
  g_autoptr(PtlOptions) options = ptl_options_new (command, context);
  g_autoptr(GError) error = NULL;

  add_options (self, options);

  if (!ptl_options_parse (options, args, 1, 1, status) ||
      !ptl_login_options_check (&self->login, command, context, status))
    return FALSE;

  self->as_json = ptl_options_wants_json (options);

  if (!fill_order (self, ptl_options_get_words (options)[0], order, &error))
    {
      *status = ptl_command_fail_usage (command, context, "%s", error->message);
      return FALSE;
    }

  return ptl_login_options_read (&self->login, command, context, order->address->full,
                                 &order->password, &order->token, status);
}

void
ptl_setup_options_clear (PtlSetupOptions *self)
{
  g_free (self->incoming);
  g_free (self->outgoing);
  g_free (self->user);
  g_free (self->name);
  g_free (self->protocol);
  g_free (self->agreed_domain);
}
