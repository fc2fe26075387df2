/* verifier.c - whether a server's certificate proves who is there
 *
 * OpenSSL stops at the first fault. We let it go on, so that a user hears of
 * all of them at once, and fail the handshake afterwards: before the
 * connection could carry a single byte of ours.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net/verifier.h"

#include <openssl/err.h>
#include <openssl/x509v3.h>

/* What no user can excuse: others could forge such a certificate. */
#define INEXCUSABLE (PTL_CERTIFICATE_FAULT_WEAK | PTL_CERTIFICATE_FAULT_REVOKED)

typedef struct
{
  PtlCertificateFaults faults;
  int                  first_error;
} Findings;

static int
note_fault_cb (int             is_ok,
               X509_STORE_CTX *context)
{
  Findings *findings = X509_STORE_CTX_get_app_data (context);
  int error = X509_STORE_CTX_get_error (context);

  if (is_ok || error == X509_V_OK)
    return 1;

  if (findings->first_error == X509_V_OK)
    findings->first_error = error;

  findings->faults |= ptl_certificate_fault_of (error);

  /* OpenSSL takes an error that was let pass for a later one's cause, and
   * would then look no further. */
  X509_STORE_CTX_set_error (context, X509_V_OK);
  return 1;
}

/* Verifies in a context of our own, because one context verifies only once. */
static Findings
verify (SSL            *ssl,
        X509_STORE_CTX *offered)
{
  X509_STORE_CTX *context = X509_STORE_CTX_new ();
  Findings findings = { 0, X509_V_OK };

  if (X509_STORE_CTX_init (context, SSL_CTX_get_cert_store (SSL_get_SSL_CTX (ssl)),
                           X509_STORE_CTX_get0_cert (offered),
                           X509_STORE_CTX_get0_untrusted (offered)) == 1 &&
      X509_VERIFY_PARAM_set1 (X509_STORE_CTX_get0_param (context),
                              X509_STORE_CTX_get0_param (offered)) == 1)
    {
      X509_STORE_CTX_set_app_data (context, &findings);
      X509_STORE_CTX_set_verify_cb (context, note_fault_cb);

      if (X509_verify_cert (context) == 1)
        {
          X509_STORE_CTX_free (context);
          return findings;
        }
    }

  /* It could not be looked at to the end. */
  X509_STORE_CTX_free (context);
  findings.faults |= PTL_CERTIFICATE_FAULT_OTHER;

  if (findings.first_error == X509_V_OK)
    findings.first_error = X509_V_ERR_UNSPECIFIED;

  return findings;
}

static int
verify_cb (X509_STORE_CTX *offered,
           void           *user_data)
{
  SSL *ssl = X509_STORE_CTX_get_ex_data (offered, SSL_get_ex_data_X509_STORE_CTX_idx ());
  PtlVerifier *self = ssl != NULL ? SSL_get_app_data (ssl) : NULL;
  X509 *leaf = X509_STORE_CTX_get0_cert (offered);
  Findings findings;
  gboolean is_excused;

  if (self == NULL || leaf == NULL)
    {
      X509_STORE_CTX_set_error (offered, X509_V_ERR_UNSPECIFIED);
      return 0;
    }

  findings = verify (ssl, offered);

  if (findings.faults != 0 && ptl_trust_look_further (self->trust))
    findings = verify (ssl, offered);

  g_clear_pointer (&self->certificate, ptl_certificate_unref);
  self->certificate =
    ptl_certificate_new (leaf, findings.faults,
                         findings.faults != 0
                         ? X509_verify_cert_error_string (findings.first_error) : NULL);

  is_excused = (findings.faults & INEXCUSABLE) == 0 &&
               ptl_trust_is_pinned (self->trust, self->host, self->port,
                                    self->certificate->sha256);

  self->is_refused = findings.faults != 0 && !is_excused;
  X509_STORE_CTX_set_error (offered, self->is_refused ? findings.first_error : X509_V_OK);

  return !self->is_refused;
}

/* Lets each connection of @context be judged by the verifier attached to it;
 * one without a verifier is refused. */
void
ptl_verifier_install (SSL_CTX *context)
{
  SSL_CTX_set_verify (context, SSL_VERIFY_PEER, NULL);
  SSL_CTX_set_cert_verify_callback (context, verify_cb, NULL);
}

/**
 * ptl_verifier_attach:
 * @self: a verifier; must outlive @ssl
 * @ssl: a connection to be made
 * @error: `G_IO_ERROR_INVALID_ARGUMENT` if OpenSSL cannot look for such a host
 *
 * Demands that @ssl leads to the host of @self (RFC 9525, 6).
 *
 * Returns: whether it does so now
 */
gboolean
ptl_verifier_attach (PtlVerifier  *self,
                     SSL          *ssl,
                     GError      **error)
{
  X509_VERIFY_PARAM *param = SSL_get0_param (ssl);
  gboolean is_set;

  if (g_hostname_is_ip_address (self->host))
    is_set = X509_VERIFY_PARAM_set1_ip_asc (param, self->host) == 1;
  else
    is_set = X509_VERIFY_PARAM_set1_host (param, self->host, 0) == 1;

  if (!is_set)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "No certificate can be for “%s”", self->host);
      ERR_clear_error ();
      return FALSE;
    }

  SSL_set_app_data (ssl, self);
  return TRUE;
}

void
ptl_verifier_clear (PtlVerifier *self)
{
  g_clear_pointer (&self->trust, ptl_trust_unref);
  g_clear_pointer (&self->host, g_free);
  g_clear_pointer (&self->certificate, ptl_certificate_unref);
}
