/* wait.c - waits for the story's asynchronous steps, and lets Ctrl-C end them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/wait.h"

#include <glib-unix.h>
#include <signal.h>

#include "cli/live.h"

static const int ending_signals[] = { SIGINT, SIGTERM, SIGHUP };

typedef struct
{
  GMainLoop    *loop;
  GCancellable *cancellable;
  GAsyncResult *result;
  PtlContext   *context;
  guint         sources[G_N_ELEMENTS (ending_signals)];
} Wait;

typedef struct
{
  Wait  *wait;
  guint  index;
} Watch;

static gboolean
signal_cb (gpointer user_data)
{
  Watch *watch = user_data;
  Wait *wait = watch->wait;

  wait->context->signal_number = ending_signals[watch->index];
  wait->sources[watch->index] = 0;
  g_cancellable_cancel (wait->cancellable);

  /* Nothing but the signal is waited for. */
  if (wait->result == NULL && wait->cancellable == NULL)
    g_main_loop_quit (wait->loop);

  /* A second Ctrl-C ends the program as it always does. */
  return G_SOURCE_REMOVE;
}

static void
wait_begin (Wait       *wait,
            PtlContext *context,
            gboolean    is_cancellable)
{
  *wait = (Wait) {
    .loop = g_main_loop_new (NULL, FALSE),
    .cancellable = is_cancellable ? g_cancellable_new () : NULL,
    .context = context,
  };

  for (guint i = 0; i < G_N_ELEMENTS (ending_signals); i++)
    {
      Watch *watch = g_new (Watch, 1);

      *watch = (Watch) { .wait = wait, .index = i };
      wait->sources[i] = g_unix_signal_add_full (G_PRIORITY_DEFAULT, ending_signals[i],
                                                 signal_cb, watch, g_free);
    }
}

static void
wait_end (Wait *wait)
{
  for (guint i = 0; i < G_N_ELEMENTS (wait->sources); i++)
    g_clear_handle_id (&wait->sources[i], g_source_remove);

  g_clear_object (&wait->result);
  g_clear_object (&wait->cancellable);
  g_main_loop_unref (wait->loop);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Wait *wait = user_data;

  wait->result = g_object_ref (result);
  g_main_loop_quit (wait->loop);
}

/**
 * ptl_wait_for_work:
 * @context: the command's
 * @setup: the story
 * @order: what is to be found out
 * @is_quiet: do not show what is being tried
 * @error: the story's
 *
 * Runs [method@Setup.work_async] to its end, with live rows on standard error.
 * After a signal `signal_number` of @context is set.
 *
 * Returns: (transfer full): the outcome
 */
PtlOutcome *
ptl_wait_for_work (PtlContext      *context,
                   PtlSetup        *setup,
                   const PtlOrder  *order,
                   gboolean         is_quiet,
                   GError         **error)
{
  PtlLive *live = NULL;
  PtlOutcome *outcome;
  Wait wait;

  wait_begin (&wait, context, TRUE);
  ptl_setup_work_async (setup, order, wait.cancellable, done_cb, &wait);

  if (!is_quiet)
    live = ptl_live_new (&context->err, ptl_setup_get_attempts (setup));

  g_main_loop_run (wait.loop);
  outcome = ptl_setup_work_finish (setup, wait.result, error);

  g_clear_pointer (&live, ptl_live_free);
  wait_end (&wait);

  return outcome;
}

/**
 * ptl_wait_for_save:
 * @context: the command's
 * @setup: the story
 * @account: what to save
 * @password: (nullable): its password
 * @error: the story's
 *
 * Runs [method@Setup.save_async] to its end.
 *
 * Returns: %TRUE if everything is saved
 */
gboolean
ptl_wait_for_save (PtlContext  *context,
                   PtlSetup    *setup,
                   PtlAccount  *account,
                   PtlSecret   *password,
                   GError     **error)
{
  gboolean is_saved;
  Wait wait;

  wait_begin (&wait, context, TRUE);
  ptl_setup_save_async (setup, account, password, wait.cancellable, done_cb, &wait);
  g_main_loop_run (wait.loop);
  is_saved = ptl_setup_save_finish (setup, wait.result, error);
  wait_end (&wait);

  return is_saved;
}

/**
 * ptl_wait_for_forget:
 * @context: the command's
 * @setup: the story
 * @id: an account
 * @error: the story's
 *
 * Runs [method@Setup.forget_async] to its end.
 *
 * Returns: %TRUE if nothing of it is left
 */
gboolean
ptl_wait_for_forget (PtlContext  *context,
                     PtlSetup    *setup,
                     const char  *id,
                     GError     **error)
{
  gboolean is_forgotten;
  Wait wait;

  wait_begin (&wait, context, TRUE);
  ptl_setup_forget_async (setup, id, wait.cancellable, done_cb, &wait);
  g_main_loop_run (wait.loop);
  is_forgotten = ptl_setup_forget_finish (setup, wait.result, error);
  wait_end (&wait);

  return is_forgotten;
}

/**
 * ptl_wait_for_secret:
 * @context: the command's
 * @setup: the story
 * @service: a server of an account
 * @account: the account's id
 * @error: the story's
 *
 * Runs [method@Setup.load_secret_async] to its end.
 *
 * Returns: (transfer full): the password
 */
PtlSecret *
ptl_wait_for_secret (PtlContext  *context,
                     PtlSetup    *setup,
                     PtlService  *service,
                     const char  *account,
                     GError     **error)
{
  PtlSecret *secret;
  Wait wait;

  wait_begin (&wait, context, TRUE);
  ptl_setup_load_secret_async (setup, service, account, wait.cancellable, done_cb, &wait);
  g_main_loop_run (wait.loop);
  secret = ptl_setup_load_secret_finish (setup, wait.result, error);
  wait_end (&wait);

  return secret;
}

/**
 * ptl_wait_for_signal:
 * @context: the command's
 *
 * Waits until somebody presses Ctrl-C or ends the program.
 */
void
ptl_wait_for_signal (PtlContext *context)
{
  Wait wait;

  wait_begin (&wait, context, FALSE);
  g_main_loop_run (wait.loop);
  wait_end (&wait);
}
