/* audit.c - what is wrong with a window for somebody without a pointer, or with little room
 *
 * Names are not judged here but in a11y-audit, from outside: GTK 4.8 says that a button is labelled
 * by its picture, and a screen reader then reads “GtkImage”.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "audit.h"

#include "stage.h"

/* A phone's width, however large the letters. */
#define MAX_WIDTH_PX 360

#define MAX_TABS 300

static void
complain (GStrvBuilder *complaints,
          GtkWidget    *widget,
          const char   *what)
{
  const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));
  GtkWidget *parent = gtk_widget_get_parent (widget);
  g_autofree char *text =
    g_strdup_printf ("%s %s in %s: %s", G_OBJECT_TYPE_NAME (widget), id != NULL ? id : "",
                     parent != NULL ? G_OBJECT_TYPE_NAME (parent) : "nothing", what);

  g_strv_builder_add (complaints, text);
}

static int
get_width (GtkWidget *widget)
{
  int width;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);

  return width;
}

/* Where the width comes from: always into the widest child, as far as there are two ways. */
static GtkWidget *
find_wide (GtkWidget *widget)
{
  GtkWidget *widest = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child) &&
        (widest == NULL || get_width (child) > get_width (widest)))
      widest = child;

  return widest != NULL && get_width (widest) > MAX_WIDTH_PX / 2 ? find_wide (widest) : widget;
}

GStrv
audit_width (GtkWindow *window)
{
  g_autoptr(GStrvBuilder) complaints = g_strv_builder_new ();

  if (get_width (GTK_WIDGET (window)) > MAX_WIDTH_PX)
    {
      GtkWidget *wide = find_wide (GTK_WIDGET (window));
      g_autofree char *text =
        g_strdup_printf ("%d pixels are needed, %d by “%s”", get_width (GTK_WIDGET (window)),
                         get_width (wide),
                         GTK_IS_LABEL (wide) ? gtk_label_get_text (GTK_LABEL (wide)) : "");

      complain (complaints, wide, text);
    }

  return g_strv_builder_end (complaints);
}

static gboolean
is_in (GtkWidget *widget,
       GType      type)
{
  return gtk_widget_get_ancestor (widget, type) != NULL;
}

/* What the toolkit cuts by itself, as a rule of its own. */
static gboolean
may_be_cut (GtkWidget *label)
{
  return is_in (label, ADW_TYPE_HEADER_BAR) || is_in (label, GTK_TYPE_DROP_DOWN) ||
         is_in (label, ADW_TYPE_COMBO_ROW) || is_in (label, GTK_TYPE_TEXT);
}

/* A box can give a label more than it has itself; nothing stands for what is not seen then. */
static gboolean
runs_over (GtkWidget *label)
{
  graphene_rect_t place;

  for (GtkWidget *around = gtk_widget_get_parent (label);
       around != NULL && !GTK_IS_SCROLLABLE (around); around = gtk_widget_get_parent (around))
    {
      if (gtk_widget_compute_bounds (label, around, &place) &&
          (place.origin.x < 0 ||
           place.origin.x + place.size.width > gtk_widget_get_width (around)))
        return TRUE;
    }

  return FALSE;
}

static void
find_cut_text (GtkWidget *widget,
               gpointer   data)
{
  if (!GTK_IS_LABEL (widget) || !gtk_widget_get_mapped (widget) || may_be_cut (widget))
    return;

  if (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))) ||
      runs_over (widget))
    complain (data, widget, gtk_label_get_text (GTK_LABEL (widget)));
}

GStrv
audit_text (GtkWindow *window)
{
  g_autoptr(GStrvBuilder) complaints = g_strv_builder_new ();

  each_widget (GTK_WIDGET (window), find_cut_text, complaints);

  return g_strv_builder_end (complaints);
}

typedef struct
{
  GHashTable   *seen;   /* key → text */
  GStrvBuilder *complaints;
} Mnemonics;

static void
find_mnemonic (GtkWidget *widget,
               gpointer   data)
{
  Mnemonics *mnemonics = data;
  const char *text;
  const char *other;
  guint key;

  if (!GTK_IS_LABEL (widget) || !gtk_widget_get_mapped (widget) || is_in (widget, GTK_TYPE_POPOVER))
    return;

  key = gdk_keyval_to_lower (gtk_label_get_mnemonic_keyval (GTK_LABEL (widget)));
  if (key == GDK_KEY_VoidSymbol)
    return;

  text = gtk_label_get_text (GTK_LABEL (widget));
  other = g_hash_table_lookup (mnemonics->seen, GUINT_TO_POINTER (key));

  /* An AdwEntryRow has its title twice. */
  if (other != NULL && !g_str_equal (other, text))
    {
      char letter[8] = "";
      g_autofree char *what = NULL;

      g_unichar_to_utf8 (gdk_keyval_to_unicode (key), letter);
      what = g_strdup_printf ("Alt+%s is “%s” and “%s”", letter, other, text);

      complain (mnemonics->complaints, widget, what);
    }

  g_hash_table_insert (mnemonics->seen, GUINT_TO_POINTER (key), (gpointer) text);
}

GStrv
audit_mnemonics (GtkWindow *window)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr(GStrvBuilder) complaints = g_strv_builder_new ();
  Mnemonics mnemonics = { seen, complaints };

  each_widget (GTK_WIDGET (window), find_mnemonic, &mnemonics);

  return g_strv_builder_end (complaints);
}

/* What Tab should reach: it takes the focus, and nothing around it forbids it. */
static void
find_focusable (GtkWidget *widget,
                gpointer   data)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_focusable (widget) ||
      !gtk_widget_is_sensitive (widget) || is_in (widget, GTK_TYPE_POPOVER))
    return;

  for (GtkWidget *w = widget; w != NULL; w = gtk_widget_get_parent (w))
    if (!gtk_widget_get_can_focus (w))
      return;

  g_hash_table_add (data, widget);
}

/* What is reached in another way: with the arrows, or by what is in it. */
static gboolean
is_reached_otherwise (GtkWidget *widget)
{
  return GTK_IS_LIST_BOX (widget) || GTK_IS_LIST_BOX_ROW (widget) || GTK_IS_CHECK_BUTTON (widget) ||
         GTK_IS_SCROLLED_WINDOW (widget) || GTK_IS_FLOW_BOX (widget) ||
         GTK_IS_FLOW_BOX_CHILD (widget) || is_in (widget, ADW_TYPE_VIEW_SWITCHER) ||
         is_in (widget, GTK_TYPE_LIST_BASE) || GTK_IS_LIST_BASE (widget);
}

static void
tab_through (GtkWindow  *window,
             GHashTable *reached)
{
  gtk_window_set_focus (window, NULL);

  for (guint i = 0; i < MAX_TABS; i++)
    {
      GtkWidget *focus;

      gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
      focus = gtk_window_get_focus (window);
      if (focus != NULL && !g_hash_table_add (reached, focus))
        return;
    }
}

GStrv
audit_tab (GtkWindow *window)
{
  g_autoptr(GHashTable) wanted = g_hash_table_new (NULL, NULL);
  g_autoptr(GHashTable) reached = g_hash_table_new (NULL, NULL);
  g_autoptr(GStrvBuilder) complaints = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer widget;

  each_widget (GTK_WIDGET (window), find_focusable, wanted);
  tab_through (window, reached);

  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &widget, NULL))
    if (!g_hash_table_contains (reached, widget) && !is_reached_otherwise (widget))
      complain (complaints, widget, "Tab does not reach it");

  if (g_hash_table_size (reached) == 0)
    complain (complaints, GTK_WIDGET (window), "Tab reaches nothing");

  return g_strv_builder_end (complaints);
}

static gboolean
is_control (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_SWITCH (widget) || GTK_IS_ENTRY (widget) ||
         GTK_IS_PASSWORD_ENTRY (widget) || GTK_IS_SEARCH_ENTRY (widget) || GTK_IS_SCALE (widget) ||
         GTK_IS_SPIN_BUTTON (widget) || ADW_IS_ENTRY_ROW (widget) || ADW_IS_COMBO_ROW (widget) ||
         GTK_IS_CHECK_BUTTON (widget);
}

/* A part of a control of the toolkit, which has its own words. */
static gboolean
is_part (GtkWidget *widget)
{
  return is_in (widget, GTK_TYPE_WINDOW_CONTROLS) || is_in (widget, GTK_TYPE_SPIN_BUTTON) ||
         is_in (widget, GTK_TYPE_DROP_DOWN) || is_in (widget, ADW_TYPE_ENTRY_ROW) ||
         is_in (widget, GTK_TYPE_POPOVER) || is_in (widget, ADW_TYPE_COMBO_ROW) ||
         is_in (widget, ADW_TYPE_VIEW_SWITCHER) || is_in (widget, GTK_TYPE_SEARCH_ENTRY) ||
         is_in (widget, ADW_TYPE_MESSAGE_DIALOG);
}

static const char *
find_tooltip (GtkWidget *widget)
{
  for (GtkWidget *w = widget; w != NULL && !GTK_IS_WINDOW (w); w = gtk_widget_get_parent (w))
    {
      const char *text = gtk_widget_get_tooltip_text (w);

      if (text != NULL)
        return text;
      if (ADW_IS_PREFERENCES_GROUP (w))
        return NULL;
    }

  return NULL;
}

static void
find_unexplained (GtkWidget *widget,
                  gpointer   data)
{
  if (!is_control (widget) || !gtk_widget_get_mapped (widget) || is_part (widget))
    return;

  if (find_tooltip (widget) == NULL)
    complain (data, widget, "no tooltip");
}

GStrv
audit_tooltips (GtkWindow *window)
{
  g_autoptr(GStrvBuilder) complaints = g_strv_builder_new ();

  each_widget (GTK_WIDGET (window), find_unexplained, complaints);

  return g_strv_builder_end (complaints);
}
