/* draft-work.c - what goes on with a draft: search, test, remedy
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "setup/draft-private.h"

void
ptl_draft_begin (PtlDraft        *self,
                 PtlDraftActivity activity)
{
  ptl_draft_stop (self);

  g_clear_error (&self->error);
  self->was_stopped = FALSE;
  self->last_activity = activity;
  self->cancellable = g_cancellable_new ();
  ptl_draft_set_activity (self, activity);
}

/**
 * ptl_draft_end:
 * @self: a draft
 * @cancellable: of what has ended
 * @error: (transfer full) (nullable): what went wrong
 *
 * Keeps @error for [method@Draft.get_error].
 *
 * Returns: %FALSE if that had been stopped: then it says nothing any more
 */
gboolean
ptl_draft_end (PtlDraft     *self,
               GCancellable *cancellable,
               GError       *error)
{
  if (self->cancellable != cancellable)
    {
      g_clear_error (&error);
      return FALSE;
    }

  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  self->error = error;
  ptl_draft_set_activity (self, PTL_DRAFT_IDLE);

  return TRUE;
}

static void
keep_finding (PtlDraft         *self,
              PtlDraftSides     side,
              const PtlFinding *finding)
{
  ptl_draft_forget_finding (self, side);

  if (finding != NULL)
    self->findings[ptl_draft_side_index (side)] =
      ptl_finding_new (finding->candidate, finding->result, finding->verdict);
}

/* Whether a side works: what was tested now says it, else what was before. */
static gboolean
side_works (PtlDraft     *self,
            PtlDraftSides side)
{
  if (ptl_draft_get_finding (self, side) != NULL)
    return ptl_draft_works (self, side);

  return ptl_draft_worked (self, side);
}

static gboolean
is_clear (PtlDraft     *self,
          PtlDraftSides side)
{
  PtlService *service = ptl_draft_get_service (self, side);

  return ptl_service_get_security (service) == PTL_SECURITY_NONE;
}

static void
update_state (PtlDraft *self)
{
  gboolean in = side_works (self, PTL_DRAFT_INCOMING);
  gboolean out = side_works (self, PTL_DRAFT_OUTGOING);
  gboolean clear = is_clear (self, PTL_DRAFT_INCOMING) || is_clear (self, PTL_DRAFT_OUTGOING);

  /* Half an answer is none. */
  if (ptl_account_get_state (self->account) == PTL_ACCOUNT_STATE_UNTESTED &&
      (self->findings[0] == NULL || self->findings[1] == NULL))
    return;

  ptl_account_set_state (self->account,
                         in && out ? (clear ? PTL_ACCOUNT_STATE_UNENCRYPTED
                                            : PTL_ACCOUNT_STATE_WORKS)
                         : in ? PTL_ACCOUNT_STATE_NO_SENDING
                         : out ? PTL_ACCOUNT_STATE_NO_RECEIVING : PTL_ACCOUNT_STATE_BROKEN);
}

/* --- search --- */

static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(PtlDraft) self = user_data;
  GError *error = NULL;
  GCancellable *cancellable = g_task_get_cancellable (G_TASK (result));
  PtlOutcome *outcome = ptl_setup_work_finish (PTL_SETUP (source), result, &error);

  if (!ptl_draft_end (self, cancellable, error))
    {
      g_clear_pointer (&outcome, ptl_outcome_free);
      return;
    }

  ptl_draft_take_search (self, outcome);
  ptl_draft_emit_changed (self);
}

/* Looks for servers of these protocols; 0 is all. */
void
ptl_draft_search_now (PtlDraft *self,
                      guint     protocols)
{
  g_auto(PtlOrder) order = { 0 };

  order.address = ptl_address_parse (ptl_account_get_address (self->account), NULL);
  order.probe = TRUE;
  order.protocols = protocols;

  if (order.address == NULL)
    return;

  ptl_draft_begin (self, PTL_DRAFT_SEARCHING);
  self->protocols = protocols;
  ptl_draft_forget_finding (self, PTL_DRAFT_INCOMING);
  ptl_draft_forget_finding (self, PTL_DRAFT_OUTGOING);
  g_free (self->searched);
  self->searched = g_strdup (order.address->ascii_domain);

  ptl_setup_work_async (self->setup, &order, self->cancellable, searched_cb, g_object_ref (self));
}

/* --- test --- */

static void
tested_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PtlDraft) self = user_data;
  GError *error = NULL;
  GCancellable *cancellable = g_task_get_cancellable (G_TASK (result));
  g_autoptr(PtlOutcome) outcome = ptl_setup_work_finish (PTL_SETUP (source), result, &error);

  if (!ptl_draft_end (self, cancellable, error))
    return;

  for (PtlDraftSides side = PTL_DRAFT_INCOMING; side <= PTL_DRAFT_OUTGOING; side <<= 1)
    {
      const PtlFinding *finding;

      if (outcome == NULL || (self->sides & side) == 0)
        continue;

      finding = side == PTL_DRAFT_INCOMING ? outcome->incoming : outcome->outgoing;
      keep_finding (self, side, finding);
      ptl_draft_count_rejected (self, side);

      /* A form of the name that was turned down may yet be right with the right password. */
      if (ptl_finding_works (finding) && finding->candidate->user != NULL)
        ptl_service_set_user (ptl_draft_get_service (self, side), finding->candidate->user);
    }

  update_state (self);
  ptl_draft_emit_changed (self);
}

static void
test_now (PtlDraft *self)
{
  g_auto(PtlOrder) order = { 0 };
  guint timeout_s = ptl_account_get_timeout_s (self->account);

  order.address = ptl_address_parse (ptl_account_get_address (self->account), NULL);
  order.servers = g_ptr_array_new_with_free_func ((GDestroyNotify) ptl_candidate_unref);
  order.only_servers = TRUE;
  order.probe = TRUE;
  order.password = self->password != NULL ? ptl_secret_ref (self->password) : NULL;

  /* The usual time-out is for a mail program's long answers; a test has its own. */
  order.timeout_s = timeout_s > PTL_ACCOUNT_TIMEOUT_DEFAULT_S ? timeout_s : 0;

  for (PtlDraftSides side = PTL_DRAFT_INCOMING; side <= PTL_DRAFT_OUTGOING; side <<= 1)
    {
      PtlCandidate *candidate = NULL;

      if ((self->sides & side) != 0)
        candidate = ptl_service_to_candidate (ptl_draft_get_service (self, side));

      if (candidate == NULL)
        continue;

      g_ptr_array_add (order.servers, candidate);

      if (ptl_draft_may_be_insecure (self, side))
        order.insecure_protocols |= 1u << candidate->protocol;
    }

  ptl_setup_work_async (self->setup, &order, self->cancellable, tested_cb, g_object_ref (self));
}

/**
 * ptl_draft_load_password:
 * @self: a draft of a saved account, busy
 * @callback: gets a reference to @self
 *
 * Looks the stored password up, under the names of the servers that were saved,
 * whatever is typed now.
 */
void
ptl_draft_load_password (PtlDraft            *self,
                         GAsyncReadyCallback  callback)
{
  PtlAccount *saved = ptl_changes_get_saved (self->changes);

  ptl_setup_load_secret_async (self->setup, ptl_account_get_incoming (saved),
                               ptl_account_get_id (saved), self->cancellable,
                               callback, g_object_ref (self));
}

static void
password_loaded_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(PtlDraft) self = user_data;
  GError *error = NULL;
  GCancellable *cancellable = g_task_get_cancellable (G_TASK (result));
  g_autoptr(PtlSecret) password = ptl_setup_load_secret_finish (PTL_SETUP (source), result, &error);

  if (password != NULL && self->cancellable == cancellable)
    {
      self->password = g_steal_pointer (&password);
      self->is_stored = TRUE;
      test_now (self);
    }
  else if (ptl_draft_end (self, cancellable, error))
    {
      ptl_draft_emit_changed (self);
    }
}

/**
 * ptl_draft_test:
 * @self: a draft
 * @sides: which servers
 *
 * Signs in to the servers as they are set now. A saved account without a typed
 * password uses the stored one. Ends with [signal@Draft::changed].
 */
void
ptl_draft_test (PtlDraft     *self,
                PtlDraftSides sides)
{
  g_return_if_fail (PTL_IS_DRAFT (self));

  ptl_draft_stop (self);
  self->sides = sides;

  if ((sides & PTL_DRAFT_INCOMING) != 0)
    ptl_draft_forget_finding (self, PTL_DRAFT_INCOMING);
  if ((sides & PTL_DRAFT_OUTGOING) != 0)
    ptl_draft_forget_finding (self, PTL_DRAFT_OUTGOING);

  ptl_draft_begin (self, PTL_DRAFT_TESTING);

  if (self->password != NULL || !self->is_saved)
    test_now (self);
  else
    ptl_draft_load_password (self, password_loaded_cb);
}

/**
 * ptl_draft_stop:
 * @self: a draft
 *
 * Ends what goes on; nothing is told about it any more. The threads behind it
 * are back within a tenth of a second.
 */
void
ptl_draft_stop (PtlDraft *self)
{
  g_return_if_fail (PTL_IS_DRAFT (self));

  if (self->cancellable == NULL)
    return;

  /* To look for one more protocol changes nothing about what was found. */
  if (self->activity == PTL_DRAFT_SEARCHING && self->protocols == 0)
    g_clear_pointer (&self->searched, g_free);

  self->was_stopped = self->activity == PTL_DRAFT_TESTING;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  ptl_draft_set_activity (self, PTL_DRAFT_IDLE);
}

/**
 * ptl_draft_apply_remedy:
 * @self: a draft
 * @side: whose verdict
 * @remedy: which of its remedies
 *
 * Changes the server as the remedy says, and tests that half again.
 *
 * Returns: %FALSE if the remedy is for the face: a page to open
 */
gboolean
ptl_draft_apply_remedy (PtlDraft     *self,
                        PtlDraftSides side,
                        guint         remedy)
{
  const PtlFinding *finding;
  g_autoptr(PtlCandidate) better = NULL;

  g_return_val_if_fail (PTL_IS_DRAFT (self), FALSE);

  finding = self->findings[ptl_draft_side_index (side)];

  if (finding == NULL || finding->verdict == NULL || remedy >= finding->verdict->remedies->len)
    return FALSE;

  better = ptl_remedy_apply (g_ptr_array_index (finding->verdict->remedies, remedy),
                             finding->candidate);

  if (better == NULL)
    return FALSE;

  ptl_service_take (ptl_draft_get_service (self, side), better);
  ptl_draft_test (self, side);

  return TRUE;
}
