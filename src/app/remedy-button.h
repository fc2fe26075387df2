/* remedy-button.h - the button that does what a verdict proposes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "setup/draft.h"

G_BEGIN_DECLS

#define PTL_TYPE_REMEDY_BUTTON (ptl_remedy_button_get_type ())

G_DECLARE_FINAL_TYPE (PtlRemedyButton, ptl_remedy_button, PTL, REMEDY_BUTTON, GtkButton)

GtkWidget *ptl_remedy_button_new (const PtlRemedy *remedy,
                                  PtlDraft        *draft,
                                  PtlDraftSides    side,
                                  guint            index);
void       ptl_remedy_button_update_mnemonic (PtlRemedyButton *self);

G_END_DECLS
