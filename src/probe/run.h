/* run.h - a probe while it runs: what its files share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/connect.h"
#include "net/tls-stream.h"
#include "probe/probe.h"
#include "proto/dialogue.h"

G_BEGIN_DECLS

/**
 * PtlRun:
 * @probe: what to do
 * @dialogue: in which language
 * @result: the record, filled in on the way
 * @cancellable: (nullable): ends it
 * @tcp: (nullable): the connection
 * @tls: (nullable): TLS on it
 * @transcript: what was said
 * @session: (nullable): the conversation
 * @began_us: when it began
 * @step_us: when the step began
 */
typedef struct
{
  const PtlProbe    *probe;
  const PtlDialogue *dialogue;
  PtlResult         *result;
  GCancellable      *cancellable;
  PtlTcpStream      *tcp;
  PtlTlsStream      *tls;
  PtlTranscript     *transcript;
  PtlSession        *session;
  gint64             began_us;
  gint64             step_us;
} PtlRun;

void      ptl_run_begin         (PtlRun    *run,
                                 PtlStage   stage,
                                 guint      limit_ms);
void      ptl_run_end           (PtlRun    *run);
void      ptl_run_copy_replies  (PtlRun    *run);
gboolean  ptl_run_offers_login  (PtlRun    *run,
                                 GError   **error);
gboolean  ptl_run_sign_in       (PtlRun    *run,
                                 GError   **error);

G_END_DECLS
