/* certificate.c - an X.509 certificate as plain facts
 *
 * Names are read as RFC 9525 wants them: from subjectAltName only. Every text
 * is made fit to be shown, whatever its maker put in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net/certificate.h"

#include <openssl/evp.h>
#include <openssl/x509v3.h>
#include <time.h>

#define MAX_NAMES        100
#define MAX_TEXT_CHARS   300

/* Replaces what is not fit to be shown, U+FFFD. */
#define REPLACEMENT      0xfffd

/* RFC 4514, but UTF-8 as it is; control characters are ours to replace. */
#define NAME_FLAGS       (XN_FLAG_RFC2253 & ~(ASN1_STRFLGS_ESC_MSB | ASN1_STRFLGS_ESC_CTRL))

/* Characters that hide, reorder or break a line (Unicode TR 36). */
static gboolean
is_deceptive (gunichar c)
{
  return g_unichar_iscntrl (c) ||
         g_unichar_type (c) == G_UNICODE_FORMAT ||
         g_unichar_type (c) == G_UNICODE_LINE_SEPARATOR ||
         g_unichar_type (c) == G_UNICODE_PARAGRAPH_SEPARATOR;
}

static char *
clean (const char *text,
       gsize       length)
{
  GString *result = g_string_sized_new (MIN (length, MAX_TEXT_CHARS));
  const char *end = text + length;
  guint n_chars = 0;

  while (text < end && n_chars++ < MAX_TEXT_CHARS)
    {
      gunichar c = *text != '\0' ? g_utf8_get_char_validated (text, end - text) : 0;

      if (c == (gunichar) -1 || c == (gunichar) -2 || c == 0)
        {
          g_string_append_unichar (result, REPLACEMENT);
          text++;
          continue;
        }

      g_string_append_unichar (result, is_deceptive (c) ? REPLACEMENT : c);
      text = g_utf8_next_char (text);
    }

  if (text < end)
    g_string_append (result, "…");

  return g_string_free (result, FALSE);
}

static char *
name_to_text (const X509_NAME *name)
{
  BIO *bio = BIO_new (BIO_s_mem ());
  char *data = NULL;
  char *text;
  long length;

  X509_NAME_print_ex (bio, name, 0, NAME_FLAGS);
  length = BIO_get_mem_data (bio, &data);
  text = clean (data != NULL ? data : "", MAX (length, 0));
  BIO_free (bio);

  return text;
}

static char *
time_to_text (const ASN1_TIME *time)
{
  struct tm tm;

  if (ASN1_TIME_to_tm (time, &tm) != 1)
    return g_strdup ("");

  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02dZ",
                          tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
                          tm.tm_hour, tm.tm_min, tm.tm_sec);
}

static char *
address_to_text (const ASN1_OCTET_STRING *octets)
{
  g_autoptr(GInetAddress) address = NULL;
  int length = ASN1_STRING_length (octets);

  if (length != 4 && length != 16)
    return NULL;

  address = g_inet_address_new_from_bytes (ASN1_STRING_get0_data (octets),
                                           length == 4 ? G_SOCKET_FAMILY_IPV4
                                                       : G_SOCKET_FAMILY_IPV6);
  return g_inet_address_to_string (address);
}

static char **
get_names (X509 *x509)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  GENERAL_NAMES *names = X509_get_ext_d2i (x509, NID_subject_alt_name, NULL, NULL);
  int n = names != NULL ? sk_GENERAL_NAME_num (names) : 0;
  guint n_kept = 0;

  for (int i = 0; i < n && n_kept < MAX_NAMES; i++)
    {
      g_autofree char *text = NULL;
      int type;
      const ASN1_STRING *value = GENERAL_NAME_get0_value (sk_GENERAL_NAME_value (names, i), &type);

      if (type == GEN_DNS)
        text = clean ((const char *) ASN1_STRING_get0_data (value), ASN1_STRING_length (value));
      else if (type == GEN_IPADD)
        text = address_to_text (value);

      if (text == NULL)
        continue;

      g_strv_builder_add (builder, text);
      n_kept++;
    }

  GENERAL_NAMES_free (names);
  return g_strv_builder_end (builder);
}

static char *
get_spki_sha256 (X509 *x509)
{
  unsigned char *der = NULL;
  int length = i2d_X509_PUBKEY (X509_get_X509_PUBKEY (x509), &der);
  char *text;

  if (length <= 0)
    return g_strdup ("");

  text = g_compute_checksum_for_data (G_CHECKSUM_SHA256, der, length);
  OPENSSL_free (der);

  return text;
}

static char *
get_sha256 (X509 *x509)
{
  unsigned char *der = NULL;
  int length = i2d_X509 (x509, &der);
  char *text;

  if (length <= 0)
    return g_strdup ("");

  text = g_compute_checksum_for_data (G_CHECKSUM_SHA256, der, length);
  OPENSSL_free (der);

  return text;
}

/**
 * ptl_certificate_new:
 * @x509: what the server showed
 * @faults: what is wrong with it
 * @reason: (nullable): OpenSSL's words for the first of them
 *
 * Reads the facts out of @x509.
 *
 * Returns: (transfer full): the certificate
 */
PtlCertificate *
ptl_certificate_new (X509                 *x509,
                     PtlCertificateFaults  faults,
                     const char           *reason)
{
  PtlCertificate *self;

  g_return_val_if_fail (x509 != NULL, NULL);

  self = g_new0 (PtlCertificate, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->subject = name_to_text (X509_get_subject_name (x509));
  self->issuer = name_to_text (X509_get_issuer_name (x509));
  self->names = get_names (x509);
  self->not_before = time_to_text (X509_get0_notBefore (x509));
  self->not_after = time_to_text (X509_get0_notAfter (x509));
  self->sha256 = get_sha256 (x509);
  self->spki_sha256 = get_spki_sha256 (x509);
  self->faults = faults;
  self->reason = g_strdup (reason);

  return self;
}

PtlCertificate *
ptl_certificate_ref (PtlCertificate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
ptl_certificate_unref (PtlCertificate *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->subject);
  g_free (self->issuer);
  g_strfreev (self->names);
  g_free (self->not_before);
  g_free (self->not_after);
  g_free (self->sha256);
  g_free (self->spki_sha256);
  g_free (self->reason);
  g_free (self);
}

/**
 * ptl_certificate_fault_of:
 * @x509_v_err: an `X509_V_ERR_*`
 *
 * Sorts OpenSSL's errors by what a user would do about them.
 *
 * Returns: the fault, 0 for `X509_V_OK`
 */
PtlCertificateFaults
ptl_certificate_fault_of (int x509_v_err)
{
  switch (x509_v_err)
    {
    case X509_V_OK:
      return 0;

    case X509_V_ERR_CERT_HAS_EXPIRED:
      return PTL_CERTIFICATE_FAULT_EXPIRED;

    case X509_V_ERR_CERT_NOT_YET_VALID:
      return PTL_CERTIFICATE_FAULT_NOT_YET_VALID;

    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
      return PTL_CERTIFICATE_FAULT_WRONG_HOST;

    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
      return PTL_CERTIFICATE_FAULT_SELF_SIGNED;

    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_CERT_UNTRUSTED:
      return PTL_CERTIFICATE_FAULT_UNKNOWN_ISSUER;

    case X509_V_ERR_EE_KEY_TOO_SMALL:
    case X509_V_ERR_CA_KEY_TOO_SMALL:
    case X509_V_ERR_CA_MD_TOO_WEAK:
      return PTL_CERTIFICATE_FAULT_WEAK;

    case X509_V_ERR_CERT_REVOKED:
      return PTL_CERTIFICATE_FAULT_REVOKED;

    default:
      return PTL_CERTIFICATE_FAULT_OTHER;
    }
}
