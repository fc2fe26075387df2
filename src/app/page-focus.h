/* page-focus.h - where the keyboard goes on a new page, and what fits its header bar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void        ptl_focus_page        (GtkWidget  *page,
                                   GtkWidget  *next_button,
                                   GtkWidget  *back_button);
const char *ptl_narrow_decoration (const char *layout);

G_END_DECLS
