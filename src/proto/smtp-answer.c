/* smtp-answer.c - reads one answer of an SMTP server
 *
 * RFC 5321  4.2: replies
 * RFC 2034, RFC 3463: enhanced status codes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proto/smtp-answer.h"

#include <string.h>

void
ptl_smtp_answer_clear (PtlSmtpAnswer *self)
{
  g_clear_pointer (&self->enhanced, g_free);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
}

/**
 * ptl_smtp_is_line:
 * @line: a line
 *
 * Returns: %TRUE if it begins as a line of an answer does
 */
gboolean
ptl_smtp_is_line (const char *line)
{
  return line[0] >= '2' && line[0] <= '5' && g_ascii_isdigit (line[1]) &&
         g_ascii_isdigit (line[2]) && (line[3] == ' ' || line[3] == '-' || line[3] == '\0');
}

/* "5.7.8" at the start of @text: 1, 1 to 3 and 1 to 3 digits, of the same class
 * as the code; 0 if there is none. */
static gsize
enhanced_length (const char *text,
                 char        digit)
{
  gsize subject;
  gsize detail;

  if (text[0] != digit || text[1] != '.')
    return 0;

  subject = strspn (text + 2, "0123456789");
  if (subject < 1 || subject > 3 || text[2 + subject] != '.')
    return 0;

  detail = strspn (text + 3 + subject, "0123456789");
  if (detail < 1 || detail > 3)
    return 0;

  switch (text[3 + subject + detail])
    {
    case ' ':
    case '\0':
      return 3 + subject + detail;

    default:
      return 0;
    }
}

static void
add_line (PtlSmtpAnswer *answer,
          const char    *line)
{
  const char *text = line[3] == '\0' ? "" : line + 4;
  gsize length = enhanced_length (text, line[0]);

  if (length > 0 && answer->enhanced == NULL && answer->lines->len == 0)
    answer->enhanced = g_strndup (text, length);

  if (length > 0 && answer->enhanced != NULL && strlen (answer->enhanced) == length &&
      strncmp (text, answer->enhanced, length) == 0)
    text += length + strspn (text + length, " ");

  g_ptr_array_add (answer->lines, g_strdup (text));
}

static gboolean
malformed (const char  *what,
           const char  *line,
           GError     **error)
{
  g_autofree char *clean = ptl_reply_clean (line, -1);

  g_set_error (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_MALFORMED, "%s: “%s”", what, clean);
  return FALSE;
}

/**
 * ptl_smtp_read_answer:
 * @session: a session
 * @first: (nullable) (transfer full): the first line, if it was read already
 * @answer: (inout): what came
 * @cancellable: (nullable): ends the wait
 * @error: `PTL_PROTO_ERROR_MALFORMED` if a line is none, or lines of one answer
 *   differ in their codes, or as [method@Wire.read_line]
 *
 * Waits for a whole answer. Adds nothing to the replies.
 *
 * Returns: %TRUE if it came, whatever it says
 */
gboolean
ptl_smtp_read_answer (PtlSession     *session,
                      char           *first,
                      PtlSmtpAnswer  *answer,
                      GCancellable   *cancellable,
                      GError        **error)
{
  g_autofree char *line = first;
  gboolean is_last = FALSE;

  answer->lines = g_ptr_array_new_with_free_func (g_free);

  while (!is_last)
    {
      if (line == NULL)
        line = ptl_wire_read_line (session->wire, cancellable, error);

      if (line == NULL)
        return FALSE;

      if (!ptl_smtp_is_line (line))
        return malformed ("No line of SMTP", line, error);

      if (answer->lines->len > 0 && strncmp (line, answer->status, 3) != 0)
        return malformed ("An answer with two codes", line, error);

      g_strlcpy (answer->status, line, sizeof answer->status);
      answer->code = g_ascii_strtoull (answer->status, NULL, 10);
      add_line (answer, line);

      is_last = line[3] != '-';
      g_clear_pointer (&line, g_free);
    }

  return TRUE;
}

/**
 * ptl_smtp_add_reply:
 * @session: a session
 * @answer: an answer
 *
 * Adds @answer to the replies, its lines joined by a blank.
 */
void
ptl_smtp_add_reply (PtlSession    *session,
                    PtlSmtpAnswer *answer)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < answer->lines->len; i++)
    {
      if (text->len > 0)
        g_string_append_c (text, ' ');

      g_string_append (text, g_ptr_array_index (answer->lines, i));
    }

  ptl_session_add_reply (session, answer->status, answer->enhanced, text->str);
}
