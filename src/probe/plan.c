/* plan.c - which candidate to start, to wait for, to take; pure
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "probe/plan.h"

/* A SYN is answered in a round trip; three allow for one that was held up,
 * the constant for a busy machine. A lost SYN is not sent again before a
 * second has passed (RFC 6298), so that more patience would gain nothing. */
#define CONNECT_ROUND_TRIPS 3
#define CONNECT_SLACK_MS    100

/* TCP, TLS, greeting, capabilities and as much again. */
#define TALK_ROUND_TRIPS 10
#define TALK_SLACK_MS    500

/* In the same tier the order of the hosts counts only against somebody who is
 * about to be ready as well, or who had hardly the time to connect. */
#define TIE_ROUND_TRIPS         5
#define TIE_CONNECT_ROUND_TRIPS 2
#define TIE_SLACK_MS            50

/* A stronger source is worth more patience than a nicer port. */
#define SOURCE_SLACK_MS 2000

/* Whoever has not connected by now makes room if others wait for it. */
#define PUT_OFF_AFTER_MS 600

/* Before anything was measured. */
#define UNKNOWN_RTT_MS 100

PtlSide
ptl_plan_side (const PtlCandidate *candidate)
{
  return candidate->protocol == PTL_PROTOCOL_SMTP ? PTL_SIDE_OUTGOING : PTL_SIDE_INCOMING;
}

/* Smaller is better: IMAP before POP3, TLS before STARTTLS before nothing, 25
 * (which is for servers) last. */
static guint
tier_of (const PtlCandidate *candidate)
{
  guint tier = candidate->protocol == PTL_PROTOCOL_POP3 ? 8 : 0;

  tier += candidate->security * 2;

  if (candidate->protocol == PTL_PROTOCOL_SMTP && candidate->port == 25)
    tier++;

  return tier;
}

static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      data)
{
  const PtlCandidate *one = *(PtlCandidate * const *) a;
  const PtlCandidate *other = *(PtlCandidate * const *) b;

  if (one->source != other->source)
    return one->source < other->source ? -1 : 1;

  return (int) tier_of (one) - (int) tier_of (other);
}

/**
 * ptl_plan_sort:
 * @candidates: (element-type PtlCandidate): who may run
 *
 * Sorts by preference: source, protocol, security; else the order stays.
 */
void
ptl_plan_sort (GPtrArray *candidates)
{
  g_ptr_array_sort_with_data (candidates, compare, NULL);
}

static void
sooner (guint *again_ms,
        guint  when_ms,
        guint  now_ms)
{
  guint wait_ms = when_ms > now_ms ? when_ms - now_ms : 0;

  *again_ms = MIN (*again_ms, wait_ms);
}

static gboolean
is_pending (const PtlEntry *entry)
{
  return entry->state == PTL_ENTRY_WAITING ||
         entry->state == PTL_ENTRY_CONNECTING ||
         entry->state == PTL_ENTRY_TALKING;
}

/* Whether a host can take one more now; if only the time is not right yet,
 * @again_ms says when. */
static gboolean
host_has_room (const PtlEntry *entries,
               guint           n_entries,
               const char     *host,
               guint           now_ms,
               guint          *again_ms)
{
  guint n_sockets = 0;
  guint free_at_ms = 0;

  for (guint i = 0; i < n_entries; i++)
    {
      if (g_strcmp0 (entries[i].candidate->host, host) != 0 || !entries[i].holds_socket)
        continue;

      n_sockets++;
      free_at_ms = MAX (free_at_ms, entries[i].started_ms + PTL_PLAN_STAGGER_MS);
    }

  if (n_sockets >= PTL_PLAN_MAX_PER_HOST)
    return FALSE;

  if (n_sockets == 0 || free_at_ms <= now_ms)
    return TRUE;

  sooner (again_ms, free_at_ms, now_ms);
  return FALSE;
}

static guint
count_sockets (const PtlEntry *entries,
               guint           n_entries)
{
  guint n_sockets = 0;

  for (guint i = 0; i < n_entries; i++)
    n_sockets += entries[i].holds_socket ? 1 : 0;

  return n_sockets;
}

/**
 * ptl_plan_next:
 * @entries: (array length=n_entries): the field, sorted by preference
 * @n_entries: how many
 * @now_ms: the time of the race
 * @again_ms: (inout): lowered to the milliseconds after which to ask again
 *
 * Whose turn it is: both sides alike, the best tier first, at most
 * %PTL_PLAN_MAX_SOCKETS in all and %PTL_PLAN_MAX_PER_HOST on a host, which
 * gets the next %PTL_PLAN_STAGGER_MS after the last.
 *
 * Returns: an index, or -1 if nobody may start now
 */
int
ptl_plan_next (const PtlEntry *entries,
               guint           n_entries,
               guint           now_ms,
               guint          *again_ms)
{
  int best = -1;
  guint best_key = G_MAXUINT;

  if (count_sockets (entries, n_entries) >= PTL_PLAN_MAX_SOCKETS)
    return -1;

  for (guint i = 0; i < n_entries; i++)
    {
      const PtlEntry *entry = &entries[i];
      guint key = entry->candidate->source * 64 + tier_of (entry->candidate);

      if (entry->was_put_off)
        key += 64 * 64;

      if (entry->state != PTL_ENTRY_WAITING || key >= best_key)
        continue;

      if (!host_has_room (entries, n_entries, entry->candidate->host, now_ms, again_ms))
        continue;

      best = i;
      best_key = key;
    }

  return best;
}

/**
 * ptl_plan_put_off:
 * @entries: (array length=n_entries): the field
 * @n_entries: how many
 * @now_ms: the time of the race
 * @again_ms: (inout): lowered to the milliseconds after which to ask again
 *
 * Who has to make room: a filtered port must not keep the others waiting. It
 * gets a second turn, with all the time it wants, when nobody else waits.
 *
 * Returns: an index, or -1
 */
int
ptl_plan_put_off (const PtlEntry *entries,
                  guint           n_entries,
                  guint           now_ms,
                  guint          *again_ms)
{
  gboolean somebody_waits = FALSE;

  for (guint i = 0; i < n_entries; i++)
    {
      if (entries[i].state == PTL_ENTRY_WAITING && !entries[i].was_put_off)
        somebody_waits = TRUE;
    }

  if (!somebody_waits)
    return -1;

  for (guint i = 0; i < n_entries; i++)
    {
      guint due_ms = entries[i].started_ms + PUT_OFF_AFTER_MS;

      if (entries[i].state != PTL_ENTRY_CONNECTING || entries[i].was_put_off)
        continue;

      if (due_ms <= now_ms)
        return i;

      sooner (again_ms, due_ms, now_ms);
    }

  return -1;
}

/* Until when it makes sense to wait for @entry, which would be better than
 * @ready, if that one is there already. */
static guint
patience_ends_ms (const PtlEntry *entry,
                  const PtlEntry *ready)
{
  guint rtt_ms = ready->rtt_ms > 0 ? ready->rtt_ms : UNKNOWN_RTT_MS;
  guint end_ms = entry->started_ms;

  if (entry->was_put_off)
    return 0;

  if (compare (&entry->candidate, &ready->candidate, NULL) == 0)
    {
      guint n_round_trips = entry->state == PTL_ENTRY_TALKING ? TIE_ROUND_TRIPS
                                                              : TIE_CONNECT_ROUND_TRIPS;

      return entry->state == PTL_ENTRY_WAITING ? 0
                                               : end_ms + n_round_trips * rtt_ms + TIE_SLACK_MS;
    }

  if (entry->state == PTL_ENTRY_WAITING)
    return PTL_PLAN_NEVER;

  if (entry->state == PTL_ENTRY_CONNECTING)
    end_ms += CONNECT_ROUND_TRIPS * rtt_ms + CONNECT_SLACK_MS;
  else
    end_ms += TALK_ROUND_TRIPS * rtt_ms + TALK_SLACK_MS;

  if (entry->candidate->source < ready->candidate->source)
    end_ms += SOURCE_SLACK_MS;

  return end_ms;
}

/**
 * ptl_plan_choose:
 * @entries: (array length=n_entries): the field, sorted by preference
 * @n_entries: how many
 * @side: which server is wanted
 * @now_ms: the time of the race
 * @index: (out): the one to take
 * @again_ms: (inout): lowered to the milliseconds after which to ask again
 *
 * Decides between what answered and what may still answer. The first usable of
 * a tier ends the tier; a better tier is waited for no longer than the measured
 * round trip justifies.
 *
 * Returns: what to do
 */
PtlPlanAnswer
ptl_plan_choose (const PtlEntry *entries,
                 guint           n_entries,
                 PtlSide         side,
                 guint           now_ms,
                 guint          *index,
                 guint          *again_ms)
{
  const PtlEntry *ready = NULL;
  gboolean may_come = FALSE;

  for (guint i = 0; i < n_entries && ready == NULL; i++)
    {
      if (ptl_plan_side (entries[i].candidate) != side)
        continue;

      may_come = may_come || is_pending (&entries[i]);

      if (entries[i].state == PTL_ENTRY_READY)
        {
          ready = &entries[i];
          *index = i;
        }
    }

  if (ready == NULL)
    return may_come ? PTL_PLAN_WAIT : PTL_PLAN_NONE;

  for (guint i = 0; i < *index; i++)
    {
      guint end_ms;

      if (ptl_plan_side (entries[i].candidate) != side || !is_pending (&entries[i]))
        continue;

      end_ms = patience_ends_ms (&entries[i], ready);

      if (end_ms > now_ms)
        {
          if (end_ms != PTL_PLAN_NEVER)
            sooner (again_ms, end_ms, now_ms);
          return PTL_PLAN_WAIT;
        }
    }

  return PTL_PLAN_TAKE;
}
