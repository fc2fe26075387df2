/* header-fit.h - what fits the header bar of the wizard, in a narrow window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

const char *ptl_narrow_decoration  (const char   *layout);
void        ptl_follow_decoration  (AdwHeaderBar *header_bar);
void        ptl_fit_header_buttons (GtkWidget    *back_button,
                                    GtkWidget    *next_button);
char       *ptl_describe_step      (const char   *page);

G_END_DECLS
