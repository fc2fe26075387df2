/* trust.c - whom we believe: the system's authorities and accepted certificates
 *
 * Parsing a bundle of all authorities takes longer than a whole check, so
 * the folder of hashed names, which OpenSSL reads one file at a time, is asked
 * first; the bundle only once a certificate could not be verified without.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net/trust.h"

#include <openssl/err.h>
#include <openssl/x509v3.h>

#include "net/verifier.h"

/* 112 bits: RSA from 2048, no SHA-1 (RFC 9325, 4.2 and 4.5). */
#define SECURITY_LEVEL 2

/* A chain is a leaf, one or two in between, and a root. */
#define MAX_CHAIN      10

struct _PtlTrust
{
  gatomicrefcount  ref_count;

  GMutex           lock;
  SSL_CTX         *context;       /* under lock until it is made, then constant */
  gboolean         is_system;
  gboolean         has_bundle;    /* under lock */
  GHashTable      *pins;          /* under lock; "host:port" → sha256 */
  PtlTrust        *below;         /* whose authorities these are; NULL: its own */
};

static SSL_CTX *
make_context (GError **error)
{
  SSL_CTX *context = SSL_CTX_new (TLS_client_method ());

  if (context == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "OpenSSL does not start: %s",
                   ERR_reason_error_string (ERR_peek_last_error ()));
      return NULL;
    }

  SSL_CTX_set_min_proto_version (context, TLS1_2_VERSION);
  SSL_CTX_set_max_proto_version (context, 0);
  SSL_CTX_set_security_level (context, SECURITY_LEVEL);
  ptl_verifier_install (context);
  SSL_CTX_set_verify_depth (context, MAX_CHAIN);
  SSL_CTX_set_session_cache_mode (context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_mode (context, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_read_ahead (context, 1);

  /* Without close_notify the end of the stream is still its end: mail has
   * terminators of its own, and many servers just hang up. */
  SSL_CTX_set_options (context,
                       SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_NO_TICKET |
                       SSL_OP_IGNORE_UNEXPECTED_EOF);

  X509_VERIFY_PARAM_set_hostflags (SSL_CTX_get0_param (context),
                                   X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS |
                                   X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);

  return context;
}

static char *
make_pin_key (const char *host,
              guint16     port)
{
  g_autofree char *ascii = g_hostname_to_ascii (host);
  g_autofree char *lower = g_ascii_strdown (ascii != NULL ? ascii : host, -1);

  return g_strdup_printf ("%s:%u", lower, port);
}

static PtlTrust *
trust_new (gboolean is_system)
{
  PtlTrust *self = g_new0 (PtlTrust, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  self->is_system = is_system;
  self->pins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

/**
 * ptl_trust_new:
 *
 * Believes the system's authorities: `SSL_CERT_DIR` and `SSL_CERT_FILE`, or
 * OpenSSL's own places. Nothing is read yet.
 *
 * Returns: (transfer full): the trust
 */
PtlTrust *
ptl_trust_new (void)
{
  return trust_new (TRUE);
}

/**
 * ptl_trust_new_for_file:
 * @ca_file: (type filename): authorities, PEM
 * @error: `G_IO_ERROR_INVALID_DATA` if there is none in it
 *
 * Believes those in @ca_file and nobody else.
 *
 * Returns: (transfer full): the trust
 */
PtlTrust *
ptl_trust_new_for_file (const char  *ca_file,
                        GError     **error)
{
  g_autoptr(PtlTrust) self = NULL;

  g_return_val_if_fail (ca_file != NULL, NULL);

  self = trust_new (FALSE);
  ERR_clear_error ();
  self->context = make_context (error);

  if (self->context == NULL)
    return NULL;

  if (SSL_CTX_load_verify_file (self->context, ca_file) != 1)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "No certificates in %s: %s",
                   ca_file, ERR_reason_error_string (ERR_peek_last_error ()));
      ERR_clear_error ();
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * ptl_trust_new_above:
 * @below: a trust
 *
 * Believes whom @below believes; what is pinned here, @below does not know.
 *
 * Returns: (transfer full): the trust
 */
PtlTrust *
ptl_trust_new_above (PtlTrust *below)
{
  PtlTrust *self;

  g_return_val_if_fail (below != NULL, NULL);

  self = trust_new (FALSE);
  self->below = ptl_trust_ref (below);

  return self;
}

PtlTrust *
ptl_trust_ref (PtlTrust *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
ptl_trust_unref (PtlTrust *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->context, SSL_CTX_free);
  g_clear_pointer (&self->pins, g_hash_table_unref);
  g_clear_pointer (&self->below, ptl_trust_unref);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * ptl_trust_get_context:
 * @self: a trust
 * @error: `G_IO_ERROR_NOT_SUPPORTED` if OpenSSL does not start
 *
 * Lends the context that all connections share, made at the first call. From
 * any thread.
 *
 * Returns: (transfer none): the context
 */
SSL_CTX *
ptl_trust_get_context (PtlTrust  *self,
                       GError   **error)
{
  g_autoptr(GMutexLocker) locker = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->below != NULL)
    return ptl_trust_get_context (self->below, error);

  locker = g_mutex_locker_new (&self->lock);

  if (self->context == NULL)
    {
      ERR_clear_error ();
      self->context = make_context (error);

      if (self->context != NULL)
        {
          SSL_CTX_set_default_verify_dir (self->context);

          /* Now, because later others would be reading the list of places. */
          X509_STORE_add_lookup (SSL_CTX_get_cert_store (self->context), X509_LOOKUP_file ());
        }
    }

  return self->context;
}

/**
 * ptl_trust_look_further:
 * @self: a trust whose context was made
 *
 * Reads the authorities that were left aside at first because of their size.
 * Costs some ten milliseconds, once.
 *
 * Returns: %TRUE if it is worth to verify again
 */
gboolean
ptl_trust_look_further (PtlTrust *self)
{
  g_autoptr(GMutexLocker) locker = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->below != NULL)
    return ptl_trust_look_further (self->below);

  g_return_val_if_fail (self->context != NULL, FALSE);

  if (!self->is_system)
    return FALSE;

  locker = g_mutex_locker_new (&self->lock);

  if (!self->has_bundle)
    {
      SSL_CTX_set_default_verify_file (self->context);
      ERR_clear_error ();
      self->has_bundle = TRUE;
    }

  /* Also if another thread read it: that may have been after our first look. */
  return TRUE;
}

/**
 * ptl_trust_pin:
 * @self: a trust
 * @host: where
 * @port: where
 * @sha256: the fingerprint of the one certificate to be accepted there, lower
 *   case hexadecimal; replaces an earlier one
 *
 * Believes a certificate that the user accepted, at this place only. It does
 * not excuse another certificate there, nor a weak one, nor old TLS.
 */
void
ptl_trust_pin (PtlTrust   *self,
               const char *host,
               guint16     port,
               const char *sha256)
{
  g_autoptr(GMutexLocker) locker = NULL;

  g_return_if_fail (self != NULL && host != NULL && sha256 != NULL);

  locker = g_mutex_locker_new (&self->lock);
  g_hash_table_insert (self->pins, make_pin_key (host, port), g_strdup (sha256));
}

gboolean
ptl_trust_is_pinned (PtlTrust   *self,
                     const char *host,
                     guint16     port,
                     const char *sha256)
{
  g_autoptr(GMutexLocker) locker = NULL;
  g_autofree char *key = NULL;
  const char *pinned;

  g_return_val_if_fail (self != NULL && host != NULL && sha256 != NULL, FALSE);

  key = make_pin_key (host, port);
  locker = g_mutex_locker_new (&self->lock);
  pinned = g_hash_table_lookup (self->pins, key);

  return pinned != NULL && *sha256 != '\0' && g_ascii_strcasecmp (pinned, sha256) == 0;
}
