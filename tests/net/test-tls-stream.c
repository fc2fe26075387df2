/* test-tls-stream.c - TLS (OpenSSL) over any GIOStream, through a BIO
 *
 * How handshakes end is in test-handshakes.c; here is what comes after.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "net/tls-stream.h"

#include "tls-peer.h"

#define HOST        "imap.test"
#define LARGE_BYTES (100 * 1024)
#define SOON_US     (50 * G_TIME_SPAN_MILLISECOND)
#define NEVER_US    (20 * G_TIME_SPAN_SECOND)

static Pki *pki;

typedef struct
{
  PkiIdentity   *identity;
  PtlTrust      *trust;
  TlsPeer       *peer;
  PtlTcpStream  *tcp;
  PtlTlsStream  *stream;
  GInputStream  *input;
  GOutputStream *output;
} Fixture;

/* @data is the case, as in handshakes/; both groups may be missing. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GKeyFile) spec = g_key_file_new ();
  g_autoptr(GError) error = NULL;

  g_assert_true (g_key_file_load_from_data (spec, data, -1, G_KEY_FILE_NONE, NULL));
  g_key_file_set_string (spec, "certificate", "san", "DNS:" HOST);

  fixture->identity = pki_issue (pki, spec, "certificate", NULL);
  fixture->trust = ptl_trust_new_for_file (pki->ca_file, &error);
  g_assert_no_error (error);
  fixture->peer = tls_peer_new (spec, fixture->identity, NULL, &fixture->tcp);
  ptl_tcp_stream_set_deadline (fixture->tcp, g_get_monotonic_time () + NEVER_US);
  fixture->stream = ptl_tls_stream_new (G_IO_STREAM (fixture->tcp), fixture->trust, HOST, 993,
                                        NULL, &error);
  g_assert_no_error (error);
  fixture->input = g_io_stream_get_input_stream (G_IO_STREAM (fixture->stream));
  fixture->output = g_io_stream_get_output_stream (G_IO_STREAM (fixture->stream));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->stream);
  g_clear_object (&fixture->tcp);
  tls_peer_free (fixture->peer);
  ptl_trust_unref (fixture->trust);
  pki_identity_free (fixture->identity);
}

static void
shake_hands (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  ptl_tls_stream_handshake (fixture->stream, NULL, &error);
  g_assert_no_error (error);
}

static void
test_carries_data_both_ways (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autofree char *sent = g_malloc (LARGE_BYTES);
  g_autofree char *received = g_malloc (LARGE_BYTES);
  g_autoptr(GError) error = NULL;
  gsize n = 0;

  for (gsize i = 0; i < LARGE_BYTES; i++)
    sent[i] = i * 31 % 251;

  shake_hands (fixture);
  g_output_stream_write_all (fixture->output, sent, LARGE_BYTES, NULL, NULL, &error);
  g_assert_no_error (error);
  g_input_stream_read_all (fixture->input, received, LARGE_BYTES, &n, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (received, n, sent, LARGE_BYTES);
  g_assert_cmpint (g_input_stream_read (fixture->input, received, 0, NULL, &error), ==, 0);
  g_assert_no_error (error);
}

static void
test_says_goodbye (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  shake_hands (fixture);
  g_io_stream_close (G_IO_STREAM (fixture->stream), NULL, &error);

  g_assert_no_error (error);
  g_assert_true (tls_peer_finish (fixture->peer)->has_goodbye);
}

/* What does not fit is not waited for, not even with a deadline far away. */
static void
test_closing_does_not_wait (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autofree char *buffer = g_malloc0 (LARGE_BYTES);
  g_autoptr(GError) write_error = NULL;
  g_autoptr(GError) close_error = NULL;
  gint64 started_us;

  shake_hands (fixture);
  ptl_tcp_stream_set_deadline (fixture->tcp, g_get_monotonic_time () + SOON_US);

  while (g_output_stream_write (fixture->output, buffer, LARGE_BYTES, NULL, &write_error) > 0)
    ;

  g_assert_error (write_error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  ptl_tcp_stream_set_deadline (fixture->tcp, g_get_monotonic_time () + NEVER_US);
  started_us = g_get_monotonic_time ();
  g_io_stream_close (G_IO_STREAM (fixture->stream), NULL, &close_error);

  g_assert_no_error (close_error);
  g_assert_cmpint (g_get_monotonic_time () - started_us, <, NEVER_US / 2);
}

static void
test_goes_on_after_a_time_out (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  char buffer[8];

  shake_hands (fixture);
  ptl_tcp_stream_set_deadline (fixture->tcp, g_get_monotonic_time () + SOON_US);
  g_input_stream_read (fixture->input, buffer, 8, NULL, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_clear_error (&error);

  ptl_tcp_stream_set_deadline (fixture->tcp, g_get_monotonic_time () + NEVER_US);
  g_output_stream_write (fixture->output, "back", 4, NULL, &error);
  g_assert_cmpint (g_input_stream_read (fixture->input, buffer, 8, NULL, &error), ==, 4);

  g_assert_no_error (error);
  g_assert_cmpmem (buffer, 4, "back", 4);
}

static void
test_a_handshake_can_be_cancelled (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);

  g_assert_false (ptl_tls_stream_handshake (fixture->stream, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_binds_to_the_connection (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr(GBytes) binding = NULL;

  g_assert_null (ptl_tls_stream_get_binding (fixture->stream, "tls-exporter"));

  shake_hands (fixture);
  binding = ptl_tls_stream_get_binding (fixture->stream, "tls-exporter");
  g_io_stream_close (G_IO_STREAM (fixture->stream), NULL, NULL);

  g_assert_cmpuint (g_bytes_get_size (binding), ==, 32);
  g_assert_true (g_bytes_equal (binding, tls_peer_finish (fixture->peer)->exporter));
  g_assert_null (ptl_tls_stream_get_binding (fixture->stream, "tls-unique"));
}

/* RFC 9266, 4.2: it is not safe there without conditions. */
static void
test_tls12_has_no_exporter (Fixture       *fixture,
                            gconstpointer  data)
{
  shake_hands (fixture);

  g_assert_null (ptl_tls_stream_get_binding (fixture->stream, "tls-exporter"));
}

static void
check_end_point (Fixture        *fixture,
                 GChecksumType   type)
{
  g_autoptr(GBytes) binding = NULL;
  g_autoptr(GChecksum) checksum = g_checksum_new (type);
  guint8 hash[64];
  gsize length = sizeof hash;
  unsigned char *der = NULL;
  int der_length = i2d_X509 (fixture->identity->x509, &der);

  g_checksum_update (checksum, der, der_length);
  g_checksum_get_digest (checksum, hash, &length);
  OPENSSL_free (der);

  shake_hands (fixture);
  binding = ptl_tls_stream_get_binding (fixture->stream, "tls-server-end-point");

  g_assert_nonnull (binding);
  g_assert_cmpmem (g_bytes_get_data (binding, NULL), g_bytes_get_size (binding), hash, length);
}

static void
test_binds_to_the_certificate (Fixture       *fixture,
                               gconstpointer  data)
{
  check_end_point (fixture, G_CHECKSUM_SHA256);
}

static void
test_binds_by_the_signatures_hash (Fixture       *fixture,
                                   gconstpointer  data)
{
  check_end_point (fixture, G_CHECKSUM_SHA384);
}

static void
test_the_end_without_goodbye_is_an_end (Fixture       *fixture,
                                        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  char buffer[8];

  shake_hands (fixture);

  g_assert_cmpint (g_input_stream_read (fixture->input, buffer, 8, NULL, &error), ==, 0);
  g_assert_no_error (error);
}

/* TLS above a proxy's or any other stream: only its two halves are known. */
static void
test_goes_over_any_stream (Fixture       *fixture,
                           gconstpointer  data)
{
  GIOStream *tcp = G_IO_STREAM (fixture->tcp);
  g_autoptr(GIOStream) base = g_simple_io_stream_new (g_io_stream_get_input_stream (tcp),
                                                      g_io_stream_get_output_stream (tcp));
  g_autoptr(PtlTlsStream) stream = ptl_tls_stream_new (base, fixture->trust, HOST, 993, NULL,
                                                       NULL);
  g_autoptr(GError) error = NULL;
  char buffer[8];

  ptl_tls_stream_handshake (stream, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write (g_io_stream_get_output_stream (G_IO_STREAM (stream)), "over", 4, NULL,
                         &error);
  g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (stream)), buffer, 8, NULL,
                       &error);

  g_assert_no_error (error);
  g_assert_cmpmem (buffer, 4, "over", 4);
}

static void
test_refuses_what_is_no_host (void)
{
  static const char *const hosts[] = { "", ".", ".test", "..", "\xff" };
  g_autoptr(PtlTrust) trust = ptl_trust_new_for_file (pki->ca_file, NULL);
  g_autoptr(GInputStream) input = g_memory_input_stream_new ();
  g_autoptr(GOutputStream) output = g_memory_output_stream_new_resizable ();
  g_autoptr(GIOStream) base = g_simple_io_stream_new (input, output);

  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (ptl_tls_stream_new (base, trust, hosts[i], 993, NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
}

#define ADD(path, test, spec) \
  g_test_add ("/net/tls-stream/" path, Fixture, spec, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  pki = pki_new ();

  ADD ("carries-data-both-ways", test_carries_data_both_ways, "");
  ADD ("says-goodbye", test_says_goodbye, "");
  ADD ("closing-does-not-wait", test_closing_does_not_wait, "[server]\ndeaf=true");
  ADD ("goes-on-after-a-time-out", test_goes_on_after_a_time_out, "");
  ADD ("a-handshake-can-be-cancelled", test_a_handshake_can_be_cancelled, "");
  ADD ("binds-to-the-connection", test_binds_to_the_connection, "");
  ADD ("tls12-has-no-exporter", test_tls12_has_no_exporter, "[server]\nmax-version=1.2");
  ADD ("binds-to-the-certificate", test_binds_to_the_certificate, "");
  ADD ("binds-by-the-signatures-hash", test_binds_by_the_signatures_hash,
       "[certificate]\ndigest=sha384");
  ADD ("the-end-without-goodbye-is-an-end", test_the_end_without_goodbye_is_an_end,
       "[server]\nhang-up=true");
  ADD ("goes-over-any-stream", test_goes_over_any_stream, "");
  g_test_add_func ("/net/tls-stream/refuses-what-is-no-host", test_refuses_what_is_no_host);

  status = g_test_run ();

  pki_free (pki);
  return status;
}
