/* dialogue.c - a server that says whatever the fuzzer wants
 *
 * The first byte decides how we come: see the flags.  Of the others each is
 * said as it is, but for \001, which becomes the tag of our last command (it
 * cannot be guessed), and \002, where a read ends (what is behind an answer is
 * an attack, what comes later is not).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz.h"

#include <string.h>

#include "proto/dialogue.h"
#include "script-stream.h"

#define PASSWORD "S3cr3t-Passw0rd!x9"

#define SAY_TAG  '\001'
#define END_READ '\002'

enum
{
  FLAG_STARTTLS = 1 << 0,
  FLAG_CLEAR    = 1 << 1,
  FLAG_AGREED   = 1 << 2,
  FLAG_TOKEN    = 1 << 3,
  FLAG_BOUND    = 1 << 4,
  FLAG_BY_BYTE  = 1 << 5,
};

typedef struct
{
  const guint8 *data;
  gsize         left;
  gboolean      by_byte;
  gboolean      is_secure;
  GString      *line;
  GString      *pending;
  GString      *cleartext;
} Peer;

static void
say_tag (Peer *self)
{
  g_string_append_len (self->pending, self->line->str, strcspn (self->line->str, " \r\n"));
}

static gssize
read_peer (char     *buffer,
           gsize     count,
           gpointer  user_data,
           GError  **error)
{
  Peer *self = user_data;
  gsize n;

  while (self->left > 0 && self->pending->len < count)
    {
      char byte = (char) *self->data++;

      self->left--;

      if (byte == SAY_TAG)
        say_tag (self);
      else if (byte != END_READ)
        g_string_append_c (self->pending, byte);
      else if (self->pending->len > 0)
        break;
    }

  n = MIN (self->pending->len, self->by_byte ? 1 : count);
  memcpy (buffer, self->pending->str, n);
  g_string_erase (self->pending, 0, n);

  return n;
}

static void
write_peer (const char *buffer,
            gsize       count,
            gpointer    user_data)
{
  Peer *self = user_data;

  if (g_str_has_suffix (self->line->str, "\n"))
    g_string_truncate (self->line, 0);

  g_string_append_len (self->line, buffer, count);

  if (!self->is_secure)
    g_string_append_len (self->cleartext, buffer, count);
}

static void
converse (const PtlDialogue    *dialogue,
          PtlSession           *session,
          Peer                 *peer,
          GIOStream            *stream,
          const PtlCredentials *credentials)
{
  if (!dialogue->greet (session, NULL, NULL))
    return;

  if (session->wants_starttls)
    {
      if (!dialogue->start_tls (session, NULL, NULL))
        return;

      /* Nothing that the peer has buffered is behind the answer. */
      peer->is_secure = TRUE;
      ptl_session_secured (session, stream);
    }

  if (dialogue->capabilities (session, NULL, NULL) &&
      dialogue->can_log_in (session, credentials, NULL) &&
      dialogue->log_in (session, credentials, NULL, NULL) &&
      dialogue->try_sender != NULL)
    dialogue->try_sender (session, "ann@example.test", NULL, NULL);

  dialogue->leave (session, NULL);
}

static void
check_shown (PtlSession *session)
{
  g_auto(GStrv) lines = ptl_transcript_get_lines (ptl_wire_get_transcript (session->wire));

  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_true (g_utf8_validate (lines[i], -1, NULL));

  for (guint i = 0; i < session->replies->len; i++)
    {
      const PtlReply *reply = g_ptr_array_index (session->replies, i);

      g_assert_true (g_utf8_validate (reply->text, -1, NULL));
      g_assert_cmpint (g_utf8_strlen (reply->text, -1), <=, PTL_REPLY_TEXT_MAX_CHARS);
      g_assert_true (reply->phase != PTL_PHASE_AUTH || strstr (reply->text, PASSWORD) == NULL);
    }
}

void
fuzz_dialogue (PtlProtocol   protocol,
               const guint8 *data,
               gsize         size)
{
  guint8 flags = data[0];
  Peer peer = {
    .data = data + 1,
    .left = size - 1,
    .by_byte = (flags & FLAG_BY_BYTE) != 0,
    .is_secure = (flags & (FLAG_STARTTLS | FLAG_CLEAR)) == 0,
    .line = g_string_new (NULL),
    .pending = g_string_new (NULL),
    .cleartext = g_string_new (NULL),
  };
  g_autoptr(GIOStream) stream = script_stream_new (read_peer, write_peer, &peer);
  g_autoptr(PtlTranscript) transcript = ptl_transcript_new ();
  g_autoptr(PtlSession) session = ptl_session_new (protocol, ptl_wire_new (stream, transcript));
  g_autoptr(PtlSecret) secret = ptl_secret_new (PASSWORD, -1);
  g_autoptr(GBytes) binding = g_bytes_new_static ("bound", strlen ("bound"));
  PtlCredentials credentials = {
    .user = "ann",
    .password = flags & FLAG_TOKEN ? NULL : secret,
    .token = flags & FLAG_TOKEN ? secret : NULL,
    .host = "mail.example.test",
    .port = 993,
    .binding_type = flags & FLAG_BOUND ? "tls-exporter" : NULL,
    .binding = flags & FLAG_BOUND ? binding : NULL,
  };

  session->is_secure = peer.is_secure;
  session->wants_starttls = (flags & FLAG_STARTTLS) != 0;
  session->may_be_insecure = (flags & FLAG_AGREED) != 0;

  converse (ptl_dialogue_for (protocol), session, &peer, stream, &credentials);

  check_shown (session);
  g_assert_cmpuint (session->n_logins, <=, 2);
  g_assert_true (session->may_be_insecure || strstr (peer.cleartext->str, PASSWORD) == NULL);

  g_string_free (peer.line, TRUE);
  g_string_free (peer.pending, TRUE);
  g_string_free (peer.cleartext, TRUE);
}
