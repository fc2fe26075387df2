/* application.c - the program: its world, its options, its one window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>

#include "app/window.h"
#include "base/address.h"
#include "demo/world.h"

#define EXIT_USAGE 2

struct _PtlApplication
{
  AdwApplication  parent_instance;

  PtlNetwork     *network;
  PtlAccounts    *accounts;
  PtlSecretStore *store;

  PtlDemo        *demo;
  char           *demo_path;   /* of its accounts */
};

G_DEFINE_FINAL_TYPE (PtlApplication, ptl_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "add", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Add a mail account"), NULL },
  { "test-all", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Test all accounts"), NULL },
  { "demo", 0, 0, G_OPTION_ARG_NONE, NULL,
    N_("Try it on a mail provider inside the program; nothing is kept"), NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Show the version"), NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL, NULL, N_("[ADDRESS]") },
  { NULL }
};

/* --- the world --- */

static gboolean
enter_demo (PtlApplication  *self,
            GError         **error)
{
  self->demo = ptl_demo_new (error);
  if (self->demo == NULL)
    return FALSE;

  self->network = ptl_demo_make_network (self->demo, error);
  if (self->network == NULL)
    return FALSE;

  self->demo_path = ptl_demo_make_accounts_path (error);
  if (self->demo_path == NULL)
    return FALSE;

  self->accounts = ptl_accounts_new (self->demo_path);
  self->store = ptl_memory_store_new ();

  return TRUE;
}

static void
enter_real_world (PtlApplication *self)
{
  self->network = ptl_network_new ();
  self->accounts = ptl_accounts_new_default ();
  self->store = ptl_keyring_store_new ();
}

/* --- actions --- */

static void
show_about (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  static const char * const developers[] = { "The Portolan project", NULL };
  PtlApplication *self = user_data;

  adw_show_about_window (gtk_application_get_active_window (GTK_APPLICATION (self)),
                         "application-name", _("Portolan"),
                         "application-icon", PTL_APP_ID,
                         "version", PTL_VERSION,
                         "developer-name", _("The Portolan project"),
                         "developers", developers,
                         "comments", _("Finds the servers of your mail account, explains them, "
                                       "and proves that they work."),
                         "website", "https://github.com/portolan-mail/portolan",
                         "issue-url", "https://github.com/portolan-mail/portolan/issues",
                         "license-type", GTK_LICENSE_GPL_3_0,
                         /* Translators: your name, one translator a line */
                         "translator-credits", _("translator-credits"),
                         NULL);
}

static void
quit (GSimpleAction *action,
      GVariant      *parameter,
      gpointer       user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);

  /* The window has something to finish first. */
  if (window != NULL)
    gtk_window_close (window);
}

static void
add_actions (PtlApplication *self)
{
  static const GActionEntry entries[] = {
    { .name = "about", .activate = show_about },
    { .name = "quit", .activate = quit },
  };
  static const struct
  {
    const char *action;
    const char *keys[3];
  } shortcuts[] = {
    { "app.quit", { "<Control>q" } },
    { "window.close", { "<Control>w" } },
    { "win.add-account", { "<Control>n" } },
    { "win.back", { "<Alt>Left" } },
    { "win.port-guide", { "<Control>g" } },
    { "win.rename", { "F2" } },
    { "win.save", { "<Control>s" } },
    { "win.search", { "<Control>f" } },
    { "win.show-help-overlay", { "<Control>question" } },
    { "win.test", { "F5" } },
    { "win.test-all", { "<Shift>F5" } },
    { "win.undo-last", { "<Control>z" } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);

  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), shortcuts[i].action,
                                           (const char * const *) shortcuts[i].keys);
}

/* --- the life of the program --- */

static PtlWindow *
show_window (PtlApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  /* What belongs to the window may be the active one. */
  while (window != NULL && !PTL_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);

  if (window == NULL)
    window = GTK_WINDOW (ptl_window_new (self));

  gtk_window_present (window);

  return PTL_WINDOW (window);
}

/* The demo has something to clean up, once no window holds the application. A
 * second signal ends the program as it always does. */
static gboolean
signal_cb (gpointer application)
{
  GtkWindow *window;

  while ((window = gtk_application_get_active_window (application)) != NULL)
    gtk_window_destroy (window);

  g_application_quit (application);
  return G_SOURCE_REMOVE;
}

static void
ptl_application_startup (GApplication *application)
{
  static const int ending_signals[] = { SIGINT, SIGTERM, SIGHUP };
  PtlApplication *self = PTL_APPLICATION (application);

  G_APPLICATION_CLASS (ptl_application_parent_class)->startup (application);

  if (self->network == NULL)
    enter_real_world (self);

  for (gsize i = 0; i < G_N_ELEMENTS (ending_signals); i++)
    g_unix_signal_add (ending_signals[i], signal_cb, self);

  gtk_window_set_default_icon_name (PTL_APP_ID);
  add_actions (self);
}

static void
ptl_application_activate (GApplication *application)
{
  show_window (PTL_APPLICATION (application));
}

static char *
get_address (GVariantDict *dict)
{
  g_autofree const char **words = NULL;

  g_variant_dict_lookup (dict, G_OPTION_REMAINING, "^a&s", &words);

  return words != NULL ? g_strdup (words[0]) : NULL;
}

static int
ptl_application_command_line (GApplication            *application,
                              GApplicationCommandLine *command_line)
{
  GVariantDict *dict = g_application_command_line_get_options_dict (command_line);
  PtlWindow *window = show_window (PTL_APPLICATION (application));
  g_autofree char *address = get_address (dict);

  if (address != NULL || g_variant_dict_contains (dict, "add"))
    ptl_window_open_wizard (window, address);
  else if (g_variant_dict_contains (dict, "test-all"))
    gtk_widget_activate_action (GTK_WIDGET (window), "win.test-all", NULL);

  return EXIT_SUCCESS;
}

static int
fail_usage (const char *message)
{
  g_printerr ("portolan: %s\n", message);
  g_printerr (_("Try “%s --help”."), "portolan");
  g_printerr ("\n");

  return EXIT_USAGE;
}

/* Before the program that may already run hears of it. */
static int
check_words (GVariantDict *dict)
{
  g_autofree const char **words = NULL;
  g_autoptr(PtlAddress) address = NULL;
  g_autoptr(GError) error = NULL;

  if (!g_variant_dict_lookup (dict, G_OPTION_REMAINING, "^a&s", &words) || words[0] == NULL)
    return -1;

  if (words[1] != NULL)
    return fail_usage (_("One address is enough"));

  address = ptl_address_parse (words[0], &error);

  return address != NULL ? -1 : fail_usage (error->message);
}

static int
ptl_application_handle_local_options (GApplication *application,
                                      GVariantDict *dict)
{
  PtlApplication *self = PTL_APPLICATION (application);
  g_autoptr(GError) error = NULL;
  int status;

  if (g_variant_dict_contains (dict, "version"))
    {
      g_print ("portolan (Portolan) %s\n", PTL_VERSION);
      return EXIT_SUCCESS;
    }

  status = check_words (dict);
  if (status >= 0 || !g_variant_dict_contains (dict, "demo"))
    return status;

  /* The demo's window is nobody else's. */
  g_application_set_flags (application,
                           g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);

  if (enter_demo (self, &error))
    return -1;

  g_printerr ("portolan: %s\n", error->message);

  return EXIT_FAILURE;
}

static void
ptl_application_finalize (GObject *object)
{
  PtlApplication *self = PTL_APPLICATION (object);

  /* The accounts and the store stay until the process ends: a thread that was
   * just told to stop may still have them in its hands. */
  g_clear_pointer (&self->network, ptl_network_unref);

  if (self->demo_path != NULL)
    ptl_demo_remove_accounts (self->demo_path);

  g_clear_pointer (&self->demo_path, g_free);
  g_clear_pointer (&self->demo, ptl_demo_free);

  G_OBJECT_CLASS (ptl_application_parent_class)->finalize (object);
}

static void
ptl_application_class_init (PtlApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->finalize = ptl_application_finalize;
  application_class->activate = ptl_application_activate;
  application_class->command_line = ptl_application_command_line;
  application_class->handle_local_options = ptl_application_handle_local_options;
  application_class->startup = ptl_application_startup;
}

static void
ptl_application_init (PtlApplication *self)
{
  g_application_set_option_context_summary (G_APPLICATION (self),
                                            _("Sets up mail accounts: finds their servers, "
                                              "explains them, and tests them."));
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * ptl_application_new:
 *
 * Returns: (transfer full): the program, in the real world: the system's
 *   resolver and authorities, the user's accounts and keyring
 */
PtlApplication *
ptl_application_new (void)
{
  return g_object_new (PTL_TYPE_APPLICATION,
                       "application-id", PTL_APP_ID,
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE,
                       "resource-base-path", "/io/github/portolan_mail/Portolan",
                       NULL);
}

/**
 * ptl_application_set_world:
 * @self: a program that has not started yet
 * @network: the world
 * @accounts: what is saved; must outlive the program
 * @store: where passwords are kept; must outlive the program
 *
 * Gives the program another world than the real one.
 */
void
ptl_application_set_world (PtlApplication *self,
                           PtlNetwork     *network,
                           PtlAccounts    *accounts,
                           PtlSecretStore *store)
{
  g_return_if_fail (PTL_IS_APPLICATION (self));
  g_return_if_fail (self->network == NULL);

  self->network = ptl_network_ref (network);
  self->accounts = accounts;
  self->store = store;
}

PtlNetwork *
ptl_application_get_network (PtlApplication *self)
{
  g_return_val_if_fail (PTL_IS_APPLICATION (self), NULL);

  return self->network;
}

PtlAccounts *
ptl_application_get_accounts (PtlApplication *self)
{
  g_return_val_if_fail (PTL_IS_APPLICATION (self), NULL);

  return self->accounts;
}

PtlSecretStore *
ptl_application_get_store (PtlApplication *self)
{
  g_return_val_if_fail (PTL_IS_APPLICATION (self), NULL);

  return self->store;
}
