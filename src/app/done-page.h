/* done-page.h - the wizard saves the account and says what was saved where
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/wizard-page.h"

G_BEGIN_DECLS

#define PTL_TYPE_DONE_PAGE (ptl_done_page_get_type ())

G_DECLARE_FINAL_TYPE (PtlDonePage, ptl_done_page, PTL, DONE_PAGE, PtlWizardPage)

G_END_DECLS
