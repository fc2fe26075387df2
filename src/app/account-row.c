/* account-row.c - an account in the list, with its state in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/account-row.h"

#include "app/account-words.h"
#include "app/wrap-words.h"
#include "base/list.h"

struct _PtlAccountRow
{
  AdwActionRow  parent_instance;

  PtlDraft     *draft;
  gboolean      removed;

  GtkWidget    *undo_button;
};

G_DEFINE_FINAL_TYPE (PtlAccountRow, ptl_account_row, ADW_TYPE_ACTION_ROW)

enum {
  PROP_0,
  PROP_DRAFT,
  PROP_REMOVED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* In code: GTK 4.8 cannot take a template's own expressions apart again. A
 * screen reader says the state together with the name. */
static void
update_words (PtlAccountRow *self)
{
  const char *title = ptl_account_words_get_title (self->draft);
  g_autofree char *words = ptl_account_words_describe (self->draft, self->removed);
  const char *parts[] = { title, words, NULL };
  g_autofree char *name = ptl_list_with_commas (parts);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  /* The parent names a row after its title; the name would be said twice. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

static void
ptl_account_row_constructed (GObject *object)
{
  PtlAccountRow *self = PTL_ACCOUNT_ROW (object);
  GtkActionable *button = GTK_ACTIONABLE (self->undo_button);

  G_OBJECT_CLASS (ptl_account_row_parent_class)->constructed (object);

  gtk_actionable_set_action_target (button, "s",
                                    ptl_account_get_id (ptl_draft_get_account (self->draft)));
  gtk_actionable_set_action_name (button, "win.undo");

  g_signal_connect_object (ptl_draft_get_account (self->draft), "notify",
                           G_CALLBACK (update_words), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "notify::activity", G_CALLBACK (update_words), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "notify::is-changed", G_CALLBACK (update_words), self,
                           G_CONNECT_SWAPPED);
  update_words (self);
}

/* Not in dispose: the template's expressions watch the draft until then. */
static void
ptl_account_row_finalize (GObject *object)
{
  PtlAccountRow *self = PTL_ACCOUNT_ROW (object);

  g_clear_object (&self->draft);

  G_OBJECT_CLASS (ptl_account_row_parent_class)->finalize (object);
}

static void
ptl_account_row_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  PtlAccountRow *self = PTL_ACCOUNT_ROW (object);

  switch (prop_id)
    {
    case PROP_DRAFT:
      g_value_set_object (value, self->draft);
      break;

    case PROP_REMOVED:
      g_value_set_boolean (value, self->removed);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ptl_account_row_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  PtlAccountRow *self = PTL_ACCOUNT_ROW (object);

  switch (prop_id)
    {
    case PROP_DRAFT:
      self->draft = g_value_dup_object (value);
      break;

    case PROP_REMOVED:
      ptl_account_row_set_removed (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ptl_account_row_class_init (PtlAccountRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ptl_account_row_constructed;
  object_class->finalize = ptl_account_row_finalize;
  object_class->get_property = ptl_account_row_get_property;
  object_class->set_property = ptl_account_row_set_property;

  properties[PROP_DRAFT] =
    g_param_spec_object ("draft", NULL, NULL,
                         PTL_TYPE_DRAFT,
                         (G_PARAM_READWRITE |
                          G_PARAM_CONSTRUCT_ONLY |
                          G_PARAM_STATIC_STRINGS));

  properties[PROP_REMOVED] =
    g_param_spec_boolean ("removed", NULL, NULL,
                          FALSE,
                          (G_PARAM_READWRITE |
                           G_PARAM_EXPLICIT_NOTIFY |
                           G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
    "/io/github/portolan_mail/Portolan/ui/account-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PtlAccountRow, undo_button);
  ptl_account_words_bind (widget_class);
}

static void
ptl_account_row_init (PtlAccountRow *self)
{
  g_type_ensure (PTL_TYPE_ACCOUNT);
  g_type_ensure (PTL_TYPE_DRAFT);
  gtk_widget_init_template (GTK_WIDGET (self));
  ptl_wrap_names (GTK_WIDGET (self));
}

GtkWidget *
ptl_account_row_new (PtlDraft *draft)
{
  return g_object_new (PTL_TYPE_ACCOUNT_ROW, "draft", draft, NULL);
}

PtlDraft *
ptl_account_row_get_draft (PtlAccountRow *self)
{
  g_return_val_if_fail (PTL_IS_ACCOUNT_ROW (self), NULL);

  return self->draft;
}

/**
 * ptl_account_row_set_removed:
 * @self: a row
 * @removed: whether the account goes soon, and can be taken back until then
 */
void
ptl_account_row_set_removed (PtlAccountRow *self,
                             gboolean       removed)
{
  g_return_if_fail (PTL_IS_ACCOUNT_ROW (self));

  if (self->removed == removed)
    return;

  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self), !removed);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), !removed);

  self->removed = removed;
  update_words (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REMOVED]);
}
