/* by-id.c - a widget by what its template calls it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "by-id.h"

/* The first one, or NULL. */
GtkWidget *
by_id (GtkWidget  *root,
       const char *id)
{
  GtkWidget *found = NULL;

  if (g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (root)), id) == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = by_id (child, id);

  return found;
}
