/* greeting.c - the first line, and whose it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proto/greeting.h"

#include <string.h>

typedef struct
{
  const char *start;
  const char *name;
} Sign;

/* What other programs begin with. */
static const Sign signs[] = {
  { "HTTP/",            "HTTP" },
  { "<!DOCTYPE",        "HTTP" },
  { "<html",            "HTTP" },
  { "SSH-",             "SSH" },
  { "RFB ",             "VNC" },
  { "\"IMPLEMENTATION\"", "ManageSieve" },
};

/**
 * ptl_starts_with_word:
 * @line: a line
 * @word: a word in ASCII
 *
 * Returns: %TRUE if @line begins with @word, in any case, and then ends or goes
 *   on after a blank
 */
gboolean
ptl_starts_with_word (const char *line,
                      const char *word)
{
  gsize length = strlen (word);

  return g_ascii_strncasecmp (line, word, length) == 0 &&
         (line[length] == '\0' || line[length] == ' ');
}

/**
 * ptl_greeting_read:
 * @session: a new session
 * @cancellable: (nullable): ends the wait
 * @error: as [method@Wire.read_line]
 *
 * Waits for the first line, and keeps a clean copy in the session.
 *
 * Returns: (transfer full): the line as it came
 */
char *
ptl_greeting_read (PtlSession    *session,
                   GCancellable  *cancellable,
                   GError       **error)
{
  char *line;

  session->phase = PTL_PHASE_GREETING;
  ptl_wire_begin_answer (session->wire);
  line = ptl_wire_read_line (session->wire, cancellable, error);

  if (line != NULL)
    {
      g_free (session->greeting);
      session->greeting = ptl_reply_clean (line, -1);
    }

  return line;
}

static gboolean
is_smtp (const char *line)
{
  return g_ascii_isdigit (line[0]) && g_ascii_isdigit (line[1]) && g_ascii_isdigit (line[2]) &&
         (line[3] == ' ' || line[3] == '-' || line[3] == '\0');
}

static gboolean
is_imap (const char *line)
{
  return ptl_starts_with_word (line, "* OK") || ptl_starts_with_word (line, "* BYE") ||
         ptl_starts_with_word (line, "* PREAUTH");
}

static const char *
recognize (PtlSession *session,
           const char *line)
{
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      if (g_ascii_strncasecmp (line, signs[i].start, strlen (signs[i].start)) == 0)
        return signs[i].name;
    }

  if (session->protocol != PTL_PROTOCOL_IMAP && is_imap (line))
    return "IMAP";

  if (session->protocol != PTL_PROTOCOL_POP3 &&
      (ptl_starts_with_word (line, "+OK") || ptl_starts_with_word (line, "-ERR")))
    return "POP3";

  if (session->protocol != PTL_PROTOCOL_SMTP && is_smtp (line))
    return "SMTP, FTP or NNTP";

  /* SMTP never says 200 or 201, NNTP (RFC 3977, 5.1) nothing else. */
  if (ptl_starts_with_word (line, "200") || ptl_starts_with_word (line, "201"))
    return "NNTP";

  return NULL;
}

/**
 * ptl_greeting_set_alien:
 * @session: a session
 * @line: its first line, which is no greeting of its protocol
 * @error: `PTL_PROTO_ERROR_OTHER_PROTOCOL` if we know what it is, else
 *   `PTL_PROTO_ERROR_MALFORMED`
 *
 * Sets the error for a first line that is none.
 */
void
ptl_greeting_set_alien (PtlSession  *session,
                        const char  *line,
                        GError     **error)
{
  const char *name = recognize (session, line);

  if (name != NULL)
    g_set_error (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_OTHER_PROTOCOL,
                 "%s speaks here: “%s”", name, session->greeting);
  else
    g_set_error (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_MALFORMED,
                 "No greeting: “%s”", session->greeting);
}
