/* options.c - reading a subcommand's part of the command line
 *
 * GNU style: options may follow the words, "--" ends them. All arguments are
 * UTF-8 by now, so their type is G_OPTION_ARG_FILENAME: taken as they are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/options.h"

#include <glib/gi18n.h>

#include "base/ports.h"

struct _PtlOptions
{
  const PtlCommand *command;
  PtlContext       *context;
  GOptionContext   *parser;

  gboolean          wants_help;
  gboolean          wants_version;
  gboolean          wants_json;
  GStrv             words;
};

/**
 * ptl_options_new:
 * @command: whose options
 * @context: where help and errors are written
 *
 * Every command also has `--json`, `--help` and `--version`.
 *
 * Returns: (transfer full): a parser
 */
PtlOptions *
ptl_options_new (const PtlCommand *command,
                 PtlContext       *context)
{
  PtlOptions *self = g_new0 (PtlOptions, 1);

  self->command = command;
  self->context = context;
  self->parser = g_option_context_new (_(command->arguments));
  g_option_context_set_summary (self->parser, _(command->summary));

  if (command->description != NULL)
    g_option_context_set_description (self->parser, _(command->description));

  /* GOption's own help ends the process; the demo must clean up first. */
  g_option_context_set_help_enabled (self->parser, FALSE);

  return self;
}

void
ptl_options_free (PtlOptions *self)
{
  g_option_context_free (self->parser);
  g_strfreev (self->words);
  g_free (self);
}

void
ptl_options_add (PtlOptions         *self,
                 const GOptionEntry *entries)
{
  g_option_context_add_main_entries (self->parser, entries, GETTEXT_PACKAGE);
}

/**
 * ptl_options_end_early:
 * @self: a parser
 *
 * The first word ends the options: what follows belongs to somebody else.
 */
void
ptl_options_end_early (PtlOptions *self)
{
  g_option_context_set_strict_posix (self->parser, TRUE);
}

/* Last, so that the help begins with what is the command's own. */
static void
add_common (PtlOptions *self)
{
  const GOptionEntry common[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->wants_json,
      N_("Write JSON for programs"), NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &self->wants_help,
      N_("Show this help"), NULL },
    { "version", 'V', 0, G_OPTION_ARG_NONE, &self->wants_version,
      N_("Show the version"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->words, NULL, NULL },
    { NULL },
  };

  ptl_options_add (self, common);
}

static void
show_help (PtlOptions *self)
{
  g_autofree char *program = g_strdup_printf ("portolanctl %s", self->command->name);
  g_autofree char *help = NULL;

  g_set_prgname (program);
  help = g_option_context_get_help (self->parser, TRUE, NULL);
  ptl_output_put (&self->context->out, help);
}

/**
 * ptl_options_parse:
 * @self: a parser
 * @args: (inout): the command's name and what follows it
 * @min_words: how many words there must be
 * @max_words: how many there may be, %G_MAXUINT if any number
 * @status: (out): the exit status, if there is nothing left to do
 *
 * Reads the command line, answers `--help` and `--version`, and tells on
 * standard error what is wrong.
 *
 * Returns: %TRUE if the command is to go on
 */
gboolean
ptl_options_parse (PtlOptions *self,
                   GStrv      *args,
                   guint       min_words,
                   guint       max_words,
                   int        *status)
{
  g_autoptr(GError) error = NULL;
  guint n_words;

  add_common (self);

  if (!g_option_context_parse_strv (self->parser, args, &error))
    {
      *status = ptl_command_fail_usage (self->command, self->context, "%s", error->message);
      return FALSE;
    }

  if (self->wants_help || self->wants_version)
    {
      if (self->wants_help)
        show_help (self);
      else
        ptl_output_print (&self->context->out, "portolanctl (Portolan) %s", PTL_VERSION);
      *status = PTL_EXIT_WORKED;
      return FALSE;
    }

  n_words = self->words != NULL ? g_strv_length (self->words) : 0;

  if (n_words < min_words || n_words > max_words)
    {
      /* The words are not repeated: one may be a password. */
      *status = n_words < min_words
        ? ptl_command_fail_usage (self->command, self->context, _("Missing: %s"),
                                  _(self->command->arguments))
        : ptl_command_fail_usage (self->command, self->context,
                                  _("Too many words: expected %s"), _(self->command->arguments));
      return FALSE;
    }

  return TRUE;
}

/**
 * ptl_options_get_words:
 * @self: a parser that has parsed
 *
 * Returns: (transfer none): what is no option, maybe nothing
 */
const char * const *
ptl_options_get_words (PtlOptions *self)
{
  static const char * const none[] = { NULL };

  return self->words != NULL ? (const char * const *) self->words : none;
}

/**
 * ptl_options_get_ports:
 * @self: a parser that has parsed
 * @status: (out): the exit status, if a word is no port
 *
 * Returns: (transfer full) (nullable) (element-type guint16): the words as
 *   ports, or %NULL if one is none, which has been told
 */
GArray *
ptl_options_get_ports (PtlOptions *self,
                       int        *status)
{
  g_autoptr(GArray) ports = g_array_new (FALSE, FALSE, sizeof (guint16));
  const char * const *words = ptl_options_get_words (self);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autoptr(GError) error = NULL;
      guint16 port;

      if (!ptl_port_parse (words[i], &port, &error))
        {
          *status = ptl_command_fail_usage (self->command, self->context, "%s", error->message);
          return NULL;
        }

      g_array_append_val (ports, port);
    }

  return g_steal_pointer (&ports);
}

gboolean
ptl_options_wants_json (PtlOptions *self)
{
  return self->wants_json;
}
