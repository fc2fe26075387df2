/* by-id.h - a widget by what its template calls it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

GtkWidget *by_id (GtkWidget  *root,
                  const char *id);
