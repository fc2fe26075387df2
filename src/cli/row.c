/* row.c - one attempt as a row of text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/list.h"
#include "cli/text.h"

#define PROTOCOL_COLUMNS   5
#define TIME_COLUMNS       8
#define STATUS_COLUMNS_MIN 14

/* Everything but server, security and status: mark, blanks, fixed columns. */
#define FIXED_COLUMNS (4 + PROTOCOL_COLUMNS + 1 + 1 + TIME_COLUMNS)

static const char * const stages[] = {
  [PTL_STAGE_NAME] = N_("looking up the name"),
  [PTL_STAGE_TCP] = N_("connecting"),
  [PTL_STAGE_TLS] = N_("securing the connection"),
  [PTL_STAGE_GREETING] = N_("waiting for the greeting"),
  [PTL_STAGE_STARTTLS] = N_("asking for encryption"),
  [PTL_STAGE_CAPABILITIES] = N_("asking what it can do"),
  [PTL_STAGE_LOGIN] = N_("signing in"),
  [PTL_STAGE_SENDER] = N_("asking whether you may send"),
  [PTL_STAGE_DONE] = N_("done"),
};

static const struct
{
  PtlStyle    style;
  PtlMark     mark;
  const char *status;
} states[] = {
  [PTL_ATTEMPT_WAITING] = { PTL_STYLE_FAINT, PTL_MARK_SKIPPED, N_("waiting") },
  [PTL_ATTEMPT_RUNNING] = { PTL_STYLE_ACCENT, PTL_MARK_SKIPPED, NULL },
  [PTL_ATTEMPT_USABLE] = { PTL_STYLE_GOOD, PTL_MARK_GOOD, N_("answers") },
  [PTL_ATTEMPT_LOGGED_IN] = { PTL_STYLE_GOOD, PTL_MARK_GOOD, N_("signed in") },
  [PTL_ATTEMPT_FAILED] = { PTL_STYLE_BAD, PTL_MARK_BAD, N_("did not work") },
  [PTL_ATTEMPT_DROPPED] = { PTL_STYLE_FAINT, PTL_MARK_SKIPPED, N_("not needed") },
};

const char *
ptl_security_describe (PtlSecurity security)
{
  switch (security)
    {
    case PTL_SECURITY_TLS:
      return "SSL/TLS";

    case PTL_SECURITY_STARTTLS:
      return "STARTTLS";

    case PTL_SECURITY_NONE:
    default:
      return _("unencrypted");
    }
}

/**
 * ptl_security_columns:
 *
 * Returns: how wide a column of ptl_security_describe () is, with a blank
 */
guint
ptl_security_columns (void)
{
  const char *texts[] = {
    ptl_security_describe (PTL_SECURITY_TLS), ptl_security_describe (PTL_SECURITY_STARTTLS),
    ptl_security_describe (PTL_SECURITY_NONE), NULL
  };

  return ptl_text_widest (texts) + 1;
}

/**
 * ptl_server_describe:
 * @candidate: a server
 *
 * Returns: (transfer full): "mail.example.org:993"
 */
char *
ptl_server_describe (const PtlCandidate *candidate)
{
  if (strchr (candidate->host, ':') != NULL)
    return g_strdup_printf ("[%s]:%u", candidate->host, candidate->port);

  return g_strdup_printf ("%s:%u", candidate->host, candidate->port);
}

/**
 * ptl_candidate_describe:
 * @candidate: a server
 * @user: (nullable): a user name to tell as well
 *
 * Returns: (transfer full): "mail.example.org:993, IMAP, SSL/TLS, ann"
 */
char *
ptl_candidate_describe (const PtlCandidate *candidate,
                        const char         *user)
{
  g_autofree char *server = ptl_server_describe (candidate);
  const char *parts[] = {
    server, ptl_protocol_get_label (candidate->protocol),
    ptl_security_describe (candidate->security), user, NULL
  };

  return ptl_list_with_commas (parts);
}

char *
ptl_time_describe (guint time_ms)
{
  if (time_ms < 1000)
    return g_strdup_printf (_("%u ms"), time_ms);

  return g_strdup_printf (_("%.1f s"), time_ms / 1000.0);
}

/**
 * ptl_row_is_absent:
 * @attempt: an attempt
 *
 * A name that was only guessed and does not exist is no failure, and the same
 * for all its ports: one row is enough for it.
 *
 * Returns: whether @attempt is about such a name
 */
gboolean
ptl_row_is_absent (PtlAttempt *attempt)
{
  return ptl_attempt_is_absent (attempt);
}

static const char *
status_of (PtlAttempt *attempt)
{
  PtlAttemptState state = ptl_attempt_get_state (attempt);
  const PtlVerdict *verdict = ptl_attempt_get_verdict (attempt);

  if (state == PTL_ATTEMPT_RUNNING)
    return _(stages[ptl_attempt_get_stage (attempt)]);

  if (state == PTL_ATTEMPT_FAILED && verdict != NULL)
    return verdict->title;

  return _(states[state].status);
}

static const char *
mark_of (PtlAttempt      *attempt,
         const PtlOutput *output,
         guint            spinner)
{
  PtlAttemptState state = ptl_attempt_get_state (attempt);

  if (state == PTL_ATTEMPT_RUNNING)
    return ptl_output_get_spinner (output, spinner);

  if (ptl_row_is_absent (attempt))
    return ptl_output_get_mark (output, PTL_MARK_SKIPPED);

  return ptl_output_get_mark (output, states[state].mark);
}

/**
 * ptl_row_measure:
 * @attempt: an attempt
 * @fit: what is known of the picture so far
 *
 * Makes room for @attempt.
 */
void
ptl_row_measure (PtlAttempt *attempt,
                 PtlRowFit  *fit)
{
  g_autofree char *server = ptl_server_describe (ptl_attempt_get_candidate (attempt));

  fit->server_columns = MAX (fit->server_columns, ptl_text_width (server));
}

/* What tells one server from the other. */
static void
append_server (PtlAttempt      *attempt,
               const PtlOutput *output,
               GString         *page,
               guint            server_columns)
{
  const PtlCandidate *candidate = ptl_attempt_get_candidate (attempt);
  gboolean is_absent = ptl_row_is_absent (attempt);
  g_autofree char *server = is_absent ? g_strdup (candidate->host)
                                      : ptl_server_describe (candidate);

  ptl_output_append_cell (output, page, PTL_STYLE_PLAIN,
                          is_absent ? "" : ptl_protocol_get_label (candidate->protocol),
                          PROTOCOL_COLUMNS);
  ptl_output_append_cell (output, page, is_absent ? PTL_STYLE_FAINT : PTL_STYLE_BOLD,
                          server, server_columns);
  g_string_append_c (page, ' ');
  ptl_output_append_cell (output, page, PTL_STYLE_FAINT,
                          is_absent ? "" : ptl_security_describe (candidate->security),
                          ptl_security_columns ());
}

/**
 * ptl_row_append:
 * @attempt: an attempt
 * @fit: what has been measured
 * @output: the terminal
 * @page: where to put the row, without a line break
 *
 * Draws a row that is narrower than the terminal, whatever is in it.
 */
void
ptl_row_append (PtlAttempt      *attempt,
                const PtlRowFit *fit,
                const PtlOutput *output,
                GString         *page)
{
  PtlStyle style = ptl_row_is_absent (attempt) ? PTL_STYLE_FAINT
                   : states[ptl_attempt_get_state (attempt)].style;
  g_autofree char *time = ptl_time_describe (ptl_attempt_get_elapsed_ms (attempt));
  guint fixed = FIXED_COLUMNS + ptl_security_columns ();
  guint room = fit->columns > fixed ? fit->columns - fixed : 0;
  guint server_columns = room > STATUS_COLUMNS_MIN ? room - STATUS_COLUMNS_MIN : room / 2;

  server_columns = MIN (server_columns, fit->server_columns);

  g_string_append (page, "  ");
  ptl_output_append (output, page, style, mark_of (attempt, output, fit->spinner));
  g_string_append_c (page, ' ');
  append_server (attempt, output, page, server_columns);
  ptl_output_append_cell (output, page, style, status_of (attempt),
                          room - server_columns - (room > server_columns ? 1 : 0));

  if (ptl_attempt_get_state (attempt) != PTL_ATTEMPT_WAITING)
    g_string_append_printf (page, "%*s", TIME_COLUMNS, time);
}

/**
 * ptl_row_append_plain:
 * @attempt: an attempt that has ended
 * @output: a file or pipe
 * @page: where to put the line, without its line break
 *
 * Tells the same in a line that is as long as it needs to be.
 */
void
ptl_row_append_plain (PtlAttempt      *attempt,
                      const PtlOutput *output,
                      GString         *page)
{
  const PtlCandidate *candidate = ptl_attempt_get_candidate (attempt);
  g_autofree char *server = ptl_server_describe (candidate);
  g_autofree char *time = ptl_time_describe (ptl_attempt_get_elapsed_ms (attempt));

  if (ptl_row_is_absent (attempt))
    {
      ptl_output_append_f (output, page, PTL_STYLE_PLAIN, "%s %s: %s",
                           mark_of (attempt, output, 0), candidate->host, status_of (attempt));
      return;
    }

  ptl_output_append_f (output, page, PTL_STYLE_PLAIN, "%s %s %s %s: %s (%s)",
                       mark_of (attempt, output, 0),
                       ptl_protocol_get_label (candidate->protocol), server,
                       ptl_security_describe (candidate->security), status_of (attempt), time);
}
