/* test-page.h - both servers tested, side by side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/wizard-page.h"

G_BEGIN_DECLS

#define PTL_TYPE_TEST_PAGE (ptl_test_page_get_type ())

G_DECLARE_FINAL_TYPE (PtlTestPage, ptl_test_page, PTL, TEST_PAGE, PtlWizardPage)

GtkWidget *ptl_test_page_new (void);

G_END_DECLS
