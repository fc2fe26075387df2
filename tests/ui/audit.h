/* audit.h - what is wrong with a window for somebody without a pointer, or with little room
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Every function returns sentences, none if all is well. */
GStrv audit_width     (GtkWindow *window);
GStrv audit_text      (GtkWindow *window);
GStrv audit_mnemonics (GtkWindow *window);
GStrv audit_tab       (GtkWindow *window);
GStrv audit_tooltips  (GtkWindow *window);

G_END_DECLS
