/* mechanism.c - the SASL mechanisms that we speak, and who may use them
 *
 * RFC 4422  SASL; RFC 4616: PLAIN; RFC 2195: CRAM-MD5
 * RFC 5802  SCRAM; RFC 7677: with SHA-256; RFC 9266: bound to TLS 1.3
 * RFC 7628  OAUTHBEARER; XOAUTH2 is Google's, from before it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proto/mechanism.h"

#include <gsasl.h>
#include <openssl/crypto.h>
#include <string.h>

#include "proto/sasl.h"

#define SCRAM (PTL_TRAITS_SPEAKS_FIRST | PTL_TRAITS_IS_SCRAM | PTL_TRAITS_IS_PREPARED)

/* Best first.  PLAIN before LOGIN and CRAM-MD5: all three are for TLS only, and
 * CRAM-MD5 makes servers keep the password itself. */
static const PtlMechanism mechanisms[] = {
  { "OAUTHBEARER",        PTL_TRAITS_NEEDS_TOKEN | PTL_TRAITS_SPEAKS_FIRST, 0 },
  { "XOAUTH2",            PTL_TRAITS_NEEDS_TOKEN | PTL_TRAITS_SPEAKS_FIRST, 0 },
  { "SCRAM-SHA-256-PLUS", SCRAM | PTL_TRAITS_NEEDS_BINDING,                 1 },
  { "SCRAM-SHA-1-PLUS",   SCRAM | PTL_TRAITS_NEEDS_BINDING,                 1 },
  { "SCRAM-SHA-256",      SCRAM,                                            1 },
  { "SCRAM-SHA-1",        SCRAM,                                            1 },
  { "PLAIN",              PTL_TRAITS_SPEAKS_FIRST,                          0 },
  { "LOGIN",              PTL_TRAITS_ONE_LINE,                              1 },
  { "CRAM-MD5",           PTL_TRAITS_IS_PREPARED,                           0 },
};

const PtlMechanism *
ptl_mechanism_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (mechanisms); i++)
    {
      if (g_str_equal (mechanisms[i].name, name))
        return &mechanisms[i];
    }

  return NULL;
}

/**
 * ptl_mechanism_can_bind:
 * @credentials: what there is to sign in with
 *
 * libgsasl binds to TLS 1.3's exporter only (RFC 9266).
 *
 * Returns: %TRUE if a -PLUS mechanism can be used
 */
gboolean
ptl_mechanism_can_bind (const PtlCredentials *credentials)
{
  return credentials->binding != NULL &&
         g_strcmp0 (credentials->binding_type, "tls-exporter") == 0;
}

static gboolean
suits (const PtlMechanism   *mechanism,
       const PtlCredentials *credentials,
       gboolean              is_secure)
{
  gboolean takes_token = (mechanism->traits & PTL_TRAITS_NEEDS_TOKEN) != 0;
  gboolean is_scram = (mechanism->traits & PTL_TRAITS_IS_SCRAM) != 0;
  gboolean binds = (mechanism->traits & PTL_TRAITS_NEEDS_BINDING) != 0;

  return (credentials->token != NULL) == takes_token &&
         (is_secure || is_scram) &&
         (!binds || ptl_mechanism_can_bind (credentials));
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
      const char *name = mechanisms[i].name;

      if (suits (&mechanisms[i], credentials, is_secure) && g_strv_contains (offered, name) &&
          (rejected == NULL || !g_strv_contains (rejected, name)))
        return name;
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

/* SASLprep (RFC 4013) fails for what these mechanisms cannot carry; for queries it lets
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

/**
 * ptl_mechanism_check_credentials:
 * @self: a mechanism
 * @credentials: what it would carry
 * @error: `PTL_PROTO_ERROR_CREDENTIALS` if it cannot
 *
 * Looks at every byte before one of them is sent.
 *
 * Returns: %TRUE if the mechanism can carry them
 */
gboolean
ptl_mechanism_check_credentials (const PtlMechanism    *self,
                                 const PtlCredentials  *credentials,
                                 GError               **error)
{
  gboolean is_token = (self->traits & PTL_TRAITS_NEEDS_TOKEN) != 0;
  PtlSecret *secret = is_token ? credentials->token : credentials->password;
  gboolean is_line = (self->traits & PTL_TRAITS_ONE_LINE) != 0;
  const char *forbidden = is_token ? "\001\r\n" : is_line ? "\r\n" : "";
  const char *user = credentials->user;

  if (user == NULL || *user == '\0')
    return refuse (error, "There is no user name");

  if (secret == NULL || ptl_secret_get_length (secret) == 0)
    return refuse (error, "There is no password or token");

  if (has_any (user, strlen (user), forbidden) ||
      has_any (ptl_secret_peek (secret), ptl_secret_get_length (secret), forbidden))
    return refuse (error, "This mechanism cannot carry such a character");

  if ((self->traits & PTL_TRAITS_IS_PREPARED) != 0 &&
      (!survives_saslprep (user) || !survives_saslprep (ptl_secret_peek (secret))))
    return refuse (error, "SASLprep forbids a character");

  return TRUE;
}
