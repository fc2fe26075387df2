/* report.h - what was found out, for people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/output.h"
#include "setup/setup.h"

G_BEGIN_DECLS

void ptl_report_verdict  (const PtlOutput  *output,
                          GString          *page,
                          const PtlFinding *finding);
void ptl_report_facts    (const PtlOutput  *output,
                          GString          *page,
                          const PtlFinding *finding);
void ptl_report_transcript (const PtlOutput  *output,
                            GString          *page,
                            const PtlFinding *finding);
void ptl_report_choice   (const PtlOutput  *output,
                          GString          *page,
                          const PtlOutcome *outcome);

G_END_DECLS
