/* wrap-buttons.c - buttons whose words take more than one line where there is little room
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/wrap-buttons.h"

/**
 * ptl_wrap_buttons:
 * @root: a button, or what has buttons in it
 *
 * Lets the words of every button wrap. A button of GTK is never narrower than
 * its words in one line: with large letters, or in German, that is more than a
 * narrow window has.
 */
void
ptl_wrap_buttons (GtkWidget *root)
{
  GtkWidget *label = GTK_IS_BUTTON (root) ? gtk_button_get_child (GTK_BUTTON (root)) : NULL;

  if (GTK_IS_LABEL (label))
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
    }

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    ptl_wrap_buttons (child);
}
