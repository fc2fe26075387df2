/* race.h - many probes at once; the plan says who wins
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "probe/plan.h"
#include "probe/probe.h"

G_BEGIN_DECLS

/**
 * PtlRaceSays:
 * @PTL_RACE_WAIT: not now; ask again when something has happened
 * @PTL_RACE_GO: sign in
 * @PTL_RACE_STOP: do not
 */
typedef enum
{
  PTL_RACE_WAIT,
  PTL_RACE_GO,
  PTL_RACE_STOP,
} PtlRaceSays;

/**
 * PtlRaceLogin:
 * @index: who has won its side, and is at the point of signing in
 * @result: what it saw so far
 * @n_rejected: how many of its logins were refused
 * @login: (out): whom to sign in as, if the answer is %PTL_RACE_GO
 *
 * Asked in the caller's thread.
 */
typedef PtlRaceSays (*PtlRaceLogin) (guint            index,
                                     const PtlResult *result,
                                     guint            n_rejected,
                                     PtlLogin        *login,
                                     gpointer         user_data);

/**
 * PtlRaceWatch:
 * @index: who
 * @entry: where it is now
 * @stage: its step
 * @result: (nullable): set once it is at its end
 *
 * Told in the caller's thread.
 */
typedef void        (*PtlRaceWatch) (guint            index,
                                     const PtlEntry  *entry,
                                     PtlStage         stage,
                                     PtlResult       *result,
                                     gpointer         user_data);

/**
 * PtlRace:
 * @candidates: (element-type PtlCandidate): who runs, sorted by preference
 * @probe: how; its gate, watch and data are the race's own business
 * @insecure_protocols: bits `1 << PTL_PROTOCOL_…` of those whose candidates
 *   may send the password without TLS
 * @everything: let everybody run to the end, nobody wins
 * @login: (nullable): decides about logins; without it nobody signs in
 * @watch: (nullable): told about each step
 * @user_data: for both
 *
 * A race to be run.
 */
typedef struct
{
  GPtrArray    *candidates;
  PtlProbe      probe;
  guint         insecure_protocols;
  gboolean      everything;
  PtlRaceLogin  login;
  PtlRaceWatch  watch;
  gpointer      user_data;
} PtlRace;

/* PtlRaceReport.winners: nobody. */
#define PTL_RACE_NOBODY (-1)

/**
 * PtlRaceReport:
 * @results: (element-type PtlResult): one for each candidate, %NULL for those
 *   that never came to an end of their own
 * @winners: the index of the one to take for each [enum@Side]
 */
typedef struct
{
  GPtrArray *results;
  int        winners[PTL_N_SIDES];
} PtlRaceReport;

gboolean ptl_race_run          (const PtlRace  *self,
                                PtlRaceReport  *report,
                                GCancellable   *cancellable,
                                GError        **error);
void     ptl_race_report_clear (PtlRaceReport  *report);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PtlRaceReport, ptl_race_report_clear)

G_END_DECLS
