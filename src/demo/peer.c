/* peer.c - one client that connected: its lines, its limits, its TLS
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "demo/peer.h"

#include <string.h>

#include "demo/channel.h"

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
  PtlChannel *channel;   /* NULL when it is closed */
  SSL_CTX    *context;

  PtlWatch    watch;
  gpointer    watch_data;
  gboolean    dribble;
  gboolean    is_over;

  gsize       n_pending;
  char        pending[PTL_PEER_MAX_LINE_BYTES];
};

/* Takes what is there, waiting for one byte at least. */
static gboolean
fill (PtlPeer *self)
{
  char *buffer = self->pending + self->n_pending;
  gsize size = sizeof self->pending - self->n_pending;
  gsize n = 0;

  if (!self->is_over && size > 0)
    n = ptl_channel_receive (self->channel, buffer, size, IDLE_MS);

  if (n == 0)
    self->is_over = TRUE;
  else if (!ptl_peer_is_tls (self))
    ptl_peer_report (self, PTL_WATCH_CLEAR_BYTES, buffer, n);

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
send_all (PtlPeer    *self,
          const char *data,
          gsize       length)
{
  while (length > 0)
    {
      gsize n = ptl_channel_send (self->channel, data, length, SEND_MS);

      if (n == 0)
        return FALSE;

      ptl_peer_report (self, PTL_WATCH_SENT, NULL, n);
      data += n;
      length -= n;
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

  self->channel = ptl_channel_new (fd, stop_fd);
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
  g_clear_pointer (&self->channel, ptl_channel_free);
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
  return self->channel != NULL && ptl_channel_is_tls (self->channel);
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
  if (self->is_over || self->n_pending > 0)
    return FALSE;

  self->is_over = !ptl_channel_start_tls (self->channel, self->context, HANDSHAKE_MS);

  if (!self->is_over)
    {
      const char *name = ptl_channel_get_server_name (self->channel);

      ptl_peer_report (self, PTL_WATCH_TLS, name, name != NULL ? strlen (name) : 0);
    }

  return !self->is_over;
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

      if (self->n_pending > 0 && self->pending[0] == TLS_RECORD)
        return NULL;

      if (end != NULL)
        {
          gsize length = end - self->pending;
          gsize skip = length > 0 && end[-1] == '\r' ? 2 : 1;

          return take (self, length + 1 - skip, skip);
        }

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

      if (!send_all (self, data + done, step))
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
  if (!self->is_over && !ptl_channel_pause (self->channel, pause_ms))
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
