/* race.c - many probes at once; the plan says who wins
 *
 * Every runner blocks in a thread of a pool of its own: GTask's pool starts
 * ten at once and then one every 100 ms. The caller's thread alone looks at
 * the field and decides; runners only send it news.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "probe/race.h"

#include "probe/runner.h"

/* Threads come back within milliseconds of being told; one that was put off
 * may still be on its way out when its successor starts. */
#define MAX_THREADS (2 * PTL_PLAN_MAX_SOCKETS)

typedef struct
{
  PtlRunner       *runner;
  PtlResult       *result;
  PtlStage         stage;
  const PtlResult *at_gate;      /* it waits for an answer; lent by its thread */
  guint            n_rejected;
  gboolean         is_running;
} Lane;

typedef struct
{
  const PtlRace *race;
  Lane          *lanes;
  PtlEntry      *entries;
  guint          n_lanes;
  guint          n_running;
  GThreadPool   *pool;
  GAsyncQueue   *news;
  gint64         began_us;
  int            winners[PTL_N_SIDES];
  gboolean       is_decided[PTL_N_SIDES];
} Field;

static void
run_in_thread (gpointer runner,
               gpointer user_data)
{
  ptl_runner_run (runner);
}

static void
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  ptl_news_send (user_data, PTL_NEWS_CANCELLED, 0, PTL_STAGE_DONE, NULL, 0);
}

static guint
get_now_ms (Field *field)
{
  return (g_get_monotonic_time () - field->began_us) / G_TIME_SPAN_MILLISECOND;
}

static void
tell (Field *field,
      guint  index)
{
  const PtlRace *race = field->race;

  if (race->watch != NULL)
    race->watch (index, &field->entries[index], field->lanes[index].stage,
                 field->lanes[index].result, race->user_data);
}

static void
answer (Lane        *lane,
        PtlRaceSays  says,
        PtlLogin    *login)
{
  lane->at_gate = NULL;
  ptl_runner_answer (lane->runner, says, login);
}

static void
drop (Field *field,
      guint  index)
{
  Lane *lane = &field->lanes[index];

  if (field->entries[index].state == PTL_ENTRY_DROPPED || lane->result != NULL)
    return;

  field->entries[index].state = PTL_ENTRY_DROPPED;
  ptl_runner_cancel (lane->runner);

  if (lane->at_gate != NULL)
    answer (lane, PTL_RACE_STOP, NULL);

  tell (field, index);
}

static void
start (Field *field,
       guint  index)
{
  PtlEntry *entry = &field->entries[index];
  Lane *lane = &field->lanes[index];

  lane->is_running = TRUE;
  entry->state = PTL_ENTRY_CONNECTING;
  entry->holds_socket = TRUE;
  entry->started_ms = get_now_ms (field);
  field->n_running++;

  ptl_runner_make_ready (lane->runner);
  g_thread_pool_push (field->pool, lane->runner, NULL);
}

static void
put_off (Field *field,
         guint  index)
{
  field->entries[index].state = PTL_ENTRY_WAITING;
  field->entries[index].was_put_off = TRUE;
  ptl_runner_cancel (field->lanes[index].runner);
}

static void
take_stage (Field         *field,
            const PtlNews *news)
{
  PtlEntry *entry = &field->entries[news->index];

  field->lanes[news->index].stage = news->stage;

  if (entry->state == PTL_ENTRY_DROPPED || entry->state == PTL_ENTRY_WAITING)
    return;

  /* The clock of patience starts with the SYN, not with the look-up. */
  if (news->stage == PTL_STAGE_TCP)
    entry->started_ms = get_now_ms (field);
  else if (news->stage > PTL_STAGE_TCP && entry->state == PTL_ENTRY_CONNECTING)
    entry->state = PTL_ENTRY_TALKING;

  tell (field, news->index);
}

static void
take_gate (Field         *field,
           const PtlNews *news)
{
  PtlEntry *entry = &field->entries[news->index];
  Lane *lane = &field->lanes[news->index];

  if (entry->state == PTL_ENTRY_DROPPED || entry->state == PTL_ENTRY_WAITING)
    {
      answer (lane, PTL_RACE_STOP, NULL);
      return;
    }

  lane->at_gate = news->result;
  lane->n_rejected = news->n_rejected;
  entry->rtt_ms = lane->at_gate->rtt_ms;
  entry->state = PTL_ENTRY_READY;
  tell (field, news->index);
}

/* Who waits for a port that just took no connection need not try. */
static void
spare (Field *field,
       guint  index)
{
  const PtlCandidate *dead = field->entries[index].candidate;
  const PtlResult *result = field->lanes[index].result;

  if (result->error == NULL || result->stage != PTL_STAGE_TCP)
    return;

  for (guint i = 0; i < field->n_lanes; i++)
    {
      PtlEntry *entry = &field->entries[i];

      if (entry->state != PTL_ENTRY_WAITING || field->lanes[i].is_running ||
          entry->candidate->port != dead->port ||
          g_strcmp0 (entry->candidate->host, dead->host) != 0)
        continue;

      field->lanes[i].result = ptl_result_new_alike (entry->candidate, result);
      field->lanes[i].stage = result->stage;
      entry->state = PTL_ENTRY_FAILED;
      tell (field, i);
    }
}

static void
take_end (Field         *field,
          const PtlNews *news)
{
  PtlEntry *entry = &field->entries[news->index];
  Lane *lane = &field->lanes[news->index];
  g_autoptr(PtlResult) result = news->result;

  lane->is_running = FALSE;
  lane->at_gate = NULL;
  entry->holds_socket = FALSE;
  field->n_running--;

  /* What was dropped, or put off and comes again, has no result. */
  if (entry->state == PTL_ENTRY_DROPPED || entry->state == PTL_ENTRY_WAITING)
    return;

  lane->result = g_steal_pointer (&result);
  lane->stage = lane->result->stage;
  entry->rtt_ms = lane->result->rtt_ms;
  entry->state = lane->result->is_usable ? PTL_ENTRY_READY : PTL_ENTRY_FAILED;
  tell (field, news->index);
  spare (field, news->index);
}

static void
take_news (Field *field,
           guint  again_ms)
{
  g_autofree PtlNews *news = NULL;

  if (again_ms == PTL_PLAN_NEVER)
    news = g_async_queue_pop (field->news);
  else
    news = g_async_queue_timeout_pop (field->news,
                                      MAX (again_ms, 1) * G_TIME_SPAN_MILLISECOND);

  if (news == NULL)
    return;

  switch (news->kind)
    {
    case PTL_NEWS_STAGE:
      take_stage (field, news);
      break;

    case PTL_NEWS_GATE:
      take_gate (field, news);
      break;

    case PTL_NEWS_END:
      take_end (field, news);
      break;

    case PTL_NEWS_CANCELLED:
      for (guint i = 0; i < field->n_lanes; i++)
        drop (field, i);
      break;

    default:
      g_assert_not_reached ();
    }
}

static void
settle (Field *field,
        guint  side,
        int    winner)
{
  field->is_decided[side] = TRUE;
  field->winners[side] = winner;

  for (guint i = 0; i < field->n_lanes; i++)
    {
      if ((int) i != winner && ptl_plan_side (field->entries[i].candidate) == side)
        drop (field, i);
    }
}

static void
decide (Field *field,
        guint *again_ms)
{
  for (guint side = 0; side < PTL_N_SIDES; side++)
    {
      guint index = 0;

      if (field->is_decided[side] || field->race->everything)
        continue;

      switch (ptl_plan_choose (field->entries, field->n_lanes, side, get_now_ms (field),
                               &index, again_ms))
        {
        case PTL_PLAN_WAIT:
          break;

        case PTL_PLAN_TAKE:
          settle (field, side, index);
          break;

        case PTL_PLAN_NONE:
          settle (field, side, PTL_RACE_NOBODY);
          break;

        default:
          g_assert_not_reached ();
        }
    }
}

static void
ask_for_logins (Field *field)
{
  for (guint i = 0; i < field->n_lanes; i++)
    {
      Lane *lane = &field->lanes[i];
      PtlLogin login = { 0 };
      PtlRaceSays says;

      if (lane->at_gate == NULL ||
          field->winners[ptl_plan_side (field->entries[i].candidate)] != (int) i)
        continue;

      says = field->race->login (i, lane->at_gate, lane->n_rejected, &login,
                                 field->race->user_data);

      if (says != PTL_RACE_WAIT)
        answer (lane, says, &login);
    }
}

static void
start_and_put_off (Field *field,
                   guint *again_ms)
{
  int next;

  while ((next = ptl_plan_put_off (field->entries, field->n_lanes,
                                   get_now_ms (field), again_ms)) >= 0)
    put_off (field, next);

  while ((next = ptl_plan_next (field->entries, field->n_lanes,
                                get_now_ms (field), again_ms)) >= 0)
    {
      /* Its thread is still on the way out of the first turn. */
      if (field->lanes[next].is_running)
        break;

      start (field, next);
    }
}

static gboolean
is_over (Field *field)
{
  if (field->n_running > 0)
    return FALSE;

  for (guint i = 0; i < field->n_lanes; i++)
    {
      if (field->entries[i].state == PTL_ENTRY_WAITING)
        return FALSE;
    }

  return TRUE;
}

static void
field_init (Field         *field,
            const PtlRace *race)
{
  field->race = race;
  field->n_lanes = race->candidates->len;
  field->lanes = g_new0 (Lane, field->n_lanes);
  field->entries = g_new0 (PtlEntry, field->n_lanes);
  field->news = g_async_queue_new ();
  field->began_us = g_get_monotonic_time ();
  field->pool = g_thread_pool_new (run_in_thread, NULL, MAX_THREADS, FALSE, NULL);

  for (guint side = 0; side < PTL_N_SIDES; side++)
    field->winners[side] = PTL_RACE_NOBODY;

  for (guint i = 0; i < field->n_lanes; i++)
    {
      PtlCandidate *candidate = g_ptr_array_index (race->candidates, i);
      PtlProbe probe = race->probe;

      probe.allow_insecure = (race->insecure_protocols & (1u << candidate->protocol)) != 0;
      field->entries[i].candidate = candidate;
      field->lanes[i].runner = ptl_runner_new (i, candidate, &probe, race->login != NULL,
                                               field->news);
    }
}

static void
field_clear (Field         *field,
             PtlRaceReport *report)
{
  g_thread_pool_free (field->pool, FALSE, TRUE);

  report->results = g_ptr_array_new ();
  g_ptr_array_set_size (report->results, field->n_lanes);

  for (guint side = 0; side < PTL_N_SIDES; side++)
    report->winners[side] = field->winners[side];

  for (guint i = 0; i < field->n_lanes; i++)
    {
      report->results->pdata[i] = field->lanes[i].result;
      ptl_runner_free (field->lanes[i].runner);
    }

  /* A cancellation that came late. */
  for (PtlNews *news; (news = g_async_queue_try_pop (field->news)) != NULL; )
    g_free (news);

  g_async_queue_unref (field->news);
  g_free (field->lanes);
  g_free (field->entries);
}

void
ptl_race_report_clear (PtlRaceReport *report)
{
  if (report->results == NULL)
    return;

  for (guint i = 0; i < report->results->len; i++)
    g_clear_pointer (&report->results->pdata[i], ptl_result_unref);

  g_clear_pointer (&report->results, g_ptr_array_unref);
}

/**
 * ptl_race_run:
 * @self: who runs, and how
 * @report: (out): what came of it, also after a cancellation; clear it
 * @cancellable: (nullable): ends the race
 * @error: `G_IO_ERROR_CANCELLED`, nothing else
 *
 * Lets the candidates run until both sides have a winner, whose login (if one
 * is wanted) is through, or nobody is left. Then stops the others.
 *
 * Blocks until every thread is back, a few milliseconds after the end.
 *
 * Returns: %FALSE if it was cancelled
 */
gboolean
ptl_race_run (const PtlRace  *self,
              PtlRaceReport  *report,
              GCancellable   *cancellable,
              GError        **error)
{
  Field field = { 0 };
  gulong handler = 0;

  field_init (&field, self);

  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb),
                                     field.news, NULL);

  for (;;)
    {
      guint again_ms = PTL_PLAN_NEVER;

      decide (&field, &again_ms);

      if (self->login != NULL)
        ask_for_logins (&field);

      start_and_put_off (&field, &again_ms);

      if (is_over (&field))
        break;

      take_news (&field, again_ms);
    }

  g_cancellable_disconnect (cancellable, handler);
  field_clear (&field, report);

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}
