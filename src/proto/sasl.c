/* sasl.c - SASL mechanisms as bytes in, bytes out
 *
 * RFC 4422  SASL; RFC 4616: PLAIN; RFC 2195: CRAM-MD5
 * RFC 5802  SCRAM; RFC 7677: with SHA-256; RFC 9266: bound to TLS 1.3
 * RFC 7628  OAUTHBEARER; XOAUTH2 is Google's, from before it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proto/sasl.h"

#include <gsasl.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <string.h>

#include "proto/reply.h"
#include "proto/scram.h"

/* What separates the fields of XOAUTH2 and OAUTHBEARER. */
#define CTRL_A '\001'

/* The answer to a failure told in a challenge (RFC 7628, 3.2.3). */
#define OAUTHBEARER_DUMMY "\001"

typedef enum
{
  NEEDS_TOKEN    = 1 << 0,
  SPEAKS_FIRST   = 1 << 1,
  IS_SCRAM       = 1 << 2,
  NEEDS_BINDING  = 1 << 3,
  ONE_LINE       = 1 << 4,   /* its strings have no way to escape a line end */
} Traits;

typedef struct
{
  const char *name;
  Traits      traits;
  guint       proof_step;   /* the response, from 0, that holds the secret */
} Mechanism;

/* Best first.  PLAIN before LOGIN and CRAM-MD5: all three are for TLS only, and
 * CRAM-MD5 makes servers keep the password itself. */
static const Mechanism mechanisms[] = {
  { "OAUTHBEARER",        NEEDS_TOKEN | SPEAKS_FIRST,               0 },
  { "XOAUTH2",            NEEDS_TOKEN | SPEAKS_FIRST,               0 },
  { "SCRAM-SHA-256-PLUS", SPEAKS_FIRST | IS_SCRAM | NEEDS_BINDING,  1 },
  { "SCRAM-SHA-1-PLUS",   SPEAKS_FIRST | IS_SCRAM | NEEDS_BINDING,  1 },
  { "SCRAM-SHA-256",      SPEAKS_FIRST | IS_SCRAM,                  1 },
  { "SCRAM-SHA-1",        SPEAKS_FIRST | IS_SCRAM,                  1 },
  { "PLAIN",              SPEAKS_FIRST,                             0 },
  { "LOGIN",              ONE_LINE,                                 1 },
  { "CRAM-MD5",           0,                                        0 },
};

struct _PtlSasl
{
  const Mechanism *mechanism;
  char            *user;
  char            *host;
  guint16          port;
  PtlSecret       *token;

  Gsasl           *context;
  Gsasl_session   *session;

  guint            n_steps;
  gboolean         has_sent_proof;
  gboolean         is_proven;   /* SCRAM: the server's signature was right */
  char            *client_nonce;
  char            *failure;
};

/* libgsasl binds to TLS 1.3's exporter only. */
static gboolean
has_binding (const PtlCredentials *credentials)
{
  return credentials->binding != NULL &&
         g_strcmp0 (credentials->binding_type, "tls-exporter") == 0;
}

/**
 * ptl_sasl_choose:
 * @offered: (array zero-terminated=1): the server's mechanisms
 * @rejected: (nullable) (array zero-terminated=1): those it did not take
 * @credentials: what there is to sign in with
 * @is_secure: whether inside TLS; outside only SCRAM keeps the password secret
 *
 * Returns: (nullable): the best mechanism that suits, or %NULL
 */
const char *
ptl_sasl_choose (const char * const   *offered,
                 const char * const   *rejected,
                 const PtlCredentials *credentials,
                 gboolean              is_secure)
{
  for (guint i = 0; i < G_N_ELEMENTS (mechanisms); i++)
    {
      const Mechanism *mechanism = &mechanisms[i];

      if (!g_strv_contains (offered, mechanism->name) ||
          (rejected != NULL && g_strv_contains (rejected, mechanism->name)) ||
          (credentials->token != NULL) != ((mechanism->traits & NEEDS_TOKEN) != 0) ||
          (!is_secure && (mechanism->traits & IS_SCRAM) == 0) ||
          ((mechanism->traits & NEEDS_BINDING) != 0 && !has_binding (credentials)))
        continue;

      return mechanism->name;
    }

  return NULL;
}

static gboolean
refuse (GError     **error,
        const char  *why)
{
  g_set_error (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_CREDENTIALS, "%s", why);
  return FALSE;
}

static gboolean
has_any (const char *data,
         gsize       length,
         const char *characters)
{
  for (gsize i = 0; i < length; i++)
    {
      if (data[i] == '\0' || strchr (characters, data[i]) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* SASLprep (RFC 4013) fails for what SCRAM cannot carry; for queries it lets
 * characters pass that Unicode 3.2 did not have yet. */
static gboolean
survives_saslprep (const char *text)
{
  char *prepared = NULL;
  gboolean survives;

  if (gsasl_saslprep (text, GSASL_ALLOW_UNASSIGNED, &prepared, NULL) != GSASL_OK)
    return FALSE;

  survives = *prepared != '\0';
  OPENSSL_cleanse (prepared, strlen (prepared));
  gsasl_free (prepared);

  return survives;
}

static gboolean
check_credentials (const Mechanism       *mechanism,
                   const PtlCredentials  *credentials,
                   GError               **error)
{
  gboolean is_token = (mechanism->traits & NEEDS_TOKEN) != 0;
  PtlSecret *secret = is_token ? credentials->token : credentials->password;
  const char *forbidden = is_token ? "\001\r\n" : mechanism->traits & ONE_LINE ? "\r\n" : "";
  const char *user = credentials->user;

  if (user == NULL || *user == '\0')
    return refuse (error, "There is no user name");

  if (secret == NULL || ptl_secret_get_length (secret) == 0)
    return refuse (error, "There is no password or token");

  if (has_any (user, strlen (user), forbidden) ||
      has_any (ptl_secret_peek (secret), ptl_secret_get_length (secret), forbidden))
    return refuse (error, "This mechanism cannot carry such a character");

  if ((mechanism->traits & IS_SCRAM) != 0 &&
      (!survives_saslprep (user) || !survives_saslprep (ptl_secret_peek (secret))))
    return refuse (error, "SASLprep forbids a character");

  return TRUE;
}

static gboolean
start_gsasl (PtlSasl               *self,
             const PtlCredentials  *credentials,
             GError               **error)
{
  int status = gsasl_init (&self->context);

  if (status == GSASL_OK)
    status = gsasl_client_start (self->context, self->mechanism->name, &self->session);

  if (status != GSASL_OK)
    {
      g_set_error (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_MECHANISM,
                   "libgsasl cannot do %s: %s", self->mechanism->name, gsasl_strerror (status));
      return FALSE;
    }

  gsasl_property_set (self->session, GSASL_AUTHID, credentials->user);
  gsasl_property_set (self->session, GSASL_PASSWORD, ptl_secret_peek (credentials->password));

  /* Only for PLUS: without it libgsasl 2.2 cannot say that we could have bound
   * ("y", RFC 5802, 6), it can only say “n”. */
  if ((self->mechanism->traits & NEEDS_BINDING) != 0)
    {
      g_autofree char *binding = g_base64_encode (g_bytes_get_data (credentials->binding, NULL),
                                                  g_bytes_get_size (credentials->binding));

      gsasl_property_set (self->session, GSASL_CB_TLS_EXPORTER, binding);
    }

  return TRUE;
}

/**
 * ptl_sasl_new:
 * @mechanism: one that [func@Sasl.choose] chose
 * @credentials: who signs in; strings are copied, secrets referenced
 * @error: `PTL_PROTO_ERROR_CREDENTIALS` if the mechanism cannot carry them,
 *   `PTL_PROTO_ERROR_MECHANISM` if it is none of ours
 *
 * Begins one login.
 *
 * Returns: (transfer full): the login, with nothing said yet
 */
PtlSasl *
ptl_sasl_new (const char            *mechanism,
              const PtlCredentials  *credentials,
              GError               **error)
{
  g_autoptr(PtlSasl) self = g_new0 (PtlSasl, 1);

  for (guint i = 0; i < G_N_ELEMENTS (mechanisms); i++)
    {
      if (g_str_equal (mechanisms[i].name, mechanism))
        self->mechanism = &mechanisms[i];
    }

  if (self->mechanism == NULL)
    {
      g_set_error (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_MECHANISM,
                   "%s is none of ours", mechanism);
      return NULL;
    }

  g_return_val_if_fail ((self->mechanism->traits & NEEDS_BINDING) == 0 ||
                        has_binding (credentials), NULL);

  if (!check_credentials (self->mechanism, credentials, error))
    return NULL;

  self->user = g_strdup (credentials->user);
  self->host = g_strdup (credentials->host);
  self->port = credentials->port;

  if ((self->mechanism->traits & NEEDS_TOKEN) != 0)
    self->token = ptl_secret_ref (credentials->token);
  else if (!start_gsasl (self, credentials, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* libgsasl frees its copies without wiping them. */
static void
wipe_property (Gsasl_session  *session,
               Gsasl_property  property)
{
  char *copy = (char *) gsasl_property_fast (session, property);

  if (copy != NULL)
    OPENSSL_cleanse (copy, strlen (copy));
}

void
ptl_sasl_free (PtlSasl *self)
{
  if (self->session != NULL)
    {
      wipe_property (self->session, GSASL_PASSWORD);
      wipe_property (self->session, GSASL_SCRAM_SALTED_PASSWORD);
      gsasl_finish (self->session);
    }

  g_clear_pointer (&self->context, gsasl_done);
  g_clear_pointer (&self->token, ptl_secret_unref);
  g_free (self->user);
  g_free (self->host);
  g_free (self->client_nonce);
  g_free (self->failure);
  g_free (self);
}

const char *
ptl_sasl_get_mechanism (PtlSasl *self)
{
  return self->mechanism->name;
}

gboolean
ptl_sasl_speaks_first (PtlSasl *self)
{
  return (self->mechanism->traits & SPEAKS_FIRST) != 0;
}

/**
 * ptl_sasl_has_sent_proof:
 * @self: a login
 *
 * Whether a response was handed out that holds the password, the token, or a
 * proof made of them. A server that refused before has refused the mechanism.
 *
 * Returns: %TRUE if so
 */
gboolean
ptl_sasl_has_sent_proof (PtlSasl *self)
{
  return self->has_sent_proof;
}

/**
 * ptl_sasl_get_failure:
 * @self: a login
 *
 * Returns: (nullable): why the last challenge said that the login failed:
 *   OAuth's JSON or SCRAM's “e=”, as the server wrote it
 */
const char *
ptl_sasl_get_failure (PtlSasl *self)
{
  return self->failure;
}

static PtlSecret *
encode (const char *data,
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
encode_around_token (PtlSasl    *self,
                     const char *before)
{
  const char after[] = { CTRL_A, CTRL_A };
  gsize before_length = strlen (before);
  gsize token_length = ptl_secret_get_length (self->token);
  gsize length = before_length + token_length + sizeof after;
  char *data = OPENSSL_secure_malloc (length);
  PtlSecret *secret;

  g_assert (data != NULL);
  memcpy (data, before, before_length);
  memcpy (data + before_length, ptl_secret_peek (self->token), token_length);
  memcpy (data + before_length + token_length, after, sizeof after);
  secret = encode (data, length);
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

static PtlSecret *
begin_with_token (PtlSasl *self)
{
  g_autofree char *name = escape_name (self->user);
  g_autofree char *before = NULL;

  if (g_str_equal (self->mechanism->name, "XOAUTH2"))
    before = g_strdup_printf ("user=%s%cauth=Bearer ", self->user, CTRL_A);
  else
    before = g_strdup_printf ("n,a=%s,%chost=%s%cport=%u%cauth=Bearer ", name, CTRL_A,
                              self->host, CTRL_A, self->port, CTRL_A);

  return encode_around_token (self, before);
}

static PtlSecret *
unexpected (GError **error)
{
  g_set_error_literal (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_UNEXPECTED,
                       "The server asks on after the mechanism has ended");
  return NULL;
}

static PtlSecret *
step_with_token (PtlSasl     *self,
                 const char  *challenge,
                 gsize        length,
                 GError     **error)
{
  if (self->n_steps == 0)
    return begin_with_token (self);

  if (self->n_steps > 1)
    return unexpected (error);

  /* A challenge can only be the reason why the token was refused. */
  self->failure = ptl_reply_clean (challenge, length);

  return g_str_equal (self->mechanism->name, "XOAUTH2")
    ? ptl_secret_new ("", 0)
    : encode (OAUTHBEARER_DUMMY, strlen (OAUTHBEARER_DUMMY));
}

static gboolean
set_unproven (GError     **error,
              const char  *why)
{
  g_set_error (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_AUTH_UNPROVEN,
               "The server did not prove itself: %s", why);
  return FALSE;
}

static PtlSecret *
ask_gsasl (PtlSasl     *self,
           const char  *challenge,
           gsize        length,
           GError     **error)
{
  char *output = NULL;
  gsize output_length = 0;
  int status = gsasl_step (self->session, challenge, length, &output, &output_length);
  PtlSecret *response = NULL;

  if (status != GSASL_OK && status != GSASL_NEEDS_MORE)
    {
      g_set_error (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_MALFORMED,
                   "%s cannot answer: %s", self->mechanism->name, gsasl_strerror (status));
    }
  else
    {
      if ((self->mechanism->traits & IS_SCRAM) != 0 && self->n_steps == 0)
        self->client_nonce = ptl_scram_get_client_nonce (output, output_length);

      response = encode (output, output_length);
    }

  if (output != NULL)
    {
      OPENSSL_cleanse (output, output_length);
      gsasl_free (output);
    }

  return response;
}

/* The third message is the server's: its signature, or what went wrong. */
static PtlSecret *
end_scram (PtlSasl     *self,
           const char  *message,
           gsize        length,
           GError     **error)
{
  char *output = NULL;
  gsize output_length;

  if (self->is_proven || self->failure != NULL)
    return unexpected (error);

  if (ptl_scram_is_error (message))
    {
      self->failure = ptl_reply_clean (message, length);
      return ptl_secret_new ("", 0);
    }

  if (gsasl_step (self->session, message, length, &output, &output_length) != GSASL_OK)
    {
      set_unproven (error, "its signature is wrong");
      return NULL;
    }

  gsasl_free (output);
  self->is_proven = TRUE;

  return ptl_secret_new ("", 0);
}

static PtlSecret *
step_scram (PtlSasl     *self,
            const char  *challenge,
            gsize        length,
            GError     **error)
{
  if (self->n_steps > 1)
    return end_scram (self, challenge, length, error);

  if (self->n_steps == 1)
    {
      if (ptl_scram_is_error (challenge))
        {
          self->failure = ptl_reply_clean (challenge, length);
          return ptl_secret_new ("", 0);
        }

      if (!ptl_scram_check_server_first (challenge, self->client_nonce, error))
        return NULL;
    }

  return ask_gsasl (self, challenge, length, error);
}

/* Which strings a mechanism takes after its last response: none. */
static PtlSecret *
step_simple (PtlSasl     *self,
             const char  *challenge,
             gsize        length,
             GError     **error)
{
  if (self->n_steps > self->mechanism->proof_step)
    return unexpected (error);

  return ask_gsasl (self, challenge, length, error);
}

/**
 * ptl_sasl_step:
 * @self: a login
 * @challenge: (nullable): what the server sent, in base64; %NULL if it sent
 *   nothing, because we speak first
 * @error: `PTL_PROTO_ERROR_MALFORMED` if the challenge is no strict base64 or
 *   not the mechanism's grammar, `PTL_PROTO_ERROR_UNEXPECTED` if the mechanism
 *   is over, `PTL_PROTO_ERROR_AUTH_UNPROVEN` if the server shows that it does
 *   not know the password, or asks for what would give it away
 *
 * Answers a challenge. After an error nothing more may be sent but a
 * cancellation.
 *
 * Returns: (transfer full): the response in base64, which may be empty
 */
PtlSecret *
ptl_sasl_step (PtlSasl     *self,
               const char  *challenge,
               GError     **error)
{
  gsize length = 0;
  g_autofree char *message = ptl_base64_decode_strict (challenge != NULL ? challenge : "",
                                                       &length);
  PtlSecret *response;

  if (message == NULL)
    {
      g_set_error_literal (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_MALFORMED,
                           "The challenge is not base64");
      return NULL;
    }

  if (self->token != NULL)
    response = step_with_token (self, message, length, error);
  else if ((self->mechanism->traits & IS_SCRAM) != 0)
    response = step_scram (self, message, length, error);
  else
    response = step_simple (self, message, length, error);

  if (response != NULL && self->failure == NULL && self->n_steps == self->mechanism->proof_step)
    self->has_sent_proof = TRUE;

  self->n_steps++;
  return response;
}

/**
 * ptl_sasl_finish:
 * @self: a login that the server says has worked
 * @final_data: (nullable): what came with its success, in base64
 * @error: `PTL_PROTO_ERROR_AUTH_UNPROVEN` if the mechanism would have had the
 *   server prove that it knows the password, and it did not;
 *   `PTL_PROTO_ERROR_UNEXPECTED` if it succeeds in the middle of the exchange
 *
 * Decides whether a success is one.
 *
 * Returns: %TRUE if so
 */
gboolean
ptl_sasl_finish (PtlSasl     *self,
                 const char  *final_data,
                 GError     **error)
{
  g_autoptr(PtlSecret) last = NULL;

  if ((self->mechanism->traits & IS_SCRAM) != 0)
    {
      /* What comes with it may be mere words, as SMTP's always are. */
      if (!self->is_proven && self->has_sent_proof && final_data != NULL && *final_data != '\0')
        last = ptl_sasl_step (self, final_data, NULL);

      return self->is_proven || set_unproven (error, "there was no signature that is right");
    }

  if (self->failure != NULL)
    return set_unproven (error, "it refused, and then agreed");

  if (self->has_sent_proof)
    return TRUE;

  g_set_error_literal (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_UNEXPECTED,
                       "The server agreed before it had seen the password");
  return FALSE;
}
