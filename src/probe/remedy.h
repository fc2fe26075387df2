/* remedy.h - what to try next, with the numbers filled in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "probe/diagnosis.h"
#include "probe/evidence.h"
#include "probe/verdict-table.h"

G_BEGIN_DECLS

GPtrArray *ptl_remedies_for (const PtlEvidence   *evidence,
                             const PtlFix        *fixes,
                             gsize                n_fixes);
PtlRemedy *ptl_remedy_copy  (const PtlRemedy     *self);
void       ptl_remedy_free  (PtlRemedy           *self);

G_END_DECLS
