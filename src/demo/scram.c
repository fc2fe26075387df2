/* scram.c - SCRAM-SHA-256, the server's side
 *
 * RFC 5802 (SCRAM), RFC 7677 (SHA-256). Without channel binding, and without
 * SASLprep: the demo's password is ASCII.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "demo/scram.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <string.h>

#define HASH_BYTES 32
#define SALT_BYTES 16
#define NONCE_BYTES 18
/* RFC 7677, 4: at least so many. */
#define ITERATIONS 4096

struct _PtlScram
{
  char   *user;
  char   *password;
  char   *fault;

  char   *gs2_header;
  char   *client_first_bare;
  char   *server_first;
  char   *nonce;
  guchar  salt[SALT_BYTES];
  int     iterations;
};

static gboolean
has_fault (PtlScram   *self,
           const char *fault)
{
  return g_strcmp0 (self->fault, fault) == 0;
}

static void
hmac (const guchar *key,
      const char   *text,
      guchar       *out)
{
  HMAC (EVP_sha256 (), key, HASH_BYTES, (const guchar *) text, strlen (text), out, NULL);
}

/* The value of the attribute LETTER in a message of "a=…,b=…". */
static char *
attribute (const char *message,
           char        letter)
{
  g_auto(GStrv) parts = g_strsplit (message, ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] == letter && parts[i][1] == '=')
      return g_strdup (parts[i] + 2);

  return NULL;
}

/* RFC 5802, 5.1: "=2C" is a comma, "=3D" an equals sign. */
static char *
unescape_name (const char *name)
{
  g_autoptr(GString) text = g_string_new (name);

  g_string_replace (text, "=2C", ",", 0);
  g_string_replace (text, "=3D", "=", 0);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* RFC 5802, 3: what the client proves, and what the server does. */
static void
compute (PtlScram   *self,
         const char *without_proof,
         guchar     *client_key,
         guchar     *client_signature,
         guchar     *server_signature)
{
  g_autofree char *message = g_strdup_printf ("%s,%s,%s", self->client_first_bare,
                                              self->server_first, without_proof);
  guchar salted[HASH_BYTES];
  guchar stored[HASH_BYTES];
  guchar server_key[HASH_BYTES];

  PKCS5_PBKDF2_HMAC (self->password, -1, self->salt, SALT_BYTES, self->iterations,
                     EVP_sha256 (), HASH_BYTES, salted);
  hmac (salted, "Client Key", client_key);
  EVP_Digest (client_key, HASH_BYTES, stored, NULL, EVP_sha256 (), NULL);
  hmac (stored, message, client_signature);
  hmac (salted, "Server Key", server_key);
  hmac (server_key, message, server_signature);
}

/**
 * ptl_scram_new:
 * @user: who may sign in
 * @password: with what
 * @fault: (nullable): what this server does wrong: "foreign-nonce",
 *   "short-nonce", "few-iterations", "many-iterations", "extension",
 *   "bad-signature", "no-signature", "error"
 *
 * Begins an exchange. One with a fault accepts any proof, as somebody would
 * who does not know the password.
 *
 * Returns: (transfer full): the exchange
 */
PtlScram *
ptl_scram_new (const char *user,
               const char *password,
               const char *fault)
{
  PtlScram *self = g_new0 (PtlScram, 1);

  self->user = g_strdup (user);
  self->password = g_strdup (password);
  self->fault = g_strdup (fault);
  RAND_bytes (self->salt, SALT_BYTES);

  return self;
}

void
ptl_scram_free (PtlScram *self)
{
  g_free (self->user);
  g_free (self->password);
  g_free (self->fault);
  g_free (self->gs2_header);
  g_free (self->client_first_bare);
  g_free (self->server_first);
  g_free (self->nonce);
  g_free (self);
}

/**
 * ptl_scram_first:
 * @self: an exchange
 * @client_first: the client's first message
 *
 * Answers the first message.
 *
 * Returns: (transfer full) (nullable): the server's first message, or %NULL
 *   if the client's is none
 */
char *
ptl_scram_first (PtlScram   *self,
                 const char *client_first)
{
  guchar random[NONCE_BYTES];
  g_autofree char *client_nonce = NULL;
  g_autofree char *server_nonce = NULL;
  g_autofree char *salt = g_base64_encode (self->salt, SALT_BYTES);
  const char *comma = strchr (client_first, ',');

  if (comma != NULL)
    comma = strchr (comma + 1, ',');

  if (comma == NULL || self->gs2_header != NULL
      || (client_first[0] != 'n' && client_first[0] != 'y'))
    return NULL;

  self->gs2_header = g_strndup (client_first, comma + 1 - client_first);
  self->client_first_bare = g_strdup (comma + 1);
  client_nonce = attribute (self->client_first_bare, 'r');

  if (client_nonce == NULL)
    return NULL;

  RAND_bytes (random, sizeof random);
  server_nonce = g_base64_encode (random, sizeof random);
  self->nonce = g_strconcat (has_fault (self, "foreign-nonce") ? "x" : client_nonce,
                             has_fault (self, "short-nonce") ? "" : server_nonce, NULL);

  self->iterations = has_fault (self, "few-iterations") ? 1
                     : has_fault (self, "many-iterations") ? G_MAXINT : ITERATIONS;

  self->server_first = g_strdup_printf ("%sr=%s,s=%s,i=%d",
                                        has_fault (self, "extension") ? "m=must-know," : "",
                                        self->nonce, salt, self->iterations);
  return g_strdup (self->server_first);
}

/**
 * ptl_scram_final:
 * @self: an exchange that has had its first messages
 * @client_final: the client's final message
 * @server_final: (out) (optional) (nullable): the server's: its proof, or
 *   %NULL if it gives none
 *
 * Checks the client's proof.
 *
 * Returns: whether the user is who they say
 */
gboolean
ptl_scram_final (PtlScram    *self,
                 const char  *client_final,
                 char       **server_final)
{
  guchar key[HASH_BYTES];
  guchar client_signature[HASH_BYTES];
  guchar signature[HASH_BYTES];
  g_autofree char *escaped = attribute (self->client_first_bare, 'n');
  g_autofree char *user = unescape_name (escaped != NULL ? escaped : "");
  g_autofree char *binding = attribute (client_final, 'c');
  g_autofree char *nonce = attribute (client_final, 'r');
  g_autofree char *proof = attribute (client_final, 'p');
  g_autofree char *header = g_base64_encode ((const guchar *) self->gs2_header,
                                             strlen (self->gs2_header));
  g_autofree char *without_proof = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *signed_text = NULL;

  *server_final = NULL;

  if (proof == NULL)
    return FALSE;

  without_proof = g_strndup (client_final, strstr (client_final, ",p=") - client_final);
  compute (self, without_proof, key, client_signature, signature);

  for (guint i = 0; i < HASH_BYTES; i++)
    key[i] ^= client_signature[i];

  if (has_fault (self, "bad-signature"))
    signature[0] ^= 1;

  expected = g_base64_encode (key, HASH_BYTES);
  signed_text = g_base64_encode (signature, HASH_BYTES);

  if (has_fault (self, "error"))
    *server_final = g_strdup ("e=other-error");
  else if (!has_fault (self, "no-signature"))
    *server_final = g_strdup_printf ("v=%s", signed_text);

  if (self->fault != NULL)
    return TRUE;

  return g_str_equal (user, self->user) && g_strcmp0 (binding, header) == 0
         && g_strcmp0 (nonce, self->nonce) == 0 && g_str_equal (proof, expected);
}
