/* window.c - the window: the accounts, one of them, or the wizard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/window-private.h"

#include <string.h>

#include "app/flow-layout.h"
#include "app/shown-page.h"
#include "app/wrap-words.h"

#define UI_FOLDER "/io/github/portolan_mail/Portolan/ui/"

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
  return self->view != NULL ? ptl_accounts_view_get_draft (self->view) : NULL;
}

/* --- which page, which verbs --- */

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
}

static GtkWidget *
make_accounts_page (PtlWindow  *self,
                    GMenuModel *menu)
{
  self->view = PTL_ACCOUNTS_VIEW (ptl_accounts_view_new (self->drafts, menu));
  g_signal_connect_object (self->view, "notify::draft", G_CALLBACK (update_verbs), self,
                           G_CONNECT_SWAPPED);

  return g_object_ref_sink (GTK_WIDGET (self->view));
}

/* The menu is made when it is opened first, after the first frame. */
static void
open_menu_cb (GtkMenuButton *menu_button,
              gpointer       menu)
{
  if (gtk_menu_button_get_menu_model (menu_button) == NULL)
    gtk_menu_button_set_menu_model (menu_button, menu);
}

static GtkWidget *
make_page (PtlWindow  *self,
           const char *name)
{
  GMenuModel *menu =
    G_MENU_MODEL (gtk_application_get_menu_by_id (GTK_APPLICATION (self->application),
                                                  "main-menu"));
  g_autofree char *path = g_strconcat (UI_FOLDER, name, "-page.ui", NULL);
  g_autoptr(GtkBuilder) builder = NULL;
  GtkWidget *page;
  GObject *menu_button;
  GObject *label;

  if (g_str_equal (name, "accounts"))
    return make_accounts_page (self, menu);

  builder = gtk_builder_new_from_resource (path);
  menu_button = gtk_builder_get_object (builder, "menu_button");
  label = gtk_builder_get_object (builder, "broken_label");

  if (menu_button != NULL)
    gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (menu_button), open_menu_cb, menu, NULL);

  if (label != NULL)
    self->broken_label = GTK_LABEL (label);

  page = GTK_WIDGET (gtk_builder_get_object (builder, "page"));
  ptl_wrap_words (page);

  return g_object_ref (page);
}

/* Made when it is first shown: a window opens with one page, and soon. */
static void
show_page (PtlWindow  *self,
           const char *name)
{
  if (gtk_stack_get_child_by_name (self->stack, name) == NULL)
    {
      g_autoptr(GtkWidget) page = make_page (self, name);

      gtk_stack_add_named (self->stack, page, name);
    }

  gtk_stack_set_visible_child_name (self->stack, name);
}

/* The wizard takes the focus where it wants it. If the page before still had it,
 * the stack would move it on, among widgets that have no places yet. */
static void
show_wizard (PtlWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack)) &&
      !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->wizard_bin)))
    gtk_window_set_focus (GTK_WINDOW (self), NULL);

  gtk_stack_set_visible_child_name (self->stack, "wizard");
}

static void
update_page (PtlWindow *self)
{
  guint n = g_list_model_get_n_items (ptl_drafts_get_list (self->drafts));

  if (ptl_window_get_wizard (self) != NULL)
    show_wizard (self);
  else if (self->is_broken)
    show_page (self, "broken");
  else
    show_page (self, n > 0 ? "accounts" : "empty");

  update_verbs (self);
}

/* Reads the accounts, or shows why that cannot be done. */
void
ptl_window_load (PtlWindow *self)
{
  g_autoptr(GError) error = NULL;

  self->is_broken = !ptl_drafts_load (self->drafts, &error);
  update_page (self);

  if (self->is_broken)
    {
      const char *path = ptl_accounts_get_path (ptl_application_get_accounts (self->application));
      g_autofree char *text = strstr (error->message, path) != NULL
        ? g_strdup (error->message)
        : g_strdup_printf ("%s: %s", path, error->message);

      gtk_label_set_label (self->broken_label, text);
    }
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
      update_page (self);
      ptl_accounts_view_show (self->view, draft);
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

  if (ptl_window_has_to_stay (self))
    return TRUE;

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
  gtk_widget_class_bind_template_child (widget_class, PtlWindow, wizard_bin);
}

static void
ptl_window_class_init (PtlWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkWindowClass *window_class = GTK_WINDOW_CLASS (klass);

  object_class->dispose = ptl_window_dispose;
  window_class->close_request = ptl_window_close_request;

  g_type_ensure (PTL_TYPE_FLOW_LAYOUT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               UI_FOLDER "window.ui");
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
  ptl_tell_shown_page (GTK_WIDGET (self->stack));

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

  self->application = application;
  self->drafts = ptl_drafts_new (ptl_application_get_network (application),
                                 ptl_application_get_accounts (application),
                                 ptl_application_get_store (application));
  self->farewell = ptl_farewell_new (self->drafts, self->toasts);

  g_signal_connect_object (ptl_drafts_get_list (self->drafts), "items-changed",
                           G_CALLBACK (update_page), self, G_CONNECT_SWAPPED);
  ptl_window_load (self);

  return self;
}
