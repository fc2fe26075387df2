/* test-sasl.c - the mechanisms, message by message
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "proto/sasl.h"
#include "proto/scram.h"
#include "scram-server.h"

/* The columns of sasl-vectors.tsv. */
enum
{
  COLUMN_MECHANISM,
  COLUMN_SOURCE,
  COLUMN_USER,
  COLUMN_SECRET,
  COLUMN_MESSAGES,
  N_COLUMNS
};

static PtlSecret *
parse_secret (const char *text)
{
  g_autofree char *plain = g_strcompress (text);
  gsize length = strlen (plain);

  if (g_str_has_suffix (plain, "<NUL>"))
    {
      length -= strlen ("<NUL>");
      plain[length++] = '\0';
    }

  return ptl_secret_new (plain, length);
}

static void
assert_code (const GError *error,
             const char   *nick)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (PTL_TYPE_PROTO_ERROR);

  g_assert_nonnull (error);
  g_assert_cmpuint (error->domain, ==, PTL_PROTO_ERROR);
  g_assert_cmpstr (g_enum_get_value (klass, error->code)->value_nick, ==, nick);
}

static void
play_messages (PtlSasl *sasl,
               GStrv    messages)
{
  for (guint i = 0; messages[i] != NULL; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(PtlSecret) answer = NULL;
      const char *challenge = g_str_equal (messages[i], "-") ? NULL : messages[i];

      if (g_str_equal (messages[i], "ok") || g_str_equal (messages[i], "no"))
        {
          g_assert_cmpint (ptl_sasl_finish (sasl, NULL, &error), ==, messages[i][0] == 'o');
          g_assert_cmpint (error == NULL, ==, messages[i][0] == 'o');
          continue;
        }

      answer = ptl_sasl_step (sasl, challenge, &error);
      i++;

      if (messages[i][0] == '!')
        {
          assert_code (error, messages[i] + 1);
          return;
        }

      g_assert_no_error (error);

      if (!g_str_equal (messages[i], "*"))
        g_assert_cmpstr (ptl_secret_peek (answer), ==,
                         g_str_equal (messages[i], "-") ? "" : messages[i]);
    }
}

static void
test_vector (gconstpointer line)
{
  g_auto(GStrv) columns = g_strsplit (line, "\t", -1);
  g_auto(GStrv) messages = NULL;
  g_autofree char *user = NULL;
  g_autoptr(PtlSecret) secret = NULL;
  g_autoptr(PtlSasl) sasl = NULL;
  g_autoptr(GError) error = NULL;
  PtlCredentials credentials = { .host = "mail.example.test", .port = 993 };

  g_assert_cmpuint (g_strv_length (columns), ==, N_COLUMNS);
  messages = g_strsplit (columns[COLUMN_MESSAGES], " ", -1);
  user = g_strcompress (columns[COLUMN_USER]);
  secret = parse_secret (columns[COLUMN_SECRET]);
  credentials.user = user;

  if (strstr (columns[COLUMN_MECHANISM], "OAUTH") != NULL)
    credentials.token = secret;
  else
    credentials.password = secret;

  sasl = ptl_sasl_new (columns[COLUMN_MECHANISM], &credentials, &error);

  if (messages[0][0] == '!')
    {
      g_assert_null (sasl);
      assert_code (error, messages[0] + 1);
      return;
    }

  g_assert_no_error (error);
  play_messages (sasl, messages);
}

typedef struct
{
  const char *digest;
  const char *first;
  const char *server_first;
  const char *final;
  const char *signature;
} Published;

/* RFC 5802, 5; RFC 7677, 3 */
static const Published published[] = {
  {
    "SHA1",
    "n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL",
    "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096",
    "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
    "rmF9pqV8S7suAoZWja4dJRkFsKQ=",
  },
  {
    "SHA256",
    "n,,n=user,r=rOprNGfwEbeRWgbNEkqO",
    "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
    "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
    "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
    "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=",
  },
};

/* libgsasl makes its own nonce, so what is checked against the RFCs is the
 * server of these tests; the dialogues then check libgsasl against it. */
static void
test_published_scram (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (published); i++)
    {
      const Published *p = &published[i];
      ScramServer server = { .digest = p->digest, .password = "pencil" };
      g_autofree char *nonce = ptl_scram_get_client_nonce (p->first, strlen (p->first));
      g_autofree char *signature = NULL;
      g_autoptr(GError) error = NULL;

      g_assert_true (scram_server_take_first (&server, p->first));
      server.server_first = g_strdup (p->server_first);

      g_assert_true (scram_server_take_final (&server, p->final));
      signature = scram_server_sign (&server);
      g_assert_cmpstr (signature, ==, p->signature);

      g_assert_true (ptl_scram_check_server_first (p->server_first, nonce, &error));
      g_assert_no_error (error);

      scram_server_clear (&server);
    }
}

typedef struct
{
  const char *message;
  const char *code;
} First;

static void
test_server_first (void)
{
  static const First firsts[] = {
    { "r=abcX,s=QUJD,i=4096",             NULL },
    { "r=abcX,s=QUJD,i=600000",           NULL },
    { "r=abcX,s=QUJD,i=4096,x=y,z=1",     NULL },
    { "r=abcX,s=QUJD,i=4095",             "auth-unproven" },
    { "r=abcX,s=QUJD,i=1",                "auth-unproven" },
    { "r=abcX,s=QUJD,i=600001",           "auth-unproven" },
    { "r=abcX,s=QUJD,i=4294971392",       "auth-unproven" },
    { "r=abcX,s=QUJD,i=18446744073709555712", "auth-unproven" },
    { "r=abcX,s=QUJD,i=0",                "malformed" },
    { "r=abcX,s=QUJD,i=04096",            "malformed" },
    { "r=abcX,s=QUJD,i=+4096",            "malformed" },
    { "r=abcX,s=QUJD,i=-4096",            "malformed" },
    { "r=abcX,s=QUJD,i=4096x",            "malformed" },
    { "r=abcX,s=QUJD,i= 4096",            "malformed" },
    { "r=abcX,s=QUJD,i=",                 "malformed" },
    { "r=abcX,s=QUJD",                    "malformed" },
    { "r=abcX,s=,i=4096",                 "malformed" },
    { "r=abcX,s=QUJ,i=4096",              "malformed" },
    { "r=abcX,s=QU D,i=4096",             "malformed" },
    { "r=abcX,i=4096,s=QUJD",             "malformed" },
    { "s=QUJD,r=abcX,i=4096",             "malformed" },
    { "m=x,r=abcX,s=QUJD,i=4096",         "malformed" },
    { "r=abcX,s=QUJD,i=4096,",            "malformed" },
    { "r=abcX,s=QUJD,i=4096,x",           "malformed" },
    { "r=abc\177X,s=QUJD,i=4096",         "malformed" },
    { "r=abc,s=QUJD,i=4096",              "auth-unproven" },
    { "r=abX,s=QUJD,i=4096",              "auth-unproven" },
    { "r=Xabc,s=QUJD,i=4096",             "auth-unproven" },
    { "r=,s=QUJD,i=4096",                 "auth-unproven" },
    { "",                                 "malformed" },
    { ",,,",                              "malformed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (firsts); i++)
    {
      g_autoptr(GError) error = NULL;
      gboolean fits = ptl_scram_check_server_first (firsts[i].message, "abc", &error);

      g_test_message ("%s", firsts[i].message);
      g_assert_cmpint (fits, ==, firsts[i].code == NULL);

      if (firsts[i].code != NULL)
        assert_code (error, firsts[i].code);
    }
}

typedef struct
{
  const char *offered;
  const char *rejected;
  gboolean    has_token;
  gboolean    is_secure;
  const char *binding;
  const char *chosen;
} Choice;

static void
test_choice (void)
{
  static const char all[] = "NTLM GSSAPI CRAM-MD5 DIGEST-MD5 LOGIN PLAIN SCRAM-SHA-1 "
                            "SCRAM-SHA-256 SCRAM-SHA-1-PLUS SCRAM-SHA-256-PLUS XOAUTH2 OAUTHBEARER";
  static const Choice choices[] = {
    { all, "", FALSE, TRUE,  "tls-exporter",         "SCRAM-SHA-256-PLUS" },
    { all, "SCRAM-SHA-256-PLUS", FALSE, TRUE, "tls-exporter", "SCRAM-SHA-1-PLUS" },
    { all, "", FALSE, TRUE,  "tls-server-end-point", "SCRAM-SHA-256" },
    { all, "", FALSE, TRUE,  NULL,                   "SCRAM-SHA-256" },
    { all, "", FALSE, FALSE, NULL,                   "SCRAM-SHA-256" },
    { all, "SCRAM-SHA-256", FALSE, TRUE, NULL,       "SCRAM-SHA-1" },
    { all, "SCRAM-SHA-256 SCRAM-SHA-1", FALSE, TRUE, NULL, "PLAIN" },
    { all, "SCRAM-SHA-256 SCRAM-SHA-1", FALSE, FALSE, NULL, NULL },
    { "CRAM-MD5 LOGIN PLAIN", "", FALSE, TRUE, NULL, "PLAIN" },
    { "CRAM-MD5 LOGIN", "", FALSE, TRUE, NULL,       "LOGIN" },
    { "CRAM-MD5", "", FALSE, TRUE, NULL,             "CRAM-MD5" },
    { "CRAM-MD5 PLAIN LOGIN", "", FALSE, FALSE, NULL, NULL },
    { all, "", TRUE, TRUE, NULL,                     "OAUTHBEARER" },
    { all, "OAUTHBEARER", TRUE, TRUE, NULL,          "XOAUTH2" },
    { all, "OAUTHBEARER XOAUTH2", TRUE, TRUE, NULL,  NULL },
    { all, "", TRUE, FALSE, NULL,                    NULL },
    { "PLAIN LOGIN SCRAM-SHA-256", "", TRUE, TRUE, NULL, NULL },
    { "XOAUTH2 OAUTHBEARER", "", FALSE, TRUE, NULL,  NULL },
    { "GSSAPI NTLM DIGEST-MD5 EXTERNAL ANONYMOUS", "", FALSE, TRUE, NULL, NULL },
    { "", "", FALSE, TRUE, NULL,                     NULL },
  };
  g_autoptr(PtlSecret) secret = ptl_secret_new ("secret", -1);
  g_autoptr(GBytes) binding = g_bytes_new_static ("bound", strlen ("bound"));

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      const Choice *choice = &choices[i];
      g_auto(GStrv) offered = g_strsplit (choice->offered, " ", -1);
      g_auto(GStrv) rejected = g_strsplit (choice->rejected, " ", -1);
      PtlCredentials credentials = {
        .user = "ann",
        .password = choice->has_token ? NULL : secret,
        .token = choice->has_token ? secret : NULL,
        .binding_type = choice->binding,
        .binding = choice->binding != NULL ? binding : NULL,
      };

      g_assert_cmpstr (ptl_sasl_choose ((const char * const *) offered,
                                        (const char * const *) rejected,
                                        &credentials, choice->is_secure),
                       ==, choice->chosen);
    }
}

static void
test_first_message_says_what_is_bound (void)
{
  g_autoptr(PtlSecret) secret = ptl_secret_new ("pencil", -1);
  g_autoptr(GBytes) binding = g_bytes_new_static ("bound", strlen ("bound"));
  PtlCredentials credentials = {
    .user = "ann",
    .password = secret,
    .binding_type = "tls-exporter",
    .binding = binding,
  };
  g_autoptr(PtlSasl) plus = ptl_sasl_new ("SCRAM-SHA-256-PLUS", &credentials, NULL);
  g_autoptr(PtlSasl) bare = ptl_sasl_new ("SCRAM-SHA-256", &credentials, NULL);

  g_autoptr(PtlSecret) plus_first = ptl_sasl_step (plus, NULL, NULL);
  g_autoptr(PtlSecret) bare_first = ptl_sasl_step (bare, NULL, NULL);
  gsize length;
  g_autofree char *plus_text = ptl_base64_decode_strict (ptl_secret_peek (plus_first), &length);
  g_autofree char *bare_text = ptl_base64_decode_strict (ptl_secret_peek (bare_first), &length);

  g_assert_true (g_str_has_prefix (plus_text, "p=tls-exporter,,n=ann,r="));
  g_assert_true (g_str_has_prefix (bare_text, "n,,n=ann,r="));
}

static void
add_vectors (GStrv lines)
{
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto(GStrv) columns = g_strsplit (lines[i], "\t", -1);
      g_autofree char *path = NULL;

      if (lines[i][0] == '#' || lines[i][0] == '\0')
        continue;

      path = g_strdup_printf ("/proto/sasl/vector/%u-%s", i, columns[COLUMN_MECHANISM]);
      g_test_add_data_func (path, lines[i], test_vector);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GError) error = NULL;

  g_test_init (&argc, &argv, NULL);

  path = g_test_build_filename (G_TEST_DIST, "proto", "sasl-vectors.tsv", NULL);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  add_vectors (lines);

  g_test_add_func ("/proto/sasl/published-scram", test_published_scram);
  g_test_add_func ("/proto/sasl/server-first", test_server_first);
  g_test_add_func ("/proto/sasl/choice", test_choice);
  g_test_add_func ("/proto/sasl/first-message-says-what-is-bound",
                   test_first_message_says_what_is_bound);

  return g_test_run ();
}
