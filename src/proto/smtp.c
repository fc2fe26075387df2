/* smtp.c - SMTP submission, as far as a probe needs it
 *
 * RFC 5321  SMTP; RFC 6409: submission
 * RFC 3207  STARTTLS
 * RFC 4954  AUTH
 * RFC 2920  PIPELINING; RFC 6531: SMTPUTF8
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proto/dialogue.h"

#include <string.h>

#include "proto/greeting.h"
#include "proto/login.h"
#include "proto/sasl.h"
#include "proto/smtp-answer.h"

/* The machine's own name is nobody's business, and rarely one that resolves. */
#define DEFAULT_CLIENT_NAME "[127.0.0.1]"

/* RFC 4954, 4.: an AUTH command may be that long. */
#define MAX_INITIAL_BYTES (12288 - 64)

enum
{
  CODE_READY         = 220,
  CODE_SIGNED_IN     = 235,
  CODE_OK            = 250,
  CODE_WILL_FORWARD  = 251,
  CODE_CANNOT_VERIFY = 252,
  CODE_CHALLENGE     = 334,
  CODE_GOING_AWAY    = 421,
};

/* Sets the error for an answer that is not the one hoped for. */
static gboolean
fail (PtlSmtpAnswer  *answer,
      PtlProtoError   refused,
      GError        **error)
{
  g_autofree char *text = ptl_reply_clean (answer->lines->len > 0
                                             ? g_ptr_array_index (answer->lines, 0)
                                             : "", -1);
  PtlProtoError code = PTL_PROTO_ERROR_UNEXPECTED;

  if (answer->code == CODE_GOING_AWAY && refused != PTL_PROTO_ERROR_GREETING_REFUSED)
    code = PTL_PROTO_ERROR_ENDED;
  else if (answer->code >= 400)
    code = refused;

  g_set_error (error, PTL_PROTO_ERROR, code, "The server said %s %s", answer->status, text);
  return FALSE;
}

static gboolean
read_reply (PtlSession     *session,
            PtlSmtpAnswer  *answer,
            GCancellable   *cancellable,
            GError        **error)
{
  ptl_wire_begin_answer (session->wire);

  if (!ptl_smtp_read_answer (session, NULL, answer, cancellable, error))
    return FALSE;

  ptl_smtp_add_reply (session, answer);
  return TRUE;
}

static gboolean
greet (PtlSession    *session,
       GCancellable  *cancellable,
       GError       **error)
{
  g_auto(PtlSmtpAnswer) answer = { 0 };
  g_autofree char *line = ptl_greeting_read (session, cancellable, error);

  if (line == NULL)
    return FALSE;

  if (!ptl_smtp_is_line (line) || g_str_has_prefix (line, "200") || g_str_has_prefix (line, "201"))
    {
      ptl_greeting_set_alien (session, line, error);
      return FALSE;
    }

  if (!ptl_smtp_read_answer (session, g_steal_pointer (&line), &answer, cancellable, error))
    return FALSE;

  ptl_smtp_add_reply (session, &answer);

  if (answer.code == CODE_READY)
    return TRUE;

  /* "221 ESMTP server not ready" is seen, too. */
  if (answer.code / 100 == 2)
    {
      g_set_error (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_GREETING_REFUSED,
                   "Not a good greeting: “%s”", session->greeting);
      return FALSE;
    }

  return fail (&answer, PTL_PROTO_ERROR_GREETING_REFUSED, error);
}

static gboolean
capabilities (PtlSession    *session,
              GCancellable  *cancellable,
              GError       **error)
{
  g_auto(PtlSmtpAnswer) answer = { 0 };
  const char *name = session->client_name != NULL ? session->client_name : DEFAULT_CLIENT_NAME;

  if (session->capabilities != NULL)
    return TRUE;

  session->phase = PTL_PHASE_CAPABILITIES;

  if (!ptl_wire_send (session->wire, cancellable, error, "EHLO %s", name) ||
      !read_reply (session, &answer, cancellable, error))
    return FALSE;

  /* HELO would be understood, but leads neither to TLS nor to a login. */
  if (answer.code != CODE_OK)
    return fail (&answer, PTL_PROTO_ERROR_COMMAND_REFUSED, error);

  session->capabilities = ptl_capabilities_new (PTL_PROTOCOL_SMTP);

  /* The first line is the server's name. */
  for (guint i = 1; i < answer.lines->len; i++)
    ptl_capabilities_add (session->capabilities, g_ptr_array_index (answer.lines, i));

  return TRUE;
}

static gboolean
start_tls (PtlSession    *session,
           GCancellable  *cancellable,
           GError       **error)
{
  g_auto(PtlSmtpAnswer) answer = { 0 };

  if (!capabilities (session, cancellable, error))
    return FALSE;

  session->phase = PTL_PHASE_STARTTLS;

  /* Even if it is not in the list: somebody may have cut it out. */
  if (!ptl_wire_send (session->wire, cancellable, error, "STARTTLS") ||
      !read_reply (session, &answer, cancellable, error))
    return FALSE;

  if (answer.code != CODE_READY)
    return fail (&answer, PTL_PROTO_ERROR_STARTTLS_UNAVAILABLE, error);

  return ptl_session_tls_answered (session, TRUE, error);
}

static gboolean
can_log_in (PtlSession            *session,
            const PtlCredentials  *credentials,
            GError               **error)
{
  g_auto(GStrv) offered = ptl_capabilities_get_mechanisms (session->capabilities);

  if (ptl_sasl_choose ((const char * const *) offered, NULL, credentials, TRUE) != NULL)
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
  g_auto(PtlSmtpAnswer) smtp = { 0 };

  ptl_wire_begin_answer (session->wire);

  if (!ptl_smtp_read_answer (session, NULL, &smtp, cancellable, error))
    return FALSE;

  if (smtp.code == CODE_CHALLENGE)
    {
      *answer = PTL_LOGIN_ANSWER_CHALLENGE;
      *data = g_strdup (g_ptr_array_index (smtp.lines, 0));
      return TRUE;
    }

  ptl_smtp_add_reply (session, &smtp);

  if (smtp.code == CODE_SIGNED_IN)
    {
      *answer = PTL_LOGIN_ANSWER_ACCEPTED;
      *data = g_strdup (g_ptr_array_index (smtp.lines, 0));
      return TRUE;
    }

  *answer = PTL_LOGIN_ANSWER_REFUSED;
  return smtp.code >= 400 && smtp.code != CODE_GOING_AWAY
    ? TRUE
    : fail (&smtp, PTL_PROTO_ERROR_ENDED, error);
}

static const PtlLoginWay auth = {
  .challenge_status = "334",
  .begin            = begin_auth,
  .answer           = read_auth_answer,
};

static gboolean
log_in (PtlSession            *session,
        const PtlCredentials  *credentials,
        GCancellable          *cancellable,
        GError               **error)
{
  GError *local_error = NULL;
  PtlLoginOutcome outcome;

  session->phase = PTL_PHASE_AUTH;

  if (!ptl_login_may_begin (session, error))
    return FALSE;

  outcome = ptl_login_with_sasl (session, &auth, MAX_INITIAL_BYTES, credentials,
                                 cancellable, &local_error);

  if (outcome == PTL_LOGIN_OUTCOME_NO_MECHANISM && local_error == NULL)
    ptl_login_set_unsuitable (session, &local_error);

  if (local_error != NULL)
    g_propagate_error (error, local_error);

  return outcome == PTL_LOGIN_OUTCOME_DONE;
}

/* @address as it goes on the wire, or %NULL if it cannot. */
static char *
path_of (PtlSession  *session,
         const char  *address,
         gboolean    *needs_utf8,
         GError     **error)
{
  const char *at = strrchr (address, '@');
  g_autofree char *local_part = at != NULL ? g_strndup (address, at - address) : NULL;
  g_autofree char *domain = at != NULL ? g_hostname_to_ascii (at + 1) : NULL;
  PtlProtoError code = PTL_PROTO_ERROR_CREDENTIALS;

  *needs_utf8 = local_part != NULL && !g_str_is_ascii (local_part);

  for (const char *p = address; *p != '\0'; p++)
    {
      if (g_ascii_iscntrl (*p) || strchr ("<> ", *p) != NULL)
        at = NULL;
    }

  if (*needs_utf8 && !ptl_capabilities_has (session->capabilities, "SMTPUTF8"))
    code = PTL_PROTO_ERROR_SENDER_REFUSED;
  else if (at != NULL && *local_part != '\0' && domain != NULL && *domain != '\0')
    return g_strconcat (local_part, "@", domain, NULL);

  g_set_error_literal (error, PTL_PROTO_ERROR, code, "This server cannot be told that address");
  return NULL;
}

/* One answer of the three; what comes after a refusal says nothing new. */
static gboolean
read_step (PtlSession    *session,
           gboolean       is_kept,
           GCancellable  *cancellable,
           GError       **error)
{
  g_auto(PtlSmtpAnswer) answer = { 0 };

  ptl_wire_begin_answer (session->wire);

  if (!ptl_smtp_read_answer (session, NULL, &answer, cancellable, error))
    return FALSE;

  if (!is_kept)
    return TRUE;

  ptl_smtp_add_reply (session, &answer);

  if (answer.code == CODE_OK || answer.code == CODE_WILL_FORWARD ||
      answer.code == CODE_CANNOT_VERIFY)
    return TRUE;

  return fail (&answer, PTL_PROTO_ERROR_SENDER_REFUSED, error);
}

/* The commands one by one, or all of them before the first answer. */
static gboolean
run_steps (PtlSession          *session,
           const char * const  *lines,
           guint                n_lines,
           gboolean             is_pipelined,
           GCancellable        *cancellable,
           GError             **error)
{
  static const PtlPhase phases[] = { PTL_PHASE_MAIL, PTL_PHASE_RCPT, PTL_PHASE_RCPT };
  gboolean done = TRUE;

  for (guint i = 0; is_pipelined && i < n_lines; i++)
    {
      if (!ptl_wire_send (session->wire, cancellable, error, "%s", lines[i]))
        return FALSE;
    }

  for (guint i = 0; done && i < n_lines; i++)
    {
      if (!is_pipelined && !ptl_wire_send (session->wire, cancellable, error, "%s", lines[i]))
        return FALSE;

      session->phase = phases[i];
      done = read_step (session, i < n_lines - 1, cancellable, error);

      /* The answers to what was sent ahead are on their way. */
      for (guint j = i + 1; !done && is_pipelined && j < n_lines; j++)
        {
          if (!read_step (session, FALSE, cancellable, NULL))
            break;
        }
    }

  return done;
}

static gboolean
try_sender (PtlSession    *session,
            const char    *address,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autofree char *path = NULL;
  g_autofree char *mail = NULL;
  g_autofree char *rcpt = NULL;
  gboolean needs_utf8;

  session->phase = PTL_PHASE_MAIL;

  if (!ptl_login_may_begin (session, error) || !capabilities (session, cancellable, error))
    return FALSE;

  session->phase = PTL_PHASE_MAIL;
  path = path_of (session, address, &needs_utf8, error);

  if (path == NULL)
    return FALSE;

  mail = g_strdup_printf ("MAIL FROM:<%s>%s", path, needs_utf8 ? " SMTPUTF8" : "");
  rcpt = g_strdup_printf ("RCPT TO:<%s>", path);

  return run_steps (session, (const char *[]) { mail, rcpt, "RSET" }, 3,
                    ptl_capabilities_has (session->capabilities, "PIPELINING"),
                    cancellable, error);
}

static void
leave (PtlSession   *session,
       GCancellable *cancellable)
{
  session->phase = PTL_PHASE_LEAVE;
  ptl_wire_send (session->wire, cancellable, NULL, "QUIT");
}

const PtlDialogue ptl_smtp = {
  .protocol     = PTL_PROTOCOL_SMTP,
  .greet        = greet,
  .start_tls    = start_tls,
  .capabilities = capabilities,
  .can_log_in   = can_log_in,
  .log_in       = log_in,
  .try_sender   = try_sender,
  .leave        = leave,
};
