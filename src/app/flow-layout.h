/* flow-layout.h - children in a line, and in further lines where that is too wide
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PTL_TYPE_FLOW_LAYOUT (ptl_flow_layout_get_type ())

G_DECLARE_FINAL_TYPE (PtlFlowLayout, ptl_flow_layout, PTL, FLOW_LAYOUT, GtkLayoutManager)

G_END_DECLS
