/* tls-binding.c - what ties a login to one TLS connection
 *
 * Channel bindings: “tls-exporter” (RFC 9266) and “tls-server-end-point”
 * (RFC 5929, 4).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net/tls-binding.h"

#include <openssl/err.h>
#include <string.h>

/* RFC 9266, 2 */
#define EXPORTER_LABEL  "EXPORTER-Channel-Binding"
#define EXPORTER_LENGTH 32

static GBytes *
get_exporter (SSL *ssl)
{
  guint8 key[EXPORTER_LENGTH];

  if (SSL_version (ssl) != TLS1_3_VERSION ||
      SSL_export_keying_material (ssl, key, sizeof key, EXPORTER_LABEL, strlen (EXPORTER_LABEL),
                                  NULL, 0, 0) != 1)
    return NULL;

  return g_bytes_new (key, sizeof key);
}

/* RFC 5929, 4.1: by the hash of the signature, but never weaker than SHA-256. */
static GBytes *
get_end_point (SSL *ssl)
{
  X509 *x509 = SSL_get1_peer_certificate (ssl);
  guint8 hash[EVP_MAX_MD_SIZE];
  unsigned int length = 0;
  int digest = NID_undef;
  GBytes *bytes = NULL;

  if (x509 == NULL)
    return NULL;

  X509_get_signature_info (x509, &digest, NULL, NULL, NULL);

  if (digest == NID_md5 || digest == NID_sha1)
    digest = NID_sha256;

  if (digest != NID_undef &&
      X509_digest (x509, EVP_get_digestbynid (digest), hash, &length) == 1)
    bytes = g_bytes_new (hash, length);

  X509_free (x509);
  return bytes;
}

/* Returns (transfer full) (nullable): the bytes, NULL if there are none of
 * @type for this connection. */
GBytes *
ptl_tls_binding_get (SSL        *ssl,
                     const char *type)
{
  GBytes *bytes = NULL;

  if (g_str_equal (type, "tls-exporter"))
    bytes = get_exporter (ssl);
  else if (g_str_equal (type, "tls-server-end-point"))
    bytes = get_end_point (ssl);

  ERR_clear_error ();
  return bytes;
}
