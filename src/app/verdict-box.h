/* verdict-box.h - one verdict: what happened, why, and the button that helps
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/draft-view.h"

G_BEGIN_DECLS

#define PTL_TYPE_VERDICT_BOX (ptl_verdict_box_get_type ())

G_DECLARE_FINAL_TYPE (PtlVerdictBox, ptl_verdict_box, PTL, VERDICT_BOX, PtlDraftView)

GtkWidget *ptl_verdict_box_new         (void);
void       ptl_verdict_box_set_verdict (PtlVerdictBox    *self,
                                        const PtlVerdict *verdict);
gboolean   ptl_verdict_box_take_focus  (PtlVerdictBox    *self);

G_END_DECLS
