/* wrap-words.c - words that take more than one line where there is little room
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/wrap-words.h"

#include <adwaita.h>

#include "app/column-layout.h"

/* The titles of groups have no class of their own, only a name. */
static gboolean
is_group_title (GtkWidget *label)
{
  const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (label));

  return g_strcmp0 (id, "title") == 0 &&
         gtk_widget_get_ancestor (label, ADW_TYPE_PREFERENCES_GROUP) != NULL &&
         gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX) == NULL;
}

/* A button at the end of a row has the height of the row's words, and would
 * take less width for more lines than it must. */
static gboolean
ends_row (GtkWidget *label)
{
  return gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW) != NULL;
}

static gboolean
keeps_to_one_line (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return GTK_IS_LABEL (widget) && parent != NULL && !ends_row (widget) &&
         (GTK_IS_BUTTON (parent) || GTK_IS_CHECK_BUTTON (parent) || is_group_title (widget));
}

/* What has the title and the subtitle of a row. */
static void
settle_row (GtkWidget *widget)
{
  const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));

  if (g_strcmp0 (id, "title_box") == 0)
    gtk_widget_set_layout_manager (widget, ptl_column_layout_new ());
}

static void
wrap (GtkLabel *label)
{
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);

  if (GTK_IS_BUTTON (gtk_widget_get_parent (GTK_WIDGET (label))))
    gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
}

/**
 * ptl_wrap_words:
 * @root: a widget, or what has it inside
 *
 * Lets the words of buttons and the titles of groups wrap. The toolkit keeps
 * them to one line: with large letters, or in German, that is more than a
 * narrow window has.
 */
void
ptl_wrap_words (GtkWidget *root)
{
  settle_row (root);
  if (keeps_to_one_line (root))
    wrap (GTK_LABEL (root));

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    ptl_wrap_words (child);
}

static void
keep_letters (GtkLabel *label)
{
  PangoAttrList *own = gtk_label_get_attributes (label);
  g_autoptr(PangoAttrList) attributes = own != NULL ? pango_attr_list_copy (own)
                                                    : pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (label, attributes);
}

/**
 * ptl_wrap_names:
 * @root: a widget that shows addresses or the names of servers
 *
 * Where one of them is longer than a line it goes on in the next as it is: the
 * hyphen that would be added looks like a part of it.
 */
void
ptl_wrap_names (GtkWidget *root)
{
  settle_row (root);
  if (GTK_IS_LABEL (root))
    keep_letters (GTK_LABEL (root));

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    ptl_wrap_names (child);
}

static GtkWidget *
find_heading (GtkWidget *widget)
{
  const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));
  GtkWidget *found = NULL;

  if (g_strcmp0 (id, "heading_label") == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_heading (child);

  return found;
}

/**
 * ptl_wrap_heading:
 * @question: an #AdwMessageDialog
 *
 * Lets the heading of a question be narrow. The toolkit has it in two sizes and
 * measures both, the larger for less than its one line needs; since its buttons
 * can shrink, a newer GTK warns of that.
 */
void
ptl_wrap_heading (GtkWidget *question)
{
  GtkWidget *heading = find_heading (question);

  if (GTK_IS_LABEL (heading))
    wrap (GTK_LABEL (heading));
}
