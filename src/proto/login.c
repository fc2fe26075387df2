/* login.c - SASL's part of signing in, the same in all three protocols
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proto/login.h"

#include <string.h>

#include "proto/sasl.h"

/* SCRAM needs three challenges, LOGIN two; a server that asks on is no server. */
#define MAX_CHALLENGES 8

/* Servers lock an account after three. */
#define MAX_PROOFS 2

/* Mechanisms that are refused as such; then the list was never meant. */
#define MAX_TRIES 4

/* One login with one mechanism. */
typedef struct
{
  PtlSession        *session;
  const PtlLoginWay *way;
  PtlSasl           *sasl;
  GCancellable      *cancellable;
  gboolean           is_counted;   /* the password, or a proof of it, is out */
  gboolean           is_refused;   /* the server said no */
} Exchange;

/**
 * ptl_login_may_begin:
 * @session: a session
 * @error: `PTL_PROTO_ERROR_AUTH_NEEDS_TLS` if it may not
 *
 * Whether anything secret may be sent now: never between the greeting and the
 * STARTTLS that was asked for.
 *
 * Returns: %TRUE if it may
 */
gboolean
ptl_login_may_begin (PtlSession  *session,
                     GError     **error)
{
  if (session->is_secure || !session->wants_starttls)
    return TRUE;

  g_set_error_literal (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_AUTH_NEEDS_TLS,
                       "TLS comes before the login");
  return FALSE;
}

/**
 * ptl_login_check_line:
 * @credentials: for a login that is no SASL: user and password in a line
 * @error: `PTL_PROTO_ERROR_CREDENTIALS` if a line cannot carry them
 *
 * Returns: %TRUE if it can
 */
gboolean
ptl_login_check_line (const PtlCredentials  *credentials,
                      GError               **error)
{
  const char *user = credentials->user;
  PtlSecret *password = credentials->password;
  const char *why = NULL;

  if (user == NULL || *user == '\0')
    why = "There is no user name";
  else if (password == NULL || ptl_secret_get_length (password) == 0)
    why = "There is no password";
  else if (strpbrk (user, "\r\n") != NULL ||
           strcspn (ptl_secret_peek (password), "\r\n") != ptl_secret_get_length (password))
    why = "There is a line break or a NUL in the user name or the password";

  if (why != NULL)
    g_set_error_literal (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_CREDENTIALS, why);

  return why == NULL;
}

/* A server that wants TLS says so by code; what it means inside TLS only its
 * words tell. */
static gboolean
is_about_tls (PtlSession     *session,
              const PtlReply *reply)
{
  return !session->is_secure &&
         (g_strcmp0 (reply->code, "PRIVACYREQUIRED") == 0 ||
          g_str_equal (reply->status, "538") || g_str_equal (reply->status, "530"));
}

/**
 * ptl_login_set_refused:
 * @session: a session whose last reply refuses the login
 * @error: `PTL_PROTO_ERROR_AUTH_REFUSED`, or `PTL_PROTO_ERROR_AUTH_NEEDS_TLS`
 *   if that is the reason
 *
 * Sets the error for a refusal.
 */
void
ptl_login_set_refused (PtlSession  *session,
                       GError     **error)
{
  const PtlReply *reply = ptl_session_last_reply (session);

  g_set_error (error, PTL_PROTO_ERROR,
               is_about_tls (session, reply) ? PTL_PROTO_ERROR_AUTH_NEEDS_TLS
                                             : PTL_PROTO_ERROR_AUTH_REFUSED,
               "The login was refused: %s %s", reply->status, reply->text);
}

/**
 * ptl_login_set_missing:
 * @session: a session with capabilities, in which no login suits
 * @error: why: `PTL_PROTO_ERROR_AUTH_NEEDS_TLS` if TLS could still be had,
 *   `PTL_PROTO_ERROR_MECHANISM` if there are only mechanisms that are not
 *   ours, else `PTL_PROTO_ERROR_AUTH_NOT_OFFERED`
 *
 * Sets the error for a login that cannot begin.
 */
void
ptl_login_set_missing (PtlSession  *session,
                       GError     **error)
{
  const char *starttls = session->protocol == PTL_PROTOCOL_POP3 ? "STLS" : "STARTTLS";
  g_auto(GStrv) offered = ptl_capabilities_get_mechanisms (session->capabilities);
  g_autofree char *names = g_strjoinv (" ", offered);

  if (!session->is_secure && ptl_capabilities_has (session->capabilities, starttls))
    g_set_error_literal (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_AUTH_NEEDS_TLS,
                         "No login that suits is offered without TLS");
  else if (*names != '\0')
    g_set_error (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_MECHANISM,
                 "None of these mechanisms suits: %s", names);
  else
    g_set_error_literal (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_AUTH_NOT_OFFERED,
                         "No login is offered here");
}

/**
 * ptl_login_set_unsuitable:
 * @session: a session in which a login was asked for that could not begin
 * @error: `PTL_PROTO_ERROR_AUTH_NEEDS_TLS` if only we do not want to, in the
 *   clear; else as [func@login_set_missing]
 *
 * Sets the error for a login that did not begin.
 */
void
ptl_login_set_unsuitable (PtlSession  *session,
                          GError     **error)
{
  if (session->is_secure || session->may_be_insecure)
    ptl_login_set_missing (session, error);
  else
    g_set_error_literal (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_AUTH_NEEDS_TLS,
                         "The password would travel in the clear");
}

static void
cancel (Exchange *exchange)
{
  /* The connection is given up anyway; a failure adds nothing. */
  ptl_wire_send (exchange->session->wire, exchange->cancellable, NULL, "*");
}

/* A proof is a secret as well: with it passwords can be guessed at leisure. */
static void
keep_proof (Exchange  *exchange,
            PtlSecret *response)
{
  if (!ptl_sasl_has_sent_proof (exchange->sasl) || exchange->is_counted)
    return;

  ptl_transcript_add_secret (ptl_wire_get_transcript (exchange->session->wire), response);
  exchange->session->n_logins++;
  exchange->is_counted = TRUE;
}

/* Before the first byte of them goes out. */
static void
keep_credentials (PtlSession           *session,
                  const PtlCredentials *credentials)
{
  PtlTranscript *transcript = ptl_wire_get_transcript (session->wire);

  if (credentials->password != NULL)
    ptl_transcript_add_secret (transcript, credentials->password);

  if (credentials->token != NULL)
    ptl_transcript_add_secret (transcript, credentials->token);
}

static PtlSecret *
make_response (Exchange    *exchange,
               const char  *challenge,
               GError     **error)
{
  PtlSecret *response = ptl_sasl_step (exchange->sasl, challenge, error);
  const char *failure = ptl_sasl_get_failure (exchange->sasl);

  if (failure != NULL)
    ptl_session_add_reply (exchange->session, exchange->way->challenge_status, NULL, failure);

  return response;
}

static gboolean
respond (Exchange    *exchange,
         PtlSecret   *initial,
         const char  *challenge,
         GError     **error)
{
  g_autoptr(PtlSecret) made = initial == NULL ? make_response (exchange, challenge, error) : NULL;
  PtlSecret *response = initial != NULL ? initial : made;

  if (response == NULL)
    {
      cancel (exchange);
      return FALSE;
    }

  keep_proof (exchange, response);
  return ptl_wire_send_secret (exchange->session->wire, "", response,
                               exchange->cancellable, error);
}

/* Until the server has decided; %FALSE and no error if it refused. */
static gboolean
converse (Exchange   *exchange,
          PtlSecret  *initial,
          gboolean    went_along,
          GError    **error)
{
  for (guint i = 0; i <= MAX_CHALLENGES; i++)
    {
      g_autofree char *data = NULL;
      gboolean is_waiting;
      PtlLoginAnswer answer;

      if (!exchange->way->answer (exchange->session, &answer, &data,
                                  exchange->cancellable, error))
        return FALSE;

      if (answer == PTL_LOGIN_ANSWER_ACCEPTED && (initial == NULL || went_along || i > 0))
        return ptl_sasl_finish (exchange->sasl, data, error);

      if (answer == PTL_LOGIN_ANSWER_ACCEPTED)
        {
          g_set_error_literal (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_UNEXPECTED,
                               "The server agreed before it had heard anything");
          return FALSE;
        }

      if (answer == PTL_LOGIN_ANSWER_REFUSED)
        return FALSE;

      /* The first challenge to one who speaks first only says “go on”; an empty one to one
       * who has spoken says that the server does not know of initial responses (RFC 1734). */
      is_waiting = i == 0 && (!went_along || data == NULL || *data == '\0');
      if (!respond (exchange, is_waiting ? initial : NULL, data, error))
        return FALSE;
    }

  cancel (exchange);
  g_set_error_literal (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_UNEXPECTED,
                       "The server asks again and again");
  return FALSE;
}

static gboolean
run (Exchange   *exchange,
     gsize       max_initial_bytes,
     GError    **error)
{
  const char *mechanism = ptl_sasl_get_mechanism (exchange->sasl);
  g_autoptr(PtlSecret) initial = NULL;
  gboolean goes_along;

  if (ptl_sasl_speaks_first (exchange->sasl))
    {
      initial = make_response (exchange, NULL, error);

      if (initial == NULL)
        return FALSE;
    }

  goes_along = initial != NULL && ptl_secret_get_length (initial) <= max_initial_bytes;

  if (goes_along)
    keep_proof (exchange, initial);

  if (!exchange->way->begin (exchange->session, mechanism, goes_along ? initial : NULL,
                             exchange->cancellable, error))
    return FALSE;

  return converse (exchange, initial, goes_along, error);
}

/**
 * ptl_login_is_about_mechanism:
 * @reply: a refusal
 *
 * Tells whether the mechanism itself is refused, whoever signs in. "504" is
 * SMTP's code for that; IMAP and POP3 have words only.
 *
 * Returns: %TRUE if the password may still be right
 */
gboolean
ptl_login_is_about_mechanism (const PtlReply *reply)
{
  static const char * const names[] = {
    "mechanism", "authentication method", "authentication type", "channel binding",
  };
  static const char * const pieces[] = {
    "not supported", "unsupported", "unknown", "unrecognized", "unrecognised",
    "not available", "unavailable", "invalid", "no such",
  };
  g_autofree char *text = g_utf8_casefold (reply->text, -1);
  gboolean is_named = FALSE;

  if (g_str_equal (reply->status, "504"))
    return TRUE;

  for (guint i = 0; !is_named && i < G_N_ELEMENTS (names); i++)
    is_named = strstr (text, names[i]) != NULL;

  for (guint i = 0; is_named && i < G_N_ELEMENTS (pieces); i++)
    {
      if (strstr (text, pieces[i]) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* Before the password was seen a refusal is one of the mechanism, unless the
 * server says that nobody can sign in now. */
static gboolean
is_worth_another (Exchange *exchange)
{
  static const char * const hopeless[] = {
    "UNAVAILABLE", "INUSE", "CONTACTADMIN", "EXPIRED", "PRIVACYREQUIRED", "LIMIT",
    "SYS/TEMP", "SYS/PERM", "IN-USE", "LOGIN-DELAY", NULL
  };
  const PtlReply *reply = ptl_session_last_reply (exchange->session);

  /* After the password was seen only words about the mechanism itself count. */
  if (exchange->is_counted)
    return ptl_login_is_about_mechanism (reply);

  return (reply->code == NULL || !g_strv_contains (hopeless, reply->code)) &&
         (!g_ascii_isdigit (reply->status[0]) || reply->status[0] == '5');
}

/* With one mechanism; @again is set if another may be tried after a failure. */
static gboolean
try_mechanism (Exchange              *exchange,
               const char            *mechanism,
               gsize                  max_initial_bytes,
               const PtlCredentials  *credentials,
               gboolean              *again,
               GError               **error)
{
  GError *local_error = NULL;
  gboolean done;

  exchange->sasl = ptl_sasl_new (mechanism, credentials, error);
  exchange->is_counted = FALSE;
  exchange->is_refused = FALSE;
  *again = exchange->sasl == NULL;

  if (exchange->sasl == NULL)
    return FALSE;

  g_free (exchange->session->mechanism);
  exchange->session->mechanism = g_strdup (mechanism);

  done = run (exchange, max_initial_bytes, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
    }
  else if (!done)
    {
      ptl_login_set_refused (exchange->session, error);
      exchange->is_refused = TRUE;
      *again = is_worth_another (exchange);
    }

  g_clear_pointer (&exchange->sasl, ptl_sasl_free);
  return done;
}

/* Who has no secret for one SCRAM seldom has one for another, and servers count
 * every refusal, not only those of a proof: the next try must be the last one. */
static void
reject_alike (GPtrArray      *rejected,
              const char     *mechanism,
              const PtlReply *reply)
{
  static const char * const alike[] = {
    "SCRAM-SHA-256-PLUS", "SCRAM-SHA-256", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-1",
  };

  if (!g_str_has_prefix (mechanism, "SCRAM-") || ptl_login_is_about_mechanism (reply))
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (alike); i++)
    g_ptr_array_add (rejected, (gpointer) alike[i]);
}

/**
 * ptl_login_with_sasl:
 * @session: a session with capabilities
 * @way: how its protocol carries SASL
 * @max_initial_bytes: how long an initial response may be, 0 if it takes none
 * @credentials: who signs in
 * @cancellable: (nullable): ends the wait
 * @error: why it failed; with %PTL_LOGIN_OUTCOME_NO_MECHANISM it stays unset
 *   if nothing was tried
 *
 * Signs in with the best mechanism that both sides know. Another one follows
 * only if the mechanism, not the password, was refused, or if it cannot carry
 * these credentials; and the password goes out %MAX_PROOFS times at most.
 *
 * Returns: how it ended
 */
PtlLoginOutcome
ptl_login_with_sasl (PtlSession            *session,
                     const PtlLoginWay     *way,
                     gsize                  max_initial_bytes,
                     const PtlCredentials  *credentials,
                     GCancellable          *cancellable,
                     GError               **error)
{
  Exchange exchange = { .session = session, .way = way, .cancellable = cancellable };
  g_auto(GStrv) offered = ptl_capabilities_get_mechanisms (session->capabilities);
  g_autoptr(GPtrArray) rejected = g_ptr_array_new ();
  gboolean may_show = session->is_secure || session->may_be_insecure;
  guint n_before = session->n_logins;
  gboolean again = TRUE;

  keep_credentials (session, credentials);

  for (guint i = 0; again && i < MAX_TRIES && session->n_logins - n_before < MAX_PROOFS; i++)
    {
      const char *mechanism;

      g_ptr_array_add (rejected, NULL);
      mechanism = ptl_sasl_choose ((const char * const *) offered,
                                   (const char * const *) rejected->pdata, credentials, may_show);
      g_ptr_array_remove_index (rejected, rejected->len - 1);

      if (mechanism == NULL)
        return PTL_LOGIN_OUTCOME_NO_MECHANISM;

      g_clear_error (error);

      if (try_mechanism (&exchange, mechanism, max_initial_bytes, credentials, &again, error))
        return PTL_LOGIN_OUTCOME_DONE;

      g_ptr_array_add (rejected, (gpointer) mechanism);
      if (again && exchange.is_refused)
        reject_alike (rejected, mechanism, ptl_session_last_reply (session));
    }

  return PTL_LOGIN_OUTCOME_FAILED;
}
