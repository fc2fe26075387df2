/* result-file.c - results of a probe, written down in key files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One group a result:
 *   url         the server, as the command line takes it
 *   source      who says so: user (the default), table, guess …
 *   stage       the step in which it ended
 *   error       "io timed-out", "resolver not-found", "tls version",
 *               "proto preauth": the domain and the code's nick; none: success
 *   message     the text of the error
 *   greeting, first-bytes, tls-version, old-tls-version, speaks-tls, total-ms,
 *   logged-in   the fields of the result
 *   open, attempts, capabilities, mechanisms     lists, by blanks
 *   issuer, names, not-before, not-after, faults the certificate
 *   replies     "phase|tls or clear|status|code|text|mechanism", by semicolons
 * Values have C's escapes (octal).
 */

#include "config.h"

#include "result-file.h"

#include <string.h>

#include "net/tls-stream.h"
#include "proto/error.h"

#define REPLY_FIELDS 6

char *
result_file_text (GKeyFile   *file,
                  const char *group,
                  const char *key)
{
  g_autofree char *raw = g_key_file_get_value (file, group, key, NULL);

  return raw != NULL ? g_strcompress (raw) : NULL;
}

char **
result_file_list (GKeyFile   *file,
                  const char *group,
                  const char *key,
                  const char *separator)
{
  g_autofree char *text = result_file_text (file, group, key);

  if (text == NULL)
    return NULL;

  return *text != '\0' ? g_strsplit (text, separator, -1) : g_new0 (char *, 1);
}

static int
value_of (GType       type,
          const char *nick)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (type);
  GEnumValue *value = g_enum_get_value_by_nick (klass, nick);

  if (value == NULL)
    g_error ("“%s” is no %s", nick, g_type_name (type));

  return value->value;
}

static GError *
read_error (GKeyFile   *file,
            const char *group)
{
  const struct
  {
    const char *name;
    GQuark      domain;
    GType       type;
  } domains[] = {
    { "io", G_IO_ERROR, G_TYPE_IO_ERROR_ENUM },
    { "resolver", G_RESOLVER_ERROR, G_TYPE_RESOLVER_ERROR },
    { "tls", PTL_TLS_ERROR, PTL_TYPE_TLS_ERROR },
    { "proto", PTL_PROTO_ERROR, PTL_TYPE_PROTO_ERROR },
  };
  g_auto(GStrv) words = result_file_list (file, group, "error", " ");
  g_autofree char *message = result_file_text (file, group, "message");

  if (words == NULL)
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (domains); i++)
    {
      if (g_str_equal (words[0], domains[i].name))
        return g_error_new_literal (domains[i].domain, value_of (domains[i].type, words[1]),
                                    message != NULL ? message : "a test");
    }

  g_error ("“%s” is no domain of errors", words[0]);
}

static PtlCertificate *
read_certificate (GKeyFile   *file,
                  const char *group)
{
  static const char * const nicks[] = {
    "expired", "not-yet-valid", "wrong-host", "self-signed", "unknown-issuer", "weak", "revoked",
    "other",
  };
  g_auto(GStrv) faults = result_file_list (file, group, "faults", " ");
  PtlCertificate *certificate;

  if (faults == NULL)
    return NULL;

  certificate = g_new0 (PtlCertificate, 1);
  g_atomic_ref_count_init (&certificate->ref_count);
  certificate->issuer = result_file_text (file, group, "issuer");
  certificate->names = result_file_list (file, group, "names", " ");
  certificate->not_before = result_file_text (file, group, "not-before");
  certificate->not_after = result_file_text (file, group, "not-after");

  for (gsize i = 0; i < G_N_ELEMENTS (nicks); i++)
    {
      if (g_strv_contains ((const char * const *) faults, nicks[i]))
        certificate->faults |= 1 << i;
    }

  g_assert_cmpuint (certificate->faults, !=, 0);
  return certificate;
}

static void
read_replies (PtlResult  *result,
              GKeyFile   *file,
              const char *group)
{
  g_auto(GStrv) replies = result_file_list (file, group, "replies", ";");

  for (gsize i = 0; replies != NULL && replies[i] != NULL; i++)
    {
      g_auto(GStrv) f = g_strsplit (replies[i], "|", -1);

      g_assert_cmpuint (g_strv_length (f), ==, REPLY_FIELDS);
      g_ptr_array_add (result->replies,
                       ptl_reply_new (value_of (PTL_TYPE_PHASE, f[0]), g_str_equal (f[1], "tls"),
                                      f[2], *f[3] != '\0' ? f[3] : NULL, f[4],
                                      *f[5] != '\0' ? f[5] : NULL));
    }
}

static void
free_attempt (gpointer data)
{
  PtlAddressAttempt *attempt = data;

  g_free (attempt->address);
  g_clear_error (&attempt->error);
  g_free (attempt);
}

static void
read_attempts (PtlResult  *result,
               GKeyFile   *file,
               const char *group)
{
  g_auto(GStrv) families = result_file_list (file, group, "attempts", " ");

  if (families == NULL)
    return;

  g_clear_pointer (&result->attempts, g_ptr_array_unref);
  result->attempts = g_ptr_array_new_with_free_func (free_attempt);

  for (gsize i = 0; families[i] != NULL; i++)
    {
      PtlAddressAttempt *attempt = g_new0 (PtlAddressAttempt, 1);

      attempt->is_ipv6 = g_str_equal (families[i], "ipv6");
      attempt->address = g_strdup (attempt->is_ipv6 ? "2001:db8::1" : "192.0.2.1");
      g_ptr_array_add (result->attempts, attempt);
    }
}

static void
read_open_ports (PtlResult  *result,
                 GKeyFile   *file,
                 const char *group)
{
  g_auto(GStrv) ports = result_file_list (file, group, "open", " ");

  for (gsize i = 0; ports != NULL && ports[i] != NULL; i++)
    {
      guint port = g_ascii_strtoull (ports[i], NULL, 10);

      g_array_append_val (result->open_ports, port);
    }
}

static PtlCandidate *
read_candidate (GKeyFile   *file,
                const char *group)
{
  g_autofree char *url = result_file_text (file, group, "url");
  g_autofree char *source = result_file_text (file, group, "source");
  g_autoptr(GError) error = NULL;
  g_autoptr(PtlCandidate) candidate = ptl_candidate_new_from_url (url, &error);

  g_assert_no_error (error);

  if (source == NULL)
    return g_steal_pointer (&candidate);

  return ptl_candidate_new (candidate->protocol, candidate->host, candidate->port,
                            candidate->security, candidate->user, candidate->auth,
                            value_of (PTL_TYPE_SOURCE_RANK, source));
}

PtlResult *
result_file_read (GKeyFile   *file,
                  const char *group)
{
  g_autoptr(PtlCandidate) candidate = read_candidate (file, group);
  PtlResult *result = ptl_result_new (candidate);
  g_autofree char *stage = result_file_text (file, group, "stage");
  g_autofree char *first_bytes = result_file_text (file, group, "first-bytes");

  result->stage = value_of (PTL_TYPE_STAGE, stage);
  result->error = read_error (file, group);
  result->greeting = result_file_text (file, group, "greeting");
  result->tls_version = result_file_text (file, group, "tls-version");
  result->old_tls_version = result_file_text (file, group, "old-tls-version");
  result->speaks_tls = g_key_file_get_boolean (file, group, "speaks-tls", NULL);
  result->is_logged_in = g_key_file_get_boolean (file, group, "logged-in", NULL);
  result->total_ms = g_key_file_get_integer (file, group, "total-ms", NULL);
  result->capabilities = result_file_list (file, group, "capabilities", " ");
  result->mechanisms = result_file_list (file, group, "mechanisms", " ");
  result->certificate = read_certificate (file, group);

  if (first_bytes != NULL)
    result->first_bytes = g_bytes_new (first_bytes, strlen (first_bytes));

  read_replies (result, file, group);
  read_attempts (result, file, group);
  read_open_ports (result, file, group);

  return result;
}
