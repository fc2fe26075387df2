/* control.h - second connections that tell why the first did not work
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "probe/probe.h"
#include "proto/dialogue.h"

G_BEGIN_DECLS

void      ptl_control_open_ports (PtlNetwork            *network,
                                  const PtlCandidate    *candidate,
                                  const PtlProbeLimits  *limits,
                                  GArray                *open_ports,
                                  GCancellable          *cancellable);
gboolean  ptl_control_speaks_tls (PtlNetwork            *network,
                                  const PtlCandidate    *candidate,
                                  const PtlDialogue     *dialogue,
                                  const PtlProbeLimits  *limits,
                                  GCancellable          *cancellable);
char     *ptl_control_old_tls    (PtlNetwork            *network,
                                  const PtlCandidate    *candidate,
                                  const PtlDialogue     *dialogue,
                                  const PtlProbeLimits  *limits,
                                  GCancellable          *cancellable);

G_END_DECLS
