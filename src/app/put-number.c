/* put-number.c - a number that is put in from outside counts at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/put-number.h"

#define DECIMAL 10

static void
text_changed_cb (GtkSpinButton *spin)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (spin));
  gboolean is_typed =
    (gtk_widget_get_state_flags (GTK_WIDGET (spin)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
  double lowest;
  double highest;
  guint64 number;

  gtk_spin_button_get_range (spin, &lowest, &highest);

  if (is_typed || !g_ascii_string_to_unsigned (text, DECIMAL, (guint64) lowest, (guint64) highest,
                                               &number, NULL))
    return;

  if (number != (guint64) gtk_spin_button_get_value (spin))
    gtk_spin_button_update (spin);
}

/**
 * ptl_take_put_number:
 * @spin: a spin button
 *
 * GTK takes a number when it is typed to the end: with Enter, or when the
 * focus goes on. Assistive technology may put one in where the focus never was,
 * and it would be shown, but not used.
 */
void
ptl_take_put_number (GtkSpinButton *spin)
{
  g_signal_connect (spin, "changed", G_CALLBACK (text_changed_cb), NULL);
}
