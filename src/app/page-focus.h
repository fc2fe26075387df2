/* page-focus.h - where the keyboard goes on a new page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void ptl_release_focus (GtkWidget *stack);
void ptl_focus_page    (GtkWidget *page,
                        GtkWidget *next_button,
                        GtkWidget *back_button);
void ptl_refocus_page  (GtkWidget *page,
                        GtkWidget *next_button,
                        GtkWidget *back_button);

G_END_DECLS
