/* tls-peer.c - the other end of a TLS connection, as a case describes it
 *
 * A thread with OpenSSL's server at one end of a socket pair: no port, no
 * waiting. tests/net/handshakes/README.md lists what a case can say.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tls-peer.h"

#include <linux/sockios.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#define ECHO_BUFFER_BYTES 65536

struct _TlsPeer
{
  GKeyFile      *spec;
  PkiIdentity   *identity;
  X509          *intermediate;
  int            fd;
  GThread       *thread;
  TlsPeerRecord  record;
};

static char *
get_text (TlsPeer    *self,
          const char *key)
{
  return g_key_file_get_string (self->spec, "server", key, NULL);
}

static gboolean
get_flag (TlsPeer    *self,
          const char *key)
{
  return g_key_file_get_boolean (self->spec, "server", key, NULL);
}

/* So that what follows arrives in a segment of its own. */
static void
wait_until_taken (int fd)
{
  int n_waiting = 0;

  while (ioctl (fd, SIOCOUTQ, &n_waiting) == 0 && n_waiting > 0)
    g_thread_yield ();
}

/* Says "a|b" in two pieces; %XX is any byte. */
static void
say (TlsPeer    *self,
     const char *text)
{
  g_auto(GStrv) pieces = g_strsplit (text, "|", -1);

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      g_autoptr(GBytes) bytes = g_uri_unescape_bytes (pieces[i], -1, NULL, NULL);

      send (self->fd, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), MSG_NOSIGNAL);
      wait_until_taken (self->fd);
    }
}

/* Holds the line until the client hangs up. */
static void
stall (TlsPeer *self)
{
  char buffer[4096];

  while (recv (self->fd, buffer, sizeof buffer, 0) > 0)
    ;
}

static int
get_version (TlsPeer    *self,
             const char *key)
{
  g_autofree char *text = get_text (self, key);

  if (text == NULL)
    return 0;

  if (g_str_equal (text, "1.0"))
    return TLS1_VERSION;
  if (g_str_equal (text, "1.1"))
    return TLS1_1_VERSION;

  return g_str_equal (text, "1.2") ? TLS1_2_VERSION : TLS1_3_VERSION;
}

static int
alpn_cb (SSL           *ssl,
         const guint8 **out,
         guint8        *out_length,
         const guint8  *in,
         unsigned int   in_length,
         void          *user_data)
{
  TlsPeer *self = user_data;

  if (get_flag (self, "refuse-alpn"))
    return SSL_TLSEXT_ERR_ALERT_FATAL;

  *out_length = in[0];
  *out = in + 1;
  return SSL_TLSEXT_ERR_OK;
}

static int
accept_any_cb (int             is_ok,
               X509_STORE_CTX *context)
{
  return 1;
}

static SSL_CTX *
make_context (TlsPeer *self)
{
  SSL_CTX *context = SSL_CTX_new (TLS_server_method ());
  g_autofree char *ciphers = get_text (self, "ciphers");

  SSL_CTX_set_security_level (context, 0);
  SSL_CTX_set_cipher_list (context, ciphers != NULL ? ciphers : "ALL:@SECLEVEL=0");
  SSL_CTX_set_min_proto_version (context, TLS1_VERSION);
  SSL_CTX_set_max_proto_version (context, get_version (self, "max-version"));

  if (g_key_file_has_key (self->spec, "server", "min-version", NULL))
    SSL_CTX_set_min_proto_version (context, get_version (self, "min-version"));

  SSL_CTX_use_certificate (context, self->identity->x509);
  SSL_CTX_use_PrivateKey (context, self->identity->key);

  if (self->intermediate != NULL)
    SSL_CTX_add1_chain_cert (context, self->intermediate);

  if (!get_flag (self, "ignore-alpn"))
    SSL_CTX_set_alpn_select_cb (context, alpn_cb, self);

  if (get_flag (self, "demand-certificate"))
    SSL_CTX_set_verify (context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT,
                        accept_any_cb);
  else if (get_flag (self, "ask-certificate"))
    SSL_CTX_set_verify (context, SSL_VERIFY_PEER, accept_any_cb);

  return context;
}

/* Sends `data`, then gives back all that comes, until the client has ended. */
static void
converse (TlsPeer *self,
          SSL     *ssl)
{
  g_autofree char *data = get_text (self, "data");
  g_autofree guint8 *buffer = g_malloc (ECHO_BUFFER_BYTES);
  guint8 key[32];
  int n;

  if (SSL_export_keying_material (ssl, key, sizeof key, "EXPORTER-Channel-Binding", 24,
                                  (const guint8 *) "", 0, 1) == 1)
    self->record.exporter = g_bytes_new (key, sizeof key);

  if (data != NULL)
    SSL_write (ssl, data, strlen (data));

  if (get_flag (self, "hang-up"))
    return;

  if (get_flag (self, "deaf"))
    {
      struct pollfd fd = { .fd = self->fd };

      poll (&fd, 1, -1);
      return;
    }

  while ((n = SSL_read (ssl, buffer, ECHO_BUFFER_BYTES)) > 0)
    {
      g_byte_array_append (self->record.data, buffer, n);
      SSL_write (ssl, buffer, n);
    }

  self->record.has_goodbye = (SSL_get_shutdown (ssl) & SSL_RECEIVED_SHUTDOWN) != 0;
}

static void
speak_tls (TlsPeer *self)
{
  SSL_CTX *context = make_context (self);
  SSL *ssl = SSL_new (context);

  SSL_set_fd (ssl, self->fd);
  self->record.is_agreed = SSL_accept (ssl) == 1;

  if (self->record.is_agreed)
    converse (self, ssl);

  SSL_free (ssl);
  SSL_CTX_free (context);
  ERR_clear_error ();
}

static gpointer
run (gpointer data)
{
  TlsPeer *self = data;
  g_autofree char *text = get_text (self, "say");
  char hello[4096];

  if (get_flag (self, "hear-first"))
    recv (self->fd, hello, sizeof hello, 0);

  if (text != NULL)
    say (self, text);
  else if (!get_flag (self, "stall") && !get_flag (self, "close"))
    speak_tls (self);

  if (get_flag (self, "stall"))
    stall (self);

  shutdown (self->fd, SHUT_RDWR);
  return NULL;
}

/**
 * tls_peer_new:
 * @spec: the case; its group "server" counts
 * @identity: what the peer proves itself with
 * @intermediate: (nullable): sent with it
 * @client: (out) (transfer full): our end, with a deadline
 *
 * Starts the peer.
 */
TlsPeer *
tls_peer_new (GKeyFile      *spec,
              PkiIdentity   *identity,
              X509          *intermediate,
              PtlTcpStream **client)
{
  TlsPeer *self = g_new0 (TlsPeer, 1);
  g_autoptr(GSocket) socket = NULL;
  g_autoptr(GError) error = NULL;
  int fds[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds), ==, 0);
  socket = g_socket_new_from_fd (fds[0], &error);
  g_assert_no_error (error);
  *client = ptl_tcp_stream_new (socket);

  self->spec = g_key_file_ref (spec);
  self->identity = identity;
  self->intermediate = intermediate;
  self->fd = fds[1];
  self->record.data = g_byte_array_new ();
  self->thread = g_thread_new ("tls-peer", run, self);

  return self;
}

/* Waits for the peer to end; the client's side must be closed. */
const TlsPeerRecord *
tls_peer_finish (TlsPeer *self)
{
  if (self->thread != NULL)
    g_thread_join (g_steal_pointer (&self->thread));

  return &self->record;
}

void
tls_peer_free (TlsPeer *self)
{
  tls_peer_finish (self);
  close (self->fd);
  g_byte_array_unref (self->record.data);
  g_clear_pointer (&self->record.exporter, g_bytes_unref);
  g_key_file_unref (self->spec);
  g_free (self);
}
