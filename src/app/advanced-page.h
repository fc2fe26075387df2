/* advanced-page.h - the Advanced page: every number in reach, and explained
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/wizard-page.h"

G_BEGIN_DECLS

#define PTL_TYPE_ADVANCED_PAGE (ptl_advanced_page_get_type ())

G_DECLARE_FINAL_TYPE (PtlAdvancedPage, ptl_advanced_page, PTL, ADVANCED_PAGE, PtlWizardPage)

G_END_DECLS
