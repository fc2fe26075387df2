/* window-desk.c - the whole program, run on the demo provider
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "window-desk.h"

#include "app/account-row.h"
#include "by-id.h"

void
window_desk_set_up (WindowDesk    *desk,
                    gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  desk->demo = ptl_demo_new (&error);
  g_assert_no_error (error);
  desk->network = ptl_demo_make_network (desk->demo, &error);
  g_assert_no_error (error);
  desk->path = ptl_demo_make_accounts_path (&error);
  g_assert_no_error (error);
  desk->accounts = ptl_accounts_new (desk->path);
  desk->store = ptl_memory_store_new ();
}

void
window_desk_tear_down (WindowDesk    *desk,
                       gconstpointer  data)
{
  ptl_secret_store_free (desk->store);
  ptl_accounts_free (desk->accounts);
  ptl_network_unref (desk->network);
  ptl_demo_remove_accounts (desk->path);
  g_free (desk->path);
  ptl_demo_free (desk->demo);
}

static void
fill_in (PtlService *service,
         const char *host,
         const char *user)
{
  ptl_service_set_host (service, host);
  ptl_service_set_user (service, user);
  ptl_service_set_auth (service, PTL_AUTH_PASSWORD);
}

/* At the demo provider, whose one user is Ann. */
void
window_desk_add_account (WindowDesk      *desk,
                         const char      *address,
                         PtlAccountState  state)
{
  g_autoptr(PtlAccount) account = ptl_account_new (NULL);
  g_autoptr(PtlSecret) password = ptl_secret_new (PTL_DEMO_PASSWORD, -1);
  g_autoptr(PtlSecretKey) key = NULL;
  g_autoptr(GError) error = NULL;

  ptl_account_set_address (account, address);
  ptl_account_set_name (account, address);
  ptl_account_set_state (account, state);
  fill_in (ptl_account_get_incoming (account), "imap." PTL_DEMO_DOMAIN, PTL_DEMO_ADDRESS);
  fill_in (ptl_account_get_outgoing (account), "smtp." PTL_DEMO_DOMAIN, PTL_DEMO_ADDRESS);
  ptl_accounts_save (desk->accounts, account, &error);
  g_assert_no_error (error);

  key = ptl_secret_key_new (ptl_account_get_id (account), PTL_PROTOCOL_IMAP,
                            "imap." PTL_DEMO_DOMAIN, PTL_DEMO_ADDRESS);
  ptl_secret_store_save (desk->store, key, address, password, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
script_cb (gpointer data)
{
  WindowDesk *desk = data;
  g_autoptr(PtlWindow) window =
    g_object_ref (PTL_WINDOW (gtk_application_get_active_window (
                                GTK_APPLICATION (desk->application))));

  desk->window = window;
  patience_settle ();
  desk->script (desk);
  desk->window = NULL;

  if (gtk_widget_get_visible (GTK_WIDGET (window)))
    gtk_window_close (GTK_WINDOW (window));

  return G_SOURCE_REMOVE;
}

static void
activated_cb (WindowDesk *desk)
{
  g_idle_add_full (G_PRIORITY_LOW, script_cb, desk, NULL);
}

/* Runs the program from start to end, with one word on its command line; the
 * script runs once its window is there, and then the window is closed. */
int
window_desk_run (WindowDesk   *desk,
                 const char   *word,
                 WindowScript  script)
{
  char *argv[] = { (char *) "portolan", (char *) word, NULL };
  guint patience = patience_begin ();
  int status;

  desk->script = script;
  desk->application = ptl_application_new ();
  g_application_set_flags (G_APPLICATION (desk->application),
                           G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_NON_UNIQUE);
  ptl_application_set_world (desk->application, desk->network, desk->accounts, desk->store);
  g_signal_connect_swapped (desk->application, "window-added", G_CALLBACK (activated_cb), desk);

  status = g_application_run (G_APPLICATION (desk->application), word != NULL ? 2 : 1, argv);
  patience_settle ();
  g_assert_finalize_object (desk->application);
  patience_end (patience);

  return status;
}

guint
window_desk_count_saved (WindowDesk *desk)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) saved = ptl_accounts_load (desk->accounts, &error);

  g_assert_no_error (error);

  return saved->len;
}

GtkWidget *
window_desk_find (WindowDesk *desk,
                  const char *id)
{
  GtkWidget *found = by_id (GTK_WIDGET (desk->window), id);

  if (found == NULL)
    g_error ("There is no “%s”", id);

  return found;
}

const char *
window_desk_get_page (WindowDesk *desk)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (window_desk_find (desk, "stack")));
}

static PtlAccountRow *
get_row (WindowDesk *desk,
         int         row)
{
  GtkListBox *list = GTK_LIST_BOX (window_desk_find (desk, "account_list"));

  return PTL_ACCOUNT_ROW (gtk_list_box_get_row_at_index (list, row));
}

const char *
window_desk_get_words (WindowDesk *desk,
                       int         row)
{
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (get_row (desk, row)));
}

PtlDraft *
window_desk_get_draft (WindowDesk *desk,
                       int         row)
{
  return ptl_account_row_get_draft (get_row (desk, row));
}
