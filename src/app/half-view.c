/* half-view.c - one server of a test: reach it, secure it, sign in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/half-view.h"

#include <glib/gi18n.h>

#include "app/wrap-words.h"

#include "setup/steps.h"

struct _PtlHalfView
{
  PtlDraftView          parent_instance;

  AdwPreferencesGroup  *group;
  AdwActionRow         *rows[PTL_N_STEPS];
  GtkWidget            *icons[PTL_N_STEPS];
  GtkSpinner           *spinners[PTL_N_STEPS];

  GSignalGroup         *list_signals;
  GPtrArray            *watched;       /* (element-type PtlAttempt) */
};

G_DEFINE_FINAL_TYPE (PtlHalfView, ptl_half_view, PTL_TYPE_DRAFT_VIEW)

typedef struct
{
  const char *icon;
  const char *style;
} Look;

static const Look looks[] = {
  [PTL_STEP_WAITING] = { "content-loading-symbolic", "dim-label" },
  [PTL_STEP_RUNNING] = { "content-loading-symbolic", "accent" },
  [PTL_STEP_DONE] = { "object-select-symbolic", "success" },
  [PTL_STEP_WARNING] = { "dialog-warning-symbolic", "warning" },
  [PTL_STEP_FAILED] = { "dialog-error-symbolic", "error" },
  [PTL_STEP_SKIPPED] = { "list-remove-symbolic", "dim-label" },
};

static void
show_step (PtlHalfView   *self,
           PtlStepKind    kind,
           const PtlStep *step)
{
  const Look *look = &looks[step->state];
  const char *classes[] = { look->style, NULL };
  gboolean is_running = step->state == PTL_STEP_RUNNING;
  const char *word = ptl_step_state_get_word (step->state);

  adw_action_row_set_subtitle (self->rows[kind], step->text);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icons[kind]), look->icon);
  gtk_widget_set_css_classes (self->icons[kind], classes);
  gtk_widget_set_visible (self->icons[kind], !is_running);
  gtk_widget_set_visible (GTK_WIDGET (self->spinners[kind]), is_running);
  gtk_spinner_set_spinning (self->spinners[kind], is_running);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icons[kind]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, word,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spinners[kind]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, word,
                                  -1);
}

static void
name_group (PtlHalfView *self)
{
  gboolean is_outgoing = ptl_draft_view_get_side (PTL_DRAFT_VIEW (self)) == PTL_DRAFT_OUTGOING;

  adw_preferences_group_set_title (self->group,
                                   is_outgoing ? _("Sending Mail") : _("Receiving Mail"));
}

static void
refresh (PtlDraftView *view)
{
  PtlHalfView *self = PTL_HALF_VIEW (view);
  PtlDraft *draft = ptl_draft_view_get_draft (view);
  PtlStep steps[PTL_N_STEPS] = { 0 };

  name_group (self);

  if (draft == NULL)
    return;

  ptl_steps_read_draft (draft, ptl_draft_view_get_side (view), steps);

  for (PtlStepKind kind = 0; kind < PTL_N_STEPS; kind++)
    show_step (self, kind, &steps[kind]);

  ptl_steps_clear (steps);
}

static void
unwatch (gpointer data)
{
  GSignalGroup *signals = data;

  g_signal_group_set_target (signals, NULL);
  g_object_unref (signals);
}

static void
watch_attempts (PtlHalfView *self)
{
  PtlDraft *draft = ptl_draft_view_get_draft (PTL_DRAFT_VIEW (self));
  GListModel *attempts = draft != NULL ? ptl_draft_get_attempts (draft) : NULL;

  g_ptr_array_set_size (self->watched, 0);

  for (guint i = 0; attempts != NULL && i < g_list_model_get_n_items (attempts); i++)
    {
      g_autoptr(PtlAttempt) attempt = g_list_model_get_item (attempts, i);
      GSignalGroup *signals = g_signal_group_new (PTL_TYPE_ATTEMPT);

      g_signal_group_connect_swapped (signals, "notify", G_CALLBACK (refresh), self);
      g_signal_group_set_target (signals, attempt);
      g_ptr_array_add (self->watched, signals);
    }
}

static void
attempts_changed_cb (PtlHalfView *self)
{
  watch_attempts (self);
  refresh (PTL_DRAFT_VIEW (self));
}

static void
ptl_half_view_draft_changed (PtlDraftView *view)
{
  PtlHalfView *self = PTL_HALF_VIEW (view);
  PtlDraft *draft = ptl_draft_view_get_draft (view);

  g_signal_group_set_target (self->list_signals,
                             draft != NULL ? ptl_draft_get_attempts (draft) : NULL);
  watch_attempts (self);
}

static void
ptl_half_view_dispose (GObject *object)
{
  PtlHalfView *self = PTL_HALF_VIEW (object);

  g_clear_pointer (&self->watched, g_ptr_array_unref);
  g_clear_object (&self->list_signals);

  G_OBJECT_CLASS (ptl_half_view_parent_class)->dispose (object);
}

static void
bind_step (GtkWidgetClass *widget_class,
           PtlStepKind     kind,
           const char     *row,
           const char     *icon,
           const char     *spinner)
{
  gtk_widget_class_bind_template_child_full (widget_class, row, FALSE,
                                             G_STRUCT_OFFSET (PtlHalfView, rows) +
                                             kind * sizeof (AdwActionRow *));
  gtk_widget_class_bind_template_child_full (widget_class, icon, FALSE,
                                             G_STRUCT_OFFSET (PtlHalfView, icons) +
                                             kind * sizeof (GtkWidget *));
  gtk_widget_class_bind_template_child_full (widget_class, spinner, FALSE,
                                             G_STRUCT_OFFSET (PtlHalfView, spinners) +
                                             kind * sizeof (GtkSpinner *));
}

static void
ptl_half_view_class_init (PtlHalfViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  PtlDraftViewClass *view_class = PTL_DRAFT_VIEW_CLASS (klass);

  object_class->dispose = ptl_half_view_dispose;
  view_class->draft_changed = ptl_half_view_draft_changed;
  view_class->refresh = refresh;

  gtk_widget_class_set_template_from_resource (widget_class,
    "/io/github/portolan_mail/Portolan/ui/half-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PtlHalfView, group);
  bind_step (widget_class, PTL_STEP_REACH, "reach_row", "reach_icon", "reach_spinner");
  bind_step (widget_class, PTL_STEP_SECURE, "secure_row", "secure_icon", "secure_spinner");
  bind_step (widget_class, PTL_STEP_SIGN_IN, "sign_in_row", "sign_in_icon", "sign_in_spinner");
}

static void
ptl_half_view_init (PtlHalfView *self)
{
  self->watched = g_ptr_array_new_with_free_func (unwatch);

  gtk_widget_init_template (GTK_WIDGET (self));
  ptl_wrap_names (GTK_WIDGET (self));

  for (PtlStepKind kind = 0; kind < PTL_N_STEPS; kind++)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows[kind]),
                                   ptl_step_get_title (kind));

  self->list_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->list_signals, "items-changed",
                                  G_CALLBACK (attempts_changed_cb), self);

  ptl_draft_view_set_side (PTL_DRAFT_VIEW (self), PTL_DRAFT_INCOMING);
}
