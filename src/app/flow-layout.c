/* flow-layout.c - children in a line, and in further lines where that is too wide
 *
 * Like text. Unlike a GtkFlowBox it adds no widgets, and so no stops for the
 * Tab key.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/flow-layout.h"

struct _PtlFlowLayout
{
  GtkLayoutManager  parent_instance;

  int               spacing;
  gboolean          fills;
};

G_DEFINE_FINAL_TYPE (PtlFlowLayout, ptl_flow_layout, GTK_TYPE_LAYOUT_MANAGER)

enum {
  PROP_0,
  PROP_SPACING,
  PROP_FILLS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* One line: from a child to the one after its last. */
typedef struct
{
  GtkWidget *first;
  GtkWidget *end;
  int        n_children;
} Line;

static GtkWidget *
next_shown (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);

  return child;
}

static int
width_of (GtkWidget *child,
          int        room)
{
  int minimum;
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);

  return MAX (minimum, MIN (natural, room));
}

/* Children that fill get as little as they can live with, all the same. */
static int
line_width (PtlFlowLayout *self,
            int            widest,
            int            sum,
            int            n_children)
{
  return (self->fills ? widest * n_children : sum) + self->spacing * (n_children - 1);
}

static Line
take_line (PtlFlowLayout *self,
           GtkWidget     *first,
           int            room)
{
  Line line = { first, first, 0 };
  int widest = 0;
  int sum = 0;

  while (line.end != NULL)
    {
      int width = width_of (line.end, self->fills ? 0 : room);

      widest = MAX (widest, width);
      sum += width;

      if (line.n_children > 0 && line_width (self, widest, sum, line.n_children + 1) > room)
        break;

      line.n_children++;
      line.end = next_shown (gtk_widget_get_next_sibling (line.end));
    }

  return line;
}

static int
height_of (GtkWidget *child,
           int        width)
{
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &minimum, NULL, NULL, NULL);

  return minimum;
}

static int
share_of (PtlFlowLayout *self,
          const Line    *line,
          GtkWidget     *child,
          int            room)
{
  if (!self->fills)
    return width_of (child, room);

  return (room - (line->n_children - 1) * self->spacing) / line->n_children;
}

static int
measure_line (PtlFlowLayout *self,
              const Line    *line,
              int            room)
{
  int height = 0;

  for (GtkWidget *child = line->first; child != line->end;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    height = MAX (height, height_of (child, share_of (self, line, child, room)));

  return height;
}

static void
place_line (PtlFlowLayout *self,
            GtkWidget     *widget,
            const Line    *line,
            int            y,
            int            height,
            int            room)
{
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0;

  for (GtkWidget *child = line->first; child != line->end;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      int width = share_of (self, line, child, room);
      GtkAllocation box = { is_rtl ? room - x - width : x, y, width, height };

      gtk_widget_size_allocate (child, &box, -1);
      x += width + self->spacing;
    }
}

static int
lay_out (PtlFlowLayout *self,
         GtkWidget     *widget,
         int            room,
         gboolean       places)
{
  GtkWidget *child = next_shown (gtk_widget_get_first_child (widget));
  int y = -self->spacing;

  while (child != NULL)
    {
      Line line = take_line (self, child, room);
      int height = measure_line (self, &line, room);

      y += self->spacing;

      if (places)
        place_line (self, widget, &line, y, height, room);

      y += height;
      child = line.end;
    }

  return MAX (y, 0);
}

static GtkSizeRequestMode
ptl_flow_layout_get_request_mode (GtkLayoutManager *manager,
                                  GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ptl_flow_layout_measure (GtkLayoutManager *manager,
                         GtkWidget        *widget,
                         GtkOrientation    orientation,
                         int               for_size,
                         int              *minimum,
                         int              *natural,
                         int              *minimum_baseline,
                         int              *natural_baseline)
{
  PtlFlowLayout *self = PTL_FLOW_LAYOUT (manager);
  int widest = 0;
  int line = -self->spacing;

  for (GtkWidget *child = next_shown (gtk_widget_get_first_child (widget)); child != NULL;
       child = next_shown (gtk_widget_get_next_sibling (child)))
    {
      widest = MAX (widest, width_of (child, 0));
      line += width_of (child, G_MAXINT) + self->spacing;
    }

  *minimum = widest;
  *natural = MAX (widest, line);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = lay_out (self, widget,
                                   for_size < 0 ? *natural : MAX (for_size, widest), FALSE);
}

static void
ptl_flow_layout_allocate (GtkLayoutManager *manager,
                          GtkWidget        *widget,
                          int               width,
                          int               height,
                          int               baseline)
{
  lay_out (PTL_FLOW_LAYOUT (manager), widget, width, TRUE);
}

static void
ptl_flow_layout_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  PtlFlowLayout *self = PTL_FLOW_LAYOUT (object);

  switch (prop_id)
    {
    case PROP_SPACING:
      self->spacing = g_value_get_int (value);
      break;

    case PROP_FILLS:
      self->fills = g_value_get_boolean (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ptl_flow_layout_class_init (PtlFlowLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->set_property = ptl_flow_layout_set_property;

  layout_class->get_request_mode = ptl_flow_layout_get_request_mode;
  layout_class->measure = ptl_flow_layout_measure;
  layout_class->allocate = ptl_flow_layout_allocate;

  properties[PROP_SPACING] =
    g_param_spec_int ("spacing", NULL, NULL,
                      0, G_MAXINT16, 0,
                      (G_PARAM_WRITABLE |
                       G_PARAM_CONSTRUCT_ONLY |
                       G_PARAM_STATIC_STRINGS));

  /* Whether the children of a line share all of its width in equal parts. */
  properties[PROP_FILLS] =
    g_param_spec_boolean ("fills", NULL, NULL,
                          FALSE,
                          (G_PARAM_WRITABLE |
                           G_PARAM_CONSTRUCT_ONLY |
                           G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ptl_flow_layout_init (PtlFlowLayout *self)
{
}
