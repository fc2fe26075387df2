/* stored-password.c - that a password is stored, and a new one to be typed
 *
 * The stored one is never filled in: what is in an entry can be read by every
 * program that reads the screen.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/stored-password.h"

#include <glib/gi18n.h>

#include "app/password-guard.h"
#include "app/wrap-layout.h"

struct _PtlStoredPassword
{
  AdwPreferencesGroup  parent_instance;

  AdwPreferencesRow   *stored_row;
  GtkWidget           *change_button;
  GtkWidget           *password_row;
  GtkEditable         *password_entry;

  PtlDraft            *draft;
  GSignalGroup        *draft_signals;
};

G_DEFINE_FINAL_TYPE (PtlStoredPassword, ptl_stored_password, ADW_TYPE_PREFERENCES_GROUP)

enum {
  SIGNAL_TYPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
typed_cb (PtlStoredPassword *self)
{
  g_signal_emit (self, signals[SIGNAL_TYPED], 0);
}

static void
update (PtlStoredPassword *self)
{
  gboolean is_new = self->draft != NULL && ptl_draft_has_new_password (self->draft);

  adw_preferences_row_set_title (self->stored_row, is_new ? _("Typed, but Not Saved")
                                                          : C_("password", "Stored"));
}

static void
change_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  PtlStoredPassword *self = PTL_STORED_PASSWORD (widget);

  gtk_widget_set_visible (GTK_WIDGET (self->stored_row), FALSE);
  gtk_widget_set_visible (self->password_row, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->password_entry));
}

/* GTK 4.8 never frees a window in which an entry was hidden while it had the focus. */
static void
show_stored (PtlStoredPassword *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->stored_row), TRUE);

  if (focus != NULL && gtk_widget_is_ancestor (focus, self->password_row))
    gtk_widget_grab_focus (self->change_button);

  gtk_widget_set_visible (self->password_row, FALSE);
  update (self);
}

static void
ptl_stored_password_dispose (GObject *object)
{
  PtlStoredPassword *self = PTL_STORED_PASSWORD (object);

  g_clear_object (&self->draft_signals);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (ptl_stored_password_parent_class)->dispose (object);
}

static void
ptl_stored_password_class_init (PtlStoredPasswordClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ptl_stored_password_dispose;

  /**
   * PtlStoredPassword::typed:
   *
   * Something was typed, or what was typed is gone from the entry.
   */
  signals[SIGNAL_TYPED] =
    g_signal_new ("typed", PTL_TYPE_STORED_PASSWORD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  g_type_ensure (PTL_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
    "/io/github/portolan_mail/Portolan/ui/stored-password.ui");
  gtk_widget_class_bind_template_child (widget_class, PtlStoredPassword, stored_row);
  gtk_widget_class_bind_template_child (widget_class, PtlStoredPassword, change_button);
  gtk_widget_class_bind_template_child (widget_class, PtlStoredPassword, password_row);
  gtk_widget_class_bind_template_child (widget_class, PtlStoredPassword, password_entry);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_install_action (widget_class, "password.change", NULL, change_cb);
}

static void
ptl_stored_password_init (PtlStoredPassword *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ptl_guard_password (self->password_entry);

  self->draft_signals = g_signal_group_new (PTL_TYPE_DRAFT);
  g_signal_group_connect_swapped (self->draft_signals, "notify::is-changed",
                                  G_CALLBACK (update), self);
}

/**
 * ptl_stored_password_set_draft:
 * @self: the rows
 * @draft: (nullable): whose password
 *
 * Shows another account's. What was typed goes to the one before.
 */
void
ptl_stored_password_set_draft (PtlStoredPassword *self,
                               PtlDraft          *draft)
{
  g_return_if_fail (PTL_IS_STORED_PASSWORD (self));

  if (self->draft != NULL)
    ptl_stored_password_commit (self);

  g_set_object (&self->draft, draft);
  g_signal_group_set_target (self->draft_signals, draft);
  show_stored (self);
}

gboolean
ptl_stored_password_has_text (PtlStoredPassword *self)
{
  g_return_val_if_fail (PTL_IS_STORED_PASSWORD (self), FALSE);

  return *gtk_editable_get_text (self->password_entry) != '\0';
}

/**
 * ptl_stored_password_commit:
 * @self: the rows
 *
 * Gives what was typed to the draft: from the entry's locked memory straight
 * into a secret's, and out of the entry.
 */
void
ptl_stored_password_commit (PtlStoredPassword *self)
{
  g_autoptr(PtlSecret) secret = NULL;

  g_return_if_fail (PTL_IS_STORED_PASSWORD (self));
  g_return_if_fail (self->draft != NULL);

  if (!ptl_stored_password_has_text (self))
    return;

  secret = ptl_secret_new (gtk_editable_get_text (self->password_entry), -1);
  ptl_draft_set_password (self->draft, secret);
  ptl_stored_password_clear (self);
}

void
ptl_stored_password_clear (PtlStoredPassword *self)
{
  g_return_if_fail (PTL_IS_STORED_PASSWORD (self));

  gtk_editable_set_text (self->password_entry, "");
  show_stored (self);
}
