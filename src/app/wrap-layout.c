/* wrap-layout.c - side by side where there is room, one below the other where not
 *
 * A label and its field: on one line the label takes what is left, and the
 * field stands at the end. On a narrow window or with large text, where that
 * would squeeze the label into a column of single letters, each gets a line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/wrap-layout.h"

#define COLUMN_SPACING 12
#define ROW_SPACING     6

struct _PtlWrapLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (PtlWrapLayout, ptl_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkWidget *
next_shown (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);

  return child;
}

static GtkWidget *
first_shown (GtkWidget *widget)
{
  return next_shown (gtk_widget_get_first_child (widget));
}

static int
natural_width (GtkWidget *child)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static int
line_width (GtkWidget *widget)
{
  int width = -COLUMN_SPACING;

  for (GtkWidget *child = first_shown (widget); child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    width += natural_width (child) + COLUMN_SPACING;

  return MAX (width, 0);
}

static GtkSizeRequestMode
ptl_wrap_layout_get_request_mode (GtkLayoutManager *layout,
                                  GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (GtkWidget *widget,
               int       *minimum,
               int       *natural)
{
  for (GtkWidget *child = first_shown (widget); child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int least;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      *minimum = MAX (*minimum, least);
    }

  *natural = MAX (*minimum, line_width (widget));
}

/* On one line the first child has all that is left over. */
static void
measure_line_height (GtkWidget *widget,
                     int        spare,
                     int       *minimum,
                     int       *natural)
{
  for (GtkWidget *child = first_shown (widget); child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int least;
      int best;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, natural_width (child) + spare,
                          &least, &best, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, best);
      spare = 0;
    }
}

static void
measure_column_height (GtkWidget *widget,
                       int        width,
                       int       *minimum,
                       int       *natural)
{
  for (GtkWidget *child = first_shown (widget); child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int least;
      int best;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &least, &best, NULL, NULL);
      *minimum += least + (*minimum > 0 ? ROW_SPACING : 0);
      *natural += best + (*natural > 0 ? ROW_SPACING : 0);
    }
}

static void
ptl_wrap_layout_measure (GtkLayoutManager *layout,
                         GtkWidget        *widget,
                         GtkOrientation    orientation,
                         int               for_size,
                         int              *minimum,
                         int              *natural,
                         int              *minimum_baseline,
                         int              *natural_baseline)
{
  const int line = line_width (widget);

  *minimum = 0;
  *natural = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (widget, minimum, natural);
  else if (for_size < 0 || for_size >= line)
    measure_line_height (widget, MAX (for_size - line, 0), minimum, natural);
  else
    measure_column_height (widget, for_size, minimum, natural);
}

static void
place_on_line (GtkWidget *widget,
               int        width,
               int        height)
{
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int spare = width - line_width (widget);
  int x = 0;

  for (GtkWidget *child = first_shown (widget); child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int own = natural_width (child) + spare;
      GtkAllocation place = { is_rtl ? width - x - own : x, 0, own, height };

      gtk_widget_size_allocate (child, &place, -1);

      /* The first has it all. */
      spare = 0;
      x += own + COLUMN_SPACING;
    }
}

static void
place_in_column (GtkWidget *widget,
                 int        width)
{
  int y = 0;

  for (GtkWidget *child = first_shown (widget); child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      GtkAllocation place = { 0, y, width, 0 };

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &place.height, NULL, NULL);
      gtk_widget_size_allocate (child, &place, -1);
      y += place.height + ROW_SPACING;
    }
}

static void
ptl_wrap_layout_allocate (GtkLayoutManager *layout,
                          GtkWidget        *widget,
                          int               width,
                          int               height,
                          int               baseline)
{
  if (width >= line_width (widget))
    place_on_line (widget, width, height);
  else
    place_in_column (widget, width);
}

static void
ptl_wrap_layout_class_init (PtlWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = ptl_wrap_layout_get_request_mode;
  layout_class->measure = ptl_wrap_layout_measure;
  layout_class->allocate = ptl_wrap_layout_allocate;
}

static void
ptl_wrap_layout_init (PtlWrapLayout *self)
{
}
