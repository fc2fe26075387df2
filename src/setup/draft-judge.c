/* draft-judge.c - how a draft stands: what is tested, what is worst, how often
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "setup/draft-private.h"

#include <glib/gi18n.h>

/* The worse, the higher. */
typedef enum
{
  RANK_FINE,
  RANK_WARNING,
  RANK_UNTRIED,
  RANK_FAILED,
} Rank;

static Rank
rank (const PtlFinding *finding)
{
  if (finding == NULL)
    return RANK_FINE;

  if (finding->verdict == NULL || !finding->verdict->is_ok)
    return RANK_FAILED;

  if (!ptl_finding_works (finding))
    return RANK_UNTRIED;

  return g_str_equal (ptl_verdict_get_code (finding->verdict), "ok") &&
         finding->candidate->security != PTL_SECURITY_NONE ? RANK_FINE : RANK_WARNING;
}

/**
 * ptl_draft_get_worse_side:
 * @self: a draft
 *
 * Returns: the side to talk about first, going by the last test; receiving if
 *   both are equally bad, both if there is nothing to complain about
 */
PtlDraftSides
ptl_draft_get_worse_side (PtlDraft *self)
{
  Rank in;
  Rank out;

  g_return_val_if_fail (PTL_IS_DRAFT (self), PTL_DRAFT_BOTH);

  in = rank (self->findings[ptl_draft_side_index (PTL_DRAFT_INCOMING)]);
  out = rank (self->findings[ptl_draft_side_index (PTL_DRAFT_OUTGOING)]);

  if (in == RANK_FINE && out == RANK_FINE)
    return PTL_DRAFT_BOTH;

  return in >= out ? PTL_DRAFT_INCOMING : PTL_DRAFT_OUTGOING;
}

/* What the account's state says of one side, without what was tested now. */
gboolean
ptl_draft_worked (PtlDraft     *self,
                  PtlDraftSides side)
{
  PtlAccountState state = ptl_account_get_state (self->account);

  return state == PTL_ACCOUNT_STATE_WORKS ||
         state == PTL_ACCOUNT_STATE_UNENCRYPTED ||
         state == (side == PTL_DRAFT_INCOMING ? PTL_ACCOUNT_STATE_NO_SENDING
                                              : PTL_ACCOUNT_STATE_NO_RECEIVING);
}

/**
 * ptl_draft_has_server:
 * @self: a draft
 * @side: one side
 *
 * Returns: %TRUE if there is something to be tested
 */
gboolean
ptl_draft_has_server (PtlDraft     *self,
                      PtlDraftSides side)
{
  g_autoptr(PtlCandidate) candidate = NULL;

  g_return_val_if_fail (PTL_IS_DRAFT (self), FALSE);

  candidate = ptl_service_to_candidate (ptl_draft_get_service (self, side));
  return candidate != NULL;
}

/**
 * ptl_draft_is_testing:
 * @self: a draft
 * @side: one side
 *
 * Returns: %TRUE while that server is being tested
 */
gboolean
ptl_draft_is_testing (PtlDraft     *self,
                      PtlDraftSides side)
{
  g_return_val_if_fail (PTL_IS_DRAFT (self), FALSE);

  return self->activity == PTL_DRAFT_TESTING && (self->sides & side) != 0;
}

/**
 * ptl_draft_was_stopped:
 * @self: a draft
 *
 * Returns: %TRUE if the last test was stopped before its end
 */
gboolean
ptl_draft_was_stopped (PtlDraft *self)
{
  g_return_val_if_fail (PTL_IS_DRAFT (self), FALSE);

  return self->was_stopped;
}

/* Without a user name the test has tried the usual ones. */
static gboolean
is_same_login (const PtlCandidate *tested,
               const PtlCandidate *now)
{
  g_autoptr(PtlCandidate) named = NULL;

  if (now->user != NULL && *now->user != '\0')
    return ptl_candidate_equal (tested, now);

  named = ptl_candidate_with_user (now, tested->user);
  return ptl_candidate_equal (tested, named);
}

/**
 * ptl_draft_is_tested:
 * @self: a draft
 * @sides: one side or both
 *
 * Returns: %TRUE if the last test of each was of the very settings, and the
 *   password, that are there now
 */
gboolean
ptl_draft_is_tested (PtlDraft     *self,
                     PtlDraftSides sides)
{
  g_return_val_if_fail (PTL_IS_DRAFT (self), FALSE);

  for (PtlDraftSides side = PTL_DRAFT_INCOMING; side <= PTL_DRAFT_OUTGOING; side <<= 1)
    {
      const PtlFinding *finding = self->findings[ptl_draft_side_index (side)];
      g_autoptr(PtlCandidate) now = NULL;

      if ((sides & side) == 0)
        continue;

      now = ptl_service_to_candidate (ptl_draft_get_service (self, side));

      if (finding == NULL || now == NULL || !is_same_login (finding->candidate, now))
        return FALSE;
    }

  return TRUE;
}

/* A server that was never tried yet, or took the login, starts from nothing. */
void
ptl_draft_count_rejected (PtlDraft     *self,
                          PtlDraftSides side)
{
  guint index = ptl_draft_side_index (side);
  const PtlFinding *finding = self->findings[index];

  if (finding == NULL || finding->result == NULL)
    return;

  if (g_strcmp0 (self->rejected_by[index], finding->candidate->host) != 0 ||
      finding->result->is_logged_in)
    self->n_rejected[index] = 0;

  g_free (self->rejected_by[index]);
  self->rejected_by[index] = g_strdup (finding->candidate->host);

  if (!finding->result->is_logged_in && finding->result->stage == PTL_STAGE_LOGIN)
    self->n_rejected[index] += finding->result->n_logins;
}

/**
 * ptl_draft_get_n_rejected:
 * @self: a draft
 * @side: one side
 *
 * Returns: how often that server turned a password down since it took one
 */
guint
ptl_draft_get_n_rejected (PtlDraft     *self,
                          PtlDraftSides side)
{
  g_return_val_if_fail (PTL_IS_DRAFT (self), 0);

  return self->n_rejected[ptl_draft_side_index (side)];
}

/**
 * ptl_draft_describe_error:
 * @self: a draft
 *
 * Returns: (transfer full) (nullable): [method@Draft.get_error] in words for
 *   people
 */
char *
ptl_draft_describe_error (PtlDraft *self)
{
  g_return_val_if_fail (PTL_IS_DRAFT (self), NULL);

  if (self->error == NULL)
    return NULL;

  if (g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return g_strdup (_("No password is stored for this account. Type it once more."));

  if (g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    return g_strdup (_("Another account has this address already. Type another address, or "
                       "remove that account first."));

  if (self->error->domain == PTL_SETUP_ERROR)
    return g_strconcat (self->error->message, ".", NULL);

  if (self->last_activity == PTL_DRAFT_SAVING)
    return g_strdup_printf (_("The account could not be saved: %s"), self->error->message);

  return g_strdup_printf (_("The test could not be done: %s"), self->error->message);
}

/**
 * ptl_draft_get_changed_sides:
 * @self: a draft
 *
 * Returns: which servers are to be tested because of what was changed since
 *   the account was saved: both if neither was ever tested, none if nothing
 *   was changed about them
 */
PtlDraftSides
ptl_draft_get_changed_sides (PtlDraft *self)
{
  PtlDraftSides sides = 0;

  g_return_val_if_fail (PTL_IS_DRAFT (self), 0);

  if (self->changes != NULL && ptl_changes_has_incoming (self->changes))
    sides |= PTL_DRAFT_INCOMING;
  if (self->changes != NULL && ptl_changes_has_outgoing (self->changes))
    sides |= PTL_DRAFT_OUTGOING;

  return sides != 0 && ptl_account_get_state (self->account) == PTL_ACCOUNT_STATE_UNTESTED
         ? PTL_DRAFT_BOTH : sides;
}
