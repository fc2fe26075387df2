/* column-layout.h - one below the other, as wide as there is room
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PTL_TYPE_COLUMN_LAYOUT (ptl_column_layout_get_type ())

G_DECLARE_FINAL_TYPE (PtlColumnLayout, ptl_column_layout, PTL, COLUMN_LAYOUT, GtkLayoutManager)

GtkLayoutManager *ptl_column_layout_new (void);

G_END_DECLS
