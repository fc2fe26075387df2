/* wizard-desk.c - the wizard in a window, on the demo provider
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wizard-desk.h"

#include "by-id.h"

static void
closed_cb (PtlWizard  *wizard,
           PtlAccount *account,
           WizardDesk *desk)
{
  g_set_object (&desk->closed_with, account);
  desk->n_closed++;
}

void
desk_set_up (WizardDesk    *desk,
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
  desk->draft = ptl_draft_new (desk->network, desk->accounts, desk->store, NULL);
  desk->wizard = PTL_WIZARD (ptl_wizard_new (desk->draft));
  g_signal_connect (desk->wizard, "closed", G_CALLBACK (closed_cb), desk);

  desk->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (desk->window, 560, 680);
  adw_window_set_content (ADW_WINDOW (desk->window), GTK_WIDGET (desk->wizard));
  gtk_window_present (desk->window);
  patience_settle ();
}

/* From now on every server takes connections and says nothing, and there is one
 * more, imap.silent.test: what goes on with them lasts. */
void
desk_silence (WizardDesk *desk)
{
  static const char * const here[] = { "127.0.0.1", NULL };
  static const guint16 ports[] = { 143, 993, 110, 995, 465, 587, 25 };
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GSocketAddress) address = NULL;
  g_autoptr(GError) error = NULL;
  guint16 port;

  desk->silent = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM,
                               G_SOCKET_PROTOCOL_TCP, &error);
  g_assert_no_error (error);
  g_assert_true (g_socket_bind (desk->silent, wanted, TRUE, NULL));
  g_assert_true (g_socket_listen (desk->silent, NULL));
  address = g_socket_get_local_address (desk->silent, NULL);
  port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));

  for (guint i = 0; i < G_N_ELEMENTS (ports); i++)
    ptl_network_move_port (desk->network, ports[i], port);

  ptl_resolver_set_addresses (ptl_network_get_resolver (desk->network), "imap.silent.test", here);
}

/* A search on this computer may be over before one looks. */
gboolean
desk_has_searched (WizardDesk *desk)
{
  return ptl_draft_get_activity (desk->draft) == PTL_DRAFT_SEARCHING ||
         ptl_draft_get_search (desk->draft) != NULL;
}

void
desk_wait_idle (WizardDesk *desk)
{
  patience_wait_idle (desk->draft);
}

void
desk_tear_down (WizardDesk    *desk,
                gconstpointer  data)
{
  PtlWizard *wizard = desk->wizard;

  /* A test may have taken it out already. */
  if (adw_window_get_content (ADW_WINDOW (desk->window)) != NULL)
    g_object_add_weak_pointer (G_OBJECT (wizard), (gpointer *) &wizard);
  else
    wizard = NULL;

  gtk_window_destroy (desk->window);
  patience_settle ();
  g_assert_null (wizard);

  g_clear_object (&desk->closed_with);
  patience_wait_gone (desk->draft);

  ptl_secret_store_free (desk->store);
  ptl_accounts_free (desk->accounts);
  ptl_network_unref (desk->network);
  ptl_demo_remove_accounts (desk->path);
  g_free (desk->path);
  ptl_demo_free (desk->demo);
  g_clear_object (&desk->silent);
}

void
desk_wait_page (WizardDesk *desk,
                const char *page)
{
  guint patience = patience_begin ();

  while (!g_str_equal (ptl_wizard_get_page (desk->wizard), page))
    g_main_context_iteration (NULL, TRUE);

  patience_end (patience);
}

/* On the page in view, or in the header bar. */
GtkWidget *
desk_find (WizardDesk *desk,
           const char *id)
{
  GtkStack *stack = GTK_STACK (by_id (GTK_WIDGET (desk->wizard), "stack"));
  GtkWidget *found = by_id (gtk_stack_get_visible_child (stack), id);

  if (found == NULL)
    found = by_id (GTK_WIDGET (desk->wizard), id);

  if (found == NULL)
    g_error ("There is no “%s”", id);

  return found;
}

gboolean
desk_shows (WizardDesk *desk,
            const char *id)
{
  return gtk_widget_get_mapped (desk_find (desk, id));
}

const char *
desk_text (WizardDesk *desk,
           const char *id)
{
  GtkWidget *widget = desk_find (desk, id);

  if (ADW_IS_ACTION_ROW (widget))
    return adw_action_row_get_subtitle (ADW_ACTION_ROW (widget));

  if (GTK_IS_EDITABLE (widget))
    return gtk_editable_get_text (GTK_EDITABLE (widget));

  return GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget))
                                : gtk_label_get_label (GTK_LABEL (widget));
}

/* Letter by letter, as a person would. */
void
desk_type (WizardDesk *desk,
           const char *id,
           const char *text)
{
  GtkWidget *entry = desk_find (desk, id);

  g_assert_true (gtk_widget_grab_focus (entry));
  gtk_editable_delete_text (GTK_EDITABLE (entry), 0, -1);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      int position = g_utf8_pointer_to_offset (text, at);

      gtk_editable_insert_text (GTK_EDITABLE (entry), at, g_utf8_next_char (at) - at, &position);
    }

  patience_settle ();
}

void
desk_press (WizardDesk *desk,
            const char *id)
{
  GtkWidget *button = desk_find (desk, id);

  g_assert_true (gtk_widget_get_mapped (button));
  g_assert_true (gtk_widget_is_sensitive (button));
  gtk_widget_grab_focus (button);

  /* Activating it would first show it pressed for a quarter of a second. */
  g_signal_emit_by_name (button, "clicked");
  patience_settle ();
}

/* GTK has no way to send a key to itself; its shortcuts can be asked. */
void
desk_key (WizardDesk *desk,
          const char *accelerator)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (desk->wizard));
  gboolean is_done = FALSE;

  for (guint i = 0; !is_done && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GListModel) shortcuts = g_list_model_get_item (controllers, i);

      for (guint k = 0; !is_done && GTK_IS_SHORTCUT_CONTROLLER (shortcuts) &&
           k < g_list_model_get_n_items (shortcuts); k++)
        {
          g_autoptr(GtkShortcut) shortcut = g_list_model_get_item (shortcuts, k);
          g_autofree char *keys = gtk_shortcut_trigger_to_string (
                                    gtk_shortcut_get_trigger (shortcut));

          if (g_str_equal (keys, accelerator))
            is_done = gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0,
                                                    GTK_WIDGET (desk->wizard), NULL);
        }
    }

  g_assert_true (is_done);
  patience_settle ();
}

/* The first page, and off it the address. */
void
desk_fill_in (WizardDesk *desk,
              const char *address,
              const char *password)
{
  desk_type (desk, "name_entry", "Ann Example");
  desk_type (desk, "address_entry", address);
  desk_type (desk, "password_entry", password);
}
