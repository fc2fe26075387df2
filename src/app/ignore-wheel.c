/* ignore-wheel.c - numbers that do not change while the page is scrolled
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/ignore-wheel.h"

/**
 * ptl_ignore_wheel:
 * @widget: a spin button or a scale on a page that scrolls
 *
 * The wheel scrolls the page and leaves the number alone: nobody notices a
 * port that changed under a passing pointer.
 */
void
ptl_ignore_wheel (GtkWidget *widget)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_NONE);
    }
}
