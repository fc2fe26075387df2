/* report.c - what was found out, for people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/report.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/list.h"
#include "cli/facts.h"
#include "cli/row.h"
#include "cli/text.h"

/* Names beyond these would fill the screen; `--json` has them all. */
#define CERTIFICATE_NAMES_SHOWN 4

/* "2027-01-31T…": the day is enough. */
#define ISO_DATE_LENGTH 10

static void
append_remedies (const PtlOutput *output,
                 GString         *page,
                 GPtrArray       *remedies)
{
  for (guint i = 0; remedies != NULL && i < remedies->len; i++)
    {
      const PtlRemedy *remedy = g_ptr_array_index (remedies, i);

      g_string_append (page, "  ");
      ptl_output_append_f (output, page, PTL_STYLE_ACCENT, "%s ",
                           ptl_output_get_mark (output, PTL_MARK_ARROW));
      ptl_output_append_f (output, page, PTL_STYLE_PLAIN, _("Try: %s"), remedy->label);

      if (remedy->url != NULL)
        ptl_output_append_f (output, page, PTL_STYLE_FAINT, " (%s)", remedy->url);

      g_string_append_c (page, '\n');
    }
}

/**
 * ptl_report_verdict:
 * @output: where the page will be shown
 * @page: a page
 * @finding: a server that was tried
 *
 * Adds what happened, why, and what can be done.
 */
void
ptl_report_verdict (const PtlOutput  *output,
                    GString          *page,
                    const PtlFinding *finding)
{
  const PtlVerdict *verdict = finding->verdict;
  gboolean is_warning;
  PtlMark mark;
  PtlStyle style;

  if (verdict == NULL)
    return;

  is_warning = verdict->is_ok && !g_str_equal (ptl_verdict_get_code (verdict), "ok");
  mark = is_warning ? PTL_MARK_WARNING : verdict->is_ok ? PTL_MARK_GOOD : PTL_MARK_BAD;
  style = is_warning ? PTL_STYLE_WARNING : verdict->is_ok ? PTL_STYLE_GOOD : PTL_STYLE_BAD;

  ptl_output_append_f (output, page, style, "%s ", ptl_output_get_mark (output, mark));
  ptl_output_append_paragraph (output, page, PTL_STYLE_BOLD, verdict->title, 2);

  if (verdict->reason != NULL && *verdict->reason != '\0')
    {
      g_string_append (page, "  ");
      ptl_output_append_paragraph (output, page, PTL_STYLE_PLAIN, verdict->reason, 2);
    }

  if (verdict->server_says != NULL)
    {
      g_autofree char *words = g_strdup_printf (_("The server says: “%s”"), verdict->server_says);

      g_string_append (page, "  ");
      ptl_output_append_paragraph (output, page, PTL_STYLE_FAINT, words, 2);
    }

  append_remedies (output, page, verdict->remedies);
}

static char *
describe_login (const PtlFinding *finding)
{
  const char *user = finding->candidate->user;

  if (!finding->result->is_logged_in || user == NULL)
    return NULL;

  if (finding->result->mechanism == NULL)
    return g_strdup (user);

  /* Translators: a user name, and the technical name of a way to sign in */
  return g_strdup_printf (_("as %s, by %s"), user, finding->result->mechanism);
}

static char *
describe_tls (const PtlResult *result)
{
  const char *parts[] = { result->tls_version, result->tls_cipher, NULL };

  return result->tls_version != NULL ? ptl_list_with_commas (parts) : NULL;
}

/* Who it is, out of a distinguished name (RFC 4514): its CN, if it has one. */
static char *
common_name (const char *name)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const char *start = g_str_has_prefix (name, "CN=") ? name : strstr (name, ",CN=");

  if (start == NULL)
    return g_strdup (name);

  for (const char *p = strchr (start, '=') + 1; *p != '\0' && *p != ','; p++)
    {
      if (*p == '\\' && p[1] != '\0')
        p++;
      g_string_append_c (text, *p);
    }

  return g_strdup (text->str);
}

static char *
describe_certificate (const PtlCertificate *certificate)
{
  g_autofree char *issuer = NULL;
  g_autofree char *names = NULL;

  if (certificate == NULL)
    return NULL;

  issuer = common_name (certificate->issuer);
  names = certificate->names != NULL && certificate->names[0] != NULL
    ? ptl_list_with_and ((const char * const *) certificate->names, CERTIFICATE_NAMES_SHOWN)
    : common_name (certificate->subject);

  /* Translators: host names; who vouches for them; a date */
  return g_strdup_printf (_("for %s; from “%s”; until %.*s"),
                          names, issuer, ISO_DATE_LENGTH, certificate->not_after);
}

static char *
describe_time (const PtlResult *result)
{
  g_autofree char *total = ptl_time_describe (result->total_ms);

  return g_strdup_printf (ngettext ("%s, %u round trip", "%s, %u round trips",
                                    result->round_trips), total, result->round_trips);
}

/**
 * ptl_report_facts:
 * @output: where the page will be shown
 * @page: a page
 * @finding: a server that was tried
 *
 * Adds a table of what was seen.
 */
void
ptl_report_facts (const PtlOutput  *output,
                  GString          *page,
                  const PtlFinding *finding)
{
  const PtlResult *result = finding->result;
  g_autofree char *server = ptl_candidate_describe (finding->candidate, NULL);
  g_autofree char *login = NULL;
  g_autofree char *tls = NULL;
  g_autofree char *certificate = NULL;
  g_autofree char *time = NULL;
  g_autoptr(PtlFacts) facts = ptl_facts_new ();

  ptl_facts_add (facts, _("Server"), server);

  if (finding->remedied != NULL)
    {
      g_autofree char *before = ptl_candidate_describe (finding->remedied, NULL);

      ptl_facts_add (facts, _("Instead of"), before);
    }

  if (result != NULL)
    {
      login = describe_login (finding);
      tls = describe_tls (result);
      certificate = describe_certificate (result->certificate);
      time = describe_time (result);
    }

  ptl_facts_add (facts, C_("fact", "Signed in"), login);
  ptl_facts_add (facts, _("Encryption"), tls);
  ptl_facts_add (facts, _("Certificate"), certificate);
  ptl_facts_add (facts, C_("fact", "Time"), time);
  ptl_facts_append (facts, output, page);
}

/**
 * ptl_report_transcript:
 * @output: where the page will be shown
 * @page: a page
 * @finding: a server that was tried
 *
 * Adds what was said, line by line.
 */
void
ptl_report_transcript (const PtlOutput  *output,
                       GString          *page,
                       const PtlFinding *finding)
{
  char **lines = finding->result != NULL ? finding->result->transcript : NULL;

  if (lines == NULL)
    return;

  g_string_append_c (page, '\n');

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean is_ours = g_str_has_prefix (lines[i], "C:");

      g_string_append (page, "  ");
      ptl_output_append (output, page, is_ours ? PTL_STYLE_ACCENT : PTL_STYLE_FAINT, lines[i]);
      g_string_append_c (page, '\n');
    }
}

static void
append_server (const PtlOutput  *output,
               GString          *page,
               const char       *label,
               guint             label_columns,
               const PtlFinding *finding,
               guint             server_columns)
{
  const PtlCandidate *candidate;
  g_autofree char *server = NULL;
  g_autofree char *details = NULL;

  if (finding == NULL)
    return;

  candidate = finding->candidate;
  server = ptl_server_describe (candidate);
  details = g_strdup_printf ("  %s  %s%s%s", ptl_protocol_get_label (candidate->protocol),
                             ptl_security_describe (candidate->security),
                             candidate->user != NULL ? "  " : "",
                             candidate->user != NULL ? candidate->user : "");

  g_string_append (page, "  ");
  ptl_output_append_cell (output, page, PTL_STYLE_FAINT, label, label_columns);
  ptl_output_append_cell (output, page, PTL_STYLE_BOLD, server, server_columns);
  ptl_output_append (output, page, PTL_STYLE_PLAIN, details);
  g_string_append_c (page, '\n');
}

static guint
server_width (const PtlFinding *finding)
{
  g_autofree char *server = NULL;

  if (finding == NULL)
    return 0;

  server = ptl_server_describe (finding->candidate);
  return ptl_text_width (server);
}

/**
 * ptl_report_choice:
 * @output: where the page will be shown
 * @page: a page
 * @outcome: what was found out
 *
 * Adds which servers to use, and why these.
 */
void
ptl_report_choice (const PtlOutput  *output,
                   GString          *page,
                   const PtlOutcome *outcome)
{
  const char *labels[] = { C_("mail", "Receiving"), C_("mail", "Sending"), NULL };
  guint label_columns = ptl_facts_measure (labels);
  guint width = MAX (server_width (outcome->incoming), server_width (outcome->outgoing));

  append_server (output, page, labels[0], label_columns, outcome->incoming, width);
  append_server (output, page, labels[1], label_columns, outcome->outgoing, width);

  if (outcome->why != NULL && *outcome->why != '\0')
    {
      g_string_append (page, "\n  ");
      ptl_output_append_paragraph (output, page, PTL_STYLE_PLAIN, outcome->why, 2);
    }
}
