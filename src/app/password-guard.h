/* password-guard.h - an entry that a password may be typed into
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void ptl_guard_password (GtkEditable *entry);

G_END_DECLS
