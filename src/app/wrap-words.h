/* wrap-words.h - words that take more than one line where there is little room
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void ptl_wrap_words   (GtkWidget *root);
void ptl_wrap_names   (GtkWidget *root);
void ptl_wrap_heading (GtkWidget *question);

G_END_DECLS
