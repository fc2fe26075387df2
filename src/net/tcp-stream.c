/* tcp-stream.c - a connected socket whose every wait ends at a deadline
 *
 * The deadline is a point in time, not a length of silence: a server that
 * sends one byte a second cannot push it away.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net/tcp-stream.h"

#include "net/stream-halves.h"

#define POLL_GRAIN_US 1000

struct _PtlTcpStream
{
  GIOStream        parent_instance;

  PtlStreamHalves  halves;
  GSocket         *socket;
  gint64           deadline_us;
  guint64          bytes_read;
};

G_DEFINE_FINAL_TYPE (PtlTcpStream, ptl_tcp_stream, G_TYPE_IO_STREAM)

static gboolean
is_late (PtlTcpStream  *self,
         GError       **error)
{
  if (self->deadline_us == 0 || g_get_monotonic_time () < self->deadline_us)
    return FALSE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "The time for this step is over");
  return TRUE;
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

  /* GSocket cuts off what is no whole millisecond; never end too early. */
  if (self->deadline_us != 0)
    left_us = MAX (self->deadline_us - g_get_monotonic_time (), 0) + POLL_GRAIN_US - 1;

  return g_socket_condition_timed_wait (self->socket, condition, left_us, cancellable, error);
}

static gssize
read_data (GIOStream     *stream,
           void          *buffer,
           gsize          count,
           GCancellable  *cancellable,
           GError       **error)
{
  PtlTcpStream *self = PTL_TCP_STREAM (stream);

  /* Before each read, not only before each wait: bytes that never stop coming
   * must not outlive the deadline either. */
  if (is_late (self, error))
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

static gssize
write_data (GIOStream     *stream,
            const void    *buffer,
            gsize          count,
            GCancellable  *cancellable,
            GError       **error)
{
  PtlTcpStream *self = PTL_TCP_STREAM (stream);

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

static GInputStream *
ptl_tcp_stream_get_input_stream (GIOStream *stream)
{
  return PTL_TCP_STREAM (stream)->halves.input;
}

static GOutputStream *
ptl_tcp_stream_get_output_stream (GIOStream *stream)
{
  return PTL_TCP_STREAM (stream)->halves.output;
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

  ptl_stream_halves_clear (&self->halves);
  g_clear_object (&self->socket);

  G_OBJECT_CLASS (ptl_tcp_stream_parent_class)->finalize (object);
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
  ptl_stream_halves_init (&self->halves, G_IO_STREAM (self), read_data, write_data);
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
