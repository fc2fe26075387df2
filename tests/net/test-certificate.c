/* test-certificate.c - an X.509 certificate as plain facts
 *
 * What is found wrong, and hostile texts, are cases of certs/.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "net/certificate.h"

#include <openssl/x509v3.h>
#include <string.h>

#include "pki.h"

static Pki *pki;

static void
set_time (ASN1_TIME  *time,
          const char *text)
{
  g_assert_cmpint (ASN1_TIME_set_string_X509 (time, text), ==, 1);
}

static void
test_tells_the_facts (void)
{
  g_autoptr(PkiIdentity) identity = pki_issue_simple (pki, "DNS:imap.test,IP:192.0.2.7");
  g_autoptr(PtlCertificate) certificate = NULL;
  const char *const names[] = { "imap.test", "192.0.2.7", NULL };
  unsigned int length = 0;
  guint8 hash[EVP_MAX_MD_SIZE];
  g_autoptr(GString) hex = g_string_new (NULL);

  set_time (X509_getm_notBefore (identity->x509), "20260102030405Z");
  set_time (X509_getm_notAfter (identity->x509), "20491231235959Z");
  X509_digest (identity->x509, EVP_sha256 (), hash, &length);
  for (guint i = 0; i < length; i++)
    g_string_append_printf (hex, "%02x", hash[i]);

  certificate = ptl_certificate_new (identity->x509, PTL_CERTIFICATE_FAULT_EXPIRED, "words");

  g_assert_cmpstr (certificate->subject, ==, "CN=leaf");
  g_assert_cmpstr (certificate->issuer, ==, "CN=Harbour Root");
  g_assert_cmpstrv (certificate->names, names);
  g_assert_cmpstr (certificate->not_before, ==, "2026-01-02T03:04:05Z");
  g_assert_cmpstr (certificate->not_after, ==, "2049-12-31T23:59:59Z");
  g_assert_cmpstr (certificate->sha256, ==, hex->str);
  g_assert_cmpuint (strlen (certificate->spki_sha256), ==, 64);
  g_assert_cmpint (certificate->faults, ==, PTL_CERTIFICATE_FAULT_EXPIRED);
  g_assert_cmpstr (certificate->reason, ==, "words");
}

static void
test_a_renewed_certificate_keeps_its_key (void)
{
  g_autoptr(PkiIdentity) identity = pki_issue_simple (pki, "DNS:imap.test");
  g_autoptr(PtlCertificate) before = ptl_certificate_new (identity->x509, 0, NULL);
  g_autoptr(PtlCertificate) after = NULL;

  ASN1_INTEGER_set (X509_get_serialNumber (identity->x509), 4711);
  X509_sign (identity->x509, pki->root->key, EVP_sha256 ());
  after = ptl_certificate_new (identity->x509, 0, NULL);

  g_assert_cmpstr (before->spki_sha256, ==, after->spki_sha256);
  g_assert_cmpstr (before->sha256, !=, after->sha256);
}

/* A short text is not cut, a long one is, and no character is cut in two. */
static void
test_texts_are_bounded (void)
{
  g_autoptr(GKeyFile) spec = g_key_file_new ();
  g_autoptr(GString) san = g_string_new ("DNS:");
  g_autoptr(PkiIdentity) identity = NULL;
  g_autoptr(PtlCertificate) certificate = NULL;

  for (guint i = 0; i < 2000; i++)
    g_string_append (san, "ä");

  g_key_file_set_string (spec, "certificate", "san", san->str);
  identity = pki_issue (pki, spec, "certificate", NULL);
  certificate = ptl_certificate_new (identity->x509, 0, NULL);

  g_assert_true (g_utf8_validate (certificate->names[0], -1, NULL));
  g_assert_cmpint (g_utf8_strlen (certificate->names[0], -1), ==, 301);
  g_assert_true (g_str_has_suffix (certificate->names[0], "ä…"));
}

static void
test_sorts_errors_into_faults (void)
{
  static const struct { int error; PtlCertificateFaults fault; } cases[] = {
    { X509_V_OK, 0 },
    { X509_V_ERR_CERT_HAS_EXPIRED, PTL_CERTIFICATE_FAULT_EXPIRED },
    { X509_V_ERR_CERT_NOT_YET_VALID, PTL_CERTIFICATE_FAULT_NOT_YET_VALID },
    { X509_V_ERR_HOSTNAME_MISMATCH, PTL_CERTIFICATE_FAULT_WRONG_HOST },
    { X509_V_ERR_IP_ADDRESS_MISMATCH, PTL_CERTIFICATE_FAULT_WRONG_HOST },
    { X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, PTL_CERTIFICATE_FAULT_SELF_SIGNED },
    { X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, PTL_CERTIFICATE_FAULT_UNKNOWN_ISSUER },
    { X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, PTL_CERTIFICATE_FAULT_UNKNOWN_ISSUER },
    { X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, PTL_CERTIFICATE_FAULT_UNKNOWN_ISSUER },
    { X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, PTL_CERTIFICATE_FAULT_UNKNOWN_ISSUER },
    { X509_V_ERR_EE_KEY_TOO_SMALL, PTL_CERTIFICATE_FAULT_WEAK },
    { X509_V_ERR_CA_KEY_TOO_SMALL, PTL_CERTIFICATE_FAULT_WEAK },
    { X509_V_ERR_CA_MD_TOO_WEAK, PTL_CERTIFICATE_FAULT_WEAK },
    { X509_V_ERR_CERT_REVOKED, PTL_CERTIFICATE_FAULT_REVOKED },
    { X509_V_ERR_INVALID_CA, PTL_CERTIFICATE_FAULT_OTHER },
    { X509_V_ERR_UNSPECIFIED, PTL_CERTIFICATE_FAULT_OTHER },
    { 99999, PTL_CERTIFICATE_FAULT_OTHER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (ptl_certificate_fault_of (cases[i].error), ==, cases[i].fault);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  pki = pki_new ();

  g_test_add_func ("/net/certificate/tells-the-facts", test_tells_the_facts);
  g_test_add_func ("/net/certificate/a-renewed-certificate-keeps-its-key",
                   test_a_renewed_certificate_keeps_its_key);
  g_test_add_func ("/net/certificate/texts-are-bounded", test_texts_are_bounded);
  g_test_add_func ("/net/certificate/sorts-errors-into-faults", test_sorts_errors_into_faults);

  status = g_test_run ();

  pki_free (pki);
  return status;
}
