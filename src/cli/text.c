/* text.c - text as a terminal can show it: cleaned, measured, cut, wrapped
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/text.h"

#include <string.h>

/* Marks that turn the direction of writing, so that “moc.knab” reads as what
 * it is not (Unicode TR 36), and the separators that end a line for some. */
static gboolean
is_deceptive (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
         c == 0x200e || c == 0x200f || c == 0x061c ||
         c == 0x2028 || c == 0x2029 || c == 0xfeff;
}

/**
 * ptl_text_clean:
 * @text: anything
 *
 * Makes text that moves no cursor and turns no direction: valid UTF-8 without
 * control characters. A line break or tab becomes a blank.
 *
 * Returns: (transfer full): one line
 */
char *
ptl_text_clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *clean = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' || c == '\t')
        g_string_append_c (clean, ' ');
      else if (!g_unichar_iscntrl (c) && !is_deceptive (c))
        g_string_append_unichar (clean, c);
    }

  return g_string_free (clean, FALSE);
}

static guint
width_of (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;

  return g_unichar_iswide (c) ? 2 : 1;
}

/**
 * ptl_text_width:
 * @text: cleaned text
 *
 * Returns: how many columns of a terminal it takes
 */
guint
ptl_text_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += width_of (g_utf8_get_char (p));

  return width;
}

/**
 * ptl_text_widest:
 * @texts: cleaned texts
 *
 * Returns: how many columns the widest of them takes
 */
guint
ptl_text_widest (const char * const *texts)
{
  guint widest = 0;

  for (guint i = 0; texts[i] != NULL; i++)
    widest = MAX (widest, ptl_text_width (texts[i]));

  return widest;
}

/**
 * ptl_text_fit:
 * @text: cleaned text
 * @columns: how many columns it is to take
 * @ellipsis: what stands for the part that is cut off, one column wide
 *
 * Cuts what is too long and fills up what is too short.
 *
 * Returns: (transfer full): text of exactly @columns
 */
char *
ptl_text_fit (const char *text,
              guint       columns,
              const char *ellipsis)
{
  GString *fitted = g_string_new (NULL);
  gboolean is_cut = ptl_text_width (text) > columns;
  guint room = is_cut && columns > 0 ? columns - 1 : columns;
  guint used = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      guint width = width_of (g_utf8_get_char (p));

      if (used + width > room)
        break;

      g_string_append_len (fitted, p, g_utf8_next_char (p) - p);
      used += width;
    }

  if (is_cut && columns > 0)
    {
      g_string_append (fitted, ellipsis);
      used++;
    }

  for (; used < columns; used++)
    g_string_append_c (fitted, ' ');

  return g_string_free (fitted, FALSE);
}

/**
 * ptl_text_wrap:
 * @text: cleaned text
 * @columns: how many columns there are
 *
 * Breaks at blanks. A word that is longer than a line gets one of its own:
 * nobody can copy a host name or a path that is in two pieces.
 *
 * Returns: (transfer full): the lines
 */
GStrv
ptl_text_wrap (const char *text,
               guint       columns)
{
  g_auto(GStrv) words = g_strsplit (text, " ", -1);
  g_autoptr(GStrvBuilder) lines = g_strv_builder_new ();
  g_autoptr(GString) line = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;

      if (line->len > 0 && ptl_text_width (line->str) + 1 + ptl_text_width (words[i]) > columns)
        {
          g_strv_builder_add (lines, line->str);
          g_string_truncate (line, 0);
        }

      if (line->len > 0)
        g_string_append_c (line, ' ');
      g_string_append (line, words[i]);
    }

  if (line->len > 0)
    g_strv_builder_add (lines, line->str);

  return g_strv_builder_end (lines);
}
