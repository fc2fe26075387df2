/* plan.h - which candidate to start, to wait for, to take; pure
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/candidate.h"

G_BEGIN_DECLS

/**
 * PtlSide:
 * @PTL_SIDE_INCOMING: IMAP or POP3
 * @PTL_SIDE_OUTGOING: SMTP
 *
 * An account needs one server of each.
 */
typedef enum
{
  PTL_SIDE_INCOMING,
  PTL_SIDE_OUTGOING,
} PtlSide;

#define PTL_N_SIDES 2

/**
 * PtlEntryState:
 * @PTL_ENTRY_WAITING: not started
 * @PTL_ENTRY_CONNECTING: no connection yet
 * @PTL_ENTRY_TALKING: something answers
 * @PTL_ENTRY_READY: usable
 * @PTL_ENTRY_FAILED: not usable
 * @PTL_ENTRY_DROPPED: not needed any more
 */
typedef enum
{
  PTL_ENTRY_WAITING,
  PTL_ENTRY_CONNECTING,
  PTL_ENTRY_TALKING,
  PTL_ENTRY_READY,
  PTL_ENTRY_FAILED,
  PTL_ENTRY_DROPPED,
} PtlEntryState;

/**
 * PtlEntry:
 * @candidate: who runs
 * @state: where it is
 * @holds_socket: whether it has a connection, or is trying to get one
 * @was_put_off: it had its turn and did not connect
 * @started_ms: when it left WAITING, in milliseconds of the race
 * @rtt_ms: its round trip, 0 if not known
 *
 * One runner of a race, as the plan sees it.
 */
typedef struct
{
  PtlCandidate  *candidate;
  PtlEntryState  state;
  gboolean       holds_socket;
  gboolean       was_put_off;
  guint          started_ms;
  guint          rtt_ms;
} PtlEntry;

/**
 * PtlPlanAnswer:
 * @PTL_PLAN_WAIT: something better may still come
 * @PTL_PLAN_TAKE: this one
 * @PTL_PLAN_NONE: nobody is left
 */
typedef enum
{
  PTL_PLAN_WAIT,
  PTL_PLAN_TAKE,
  PTL_PLAN_NONE,
} PtlPlanAnswer;

/* RFC 8305 recommends 250 ms between attempts; a host sees two of ours at most
 * and all together eight (servers count connections per client). */
#define PTL_PLAN_STAGGER_MS    250
#define PTL_PLAN_MAX_SOCKETS   8
#define PTL_PLAN_MAX_PER_HOST  2

/* "Ask again when something happens." */
#define PTL_PLAN_NEVER G_MAXUINT

PtlSide        ptl_plan_side     (const PtlCandidate  *candidate);
void           ptl_plan_sort     (GPtrArray           *candidates);
int            ptl_plan_next     (const PtlEntry      *entries,
                                  guint                n_entries,
                                  guint                now_ms,
                                  guint               *again_ms);
int            ptl_plan_put_off  (const PtlEntry      *entries,
                                  guint                n_entries,
                                  guint                now_ms,
                                  guint               *again_ms);
PtlPlanAnswer  ptl_plan_choose   (const PtlEntry      *entries,
                                  guint                n_entries,
                                  PtlSide              side,
                                  guint                now_ms,
                                  guint               *index,
                                  guint               *again_ms);

G_END_DECLS
