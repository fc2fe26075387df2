/* column-layout.c - one below the other, as wide as there is room
 *
 * A row of the toolkit asks the box with its two labels what width they need
 * for the row's height. The box shares that height out as if both had the same
 * number of lines, and a label that got too little asks for more width than the
 * window has. Here the height has no say.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/column-layout.h"

#define SPACING 3   /* as in a row of libadwaita */

struct _PtlColumnLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (PtlColumnLayout, ptl_column_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
ptl_column_layout_get_request_mode (GtkLayoutManager *layout,
                                    GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ptl_column_layout_measure (GtkLayoutManager *layout,
                           GtkWidget        *widget,
                           GtkOrientation    orientation,
                           int               for_size,
                           int              *minimum,
                           int              *natural,
                           int              *minimum_baseline,
                           int              *natural_baseline)
{
  gboolean is_height = orientation == GTK_ORIENTATION_VERTICAL;

  *minimum = 0;
  *natural = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least;
      int best;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_measure (child, orientation, is_height ? for_size : -1, &least, &best,
                          NULL, NULL);
      *minimum = is_height ? *minimum + least + (*minimum > 0 ? SPACING : 0)
                           : MAX (*minimum, least);
      *natural = is_height ? *natural + best + (*natural > 0 ? SPACING : 0)
                           : MAX (*natural, best);
    }
}

static void
ptl_column_layout_allocate (GtkLayoutManager *layout,
                            GtkWidget        *widget,
                            int               width,
                            int               height,
                            int               baseline)
{
  int y = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation place = { 0, y, width, 0 };

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &place.height, NULL, NULL);
      gtk_widget_size_allocate (child, &place, -1);
      y += place.height + SPACING;
    }
}

static void
ptl_column_layout_class_init (PtlColumnLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = ptl_column_layout_get_request_mode;
  layout_class->measure = ptl_column_layout_measure;
  layout_class->allocate = ptl_column_layout_allocate;
}

static void
ptl_column_layout_init (PtlColumnLayout *self)
{
}

GtkLayoutManager *
ptl_column_layout_new (void)
{
  return g_object_new (PTL_TYPE_COLUMN_LAYOUT, NULL);
}
