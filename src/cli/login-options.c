/* login-options.c - the options about passwords, tokens and waiting
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/login-options.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "cli/ask.h"
#include "cli/password.h"

/* An hour: no server takes longer, and milliseconds still fit. */
#define TIMEOUT_MAX_S 3600

#define NOT_GIVEN (-1)

static gboolean
refuse_password_cb (const char  *name,
                    const char  *value,
                    gpointer     data,
                    GError     **error)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _("A password on the command line can be seen by everybody on this "
                         "computer. Leave it out, you will be asked for it; or use "
                         "--password-stdin"));
  return FALSE;
}

/**
 * ptl_login_options_add:
 * @self: what to fill in
 * @options: a parser
 *
 * Adds the options to @options.
 */
void
ptl_login_options_add (PtlLoginOptions *self,
                       PtlOptions      *options)
{
  const GOptionEntry entries[] = {
    { "password-stdin", 0, 0, G_OPTION_ARG_NONE, &self->password_stdin,
      N_("Read the password from standard input, up to the end of the line"), NULL },
    { "password-fd", 0, 0, G_OPTION_ARG_INT, &self->password_fd,
      N_("Read the password from file descriptor N"), N_("N") },
    { "token-fd", 0, 0, G_OPTION_ARG_INT, &self->token_fd,
      N_("Sign in with an OAuth token, read from file descriptor N"), N_("N") },
    { "timeout", 0, 0, G_OPTION_ARG_INT, &self->timeout_s,
      N_("Wait at most S seconds for each answer"), N_("S") },
    { "password", 0, G_OPTION_FLAG_HIDDEN | G_OPTION_FLAG_OPTIONAL_ARG, G_OPTION_ARG_CALLBACK,
      refuse_password_cb, NULL, NULL },
    { NULL },
  };

  *self = (PtlLoginOptions) {
    .password_fd = NOT_GIVEN,
    .token_fd = NOT_GIVEN,
    .timeout_s = NOT_GIVEN,
  };

  ptl_options_add (options, entries);
}

/**
 * ptl_login_options_check:
 * @self: what was given
 * @command: whose options
 * @context: where to tell what is wrong
 * @status: (out): the exit status, if something is
 *
 * Checks that the options make sense, and together.
 *
 * Returns: %TRUE if they do; then `timeout_s` is 0 if it was not given
 */
gboolean
ptl_login_options_check (PtlLoginOptions  *self,
                         const PtlCommand *command,
                         PtlContext       *context,
                         int              *status)
{
  guint n_given = (self->password_stdin ? 1 : 0) + (self->password_fd != NOT_GIVEN ? 1 : 0) +
                  (self->token_fd != NOT_GIVEN ? 1 : 0);

  if (n_given > 1)
    *status = ptl_command_fail_usage (command, context, "%s",
                                      _("Only one of --password-stdin, --password-fd and "
                                        "--token-fd can be used"));
  else if (self->password_fd < NOT_GIVEN || self->token_fd < NOT_GIVEN)
    *status = ptl_command_fail_usage (command, context, "%s",
                                      _("A file descriptor is a number from 0"));
  else if (self->timeout_s != NOT_GIVEN && (self->timeout_s < 1 || self->timeout_s > TIMEOUT_MAX_S))
    *status = ptl_command_fail_usage (command, context,
                                      ngettext ("--timeout takes 1 to %d second",
                                                "--timeout takes 1 to %d seconds",
                                                TIMEOUT_MAX_S), TIMEOUT_MAX_S);
  else
    {
      self->timeout_s = MAX (self->timeout_s, 0);
      return TRUE;
    }

  return FALSE;
}

/* In the terminal's character set. */
static char *
make_prompt (PtlContext *context,
             const char *user)
{
  g_autofree char *text = g_strdup_printf (_("Password for %s:"), user);
  GString *prompt = g_string_new (NULL);

  ptl_output_append (&context->err, prompt, PTL_STYLE_BOLD, text);
  g_string_append_c (prompt, ' ');
  return g_string_free (prompt, FALSE);
}

static PtlSecret *
ask (PtlContext  *context,
     const char  *user,
     GError     **error)
{
  g_autofree char *prompt = NULL;

  if (context->password != NULL)
    return ptl_secret_ref (context->password);

  if (!ptl_ask_can ())
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           _("There is no terminal to ask for the password: "
                             "give it with --password-stdin or --password-fd N"));
      return NULL;
    }

  prompt = make_prompt (context, user);
  return ptl_password_ask (STDIN_FILENO, prompt, error);
}

/**
 * ptl_login_options_read:
 * @self: what was given, and checked
 * @command: whose options
 * @context: whose terminal
 * @user: (nullable): whose password; without one none is asked for
 * @password: (out) (nullable): the password
 * @token: (out) (nullable): or the token
 * @status: (out): the exit status, if it could not be had
 *
 * Gets the secret from where the options say it comes from, else from the
 * terminal. Waits.
 *
 * Returns: %TRUE if there is nothing to complain about
 */
gboolean
ptl_login_options_read (PtlLoginOptions   *self,
                        const PtlCommand  *command,
                        PtlContext        *context,
                        const char        *user,
                        PtlSecret        **password,
                        PtlSecret        **token,
                        int               *status)
{
  g_autoptr(GError) error = NULL;
  const char *option = NULL;

  *password = NULL;
  *token = NULL;

  if (self->token_fd != NOT_GIVEN)
    {
      option = "--token-fd: ";
      *token = ptl_password_read (self->token_fd, &error);
    }
  else if (self->password_fd != NOT_GIVEN)
    {
      option = "--password-fd: ";
      *password = ptl_password_read (self->password_fd, &error);
    }
  else if (self->password_stdin)
    {
      option = "--password-stdin: ";
      *password = ptl_password_read (STDIN_FILENO, &error);
    }
  else if (user != NULL)
    *password = ask (context, user, &error);

  if (error == NULL)
    return TRUE;

  *status = ptl_command_fail_usage (command, context, "%s%s",
                                    option != NULL ? option : "", error->message);
  return FALSE;
}
