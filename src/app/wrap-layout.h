/* wrap-layout.h - side by side where there is room, one below the other where not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PTL_TYPE_WRAP_LAYOUT (ptl_wrap_layout_get_type ())

G_DECLARE_FINAL_TYPE (PtlWrapLayout, ptl_wrap_layout, PTL, WRAP_LAYOUT, GtkLayoutManager)

G_END_DECLS
