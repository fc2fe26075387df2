/* test-handshakes.c - every case of certs/ and net/handshakes/, against a peer
 *
 * Each file says what a server shows and does, and what must come out. A new
 * file is a new test. Whatever the outcome, no byte of ours may have left if
 * the handshake failed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "net/tls-stream.h"

#include <string.h>

#include "net/trust.h"
#include "tls-peer.h"

#define PORT          993
#define DEADLINE_US   (10 * G_USEC_PER_SEC)
#define SECRET        "a password that must not leave"

static Pki *pki;

typedef struct
{
  GKeyFile     *spec;
  PkiIdentity  *intermediate;
  PkiIdentity  *identity;
  PtlTrust     *trust;
  TlsPeer      *peer;
  PtlTlsStream *stream;
  GError       *error;
} Case;

static char *
get_text (Case       *self,
          const char *group,
          const char *key)
{
  return g_key_file_get_string (self->spec, group, key, NULL);
}

static const char *
describe_error (const GError *error)
{
  if (error == NULL)
    return "ok";

  if (error->domain == PTL_TLS_ERROR)
    {
      g_autoptr(GEnumClass) klass = g_type_class_ref (PTL_TYPE_TLS_ERROR);

      return g_enum_get_value (klass, error->code)->value_nick;
    }

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return "timed-out";

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return "cancelled";

  return error->message;
}

static char *
describe_faults (PtlCertificateFaults faults)
{
  static const char *const names[] = {
    "expired", "not-yet-valid", "wrong-host", "self-signed", "unknown-issuer",
    "weak", "revoked", "other",
  };
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if ((faults & (1u << i)) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", names[i]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
set_pin (Case       *self,
         const char *host)
{
  g_autofree char *pin = get_text (self, "client", "pin");
  g_autoptr(PtlCertificate) this = ptl_certificate_new (self->identity->x509, 0, NULL);
  g_autoptr(PtlCertificate) other = ptl_certificate_new (pki->other->x509, 0, NULL);

  if (g_strcmp0 (pin, "this") == 0)
    ptl_trust_pin (self->trust, host, PORT, this->sha256);
  else if (g_strcmp0 (pin, "another certificate") == 0)
    ptl_trust_pin (self->trust, host, PORT, other->sha256);
  else if (g_strcmp0 (pin, "at another port") == 0)
    ptl_trust_pin (self->trust, host, PORT + 1, this->sha256);
  else if (g_strcmp0 (pin, "at another host") == 0)
    ptl_trust_pin (self->trust, "elsewhere.test", PORT, this->sha256);
  else
    g_assert_null (pin);
}

static void
case_begin (Case       *self,
            const char *path)
{
  g_autoptr(PtlTcpStream) client = NULL;
  g_autofree char *host = NULL;
  g_autofree char *alpn = NULL;
  gint64 deadline_us = DEADLINE_US;

  self->spec = g_key_file_new ();
  g_assert_true (g_key_file_load_from_file (self->spec, path, G_KEY_FILE_NONE, NULL));

  if (g_key_file_has_group (self->spec, "intermediate"))
    self->intermediate = pki_issue (pki, self->spec, "intermediate", NULL);

  self->identity = pki_issue (pki, self->spec, "certificate", self->intermediate);
  self->trust = ptl_trust_new_for_file (pki->ca_file, &self->error);
  g_assert_no_error (self->error);

  host = get_text (self, "client", "host");
  alpn = get_text (self, "client", "alpn");
  set_pin (self, host);

  self->peer = tls_peer_new (self->spec, self->identity,
                             g_key_file_get_boolean (self->spec, "intermediate", "missing", NULL) ||
                             self->intermediate == NULL ? NULL : self->intermediate->x509,
                             &client);

  if (g_key_file_has_key (self->spec, "client", "deadline-ms", NULL))
    deadline_us = g_key_file_get_integer (self->spec, "client", "deadline-ms", NULL) * 1000;

  ptl_tcp_stream_set_deadline (client, g_get_monotonic_time () + deadline_us);

  if (g_key_file_get_boolean (self->spec, "client", "recognizer", NULL))
    self->stream = ptl_tls_stream_new_recognizer (G_IO_STREAM (client), host, &self->error);
  else
    self->stream = ptl_tls_stream_new (G_IO_STREAM (client), self->trust, host, PORT, alpn,
                                       &self->error);

  g_assert_no_error (self->error);
}

static void
check_certificate (Case *self)
{
  PtlCertificate *certificate = ptl_tls_stream_get_certificate (self->stream);
  g_autofree char *faults = get_text (self, "expect", "faults");
  g_autofree char *names = get_text (self, "expect", "names");
  g_autofree char *subject = get_text (self, "expect", "subject");
  g_autofree char *n_names = get_text (self, "expect", "n-names");

  if (faults != NULL)
    {
      g_autofree char *found = describe_faults (certificate->faults);

      g_assert_cmpstr (found, ==, faults);
      g_assert_cmpint (certificate->reason != NULL, ==, certificate->faults != 0);
    }

  if (names != NULL)
    {
      g_autofree char *found = g_strjoinv (" ", certificate->names);

      g_assert_cmpstr (found, ==, names);
    }

  if (n_names != NULL)
    g_assert_cmpuint (g_strv_length (certificate->names), ==,
                      g_ascii_strtoull (n_names, NULL, 10));

  if (subject != NULL)
    g_assert_cmpstr (certificate->subject, ==, subject);
}

static void
check_facts (Case *self)
{
  g_autofree char *version = get_text (self, "expect", "version");
  g_autofree char *first_bytes = get_text (self, "expect", "first-bytes");
  g_autofree char *message = get_text (self, "expect", "message");
  GBytes *bytes = ptl_tls_stream_get_first_bytes (self->stream);

  check_certificate (self);

  if (version != NULL)
    g_assert_cmpstr (ptl_tls_stream_get_version (self->stream), ==, version);

  if (message != NULL)
    g_assert_nonnull (strstr (self->error->message, message));

  g_assert_cmpint (bytes != NULL, ==, first_bytes != NULL);

  if (first_bytes != NULL)
    {
      g_autoptr(GBytes) expected = g_uri_unescape_bytes (first_bytes, -1, NULL, NULL);

      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                       g_bytes_get_data (expected, NULL), g_bytes_get_size (expected));
    }
}

/* Nothing can be sent or read, and nothing came through. */
static void
check_is_useless (Case *self)
{
  gboolean is_recognizer = g_key_file_get_boolean (self->spec, "client", "recognizer", NULL);
  GIOErrorEnum code = is_recognizer ? G_IO_ERROR_NOT_SUPPORTED : G_IO_ERROR_NOT_INITIALIZED;
  g_autoptr(GError) write_error = NULL;
  g_autoptr(GError) read_error = NULL;
  char buffer[16];

  g_output_stream_write (g_io_stream_get_output_stream (G_IO_STREAM (self->stream)), SECRET,
                         strlen (SECRET), NULL, &write_error);
  g_assert_error (write_error, G_IO_ERROR, (int) code);

  g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (self->stream)), buffer,
                       sizeof buffer, NULL, &read_error);
  g_assert_error (read_error, G_IO_ERROR, (int) code);

  g_assert_null (ptl_tls_stream_get_binding (self->stream, "tls-server-end-point"));
  g_io_stream_close (G_IO_STREAM (self->stream), NULL, NULL);
  g_assert_cmpuint (tls_peer_finish (self->peer)->data->len, ==, 0);
}

/* What the first read gives: the data, "eof", or an error. */
static void
check_read (Case *self)
{
  g_autofree char *expected = get_text (self, "expect", "read");
  g_autoptr(GError) error = NULL;
  char buffer[256] = "";
  gssize n;

  if (expected == NULL)
    return;

  n = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (self->stream)), buffer,
                           sizeof buffer - 1, NULL, &error);

  if (n < 0)
    g_assert_cmpstr (describe_error (error), ==, expected);
  else
    g_assert_cmpstr (n == 0 ? "eof" : buffer, ==, expected);
}

static void
case_end (Case *self)
{
  g_clear_object (&self->stream);
  tls_peer_free (self->peer);
  ptl_trust_unref (self->trust);
  g_clear_pointer (&self->intermediate, pki_identity_free);
  g_clear_pointer (&self->identity, pki_identity_free);
  g_key_file_unref (self->spec);
  g_clear_error (&self->error);
}

static void
test_case (gconstpointer data)
{
  Case self = { NULL };
  g_autofree char *expected = NULL;
  gboolean is_ok;

  case_begin (&self, data);
  expected = get_text (&self, "expect", "handshake");

  is_ok = ptl_tls_stream_handshake (self.stream, NULL, &self.error);

  g_assert_cmpstr (describe_error (self.error), ==, expected);
  g_assert_cmpint (is_ok, ==, self.error == NULL);
  check_facts (&self);

  if (is_ok && !g_key_file_get_boolean (self.spec, "client", "recognizer", NULL))
    check_read (&self);
  else
    check_is_useless (&self);

  case_end (&self);
}

static void
add_cases (const char *room,
           const char *folder)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, room, folder, NULL);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *test = g_strdup_printf ("/net/%s/%s", folder, name);

      if (g_str_has_suffix (name, ".ini"))
        g_test_add_data_func_full (test, g_build_filename (path, name, NULL), test_case, g_free);
    }
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  pki = pki_new ();

  add_cases (".", "certs");
  add_cases ("net", "handshakes");
  status = g_test_run ();

  pki_free (pki);
  return status;
}
