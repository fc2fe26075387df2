/* tls-hello.c - what we say first in a TLS connection, and to whom
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net/tls-hello.h"

#include <openssl/err.h>
#include <string.h>

/* RFC 7301, 3.1: the length of a name is one byte. */
#define MAX_ALPN_LENGTH 255

/* RSA, (EC)DHE, even unauthenticated and weak ones. */
#define ANY_CIPHER      "ALL:@SECLEVEL=0"

static gboolean
set_alpn (SSL        *ssl,
          const char *alpn)
{
  guint8 wire[1 + MAX_ALPN_LENGTH];
  gsize length = strlen (alpn);

  if (length == 0 || length > MAX_ALPN_LENGTH)
    return FALSE;

  wire[0] = length;
  memcpy (wire + 1, alpn, length);

  return SSL_set_alpn_protos (ssl, wire, length + 1) == 0;
}

/**
 * ptl_tls_hello_get_name:
 * @host: a name or an address, as somebody typed it
 * @error: `G_IO_ERROR_INVALID_ARGUMENT` if it cannot be one
 *
 * Returns: (transfer full): the name as certificates have it: ASCII, without
 *   the root's dot
 */
char *
ptl_tls_hello_get_name (const char  *host,
                        GError     **error)
{
  g_autofree char *ascii = g_hostname_to_ascii (host);

  if (ascii != NULL && g_str_has_suffix (ascii, "."))
    ascii[strlen (ascii) - 1] = '\0';

  /* OpenSSL would take a leading dot as “any host below”. */
  if (ascii == NULL || *ascii == '\0' || *ascii == '.')
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "“%s” is not the name of a host", host);
      return NULL;
    }

  return g_steal_pointer (&ascii);
}

/**
 * ptl_tls_hello_new:
 * @context: what to offer
 * @name: whom to ask for: a name, or an address, which is not sent (RFC 6066, 3)
 * @alpn: (nullable): the protocol to ask for
 * @error: `G_IO_ERROR_INVALID_ARGUMENT` if @name or @alpn cannot be sent
 *
 * Prepares a client's side.
 *
 * Returns: (transfer full): the connection, without a BIO
 */
SSL *
ptl_tls_hello_new (SSL_CTX     *context,
                   const char  *name,
                   const char  *alpn,
                   GError     **error)
{
  SSL *ssl;

  ERR_clear_error ();
  ssl = SSL_new (context);

  if (ssl != NULL &&
      (g_hostname_is_ip_address (name) || SSL_set_tlsext_host_name (ssl, name) == 1) &&
      (alpn == NULL || set_alpn (ssl, alpn)))
    {
      SSL_set_connect_state (ssl);
      return ssl;
    }

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "TLS to “%s” for “%s” cannot be set up", name, alpn != NULL ? alpn : "any protocol");
  SSL_free (ssl);
  ERR_clear_error ();

  return NULL;
}

/**
 * ptl_tls_hello_new_recognizer:
 * @name: whom to ask for
 * @error: as [func@tls_hello_new]
 *
 * Prepares a client's side that takes any version from TLS 1.0 on, any
 * cipher and any certificate: fit to look, not to carry data.
 *
 * Returns: (transfer full): the connection, without a BIO
 */
SSL *
ptl_tls_hello_new_recognizer (const char  *name,
                              GError     **error)
{
  SSL_CTX *context = SSL_CTX_new (TLS_client_method ());
  SSL *ssl;

  SSL_CTX_set_security_level (context, 0);
  SSL_CTX_set_cipher_list (context, ANY_CIPHER);
  SSL_CTX_set_min_proto_version (context, TLS1_VERSION);
  SSL_CTX_set_options (context, SSL_OP_LEGACY_SERVER_CONNECT | SSL_OP_IGNORE_UNEXPECTED_EOF);
  SSL_CTX_set_verify (context, SSL_VERIFY_NONE, NULL);
  SSL_CTX_set_read_ahead (context, 1);

  ssl = ptl_tls_hello_new (context, name, NULL, error);
  SSL_CTX_free (context);

  return ssl;
}
