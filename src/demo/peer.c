/* peer.c - one client that connected: its lines, its limits, its TLS
 *
 * The socket never blocks: each wait is a poll() that also watches the
 * server's stop_fd, so that stopping the server ends every wait at once.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "demo/peer.h"

#include <errno.h>
#include <openssl/err.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* RFC 1939, 3 wants ten minutes at least, RFC 5321, 4.5.3.2.7 five. */
#define IDLE_MS      (10 * 60 * 1000)
/* A client that does not read for so long is gone. */
#define SEND_MS      30000
#define HANDSHAKE_MS 30000
/* Between two bytes that are sent one by one. */
#define DRIBBLE_MS   1
/* The first byte of a TLS record that carries a handshake (RFC 8446, 5.1). */
#define TLS_RECORD   0x16

struct _PtlPeer
{
  int       fd;
  int       stop_fd;
  SSL_CTX  *context;
  SSL      *ssl;

  PtlWatch  watch;
  gpointer  watch_data;
  gboolean  dribble;
  gboolean  is_over;

  gsize     n_pending;
  char      pending[PTL_PEER_MAX_LINE_BYTES];
};

/* Waits for the socket; FALSE when the time is up or the server stops. */
static gboolean
wait_for (PtlPeer *self,
          short    events,
          gint64   deadline_us)
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

/* After an SSL call that did not work: waits for what it wants. */
static gboolean
wait_for_ssl (PtlPeer *self,
              int      result,
              gint64   deadline_us)
{
  int what = SSL_get_error (self->ssl, result);

  if (what == SSL_ERROR_WANT_READ)
    return wait_for (self, POLLIN, deadline_us);

  if (what == SSL_ERROR_WANT_WRITE)
    return wait_for (self, POLLOUT, deadline_us);

  return FALSE;
}

static gsize
receive_tls (PtlPeer *self,
             char    *buffer,
             gsize    size,
             gint64   deadline_us)
{
  for (;;)
    {
      int n;

      ERR_clear_error ();
      n = SSL_read (self->ssl, buffer, size);

      if (n > 0)
        return n;

      if (!wait_for_ssl (self, n, deadline_us))
        return 0;
    }
}

static gsize
receive_clear (PtlPeer *self,
               char    *buffer,
               gsize    size,
               gint64   deadline_us)
{
  for (;;)
    {
      ssize_t n = recv (self->fd, buffer, size, 0);

      if (n > 0)
        {
          ptl_peer_report (self, PTL_WATCH_CLEAR_BYTES, buffer, n);
          return n;
        }

      if (n == 0 || (errno != EAGAIN && errno != EINTR))
        return 0;

      if (!wait_for (self, POLLIN, deadline_us))
        return 0;
    }
}

/* Takes what is there, waiting for one byte at least. */
static gboolean
fill (PtlPeer *self)
{
  gint64 deadline_us = g_get_monotonic_time () + IDLE_MS * G_GINT64_CONSTANT (1000);
  char *buffer = self->pending + self->n_pending;
  gsize size = sizeof self->pending - self->n_pending;
  gsize n = 0;

  if (!self->is_over && size > 0)
    n = self->ssl != NULL ? receive_tls (self, buffer, size, deadline_us)
                          : receive_clear (self, buffer, size, deadline_us);

  if (n == 0)
    self->is_over = TRUE;

  self->n_pending += n;
  return n > 0;
}

static char *
take (PtlPeer *self,
      gsize    length,
      gsize    skip)
{
  char *taken = g_strndup (self->pending, length);

  self->n_pending -= length + skip;
  memmove (self->pending, self->pending + length + skip, self->n_pending);

  return taken;
}

static gboolean
send_some (PtlPeer    *self,
           const char *data,
           gsize       length)
{
  gint64 deadline_us = g_get_monotonic_time () + SEND_MS * G_GINT64_CONSTANT (1000);

  while (length > 0)
    {
      ssize_t n;

      ERR_clear_error ();
      n = self->ssl != NULL ? SSL_write (self->ssl, data, length)
                            : send (self->fd, data, length, MSG_NOSIGNAL);

      if (n > 0)
        {
          ptl_peer_report (self, PTL_WATCH_SENT, NULL, n);
          data += n;
          length -= n;
        }
      else if (self->ssl != NULL
               ? !wait_for_ssl (self, n, deadline_us)
               : (errno != EAGAIN && errno != EINTR) || !wait_for (self, POLLOUT, deadline_us))
        {
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * ptl_peer_new:
 * @fd: (transfer full): a connected socket that does not block
 * @stop_fd: becomes readable when everything is to end
 * @context: (transfer none): what TLS is made with
 *
 * Wraps an accepted connection. It starts in the clear.
 *
 * Returns: (transfer full): the client
 */
PtlPeer *
ptl_peer_new (int      fd,
              int      stop_fd,
              SSL_CTX *context)
{
  PtlPeer *self = g_new0 (PtlPeer, 1);

  self->fd = fd;
  self->stop_fd = stop_fd;
  self->context = context;
  SSL_CTX_up_ref (context);

  return self;
}

void
ptl_peer_free (PtlPeer *self)
{
  ptl_peer_close (self);
  SSL_CTX_free (self->context);
  g_free (self);
}

/**
 * ptl_peer_close:
 * @self: a client
 *
 * Closes the connection, with TLS's own good-bye if it is encrypted.
 */
void
ptl_peer_close (PtlPeer *self)
{
  if (self->ssl != NULL)
    {
      ERR_clear_error ();
      SSL_shutdown (self->ssl);
    }

  g_clear_pointer (&self->ssl, SSL_free);

  if (self->fd >= 0)
    close (self->fd);

  self->fd = -1;
  self->is_over = TRUE;
}

void
ptl_peer_set_watch (PtlPeer  *self,
                    PtlWatch  watch,
                    gpointer  user_data)
{
  self->watch = watch;
  self->watch_data = user_data;
}

/**
 * ptl_peer_set_dribble:
 * @self: a client
 * @dribble: whether each byte travels alone
 *
 * Sends byte by byte from now on, as a bad network may cut it.
 */
void
ptl_peer_set_dribble (PtlPeer  *self,
                      gboolean  dribble)
{
  self->dribble = dribble;
}

void
ptl_peer_report (PtlPeer       *self,
                 PtlWatchEvent  event,
                 const char    *data,
                 gsize          length)
{
  if (self->watch != NULL)
    self->watch (event, data, length, self->watch_data);
}

gboolean
ptl_peer_is_tls (PtlPeer *self)
{
  return self->ssl != NULL;
}

gboolean
ptl_peer_is_over (PtlPeer *self)
{
  return self->is_over;
}

/**
 * ptl_peer_has_pending:
 * @self: a client
 *
 * Whether it has sent more than what was read. Where a client asks for TLS
 * that must not be so: whatever follows was not protected (CVE-2011-0411).
 *
 * Returns: %TRUE if bytes wait
 */
gboolean
ptl_peer_has_pending (PtlPeer *self)
{
  return self->n_pending > 0;
}

/**
 * ptl_peer_start_tls:
 * @self: a client
 *
 * Waits for the client's handshake, 30 seconds at most. After a failure the
 * conversation is over.
 *
 * Returns: whether the connection is encrypted now
 */
gboolean
ptl_peer_start_tls (PtlPeer *self)
{
  gint64 deadline_us = g_get_monotonic_time () + HANDSHAKE_MS * G_GINT64_CONSTANT (1000);

  if (self->is_over || self->n_pending > 0)
    return FALSE;

  self->ssl = SSL_new (self->context);
  SSL_set_fd (self->ssl, self->fd);

  for (;;)
    {
      int result;

      ERR_clear_error ();
      result = SSL_accept (self->ssl);

      if (result == 1)
        break;

      if (!wait_for_ssl (self, result, deadline_us))
        {
          g_clear_pointer (&self->ssl, SSL_free);
          self->is_over = TRUE;
          return FALSE;
        }
    }

  ptl_peer_report (self, PTL_WATCH_TLS, NULL, 0);
  return TRUE;
}

/**
 * ptl_peer_read_line:
 * @self: a client
 *
 * Waits for one line, ten minutes at most.
 *
 * Returns: (transfer full) (nullable): the line without its end, cut at the
 *   first NUL; %NULL when the client has gone, has said more than 16 KiB
 *   without an end, or talks TLS where we do not
 */
char *
ptl_peer_read_line (PtlPeer *self)
{
  for (;;)
    {
      const char *end = memchr (self->pending, '\n', self->n_pending);

      if (end != NULL)
        {
          gsize length = end - self->pending;
          gsize skip = length > 0 && end[-1] == '\r' ? 2 : 1;

          return take (self, length + 1 - skip, skip);
        }

      if (self->n_pending > 0 && self->pending[0] == TLS_RECORD)
        return NULL;

      if (!fill (self))
        return NULL;
    }
}

/**
 * ptl_peer_read_bytes:
 * @self: a client
 * @length: how many, less than 16 KiB
 *
 * Waits for an IMAP literal.
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL when the client has
 *   gone
 */
char *
ptl_peer_read_bytes (PtlPeer *self,
                     gsize    length)
{
  if (length > sizeof self->pending)
    return NULL;

  while (self->n_pending < length)
    if (!fill (self))
      return NULL;

  return take (self, length, 0);
}

/**
 * ptl_peer_send:
 * @self: a client
 * @format: as printf() has it, with its own line ends
 * @...: for @format
 *
 * Sends text.
 *
 * Returns: %FALSE if the client has gone
 */
gboolean
ptl_peer_send (PtlPeer    *self,
               const char *format,
               ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  return ptl_peer_send_bytes (self, text, strlen (text));
}

/**
 * ptl_peer_send_bytes:
 * @self: a client
 * @data: (array length=length): what to send
 * @length: how many
 *
 * Sends bytes, in one segment where they fit and are not dribbled.
 *
 * Returns: %FALSE if the client has gone
 */
gboolean
ptl_peer_send_bytes (PtlPeer    *self,
                     const char *data,
                     gsize       length)
{
  gsize step = self->dribble ? 1 : MAX (length, 1);

  for (gsize done = 0; !self->is_over && done < length; done += step)
    {
      if (done > 0 && !ptl_peer_pause (self, DRIBBLE_MS))
        return FALSE;

      if (!send_some (self, data + done, step))
        self->is_over = TRUE;
    }

  return !self->is_over;
}

/**
 * ptl_peer_pause:
 * @self: a client
 * @pause_ms: how long
 *
 * Does nothing for a while.
 *
 * Returns: %FALSE if the server stops
 */
gboolean
ptl_peer_pause (PtlPeer *self,
                guint    pause_ms)
{
  struct pollfd fd = { self->stop_fd, POLLIN, 0 };

  if (poll (&fd, 1, pause_ms) > 0)
    self->is_over = TRUE;

  return !self->is_over;
}

/**
 * ptl_peer_hang_up:
 * @self: a client
 *
 * Ends the conversation: whatever is read or sent from now on fails.
 */
void
ptl_peer_hang_up (PtlPeer *self)
{
  self->is_over = TRUE;
  self->n_pending = 0;
}
