/* tried-list.c - the servers that are tried, live, and afterwards folded away
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/tried-list.h"

#include <glib/gi18n.h>

#include "app/attempt-row.h"
#include "base/list.h"

/* So many names that do not exist are spelled out. */
#define ABSENT_NAMES_MAX 4

struct _PtlTriedList
{
  AdwBin        parent_instance;

  GtkExpander  *expander;
  GtkListBox   *list;
  GtkLabel     *absent_label;

  GListModel   *attempts;
  GtkFilter    *filter;
  gboolean      is_live;
};

G_DEFINE_FINAL_TYPE (PtlTriedList, ptl_tried_list, ADW_TYPE_BIN)

/* What has not begun, never had to, or is told of in one sentence for all, is
 * left out: calm matters more than being complete. */
static gboolean
is_worth_a_row (gpointer item,
                gpointer user_data)
{
  PtlAttempt *attempt = item;

  switch (ptl_attempt_get_state (attempt))
    {
    case PTL_ATTEMPT_WAITING:
      return FALSE;

    case PTL_ATTEMPT_DROPPED:
      return ptl_attempt_get_elapsed_ms (attempt) > 0;

    case PTL_ATTEMPT_RUNNING:
    case PTL_ATTEMPT_USABLE:
    case PTL_ATTEMPT_LOGGED_IN:
    case PTL_ATTEMPT_FAILED:
    default:
      return !ptl_attempt_is_absent (attempt);
    }
}

static GtkWidget *
create_row_cb (gpointer item,
               gpointer user_data)
{
  return ptl_attempt_row_new (PTL_ATTEMPT (item));
}

static GPtrArray *
list_absent (PtlTriedList *self)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (self->attempts); i++)
    {
      g_autoptr(PtlAttempt) attempt = g_list_model_get_item (self->attempts, i);
      const char *host = ptl_attempt_get_candidate (attempt)->host;

      if (ptl_attempt_is_absent (attempt) &&
          !g_ptr_array_find_with_equal_func (names, host, g_str_equal, NULL))
        g_ptr_array_add (names, g_strdup (host));
    }

  return names;
}

/* Guessed names that do not exist: one sentence for all. */
static void
show_absent (PtlTriedList *self)
{
  g_autoptr(GPtrArray) names = list_absent (self);
  guint n_names = names->len;
  g_autofree char *list = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->absent_label), n_names > 0);

  if (n_names > ABSENT_NAMES_MAX)
    {
      text = g_strdup_printf (ngettext ("%u name that was guessed does not exist.",
                                        "%u names that were guessed do not exist.", n_names),
                              n_names);
    }
  else
    {
      g_ptr_array_add (names, NULL);
      list = ptl_list_with_and ((const char * const *) names->pdata, ABSENT_NAMES_MAX);
      text = g_strdup_printf (ngettext ("This name, a guess, does not exist: %s",
                                        "These names, all guesses, do not exist: %s", n_names),
                              list);
    }

  gtk_label_set_label (self->absent_label, text);
}

/* GTK 4.8 names an expander by its class, not by its label. */
static void
put_title (PtlTriedList *self,
           const char   *title)
{
  g_auto(GStrv) parts = g_strsplit (title, "_", -1);
  g_autofree char *name = g_strjoinv ("", parts);

  gtk_expander_set_label (self->expander, title);
  gtk_label_set_wrap (GTK_LABEL (gtk_expander_get_label_widget (self->expander)), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

static void
state_changed_cb (PtlTriedList *self)
{
  if (self->attempts == NULL)
    return;

  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_absent (self);
}

static void
attempts_changed_cb (PtlTriedList *self,
                     guint         position,
                     guint         removed,
                     guint         added,
                     GListModel   *attempts)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr(PtlAttempt) attempt = g_list_model_get_item (attempts, i);

      g_signal_connect_object (attempt, "notify::state", G_CALLBACK (state_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }

  show_absent (self);
}

static void
ptl_tried_list_dispose (GObject *object)
{
  PtlTriedList *self = PTL_TRIED_LIST (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  if (self->attempts != NULL)
    g_signal_handlers_disconnect_by_data (self->attempts, self);

  g_clear_object (&self->attempts);

  G_OBJECT_CLASS (ptl_tried_list_parent_class)->dispose (object);
}

static void
ptl_tried_list_finalize (GObject *object)
{
  g_clear_object (&PTL_TRIED_LIST (object)->filter);

  G_OBJECT_CLASS (ptl_tried_list_parent_class)->finalize (object);
}

static void
ptl_tried_list_class_init (PtlTriedListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ptl_tried_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = ptl_tried_list_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
    "/io/github/portolan_mail/Portolan/ui/tried-list.ui");
  gtk_widget_class_bind_template_child (widget_class, PtlTriedList, expander);
  gtk_widget_class_bind_template_child (widget_class, PtlTriedList, list);
  gtk_widget_class_bind_template_child (widget_class, PtlTriedList, absent_label);
}

static void
ptl_tried_list_init (PtlTriedList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  put_title (self, _("What _Was Tried"));
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_worth_a_row, NULL, NULL));
}

/**
 * ptl_tried_list_set_attempts:
 * @self: a list
 * @attempts: of [class@Attempt]; set once
 */
void
ptl_tried_list_set_attempts (PtlTriedList *self,
                             GListModel   *attempts)
{
  g_autoptr(GtkFilterListModel) shown = NULL;

  g_return_if_fail (PTL_IS_TRIED_LIST (self));
  g_return_if_fail (self->attempts == NULL);

  self->attempts = g_object_ref (attempts);
  shown = gtk_filter_list_model_new (g_object_ref (attempts), g_object_ref (self->filter));
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (shown), create_row_cb, NULL, NULL);
  g_signal_connect_object (attempts, "items-changed", G_CALLBACK (attempts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  attempts_changed_cb (self, 0, 0, g_list_model_get_n_items (attempts), attempts);
}

/**
 * ptl_tried_list_set_live:
 * @self: a list
 * @is_live: whether something is being tried; it is unfolded when that begins,
 *   and folded when it ends
 */
void
ptl_tried_list_set_live (PtlTriedList *self,
                         gboolean      is_live)
{
  g_return_if_fail (PTL_IS_TRIED_LIST (self));

  if (self->is_live == is_live)
    return;

  self->is_live = is_live;
  gtk_expander_set_expanded (self->expander, is_live);
  put_title (self, is_live ? _("What _Is Being Tried") : _("What _Was Tried"));
}
