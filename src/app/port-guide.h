/* port-guide.h - the port guide: a window to look every port of mail up in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "setup/draft.h"

G_BEGIN_DECLS

#define PTL_TYPE_PORT_GUIDE (ptl_port_guide_get_type ())

G_DECLARE_FINAL_TYPE (PtlPortGuide, ptl_port_guide, PTL, PORT_GUIDE, AdwWindow)

void ptl_port_guide_present (GtkWindow *parent,
                             PtlDraft  *draft);

G_END_DECLS
