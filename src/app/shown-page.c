/* shown-page.c - assistive technology is told of the page that is shown, and of no other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/shown-page.h"

static void
hide (GtkAccessible *accessible,
      gboolean       is_hidden)
{
  gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_HIDDEN, is_hidden, -1);
}

/* Where only the stack's object for a page is hidden, the page takes its place. */
static void
tell (GtkWidget *stack)
{
  g_autoptr(GtkWidget) shown = NULL;

  g_object_get (stack, "visible-child", &shown, NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (stack); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_STACK (stack))
        hide (GTK_ACCESSIBLE (gtk_stack_get_page (GTK_STACK (stack), child)), child != shown);

      hide (GTK_ACCESSIBLE (child), child != shown);
    }
}

/**
 * ptl_tell_shown_page:
 * @stack: a #GtkStack or an #AdwViewStack, whose pages come and go
 *
 * A page of a stack that is not shown stays in GTK 4.8's tree of accessible
 * objects, with the places that its controls had: buttons of two pages with
 * one name look alike there, and the wrong one can be pressed.
 */
void
ptl_tell_shown_page (GtkWidget *stack)
{
  g_return_if_fail (GTK_IS_STACK (stack) || ADW_IS_VIEW_STACK (stack));

  g_signal_connect (stack, "notify::visible-child", G_CALLBACK (tell), NULL);
  tell (stack);
}
