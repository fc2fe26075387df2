/* tls-bio.c - what carries OpenSSL's bytes over a GIOStream
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net/tls-bio.h"

#include <string.h>

#include "net/tcp-stream.h"

/* Enough to tell which protocol speaks, and for a greeting (RFC 5321,
 * 4.5.3.1.5 allows a reply line of 512). */
#define MAX_FIRST_BYTES 512

/* How long to wait for the rest of a line that is not TLS. */
#define REST_OF_LINE_US 200000

/* RFC 8446, 5.1: the records a server may begin with. */
#define RECORD_ALERT     0x15
#define RECORD_HANDSHAKE 0x16

/* The first byte of the version in every record, of SSL 3.0 and of all TLS. */
#define RECORD_MAJOR 0x03

static void
keep_first_bytes (PtlTlsCarrier *self,
                  const char    *buffer,
                  gsize          length)
{
  if (self->first_bytes != NULL && self->first_bytes->len < MAX_FIRST_BYTES)
    g_byte_array_append (self->first_bytes, (const guint8 *) buffer,
                         MIN (length, MAX_FIRST_BYTES - self->first_bytes->len));
}

/* Whoever looks at the bytes later should see a whole line, even if the
 * server sent it in pieces. */
static void
keep_rest_of_line (PtlTlsCarrier *self)
{
  GInputStream *input = g_io_stream_get_input_stream (self->base);
  PtlTcpStream *tcp;
  gint64 deadline_us;
  gint64 end_us = g_get_monotonic_time () + REST_OF_LINE_US;

  if (!PTL_IS_TCP_STREAM (self->base))
    return;

  tcp = PTL_TCP_STREAM (self->base);
  deadline_us = ptl_tcp_stream_get_deadline (tcp);
  ptl_tcp_stream_set_deadline (tcp, deadline_us != 0 ? MIN (deadline_us, end_us) : end_us);

  while (self->first_bytes->len < MAX_FIRST_BYTES &&
         memchr (self->first_bytes->data, '\n', self->first_bytes->len) == NULL)
    {
      char buffer[MAX_FIRST_BYTES];
      gssize n = g_input_stream_read (input, buffer, sizeof buffer, self->cancellable, NULL);

      if (n <= 0)
        break;

      keep_first_bytes (self, buffer, n);
    }

  ptl_tcp_stream_set_deadline (tcp, deadline_us);
}

/* Later bytes are OpenSSL's to judge; these also tell what speaks instead. */
static gboolean
may_be_tls (const char *buffer,
            gsize       length)
{
  return (buffer[0] == RECORD_HANDSHAKE || buffer[0] == RECORD_ALERT) &&
         (length < 2 || buffer[1] == RECORD_MAJOR);
}

static int
read_cb (BIO  *bio,
         char *buffer,
         int   length)
{
  PtlTlsCarrier *self = BIO_get_data (bio);
  gboolean is_first = self->first_bytes != NULL && self->first_bytes->len == 0;
  gssize n;

  BIO_clear_retry_flags (bio);
  g_clear_error (&self->io_error);
  n = g_input_stream_read (g_io_stream_get_input_stream (self->base), buffer, length,
                           self->cancellable, &self->io_error);

  /* A wait that ended leaves the connection as it was: OpenSSL may go on. */
  if (n < 0 && (g_error_matches (self->io_error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) ||
                g_error_matches (self->io_error, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    BIO_set_retry_read (bio);

  if (n == 0 && length > 0)
    self->is_eof = TRUE;

  if (n <= 0)
    return n;

  keep_first_bytes (self, buffer, n);

  if (is_first && !may_be_tls (buffer, n))
    {
      self->is_not_tls = TRUE;
      keep_rest_of_line (self);
      return -1;
    }

  return n;
}

static gssize
write_at_once (PtlTlsCarrier *self,
               const char    *buffer,
               gsize          length)
{
  GOutputStream *output = g_io_stream_get_output_stream (self->base);

  if (PTL_IS_TCP_STREAM (self->base))
    {
      /* Any time in the past: what would have to wait fails. */
      ptl_tcp_stream_set_deadline (PTL_TCP_STREAM (self->base), 1);
      return g_output_stream_write (output, buffer, length, NULL, NULL);
    }

  if (G_IS_POLLABLE_OUTPUT_STREAM (output) &&
      g_pollable_output_stream_can_poll (G_POLLABLE_OUTPUT_STREAM (output)))
    return g_pollable_output_stream_write_nonblocking (G_POLLABLE_OUTPUT_STREAM (output),
                                                       buffer, length, NULL, NULL);

  return -1;
}

static int
write_cb (BIO        *bio,
          const char *buffer,
          int         length)
{
  PtlTlsCarrier *self = BIO_get_data (bio);

  BIO_clear_retry_flags (bio);

  if (self->is_closing)
    return write_at_once (self, buffer, length);

  g_clear_error (&self->io_error);
  return g_output_stream_write (g_io_stream_get_output_stream (self->base), buffer, length,
                                self->cancellable, &self->io_error);
}

static long
ctrl_cb (BIO  *bio,
         int   command,
         long  number,
         void *data)
{
  PtlTlsCarrier *self = BIO_get_data (bio);

  switch (command)
    {
    case BIO_CTRL_FLUSH:
      return 1;

    case BIO_CTRL_EOF:
      return self->is_eof;

    default:
      return 0;
    }
}

static BIO_METHOD *
get_method (void)
{
  static BIO_METHOD *method;
  static gsize once;

  if (g_once_init_enter (&once))
    {
      method = BIO_meth_new (BIO_get_new_index () | BIO_TYPE_SOURCE_SINK, "GIOStream");
      BIO_meth_set_read (method, read_cb);
      BIO_meth_set_write (method, write_cb);
      BIO_meth_set_ctrl (method, ctrl_cb);
      g_once_init_leave (&once, 1);
    }

  return method;
}

void
ptl_tls_carrier_init (PtlTlsCarrier *self,
                      GIOStream     *base)
{
  *self = (PtlTlsCarrier) {
    .base = g_object_ref (base),
    .first_bytes = g_byte_array_new (),
  };
}

void
ptl_tls_carrier_clear (PtlTlsCarrier *self)
{
  g_clear_object (&self->base);
  g_clear_error (&self->io_error);
  g_clear_pointer (&self->first_bytes, g_byte_array_unref);
}

/**
 * ptl_tls_carrier_new_bio:
 * @self: where the bytes go; must outlive the BIO
 *
 * Makes a BIO that blocks as the stream below does.
 *
 * Returns: (transfer full): the BIO
 */
BIO *
ptl_tls_carrier_new_bio (PtlTlsCarrier *self)
{
  BIO *bio = BIO_new (get_method ());

  BIO_set_data (bio, self);
  BIO_set_init (bio, 1);

  return bio;
}
