/* scram.c - is what a server says in SCRAM fit to be answered?
 *
 * RFC 5802  SCRAM; RFC 7677: SCRAM-SHA-256
 * RFC 4648  base64, here to the letter
 *
 * libgsasl does the arithmetic, but believes any number of iterations.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proto/scram.h"

#include <string.h>

#include "proto/sasl.h"

/* Longer numbers are past the cap in any case. */
#define MAX_ITERATION_DIGITS 9

static const char base64_alphabet[] =
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* The bits of the last character that no byte uses are zero (RFC 4648, 3.5). */
static gboolean
is_canonical (char  last,
              gsize n_padding)
{
  gsize value = strchr (base64_alphabet, last) - base64_alphabet;
  gsize unused = n_padding == 2 ? 0x0f : n_padding == 1 ? 0x03 : 0;

  return (value & unused) == 0;
}

/**
 * ptl_base64_decode_strict:
 * @text: base64
 * @length: (out): how many bytes it stands for
 *
 * Decodes base64 that is exactly as RFC 4648 (3 and 4) wants it: whole groups,
 * padding only at the end and with no bits in it, no other characters.
 *
 * Returns: (transfer full) (nullable): the bytes with a NUL after them, or
 *   %NULL if it is anything else
 */
char *
ptl_base64_decode_strict (const char *text,
                          gsize      *length)
{
  gsize n_chars = strspn (text, base64_alphabet);
  gsize n_padding = strspn (text + n_chars, "=");
  g_autofree guchar *decoded = NULL;

  *length = 0;

  if (text[n_chars + n_padding] != '\0' || n_padding > 2 || (n_chars + n_padding) % 4 != 0 ||
      (n_chars > 0 && !is_canonical (text[n_chars - 1], n_padding)))
    return NULL;

  if (n_chars == 0)
    return n_padding == 0 ? g_strdup ("") : NULL;

  decoded = g_base64_decode (text, length);
  return g_strndup ((const char *) decoded, *length);
}

/**
 * ptl_scram_get_client_nonce:
 * @client_first: our first message
 * @length: its length
 *
 * Returns: (transfer full) (nullable): the nonce in it
 */
char *
ptl_scram_get_client_nonce (const char *client_first,
                            gsize       length)
{
  g_autofree char *message = g_strndup (client_first, length);
  const char *nonce = strrchr (message, ',');

  /* Commas in the user's name travel as "=2C". */
  if (nonce == NULL || !g_str_has_prefix (nonce, ",r="))
    return NULL;

  return g_strdup (nonce + strlen (",r="));
}

static gboolean
malformed (GError     **error,
           const char  *what)
{
  g_set_error (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_MALFORMED,
               "The server’s first SCRAM message has %s", what);
  return FALSE;
}

static gboolean
check_nonce (const char  *field,
             const char  *client_nonce,
             GError     **error)
{
  const char *nonce = field + strlen ("r=");

  if (!g_str_has_prefix (field, "r="))
    return malformed (error, "no nonce where it belongs");

  for (const char *p = nonce; *p != '\0'; p++)
    {
      if (!g_ascii_isgraph (*p))
        return malformed (error, "a nonce with odd characters");
    }

  /* RFC 5802, 5.1: ours, and something of the server's own. */
  if (!g_str_has_prefix (nonce, client_nonce) || strlen (nonce) == strlen (client_nonce))
    {
      g_set_error_literal (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_AUTH_UNPROVEN,
                           "The server answered somebody else’s SCRAM message");
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_salt (const char  *field,
            GError     **error)
{
  g_autofree char *salt = NULL;
  gsize length;

  if (!g_str_has_prefix (field, "s="))
    return malformed (error, "no salt where it belongs");

  salt = ptl_base64_decode_strict (field + strlen ("s="), &length);

  if (salt == NULL || length == 0)
    return malformed (error, "a salt that is not base64");

  return TRUE;
}

static gboolean
check_iterations (const char  *field,
                  GError     **error)
{
  const char *digits = field + strlen ("i=");
  guint64 n_iterations = 0;

  if (!g_str_has_prefix (field, "i="))
    return malformed (error, "no iteration count where it belongs");

  if (!g_ascii_isdigit (*digits) || *digits == '0' ||
      digits[strspn (digits, "0123456789")] != '\0')
    return malformed (error, "an iteration count that is no number");

  if (strlen (digits) <= MAX_ITERATION_DIGITS)
    n_iterations = g_ascii_strtoull (digits, NULL, 10);
  else
    n_iterations = G_MAXUINT64;

  if (n_iterations >= PTL_SASL_MIN_ITERATIONS && n_iterations <= PTL_SASL_MAX_ITERATIONS)
    return TRUE;

  g_set_error (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_AUTH_UNPROVEN,
               "%s SCRAM iterations are asked for, not %d to %d",
               strlen (digits) <= MAX_ITERATION_DIGITS ? digits : "Billions of",
               PTL_SASL_MIN_ITERATIONS, PTL_SASL_MAX_ITERATIONS);
  return FALSE;
}

/**
 * ptl_scram_check_server_first:
 * @message: the server's first message, decoded
 * @client_nonce: the nonce of ours
 * @error: `PTL_PROTO_ERROR_MALFORMED` if it is not SCRAM's grammar or asks for
 *   an extension that we do not know, `PTL_PROTO_ERROR_AUTH_UNPROVEN` if its
 *   nonce is not built on ours or its iteration count is out of bounds
 *
 * Looks whether an answer may be computed: too few iterations would give the
 * password away to whoever guesses fast, too many are there to keep us busy.
 *
 * Returns: %TRUE if so
 */
gboolean
ptl_scram_check_server_first (const char  *message,
                              const char  *client_nonce,
                              GError     **error)
{
  g_auto(GStrv) fields = g_strsplit (message, ",", -1);
  guint n_fields = g_strv_length (fields);

  if (n_fields > 0 && g_str_has_prefix (fields[0], "m="))
    return malformed (error, "an extension that we do not know");

  if (n_fields < 3)
    return malformed (error, "too few fields");

  /* Extensions that one may ignore: a letter, "=", a value. */
  for (guint i = 3; i < n_fields; i++)
    {
      if (!g_ascii_isalpha (fields[i][0]) || fields[i][1] != '=' || fields[i][2] == '\0')
        return malformed (error, "a field that is none");
    }

  return check_nonce (fields[0], client_nonce, error) &&
         check_salt (fields[1], error) &&
         check_iterations (fields[2], error);
}

/**
 * ptl_scram_is_error:
 * @message: what the server said, decoded
 *
 * Returns: %TRUE if it says that the login failed ("e=…", RFC 5802, 7)
 */
gboolean
ptl_scram_is_error (const char *message)
{
  return g_str_has_prefix (message, "e=");
}
