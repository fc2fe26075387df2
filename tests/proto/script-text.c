/* script-text.c - small things that a script does with text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "script-text.h"

#include <string.h>

/* As an attacker would: the number in the tag, and one more. */
char *
script_guess_next_tag (const char *tag)
{
  const char *digits = tag + strcspn (tag, "0123456789");
  char *end;
  guint64 number = g_ascii_strtoull (digits, &end, 10);
  g_autofree char *start = g_strndup (tag, digits - tag);

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT "%s", start, number + 1, end);
}

/* \r \n \t \\ \xNN */
void
script_append_escaped (GString    *bytes,
                       const char *text)
{
  for (; *text != '\0'; text++)
    {
      if (*text != '\\')
        {
          g_string_append_c (bytes, *text);
          continue;
        }

      switch (*++text)
        {
        case 'r':
          g_string_append_c (bytes, '\r');
          break;

        case 'n':
          g_string_append_c (bytes, '\n');
          break;

        case 't':
          g_string_append_c (bytes, '\t');
          break;

        case 'x':
          g_string_append_c (bytes, (char) (g_ascii_xdigit_value (text[1]) * 16 +
                                            g_ascii_xdigit_value (text[2])));
          text += 2;
          break;

        default:
          g_string_append_c (bytes, *text);
        }
    }
}

/* The number that a line of a case begins with. */
guint
script_parse_number (const char *text)
{
  char *end;
  guint64 number = g_ascii_strtoull (text, &end, 10);

  g_assert_true (end != text && number <= G_MAXUINT);
  return number;
}
