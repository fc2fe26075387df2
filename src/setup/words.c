/* words.c - times, dates and foreign texts as people can read them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "setup/words.h"

#include <glib/gi18n.h>

/* Below this the milliseconds are shown, above it tenths of a second. */
#define MS_SHOWN_BELOW 100

/**
 * ptl_time_to_words:
 * @time_ms: how long something took, in milliseconds
 *
 * Returns: (transfer full): "12 ms", "0.3 s", as the user's language writes it
 */
char *
ptl_time_to_words (guint time_ms)
{
  if (time_ms == 0)
    return g_strdup (_("less than 1 ms"));

  if (time_ms < MS_SHOWN_BELOW)
    /* Translators: milliseconds; the blank does not break the line */
    return g_strdup_printf (_("%u ms"), time_ms);

  /* Translators: seconds; the blank does not break the line */
  return g_strdup_printf (_("%.1f s"), time_ms / 1000.0);
}

/**
 * ptl_date_to_words:
 * @iso8601: (nullable): "2027-03-03T10:00:00Z"
 *
 * Returns: (transfer full): "3 March 2027" as the user's language writes it;
 *   @iso8601 itself if it is no date
 */
char *
ptl_date_to_words (const char *iso8601)
{
  g_autoptr(GDateTime) date = NULL;
  g_autoptr(GDateTime) local = NULL;

  if (iso8601 == NULL)
    return g_strdup ("");

  date = g_date_time_new_from_iso8601 (iso8601, NULL);
  if (date == NULL)
    return g_strdup (iso8601);

  local = g_date_time_to_local (date);

  /* Translators: a date: day of the month, name of the month, year */
  return g_date_time_format (local, _("%-d %B %Y"));
}

/* Embeddings, overrides and isolates (Unicode TR9, 2): what comes after one can
 * be shown in another order than it is in. */
static gboolean
turns_text (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/**
 * ptl_words_tame:
 * @text: (nullable): a text with foreign words in it
 *
 * Takes away what could make a text look like another one: control characters
 * other than line breaks, and those that change the order of what is shown.
 *
 * Returns: (transfer full): the text, valid UTF-8, never %NULL
 */
char *
ptl_words_tame (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *tame = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!turns_text (c) && (c == '\n' || !g_unichar_iscntrl (c)))
        g_string_append_unichar (tame, c);
    }

  return g_string_free (tame, FALSE);
}

/* Hexadecimal digits between two blanks of a fingerprint. */
#define GROUP_LENGTH 4

/**
 * ptl_words_group_digits:
 * @digits: a fingerprint
 *
 * Returns: (transfer full): the same with blanks in it, to be compared by eye
 */
char *
ptl_words_group_digits (const char *digits)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; digits[i] != '\0'; i++)
    {
      if (i > 0 && i % GROUP_LENGTH == 0)
        g_string_append_c (text, ' ');
      g_string_append_c (text, digits[i]);
    }

  return g_string_free (text, FALSE);
}
