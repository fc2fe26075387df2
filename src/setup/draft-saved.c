/* draft-saved.c - a draft of a saved account: what is not as it was saved
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "setup/draft-private.h"

/**
 * ptl_draft_get_changes:
 * @self: a draft
 *
 * Returns: (transfer none) (nullable): which settings are not as they were
 *   saved; %NULL before the account was saved
 */
PtlChanges *
ptl_draft_get_changes (PtlDraft *self)
{
  g_return_val_if_fail (PTL_IS_DRAFT (self), NULL);

  return self->changes;
}

/**
 * ptl_draft_has_new_password:
 * @self: a draft
 *
 * Returns: %TRUE if a password was typed that is not stored yet
 */
gboolean
ptl_draft_has_new_password (PtlDraft *self)
{
  g_return_val_if_fail (PTL_IS_DRAFT (self), FALSE);

  return self->password != NULL && !self->is_stored;
}

/**
 * ptl_draft_is_changed:
 * @self: a draft
 *
 * Returns: %TRUE if the account was saved, and settings or password were
 *   changed since
 */
gboolean
ptl_draft_is_changed (PtlDraft *self)
{
  g_return_val_if_fail (PTL_IS_DRAFT (self), FALSE);

  return self->changes != NULL &&
         (ptl_changes_is_changed (self->changes) || ptl_draft_has_new_password (self));
}

/* To be called after whatever may have changed that; tells others if it did. */
void
ptl_draft_update_changed (PtlDraft *self)
{
  gboolean is_changed = ptl_draft_is_changed (self);

  if (self->was_changed == is_changed)
    return;

  self->was_changed = is_changed;
  g_object_notify (G_OBJECT (self), "is-changed");
}

/**
 * ptl_draft_is_complete:
 * @self: a draft
 *
 * Returns: %TRUE if nothing is missing without which it should not be saved
 */
gboolean
ptl_draft_is_complete (PtlDraft *self)
{
  g_return_val_if_fail (PTL_IS_DRAFT (self), FALSE);

  return ptl_draft_has_server (self, PTL_DRAFT_INCOMING) &&
         ptl_draft_has_server (self, PTL_DRAFT_OUTGOING);
}

/**
 * ptl_draft_is_worth_saving:
 * @self: a draft
 *
 * What a test said is kept, but never together with changes that nobody saved;
 * a new password only once both servers took it.
 *
 * Returns: %TRUE if the account should be saved without being asked
 */
gboolean
ptl_draft_is_worth_saving (PtlDraft *self)
{
  g_return_val_if_fail (PTL_IS_DRAFT (self), FALSE);

  if (self->changes == NULL || self->activity != PTL_DRAFT_IDLE || self->error != NULL ||
      ptl_changes_is_changed (self->changes))
    return FALSE;

  return ptl_draft_has_new_password (self) ? ptl_draft_works (self, PTL_DRAFT_BOTH)
                                           : ptl_changes_has_state (self->changes);
}

/**
 * ptl_draft_revert:
 * @self: a draft of a saved account
 *
 * Makes the account what it was when it was saved, and forgets a password that
 * was typed since, and why saving failed.
 */
void
ptl_draft_revert (PtlDraft *self)
{
  g_return_if_fail (PTL_IS_DRAFT (self));
  g_return_if_fail (self->changes != NULL);

  if (ptl_draft_has_new_password (self))
    ptl_draft_set_password (self, NULL);

  if (self->last_activity == PTL_DRAFT_SAVING)
    g_clear_error (&self->error);

  ptl_changes_revert (self->changes);
  ptl_draft_update_changed (self);
}
