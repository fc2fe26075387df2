/* work.h - the story as one blocking call, for the thread behind PtlSetup
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "setup/attempt.h"
#include "setup/setup.h"

G_BEGIN_DECLS

/**
 * PtlWorkField:
 * @candidates: (element-type PtlCandidate): who will be tried now
 *
 * Told when a field is known: once for a search, again for each remedy.
 */
typedef void (*PtlWorkField) (GPtrArray        *candidates,
                              gpointer          user_data);

/**
 * PtlWorkStep:
 * @index: of the candidate in the field told last
 * @state: where it is
 * @stage: its step
 * @result: (nullable): at its end
 * @verdict: (nullable): what that means
 *
 * Told about each step, in the working thread.
 */
typedef void (*PtlWorkStep)  (guint             index,
                              PtlAttemptState   state,
                              PtlStage          stage,
                              PtlResult        *result,
                              const PtlVerdict *verdict,
                              gpointer          user_data);

/**
 * PtlWork:
 * @network: the world
 * @order: what is wanted
 * @field: told who will be tried
 * @step: told about each step
 * @user_data: for both
 */
typedef struct
{
  PtlNetwork     *network;
  const PtlOrder *order;
  PtlWorkField    field;
  PtlWorkStep     step;
  gpointer        user_data;
} PtlWork;

PtlOutcome *ptl_work_run     (const PtlWork   *self,
                              GCancellable    *cancellable,
                              GError         **error);
void        ptl_order_copy   (const PtlOrder  *order,
                              PtlOrder        *copy);
PtlFinding *ptl_finding_new  (PtlCandidate    *candidate,
                              PtlResult       *result,
                              PtlVerdict      *verdict);
void        ptl_finding_free (PtlFinding      *self);
gboolean    ptl_finding_works (const PtlFinding *self);
PtlOutcome *ptl_outcome_new  (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlFinding, ptl_finding_free)

G_END_DECLS
