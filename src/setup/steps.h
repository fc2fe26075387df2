/* steps.h - what a test says of one server, in three steps
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "setup/attempt.h"
#include "setup/draft.h"

G_BEGIN_DECLS

/**
 * PtlStepKind:
 * @PTL_STEP_REACH: find and reach the server
 * @PTL_STEP_SECURE: secure the connection
 * @PTL_STEP_SIGN_IN: sign in
 *
 * The steps of a test, as people think of them.
 */
typedef enum
{
  PTL_STEP_REACH,
  PTL_STEP_SECURE,
  PTL_STEP_SIGN_IN,
  PTL_N_STEPS
} PtlStepKind;

/**
 * PtlStepState:
 * @PTL_STEP_WAITING: its turn will come
 * @PTL_STEP_RUNNING: it is being done
 * @PTL_STEP_DONE: done well
 * @PTL_STEP_WARNING: done, with something to be said about it
 * @PTL_STEP_FAILED: here it ended
 * @PTL_STEP_SKIPPED: its turn will not come
 */
typedef enum
{
  PTL_STEP_WAITING,
  PTL_STEP_RUNNING,
  PTL_STEP_DONE,
  PTL_STEP_WARNING,
  PTL_STEP_FAILED,
  PTL_STEP_SKIPPED,
} PtlStepState;

/**
 * PtlStep:
 * @state: how it stands
 * @text: one sentence on it, translated; plain text, maybe empty
 */
typedef struct
{
  PtlStepState  state;
  char         *text;
} PtlStep;

const char   *ptl_step_get_title      (PtlStepKind       kind);
const char   *ptl_step_state_get_word (PtlStepState      state);
void          ptl_steps_clear         (PtlStep          *steps);
void          ptl_steps_read_attempt  (PtlAttempt       *attempt,
                                       gboolean          is_over,
                                       PtlStep          *steps);
void          ptl_steps_read_result   (const PtlResult  *result,
                                       const PtlVerdict *verdict,
                                       const char       *user,
                                       PtlStep          *steps);
void          ptl_steps_read_draft    (PtlDraft         *draft,
                                       PtlDraftSides     side,
                                       PtlStep          *steps);

G_END_DECLS
