/* plain-client.c - a client that says what it is told, for servers under test
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "support/plain-client.h"

#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* A server that says nothing for so long never will. */
#define TIMEOUT_S 20

struct _PlainClient
{
  int  fd;
  SSL *ssl;
};

PlainClient *
plain_client_new (guint16 port)
{
  PlainClient *self = g_new0 (PlainClient, 1);
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (port) };
  struct timeval timeout = { .tv_sec = TIMEOUT_S };

  self->fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  setsockopt (self->fd, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  g_assert_cmpint (connect (self->fd, (struct sockaddr *) &address, sizeof address), ==, 0);

  return self;
}

void
plain_client_free (PlainClient *self)
{
  SSL_free (self->ssl);
  close (self->fd);
  g_free (self);
}

/**
 * plain_client_start_tls:
 * @self: a client in the clear
 * @ca_file: whom to believe
 * @host: who the server has to be
 *
 * Makes a handshake with the strictness that the program itself must have.
 *
 * Returns: whether the server proved who it is
 */
gboolean
plain_client_start_tls (PlainClient *self,
                        const char  *ca_file,
                        const char  *host)
{
  SSL_CTX *context = SSL_CTX_new (TLS_client_method ());
  gboolean is_proven;

  SSL_CTX_set_verify (context, SSL_VERIFY_PEER, NULL);
  SSL_CTX_load_verify_locations (context, ca_file, NULL);
  self->ssl = SSL_new (context);
  SSL_CTX_free (context);

  if (!X509_VERIFY_PARAM_set1_ip_asc (SSL_get0_param (self->ssl), host))
    {
      SSL_set1_host (self->ssl, host);
      SSL_set_hostflags (self->ssl, X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);
    }

  SSL_set_fd (self->ssl, self->fd);
  is_proven = SSL_connect (self->ssl) == 1;
  ERR_clear_error ();

  return is_proven;
}

void
plain_client_send (PlainClient *self,
                   const char  *data)
{
  if (self->ssl != NULL)
    SSL_write (self->ssl, data, strlen (data));
  else
    send (self->fd, data, strlen (data), MSG_NOSIGNAL);
}

/**
 * plain_client_read_line:
 * @self: a client
 *
 * Waits for a line, 20 seconds at most.
 *
 * Returns: (transfer full) (nullable): the line without its end, or %NULL at
 *   the end of the connection
 */
char *
plain_client_read_line (PlainClient *self)
{
  g_autoptr(GString) line = g_string_new (NULL);

  for (;;)
    {
      char byte;
      gssize n = self->ssl != NULL ? SSL_read (self->ssl, &byte, 1)
                                   : recv (self->fd, &byte, 1, 0);

      if (n <= 0)
        return NULL;

      if (byte == '\n')
        break;

      g_string_append_c (line, byte);
    }

  if (line->len > 0 && line->str[line->len - 1] == '\r')
    g_string_truncate (line, line->len - 1);

  return g_string_free (g_steal_pointer (&line), FALSE);
}
