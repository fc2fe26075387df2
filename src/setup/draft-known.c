/* draft-known.c - an address that is set up already, set up again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "setup/draft-private.h"

#include "setup/setup-private.h"

/* Accounts that do not count: what is about to go, and the draft's own. */
static GHashTable *
make_exceptions (PtlDraft *self)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer id;

  if (self->is_saved)
    g_hash_table_add (ids, (gpointer) ptl_account_get_id (self->account));

  if (self->going == NULL)
    return ids;

  g_hash_table_iter_init (&iter, self->going);

  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (ids, id);

  return ids;
}

/**
 * ptl_draft_find_known:
 * @self: a draft
 *
 * Looks through the saved accounts, except those that are about to go.
 *
 * Returns: (transfer full) (nullable): another account with the same address.
 *   A new account replaces it when it is saved; see
 *   [method@Draft.check_new_address] for one that is saved
 */
PtlAccount *
ptl_draft_find_known (PtlDraft *self)
{
  g_autoptr(GHashTable) exceptions = NULL;

  g_return_val_if_fail (PTL_IS_DRAFT (self), NULL);

  exceptions = make_exceptions (self);

  return ptl_accounts_find_address (self->setup->accounts,
                                    ptl_account_get_address (self->account), exceptions);
}

/**
 * ptl_draft_check_new_address:
 * @self: a draft
 * @error: as [method@Draft.check_address]; `G_IO_ERROR_EXISTS` if another
 *   account has it
 *
 * What is in the file already is never refused: it could not be repaired.
 *
 * Returns: %FALSE if the account is saved, and its address was changed to one
 *   that it cannot have
 */
gboolean
ptl_draft_check_new_address (PtlDraft  *self,
                             GError   **error)
{
  g_autoptr(PtlAccount) known = NULL;

  g_return_val_if_fail (PTL_IS_DRAFT (self), FALSE);

  if (!self->is_saved ||
      g_str_equal (ptl_account_get_address (self->account),
                   ptl_account_get_address (ptl_changes_get_saved (self->changes))))
    return TRUE;

  if (!ptl_draft_check_address (self, error))
    return FALSE;

  known = ptl_draft_find_known (self);

  if (known == NULL)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "Account “%s” has this address",
               ptl_account_get_id (known));
  return FALSE;
}

/* Another try, with another address, must not replace what the first one would have. */
void
ptl_draft_take_place (PtlDraft *self)
{
  g_autoptr(PtlAccount) known = NULL;

  if (self->is_saved)
    return;

  known = ptl_draft_find_known (self);
  ptl_account_set_id (self->account, known != NULL ? ptl_account_get_id (known) : NULL);

  if (known != NULL && *ptl_account_get_name (self->account) == '\0')
    ptl_account_set_name (self->account, ptl_account_get_name (known));
}

/**
 * ptl_draft_set_going:
 * @self: a draft
 * @ids: (element-type utf8): of accounts that are removed, though still on the
 *   disk; may change
 */
void
ptl_draft_set_going (PtlDraft   *self,
                     GHashTable *ids)
{
  g_return_if_fail (PTL_IS_DRAFT (self));

  g_clear_pointer (&self->going, g_hash_table_unref);
  self->going = g_hash_table_ref (ids);
}
