/* window.c - the window: the accounts, one of them, or the wizard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/window-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/account-row.h"
#include "app/flow-layout.h"

/* Fewer are seen at a glance. */
#define SEARCH_FROM_N_ACCOUNTS 8

G_DEFINE_FINAL_TYPE (PtlWindow, ptl_window, ADW_TYPE_APPLICATION_WINDOW)

PtlWizard *
ptl_window_get_wizard (PtlWindow *self)
{
  GtkWidget *child = adw_bin_get_child (self->wizard_bin);

  return child != NULL ? PTL_WIZARD (child) : NULL;
}

PtlDraft *
ptl_window_get_draft (PtlWindow *self)
{
  return self->view != NULL ? ptl_account_view_get_draft (self->view) : NULL;
}

/* --- which page, which verbs --- */

static void
update_test_button (PtlWindow *self)
{
  PtlDraft *draft = ptl_window_get_draft (self);
  gboolean tests = draft != NULL && ptl_draft_get_activity (draft) == PTL_DRAFT_TESTING;

  gtk_button_set_label (self->test_button, tests ? _("S_top") : _("_Test"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->test_button),
                               tests ? _("Ends the test at once")
                                     : _("Signs in to both servers now"));
}

static void
update_verbs (PtlWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean in_wizard = ptl_window_get_wizard (self) != NULL;
  gboolean is_free = !in_wizard && !self->is_broken;
  gboolean has_draft = is_free && ptl_window_get_draft (self) != NULL;
  gboolean has_any = g_list_model_get_n_items (ptl_drafts_get_list (self->drafts)) > 0;

  gtk_widget_action_set_enabled (widget, "win.add-account", is_free);
  gtk_widget_action_set_enabled (widget, "win.test-all", is_free && has_any);
  gtk_widget_action_set_enabled (widget, "win.test", has_draft);
  gtk_widget_action_set_enabled (widget, "win.save", has_draft);
  gtk_widget_action_set_enabled (widget, "win.rename", has_draft);
  gtk_widget_action_set_enabled (widget, "win.remove", has_draft);
  gtk_widget_action_set_enabled (widget, "win.search", is_free && has_any);

  /* Else Ctrl+Z is about letters. */
  gtk_widget_action_set_enabled (widget, "win.undo-last", ptl_farewell_can_undo (self->farewell));
  update_test_button (self);
}

/* The picture is named only now: GTK would load it, and what draws SVG, before
 * the first frame. */
static void
show_broken (PtlWindow *self)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self->broken_label),
                                             ADW_TYPE_STATUS_PAGE);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-warning-symbolic");
  gtk_stack_set_visible_child_name (self->stack, "broken");
}

static void
update_page (PtlWindow *self)
{
  guint n = g_list_model_get_n_items (ptl_drafts_get_list (self->drafts));

  gtk_widget_set_visible (self->search_entry, n >= SEARCH_FROM_N_ACCOUNTS);

  /* What cannot be seen must not hide accounts. */
  if (n < SEARCH_FROM_N_ACCOUNTS)
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");

  if (ptl_window_get_wizard (self) != NULL)
    gtk_stack_set_visible_child_name (self->stack, "wizard");
  else if (self->is_broken)
    show_broken (self);
  else
    gtk_stack_set_visible_child_name (self->stack, n > 0 ? "accounts" : "empty");

  update_verbs (self);
}

/* --- the list and the account --- */

/* Made when it is first needed: most of the window's weight is in there. */
static void
ensure_view (PtlWindow *self)
{
  if (self->view != NULL)
    return;

  self->view = g_object_new (PTL_TYPE_ACCOUNT_VIEW, NULL);
  adw_bin_set_child (self->detail_bin, GTK_WIDGET (self->view));
}

static void
show_account (PtlWindow *self,
              PtlDraft  *draft)
{
  if (draft == NULL && self->view == NULL)
    return;

  ensure_view (self);
  ptl_account_view_set_draft (self->view, draft);
  g_signal_group_set_target (self->draft_signals, draft);
  gtk_widget_set_visible (GTK_WIDGET (self->view), draft != NULL);
  g_binding_group_set_source (self->title_bindings,
                              draft != NULL ? ptl_draft_get_account (draft) : NULL);
  update_verbs (self);
}

static void
select_draft (PtlWindow *self,
              PtlDraft  *draft)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->account_list, i)) != NULL; i++)
    {
      gboolean is_it = ptl_account_row_get_draft (PTL_ACCOUNT_ROW (row)) == draft;

      if (is_it || (draft == NULL && gtk_list_box_row_get_selectable (row)))
        {
          gtk_list_box_select_row (self->account_list, row);
          return;
        }
    }

  show_account (self, NULL);
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  PtlWindow *self = user_data;
  GtkWidget *row = ptl_account_row_new (item);

  ptl_account_row_set_removed (PTL_ACCOUNT_ROW (row), ptl_drafts_is_removed (self->drafts, item));

  return row;
}

static void
row_selected_cb (PtlWindow     *self,
                 GtkListBoxRow *row)
{
  if (row != NULL)
    show_account (self, ptl_account_row_get_draft (PTL_ACCOUNT_ROW (row)));
}

static void
row_activated_cb (PtlWindow     *self,
                  GtkListBoxRow *row)
{
  adw_leaflet_set_visible_child (self->leaflet, self->detail_pane);
}

/* An account that goes, or is about to, is not shown any more. */
static void
list_changed_cb (PtlWindow *self)
{
  PtlDraft *draft = ptl_window_get_draft (self);

  if (draft == NULL || ptl_drafts_is_removed (self->drafts, draft) ||
      !g_list_store_find (G_LIST_STORE (ptl_drafts_get_list (self->drafts)), draft, NULL))
    {
      adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
      select_draft (self, NULL);
    }

  update_page (self);
}

/* Reads the accounts, or shows why that cannot be done. */
void
ptl_window_load (PtlWindow *self)
{
  g_autoptr(GError) error = NULL;

  self->is_broken = !ptl_drafts_load (self->drafts, &error);

  if (self->is_broken)
    {
      const char *path = ptl_accounts_get_path (ptl_application_get_accounts (self->application));
      g_autofree char *text = strstr (error->message, path) != NULL
        ? g_strdup (error->message)
        : g_strdup_printf ("%s: %s", path, error->message);

      gtk_label_set_label (self->broken_label, text);
    }

  update_page (self);
}

/* --- the wizard --- */

static void
wizard_closed_cb (PtlWindow  *self,
                  PtlAccount *account,
                  PtlWizard  *wizard)
{
  g_autoptr(PtlDraft) draft = g_object_ref (ptl_wizard_get_draft (wizard));

  adw_bin_set_child (self->wizard_bin, NULL);

  if (account != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
      select_draft (self, draft);
    }

  update_page (self);
}

static void
another_cb (PtlWindow *self)
{
  ptl_window_open_wizard (self, NULL);
}

/**
 * ptl_window_open_wizard:
 * @self: the window
 * @address: (nullable): an address to begin with
 *
 * Opens the wizard, unless it is open: then @address goes into it. Does
 * nothing while the accounts cannot be read.
 */
void
ptl_window_open_wizard (PtlWindow  *self,
                        const char *address)
{
  PtlWizard *wizard;

  g_return_if_fail (PTL_IS_WINDOW (self));

  if (self->is_broken)
    return;

  wizard = ptl_window_get_wizard (self);

  if (wizard == NULL)
    {
      g_autoptr(PtlDraft) draft = ptl_drafts_new_draft (self->drafts);

      wizard = PTL_WIZARD (ptl_wizard_new (draft));
      g_signal_connect_object (wizard, "closed", G_CALLBACK (wizard_closed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (wizard, "another", G_CALLBACK (another_cb), self,
                               G_CONNECT_SWAPPED);
      adw_bin_set_child (self->wizard_bin, GTK_WIDGET (wizard));
    }

  if (address != NULL)
    ptl_wizard_set_address (wizard, address);

  update_page (self);
}

/* --- the window --- */

/* What goes on ends here; only what was removed is still being forgotten. */
static gboolean
ptl_window_close_request (GtkWindow *window)
{
  PtlWindow *self = PTL_WINDOW (window);
  PtlWizard *wizard = ptl_window_get_wizard (self);

  if (wizard != NULL)
    ptl_draft_stop (ptl_wizard_get_draft (wizard));

  ptl_drafts_stop_all (self->drafts);
  ptl_farewell_finish (self->farewell, G_APPLICATION (self->application));

  return GTK_WINDOW_CLASS (ptl_window_parent_class)->close_request (window);
}

static void
ptl_window_dispose (GObject *object)
{
  PtlWindow *self = PTL_WINDOW (object);

  g_clear_object (&self->draft_signals);
  g_clear_object (&self->title_bindings);
  g_clear_object (&self->shown);
  g_clear_object (&self->farewell);
  g_clear_object (&self->drafts);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (ptl_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PtlWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, PtlWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, PtlWindow, broken_label);
  gtk_widget_class_bind_template_child (widget_class, PtlWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, PtlWindow, detail_pane);
  gtk_widget_class_bind_template_child (widget_class, PtlWindow, list_pane);
  gtk_widget_class_bind_template_child (widget_class, PtlWindow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, PtlWindow, account_list);
  gtk_widget_class_bind_template_child (widget_class, PtlWindow, filter);
  gtk_widget_class_bind_template_child (widget_class, PtlWindow, detail_title);
  gtk_widget_class_bind_template_child (widget_class, PtlWindow, test_button);
  gtk_widget_class_bind_template_child (widget_class, PtlWindow, detail_bin);
  gtk_widget_class_bind_template_child (widget_class, PtlWindow, wizard_bin);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
}

static void
ptl_window_class_init (PtlWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkWindowClass *window_class = GTK_WINDOW_CLASS (klass);

  object_class->dispose = ptl_window_dispose;
  window_class->close_request = ptl_window_close_request;

  g_type_ensure (PTL_TYPE_ACCOUNT);
  g_type_ensure (PTL_TYPE_DRAFT);
  g_type_ensure (PTL_TYPE_FLOW_LAYOUT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/portolan_mail/Portolan/ui/window.ui");
  bind_children (widget_class);
  ptl_window_install_verbs (widget_class);
}

static void
remember_size (PtlWindow *self)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, PTL_APP_ID, TRUE);

  /* Run from where it was built. */
  if (schema == NULL)
    return;

  self->settings = g_settings_new (PTL_APP_ID);
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "is-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
}

static void
ptl_window_init (PtlWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->draft_signals = g_signal_group_new (PTL_TYPE_DRAFT);
  g_signal_group_connect_object (self->draft_signals, "notify::activity",
                                 G_CALLBACK (update_test_button), self, G_CONNECT_SWAPPED);
  self->title_bindings = g_binding_group_new ();
  g_binding_group_bind (self->title_bindings, "address", self->detail_title, "title",
                        G_BINDING_SYNC_CREATE);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search_entry),
                                           GTK_WIDGET (self->account_list));
  ptl_window_add_delete_key (self);
  remember_size (self);
}

/**
 * ptl_window_new:
 * @application: the program
 *
 * Reads the accounts, and shows them, or why that cannot be done.
 *
 * Returns: (transfer none): the window; it is not shown yet
 */
PtlWindow *
ptl_window_new (PtlApplication *application)
{
  PtlWindow *self = g_object_new (PTL_TYPE_WINDOW, "application", application, NULL);
  GListModel *list;

  self->application = application;
  self->drafts = ptl_drafts_new (ptl_application_get_network (application),
                                 ptl_application_get_accounts (application),
                                 ptl_application_get_store (application));
  self->farewell = ptl_farewell_new (self->drafts, self->toasts);

  list = ptl_drafts_get_list (self->drafts);
  self->shown = gtk_filter_list_model_new (g_object_ref (list), g_object_ref (self->filter));
  gtk_list_box_bind_model (self->account_list, G_LIST_MODEL (self->shown), make_row, self, NULL);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (list_changed_cb), self,
                           G_CONNECT_SWAPPED);
  ptl_window_load (self);

  return self;
}
