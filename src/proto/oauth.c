/* oauth.c - what OAUTHBEARER and XOAUTH2 say
 *
 * RFC 7628  OAUTHBEARER; RFC 5801, 4: its header
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proto/oauth.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <string.h>

/* What separates the fields. */
#define CTRL_A '\001'

/**
 * ptl_base64_encode_secret:
 * @data: bytes that hold a secret
 * @length: how many
 *
 * Returns: (transfer full): their base64, which never was in other memory
 */
PtlSecret *
ptl_base64_encode_secret (const char *data,
                          gsize       length)
{
  gsize size = (length + 2) / 3 * 4 + 1;
  char *base64 = OPENSSL_secure_malloc (size);
  PtlSecret *secret;

  g_assert (base64 != NULL);
  EVP_EncodeBlock ((guchar *) base64, (const guchar *) data, length);
  secret = ptl_secret_new (base64, size - 1);
  OPENSSL_secure_clear_free (base64, size);

  return secret;
}

/* @before, the token, @after */
static PtlSecret *
encode_around_token (const char *before,
                     PtlSecret  *token)
{
  const char after[] = { CTRL_A, CTRL_A };
  gsize before_length = strlen (before);
  gsize token_length = ptl_secret_get_length (token);
  gsize length = before_length + token_length + sizeof after;
  char *data = OPENSSL_secure_malloc (length);
  PtlSecret *secret;

  g_assert (data != NULL);
  memcpy (data, before, before_length);
  memcpy (data + before_length, ptl_secret_peek (token), token_length);
  memcpy (data + before_length + token_length, after, sizeof after);
  secret = ptl_base64_encode_secret (data, length);
  OPENSSL_secure_clear_free (data, length);

  return secret;
}

/* RFC 5801, 4: "=" and "," in a name would end it. */
static char *
escape_name (const char *name)
{
  GString *escaped = g_string_new (name);

  g_string_replace (escaped, "=", "=3D", 0);
  g_string_replace (escaped, ",", "=2C", 0);

  return g_string_free (escaped, FALSE);
}

/**
 * ptl_oauth_begin:
 * @credentials: a user and a token, fit to be sent
 * @is_bearer: OAUTHBEARER, else XOAUTH2
 *
 * Makes the only message that has the token.
 *
 * Returns: (transfer full): the initial response in base64
 */
PtlSecret *
ptl_oauth_begin (const PtlCredentials *credentials,
                 gboolean              is_bearer)
{
  g_autofree char *name = escape_name (credentials->user);
  g_autofree char *before = NULL;

  if (is_bearer)
    before = g_strdup_printf ("n,a=%s,%chost=%s%cport=%u%cauth=Bearer ", name, CTRL_A,
                              credentials->host, CTRL_A, credentials->port, CTRL_A);
  else
    before = g_strdup_printf ("user=%s%cauth=Bearer ", credentials->user, CTRL_A);

  return encode_around_token (before, credentials->token);
}
