/* fuzz-sasl.c - all that may come as a SASL challenge
 *
 * The first byte chooses the mechanism.  Each line after it is a challenge: as
 * it is, or, after a “!”, what the base64 is made of; in it “~” is our nonce.
 * A line “=…” is what comes with the success.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz.h"

#include <string.h>

#include "proto/sasl.h"
#include "proto/scram.h"

static const char * const names[] = {
  "PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-1", "SCRAM-SHA-256",
  "SCRAM-SHA-256-PLUS", "XOAUTH2", "OAUTHBEARER",
};

static char *
make_challenge (const char *line,
                const char *nonce)
{
  g_autoptr(GString) text = NULL;

  if (*line != '!')
    return g_strdup (line);

  text = g_string_new (line + 1);
  g_string_replace (text, "~", nonce, 0);
  return g_base64_encode ((const guchar *) text->str, text->len);
}

/* Not more than the cap for all of an input: it is not speed that we look for. */
static gboolean
is_slow (const char *line)
{
  const char *count = strstr (line, "i=");

  return count != NULL && strspn (count + 2, "0123456789") > 4;
}

static void
play (PtlSasl *sasl,
      GStrv    lines)
{
  g_autoptr(PtlSecret) first = ptl_sasl_speaks_first (sasl) ? ptl_sasl_step (sasl, NULL, NULL)
                                                            : NULL;
  g_autofree char *nonce = NULL;
  gsize length = 0;
  g_autofree char *message = first != NULL
    ? ptl_base64_decode_strict (ptl_secret_peek (first), &length)
    : NULL;

  if (message != NULL)
    nonce = ptl_scram_get_client_nonce (message, length);

  for (guint i = 0; lines[i] != NULL && !is_slow (lines[i]); i++)
    {
      g_autofree char *challenge = make_challenge (lines[i], nonce != NULL ? nonce : "");
      g_autoptr(PtlSecret) response = NULL;

      if (lines[i][0] == '=')
        {
          ptl_sasl_finish (sasl, lines[i] + 1, NULL);
          return;
        }

      response = ptl_sasl_step (sasl, challenge, NULL);

      if (response == NULL)
        return;
    }

  /* Nobody can sign without the password: chance does not make a login. */
  if (g_str_has_prefix (ptl_sasl_get_mechanism (sasl), "SCRAM"))
    g_assert_false (ptl_sasl_finish (sasl, NULL, NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(PtlSecret) secret = ptl_secret_new ("S3cr3t-Passw0rd!x9", -1);
  g_autoptr(GBytes) binding = g_bytes_new_static ("bound", strlen ("bound"));
  g_autoptr(PtlSasl) sasl = NULL;
  const char *name;
  PtlCredentials credentials = {
    .user = "ann",
    .password = secret,
    .token = secret,
    .host = "mail.example.test",
    .port = 993,
    .binding_type = "tls-exporter",
    .binding = binding,
  };

  if (size == 0)
    return 0;

  name = names[data[0] % G_N_ELEMENTS (names)];
  text = g_strndup ((const char *) data + 1, size - 1);
  lines = g_strsplit (text, "\n", -1);
  sasl = ptl_sasl_new (name, &credentials, NULL);
  g_assert_nonnull (sasl);
  play (sasl, lines);

  return 0;
}
