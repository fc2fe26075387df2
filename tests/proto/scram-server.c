/* scram-server.c - the server's half of SCRAM, for tests
 *
 * RFC 5802, 3
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "scram-server.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>

typedef struct
{
  guchar bytes[EVP_MAX_MD_SIZE];
  guint  length;
} Digest;

void
scram_server_clear (ScramServer *self)
{
  g_clear_pointer (&self->first_bare, g_free);
  g_clear_pointer (&self->server_first, g_free);
  g_clear_pointer (&self->final_bare, g_free);
}

static char *
field_of (const char *message,
          const char *name)
{
  g_auto(GStrv) fields = g_strsplit (message, ",", -1);

  for (guint i = 0; fields[i] != NULL; i++)
    {
      if (g_str_has_prefix (fields[i], name))
        return g_strdup (fields[i] + strlen (name));
    }

  return g_strdup ("");
}

char *
scram_server_get_nonce (ScramServer *self)
{
  return field_of (self->first_bare != NULL ? self->first_bare : "", "r=");
}

gboolean
scram_server_take_first (ScramServer *self,
                         const char  *message)
{
  const char *comma = strchr (message, ',');
  const char *bare = comma != NULL ? strchr (comma + 1, ',') : NULL;

  if (bare == NULL)
    return FALSE;

  scram_server_clear (self);
  self->first_bare = g_strdup (bare + 1);
  return TRUE;
}

static Digest
sign (ScramServer   *self,
      const Digest  *key,
      const char    *text)
{
  Digest result = { .length = 0 };

  HMAC (EVP_get_digestbyname (self->digest), key->bytes, key->length,
        (const guchar *) text, strlen (text), result.bytes, &result.length);
  return result;
}

static Digest
salt_password (ScramServer *self)
{
  const EVP_MD *md = EVP_get_digestbyname (self->digest);
  g_autofree char *salt64 = field_of (self->server_first, "s=");
  g_autofree char *n_iterations = field_of (self->server_first, "i=");
  gsize length;
  g_autofree guchar *salt = g_base64_decode (salt64, &length);
  Digest salted = { .length = EVP_MD_get_size (md) };

  PKCS5_PBKDF2_HMAC (self->password, -1, salt, length,
                     g_ascii_strtoull (n_iterations, NULL, 10), md, salted.length, salted.bytes);
  return salted;
}

static char *
auth_message (ScramServer *self)
{
  return g_strjoin (",", self->first_bare, self->server_first, self->final_bare, NULL);
}

/* TRUE if the proof is the one of the password. */
gboolean
scram_server_take_final (ScramServer *self,
                         const char  *message)
{
  const char *proof = strstr (message, ",p=");
  g_autofree char *text = NULL;
  g_autofree guchar *sent = NULL;
  Digest salted = salt_password (self);
  Digest client_key = sign (self, &salted, "Client Key");
  Digest stored_key = { .length = 0 };
  Digest signature;
  gsize length;

  if (proof == NULL)
    return FALSE;

  g_free (self->final_bare);
  self->final_bare = g_strndup (message, proof - message);
  text = auth_message (self);
  EVP_Digest (client_key.bytes, client_key.length, stored_key.bytes, &stored_key.length,
              EVP_get_digestbyname (self->digest), NULL);
  signature = sign (self, &stored_key, text);

  for (guint i = 0; i < signature.length; i++)
    signature.bytes[i] ^= client_key.bytes[i];

  sent = g_base64_decode (proof + strlen (",p="), &length);
  return length == signature.length && memcmp (sent, signature.bytes, length) == 0;
}

/* The signature that proves the server, in base64. */
char *
scram_server_sign (ScramServer *self)
{
  g_autofree char *text = NULL;
  Digest salted = salt_password (self);
  Digest server_key = sign (self, &salted, "Server Key");
  Digest signature;

  if (self->final_bare == NULL)
    return g_strdup ("");

  text = auth_message (self);
  signature = sign (self, &server_key, text);
  return g_base64_encode (signature.bytes, signature.length);
}
