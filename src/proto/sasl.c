/* sasl.c - SASL mechanisms as bytes in, bytes out
 *
 * libgsasl has the password mechanisms; those with a token are ours.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proto/sasl.h"

#include <gsasl.h>
#include <openssl/crypto.h>
#include <string.h>

#include "proto/mechanism.h"
#include "proto/oauth.h"
#include "proto/reply.h"
#include "proto/scram.h"

/* The answer to a failure told in a challenge (RFC 7628, 3.2.3). */
#define OAUTHBEARER_DUMMY "\001"

struct _PtlSasl
{
  const PtlMechanism *mechanism;
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
  if ((self->mechanism->traits & PTL_TRAITS_NEEDS_BINDING) != 0)
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

  /* libgsasl keeps copies of the password in ordinary memory. */
  ptl_secret_wipe_freed (TRUE);

  self->mechanism = ptl_mechanism_find (mechanism);

  if (self->mechanism == NULL)
    {
      g_set_error (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_MECHANISM,
                   "%s is none of ours", mechanism);
      return NULL;
    }

  g_return_val_if_fail ((self->mechanism->traits & PTL_TRAITS_NEEDS_BINDING) == 0 ||
                        ptl_mechanism_can_bind (credentials), NULL);

  if (!ptl_mechanism_check_credentials (self->mechanism, credentials, error))
    return NULL;

  self->user = g_strdup (credentials->user);
  self->host = g_strdup (credentials->host);
  self->port = credentials->port;

  if ((self->mechanism->traits & PTL_TRAITS_NEEDS_TOKEN) != 0)
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
  ptl_secret_wipe_freed (FALSE);

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
  return (self->mechanism->traits & PTL_TRAITS_SPEAKS_FIRST) != 0;
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
  PtlCredentials credentials = {
    .user = self->user,
    .token = self->token,
    .host = self->host,
    .port = self->port,
  };
  gboolean is_bearer = g_str_equal (self->mechanism->name, "OAUTHBEARER");

  if (self->n_steps == 0)
    return ptl_oauth_begin (&credentials, is_bearer);

  if (self->n_steps > 1)
    return unexpected (error);

  /* A challenge can only be the reason why the token was refused. */
  self->failure = ptl_reply_clean (challenge, length);

  return !is_bearer
    ? ptl_secret_new ("", 0)
    : ptl_base64_encode_secret (OAUTHBEARER_DUMMY, strlen (OAUTHBEARER_DUMMY));
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
      if ((self->mechanism->traits & PTL_TRAITS_IS_SCRAM) != 0 && self->n_steps == 0)
        self->client_nonce = ptl_scram_get_client_nonce (output, output_length);

      response = ptl_base64_encode_secret (output, output_length);
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
  else if ((self->mechanism->traits & PTL_TRAITS_IS_SCRAM) != 0)
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

  if ((self->mechanism->traits & PTL_TRAITS_IS_SCRAM) != 0)
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
