/* pop3.c - POP3, as far as a probe needs it
 *
 * RFC 1939  POP3; RFC 2449: CAPA and response codes; RFC 3206: more of them
 * RFC 2595  STLS
 * RFC 5034  AUTH
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proto/dialogue.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <string.h>

#include "proto/greeting.h"
#include "proto/login.h"
#include "proto/pop3-answer.h"
#include "proto/sasl.h"

/* RFC 2449, 4: 255 bytes with CRLF.  "AUTH ", a name and a blank are within 32,
 * so a longer response waits for its challenge. */
#define MAX_INITIAL_BYTES (255 - 2 - 32)

#define MD5_BYTES 16

/* "<…@…>" with nothing odd in it (RFC 1939, 7; RFC 822's msg-id). */
static char *
find_stamp (const char *line)
{
  const char *start = strrchr (line, '<');
  const char *end = start != NULL ? strchr (start, '>') : NULL;

  if (end == NULL)
    return NULL;

  for (const char *p = start; p < end; p++)
    {
      if (!g_ascii_isgraph (*p))
        return NULL;
    }

  return memchr (start, '@', end - start) != NULL ? g_strndup (start, end + 1 - start) : NULL;
}

static gboolean
greet (PtlSession    *session,
       GCancellable  *cancellable,
       GError       **error)
{
  g_autofree char *line = ptl_greeting_read (session, cancellable, error);

  if (line == NULL)
    return FALSE;

  if (ptl_starts_with_word (line, "+OK"))
    {
      ptl_pop3_add_status (session, "+OK", line);
      session->apop_stamp = find_stamp (line);
      return TRUE;
    }

  if (ptl_starts_with_word (line, "-ERR"))
    {
      ptl_pop3_add_status (session, "-ERR", line);
      g_set_error (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_GREETING_REFUSED,
                   "Not a good greeting: “%s”", session->greeting);
      return FALSE;
    }

  ptl_greeting_set_alien (session, line, error);
  return FALSE;
}

/* The lines up to the dot; a dot before a line is doubled (RFC 1939, 3). */
static gboolean
read_list (PtlSession       *session,
           PtlCapabilities  *list,
           GCancellable     *cancellable,
           GError          **error)
{
  for (;;)
    {
      g_autofree char *line = ptl_wire_read_line (session->wire, cancellable, error);

      if (line == NULL)
        return FALSE;

      if (g_str_equal (line, "."))
        return TRUE;

      ptl_capabilities_add (list, *line == '.' ? line + 1 : line);
    }
}

static gboolean
capabilities (PtlSession    *session,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr(PtlCapabilities) list = NULL;
  gboolean is_ok;

  if (session->capabilities != NULL)
    return TRUE;

  session->phase = PTL_PHASE_CAPABILITIES;

  if (!ptl_pop3_command (session, "CAPA", &is_ok, cancellable, error))
    return FALSE;

  list = ptl_capabilities_new (PTL_PROTOCOL_POP3);

  if (is_ok && !read_list (session, list, cancellable, error))
    return FALSE;

  /* A server from before RFC 2449 can say nothing; it has USER and PASS. */
  session->has_no_list = !is_ok;
  session->capabilities = g_steal_pointer (&list);

  return TRUE;
}

static gboolean
start_tls (PtlSession    *session,
           GCancellable  *cancellable,
           GError       **error)
{
  gboolean is_ok;

  /* RFC 2595, 4: the list says whether there is STLS. Asked before it, too, so
   * that a server which floods or lies in its list is known at once. */
  if (!capabilities (session, cancellable, error))
    return FALSE;

  session->phase = PTL_PHASE_STARTTLS;

  if (!ptl_pop3_command (session, "STLS", &is_ok, cancellable, error))
    return FALSE;

  return ptl_session_tls_answered (session, is_ok, error);
}

static gboolean
offers_user (PtlSession           *session,
             const PtlCredentials *credentials)
{
  return credentials->token == NULL &&
         (session->has_no_list || ptl_capabilities_has (session->capabilities, "USER"));
}

/* Its digest can be guessed at leisure (CVE-2007-1558), so never in the clear. */
static gboolean
offers_apop (PtlSession           *session,
             const PtlCredentials *credentials)
{
  return credentials->token == NULL && session->is_secure && session->apop_stamp != NULL;
}

static gboolean
can_log_in (PtlSession            *session,
            const PtlCredentials  *credentials,
            GError               **error)
{
  g_auto(GStrv) offered = ptl_capabilities_get_mechanisms (session->capabilities);

  if (ptl_sasl_choose ((const char * const *) offered, NULL, credentials, TRUE) != NULL ||
      offers_user (session, credentials) || offers_apop (session, credentials))
    return TRUE;

  ptl_login_set_missing (session, error);
  return FALSE;
}

static gboolean
begin_auth (PtlSession    *session,
            const char    *mechanism,
            PtlSecret     *initial,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autofree char *prefix = g_strdup_printf ("AUTH %s ", mechanism);

  ptl_wire_begin_answer (session->wire);

  if (initial == NULL)
    return ptl_wire_send (session->wire, cancellable, error, "AUTH %s", mechanism);

  return ptl_wire_send_secret (session->wire, prefix, initial, cancellable, error);
}

static gboolean
read_auth_answer (PtlSession      *session,
                  PtlLoginAnswer  *answer,
                  char           **data,
                  GCancellable    *cancellable,
                  GError         **error)
{
  static const PtlLoginAnswer answers[] = {
    [PTL_POP3_KIND_OK]       = PTL_LOGIN_ANSWER_ACCEPTED,
    [PTL_POP3_KIND_ERR]      = PTL_LOGIN_ANSWER_REFUSED,
    [PTL_POP3_KIND_CONTINUE] = PTL_LOGIN_ANSWER_CHALLENGE,
  };
  PtlPop3Kind kind;

  if (!ptl_pop3_read_status (session, &kind, data, cancellable, error))
    return FALSE;

  *answer = answers[kind];
  return TRUE;
}

static const PtlLoginWay auth = {
  .challenge_status = "+",
  .begin            = begin_auth,
  .answer           = read_auth_answer,
};

static void
set_mechanism (PtlSession *session,
               const char *name)
{
  g_free (session->mechanism);
  session->mechanism = g_strdup (name);
}

/* Some servers take any password and refuse the mailbox afterwards. */
static gboolean
check_mailbox (PtlSession    *session,
               GCancellable  *cancellable,
               GError       **error)
{
  gboolean is_ok;

  if (!ptl_pop3_command (session, "STAT", &is_ok, cancellable, error))
    return FALSE;

  if (!is_ok)
    ptl_login_set_refused (session, error);

  return is_ok;
}

/* The last command of a login, with the secret at its end. */
static gboolean
send_last (PtlSession    *session,
           const char    *prefix,
           PtlSecret     *secret,
           GCancellable  *cancellable,
           GError       **error)
{
  gboolean is_ok;

  ptl_wire_begin_answer (session->wire);
  session->n_logins++;

  if (!ptl_wire_send_secret (session->wire, prefix, secret, cancellable, error) ||
      !ptl_pop3_read_answer (session, &is_ok, cancellable, error))
    return FALSE;

  if (!is_ok)
    {
      ptl_login_set_refused (session, error);
      return FALSE;
    }

  return check_mailbox (session, cancellable, error);
}

static PtlSecret *
digest_stamp (const char *stamp,
              PtlSecret  *password)
{
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  guchar digest[EVP_MAX_MD_SIZE];
  GString *hex = g_string_new (NULL);
  g_autofree char *text = NULL;

  if (EVP_DigestInit_ex (context, EVP_md5 (), NULL) == 1)
    {
      EVP_DigestUpdate (context, stamp, strlen (stamp));
      EVP_DigestUpdate (context, ptl_secret_peek (password), ptl_secret_get_length (password));
      EVP_DigestFinal_ex (context, digest, NULL);

      for (guint i = 0; i < MD5_BYTES; i++)
        g_string_append_printf (hex, "%02x", digest[i]);
    }

  EVP_MD_CTX_free (context);
  text = g_string_free (hex, FALSE);

  return ptl_secret_new_wiping (text, strlen (text));
}

static gboolean
log_in_by_apop (PtlSession            *session,
                const PtlCredentials  *credentials,
                GCancellable          *cancellable,
                GError               **error)
{
  g_autofree char *prefix = g_strdup_printf ("APOP %s ", credentials->user);
  g_autoptr(PtlSecret) digest = digest_stamp (session->apop_stamp, credentials->password);

  set_mechanism (session, "APOP");

  if (ptl_secret_get_length (digest) == 0)
    {
      g_set_error_literal (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_MECHANISM,
                           "MD5 is switched off on this computer");
      return FALSE;
    }

  ptl_transcript_add_secret (ptl_wire_get_transcript (session->wire), digest);
  return send_last (session, prefix, digest, cancellable, error);
}

static gboolean
log_in_by_user (PtlSession            *session,
                const PtlCredentials  *credentials,
                GCancellable          *cancellable,
                GError               **error)
{
  g_autofree char *line = g_strconcat ("USER ", credentials->user, NULL);
  gboolean is_ok;

  set_mechanism (session, "USER");

  if (!ptl_pop3_command (session, line, &is_ok, cancellable, error))
    return FALSE;

  if (is_ok)
    return send_last (session, "PASS ", credentials->password, cancellable, error);

  /* The password was not seen yet: only this way of signing in was refused. */
  if (offers_apop (session, credentials))
    return log_in_by_apop (session, credentials, cancellable, error);

  ptl_login_set_refused (session, error);
  return FALSE;
}

static gboolean
log_in_by_line (PtlSession            *session,
                const PtlCredentials  *credentials,
                GCancellable          *cancellable,
                GError               **error)
{
  if (!ptl_login_check_line (credentials, error))
    return FALSE;

  if (offers_user (session, credentials))
    return log_in_by_user (session, credentials, cancellable, error);

  return log_in_by_apop (session, credentials, cancellable, error);
}

/* After @refusal of a mechanism that is offered.  Dovecot offers USER whatever it
 * takes: that USER is not supported then is not why nobody gets in. */
static gboolean
log_in_after (PtlSession            *session,
              GError                *refusal,
              const PtlCredentials  *credentials,
              GCancellable          *cancellable,
              GError               **error)
{
  guint n_replies = session->replies->len;
  g_autofree char *mechanism = g_strdup (session->mechanism);
  g_autoptr(GError) old_error = refusal;
  g_autoptr(GError) new_error = NULL;

  if (log_in_by_line (session, credentials, cancellable, &new_error))
    return TRUE;

  if (g_error_matches (old_error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_AUTH_REFUSED) &&
      g_error_matches (new_error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_AUTH_REFUSED) &&
      ptl_login_is_about_mechanism (ptl_session_last_reply (session)))
    {
      /* What was said last is what counts; the transcript keeps the rest. */
      set_mechanism (session, mechanism);
      g_ptr_array_set_size (session->replies, n_replies);
      g_propagate_error (error, g_steal_pointer (&old_error));
      return FALSE;
    }

  g_propagate_error (error, g_steal_pointer (&new_error));
  return FALSE;
}

static gboolean
log_in (PtlSession            *session,
        const PtlCredentials  *credentials,
        GCancellable          *cancellable,
        GError               **error)
{
  gboolean may_show = session->is_secure || session->may_be_insecure;
  GError *local_error = NULL;
  PtlLoginOutcome outcome;

  session->phase = PTL_PHASE_AUTH;

  if (!ptl_login_may_begin (session, error))
    return FALSE;

  outcome = ptl_login_with_sasl (session, &auth, MAX_INITIAL_BYTES, credentials,
                                 cancellable, &local_error);

  if (outcome == PTL_LOGIN_OUTCOME_NO_MECHANISM && may_show &&
      (offers_user (session, credentials) || offers_apop (session, credentials)))
    return log_in_after (session, local_error, credentials, cancellable, error);

  if (outcome == PTL_LOGIN_OUTCOME_NO_MECHANISM && local_error == NULL)
    ptl_login_set_unsuitable (session, &local_error);

  if (local_error != NULL)
    g_propagate_error (error, local_error);

  return outcome == PTL_LOGIN_OUTCOME_DONE;
}

static void
leave (PtlSession   *session,
       GCancellable *cancellable)
{
  session->phase = PTL_PHASE_LEAVE;
  ptl_wire_send (session->wire, cancellable, NULL, "QUIT");
}

const PtlDialogue ptl_pop3 = {
  .protocol     = PTL_PROTOCOL_POP3,
  .alpn         = "pop3",
  .greet        = greet,
  .start_tls    = start_tls,
  .capabilities = capabilities,
  .can_log_in   = can_log_in,
  .log_in       = log_in,
  .leave        = leave,
};
