/* page-focus.c - where the keyboard goes on a new page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/page-focus.h"

static gboolean
is_empty_entry (GtkWidget *widget)
{
  return GTK_IS_EDITABLE (widget) && gtk_widget_get_mapped (widget) &&
         gtk_widget_is_sensitive (widget) && gtk_editable_get_editable (GTK_EDITABLE (widget)) &&
         *gtk_editable_get_text (GTK_EDITABLE (widget)) == '\0';
}

static GtkWidget *
find_empty_entry (GtkWidget *widget)
{
  GtkWidget *found = is_empty_entry (widget) ? widget : NULL;
  GtkWidget *child = gtk_widget_get_first_child (widget);

  for (; found == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    found = find_empty_entry (child);

  return found;
}

/* Where the focus is put when a page has nothing to do yet. */
static gboolean
is_waiting (GtkWidget *focus)
{
  return GTK_IS_SCROLLED_WINDOW (focus) || GTK_IS_EXPANDER (focus);
}

/**
 * ptl_release_focus:
 * @stack: a stack whose page is about to change
 *
 * A stack hands the focus on to whatever is first on its new page; without it,
 * that page has the choice.
 */
void
ptl_release_focus (GtkWidget *stack)
{
  GtkRoot *root = gtk_widget_get_root (stack);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, stack))
    gtk_root_set_focus (root, NULL);
}

/**
 * ptl_focus_page:
 * @page: a page that came into view
 * @next_button: the way on
 * @back_button: the way back
 *
 * Gives the focus to what is to be filled in, else to the way on, else to the
 * page's first control. A page that has taken it keeps it. Does nothing before
 * the page is mapped: GTK 4.8 would then tell assistive technology a wrong
 * state of the window for good.
 */
void
ptl_focus_page (GtkWidget *page,
                GtkWidget *next_button,
                GtkWidget *back_button)
{
  GtkRoot *root = gtk_widget_get_root (page);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean is_here = focus != NULL && gtk_widget_is_ancestor (focus, page);
  GtkWidget *entry;

  if (!gtk_widget_get_mapped (page) || (is_here && !is_waiting (focus)))
    return;

  if (is_here)
    gtk_root_set_focus (root, NULL);

  entry = find_empty_entry (page);

  if (entry != NULL)
    gtk_widget_grab_focus (entry);
  else if (!gtk_widget_grab_focus (next_button) &&
           !gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (back_button);
}

/**
 * ptl_refocus_page:
 * @page: a page on which something has come to its end
 * @next_button: the way on
 * @back_button: the way back
 *
 * As [func@focus_page], if the focus only waited for that end.
 */
void
ptl_refocus_page (GtkWidget *page,
                  GtkWidget *next_button,
                  GtkWidget *back_button)
{
  GtkRoot *root = gtk_widget_get_root (page);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || (is_waiting (focus) && gtk_widget_is_ancestor (focus, page)))
    ptl_focus_page (page, next_button, back_button);
}
