/* details-window.h - everything a test saw of one server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "setup/draft.h"

G_BEGIN_DECLS

#define PTL_TYPE_DETAILS_WINDOW (ptl_details_window_get_type ())

G_DECLARE_FINAL_TYPE (PtlDetailsWindow, ptl_details_window, PTL, DETAILS_WINDOW, AdwWindow)

void ptl_details_window_present (GtkWindow     *parent,
                                 PtlDraft      *draft,
                                 PtlDraftSides  side);

G_END_DECLS
