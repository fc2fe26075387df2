/* window-verbs.c - what can be done in the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/window-private.h"

#include "app/port-guide.h"

static void
add_account (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  ptl_window_open_wizard (PTL_WINDOW (widget), NULL);
}

static void
go_back (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  PtlWindow *self = PTL_WINDOW (widget);

  if (ptl_window_get_wizard (self) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (ptl_window_get_wizard (self)), "wizard.back", NULL);
  else if (self->view != NULL)
    ptl_accounts_view_go_back (self->view);
}

static void
open_folder (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  PtlWindow *self = PTL_WINDOW (widget);
  const char *path = ptl_accounts_get_path (ptl_application_get_accounts (self->application));
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);

  if (uri != NULL)
    gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
}

static void
show_port_guide (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  PtlWindow *self = PTL_WINDOW (widget);
  PtlWizard *wizard = ptl_window_get_wizard (self);

  ptl_port_guide_present (GTK_WINDOW (self),
                          wizard != NULL ? ptl_wizard_get_draft (wizard)
                                         : ptl_window_get_draft (self));
}

static void
reload (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  ptl_window_load (PTL_WINDOW (widget));
}

static void
remove_account (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  PtlWindow *self = PTL_WINDOW (widget);

  ptl_farewell_remove (self->farewell, ptl_window_get_draft (self));
}

static void
rename_account (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  ptl_accounts_view_rename (PTL_WINDOW (widget)->view);
}

static void
save_account (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  ptl_accounts_view_save (PTL_WINDOW (widget)->view);
}

static void
search (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  ptl_accounts_view_search (PTL_WINDOW (widget)->view);
}

/* Made when it is first asked for: it weighs more than the window. */
static void
show_shortcuts (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  GtkApplicationWindow *window = GTK_APPLICATION_WINDOW (widget);

  if (gtk_application_window_get_help_overlay (window) == NULL)
    {
      g_autoptr(GtkBuilder) builder =
        gtk_builder_new_from_resource ("/io/github/portolan_mail/Portolan/ui/shortcuts.ui");
      GObject *shortcuts = gtk_builder_get_object (builder, "shortcuts");

      gtk_application_window_set_help_overlay (window, GTK_SHORTCUTS_WINDOW (shortcuts));
    }

  gtk_window_present (GTK_WINDOW (gtk_application_window_get_help_overlay (window)));
}

static void
test_account (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  ptl_accounts_view_test (PTL_WINDOW (widget)->view);
}

static void
test_all (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  ptl_drafts_test_all (PTL_WINDOW (widget)->drafts);
}

static void
undo (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  PtlWindow *self = PTL_WINDOW (widget);

  ptl_farewell_undo (self->farewell, g_variant_get_string (parameter, NULL));
}

static void
undo_last (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  ptl_farewell_undo (PTL_WINDOW (widget)->farewell, NULL);
}

void
ptl_window_install_verbs (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char                  *name;
    const char                  *parameter;
    GtkWidgetActionActivateFunc  activate;
  } actions[] = {
    { "win.add-account", NULL, add_account },
    { "win.back", NULL, go_back },
    { "win.open-folder", NULL, open_folder },
    { "win.port-guide", NULL, show_port_guide },
    { "win.reload", NULL, reload },
    { "win.remove", NULL, remove_account },
    { "win.rename", NULL, rename_account },
    { "win.save", NULL, save_account },
    { "win.search", NULL, search },
    { "win.show-help-overlay", NULL, show_shortcuts },
    { "win.test", NULL, test_account },
    { "win.test-all", NULL, test_all },
    { "win.undo", "s", undo },
    { "win.undo-last", NULL, undo_last },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter,
                                     actions[i].activate);
}
