/* fuzz-mask.c - a secret, and a text that may hold it
 *
 * The first line is the secret, the rest the text; in it \001 is the secret in
 * base64, \002 as it is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz.h"

#include <string.h>

#include "proto/mask.h"
#include "proto/transcript.h"

static GString *
make_text (const char *text,
           gsize       length,
           const char *secret,
           gsize       secret_length)
{
  GString *made = g_string_new (NULL);
  g_autofree char *base64 = g_base64_encode ((const guchar *) secret, secret_length);

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '\001')
        g_string_append (made, base64);
      else if (text[i] == '\002')
        g_string_append_len (made, secret, secret_length);
      else
        g_string_append_c (made, text[i]);
    }

  return made;
}

static gboolean
is_plain (const char *secret,
          gsize       length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isprint (secret[i]))
        return FALSE;
    }

  return TRUE;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  const char *text = (const char *) data;
  const char *end = size > 0 ? memchr (text, '\n', size) : NULL;
  gsize length = end != NULL ? (gsize) (end - text) : size;
  g_autoptr(PtlTranscript) transcript = ptl_transcript_new ();
  g_autoptr(PtlSecret) secret = NULL;
  g_autoptr(GString) made = NULL;
  g_autofree char *masked = NULL;
  g_autofree char *plain = NULL;

  if (length > PTL_SECRET_MAX_BYTES || size > 8192)
    return 0;

  secret = ptl_secret_new (text, length);
  ptl_transcript_add_secret (transcript, secret);
  made = make_text (end != NULL ? end + 1 : "", end != NULL ? size - length - 1 : 0, text, length);

  masked = ptl_transcript_mask (transcript, made->str, made->len);
  ptl_transcript_server (transcript, made->str, made->len);

  g_assert_true (g_utf8_validate (masked, -1, NULL));

  if (length >= PTL_MASK_MIN_BYTES && is_plain (text, length))
    {
      plain = g_strndup (text, length);
      g_assert_null (strstr (masked, plain));
    }

  return 0;
}
