/* summary.c - what there is to say about the last test, before all details
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "setup/summary.h"

#include <glib/gi18n.h>

static void
say (PtlSummary *self,
     PtlTone     tone,
     const char *title,
     const char *reason)
{
  self->tone = tone;
  self->title = g_strdup (title);
  self->reason = g_strdup (reason);
}

/* What is not a server's fault. */
static gboolean
read_circumstances (PtlDraft   *draft,
                    PtlSummary *self)
{
  g_autofree char *error = ptl_draft_describe_error (draft);

  if (error != NULL)
    say (self, PTL_TONE_BAD, _("That could not be done"), error);
  else if (ptl_draft_was_stopped (draft))
    say (self, PTL_TONE_WARNING, _("The test was stopped"),
         _("What had not been tested by then may or may not work."));
  else if (!ptl_draft_has_server (draft, PTL_DRAFT_INCOMING) &&
           !ptl_draft_has_server (draft, PTL_DRAFT_OUTGOING))
    say (self, PTL_TONE_WARNING, _("There is nothing to test yet"),
         _("Enter the names of the servers first, or let them be found."));
  else
    return FALSE;

  return TRUE;
}

static const char *
name_side (PtlDraft     *draft,
           PtlDraftSides asked,
           PtlDraftSides side)
{
  gboolean in = ptl_draft_works (draft, PTL_DRAFT_INCOMING);
  gboolean out = ptl_draft_works (draft, PTL_DRAFT_OUTGOING);

  if (asked == PTL_DRAFT_BOTH && in && !out)
    return _("Receiving works, sending does not");
  if (asked == PTL_DRAFT_BOTH && out && !in)
    return _("Sending works, receiving does not");

  return side == PTL_DRAFT_OUTGOING ? _("Sending Mail") : _("Receiving Mail");
}

static gboolean
wants_password (PtlDraft         *draft,
                PtlDraftSides     side,
                const PtlFinding *finding)
{
  if (ptl_verdict_has_code (finding->verdict, "wrong_password") ||
      ptl_verdict_has_code (finding->verdict, "app_password_required"))
    return TRUE;

  return finding->verdict->is_ok && !ptl_draft_works (draft, side) &&
         finding->result != NULL && finding->result->n_logins == 0;
}

static void
read_finding (PtlDraft         *draft,
              PtlDraftSides     asked,
              const PtlFinding *finding,
              PtlSummary       *self)
{
  self->about = g_strdup (name_side (draft, asked, self->side));

  if (finding->verdict == NULL)
    {
      say (self, PTL_TONE_BAD, _("The test came to no end"),
           _("Nothing is known about this server; please test again."));
      return;
    }

  ptl_summary_take (finding->verdict, self);

  if (self->tone == PTL_TONE_GOOD &&
      (finding->candidate->security == PTL_SECURITY_NONE || !ptl_draft_works (draft, self->side)))
    self->tone = PTL_TONE_WARNING;

  self->wants_password = wants_password (draft, self->side, finding);
  self->wants_word = ptl_verdict_has_code (finding->verdict, "unsafe_setting");
}

/**
 * ptl_summary_read:
 * @draft: a draft
 * @sides: whose test; both: the side that is worse off
 * @self: (out): what there is to say
 *
 * Sums the last test up.
 *
 * Returns: %FALSE if there is nothing to say, because nothing was tested or
 *   something goes on
 */
gboolean
ptl_summary_read (PtlDraft      *draft,
                  PtlDraftSides  sides,
                  PtlSummary    *self)
{
  const PtlFinding *finding;

  g_return_val_if_fail (PTL_IS_DRAFT (draft), FALSE);

  *self = (PtlSummary) { .side = sides };

  if (ptl_draft_get_activity (draft) != PTL_DRAFT_IDLE)
    return FALSE;

  if (read_circumstances (draft, self))
    {
      self->side = PTL_DRAFT_BOTH;
      return TRUE;
    }

  if (sides == PTL_DRAFT_BOTH)
    self->side = ptl_draft_get_worse_side (draft);

  if (self->side == PTL_DRAFT_BOTH && ptl_draft_works (draft, PTL_DRAFT_BOTH))
    {
      say (self, PTL_TONE_GOOD, _("Receiving and sending work"),
           _("Both servers proved who they are and let you in over an encrypted connection."));
      return TRUE;
    }

  finding = self->side != PTL_DRAFT_BOTH ? ptl_draft_get_finding (draft, self->side) : NULL;
  if (finding == NULL)
    return FALSE;

  read_finding (draft, sides, finding, self);
  return TRUE;
}

/**
 * ptl_summary_take:
 * @verdict: a verdict
 * @self: (inout): takes its words
 *
 * Sums a verdict up that belongs to no draft; it must outlive @self.
 */
void
ptl_summary_take (const PtlVerdict *verdict,
                  PtlSummary       *self)
{
  gboolean is_fine = verdict->is_ok && g_str_equal (ptl_verdict_get_code (verdict), "ok");

  say (self, is_fine ? PTL_TONE_GOOD : verdict->is_ok ? PTL_TONE_WARNING : PTL_TONE_BAD,
       verdict->title, verdict->reason);
  self->verdict = verdict;
}

void
ptl_summary_clear (PtlSummary *self)
{
  g_clear_pointer (&self->about, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->reason, g_free);
  self->verdict = NULL;
}
