/* tls-stream.c - TLS (OpenSSL) over any GIOStream, through a BIO
 *
 * TLS 1.2 (RFC 5246) and 1.3 (RFC 8446); channel bindings of RFC 5929 and
 * RFC 9266. A recognizer speaks older versions too, to learn that a server
 * has nothing better; it cannot carry data.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net/tls-stream.h"

#include <openssl/err.h>

#include "net/stream-halves.h"
#include "net/tls-binding.h"
#include "net/tls-bio.h"
#include "net/tls-error.h"
#include "net/tls-hello.h"
#include "net/verifier.h"

struct _PtlTlsStream
{
  GIOStream        parent_instance;

  PtlStreamHalves  halves;
  PtlTlsCarrier    carrier;
  PtlVerifier      verifier;
  SSL             *ssl;
  GBytes          *first_bytes;
  PtlTlsProgress   progress;
  gboolean         is_recognizer;
  gboolean         is_ready;
};

G_DEFINE_FINAL_TYPE (PtlTlsStream, ptl_tls_stream, G_TYPE_IO_STREAM)

static void
begin_call (PtlTlsStream *self,
            GCancellable *cancellable)
{
  self->carrier.cancellable = cancellable;
  g_clear_error (&self->carrier.io_error);
  ERR_clear_error ();
}

/* Why the call that just ended with @ret failed; NULL for the end of data. */
static GError *
take_error (PtlTlsStream *self,
            int           ret)
{
  GError *io_error = g_steal_pointer (&self->carrier.io_error);
  int ssl_error = SSL_get_error (self->ssl, ret);

  if (ssl_error == SSL_ERROR_SSL)
    {
      g_clear_error (&io_error);
      return ptl_tls_error_new_from_queue (self->progress);
    }

  ERR_clear_error ();

  if (io_error != NULL)
    return io_error;

  if (ssl_error == SSL_ERROR_ZERO_RETURN || self->carrier.is_eof)
    return NULL;

  return g_error_new_literal (PTL_TLS_ERROR, PTL_TLS_ERROR_HANDSHAKE, "TLS failed");
}

static GError *
take_handshake_error (PtlTlsStream *self,
                      int           ret)
{
  GError *error;

  if (self->carrier.is_not_tls)
    {
      g_clear_error (&self->carrier.io_error);
      ERR_clear_error ();
      return g_error_new_literal (PTL_TLS_ERROR, PTL_TLS_ERROR_NOT_TLS,
                                  "What the server sent is not TLS");
    }

  if (self->verifier.is_refused)
    {
      g_clear_error (&self->carrier.io_error);
      ERR_clear_error ();
      return g_error_new (PTL_TLS_ERROR, PTL_TLS_ERROR_CERTIFICATE,
                          "The certificate does not prove that this is %s: %s",
                          self->verifier.host, self->verifier.certificate->reason);
    }

  error = take_error (self, ret);

  /* A reset ends a handshake as an orderly end does. */
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
    return error;

  g_clear_error (&error);
  return g_error_new_literal (PTL_TLS_ERROR, PTL_TLS_ERROR_CLOSED,
                              "The server ended the connection in the middle of the handshake");
}

static gboolean
check_ready (PtlTlsStream  *self,
             GError       **error)
{
  if (self->is_recognizer)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           "This connection proves nothing and carries no data");
      return FALSE;
    }

  if (!self->is_ready)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_INITIALIZED,
                           "There was no successful handshake");
      return FALSE;
    }

  return TRUE;
}

static gssize
read_data (GIOStream     *stream,
           void          *buffer,
           gsize          count,
           GCancellable  *cancellable,
           GError       **error)
{
  PtlTlsStream *self = PTL_TLS_STREAM (stream);
  GError *local_error;
  int n;

  if (!check_ready (self, error))
    return -1;

  begin_call (self, cancellable);
  n = SSL_read (self->ssl, buffer, MIN (count, G_MAXINT));
  self->carrier.cancellable = NULL;

  if (n > 0)
    {
      self->progress = PTL_TLS_PROGRESS_DATA;
      return n;
    }

  local_error = take_error (self, n);

  if (local_error == NULL)
    return 0;

  g_propagate_error (error, local_error);
  return -1;
}

static gssize
write_data (GIOStream     *stream,
            const void    *buffer,
            gsize          count,
            GCancellable  *cancellable,
            GError       **error)
{
  PtlTlsStream *self = PTL_TLS_STREAM (stream);
  GError *local_error;
  int n;

  if (!check_ready (self, error))
    return -1;

  begin_call (self, cancellable);
  n = SSL_write (self->ssl, buffer, MIN (count, G_MAXINT));
  self->carrier.cancellable = NULL;

  if (n > 0)
    return n;

  local_error = take_error (self, n);

  if (local_error == NULL)
    local_error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED,
                                       "The server has ended the connection");

  g_propagate_error (error, local_error);
  return -1;
}

static GInputStream *
ptl_tls_stream_get_input_stream (GIOStream *stream)
{
  return PTL_TLS_STREAM (stream)->halves.input;
}

static GOutputStream *
ptl_tls_stream_get_output_stream (GIOStream *stream)
{
  return PTL_TLS_STREAM (stream)->halves.output;
}

static gboolean
ptl_tls_stream_close (GIOStream     *stream,
                      GCancellable  *cancellable,
                      GError       **error)
{
  PtlTlsStream *self = PTL_TLS_STREAM (stream);

  /* Says goodbye if that can be done at once, and waits for no answer. */
  if (self->ssl != NULL && self->is_ready)
    {
      begin_call (self, NULL);
      self->carrier.is_closing = TRUE;
      SSL_shutdown (self->ssl);
      ERR_clear_error ();
    }

  if (self->carrier.base == NULL)
    return TRUE;

  return g_io_stream_close (self->carrier.base, cancellable, error);
}

static void
ptl_tls_stream_finalize (GObject *object)
{
  PtlTlsStream *self = PTL_TLS_STREAM (object);

  ptl_stream_halves_clear (&self->halves);
  g_clear_pointer (&self->ssl, SSL_free);
  g_clear_pointer (&self->first_bytes, g_bytes_unref);
  ptl_tls_carrier_clear (&self->carrier);
  ptl_verifier_clear (&self->verifier);

  G_OBJECT_CLASS (ptl_tls_stream_parent_class)->finalize (object);
}

static void
ptl_tls_stream_class_init (PtlTlsStreamClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GIOStreamClass *stream_class = G_IO_STREAM_CLASS (klass);

  object_class->finalize = ptl_tls_stream_finalize;

  stream_class->get_input_stream = ptl_tls_stream_get_input_stream;
  stream_class->get_output_stream = ptl_tls_stream_get_output_stream;
  stream_class->close_fn = ptl_tls_stream_close;
}

static void
ptl_tls_stream_init (PtlTlsStream *self)
{
  ptl_stream_halves_init (&self->halves, G_IO_STREAM (self), read_data, write_data);
}

/* Takes @ssl. */
static PtlTlsStream *
stream_new (GIOStream *base,
            SSL       *ssl)
{
  PtlTlsStream *self = g_object_new (PTL_TYPE_TLS_STREAM, NULL);
  BIO *bio;

  ptl_tls_carrier_init (&self->carrier, base);
  bio = ptl_tls_carrier_new_bio (&self->carrier);

  self->ssl = ssl;
  SSL_set_bio (ssl, bio, bio);
  ptl_tls_progress_follow (&self->progress, ssl);

  return self;
}

/**
 * ptl_tls_stream_new:
 * @base: what to speak TLS over; closed with the stream
 * @trust: whom to believe
 * @host: who must be there: a name or an IP address
 * @port: for accepted certificates
 * @alpn: (nullable): the protocol's name (RFC 7301)
 * @error: `G_IO_ERROR_INVALID_ARGUMENT` if @host cannot be one
 *
 * Prepares a connection. Nothing is sent before [method@TlsStream.handshake].
 * To be used by one thread at a time.
 *
 * Returns: (transfer full): the stream
 */
PtlTlsStream *
ptl_tls_stream_new (GIOStream   *base,
                    PtlTrust    *trust,
                    const char  *host,
                    guint16      port,
                    const char  *alpn,
                    GError     **error)
{
  g_autoptr(PtlTlsStream) self = NULL;
  g_autofree char *name = NULL;
  SSL_CTX *context;
  SSL *ssl;

  g_return_val_if_fail (G_IS_IO_STREAM (base), NULL);
  g_return_val_if_fail (trust != NULL && host != NULL, NULL);

  name = ptl_tls_hello_get_name (host, error);
  context = name != NULL ? ptl_trust_get_context (trust, error) : NULL;
  ssl = context != NULL ? ptl_tls_hello_new (context, name, alpn, error) : NULL;

  if (ssl == NULL)
    return NULL;

  self = stream_new (base, ssl);
  self->verifier.trust = ptl_trust_ref (trust);
  self->verifier.host = g_steal_pointer (&name);
  self->verifier.port = port;

  if (!ptl_verifier_attach (&self->verifier, ssl, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * ptl_tls_stream_new_recognizer:
 * @base: what to speak TLS over; closed with the stream
 * @host: the name to send
 * @error: as [ctor@TlsStream.new]
 *
 * Prepares a handshake that takes any version from TLS 1.0 on, any cipher
 * and any certificate, only to learn what a server speaks that ours cannot
 * talk to. Reading and writing fail with `G_IO_ERROR_NOT_SUPPORTED`.
 *
 * Returns: (transfer full): the stream
 */
PtlTlsStream *
ptl_tls_stream_new_recognizer (GIOStream   *base,
                               const char  *host,
                               GError     **error)
{
  g_autofree char *name = NULL;
  PtlTlsStream *self;
  SSL *ssl;

  g_return_val_if_fail (G_IS_IO_STREAM (base) && host != NULL, NULL);

  name = ptl_tls_hello_get_name (host, error);
  ssl = name != NULL ? ptl_tls_hello_new_recognizer (name, error) : NULL;

  if (ssl == NULL)
    return NULL;

  self = stream_new (base, ssl);
  self->is_recognizer = TRUE;

  return self;
}

/**
 * ptl_tls_stream_handshake:
 * @self: a stream
 * @cancellable: (nullable): ends the wait
 * @error: a `PTL_TLS_ERROR`, or the time-out or cancellation of the stream below
 *
 * Agrees on keys with the server and has its certificate verified. After a
 * failure the stream carries nothing, but still tells what it learnt.
 *
 * Returns: whether the connection is safe
 */
gboolean
ptl_tls_stream_handshake (PtlTlsStream  *self,
                          GCancellable  *cancellable,
                          GError       **error)
{
  GError *local_error;
  int ret;

  g_return_val_if_fail (PTL_IS_TLS_STREAM (self), FALSE);

  if (self->is_ready)
    return TRUE;

  begin_call (self, cancellable);
  ret = SSL_do_handshake (self->ssl);
  self->carrier.cancellable = NULL;

  if (ret == 1)
    {
      self->is_ready = TRUE;
      g_clear_pointer (&self->carrier.first_bytes, g_byte_array_unref);
      return TRUE;
    }

  local_error = take_handshake_error (self, ret);

  if (g_error_matches (local_error, PTL_TLS_ERROR, PTL_TLS_ERROR_NOT_TLS) &&
      self->first_bytes == NULL)
    self->first_bytes = g_byte_array_free_to_bytes (g_steal_pointer (&self->carrier.first_bytes));

  g_propagate_error (error, local_error);
  return FALSE;
}

/**
 * ptl_tls_stream_get_certificate:
 * @self: a stream
 *
 * Tells what the server showed; also, and with all its faults, after a
 * handshake that failed for it.
 *
 * Returns: (transfer none) (nullable): the certificate; a recognizer has none
 */
PtlCertificate *
ptl_tls_stream_get_certificate (PtlTlsStream *self)
{
  g_return_val_if_fail (PTL_IS_TLS_STREAM (self), NULL);

  return self->verifier.certificate;
}

/**
 * ptl_tls_stream_get_version:
 * @self: a stream
 *
 * Tells the version the server chose, as “TLSv1.3”.
 *
 * Returns: (nullable): the version
 */
const char *
ptl_tls_stream_get_version (PtlTlsStream *self)
{
  g_return_val_if_fail (PTL_IS_TLS_STREAM (self), NULL);

  return self->progress >= PTL_TLS_PROGRESS_HELLO ? SSL_get_version (self->ssl) : NULL;
}

const char *
ptl_tls_stream_get_cipher (PtlTlsStream *self)
{
  g_return_val_if_fail (PTL_IS_TLS_STREAM (self), NULL);

  return self->is_ready ? SSL_get_cipher_name (self->ssl) : NULL;
}

/**
 * ptl_tls_stream_get_first_bytes:
 * @self: a stream
 *
 * Lends what the server said instead of TLS, after %PTL_TLS_ERROR_NOT_TLS: up
 * to 512 bytes, a whole line if there was one.
 *
 * Returns: (transfer none) (nullable): the bytes
 */
GBytes *
ptl_tls_stream_get_first_bytes (PtlTlsStream *self)
{
  g_return_val_if_fail (PTL_IS_TLS_STREAM (self), NULL);

  return self->first_bytes;
}

/**
 * ptl_tls_stream_get_binding:
 * @self: a stream after its handshake
 * @type: "tls-exporter" (RFC 9266; TLS 1.3 only) or "tls-server-end-point"
 *   (RFC 5929)
 *
 * Computes what ties a login to this connection and no other.
 *
 * Returns: (transfer full) (nullable): the bytes, %NULL if there are none of
 *   this type
 */
GBytes *
ptl_tls_stream_get_binding (PtlTlsStream *self,
                            const char   *type)
{
  g_return_val_if_fail (PTL_IS_TLS_STREAM (self) && type != NULL, NULL);

  if (!self->is_ready || self->is_recognizer)
    return NULL;

  return ptl_tls_binding_get (self->ssl, type);
}
