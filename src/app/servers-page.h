/* servers-page.h - the wizard looks for the servers and shows what it found
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/wizard-page.h"

G_BEGIN_DECLS

#define PTL_TYPE_SERVERS_PAGE (ptl_servers_page_get_type ())

G_DECLARE_FINAL_TYPE (PtlServersPage, ptl_servers_page, PTL, SERVERS_PAGE, PtlWizardPage)

G_END_DECLS
