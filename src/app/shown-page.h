/* shown-page.h - assistive technology is told of the page that is shown, and of no other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void ptl_tell_shown_page (GtkWidget *stack);

G_END_DECLS
