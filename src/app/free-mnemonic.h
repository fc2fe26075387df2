/* free-mnemonic.h - a mnemonic for what is called something new each time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

char *ptl_free_mnemonic            (GtkWidget  *where,
                                    const char *label);
void  ptl_free_mnemonic_for_button (GtkButton  *button,
                                    const char *label,
                                    gunichar    wish);
void  ptl_free_mnemonic_again      (GtkButton  *button);

G_END_DECLS
