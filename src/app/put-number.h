/* put-number.h - a number that is put in from outside counts at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void ptl_take_put_number (GtkSpinButton *spin);

G_END_DECLS
