/* identity-page.h - the wizard asks who the mail is for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/wizard-page.h"

G_BEGIN_DECLS

#define PTL_TYPE_IDENTITY_PAGE (ptl_identity_page_get_type ())

G_DECLARE_FINAL_TYPE (PtlIdentityPage, ptl_identity_page, PTL, IDENTITY_PAGE, PtlWizardPage)

G_END_DECLS
