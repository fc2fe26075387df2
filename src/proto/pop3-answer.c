/* pop3-answer.c - sends a POP3 command, reads its answer
 *
 * RFC 1939  3: answers
 * RFC 2449  8: response codes; RFC 3206: more of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proto/pop3-answer.h"

#include <string.h>

#include "proto/greeting.h"

static gboolean
malformed (PtlSession  *session,
           const char  *line,
           GError     **error)
{
  g_autofree char *clean = ptl_reply_clean (line, -1);

  g_set_error (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_MALFORMED, "No line of POP3: “%s”", clean);
  return FALSE;
}

/* "[CODE]" in upper case, if there is one at the start of @text, and what
 * follows it (RFC 2449, 8). */
static char *
split_code (const char  *text,
            const char **rest)
{
  gsize length = *text == '[' ? strcspn (text + 1, " []") : 0;

  *rest = text;

  if (length == 0 || text[1 + length] != ']')
    return NULL;

  *rest = text + 2 + length;
  return g_ascii_strup (text + 1, length);
}

/**
 * ptl_pop3_add_status:
 * @session: a session
 * @status: "+OK" or "-ERR"
 * @line: the line that begins with it
 *
 * Adds a status line to the replies.
 */
void
ptl_pop3_add_status (PtlSession *session,
                     const char *status,
                     const char *line)
{
  const char *text = line + strlen (status) + (line[strlen (status)] == ' ' ? 1 : 0);
  const char *rest;
  g_autofree char *code = split_code (text, &rest);

  ptl_session_add_reply (session, status, code, rest);
}

/**
 * ptl_pop3_read_status:
 * @session: a session
 * @kind: (out): what it is
 * @data: (out) (optional): what follows a “+”
 * @cancellable: (nullable): ends the wait
 * @error: `PTL_PROTO_ERROR_MALFORMED` if it is none, or as
 *   [method@Wire.read_line]
 *
 * Waits for one status line, and adds it to the replies.
 *
 * Returns: %TRUE if it came, whatever it says
 */
gboolean
ptl_pop3_read_status (PtlSession    *session,
                      PtlPop3Kind   *kind,
                      char         **data,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autofree char *line = ptl_wire_read_line (session->wire, cancellable, error);

  if (line == NULL)
    return FALSE;

  if (ptl_starts_with_word (line, "+OK"))
    {
      *kind = PTL_POP3_KIND_OK;
      ptl_pop3_add_status (session, "+OK", line);
    }
  else if (ptl_starts_with_word (line, "-ERR"))
    {
      *kind = PTL_POP3_KIND_ERR;
      ptl_pop3_add_status (session, "-ERR", line);
    }
  else if (ptl_starts_with_word (line, "+"))
    {
      *kind = PTL_POP3_KIND_CONTINUE;

      if (data != NULL)
        *data = g_strdup (line[1] == ' ' ? line + 2 : "");
    }
  else
    {
      return malformed (session, line, error);
    }

  return TRUE;
}

/**
 * ptl_pop3_read_answer:
 * @session: a session that has sent a command
 * @is_ok: (out): whether the server agrees
 * @cancellable: (nullable): ends the wait
 * @error: `PTL_PROTO_ERROR_UNEXPECTED` for a “+”, or as
 *   [func@pop3_read_status]
 *
 * Waits for the answer to a command which nobody asks back about.
 *
 * Returns: %TRUE if it came, whatever it says
 */
gboolean
ptl_pop3_read_answer (PtlSession    *session,
                      gboolean      *is_ok,
                      GCancellable  *cancellable,
                      GError       **error)
{
  PtlPop3Kind kind;

  if (!ptl_pop3_read_status (session, &kind, NULL, cancellable, error))
    return FALSE;

  if (kind == PTL_POP3_KIND_CONTINUE)
    {
      g_set_error_literal (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_UNEXPECTED,
                           "Nobody asked to go on");
      return FALSE;
    }

  *is_ok = kind == PTL_POP3_KIND_OK;
  return TRUE;
}

/**
 * ptl_pop3_command:
 * @session: a session
 * @line: a command without secrets
 * @is_ok: (out): whether the server agrees
 * @cancellable: (nullable): ends the wait
 * @error: as [method@Wire.send] and [func@pop3_read_answer]
 *
 * Sends a command and waits for its first line.
 *
 * Returns: %TRUE if it was answered, whatever it says
 */
gboolean
ptl_pop3_command (PtlSession    *session,
                  const char    *line,
                  gboolean      *is_ok,
                  GCancellable  *cancellable,
                  GError       **error)
{
  ptl_wire_begin_answer (session->wire);

  return ptl_wire_send (session->wire, cancellable, error, "%s", line) &&
         ptl_pop3_read_answer (session, is_ok, cancellable, error);
}
