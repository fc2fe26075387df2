/* imap-answer.c - sends an IMAP command, reads its answer
 *
 * RFC 9051  7: responses; 4.3: literals
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proto/imap-answer.h"

#include <openssl/rand.h>
#include <string.h>

#include "proto/greeting.h"

/* 26^6 tags: a server that answers a command before it came has guessed one in
 * 300 million. */
#define TAG_LETTERS 6

/* Longer sizes are past every bound. */
#define MAX_SIZE_DIGITS 18

static char *
current_tag (PtlSession *session)
{
  guint32 salt = session->tag_salt;
  char letters[TAG_LETTERS + 1] = "";

  for (guint i = 0; i < TAG_LETTERS; i++)
    {
      letters[i] = 'a' + salt % 26;
      salt /= 26;
    }

  return g_strdup_printf ("p%u%s", session->tag, letters);
}

/**
 * ptl_imap_begin_command:
 * @session: a session
 *
 * Makes the tag of the next command. It cannot be guessed from those before:
 * who has injected an answer into the clear part of a conversation must not
 * know which tag it needs.
 *
 * Returns: (transfer full): the tag
 */
char *
ptl_imap_begin_command (PtlSession *session)
{
  guint32 salt;

  /* Only an OpenSSL without any entropy fails, and with it no TLS works. */
  if (RAND_bytes ((guchar *) &salt, sizeof salt) != 1)
    salt = g_random_int ();

  session->tag++;
  session->tag_salt = salt;
  ptl_wire_begin_answer (session->wire);

  return current_tag (session);
}

void
ptl_imap_answer_clear (PtlImapAnswer *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->capabilities, ptl_capabilities_free);
}

static void
take_capabilities (PtlCapabilities **capabilities,
                   const char       *list)
{
  g_clear_pointer (capabilities, ptl_capabilities_free);
  *capabilities = ptl_capabilities_new (PTL_PROTOCOL_IMAP);
  ptl_capabilities_add_list (*capabilities, list);
}

/**
 * ptl_imap_add_status:
 * @session: a session
 * @status: "OK", "NO", "BAD", "BYE" or "PREAUTH"
 * @text: what follows it
 * @capabilities: (inout) (nullable): replaced by those in its response code, if
 *   it has them
 *
 * Adds a status response (RFC 9051, 7.1) to the replies.
 */
void
ptl_imap_add_status (PtlSession       *session,
                     const char       *status,
                     const char       *text,
                     PtlCapabilities **capabilities)
{
  g_autofree char *code = NULL;
  const char *end = *text == '[' ? strchr (text, ']') : NULL;
  gsize length;

  if (end == NULL)
    {
      ptl_session_add_reply (session, status, NULL, text);
      return;
    }

  length = strcspn (text + 1, " ]");
  code = g_ascii_strup (text + 1, length);

  if (capabilities != NULL && g_str_equal (code, "CAPABILITY"))
    {
      g_autofree char *list = g_strndup (text + 1 + length, end - text - 1 - length);

      take_capabilities (capabilities, list);
    }

  ptl_session_add_reply (session, status, *code != '\0' ? code : NULL, end + 1);
}

static gboolean
fail (GError        **error,
      PtlProtoError   code,
      const char     *what,
      const char     *line)
{
  g_autofree char *clean = ptl_reply_clean (line, -1);

  g_set_error (error, PTL_PROTO_ERROR, code, "%s: “%s”", what, clean);
  return FALSE;
}

/* The size of the literal that @line ends with; %FALSE if with none. */
static gboolean
find_literal (const char  *line,
              guint64     *size_bytes,
              GError     **error)
{
  const char *brace = strrchr (line, '{');
  const char *digits = brace != NULL ? brace + 1 : "";
  gsize length = strspn (digits, "0123456789");
  const char *rest = digits + length + (digits[length] == '+' ? 1 : 0);

  if (brace == NULL || !g_str_has_suffix (line, "}"))
    return FALSE;

  if (length > 0 && g_str_equal (rest, "}"))
    {
      *size_bytes = length <= MAX_SIZE_DIGITS ? g_ascii_strtoull (digits, NULL, 10) : G_MAXUINT64;
      return TRUE;
    }

  if (*digits == '-' && g_ascii_isdigit (digits[1]))
    return fail (error, PTL_PROTO_ERROR_MALFORMED, "A literal of negative size", line);

  return FALSE;
}

/* Whatever literals and further lines belong to the response. */
static gboolean
skip_rest (PtlSession    *session,
           const char    *first,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autofree char *line = g_strdup (first);
  GError *local_error = NULL;
  guint64 size_bytes;

  while (find_literal (line, &size_bytes, &local_error))
    {
      if (!ptl_wire_skip_literal (session->wire, size_bytes, cancellable, error))
        return FALSE;

      g_free (line);
      line = ptl_wire_read_line (session->wire, cancellable, error);

      if (line == NULL)
        return FALSE;
    }

  if (local_error != NULL)
    g_propagate_error (error, local_error);

  return local_error == NULL;
}

static const char *
after_word (const char *line,
            const char *word)
{
  const char *rest = line + strlen (word);

  return *rest == ' ' ? rest + 1 : rest;
}

static const char *
status_of (const char *text)
{
  static const char * const statuses[] = { "OK", "NO", "BAD", "BYE", "PREAUTH" };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      if (ptl_starts_with_word (text, statuses[i]))
        return statuses[i];
    }

  return NULL;
}

/* "* …": kept if it is a status or CAPABILITY, else read and dropped. */
static gboolean
read_untagged (PtlSession     *session,
               const char     *text,
               PtlImapAnswer  *answer,
               GCancellable   *cancellable,
               GError        **error)
{
  const char *status = status_of (text);

  if (status != NULL)
    {
      ptl_imap_add_status (session, status, after_word (text, status), &answer->capabilities);

      if (g_str_equal (status, "BYE"))
        return fail (error, PTL_PROTO_ERROR_ENDED, "The server ended the session", text);
      if (g_str_equal (status, "PREAUTH"))
        return fail (error, PTL_PROTO_ERROR_UNEXPECTED, "Not the time for PREAUTH", text);

      return TRUE;
    }

  if (ptl_starts_with_word (text, "CAPABILITY"))
    take_capabilities (&answer->capabilities, after_word (text, "CAPABILITY"));

  return skip_rest (session, text, cancellable, error);
}

static gboolean
read_tagged (PtlSession     *session,
             const char     *text,
             PtlImapAnswer  *answer,
             GError        **error)
{
  const char *status = status_of (text);

  if (g_strcmp0 (status, "OK") == 0)
    answer->kind = PTL_IMAP_KIND_OK;
  else if (g_strcmp0 (status, "NO") == 0)
    answer->kind = PTL_IMAP_KIND_NO;
  else if (g_strcmp0 (status, "BAD") == 0)
    answer->kind = PTL_IMAP_KIND_BAD;
  else
    return fail (error, PTL_PROTO_ERROR_MALFORMED, "A tagged line without a status", text);

  ptl_imap_add_status (session, status, after_word (text, status), &answer->capabilities);
  return TRUE;
}

static gboolean
refuse_line (const char  *line,
             GError     **error)
{
  const char *blank = strchr (line, ' ');

  if (blank != NULL && blank > line && status_of (blank + 1) != NULL)
    return fail (error, PTL_PROTO_ERROR_UNEXPECTED, "An answer to what we did not ask", line);

  return fail (error, PTL_PROTO_ERROR_MALFORMED, "No line of IMAP", line);
}

/**
 * ptl_imap_read_answer:
 * @session: a session that has sent a command with the tag of
 *   [func@imap_begin_command]
 * @may_continue: whether a “+” is an answer; else it is nobody's
 * @answer: (inout): what came
 * @cancellable: (nullable): ends the wait
 * @error: `PTL_PROTO_ERROR_ENDED` if the server said BYE,
 *   `PTL_PROTO_ERROR_UNEXPECTED` for a tag that is not ours or a “+” nobody
 *   asked for, `PTL_PROTO_ERROR_MALFORMED`, or as [method@Wire.read_line]
 *
 * Waits for the tagged line; every status on the way is added to the replies.
 *
 * Returns: %TRUE if it came, whatever it says
 */
gboolean
ptl_imap_read_answer (PtlSession     *session,
                      gboolean        may_continue,
                      PtlImapAnswer  *answer,
                      GCancellable   *cancellable,
                      GError        **error)
{
  g_autofree char *tag = current_tag (session);
  gsize tag_length = strlen (tag);

  for (;;)
    {
      g_autofree char *line = ptl_wire_read_line (session->wire, cancellable, error);

      if (line == NULL)
        return FALSE;

      if (g_str_has_prefix (line, "* "))
        {
          if (!read_untagged (session, line + 2, answer, cancellable, error))
            return FALSE;
        }
      else if (ptl_starts_with_word (line, "+"))
        {
          if (!may_continue)
            return fail (error, PTL_PROTO_ERROR_UNEXPECTED, "Nobody asked to go on", line);

          answer->kind = PTL_IMAP_KIND_CONTINUE;
          g_free (answer->text);
          answer->text = g_strdup (after_word (line, "+"));
          return TRUE;
        }
      else if (g_str_has_prefix (line, tag) && line[tag_length] == ' ')
        {
          return read_tagged (session, line + tag_length + 1, answer, error);
        }
      else
        {
          return refuse_line (line, error);
        }
    }
}
