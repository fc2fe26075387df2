/* main.c - portolanctl: sets up mail accounts, in a terminal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <malloc.h>
#include <openssl/crypto.h>
#include <string.h>

#include "cli/command.h"

static const PtlCommand * const commands[] = {
  &ptl_command_find,
  &ptl_command_check,
  &ptl_command_setup,
  &ptl_command_scan,
  &ptl_command_ports,
  &ptl_command_local,
  &ptl_command_accounts,
  &ptl_command_demo,
};

static const PtlCommand *
find_command (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (g_str_equal (commands[i]->name, name))
        return commands[i];
    }

  return NULL;
}

static void
show_help (PtlOutput *output)
{
  g_autoptr(GString) page = g_string_new (NULL);

  ptl_output_append (output, page, PTL_STYLE_BOLD, _("Portolan sets up mail accounts."));
  g_string_append (page, "\n\n");
  ptl_output_append (output, page, PTL_STYLE_PLAIN, _("Usage: portolanctl COMMAND [OPTION…]"));
  g_string_append (page, "\n\n");

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *synopsis =
        g_strdup_printf ("%s %s", commands[i]->name, _(commands[i]->arguments));

      g_string_append (page, "  ");
      ptl_output_append_cell (output, page, PTL_STYLE_ACCENT, synopsis, 24);
      ptl_output_append_paragraph (output, page, PTL_STYLE_PLAIN, _(commands[i]->summary), 26);
    }

  g_string_append_c (page, '\n');
  ptl_output_append_paragraph (output, page, PTL_STYLE_PLAIN,
                               _("“portolanctl COMMAND --help” tells more about a command, "
                                 "“portolanctl demo -- setup ann@demo.test” shows the main one "
                                 "at work. The manual is portolanctl(1)."), 0);
  ptl_output_put (output, page->str);
}

static int
fail_globally (PtlContext *context,
               const char *message)
{
  ptl_output_print (&context->err, "portolanctl: %s", message);
  ptl_output_print (&context->err, _("Try “%s --help”."), "portolanctl");

  return PTL_EXIT_USAGE;
}

/**
 * ptl_command_dispatch:
 * @context: what to hand to the command
 * @args: (inout): the command's name and what follows it
 *
 * Runs a command.
 *
 * Returns: its exit status
 */
int
ptl_command_dispatch (PtlContext *context,
                      GStrv      *args)
{
  const char *name = (*args)[0];
  const PtlCommand *command;

  if (name == NULL)
    {
      show_help (&context->err);
      return PTL_EXIT_USAGE;
    }

  if (g_str_equal (name, "--help") || g_str_equal (name, "-h"))
    {
      show_help (&context->out);
      return PTL_EXIT_WORKED;
    }

  if (g_str_equal (name, "--version") || g_str_equal (name, "-V"))
    {
      ptl_output_print (&context->out, "portolanctl (Portolan) %s", PTL_VERSION);
      return PTL_EXIT_WORKED;
    }

  command = find_command (name);
  if (command == NULL)
    return fail_globally (context, *name == '-' ? _("Unknown option") : _("Unknown command"));

  return command->run (command, context, args);
}

/**
 * ptl_command_fail_usage:
 * @self: a command
 * @context: where to tell
 * @format: what is wrong, translated
 *
 * Tells that the command line is wrong.
 *
 * Returns: %PTL_EXIT_USAGE
 */
int
ptl_command_fail_usage (const PtlCommand *self,
                        PtlContext       *context,
                        const char       *format,
                        ...)
{
  g_autofree char *message = NULL;
  g_autofree char *program = g_strdup_printf ("portolanctl %s", self->name);
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  ptl_output_print (&context->err, "%s: %s", program, message);
  ptl_output_print (&context->err, _("Try “%s --help”."), program);

  return PTL_EXIT_USAGE;
}

/**
 * ptl_command_fail:
 * @self: a command
 * @context: where to tell
 * @error: what failed
 *
 * Tells of a failure on our side. Of a cancelled one there is nothing to tell:
 * whoever pressed Ctrl-C knows.
 *
 * Returns: an exit status
 */
int
ptl_command_fail (const PtlCommand *self,
                  PtlContext       *context,
                  const GError     *error)
{
  if (context->signal_number != 0)
    return PTL_EXIT_SIGNAL + context->signal_number;

  ptl_output_print (&context->err, "portolanctl %s: %s", self->name, error->message);

  return PTL_EXIT_INNER;
}

/* Inside, all text is UTF-8, whatever the locale is; a name that is valid
 * UTF-8 is never meant to be anything else. Returns NULL if it cannot be. */
static GStrv
decode_arguments (char *argv[])
{
  g_autoptr(GStrvBuilder) decoded = g_strv_builder_new ();

  for (guint i = 1; argv[i] != NULL; i++)
    {
      g_autofree char *text = g_utf8_validate (argv[i], -1, NULL)
        ? g_strdup (argv[i])
        : g_locale_to_utf8 (argv[i], -1, NULL, NULL, NULL);

      if (text == NULL)
        return NULL;

      g_strv_builder_add (decoded, text);
    }

  return g_strv_builder_end (decoded);
}

int
main (int   argc,
      char *argv[])
{
  g_auto(PtlContext) context = { 0 };
  g_auto(GStrv) args = NULL;
  int status;

  ptl_secret_protect_process ();

  /* Our threads wait for servers, not for memory: an arena for each of them
   * would cost more than it saves. */
  mallopt (M_ARENA_MAX, 1);

  /* What OpenSSL holds at the end the kernel takes back as well, and sooner: to tidy it up
   * costs a twentieth of a check, and needs all threads to have ended. */
  OPENSSL_init_crypto (OPENSSL_INIT_NO_ATEXIT, NULL);

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, PTL_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("portolanctl");

  ptl_context_init (&context);
  args = decode_arguments (argv);

  if (args == NULL)
    return fail_globally (&context, _("An argument is not valid text in this locale"));

  status = ptl_command_dispatch (&context, &args);

  if (context.out.has_failed && status != PTL_EXIT_USAGE)
    status = PTL_EXIT_INNER;

  return status;
}
