/* session.c - one conversation: the wire, and what was learnt on it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proto/session.h"

/**
 * ptl_session_new:
 * @protocol: what will be spoken
 * @wire: (transfer full): the lines
 *
 * Returns: (transfer full): a session of which nothing is known yet
 */
PtlSession *
ptl_session_new (PtlProtocol  protocol,
                 PtlWire     *wire)
{
  PtlSession *self = g_new0 (PtlSession, 1);

  self->protocol = protocol;
  self->wire = wire;
  self->phase = PTL_PHASE_GREETING;
  self->replies = g_ptr_array_new_with_free_func ((GDestroyNotify) ptl_reply_free);

  return self;
}

static void
forget (PtlSession *self)
{
  g_clear_pointer (&self->greeting, g_free);
  g_clear_pointer (&self->apop_stamp, g_free);
  g_clear_pointer (&self->mechanism, g_free);
  g_clear_pointer (&self->capabilities, ptl_capabilities_free);
  self->has_no_list = FALSE;
}

void
ptl_session_free (PtlSession *self)
{
  forget (self);
  g_ptr_array_unref (self->replies);
  g_free (self->client_name);
  ptl_wire_free (self->wire);
  g_free (self);
}

/**
 * ptl_session_tls_answered:
 * @self: a session whose server was asked for TLS
 * @is_yes: whether it agreed
 * @error: `PTL_PROTO_ERROR_STARTTLS_UNAVAILABLE`, or `PTL_PROTO_ERROR_INJECTED`
 *   if there is more behind its answer, with or without a line end: somebody
 *   else would have us read it as if it had come inside TLS (CVE-2011-0411)
 *
 * Returns: %TRUE if the server waits for our ClientHello, and for nothing else
 */
gboolean
ptl_session_tls_answered (PtlSession  *self,
                          gboolean     is_yes,
                          GError     **error)
{
  if (!is_yes)
    {
      g_set_error (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_STARTTLS_UNAVAILABLE,
                   "STARTTLS was refused: %s", ptl_session_last_reply (self)->text);
      return FALSE;
    }

  if (ptl_wire_has_pending (self->wire))
    {
      g_set_error_literal (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_INJECTED,
                           "There are bytes behind the answer to STARTTLS");
      return FALSE;
    }

  return TRUE;
}

/**
 * ptl_session_secured:
 * @self: a session whose server has agreed to STARTTLS
 * @stream: TLS, with the handshake done and the certificate proven
 *
 * Goes on inside TLS. What was learnt in the clear anybody on the way could
 * have said: greeting, stamp and capabilities are forgotten (RFC 3207, 4.2).
 * Replies stay, marked as not secure.
 */
void
ptl_session_secured (PtlSession *self,
                     GIOStream  *stream)
{
  forget (self);
  ptl_wire_set_stream (self->wire, stream);
  ptl_transcript_note (ptl_wire_get_transcript (self->wire), "TLS");
  self->is_secure = TRUE;
}

/**
 * ptl_session_last_reply:
 * @self: a session
 *
 * Returns: (nullable) (transfer none): the last answer that had a status
 */
const PtlReply *
ptl_session_last_reply (PtlSession *self)
{
  if (self->replies->len == 0)
    return NULL;

  return g_ptr_array_index (self->replies, self->replies->len - 1);
}

/**
 * ptl_session_add_reply:
 * @self: a session
 * @status: its status
 * @code: (nullable): its code
 * @text: (nullable): its words, as they came: they are masked and cleaned here
 *
 * Writes an answer down.
 *
 * Returns: (transfer none): the answer
 */
const PtlReply *
ptl_session_add_reply (PtlSession *self,
                       const char *status,
                       const char *code,
                       const char *text)
{
  PtlTranscript *transcript = ptl_wire_get_transcript (self->wire);
  g_autofree char *masked_code = NULL;
  g_autofree char *masked = ptl_transcript_mask (transcript, text != NULL ? text : "", -1);
  gboolean is_auth = self->phase == PTL_PHASE_AUTH;
  PtlReply *reply;

  if (code != NULL)
    masked_code = ptl_transcript_mask (transcript, code, -1);

  reply = ptl_reply_new (self->phase, self->is_secure, status, masked_code, masked,
                         is_auth ? self->mechanism : NULL);
  g_ptr_array_add (self->replies, reply);

  return reply;
}
