/* drafts-removal.c - accounts that were removed: until they go, they can be taken back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "setup/drafts-private.h"

#include "base/address.h"
#include "setup/draft-private.h"

/* What shows the list asks again for what it shows of the draft. */
static void
show_again (PtlDrafts *self,
            PtlDraft  *draft)
{
  guint position;

  if (g_list_store_find (self->list, draft, &position))
    g_list_model_items_changed (G_LIST_MODEL (self->list), position, 1, 1);
}

typedef struct
{
  PtlDrafts *drafts;
  PtlDraft  *draft;
} Farewell;

static void
forgotten_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autofree Farewell *farewell = user_data;
  g_autoptr(PtlDrafts) self = farewell->drafts;
  g_autoptr(PtlDraft) draft = farewell->draft;
  g_autoptr(GError) error = NULL;

  if (!ptl_setup_forget_finish (PTL_SETUP (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) && self->list != NULL)
    {
      g_list_store_append (self->list, draft);
      g_signal_emit_by_name (self, "not-removed", draft, error->message);
    }

  if (self->going != NULL)
    g_hash_table_remove (self->going, ptl_draft_get_id (draft));

  self->n_going--;
  g_object_notify (G_OBJECT (self), "is-busy");
}

static void
forget (PtlDrafts *self,
        PtlDraft  *draft)
{
  Farewell *farewell = g_new0 (Farewell, 1);
  guint position;

  if (g_list_store_find (self->list, draft, &position))
    g_list_store_remove (self->list, position);

  farewell->drafts = g_object_ref (self);
  farewell->draft = g_object_ref (draft);
  self->n_going++;
  g_object_notify (G_OBJECT (self), "is-busy");
  ptl_setup_forget_async (self->setup, ptl_draft_get_id (draft), NULL, forgotten_cb, farewell);
}

/**
 * ptl_drafts_remove:
 * @self: drafts
 * @draft: one of them
 *
 * Marks an account as removed. It stays in the list, and on the disk, until
 * [method@Drafts.clear_out]; until then it can be taken back.
 */
void
ptl_drafts_remove (PtlDrafts *self,
                   PtlDraft  *draft)
{
  g_return_if_fail (PTL_IS_DRAFTS (self));
  g_return_if_fail (PTL_IS_DRAFT (draft));

  ptl_draft_stop (draft);

  if (!g_hash_table_add (self->removed, g_object_ref (draft)))
    return;

  g_hash_table_add (self->going, g_strdup (ptl_draft_get_id (draft)));
  show_again (self, draft);
}

void
ptl_drafts_undo (PtlDrafts *self,
                 PtlDraft  *draft)
{
  g_return_if_fail (PTL_IS_DRAFTS (self));

  if (!g_hash_table_remove (self->removed, draft))
    return;

  g_hash_table_remove (self->going, ptl_draft_get_id (draft));
  show_again (self, draft);
}

gboolean
ptl_drafts_is_removed (PtlDrafts *self,
                       PtlDraft  *draft)
{
  g_return_val_if_fail (PTL_IS_DRAFTS (self), FALSE);

  return g_hash_table_contains (self->removed, draft);
}

/**
 * ptl_drafts_clear_out:
 * @self: drafts
 *
 * Forgets what is marked as removed, with its passwords, in the background.
 */
void
ptl_drafts_clear_out (PtlDrafts *self)
{
  g_autoptr(GHashTable) removed = NULL;
  GHashTableIter iter;
  gpointer draft;

  g_return_if_fail (PTL_IS_DRAFTS (self));

  removed = g_steal_pointer (&self->removed);
  self->removed = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  g_hash_table_iter_init (&iter, removed);

  while (g_hash_table_iter_next (&iter, &draft, NULL))
    forget (self, draft);
}

gboolean
ptl_drafts_is_busy (PtlDrafts *self)
{
  g_return_val_if_fail (PTL_IS_DRAFTS (self), FALSE);

  return self->n_going > 0;
}

static PtlDraft *
find_removed (PtlDrafts  *self,
              const char *address)
{
  GHashTableIter iter;
  gpointer draft;

  g_hash_table_iter_init (&iter, self->removed);

  while (g_hash_table_iter_next (&iter, &draft, NULL))
    {
      if (ptl_address_is_same (address,
                               ptl_account_get_address (ptl_draft_get_account (draft))))
        return g_object_ref (draft);
    }

  return NULL;
}

/**
 * ptl_drafts_take_over:
 * @self: drafts
 * @draft: one of them, as it was saved just now
 *
 * An address is set up once: what was removed cannot come back beside what has
 * its address now, so it goes at once.
 */
void
ptl_drafts_take_over (PtlDrafts *self,
                      PtlDraft  *draft)
{
  PtlAccount *saved = ptl_changes_get_saved (ptl_draft_get_changes (draft));
  g_autoptr(PtlDraft) removed = NULL;

  if (ptl_drafts_is_removed (self, draft))
    return;

  removed = find_removed (self, ptl_account_get_address (saved));

  if (removed == NULL)
    return;

  g_hash_table_remove (self->removed, removed);
  forget (self, removed);
}
