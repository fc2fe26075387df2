/* half-view.c - one server of a test: reach it, secure it, sign in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/half-view.h"

#include <glib/gi18n.h>

#include "setup/steps.h"

struct _PtlHalfView
{
  AdwBin                parent_instance;

  AdwPreferencesGroup  *group;
  AdwActionRow         *rows[PTL_N_STEPS];
  GtkWidget            *icons[PTL_N_STEPS];
  GtkSpinner           *spinners[PTL_N_STEPS];

  PtlDraft             *draft;
  guint                 side;
  GSignalGroup         *draft_signals;
  GSignalGroup         *list_signals;
  GPtrArray            *watched;       /* (element-type PtlAttempt) */
};

G_DEFINE_FINAL_TYPE (PtlHalfView, ptl_half_view, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_DRAFT,
  PROP_SIDE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

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
refresh (PtlHalfView *self)
{
  PtlStep steps[PTL_N_STEPS] = { 0 };

  if (self->draft == NULL)
    return;

  ptl_steps_read_draft (self->draft, self->side, steps);

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
attempts_changed_cb (PtlHalfView *self)
{
  GListModel *attempts = ptl_draft_get_attempts (self->draft);

  g_ptr_array_set_size (self->watched, 0);

  for (guint i = 0; i < g_list_model_get_n_items (attempts); i++)
    {
      g_autoptr(PtlAttempt) attempt = g_list_model_get_item (attempts, i);
      GSignalGroup *signals = g_signal_group_new (PTL_TYPE_ATTEMPT);

      g_signal_group_connect_swapped (signals, "notify", G_CALLBACK (refresh), self);
      g_signal_group_set_target (signals, attempt);
      g_ptr_array_add (self->watched, signals);
    }

  refresh (self);
}

static void
name_group (PtlHalfView *self)
{
  gboolean is_outgoing = self->side == PTL_DRAFT_OUTGOING;

  adw_preferences_group_set_title (self->group,
                                   is_outgoing ? _("Sending Mail") : _("Receiving Mail"));
}

static void
ptl_half_view_dispose (GObject *object)
{
  PtlHalfView *self = PTL_HALF_VIEW (object);

  g_clear_pointer (&self->watched, g_ptr_array_unref);
  g_clear_object (&self->draft_signals);
  g_clear_object (&self->list_signals);
  g_clear_object (&self->draft);
  adw_bin_set_child (ADW_BIN (self), NULL);

  G_OBJECT_CLASS (ptl_half_view_parent_class)->dispose (object);
}

static void
ptl_half_view_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  PtlHalfView *self = PTL_HALF_VIEW (object);

  switch (prop_id)
    {
    case PROP_DRAFT:
      g_value_set_object (value, self->draft);
      break;

    case PROP_SIDE:
      g_value_set_uint (value, self->side);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ptl_half_view_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  PtlHalfView *self = PTL_HALF_VIEW (object);

  switch (prop_id)
    {
    case PROP_DRAFT:
      ptl_half_view_set_draft (self, g_value_get_object (value));
      break;

    case PROP_SIDE:
      ptl_half_view_set_side (self, g_value_get_uint (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
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

  object_class->dispose = ptl_half_view_dispose;
  object_class->get_property = ptl_half_view_get_property;
  object_class->set_property = ptl_half_view_set_property;

  properties[PROP_DRAFT] =
    g_param_spec_object ("draft", NULL, NULL,
                         PTL_TYPE_DRAFT,
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  /* A PtlDraftSides: one of the two. */
  properties[PROP_SIDE] =
    g_param_spec_uint ("side", NULL, NULL,
                       PTL_DRAFT_INCOMING, PTL_DRAFT_OUTGOING, PTL_DRAFT_INCOMING,
                       (G_PARAM_READWRITE |
                        G_PARAM_EXPLICIT_NOTIFY |
                        G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

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
  self->side = PTL_DRAFT_INCOMING;
  self->watched = g_ptr_array_new_with_free_func (unwatch);

  gtk_widget_init_template (GTK_WIDGET (self));

  for (PtlStepKind kind = 0; kind < PTL_N_STEPS; kind++)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows[kind]),
                                   ptl_step_get_title (kind));

  name_group (self);

  self->draft_signals = g_signal_group_new (PTL_TYPE_DRAFT);
  g_signal_group_connect_swapped (self->draft_signals, "changed", G_CALLBACK (refresh), self);
  g_signal_group_connect_swapped (self->draft_signals, "notify::activity",
                                  G_CALLBACK (refresh), self);

  self->list_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->list_signals, "items-changed",
                                  G_CALLBACK (attempts_changed_cb), self);
}

GtkWidget *
ptl_half_view_new (void)
{
  return g_object_new (PTL_TYPE_HALF_VIEW, NULL);
}

/**
 * ptl_half_view_set_draft:
 * @self: a half view
 * @draft: (nullable): whose test to follow
 *
 * Shows the last test of a server, and the next ones as they go on.
 */
void
ptl_half_view_set_draft (PtlHalfView *self,
                         PtlDraft    *draft)
{
  g_return_if_fail (PTL_IS_HALF_VIEW (self));

  if (!g_set_object (&self->draft, draft))
    return;

  g_signal_group_set_target (self->draft_signals, draft);
  g_signal_group_set_target (self->list_signals,
                             draft != NULL ? ptl_draft_get_attempts (draft) : NULL);

  if (draft != NULL)
    attempts_changed_cb (self);
  else
    g_ptr_array_set_size (self->watched, 0);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAFT]);
}

void
ptl_half_view_set_side (PtlHalfView  *self,
                        PtlDraftSides side)
{
  g_return_if_fail (PTL_IS_HALF_VIEW (self));

  if (self->side == side)
    return;

  self->side = side;
  name_group (self);
  refresh (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIDE]);
}
