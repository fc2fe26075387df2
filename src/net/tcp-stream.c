/* tcp-stream.c - a connected socket whose every wait ends at a deadline
 *
 * The deadline is a point in time, not a length of silence: a server that
 * sends one byte a second cannot push it away.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net/tcp-stream.h"

struct _PtlTcpStream
{
  GIOStream      parent_instance;

  GSocket       *socket;
  GInputStream  *input;
  GOutputStream *output;
  gint64         deadline_us;
  guint64        bytes_read;
};

G_DEFINE_FINAL_TYPE (PtlTcpStream, ptl_tcp_stream, G_TYPE_IO_STREAM)

/* The two halves only lead back to the stream; owner is NULL once it is gone. */
#define PTL_TYPE_TCP_INPUT  (ptl_tcp_input_get_type ())
#define PTL_TYPE_TCP_OUTPUT (ptl_tcp_output_get_type ())

G_DECLARE_FINAL_TYPE (PtlTcpInput, ptl_tcp_input, PTL, TCP_INPUT, GInputStream)
G_DECLARE_FINAL_TYPE (PtlTcpOutput, ptl_tcp_output, PTL, TCP_OUTPUT, GOutputStream)

struct _PtlTcpInput
{
  GInputStream  parent_instance;

  PtlTcpStream *owner;
};

struct _PtlTcpOutput
{
  GOutputStream  parent_instance;

  PtlTcpStream  *owner;
};

G_DEFINE_FINAL_TYPE (PtlTcpInput, ptl_tcp_input, G_TYPE_INPUT_STREAM)
G_DEFINE_FINAL_TYPE (PtlTcpOutput, ptl_tcp_output, G_TYPE_OUTPUT_STREAM)

static gboolean
is_late (PtlTcpStream  *self,
         GError       **error)
{
  if (self->deadline_us == 0 || g_get_monotonic_time () < self->deadline_us)
    return FALSE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "The time for this step is over");
  return TRUE;
}

static gboolean
check_open (PtlTcpStream  *self,
            GError       **error)
{
  if (self != NULL)
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "The connection is closed");
  return FALSE;
}

/* Takes @would_block, the answer of a call that could not go on at once. */
static gboolean
wait_for (PtlTcpStream  *self,
          GIOCondition   condition,
          GError        *would_block,
          GCancellable  *cancellable,
          GError       **error)
{
  gint64 left_us = -1;

  if (!g_error_matches (would_block, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    {
      g_propagate_error (error, would_block);
      return FALSE;
    }

  g_error_free (would_block);

  if (is_late (self, error))
    return FALSE;

  if (self->deadline_us != 0)
    left_us = MAX (self->deadline_us - g_get_monotonic_time (), 0);

  return g_socket_condition_timed_wait (self->socket, condition, left_us, cancellable, error);
}

static gssize
ptl_tcp_input_read (GInputStream  *stream,
                    void          *buffer,
                    gsize          count,
                    GCancellable  *cancellable,
                    GError       **error)
{
  PtlTcpStream *self = PTL_TCP_INPUT (stream)->owner;

  /* Before each read, not only before each wait: bytes that never stop coming
   * must not outlive the deadline either. */
  if (!check_open (self, error) || is_late (self, error))
    return -1;

  while (TRUE)
    {
      GError *local_error = NULL;
      gssize n = g_socket_receive (self->socket, buffer, count, cancellable, &local_error);

      if (n >= 0)
        {
          self->bytes_read += n;
          return n;
        }

      if (!wait_for (self, G_IO_IN, local_error, cancellable, error))
        return -1;
    }
}

static void
ptl_tcp_input_class_init (PtlTcpInputClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = ptl_tcp_input_read;
}

static void
ptl_tcp_input_init (PtlTcpInput *self)
{
}

static gssize
ptl_tcp_output_write (GOutputStream  *stream,
                      const void     *buffer,
                      gsize           count,
                      GCancellable   *cancellable,
                      GError        **error)
{
  PtlTcpStream *self = PTL_TCP_OUTPUT (stream)->owner;

  if (!check_open (self, error))
    return -1;

  while (TRUE)
    {
      GError *local_error = NULL;
      gssize n = g_socket_send (self->socket, buffer, count, cancellable, &local_error);

      if (n >= 0)
        return n;

      if (!wait_for (self, G_IO_OUT, local_error, cancellable, error))
        return -1;
    }
}

static void
ptl_tcp_output_class_init (PtlTcpOutputClass *klass)
{
  G_OUTPUT_STREAM_CLASS (klass)->write_fn = ptl_tcp_output_write;
}

static void
ptl_tcp_output_init (PtlTcpOutput *self)
{
}

static GInputStream *
ptl_tcp_stream_get_input_stream (GIOStream *stream)
{
  return PTL_TCP_STREAM (stream)->input;
}

static GOutputStream *
ptl_tcp_stream_get_output_stream (GIOStream *stream)
{
  return PTL_TCP_STREAM (stream)->output;
}

static gboolean
ptl_tcp_stream_close (GIOStream     *stream,
                      GCancellable  *cancellable,
                      GError       **error)
{
  return g_socket_close (PTL_TCP_STREAM (stream)->socket, error);
}

static void
ptl_tcp_stream_finalize (GObject *object)
{
  PtlTcpStream *self = PTL_TCP_STREAM (object);

  /* Closes the stream, so the halves must still be there. */
  G_OBJECT_CLASS (ptl_tcp_stream_parent_class)->finalize (object);

  PTL_TCP_INPUT (self->input)->owner = NULL;
  PTL_TCP_OUTPUT (self->output)->owner = NULL;
  g_clear_object (&self->input);
  g_clear_object (&self->output);
  g_clear_object (&self->socket);
}

static void
ptl_tcp_stream_class_init (PtlTcpStreamClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GIOStreamClass *stream_class = G_IO_STREAM_CLASS (klass);

  object_class->finalize = ptl_tcp_stream_finalize;

  stream_class->get_input_stream = ptl_tcp_stream_get_input_stream;
  stream_class->get_output_stream = ptl_tcp_stream_get_output_stream;
  stream_class->close_fn = ptl_tcp_stream_close;
}

static void
ptl_tcp_stream_init (PtlTcpStream *self)
{
  self->input = g_object_new (PTL_TYPE_TCP_INPUT, NULL);
  self->output = g_object_new (PTL_TYPE_TCP_OUTPUT, NULL);
  PTL_TCP_INPUT (self->input)->owner = self;
  PTL_TCP_OUTPUT (self->output)->owner = self;
}

/**
 * ptl_tcp_stream_new:
 * @socket: a connected socket; it is made non-blocking
 *
 * Makes a stream of @socket, without a deadline. To be used by one thread at
 * a time.
 *
 * A read past the deadline fails with `G_IO_ERROR_TIMED_OUT` even if there
 * are bytes; a write only if it would have to wait.
 *
 * Returns: (transfer full): the stream
 */
PtlTcpStream *
ptl_tcp_stream_new (GSocket *socket)
{
  PtlTcpStream *self;

  g_return_val_if_fail (G_IS_SOCKET (socket), NULL);

  self = g_object_new (PTL_TYPE_TCP_STREAM, NULL);
  self->socket = g_object_ref (socket);
  g_socket_set_blocking (socket, FALSE);

  return self;
}

/**
 * ptl_tcp_stream_set_deadline:
 * @self: a stream
 * @deadline_us: when all waiting ends, as g_get_monotonic_time() counts, in
 *   microseconds; 0 for never
 *
 * Sets the end of every wait from now on.
 */
void
ptl_tcp_stream_set_deadline (PtlTcpStream *self,
                             gint64        deadline_us)
{
  g_return_if_fail (PTL_IS_TCP_STREAM (self));

  self->deadline_us = deadline_us;
}

gint64
ptl_tcp_stream_get_deadline (PtlTcpStream *self)
{
  g_return_val_if_fail (PTL_IS_TCP_STREAM (self), 0);

  return self->deadline_us;
}

guint64
ptl_tcp_stream_get_bytes_read (PtlTcpStream *self)
{
  g_return_val_if_fail (PTL_IS_TCP_STREAM (self), 0);

  return self->bytes_read;
}
