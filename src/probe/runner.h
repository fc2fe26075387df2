/* runner.h - one probe of a race, in a thread of its own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "probe/race.h"

G_BEGIN_DECLS

/**
 * PtlNewsKind:
 * @PTL_NEWS_STAGE: a step begins
 * @PTL_NEWS_GATE: a login would come next; the runner waits for an answer
 * @PTL_NEWS_END: the runner is done; the news owns its result
 * @PTL_NEWS_CANCELLED: from nobody: the race is to end
 */
typedef enum
{
  PTL_NEWS_STAGE,
  PTL_NEWS_GATE,
  PTL_NEWS_END,
  PTL_NEWS_CANCELLED,
} PtlNewsKind;

/**
 * PtlNews:
 *
 * What a runner tells the thread that runs the race.
 */
typedef struct
{
  PtlNewsKind  kind;
  guint        index;
  PtlStage     stage;
  gpointer     result;
  guint        n_rejected;
} PtlNews;

typedef struct _PtlRunner PtlRunner;

PtlRunner *ptl_runner_new          (guint            index,
                                    PtlCandidate    *candidate,
                                    const PtlProbe  *probe,
                                    gboolean         has_gate,
                                    GAsyncQueue     *news);
void       ptl_runner_free         (PtlRunner       *self);
void       ptl_runner_make_ready   (PtlRunner       *self);
void       ptl_runner_run          (PtlRunner       *self);
void       ptl_runner_cancel       (PtlRunner       *self);
void       ptl_runner_answer       (PtlRunner       *self,
                                    PtlRaceSays      says,
                                    PtlLogin        *login);
void       ptl_news_send           (GAsyncQueue     *queue,
                                    PtlNewsKind      kind,
                                    guint            index,
                                    PtlStage         stage,
                                    gpointer         result,
                                    guint            n_rejected);

G_END_DECLS
