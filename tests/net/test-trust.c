/* test-trust.c - whom we believe: the system's authorities and accepted certificates
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "net/trust.h"

#include <glib/gstdio.h>
#include <openssl/pem.h>
#include <string.h>

#include "net/tls-stream.h"
#include "tls-peer.h"

#define HOST        "imap.test"
#define DEADLINE_US (20 * G_TIME_SPAN_SECOND)

static Pki *pki;

/* Shakes hands with @identity, believing @trust. */
static gboolean
is_believed (PtlTrust    *trust,
             PkiIdentity *identity)
{
  g_autoptr(GKeyFile) spec = g_key_file_new ();
  g_autoptr(PtlTcpStream) client = NULL;
  g_autoptr(TlsPeer) peer = tls_peer_new (spec, identity, NULL, &client);
  g_autoptr(PtlTlsStream) stream = NULL;
  g_autoptr(GError) error = NULL;
  gboolean is_ok;

  ptl_tcp_stream_set_deadline (client, g_get_monotonic_time () + DEADLINE_US);
  stream = ptl_tls_stream_new (G_IO_STREAM (client), trust, HOST, 993, NULL, &error);
  g_assert_no_error (error);
  is_ok = ptl_tls_stream_handshake (stream, NULL, &error);
  g_assert_true (is_ok || g_error_matches (error, PTL_TLS_ERROR, PTL_TLS_ERROR_CERTIFICATE));
  g_io_stream_close (G_IO_STREAM (stream), NULL, NULL);

  return is_ok;
}

/* A folder as c_rehash makes it, with @authority in it. */
static char *
make_folder (PkiIdentity *authority)
{
  g_autoptr(GError) error = NULL;
  char *folder = g_dir_make_tmp ("portolan-certs-XXXXXX", &error);
  g_autofree char *path = g_strdup_printf ("%s/%08lx.0", folder,
                                           X509_subject_name_hash (authority->x509));
  FILE *file = fopen (path, "w");

  g_assert_no_error (error);
  PEM_write_X509 (file, authority->x509);
  fclose (file);

  return folder;
}

static void
remove_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }

  g_rmdir (folder);
}

static void
test_believes_the_folder (void)
{
  g_autofree char *folder = make_folder (pki->root);
  g_autoptr(PkiIdentity) identity = pki_issue_simple (pki, "DNS:" HOST);
  g_autoptr(PtlTrust) trust = ptl_trust_new ();

  g_setenv ("SSL_CERT_DIR", folder, TRUE);
  g_setenv ("SSL_CERT_FILE", "/nonexistent", TRUE);

  g_assert_true (is_believed (trust, identity));
  remove_folder (folder);
}

static guint
count_authorities (PtlTrust *trust)
{
  STACK_OF(X509) *all =
    X509_STORE_get1_all_certs (SSL_CTX_get_cert_store (ptl_trust_get_context (trust, NULL)));
  guint n = sk_X509_num (all);

  sk_X509_pop_free (all, X509_free);
  return n;
}

/* Reading a bundle costs more than the whole handshake. */
static void
test_leaves_the_bundle_alone_while_the_folder_serves (void)
{
  g_autofree char *folder = make_folder (pki->other);
  g_autoptr(GKeyFile) spec = g_key_file_new ();
  g_autoptr(PkiIdentity) by_root = pki_issue_simple (pki, "DNS:" HOST);
  g_autoptr(PkiIdentity) by_other = NULL;
  g_autoptr(PtlTrust) trust = ptl_trust_new ();

  g_key_file_set_string (spec, "certificate", "san", "DNS:" HOST);
  g_key_file_set_string (spec, "certificate", "issuer", "other");
  by_other = pki_issue (pki, spec, "certificate", NULL);
  g_setenv ("SSL_CERT_DIR", folder, TRUE);
  g_setenv ("SSL_CERT_FILE", pki->ca_file, TRUE);

  g_assert_cmpuint (count_authorities (trust), ==, 0);
  g_assert_true (is_believed (trust, by_other));
  g_assert_cmpuint (count_authorities (trust), ==, 1);
  g_assert_true (is_believed (trust, by_root));
  g_assert_cmpuint (count_authorities (trust), ==, 2);

  remove_folder (folder);
}

static void
test_believes_nobody_without_authorities (void)
{
  g_autoptr(PkiIdentity) identity = pki_issue_simple (pki, "DNS:" HOST);
  g_autoptr(PtlTrust) trust = ptl_trust_new ();

  g_setenv ("SSL_CERT_DIR", "/nonexistent", TRUE);
  g_setenv ("SSL_CERT_FILE", "/nonexistent", TRUE);

  g_assert_false (is_believed (trust, identity));
}

static void
test_a_file_without_certificates_is_an_error (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (ptl_trust_new_for_file ("/dev/null", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

static void
test_a_pin_is_one_certificate_at_one_place (void)
{
  g_autoptr(PtlTrust) trust = ptl_trust_new ();

  ptl_trust_pin (trust, "Mail.bücher.test", 993, "aa11");

  g_assert_true (ptl_trust_is_pinned (trust, "mail.xn--bcher-kva.test", 993, "AA11"));
  g_assert_false (ptl_trust_is_pinned (trust, "mail.xn--bcher-kva.test", 993, "aa12"));
  g_assert_false (ptl_trust_is_pinned (trust, "mail.xn--bcher-kva.test", 993, "aa"));
  g_assert_false (ptl_trust_is_pinned (trust, "mail.xn--bcher-kva.test", 993, ""));
  g_assert_false (ptl_trust_is_pinned (trust, "mail.xn--bcher-kva.test", 143, "aa11"));
  g_assert_false (ptl_trust_is_pinned (trust, "xn--bcher-kva.test", 993, "aa11"));

  ptl_trust_pin (trust, "mail.bücher.test", 993, "bb22");
  g_assert_false (ptl_trust_is_pinned (trust, "mail.bücher.test", 993, "aa11"));
}

/* Whoever takes the context without saying who should be there gets nowhere
 * (CVE-2020-13645: no identity, no check). */
static void
test_nobody_is_believed_without_a_host (void)
{
  g_autoptr(PkiIdentity) identity = pki_issue_simple (pki, "DNS:" HOST);
  g_autoptr(PtlTrust) trust = ptl_trust_new_for_file (pki->ca_file, NULL);
  SSL_CTX *context = SSL_CTX_new (TLS_server_method ());
  SSL *client = SSL_new (ptl_trust_get_context (trust, NULL));
  SSL *server;
  BIO *to_server;
  BIO *to_client;

  SSL_CTX_use_certificate (context, identity->x509);
  SSL_CTX_use_PrivateKey (context, identity->key);
  server = SSL_new (context);
  BIO_new_bio_pair (&to_server, 0, &to_client, 0);
  SSL_set_bio (client, to_server, to_server);
  SSL_set_bio (server, to_client, to_client);

  g_assert_cmpint (SSL_get_error (client, SSL_connect (client)), ==, SSL_ERROR_WANT_READ);
  g_assert_cmpint (SSL_accept (server), <, 1);
  g_assert_cmpint (SSL_get_error (client, SSL_connect (client)), ==, SSL_ERROR_SSL);
  g_assert_cmpint (SSL_get_verify_result (client), ==, X509_V_ERR_UNSPECIFIED);

  SSL_free (client);
  SSL_free (server);
  SSL_CTX_free (context);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  pki = pki_new ();

  g_test_add_func ("/net/trust/believes-the-folder", test_believes_the_folder);
  g_test_add_func ("/net/trust/leaves-the-bundle-alone-while-the-folder-serves",
                   test_leaves_the_bundle_alone_while_the_folder_serves);
  g_test_add_func ("/net/trust/believes-nobody-without-authorities",
                   test_believes_nobody_without_authorities);
  g_test_add_func ("/net/trust/a-file-without-certificates-is-an-error",
                   test_a_file_without_certificates_is_an_error);
  g_test_add_func ("/net/trust/a-pin-is-one-certificate-at-one-place",
                   test_a_pin_is_one_certificate_at_one_place);
  g_test_add_func ("/net/trust/nobody-is-believed-without-a-host",
                   test_nobody_is_believed_without_a_host);

  status = g_test_run ();

  pki_free (pki);
  return status;
}
