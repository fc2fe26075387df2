/* port-guide.c - the port guide: a window to look every port of mail up in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/port-guide.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/labels.h"
#include "app/shown-page.h"

struct _PtlPortGuide
{
  AdwWindow       parent_instance;

  GtkSearchEntry *search_entry;
  GtkStack       *stack;
  GtkListBox     *list;

  PtlDraft       *draft;
};

G_DEFINE_FINAL_TYPE (PtlPortGuide, ptl_port_guide, ADW_TYPE_WINDOW)

static GQuark
info_quark (void)
{
  return g_quark_from_static_string ("ptl-port-info");
}

static const PtlPortInfo *
info_of (gpointer row)
{
  return g_object_get_qdata (row, info_quark ());
}

/* --- a port --- */

static void
add_line (AdwExpanderRow *row,
          const char     *title,
          const char     *text)
{
  GtkWidget *line;
  g_autofree char *markup = NULL;

  if (text == NULL || *text == '\0')
    return;

  markup = g_markup_escape_text (text, -1);
  line = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (line), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (line), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (line), markup);
  adw_expander_row_add_row (row, line);
}

/* Only the few that are opened get their lines. */
static void
expanded_cb (AdwExpanderRow *row,
             GParamSpec     *pspec,
             PtlPortGuide   *self)
{
  const PtlPortInfo *info = info_of (row);
  g_autofree char *seen = NULL;

  g_signal_handlers_disconnect_by_func (row, expanded_cb, self);

  if (self->draft != NULL)
    seen = ptl_draft_describe_seen (self->draft, info->port);

  add_line (row, _("What it is for"), _(info->purpose));
  add_line (row, _("Protocol"), _(info->protocol));
  add_line (row, _("Encryption"), _(info->security));
  add_line (row, C_("port", "Today"), _(info->today));
  add_line (row, C_("port", "Better"), info->instead != NULL ? _(info->instead) : NULL);
  add_line (row, _("On your servers"), seen);
  add_line (row, _("Where this is from"), _(info->source));
}

static GtkWidget *
make_row (PtlPortGuide      *self,
          const PtlPortInfo *info)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *advice = ptl_label_port_advice (NULL, info->advice);
  g_autofree char *seen = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *title = NULL;
  g_autofree char *tip = NULL;

  if (self->draft != NULL)
    seen = ptl_draft_describe_seen (self->draft, info->port);

  /* Translators: a port and what it is: "993 · Reading mail, encrypted from the start" */
  title = g_markup_printf_escaped (_("%u · %s"), info->port, _(info->title));
  subtitle = g_markup_printf_escaped (seen != NULL ? "%s\n%s" : "%s", advice, seen);
  tip = g_strdup_printf (_("All about port %u"), info->port);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  gtk_widget_set_tooltip_text (row, tip);
  g_object_set_qdata (G_OBJECT (row), info_quark (), (gpointer) info);
  g_signal_connect (row, "notify::expanded", G_CALLBACK (expanded_cb), self);

  return row;
}

/* --- the search --- */

static gboolean
has_word (const char *text,
          const char *word)
{
  g_autofree char *folded = NULL;

  if (text == NULL)
    return FALSE;

  folded = g_utf8_casefold (_(text), -1);
  return strstr (folded, word) != NULL;
}

static gboolean
matches (const PtlPortInfo *info,
         const char        *word)
{
  g_autofree char *number = g_strdup_printf ("%u", info->port);

  /* A number is looked for from its start: 25 is not in 2525, but begins it. */
  if (g_ascii_isdigit (*word))
    return g_str_has_prefix (number, word);

  return has_word (info->service, word) || has_word (info->title, word) ||
         has_word (info->purpose, word) || has_word (info->protocol, word) ||
         has_word (info->security, word) || has_word (info->today, word) ||
         has_word (info->instead, word) || has_word (info->source, word);
}

static gboolean
is_wanted (const PtlPortInfo *info,
           const char        *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_auto(GStrv) words = g_strsplit_set (folded, " \t·,", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] != '\0' && !matches (info, words[i]))
        return FALSE;
    }

  return TRUE;
}

static gboolean
filter (GtkListBoxRow *row,
        gpointer       user_data)
{
  PtlPortGuide *self = user_data;

  return is_wanted (info_of (row), gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

static void
search_changed_cb (PtlPortGuide *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  gboolean is_found = FALSE;
  gsize n_entries;
  const PtlPortInfo *guide = ptl_port_guide (&n_entries);

  for (gsize i = 0; i < n_entries; i++)
    is_found |= is_wanted (&guide[i], text);

  gtk_list_box_invalidate_filter (self->list);
  gtk_stack_set_visible_child_name (self->stack, is_found ? "found" : "nothing");
}

/* Esc leaves the search first, then the window. */
static void
stop_search_cb (PtlPortGuide *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  else
    gtk_window_close (GTK_WINDOW (self));
}

/* --- the object --- */

static void
ptl_port_guide_dispose (GObject *object)
{
  g_clear_object (&PTL_PORT_GUIDE (object)->draft);

  G_OBJECT_CLASS (ptl_port_guide_parent_class)->dispose (object);
}

static void
ptl_port_guide_class_init (PtlPortGuideClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ptl_port_guide_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/portolan_mail/Portolan/ui/port-guide.ui");
  gtk_widget_class_bind_template_child (widget_class, PtlPortGuide, list);
  gtk_widget_class_bind_template_child (widget_class, PtlPortGuide, search_entry);
  gtk_widget_class_bind_template_child (widget_class, PtlPortGuide, stack);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ptl_port_guide_init (PtlPortGuide *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ptl_tell_shown_page (GTK_WIDGET (self->stack));
  gtk_list_box_set_filter_func (self->list, filter, self, NULL);
  gtk_search_entry_set_key_capture_widget (self->search_entry, GTK_WIDGET (self));
}

static PtlPortGuide *
find_open (GtkWindow *parent)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      /* The list of windows holds it. */
      if (PTL_IS_PORT_GUIDE (window) && gtk_window_get_transient_for (window) == parent)
        return PTL_PORT_GUIDE (window);
    }

  return NULL;
}

static void
fill (PtlPortGuide *self)
{
  gsize n_entries;
  const PtlPortInfo *guide = ptl_port_guide (&n_entries);

  for (gsize i = 0; i < n_entries; i++)
    gtk_list_box_append (self->list, make_row (self, &guide[i]));
}

/**
 * ptl_port_guide_present:
 * @parent: (nullable): the window that it is asked for from
 * @draft: (nullable): the account whose servers' ports are marked
 *
 * Opens the guide in a window of its own; one that is open already gives way.
 */
void
ptl_port_guide_present (GtkWindow *parent,
                        PtlDraft  *draft)
{
  PtlPortGuide *self = find_open (parent);

  /* What was seen in the meantime is to be there. */
  if (self != NULL)
    gtk_window_destroy (GTK_WINDOW (self));

  self = g_object_new (PTL_TYPE_PORT_GUIDE, "transient-for", parent, NULL);
  g_set_object (&self->draft, draft);
  fill (self);
  gtk_window_present (GTK_WINDOW (self));
}
