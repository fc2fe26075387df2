/* header-fit.c - what fits the header bar of the wizard, in a narrow window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/header-fit.h"

#include <glib/gi18n.h>
#include <string.h>

/* Of 360, beside the window's own button and the gaps between. */
#define HEADER_BUTTONS_WIDTH_PX 286

/**
 * ptl_narrow_decoration:
 * @layout: (nullable): the desktop's `gtk-decoration-layout`
 *
 * Three window buttons beside Back and Next do not fit a narrow window.
 *
 * Returns: the layout with the button that closes alone, where the user has it
 */
const char *
ptl_narrow_decoration (const char *layout)
{
  const char *colon = layout != NULL ? strchr (layout, ':') : NULL;
  const char *close = layout != NULL ? strstr (layout, "close") : NULL;

  if (close == NULL)
    return ":";

  return colon != NULL && colon < close ? ":close" : "close:";
}

static void
decoration_changed_cb (AdwHeaderBar *header_bar)
{
  g_autofree char *layout = NULL;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (header_bar)),
                "gtk-decoration-layout", &layout, NULL);
  adw_header_bar_set_decoration_layout (header_bar, ptl_narrow_decoration (layout));
}

/**
 * ptl_follow_decoration:
 * @header_bar: the wizard's
 *
 * Gives the bar the one window button that ptl_narrow_decoration() leaves, now
 * and whenever the desktop changes its mind.
 */
void
ptl_follow_decoration (AdwHeaderBar *header_bar)
{
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (header_bar)),
                           "notify::gtk-decoration-layout", G_CALLBACK (decoration_changed_cb),
                           header_bar, G_CONNECT_SWAPPED);
  decoration_changed_cb (header_bar);
}

static int
get_natural_width (GtkWidget *button)
{
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));
  int width = 0;

  if (GTK_IS_LABEL (label))
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);

  gtk_widget_set_size_request (button, -1, -1);
  if (gtk_widget_get_visible (button))
    gtk_widget_measure (button, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);

  return width;
}

/**
 * ptl_fit_header_buttons:
 * @back_button: at one end of a header bar
 * @next_button: at the other
 *
 * The words of these come before the bar's title, as far as they fit a narrow
 * window; wider than that, with the largest letters, the longer are cut.
 */
void
ptl_fit_header_buttons (GtkWidget *back_button,
                        GtkWidget *next_button)
{
  int back_width = get_natural_width (back_button);
  int next_width = get_natural_width (next_button);

  back_width = MIN (back_width, MAX (HEADER_BUTTONS_WIDTH_PX - next_width,
                                     HEADER_BUTTONS_WIDTH_PX / 2));
  next_width = MIN (next_width, HEADER_BUTTONS_WIDTH_PX - back_width);
  gtk_widget_set_size_request (back_button, back_width, -1);
  gtk_widget_set_size_request (next_button, next_width, -1);
}

/**
 * ptl_describe_step:
 * @page: the name of a page of the wizard
 *
 * Returns: (transfer full): which step of how many it is; "" beside the way
 */
char *
ptl_describe_step (const char *page)
{
  static const char * const steps[] = { "identity", "servers", "test", "done" };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (g_str_equal (page, steps[i]))
      /* Translators: where the user is in the wizard, “Step 2 of 4” */
      return g_strdup_printf (_("Step %u of %u"), i + 1, (guint) G_N_ELEMENTS (steps));

  return g_strdup ("");
}
