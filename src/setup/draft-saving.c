/* draft-saving.c - a draft is saved, with its password or without
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "setup/draft-private.h"

typedef struct
{
  PtlDraft   *draft;
  PtlAccount *account;         /* a copy: the draft's may change meanwhile */
  PtlSecret  *password;        /* of the draft, as it was */
  gboolean    with_password;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->draft);
  g_object_unref (saving->account);
  g_clear_pointer (&saving->password, ptl_secret_unref);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Saving) saving = user_data;
  PtlDraft *self = saving->draft;
  GError *error = NULL;
  GCancellable *cancellable = g_task_get_cancellable (G_TASK (result));
  gboolean done = ptl_setup_save_finish (PTL_SETUP (source), result, &error);

  /* Until now it was needed for another attempt. */
  if (done && !saving->with_password && self->password == saving->password)
    g_clear_pointer (&self->password, ptl_secret_unref);

  if (done)
    ptl_draft_set_saved (self, saving->account, saving->password);

  if (ptl_draft_end (self, cancellable, error))
    ptl_draft_emit_changed (self);
}

static void
save (PtlDraft  *self,
      gboolean   with_password,
      PtlSecret *new_password)
{
  Saving *saving = g_new0 (Saving, 1);

  ptl_draft_begin (self, PTL_DRAFT_SAVING);
  ptl_draft_take_place (self);

  /* Nobody has to give a name; the list of accounts wants one. */
  if (*ptl_account_get_name (self->account) == '\0')
    ptl_account_set_name (self->account, ptl_account_get_address (self->account));

  saving->draft = g_object_ref (self);
  saving->account = ptl_changes_copy (self->account);
  saving->password = self->password != NULL ? ptl_secret_ref (self->password) : NULL;
  saving->with_password = with_password;

  ptl_setup_save_async (self->setup, saving->account, new_password, self->cancellable,
                        saved_cb, saving);
}

/* Whether the password's items have other names than before. */
static gboolean
has_moved (PtlDraft *self)
{
  return self->changes != NULL &&
         (ptl_changes_has_incoming (self->changes) || ptl_changes_has_outgoing (self->changes));
}

static void
save_now (PtlDraft *self)
{
  save (self, TRUE, self->is_stored && !has_moved (self) ? NULL : self->password);
}

static void
password_moved_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(PtlDraft) self = user_data;
  GError *error = NULL;
  GCancellable *cancellable = g_task_get_cancellable (G_TASK (result));
  g_autoptr(PtlSecret) password = ptl_setup_load_secret_finish (PTL_SETUP (source), result, &error);

  if (self->cancellable == cancellable &&
      (password != NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)))
    {
      g_clear_error (&error);
      self->password = g_steal_pointer (&password);
      self->is_stored = self->password != NULL;
      save_now (self);
    }
  else if (ptl_draft_end (self, cancellable, error))
    {
      ptl_draft_emit_changed (self);
    }
}

/* Without ever being busy: that would take the focus out of the field that is wrong. */
static void
refuse_to_save (PtlDraft *self,
                GError   *error)
{
  ptl_draft_stop (self);
  self->last_activity = PTL_DRAFT_SAVING;
  g_clear_error (&self->error);
  self->error = error;
  ptl_draft_emit_changed (self);
}

/**
 * ptl_draft_save:
 * @self: a draft
 *
 * Saves the account as it is, and its password if one was typed. A stored one
 * moves along with its servers. An address that
 * [method@Draft.check_new_address] refuses is not saved. Ends with [signal@Draft::changed]; then
 * [method@Draft.get_error] tells what went wrong.
 */
void
ptl_draft_save (PtlDraft *self)
{
  GError *error = NULL;

  g_return_if_fail (PTL_IS_DRAFT (self));

  if (!ptl_draft_check_new_address (self, &error))
    {
      refuse_to_save (self, error);
      return;
    }

  if (self->password != NULL || !has_moved (self))
    {
      save_now (self);
      return;
    }

  ptl_draft_begin (self, PTL_DRAFT_SAVING);
  ptl_draft_load_password (self, password_moved_cb);
}

/**
 * ptl_draft_save_no_password:
 * @self: a draft
 *
 * Saves the account without its password, which nobody could keep. Once that
 * is done, the password is forgotten: it is asked for when it is needed.
 */
void
ptl_draft_save_no_password (PtlDraft *self)
{
  g_return_if_fail (PTL_IS_DRAFT (self));

  save (self, FALSE, NULL);
}
