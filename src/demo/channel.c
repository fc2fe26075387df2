/* channel.c - a socket, in the clear or in TLS, that is never waited for too long
 *
 * The socket never blocks: each wait is a poll() that also watches the
 * server's stop_fd, so that stopping the server ends every wait at once.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "demo/channel.h"

#include <errno.h>
#include <openssl/err.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

struct _PtlChannel
{
  int  fd;
  int  stop_fd;
  SSL *ssl;
};

static gint64
deadline_in (guint timeout_ms)
{
  return g_get_monotonic_time () + timeout_ms * G_GINT64_CONSTANT (1000);
}

/* FALSE when the time is up or the server stops. */
static gboolean
wait_for (PtlChannel *self,
          short       events,
          gint64      deadline_us)
{
  struct pollfd fds[] = { { self->fd, events, 0 }, { self->stop_fd, POLLIN, 0 } };

  for (;;)
    {
      gint64 left_ms = (deadline_us - g_get_monotonic_time ()) / 1000;

      if (left_ms <= 0)
        return FALSE;

      if (poll (fds, G_N_ELEMENTS (fds), left_ms) < 0 && errno != EINTR)
        return FALSE;

      if (fds[1].revents != 0)
        return FALSE;

      if (fds[0].revents != 0)
        return TRUE;
    }
}

/* After a call that did not work: waits for what it wants. */
static gboolean
wait_again (PtlChannel *self,
            int         result,
            short       events,
            gint64      deadline_us)
{
  if (self->ssl == NULL)
    return (errno == EAGAIN || errno == EINTR) && wait_for (self, events, deadline_us);

  switch (SSL_get_error (self->ssl, result))
    {
    case SSL_ERROR_WANT_READ:
      return wait_for (self, POLLIN, deadline_us);

    case SSL_ERROR_WANT_WRITE:
      return wait_for (self, POLLOUT, deadline_us);

    default:
      return FALSE;
    }
}

/**
 * ptl_channel_new:
 * @fd: (transfer full): a connected socket that does not block
 * @stop_fd: becomes readable when everything is to end
 *
 * Takes a socket over. It starts in the clear.
 *
 * Returns: (transfer full): the channel
 */
PtlChannel *
ptl_channel_new (int fd,
                 int stop_fd)
{
  PtlChannel *self = g_new0 (PtlChannel, 1);

  self->fd = fd;
  self->stop_fd = stop_fd;

  return self;
}

/**
 * ptl_channel_free:
 * @self: a channel
 *
 * Closes it, with TLS's own good-bye if it is encrypted.
 */
void
ptl_channel_free (PtlChannel *self)
{
  if (self->ssl != NULL)
    {
      ERR_clear_error ();
      SSL_shutdown (self->ssl);
    }

  SSL_free (self->ssl);
  close (self->fd);
  g_free (self);
}

gboolean
ptl_channel_is_tls (PtlChannel *self)
{
  return self->ssl != NULL;
}

/**
 * ptl_channel_start_tls:
 * @self: a channel in the clear
 * @context: (transfer none): what TLS is made with
 * @timeout_ms: how long to wait for the client's part
 *
 * Makes a handshake. After a failure nothing can be said any more.
 *
 * Returns: whether the channel is encrypted now
 */
gboolean
ptl_channel_start_tls (PtlChannel *self,
                       SSL_CTX    *context,
                       guint       timeout_ms)
{
  gint64 deadline_us = deadline_in (timeout_ms);

  g_return_val_if_fail (self->ssl == NULL, FALSE);

  self->ssl = SSL_new (context);
  SSL_set_fd (self->ssl, self->fd);

  for (;;)
    {
      int result;

      ERR_clear_error ();
      result = SSL_accept (self->ssl);

      if (result == 1)
        return TRUE;

      if (!wait_again (self, result, 0, deadline_us))
        {
          g_clear_pointer (&self->ssl, SSL_free);
          return FALSE;
        }
    }
}

/**
 * ptl_channel_get_server_name:
 * @self: a channel in TLS
 *
 * Tells whom the client wanted to talk to (RFC 6066, 3).
 *
 * Returns: (nullable): the name, or %NULL if it did not say
 */
const char *
ptl_channel_get_server_name (PtlChannel *self)
{
  return SSL_get_servername (self->ssl, TLSEXT_NAMETYPE_host_name);
}

/**
 * ptl_channel_receive:
 * @self: a channel
 * @buffer: (array length=size) (out caller-allocates): for the bytes
 * @size: its size
 * @timeout_ms: how long to wait for the first byte
 *
 * Takes what is there.
 *
 * Returns: how many bytes, or 0 at the end
 */
gsize
ptl_channel_receive (PtlChannel *self,
                     char       *buffer,
                     gsize       size,
                     guint       timeout_ms)
{
  gint64 deadline_us = deadline_in (timeout_ms);
  ssize_t n;

  do
    {
      ERR_clear_error ();
      n = self->ssl != NULL ? SSL_read (self->ssl, buffer, size)
                            : recv (self->fd, buffer, size, 0);

      if (n > 0)
        return n;

      if (n == 0 && self->ssl == NULL)
        return 0;
    }
  while (wait_again (self, n, POLLIN, deadline_us));

  return 0;
}

/**
 * ptl_channel_send:
 * @self: a channel
 * @data: (array length=length): what to send
 * @length: how many bytes, one at least
 * @timeout_ms: how long to wait until the client takes some
 *
 * Sends what fits.
 *
 * Returns: how many bytes, or 0 if the client has gone
 */
gsize
ptl_channel_send (PtlChannel *self,
                  const char *data,
                  gsize       length,
                  guint       timeout_ms)
{
  gint64 deadline_us = deadline_in (timeout_ms);
  ssize_t n;

  do
    {
      ERR_clear_error ();
      n = self->ssl != NULL ? SSL_write (self->ssl, data, length)
                            : send (self->fd, data, length, MSG_NOSIGNAL);

      if (n > 0)
        return n;
    }
  while (wait_again (self, n, POLLOUT, deadline_us));

  return 0;
}

/**
 * ptl_channel_pause:
 * @self: a channel
 * @pause_ms: how long
 *
 * Does nothing for a while.
 *
 * Returns: %FALSE if the server stops
 */
gboolean
ptl_channel_pause (PtlChannel *self,
                   guint       pause_ms)
{
  struct pollfd fd = { self->stop_fd, POLLIN, 0 };

  return poll (&fd, 1, pause_ms) == 0;
}
