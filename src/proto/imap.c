/* imap.c - IMAP, as far as a probe needs it
 *
 * RFC 9051  IMAP4rev2; RFC 3501: IMAP4rev1
 * RFC 4959  SASL-IR; RFC 7888: LITERAL+ and LITERAL-
 * RFC 5530  response codes; RFC 2221: referrals, which are never followed
 * RFC 8314  TLS for email
 *
 * Some servers (Coremail: 163.com, 126.com) let a client open no mailbox until
 * it has named itself (RFC 2971, ID).  The login itself they allow, and nothing
 * else is asked for here, so ID is never sent.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proto/dialogue.h"

#include <openssl/crypto.h>
#include <string.h>

#include "proto/greeting.h"
#include "proto/imap-answer.h"
#include "proto/login.h"
#include "proto/sasl.h"

/* RFC 7888, 5: with LITERAL- nobody waits for up to so many bytes. */
#define LITERAL_MINUS_BYTES 4096

/* Longer strings go as literals: servers may bound a line at 1,000 (RFC 2683,
 * 3.2.1.5) bytes. */
#define MAX_QUOTED_BYTES 500

static gboolean
greet (PtlSession    *session,
       GCancellable  *cancellable,
       GError       **error)
{
  g_autofree char *line = ptl_greeting_read (session, cancellable, error);
  PtlProtoError code = PTL_PROTO_ERROR_GREETING_REFUSED;

  if (line == NULL)
    return FALSE;

  if (ptl_starts_with_word (line, "* OK"))
    {
      ptl_imap_add_status (session, "OK", g_strchug (line + strlen ("* OK")),
                           &session->capabilities);
      return TRUE;
    }

  if (ptl_starts_with_word (line, "* PREAUTH"))
    {
      ptl_imap_add_status (session, "PREAUTH", g_strchug (line + strlen ("* PREAUTH")), NULL);
      code = PTL_PROTO_ERROR_PREAUTH;
    }
  else if (ptl_starts_with_word (line, "* BYE") || ptl_starts_with_word (line, "* BAD"))
    {
      ptl_imap_add_status (session, g_ascii_toupper (line[3]) == 'Y' ? "BYE" : "BAD",
                           g_strchug (line + strlen ("* BYE")), NULL);
    }
  else if (ptl_starts_with_word (line, "* NO"))
    {
      ptl_imap_add_status (session, "NO", g_strchug (line + strlen ("* NO")), NULL);
    }
  else
    {
      ptl_greeting_set_alien (session, line, error);
      return FALSE;
    }

  g_set_error (error, PTL_PROTO_ERROR, code, "Not a good greeting: “%s”", session->greeting);
  return FALSE;
}

static gboolean
command (PtlSession     *session,
         const char     *name,
         PtlImapAnswer  *answer,
         GCancellable   *cancellable,
         GError        **error)
{
  g_autofree char *tag = ptl_imap_begin_command (session);

  return ptl_wire_send (session->wire, cancellable, error, "%s %s", tag, name) &&
         ptl_imap_read_answer (session, FALSE, answer, cancellable, error);
}

static gboolean
start_tls (PtlSession    *session,
           GCancellable  *cancellable,
           GError       **error)
{
  g_auto(PtlImapAnswer) answer = { 0 };

  session->phase = PTL_PHASE_STARTTLS;

  /* Without asking first: the list could be forged, the answer cannot help an
   * attacker, and it saves a round trip. */
  if (!command (session, "STARTTLS", &answer, cancellable, error))
    return FALSE;

  return ptl_session_tls_answered (session, answer.kind == PTL_IMAP_KIND_OK, error);
}

static gboolean
capabilities (PtlSession    *session,
              GCancellable  *cancellable,
              GError       **error)
{
  g_auto(PtlImapAnswer) answer = { 0 };

  if (session->capabilities != NULL)
    return TRUE;

  session->phase = PTL_PHASE_CAPABILITIES;

  if (!command (session, "CAPABILITY", &answer, cancellable, error))
    return FALSE;

  if (answer.kind != PTL_IMAP_KIND_OK)
    {
      g_set_error (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_COMMAND_REFUSED,
                   "CAPABILITY was refused: %s", ptl_session_last_reply (session)->text);
      return FALSE;
    }

  if (answer.capabilities == NULL)
    {
      g_set_error_literal (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_MALFORMED,
                           "CAPABILITY was answered without a list");
      return FALSE;
    }

  session->capabilities = g_steal_pointer (&answer.capabilities);
  return TRUE;
}

static gboolean
offers_login_command (PtlSession           *session,
                      const PtlCredentials *credentials)
{
  return credentials->token == NULL &&
         !ptl_capabilities_has (session->capabilities, "LOGINDISABLED");
}

static gboolean
can_log_in (PtlSession            *session,
            const PtlCredentials  *credentials,
            GError               **error)
{
  g_auto(GStrv) offered = ptl_capabilities_get_mechanisms (session->capabilities);

  if (ptl_sasl_choose ((const char * const *) offered, NULL, credentials, TRUE) != NULL ||
      offers_login_command (session, credentials))
    return TRUE;

  ptl_login_set_missing (session, error);
  return FALSE;
}

static gboolean
begin_authenticate (PtlSession    *session,
                    const char    *mechanism,
                    PtlSecret     *initial,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autofree char *tag = ptl_imap_begin_command (session);
  g_autofree char *prefix = NULL;

  if (initial == NULL)
    return ptl_wire_send (session->wire, cancellable, error, "%s AUTHENTICATE %s",
                          tag, mechanism);

  prefix = g_strdup_printf ("%s AUTHENTICATE %s ", tag, mechanism);
  return ptl_wire_send_secret (session->wire, prefix, initial, cancellable, error);
}

static void
take_new_capabilities (PtlSession    *session,
                       PtlImapAnswer *answer)
{
  if (answer->capabilities == NULL)
    return;

  ptl_capabilities_free (session->capabilities);
  session->capabilities = g_steal_pointer (&answer->capabilities);
}

static gboolean
read_login_answer (PtlSession      *session,
                   PtlLoginAnswer  *answer,
                   char           **data,
                   GCancellable    *cancellable,
                   GError         **error)
{
  g_auto(PtlImapAnswer) imap = { 0 };

  if (!ptl_imap_read_answer (session, TRUE, &imap, cancellable, error))
    return FALSE;

  if (imap.kind == PTL_IMAP_KIND_CONTINUE)
    {
      *answer = PTL_LOGIN_ANSWER_CHALLENGE;
      *data = g_steal_pointer (&imap.text);
    }
  else if (imap.kind == PTL_IMAP_KIND_OK)
    {
      *answer = PTL_LOGIN_ANSWER_ACCEPTED;
      take_new_capabilities (session, &imap);
    }
  else
    {
      *answer = PTL_LOGIN_ANSWER_REFUSED;
    }

  return TRUE;
}

static const PtlLoginWay authenticate = {
  .challenge_status = "+",
  .begin            = begin_authenticate,
  .answer           = read_login_answer,
};

static gboolean
can_be_quoted (const char *data,
               gsize       length)
{
  for (gsize i = 0; i < length; i++)
    {
      if ((guchar) data[i] >= 0x80 || g_ascii_iscntrl (data[i]))
        return FALSE;
    }

  return length <= MAX_QUOTED_BYTES;
}

static PtlSecret *
quote (const char *data,
       gsize       length)
{
  gsize size = 2 * length + 2;
  char *quoted = OPENSSL_secure_malloc (size);
  gsize n = 0;
  PtlSecret *secret;

  g_assert (quoted != NULL);
  quoted[n++] = '"';

  for (gsize i = 0; i < length; i++)
    {
      if (data[i] == '"' || data[i] == '\\')
        quoted[n++] = '\\';

      quoted[n++] = data[i];
    }

  quoted[n++] = '"';
  secret = ptl_secret_new (quoted, n);
  OPENSSL_secure_clear_free (quoted, size);

  return secret;
}

/* Sends @prefix and announces a literal, if it must be announced; @prefix is
 * then what stands before the literal in its own line. */
static gboolean
announce (PtlSession     *session,
          GString        *prefix,
          gsize           length,
          GCancellable   *cancellable,
          GError        **error)
{
  g_auto(PtlImapAnswer) answer = { 0 };

  if (ptl_capabilities_has (session->capabilities, "LITERAL+") ||
      (ptl_capabilities_has (session->capabilities, "LITERAL-") && length <= LITERAL_MINUS_BYTES))
    {
      g_string_append_printf (prefix, "{%" G_GSIZE_FORMAT "+}\r\n", length);
      return TRUE;
    }

  if (!ptl_wire_send (session->wire, cancellable, error, "%s{%" G_GSIZE_FORMAT "}",
                      prefix->str, length) ||
      !ptl_imap_read_answer (session, TRUE, &answer, cancellable, error))
    return FALSE;

  g_string_truncate (prefix, 0);

  if (answer.kind == PTL_IMAP_KIND_CONTINUE)
    return TRUE;

  ptl_login_set_refused (session, error);
  return FALSE;
}

static gboolean
send_login (PtlSession            *session,
            const PtlCredentials  *credentials,
            GCancellable          *cancellable,
            GError               **error)
{
  g_autofree char *tag = ptl_imap_begin_command (session);
  g_autoptr(GString) prefix = g_string_new (tag);
  g_autoptr(PtlSecret) user = NULL;
  g_autoptr(PtlSecret) secret = NULL;
  const char *password = ptl_secret_peek (credentials->password);
  gsize length = ptl_secret_get_length (credentials->password);

  g_string_append (prefix, " LOGIN ");

  if (can_be_quoted (credentials->user, strlen (credentials->user)))
    {
      user = quote (credentials->user, strlen (credentials->user));
      g_string_append (prefix, ptl_secret_peek (user));
    }
  else
    {
      if (!announce (session, prefix, strlen (credentials->user), cancellable, error))
        return FALSE;

      g_string_append (prefix, credentials->user);
    }

  g_string_append_c (prefix, ' ');

  if (can_be_quoted (password, length))
    secret = quote (password, length);
  else if (announce (session, prefix, length, cancellable, error))
    secret = ptl_secret_ref (credentials->password);
  else
    return FALSE;

  session->n_logins++;
  return ptl_wire_send_secret (session->wire, prefix->str, secret, cancellable, error);
}

static gboolean
log_in_by_command (PtlSession            *session,
                   const PtlCredentials  *credentials,
                   GCancellable          *cancellable,
                   GError               **error)
{
  g_auto(PtlImapAnswer) answer = { 0 };

  if (!ptl_login_check_line (credentials, error))
    return FALSE;

  g_free (session->mechanism);
  session->mechanism = g_strdup ("LOGIN");

  if (!send_login (session, credentials, cancellable, error) ||
      !ptl_imap_read_answer (session, FALSE, &answer, cancellable, error))
    return FALSE;

  if (answer.kind != PTL_IMAP_KIND_OK)
    {
      ptl_login_set_refused (session, error);
      return FALSE;
    }

  take_new_capabilities (session, &answer);
  return TRUE;
}

static gboolean
log_in (PtlSession            *session,
        const PtlCredentials  *credentials,
        GCancellable          *cancellable,
        GError               **error)
{
  gsize max_initial = ptl_capabilities_has (session->capabilities, "SASL-IR") ? G_MAXSIZE : 0;
  gboolean may_show = session->is_secure || session->may_be_insecure;
  GError *local_error = NULL;
  PtlLoginOutcome outcome;

  session->phase = PTL_PHASE_AUTH;

  if (!ptl_login_may_begin (session, error))
    return FALSE;

  outcome = ptl_login_with_sasl (session, &authenticate, max_initial, credentials,
                                 cancellable, &local_error);

  if (outcome == PTL_LOGIN_OUTCOME_NO_MECHANISM && may_show &&
      offers_login_command (session, credentials))
    {
      g_clear_error (&local_error);
      return log_in_by_command (session, credentials, cancellable, error);
    }

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
  g_autofree char *tag = ptl_imap_begin_command (session);

  session->phase = PTL_PHASE_LEAVE;
  ptl_wire_send (session->wire, cancellable, NULL, "%s LOGOUT", tag);
}

const PtlDialogue ptl_imap = {
  .protocol     = PTL_PROTOCOL_IMAP,
  .alpn         = "imap",
  .greet        = greet,
  .start_tls    = start_tls,
  .capabilities = capabilities,
  .can_log_in   = can_log_in,
  .log_in       = log_in,
  .leave        = leave,
};
