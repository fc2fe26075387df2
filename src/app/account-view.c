/* account-view.c - one saved account: General, Servers, Advanced
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/account-view.h"

#include <glib/gi18n.h>

#include "app/account-words.h"
#include "app/advanced-page.h"
#include "app/flow-layout.h"
#include "app/free-mnemonic.h"
#include "app/labels.h"
#include "app/shown-page.h"
#include "app/stored-password.h"
#include "app/verdict-box.h"
#include "app/wrap-words.h"
#include "app/wrap-layout.h"

struct _PtlAccountView
{
  AdwBin            parent_instance;

  PtlDraft         *draft;
  PtlDraftSides     to_test;          /* as soon as they are saved */

  GBindingGroup    *account_bindings;
  GBindingGroup    *incoming_bindings;
  GBindingGroup    *outgoing_bindings;
  GSignalGroup     *account_signals;
  GSignalGroup     *draft_signals;

  GtkWidget        *spinner;
  GtkImage         *state_icon;
  GtkLabel         *state_label;
  AdwViewStack     *tabs;
  GtkWidget        *verdict_group;
  PtlVerdictBox    *incoming_verdict;
  PtlVerdictBox    *outgoing_verdict;
  GtkWidget        *name_entry;
  GtkWidget        *address_entry;
  GtkWidget        *incoming_host;
  GtkWidget        *incoming_user;
  GtkWidget        *outgoing_host;
  GtkWidget        *outgoing_user;
  PtlStoredPassword *password;
  PtlWizardPage    *advanced_page;
  GtkRevealer      *save_bar;
  GtkButton        *discard_button;
  GtkButton        *save_button;
};

G_DEFINE_FINAL_TYPE (PtlAccountView, ptl_account_view, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_DRAFT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* --- what it shows --- */

/* Each tab has letters of its own, and the bar is below all of them. */
static void
free_letters (PtlAccountView *self)
{
  ptl_free_mnemonic_again (self->discard_button);
  ptl_free_mnemonic_again (self->save_button);
}

static void
update_save_bar (PtlAccountView *self)
{
  gboolean is_changed = self->draft != NULL &&
                        (ptl_draft_is_changed (self->draft) ||
                         ptl_stored_password_has_text (self->password));

  gtk_revealer_set_reveal_child (self->save_bar, is_changed);
  free_letters (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "account.save", is_changed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "account.discard", is_changed);
}

static void
update_state (PtlAccountView *self)
{
  PtlAccountState state;
  PtlDraftActivity activity;
  g_autofree char *words = NULL;
  g_autofree char *icon = NULL;
  g_auto(GStrv) classes = NULL;

  if (self->draft == NULL)
    return;

  state = ptl_account_get_state (ptl_draft_get_account (self->draft));
  activity = ptl_draft_get_activity (self->draft);
  words = ptl_draft_describe_error (self->draft);
  icon = ptl_label_account_state_icon (NULL, state);
  classes = ptl_account_words_get_classes (NULL, state);

  if (activity == PTL_DRAFT_TESTING)
    {
      g_free (words);
      words = g_strdup (_("Checking…"));
    }
  else if (words != NULL)
    {
      g_free (icon);
      icon = g_strdup ("dialog-warning-symbolic");
      g_strfreev (classes);
      classes = g_strdupv ((char *[]) { (char *) "warning", NULL });
    }
  else
    {
      words = ptl_label_account_state (NULL, state);
    }

  gtk_label_set_label (self->state_label, words);
  gtk_image_set_from_icon_name (self->state_icon, icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->state_icon), (const char **) classes);
  gtk_widget_set_visible (self->spinner, activity == PTL_DRAFT_TESTING);
}

/* Only what was tested since the window opened has a verdict to show. */
static void
update_verdicts (PtlAccountView *self)
{
  gboolean has_in = FALSE;
  gboolean has_out = FALSE;

  if (self->draft != NULL && ptl_draft_get_activity (self->draft) != PTL_DRAFT_TESTING)
    {
      has_in = ptl_draft_get_finding (self->draft, PTL_DRAFT_INCOMING) != NULL;
      has_out = ptl_draft_get_finding (self->draft, PTL_DRAFT_OUTGOING) != NULL;
    }

  gtk_widget_set_visible (GTK_WIDGET (self->incoming_verdict), has_in);
  gtk_widget_set_visible (GTK_WIDGET (self->outgoing_verdict), has_out);
  gtk_widget_set_visible (self->verdict_group, has_in || has_out);
}

static void
update (PtlAccountView *self)
{
  update_state (self);
  update_verdicts (self);
  update_save_bar (self);
}

/* Saved: now the halves that were changed are tested. */
static void
draft_changed_cb (PtlAccountView *self)
{
  PtlDraftSides sides = self->to_test;

  update (self);

  if (ptl_draft_get_activity (self->draft) != PTL_DRAFT_IDLE)
    return;

  self->to_test = 0;

  if (sides != 0 && ptl_draft_get_error (self->draft) == NULL)
    ptl_draft_test (self->draft, sides);
}

/* --- actions --- */

static void
save_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  ptl_account_view_save (PTL_ACCOUNT_VIEW (widget));
}

static void
discard_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  PtlAccountView *self = PTL_ACCOUNT_VIEW (widget);

  ptl_stored_password_clear (self->password);
  ptl_draft_revert (self->draft);
  update (self);
}

/* --- the widget --- */

static void
ptl_account_view_dispose (GObject *object)
{
  PtlAccountView *self = PTL_ACCOUNT_VIEW (object);

  g_clear_object (&self->account_bindings);
  g_clear_object (&self->incoming_bindings);
  g_clear_object (&self->outgoing_bindings);
  g_clear_object (&self->account_signals);
  g_clear_object (&self->draft_signals);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (ptl_account_view_parent_class)->dispose (object);
}

static void
ptl_account_view_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  if (prop_id == PROP_DRAFT)
    g_value_set_object (value, PTL_ACCOUNT_VIEW (object)->draft);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ptl_account_view_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  if (prop_id == PROP_DRAFT)
    ptl_account_view_set_draft (PTL_ACCOUNT_VIEW (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PtlAccountView, spinner);
  gtk_widget_class_bind_template_child (widget_class, PtlAccountView, state_icon);
  gtk_widget_class_bind_template_child (widget_class, PtlAccountView, state_label);
  gtk_widget_class_bind_template_child (widget_class, PtlAccountView, tabs);
  gtk_widget_class_bind_template_child (widget_class, PtlAccountView, verdict_group);
  gtk_widget_class_bind_template_child (widget_class, PtlAccountView, incoming_verdict);
  gtk_widget_class_bind_template_child (widget_class, PtlAccountView, outgoing_verdict);
  gtk_widget_class_bind_template_child (widget_class, PtlAccountView, name_entry);
  gtk_widget_class_bind_template_child (widget_class, PtlAccountView, address_entry);
  gtk_widget_class_bind_template_child (widget_class, PtlAccountView, incoming_host);
  gtk_widget_class_bind_template_child (widget_class, PtlAccountView, incoming_user);
  gtk_widget_class_bind_template_child (widget_class, PtlAccountView, outgoing_host);
  gtk_widget_class_bind_template_child (widget_class, PtlAccountView, outgoing_user);
  gtk_widget_class_bind_template_child (widget_class, PtlAccountView, password);
  gtk_widget_class_bind_template_child (widget_class, PtlAccountView, advanced_page);
  gtk_widget_class_bind_template_child (widget_class, PtlAccountView, save_bar);
  gtk_widget_class_bind_template_child (widget_class, PtlAccountView, discard_button);
  gtk_widget_class_bind_template_child (widget_class, PtlAccountView, save_button);
  gtk_widget_class_bind_template_callback (widget_class, free_letters);
  gtk_widget_class_bind_template_callback (widget_class, update_save_bar);
}

static void
ptl_account_view_class_init (PtlAccountViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ptl_account_view_dispose;
  object_class->get_property = ptl_account_view_get_property;
  object_class->set_property = ptl_account_view_set_property;

  properties[PROP_DRAFT] =
    g_param_spec_object ("draft", NULL, NULL,
                         PTL_TYPE_DRAFT,
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (PTL_TYPE_ACCOUNT);
  g_type_ensure (PTL_TYPE_ADVANCED_PAGE);
  g_type_ensure (PTL_TYPE_DRAFT);
  g_type_ensure (PTL_TYPE_FLOW_LAYOUT);
  g_type_ensure (PTL_TYPE_STORED_PASSWORD);
  g_type_ensure (PTL_TYPE_VERDICT_BOX);
  g_type_ensure (PTL_TYPE_WRAP_LAYOUT);

  gtk_widget_class_set_template_from_resource (widget_class,
    "/io/github/portolan_mail/Portolan/ui/account-view.ui");
  bind_children (widget_class);
  ptl_account_words_bind (widget_class);
  gtk_widget_class_install_action (widget_class, "account.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "account.discard", NULL, discard_cb);
}

static GBindingGroup *
bind_server (GtkWidget *host,
             GtkWidget *user)
{
  const GBindingFlags both = G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL;
  GBindingGroup *group = g_binding_group_new ();

  g_binding_group_bind (group, "host", host, "text", both);
  g_binding_group_bind (group, "user", user, "text", both);

  return group;
}

static GSignalGroup *
watch (PtlAccountView *self,
       GType           type,
       const char     *signal,
       GCallback       callback)
{
  GSignalGroup *group = g_signal_group_new (type);

  g_signal_group_connect_object (group, signal, callback, self, G_CONNECT_SWAPPED);

  return group;
}

static void
ptl_account_view_init (PtlAccountView *self)
{
  const GBindingFlags both = G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL;

  gtk_widget_init_template (GTK_WIDGET (self));
  ptl_wrap_words (GTK_WIDGET (self));
  ptl_tell_shown_page (GTK_WIDGET (self->tabs));

  self->account_bindings = g_binding_group_new ();
  g_binding_group_bind (self->account_bindings, "name", self->name_entry, "text", both);
  g_binding_group_bind (self->account_bindings, "address", self->address_entry, "text", both);
  self->incoming_bindings = bind_server (self->incoming_host, self->incoming_user);
  self->outgoing_bindings = bind_server (self->outgoing_host, self->outgoing_user);

  self->account_signals = watch (self, PTL_TYPE_ACCOUNT, "notify::state",
                                 G_CALLBACK (update_state));
  self->draft_signals = watch (self, PTL_TYPE_DRAFT, "changed", G_CALLBACK (draft_changed_cb));
  g_signal_group_connect_object (self->draft_signals, "notify::activity", G_CALLBACK (update),
                                 self, G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->draft_signals, "notify::is-changed",
                                 G_CALLBACK (update_save_bar), self, G_CONNECT_SWAPPED);

  ptl_draft_view_set_side (PTL_DRAFT_VIEW (self->incoming_verdict), PTL_DRAFT_INCOMING);
  ptl_draft_view_set_side (PTL_DRAFT_VIEW (self->outgoing_verdict), PTL_DRAFT_OUTGOING);
  update_save_bar (self);
}

PtlDraft *
ptl_account_view_get_draft (PtlAccountView *self)
{
  g_return_val_if_fail (PTL_IS_ACCOUNT_VIEW (self), NULL);

  return self->draft;
}

/**
 * ptl_account_view_set_draft:
 * @self: a view
 * @draft: (nullable): a draft of a saved account
 *
 * Shows another account. What was changed of the one before stays changed, and
 * unsaved; so does a password that was typed.
 */
void
ptl_account_view_set_draft (PtlAccountView *self,
                            PtlDraft       *draft)
{
  PtlAccount *account;

  g_return_if_fail (PTL_IS_ACCOUNT_VIEW (self));

  if (self->draft == draft)
    return;

  ptl_account_view_commit (self);
  self->to_test = 0;
  g_set_object (&self->draft, draft);
  ptl_stored_password_set_draft (self->password, draft);
  account = draft != NULL ? ptl_draft_get_account (draft) : NULL;

  g_binding_group_set_source (self->account_bindings, account);
  g_binding_group_set_source (self->incoming_bindings,
                              account != NULL ? ptl_account_get_incoming (account) : NULL);
  g_binding_group_set_source (self->outgoing_bindings,
                              account != NULL ? ptl_account_get_outgoing (account) : NULL);
  g_signal_group_set_target (self->account_signals, account);
  g_signal_group_set_target (self->draft_signals, draft);

  ptl_draft_view_set_draft (PTL_DRAFT_VIEW (self->incoming_verdict), draft);
  ptl_draft_view_set_draft (PTL_DRAFT_VIEW (self->outgoing_verdict), draft);

  if (draft != NULL)
    g_object_set (self->advanced_page, "draft", draft, NULL);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAFT]);
  update (self);
}

/**
 * ptl_account_view_commit:
 * @self: a view
 *
 * Gives the draft what is typed and not yet taken over: a port, a password.
 */
void
ptl_account_view_commit (PtlAccountView *self)
{
  g_return_if_fail (PTL_IS_ACCOUNT_VIEW (self));

  if (self->draft == NULL)
    return;

  ptl_wizard_page_leave (self->advanced_page);
  ptl_stored_password_commit (self->password);
}

/**
 * ptl_account_view_test:
 * @self: a view
 *
 * Tests the account as it is set now, and shows what comes of it.
 */
void
ptl_account_view_test (PtlAccountView *self)
{
  g_return_if_fail (PTL_IS_ACCOUNT_VIEW (self));

  if (self->draft == NULL)
    return;

  ptl_account_view_commit (self);
  adw_view_stack_set_visible_child_name (self->tabs, "general");
  ptl_draft_test (self->draft, PTL_DRAFT_BOTH);
}

/**
 * ptl_account_view_save:
 * @self: a view
 *
 * Saves what was changed, then tests the half that it was about. Nothing is
 * saved as long as a field cannot be right; the page says which.
 */
void
ptl_account_view_save (PtlAccountView *self)
{
  g_return_if_fail (PTL_IS_ACCOUNT_VIEW (self));

  if (self->draft == NULL || !gtk_revealer_get_reveal_child (self->save_bar))
    return;

  if (ptl_wizard_page_go_on (self->advanced_page) == NULL)
    {
      adw_view_stack_set_visible_child_name (self->tabs, "advanced");
      return;
    }

  if (!ptl_draft_check_new_address (self->draft, NULL))
    {
      adw_view_stack_set_visible_child_name (self->tabs, "general");
      gtk_widget_grab_focus (self->address_entry);
    }

  ptl_account_view_commit (self);
  self->to_test = ptl_draft_has_new_password (self->draft)
                  ? PTL_DRAFT_BOTH : ptl_draft_get_changed_sides (self->draft);
  ptl_draft_save (self->draft);
}

/**
 * ptl_account_view_rename:
 * @self: a view
 *
 * Leads to the field with the account's name.
 */
void
ptl_account_view_rename (PtlAccountView *self)
{
  g_return_if_fail (PTL_IS_ACCOUNT_VIEW (self));

  adw_view_stack_set_visible_child_name (self->tabs, "general");
  gtk_widget_grab_focus (self->name_entry);
  gtk_editable_select_region (GTK_EDITABLE (self->name_entry), 0, -1);
}
