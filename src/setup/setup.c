/* setup.c - the story: find the servers, check them, save the account
 *
 * The only place with an asynchronous face: each call runs in a thread of its
 * own, and what it has to tell arrives in the caller's main context.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "setup/setup-private.h"

#include "setup/attempt.h"
#include "setup/work.h"

G_DEFINE_FINAL_TYPE (PtlSetup, ptl_setup, G_TYPE_OBJECT)
G_DEFINE_QUARK (ptl-setup-error-quark, ptl_setup_error)

/* --- rows --- */

typedef struct
{
  PtlSetup        *setup;
  gpointer         task;      /* not owned, only compared */
  GPtrArray       *candidates;
  guint            index;
  PtlAttemptState  state;
  PtlStage         stage;
  PtlResult       *result;
  PtlVerdict      *verdict;
} Update;

static void
update_free (gpointer data)
{
  Update *update = data;

  g_clear_object (&update->setup);
  g_clear_pointer (&update->candidates, g_ptr_array_unref);
  g_clear_pointer (&update->result, ptl_result_unref);
  g_clear_pointer (&update->verdict, ptl_verdict_free);
  g_free (update);
}

static gboolean
add_rows_cb (gpointer data)
{
  Update *update = data;
  PtlSetup *self = update->setup;

  if (update->task != self->task)
    return G_SOURCE_REMOVE;

  self->first_row = g_list_model_get_n_items (G_LIST_MODEL (self->attempts));

  for (guint i = 0; i < update->candidates->len; i++)
    {
      g_autoptr(PtlAttempt) attempt = ptl_attempt_new (g_ptr_array_index (update->candidates, i));

      g_list_store_append (self->attempts, attempt);
    }

  return G_SOURCE_REMOVE;
}

static gboolean
update_row_cb (gpointer data)
{
  Update *update = data;
  g_autoptr(PtlAttempt) attempt =
    g_list_model_get_item (G_LIST_MODEL (update->setup->attempts),
                           update->setup->first_row + update->index);

  /* An order that was stopped may still have news; the rows are another's. */
  if (attempt == NULL || update->task != update->setup->task)
    return G_SOURCE_REMOVE;

  if (update->state == PTL_ATTEMPT_RUNNING)
    ptl_attempt_begin (attempt, update->stage);
  else
    ptl_attempt_end (attempt, update->state, update->result, update->verdict);

  return G_SOURCE_REMOVE;
}

/* Not g_main_context_invoke (): that calls @func in this thread whenever nobody
 * holds the context. */
static void
post (GTask       *task,
      GSourceFunc  func,
      Update      *update)
{
  g_autoptr(GSource) source = g_idle_source_new ();

  update->setup = g_object_ref (g_task_get_source_object (task));
  update->task = task;

  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_callback (source, func, update, update_free);
  g_source_attach (source, g_task_get_context (task));
}

static void
field_cb (GPtrArray *candidates,
          gpointer   task)
{
  Update *update = g_new0 (Update, 1);

  update->candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) ptl_candidate_unref);

  for (guint i = 0; i < candidates->len; i++)
    g_ptr_array_add (update->candidates, ptl_candidate_ref (g_ptr_array_index (candidates, i)));

  post (task, add_rows_cb, update);
}

static void
step_cb (guint             index,
         PtlAttemptState   state,
         PtlStage          stage,
         PtlResult        *result,
         const PtlVerdict *verdict,
         gpointer          task)
{
  Update *update = g_new0 (Update, 1);

  update->index = index;
  update->state = state;
  update->stage = stage;
  update->result = result != NULL ? ptl_result_ref (result) : NULL;
  update->verdict = verdict != NULL ? ptl_verdict_copy (verdict) : NULL;

  post (task, update_row_cb, update);
}

static void
ptl_setup_finalize (GObject *object)
{
  PtlSetup *self = PTL_SETUP (object);

  g_clear_pointer (&self->network, ptl_network_unref);
  g_clear_object (&self->attempts);

  G_OBJECT_CLASS (ptl_setup_parent_class)->finalize (object);
}

static void
ptl_setup_class_init (PtlSetupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ptl_setup_finalize;
}

static void
ptl_setup_init (PtlSetup *self)
{
  self->attempts = g_list_store_new (PTL_TYPE_ATTEMPT);
}

/**
 * ptl_setup_new:
 * @network: the world
 * @accounts: what is saved; must outlive the setup
 * @store: where passwords are kept; must outlive the setup
 *
 * Returns: (transfer full): somebody who can set accounts up
 */
PtlSetup *
ptl_setup_new (PtlNetwork     *network,
               PtlAccounts    *accounts,
               PtlSecretStore *store)
{
  PtlSetup *self;

  g_return_val_if_fail (network != NULL, NULL);

  self = g_object_new (PTL_TYPE_SETUP, NULL);
  self->network = ptl_network_ref (network);
  self->accounts = accounts;
  self->store = store;

  return self;
}

/**
 * ptl_setup_get_attempts:
 * @self: a setup
 *
 * The rows of progress: one [class@Attempt] for each server that is tried.
 * Grows, and its rows change, in the main context while work goes on.
 *
 * Returns: (transfer none): the list
 */
GListModel *
ptl_setup_get_attempts (PtlSetup *self)
{
  g_return_val_if_fail (PTL_IS_SETUP (self), NULL);

  return G_LIST_MODEL (self->attempts);
}

/* --- work --- */

static void
order_free (gpointer data)
{
  ptl_order_clear (data);
  g_free (data);
}

static void
work_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  PtlSetup *self = source;
  g_autoptr(GError) error = NULL;
  PtlOutcome *outcome;
  PtlWork work = {
    .network = self->network,
    .order = task_data,
    .field = field_cb,
    .step = step_cb,
    .user_data = task,
  };

  outcome = ptl_work_run (&work, cancellable, &error);

  if (outcome != NULL)
    g_task_return_pointer (task, outcome, (GDestroyNotify) ptl_outcome_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * ptl_setup_work_async:
 * @self: a setup
 * @order: what is wanted
 * @cancellable: (nullable): stops it within a tenth of a second
 * @callback: called in the caller's main context
 *
 * Finds, checks and signs in, as far as @order wants it. The rows of an
 * earlier order are forgotten.
 */
void
ptl_setup_work_async (PtlSetup            *self,
                      const PtlOrder      *order,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  PtlOrder *copy;

  g_return_if_fail (PTL_IS_SETUP (self));

  g_list_store_remove_all (self->attempts);

  copy = g_new0 (PtlOrder, 1);
  ptl_order_copy (order, copy);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ptl_setup_work_async);
  g_task_set_task_data (task, copy, order_free);
  self->task = task;
  g_task_run_in_thread (task, work_in_thread);
}

/**
 * ptl_setup_work_finish:
 * @self: a setup
 * @result: what the callback got
 * @error: `G_IO_ERROR_CANCELLED`, or that of a source that broke
 *
 * Returns: (transfer full): what came of the order
 */
PtlOutcome *
ptl_setup_work_finish (PtlSetup      *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
