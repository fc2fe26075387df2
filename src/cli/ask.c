/* ask.c - asking the person at the terminal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/ask.h"

#include <glib/gi18n.h>
#include <unistd.h>

#define ANSWER_BYTES 64

gboolean
ptl_ask_can (void)
{
  return isatty (STDIN_FILENO);
}

static gboolean
is_yes (const char *answer)
{
  g_autofree char *valid = g_utf8_make_valid (answer, -1);
  g_autofree char *folded = g_utf8_casefold (g_strstrip (valid), -1);

  /* Translators: the answers that mean yes, lower case, with blanks between; “y” and “yes” are
   * taken in every language */
  g_auto(GStrv) yes = g_strsplit (_("y yes"), " ", -1);
  static const char * const english[] = { "y", "yes", NULL };

  return g_strv_contains (english, folded) || g_strv_contains ((const char * const *) yes, folded);
}

/**
 * ptl_ask_consent:
 * @context: whose terminal
 * @question: what to ask, translated
 *
 * Asks a question whose answer is no unless somebody says yes; where nobody
 * can be asked it is no at once.
 *
 * Returns: %TRUE if the answer was yes
 */
gboolean
ptl_ask_consent (PtlContext *context,
                 const char *question)
{
  g_autoptr(GString) page = g_string_new (NULL);
  char answer[ANSWER_BYTES] = "";

  if (!ptl_ask_can ())
    return FALSE;

  ptl_output_append (&context->err, page, PTL_STYLE_WARNING,
                     ptl_output_get_mark (&context->err, PTL_MARK_WARNING));
  g_string_append_c (page, ' ');
  ptl_output_append_paragraph (&context->err, page, PTL_STYLE_PLAIN, question, 2);
  g_string_append (page, "  ");
  ptl_output_append (&context->err, page, PTL_STYLE_BOLD, _("[y/N]"));
  g_string_append_c (page, ' ');
  ptl_output_put (&context->err, page->str);

  if (read (STDIN_FILENO, answer, sizeof answer - 1) <= 0)
    return FALSE;

  return is_yes (answer);
}
