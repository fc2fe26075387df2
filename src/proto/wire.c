/* wire.c - a conversation in CRLF lines over any GIOStream
 *
 * RFC 9051 2.2, RFC 1939 3, RFC 5321 2.3.8: lines end with CRLF. A bare LF is
 * taken for one; a bare CR is not, because two programs that disagree about it
 * see two conversations.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proto/wire.h"

#include <openssl/crypto.h>
#include <string.h>

/* TLS hands out one record, 16 KiB, at a time. */
#define READ_BYTES   (16 * 1024)
#define BUFFER_BYTES (PTL_WIRE_MAX_LINE_BYTES + 2 + READ_BYTES)

/* RFC 8446, 5.1: an alert or a handshake; then the major version. */
#define TLS_ALERT     0x15
#define TLS_HANDSHAKE 0x16
#define TLS_MAJOR     0x03

struct _PtlWire
{
  GIOStream     *stream;
  PtlTranscript *transcript;

  char           buffer[BUFFER_BYTES];
  gsize          start;
  gsize          end;

  gsize          answer_bytes;
  guint          answer_lines;
};

/**
 * ptl_wire_new:
 * @stream: a connection
 * @transcript: where to write what is said
 *
 * Keeps references to both.
 *
 * Returns: (transfer full): a wire
 */
PtlWire *
ptl_wire_new (GIOStream     *stream,
              PtlTranscript *transcript)
{
  PtlWire *self = g_new0 (PtlWire, 1);

  self->stream = g_object_ref (stream);
  self->transcript = ptl_transcript_ref (transcript);

  return self;
}

void
ptl_wire_free (PtlWire *self)
{
  g_clear_object (&self->stream);
  ptl_transcript_unref (self->transcript);
  g_free (self);
}

PtlTranscript *
ptl_wire_get_transcript (PtlWire *self)
{
  return self->transcript;
}

/**
 * ptl_wire_set_stream:
 * @self: a wire with nothing unread
 * @stream: what the conversation goes on over: TLS over the old stream
 *
 * The caller has made sure that nothing is unread ([method@Wire.has_pending]):
 * what came in the clear must never be taken for something said inside TLS.
 */
void
ptl_wire_set_stream (PtlWire   *self,
                     GIOStream *stream)
{
  /* What came in the clear must never be read as if it had come inside TLS. */
  g_assert (self->start == self->end);

  g_set_object (&self->stream, stream);
  ptl_wire_begin_answer (self);
}

gboolean
ptl_wire_has_pending (PtlWire *self)
{
  return self->end > self->start;
}

/**
 * ptl_wire_peek:
 * @self: a wire
 *
 * Looks at what came but was not read as a line, be it incomplete or no line at
 * all. Never waits.
 *
 * Returns: (transfer full): the bytes
 */
GBytes *
ptl_wire_peek (PtlWire *self)
{
  return g_bytes_new (self->buffer + self->start, self->end - self->start);
}

/**
 * ptl_wire_begin_answer:
 * @self: a wire
 *
 * Tells that another answer begins: the bounds of a whole answer start anew.
 */
void
ptl_wire_begin_answer (PtlWire *self)
{
  self->answer_bytes = 0;
  self->answer_lines = 0;
}

static gboolean
fill (PtlWire       *self,
      GCancellable  *cancellable,
      GError       **error)
{
  GInputStream *input = g_io_stream_get_input_stream (self->stream);
  gssize n_read;

  if (self->start > 0)
    {
      memmove (self->buffer, self->buffer + self->start, self->end - self->start);
      self->end -= self->start;
      self->start = 0;
    }

  n_read = g_input_stream_read (input, self->buffer + self->end,
                                MIN (READ_BYTES, BUFFER_BYTES - self->end), cancellable, error);

  if (n_read > 0)
    self->end += n_read;
  else if (n_read == 0)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "The server closed the connection");

  return n_read > 0;
}

static gboolean
is_tls_record (PtlWire *self)
{
  const guchar *data = (const guchar *) self->buffer + self->start;

  return self->end - self->start >= 2 && data[1] == TLS_MAJOR &&
         (data[0] == TLS_ALERT || data[0] == TLS_HANDSHAKE);
}

static gboolean
too_long (GError     **error,
          const char  *what)
{
  g_set_error (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_TOO_LONG, "%s is too long", what);
  return FALSE;
}

/* Waits until there is a whole line, @length bytes up to its LF. */
static gboolean
wait_for_line (PtlWire       *self,
               gsize         *length,
               GCancellable  *cancellable,
               GError       **error)
{
  for (;;)
    {
      const char *data = self->buffer + self->start;
      gsize n_pending = self->end - self->start;
      const char *end = n_pending > 0 ? memchr (data, '\n', n_pending) : NULL;

      if (is_tls_record (self))
        {
          g_set_error_literal (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_OTHER_PROTOCOL,
                               "A TLS record came where a line was expected");
          return FALSE;
        }

      /* One byte more for the CR. */
      if (n_pending > PTL_WIRE_MAX_LINE_BYTES + 1 &&
          (end == NULL || end - data > PTL_WIRE_MAX_LINE_BYTES + 1))
        return too_long (error, "The line");

      if (end != NULL)
        {
          *length = end - data;
          return TRUE;
        }

      if (!fill (self, cancellable, error))
        {
          if (n_pending > 0 && g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CLOSED))
            ptl_transcript_server (self->transcript, self->buffer, n_pending);

          return FALSE;
        }
    }
}

/* What it costs is counted before anybody looks at it. */
static gboolean
count (PtlWire  *self,
       gsize     n_bytes,
       guint     n_lines,
       GError  **error)
{
  self->answer_bytes += n_bytes;
  self->answer_lines += n_lines;

  if (self->answer_bytes > PTL_WIRE_MAX_ANSWER_BYTES ||
      self->answer_lines > PTL_WIRE_MAX_ANSWER_LINES)
    return too_long (error, "The answer");

  return TRUE;
}

/**
 * ptl_wire_read_line:
 * @self: a wire
 * @cancellable: (nullable): ends the wait
 * @error: `PTL_PROTO_ERROR_TOO_LONG` past %PTL_WIRE_MAX_LINE_BYTES or a bound
 *   of the whole answer, `PTL_PROTO_ERROR_MALFORMED` if there is a NUL or a
 *   bare CR in it, `PTL_PROTO_ERROR_OTHER_PROTOCOL` if it is a TLS record,
 *   `G_IO_ERROR_CLOSED` at the end of the stream, or the stream's own
 *
 * Waits for one line. After a failure [method@Wire.peek] has what was read of
 * it; after a time-out it may be called again.
 *
 * Returns: (transfer full): the line without its line end, made valid UTF-8
 */
char *
ptl_wire_read_line (PtlWire       *self,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autoptr(GError) local_error = NULL;
  const char *data;
  gsize to_lf;
  gsize length;

  if (!wait_for_line (self, &to_lf, cancellable, &local_error) ||
      !count (self, to_lf + 1, 1, &local_error))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  data = self->buffer + self->start;
  length = to_lf > 0 && data[to_lf - 1] == '\r' ? to_lf - 1 : to_lf;

  if (length > PTL_WIRE_MAX_LINE_BYTES)
    {
      too_long (error, "The line");
      return NULL;
    }

  ptl_transcript_server (self->transcript, data, length);

  if (memchr (data, '\0', length) != NULL || memchr (data, '\r', length) != NULL)
    {
      g_set_error_literal (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_MALFORMED,
                           "There is a NUL or a bare CR in the line");
      return NULL;
    }

  self->start += to_lf + 1;
  return g_utf8_make_valid (data, length);
}

/**
 * ptl_wire_skip_literal:
 * @self: a wire
 * @size_bytes: what the server announced
 * @cancellable: (nullable): ends the wait
 * @error: `PTL_PROTO_ERROR_TOO_LONG` past %PTL_WIRE_MAX_LITERAL_BYTES or the
 *   bound of the whole answer, or as [method@Wire.read_line]
 *
 * Reads a literal (RFC 9051, 4.3) and forgets it: nothing that we ask for is
 * answered with one.
 *
 * Returns: %TRUE if it came
 */
gboolean
ptl_wire_skip_literal (PtlWire       *self,
                       guint64        size_bytes,
                       GCancellable  *cancellable,
                       GError       **error)
{
  guint64 left = size_bytes;

  if (size_bytes > PTL_WIRE_MAX_LITERAL_BYTES)
    return too_long (error, "The literal");

  if (!count (self, size_bytes, 0, error))
    return FALSE;

  while (left > 0)
    {
      gsize n_bytes = MIN (left, self->end - self->start);

      self->start += n_bytes;
      left -= n_bytes;

      if (left > 0 && !fill (self, cancellable, error))
        return FALSE;
    }

  ptl_transcript_note (self->transcript, "a literal, not kept");
  return TRUE;
}

static gboolean
write_all (PtlWire       *self,
           const char    *data,
           gsize          length,
           GCancellable  *cancellable,
           GError       **error)
{
  return g_output_stream_write_all (g_io_stream_get_output_stream (self->stream),
                                    data, length, NULL, cancellable, error);
}

static gboolean
check_sendable (const char  *data,
                gsize        length,
                GError     **error)
{
  if (memchr (data, '\r', length) == NULL && memchr (data, '\n', length) == NULL &&
      memchr (data, '\0', length) == NULL)
    return TRUE;

  g_set_error_literal (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_CREDENTIALS,
                       "There is a line break or a NUL in what would be sent");
  return FALSE;
}

/**
 * ptl_wire_send:
 * @self: a wire
 * @cancellable: (nullable): ends the wait
 * @error: `PTL_PROTO_ERROR_CREDENTIALS` if it is not one line (nothing was
 *   sent), or the stream's own
 * @format: a printf() format for one line, without its line end
 * @...: its arguments
 *
 * Sends a line that holds no secret.
 *
 * Returns: %TRUE if it was sent
 */
gboolean
ptl_wire_send (PtlWire       *self,
               GCancellable  *cancellable,
               GError       **error,
               const char    *format,
               ...)
{
  g_autoptr(GString) line = g_string_new (NULL);
  va_list args;

  va_start (args, format);
  g_string_append_vprintf (line, format, args);
  va_end (args);

  if (!check_sendable (line->str, line->len, error))
    return FALSE;

  ptl_transcript_client (self->transcript, line->str);
  g_string_append (line, "\r\n");

  return write_all (self, line->str, line->len, cancellable, error);
}

static void
show_secret_line (PtlWire    *self,
                  const char *prefix,
                  gboolean    is_empty)
{
  g_autofree char *shown = g_strconcat (prefix, is_empty ? "" : PTL_SECRET_MASK, NULL);
  g_auto(GStrv) lines = g_strsplit (shown, "\r\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    ptl_transcript_client (self->transcript, lines[i]);
}

/**
 * ptl_wire_send_secret:
 * @self: a wire
 * @prefix: what stands before the secret, in the same line or (with literals
 *   nobody waits for, RFC 7888) in lines of its own
 * @secret: the rest of the line
 * @cancellable: (nullable): ends the wait
 * @error: as [method@Wire.send]
 *
 * Sends @prefix and @secret in one piece, from memory that is locked and wiped.
 * The transcript shows %PTL_SECRET_MASK.
 *
 * Returns: %TRUE if it was sent
 */
gboolean
ptl_wire_send_secret (PtlWire       *self,
                      const char    *prefix,
                      PtlSecret     *secret,
                      GCancellable  *cancellable,
                      GError       **error)
{
  gsize prefix_length = strlen (prefix);
  gsize secret_length = ptl_secret_get_length (secret);
  gsize length = prefix_length + secret_length + strlen ("\r\n");
  char *line;
  gboolean sent;

  if (!check_sendable (ptl_secret_peek (secret), secret_length, error))
    return FALSE;

  line = OPENSSL_secure_malloc (length);

  /* As with PtlSecret itself, only our own leak can have used it up. */
  g_assert (line != NULL);
  memcpy (line, prefix, prefix_length);
  memcpy (line + prefix_length, ptl_secret_peek (secret), secret_length);
  memcpy (line + prefix_length + secret_length, "\r\n", strlen ("\r\n"));

  show_secret_line (self, prefix, secret_length == 0);
  sent = write_all (self, line, length, cancellable, error);
  OPENSSL_secure_clear_free (line, length);

  return sent;
}
