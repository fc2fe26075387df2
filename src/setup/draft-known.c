/* draft-known.c - an address that is set up already, set up again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "setup/draft-private.h"

#include "setup/setup-private.h"

/**
 * ptl_draft_find_known:
 * @self: a draft
 *
 * Looks through the saved accounts, except those that are about to go.
 *
 * Returns: (transfer full) (nullable): the account that is replaced when the
 *   draft is saved, because it has the same address; %NULL for a draft of a
 *   saved account
 */
PtlAccount *
ptl_draft_find_known (PtlDraft *self)
{
  g_return_val_if_fail (PTL_IS_DRAFT (self), NULL);

  if (self->is_saved)
    return NULL;

  return ptl_accounts_find_address (self->setup->accounts,
                                    ptl_account_get_address (self->account), self->going);
}

/* Another try, with another address, must not replace what the first one would have. */
void
ptl_draft_take_place (PtlDraft *self)
{
  g_autoptr(PtlAccount) known = ptl_draft_find_known (self);

  if (self->is_saved)
    return;

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
