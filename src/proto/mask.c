/* mask.c - finds a secret in a text, however it is written
 *
 * A server may say a password back: as it was, in another case, quoted,
 * URL-encoded, in hexadecimal, or in base64 as part of a SASL response.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proto/mask.h"

#include <openssl/crypto.h>
#include <string.h>

/* Shorter runs of the base64 alphabet are words. */
#define MIN_BASE64_CHARS 8

/* base64 groups four characters; a run may begin anywhere in a group. */
#define N_BASE64_OFFSETS 4

/*
 * Reader:
 *
 * Reads one byte of a secret as some notation writes it.
 *
 * Returns: how many bytes of @text spell @byte, 0 if they do not
 */
typedef gsize (*Reader) (const char *text,
                         gsize       length,
                         char        byte);

static gsize
read_raw (const char *text,
          gsize       length,
          char        byte)
{
  return g_ascii_tolower (text[0]) == g_ascii_tolower (byte) ? 1 : 0;
}

static gsize
read_quoted (const char *text,
             gsize       length,
             char        byte)
{
  if (length >= 2 && text[0] == '\\' && text[1] == byte)
    return 2;

  return text[0] == byte ? 1 : 0;
}

static gsize
read_hex (const char *text,
          gsize       length,
          char        byte)
{
  int value;

  if (length < 2 || !g_ascii_isxdigit (text[0]) || !g_ascii_isxdigit (text[1]))
    return 0;

  value = g_ascii_xdigit_value (text[0]) * 16 + g_ascii_xdigit_value (text[1]);
  return value == (guchar) byte ? 2 : 0;
}

/* %2C in URLs, =2C in SCRAM's names and quoted-printable. */
static gsize
read_url (const char *text,
          gsize       length,
          char        byte)
{
  if ((text[0] == '%' || text[0] == '=') && read_hex (text + 1, length - 1, byte) > 0)
    return 3;

  if (text[0] == '+' && byte == ' ')
    return 1;

  return text[0] == byte ? 1 : 0;
}

static const Reader readers[] = { read_raw, read_quoted, read_url, read_hex };

static gsize
match_with (Reader           reader,
            const char      *text,
            gsize            length,
            const PtlSecret *secret)
{
  const char *bytes = ptl_secret_peek (secret);
  gsize n_bytes = ptl_secret_get_length (secret);
  gsize at = 0;

  for (gsize i = 0; i < n_bytes; i++)
    {
      gsize taken = at < length ? reader (text + at, length - at, bytes[i]) : 0;

      if (taken == 0)
        return 0;

      at += taken;
    }

  return at;
}

/* Whether any notation could spell @byte beginning with @character: most texts
 * hold no secret, and this is quick. */
static gboolean
may_begin (char character,
           char byte)
{
  return g_ascii_tolower (character) == g_ascii_tolower (byte) ||
         character == '\\' || character == '%' || character == '=' || character == '+' ||
         g_ascii_xdigit_value (character) == (guchar) byte >> 4;
}

static gboolean
is_word (char character)
{
  return g_ascii_isalnum (character) || (guchar) character >= 0x80;
}

/* How many bytes at @at are @secret. */
static gsize
match (const char      *text,
       gsize            length,
       gsize            at,
       const PtlSecret *secret)
{
  gsize n_bytes = ptl_secret_get_length (secret);
  gsize longest = 0;

  if (n_bytes == 0)
    return 0;

  if (n_bytes < PTL_MASK_MIN_BYTES)
    {
      if (length - at < n_bytes || memcmp (text + at, ptl_secret_peek (secret), n_bytes) != 0 ||
          (at > 0 && is_word (text[at - 1])) ||
          (at + n_bytes < length && is_word (text[at + n_bytes])))
        return 0;

      return n_bytes;
    }

  if (!may_begin (text[at], ptl_secret_peek (secret)[0]))
    return 0;

  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    longest = MAX (longest, match_with (readers[i], text + at, length - at, secret));

  return longest;
}

static int
base64_value (char character)
{
  static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const char *found;

  /* base64url (RFC 4648, 5) */
  if (character == '-')
    return 62;
  if (character == '_')
    return 63;

  found = character != '\0' ? strchr (alphabet, character) : NULL;
  return found != NULL ? (int) (found - alphabet) : -1;
}

static gsize
decode (const char *run,
        gsize       length,
        char       *bytes)
{
  guint32 bits = 0;
  gsize n_bytes = 0;

  for (gsize i = 0; i < length; i++)
    {
      bits = bits << 6 | (guint32) base64_value (run[i]);

      if (i % 4 != 0)
        bytes[n_bytes++] = (char) (bits >> (6 - 2 * (i % 4)) & 0xff);
    }

  return n_bytes;
}

static gboolean
contains (const char *bytes,
          gsize       length,
          const char *wanted,
          gsize       n_wanted)
{
  for (gsize at = 0; at + n_wanted <= length; at++)
    {
      if (memcmp (bytes + at, wanted, n_wanted) == 0)
        return TRUE;
    }

  return FALSE;
}

/* A short secret counts only where a SASL response has it: as all of it (LOGIN)
 * or behind a NUL (PLAIN). */
static gboolean
holds (const char      *bytes,
       gsize            length,
       const PtlSecret *secret)
{
  const char *wanted = ptl_secret_peek (secret);
  gsize n_wanted = ptl_secret_get_length (secret);

  if (n_wanted == 0 || n_wanted > length)
    return FALSE;

  if (n_wanted >= PTL_MASK_MIN_BYTES)
    return contains (bytes, length, wanted, n_wanted);

  return memcmp (bytes + length - n_wanted, wanted, n_wanted) == 0 &&
         (length == n_wanted || bytes[length - n_wanted - 1] == '\0');
}

static gboolean
run_holds_secret (const char       *run,
                  gsize             length,
                  PtlSecret *const *secrets,
                  guint             n_secrets)
{
  char *bytes = g_malloc (length);
  gboolean found = FALSE;

  for (gsize offset = 0; offset < N_BASE64_OFFSETS && !found; offset++)
    {
      gsize n_bytes = decode (run + offset, length - offset, bytes);

      for (guint i = 0; i < n_secrets && !found; i++)
        found = holds (bytes, n_bytes, secrets[i]);
    }

  OPENSSL_cleanse (bytes, length);
  g_free (bytes);

  return found;
}

/* The run of base64 at the start of @text, its padding included. */
static gsize
base64_run (const char *text,
            gsize       length,
            gsize      *padded)
{
  gsize n = 0;

  while (n < length && base64_value (text[n]) >= 0)
    n++;

  *padded = n;
  while (*padded < length && text[*padded] == '=')
    (*padded)++;

  return n;
}

static void
mask_base64 (GString          *masked,
             const char       *text,
             gsize             length,
             PtlSecret *const *secrets,
             guint             n_secrets)
{
  for (gsize at = 0; at < length;)
    {
      gsize padded;
      gsize run = base64_run (text + at, length - at, &padded);

      if (run == 0)
        {
          g_string_append_c (masked, text[at++]);
          continue;
        }

      if (run >= MIN_BASE64_CHARS && run_holds_secret (text + at, run, secrets, n_secrets))
        g_string_append (masked, PTL_SECRET_MASK);
      else
        g_string_append_len (masked, text + at, padded);

      at += padded;
    }
}

static void
mask_plain (GString          *masked,
            const char       *text,
            gsize             length,
            PtlSecret *const *secrets,
            guint             n_secrets)
{
  for (gsize at = 0; at < length;)
    {
      gsize longest = 0;

      for (guint i = 0; i < n_secrets; i++)
        longest = MAX (longest, match (text, length, at, secrets[i]));

      if (longest > 0)
        g_string_append (masked, PTL_SECRET_MASK);
      else
        g_string_append_c (masked, text[at]);

      at += MAX (longest, 1);
    }
}

/**
 * ptl_mask_text:
 * @text: bytes
 * @length: how many
 * @secrets: (array length=n_secrets): what must not be read in them
 * @n_secrets: how many
 *
 * Puts %PTL_SECRET_MASK wherever one of @secrets stands: as it is (in any case
 * of ASCII), with backslashes, URL-encoded, in hexadecimal; and in the place of
 * a whole run of base64 which decodes, from any offset, to bytes that hold one.
 *
 * A secret below %PTL_MASK_MIN_BYTES bytes is looked for as a whole word only,
 * and in base64 only where SASL puts it: masking each “a” would tell what the
 * password is rather than hide it. (What we send is masked without a search.)
 *
 * Returns: (transfer full): the text without the secrets
 */
GString *
ptl_mask_text (const char       *text,
               gsize             length,
               PtlSecret *const *secrets,
               guint             n_secrets)
{
  GString *masked = g_string_sized_new (length);
  g_autofree char *half = NULL;
  gsize half_length;

  if (n_secrets == 0)
    return g_string_append_len (masked, text, length);

  /* First the runs: one with a hole in it could not be decoded any more. */
  mask_base64 (masked, text, length, secrets, n_secrets);

  half_length = masked->len;
  half = g_memdup2 (masked->str, half_length);
  g_string_truncate (masked, 0);
  mask_plain (masked, half, half_length, secrets, n_secrets);

  return masked;
}
