/* wizard.h - from an address to an account that works, page by page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "setup/draft.h"

G_BEGIN_DECLS

#define PTL_TYPE_WIZARD (ptl_wizard_get_type ())

G_DECLARE_FINAL_TYPE (PtlWizard, ptl_wizard, PTL, WIZARD, AdwBin)

GtkWidget  *ptl_wizard_new         (PtlDraft   *draft);
void        ptl_wizard_set_address (PtlWizard  *self,
                                    const char *address);
PtlDraft   *ptl_wizard_get_draft   (PtlWizard  *self);
const char *ptl_wizard_get_page    (PtlWizard  *self);
void        ptl_wizard_show_page   (PtlWizard  *self,
                                    const char *page);
void        ptl_wizard_close       (PtlWizard  *self);

G_END_DECLS
