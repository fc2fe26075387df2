/* fact-row.h - a row that tells one fact, in whoever's words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget *ptl_fact_row_new (const char          *what,
                             const char          *fact);
void       ptl_fact_row_add (AdwPreferencesGroup *group,
                             const char          *what,
                             const char          *fact);

G_END_DECLS
