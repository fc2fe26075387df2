/* attempt.h - one row of progress: a server that is being tried
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/candidate.h"
#include "probe/diagnosis.h"
#include "probe/result.h"

G_BEGIN_DECLS

/**
 * PtlAttemptState:
 * @PTL_ATTEMPT_WAITING: not begun
 * @PTL_ATTEMPT_RUNNING: in the step that `stage` tells
 * @PTL_ATTEMPT_USABLE: answered, proven, offers a login
 * @PTL_ATTEMPT_LOGGED_IN: took the login
 * @PTL_ATTEMPT_FAILED: did not work; `verdict` says why
 * @PTL_ATTEMPT_DROPPED: stopped, because a better one worked
 */
typedef enum
{
  PTL_ATTEMPT_WAITING,
  PTL_ATTEMPT_RUNNING,
  PTL_ATTEMPT_USABLE,
  PTL_ATTEMPT_LOGGED_IN,
  PTL_ATTEMPT_FAILED,
  PTL_ATTEMPT_DROPPED,
} PtlAttemptState;

#define PTL_TYPE_ATTEMPT_STATE (ptl_attempt_state_get_type ())
#define PTL_TYPE_ATTEMPT       (ptl_attempt_get_type ())

G_DECLARE_FINAL_TYPE (PtlAttempt, ptl_attempt, PTL, ATTEMPT, GObject)

GType             ptl_attempt_state_get_type (void);

PtlAttempt       *ptl_attempt_new            (PtlCandidate      *candidate);
PtlCandidate     *ptl_attempt_get_candidate  (PtlAttempt        *self);
PtlAttemptState   ptl_attempt_get_state      (PtlAttempt        *self);
PtlStage          ptl_attempt_get_stage      (PtlAttempt        *self);
guint             ptl_attempt_get_elapsed_ms (PtlAttempt        *self);
PtlResult        *ptl_attempt_get_result     (PtlAttempt        *self);
const PtlVerdict *ptl_attempt_get_verdict    (PtlAttempt        *self);
gboolean          ptl_attempt_is_absent      (PtlAttempt        *self);
void              ptl_attempt_begin          (PtlAttempt        *self,
                                              PtlStage           stage);
void              ptl_attempt_end            (PtlAttempt        *self,
                                              PtlAttemptState    state,
                                              PtlResult         *result,
                                              const PtlVerdict  *verdict);

G_END_DECLS
