/* runner.c - one probe of a race, in a thread of its own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "probe/runner.h"

struct _PtlRunner
{
  guint         index;
  PtlCandidate *candidate;
  PtlProbe      probe;
  GCancellable *cancellable;
  GAsyncQueue  *news;

  /* The answer at the gate */
  GMutex        lock;
  GCond         answered;
  PtlRaceSays   says;
  PtlLogin      login;
};

void
ptl_news_send (GAsyncQueue *queue,
               PtlNewsKind  kind,
               guint        index,
               PtlStage     stage,
               gpointer     result,
               guint        n_rejected)
{
  PtlNews *news = g_new0 (PtlNews, 1);

  *news = (PtlNews) { kind, index, stage, result, n_rejected };
  g_async_queue_push (queue, news);
}

static void
watch_cb (PtlCandidate *candidate,
          PtlStage      stage,
          gpointer      user_data)
{
  PtlRunner *self = user_data;

  ptl_news_send (self->news, PTL_NEWS_STAGE, self->index, stage, NULL, 0);
}

static gboolean
gate_cb (const PtlResult *result,
         guint            n_rejected,
         PtlLogin        *login,
         gpointer         user_data)
{
  PtlRunner *self = user_data;
  gboolean go;

  g_mutex_lock (&self->lock);
  self->says = PTL_RACE_WAIT;
  ptl_news_send (self->news, PTL_NEWS_GATE, self->index, PTL_STAGE_LOGIN,
                 (gpointer) result, n_rejected);

  while (self->says == PTL_RACE_WAIT)
    g_cond_wait (&self->answered, &self->lock);

  go = self->says == PTL_RACE_GO;
  *login = self->login;
  self->login = (PtlLogin) { 0 };
  g_mutex_unlock (&self->lock);

  return go;
}

PtlRunner *
ptl_runner_new (guint           index,
                PtlCandidate   *candidate,
                const PtlProbe *probe,
                gboolean        has_gate,
                GAsyncQueue    *news)
{
  PtlRunner *self = g_new0 (PtlRunner, 1);

  self->index = index;
  self->candidate = ptl_candidate_ref (candidate);
  self->news = g_async_queue_ref (news);
  self->probe = *probe;
  self->probe.watch = watch_cb;
  self->probe.gate = has_gate ? gate_cb : NULL;
  self->probe.user_data = self;
  g_mutex_init (&self->lock);
  g_cond_init (&self->answered);

  return self;
}

void
ptl_runner_free (PtlRunner *self)
{
  ptl_candidate_unref (self->candidate);
  g_async_queue_unref (self->news);
  g_clear_object (&self->cancellable);
  ptl_login_clear (&self->login);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->answered);
  g_free (self);
}

/**
 * ptl_runner_make_ready:
 * @self: a runner whose thread is not running
 *
 * Lets it run, for the first time or again. In the caller's thread.
 */
void
ptl_runner_make_ready (PtlRunner *self)
{
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
}

/**
 * ptl_runner_run:
 * @self: a runner that was made ready
 *
 * Runs the probe. In a thread of its own; the last that it does is to send
 * %PTL_NEWS_END.
 */
void
ptl_runner_run (PtlRunner *self)
{
  PtlResult *result = ptl_probe_run (&self->probe, self->candidate, self->cancellable);

  ptl_news_send (self->news, PTL_NEWS_END, self->index, PTL_STAGE_DONE, result, 0);
}

void
ptl_runner_cancel (PtlRunner *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

/**
 * ptl_runner_answer:
 * @self: a runner that waits at the gate
 * @says: whether it may sign in
 * @login: (nullable) (inout): whom as; its contents are taken
 *
 * Lets it go on, or sends it away. In the caller's thread.
 */
void
ptl_runner_answer (PtlRunner   *self,
                   PtlRaceSays  says,
                   PtlLogin    *login)
{
  g_mutex_lock (&self->lock);

  if (login != NULL)
    {
      self->login = *login;
      *login = (PtlLogin) { 0 };
    }

  self->says = says;
  g_cond_signal (&self->answered);
  g_mutex_unlock (&self->lock);
}
