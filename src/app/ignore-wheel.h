/* ignore-wheel.h - numbers that do not change while the page is scrolled
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void ptl_ignore_wheel (GtkWidget *widget);

G_END_DECLS
