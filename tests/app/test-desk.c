/* test-desk.c - a draft on the demo provider, and a window for what shows it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-desk.h"

#include <string.h>

void
test_desk_set_up (TestDesk      *desk,
                  gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  PtlAccount *account;

  desk->demo = ptl_demo_new (&error);
  g_assert_no_error (error);
  desk->network = ptl_demo_make_network (desk->demo, &error);
  g_assert_no_error (error);
  desk->path = ptl_demo_make_accounts_path (&error);
  g_assert_no_error (error);
  desk->accounts = ptl_accounts_new (desk->path);
  desk->store = ptl_memory_store_new ();
  desk->draft = ptl_draft_new (desk->network, desk->accounts, desk->store, NULL);

  account = ptl_draft_get_account (desk->draft);
  ptl_account_set_address (account, PTL_DEMO_ADDRESS);
  ptl_service_set_host (ptl_account_get_incoming (account), "imap." PTL_DEMO_DOMAIN);
  ptl_service_set_host (ptl_account_get_outgoing (account), "smtp." PTL_DEMO_DOMAIN);
  test_desk_type (desk, PTL_DEMO_PASSWORD);

  desk->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (desk->window, 700, 700);
}

void
test_desk_tear_down (TestDesk      *desk,
                     gconstpointer  data)
{
  gtk_window_destroy (desk->window);
  patience_settle ();
  patience_wait_gone (desk->draft);
  ptl_secret_store_free (desk->store);
  ptl_accounts_free (desk->accounts);
  ptl_network_unref (desk->network);
  ptl_demo_remove_accounts (desk->path);
  g_free (desk->path);
  ptl_demo_free (desk->demo);
}

void
test_desk_show (TestDesk  *desk,
                GtkWidget *widget)
{
  adw_window_set_content (ADW_WINDOW (desk->window), widget);
  gtk_window_present (desk->window);
  patience_settle ();
}

void
test_desk_type (TestDesk   *desk,
                const char *password)
{
  g_autoptr(PtlSecret) secret = ptl_secret_new (password, -1);

  ptl_draft_set_password (desk->draft, secret);
}

void
test_desk_wait (TestDesk *desk)
{
  patience_wait_idle (desk->draft);
}

static gboolean
is_called (GtkButton  *button,
           const char *label)
{
  const char *own = gtk_button_get_label (button);
  g_auto(GStrv) parts = g_strsplit (own != NULL ? own : "", "_", -1);
  g_auto(GStrv) wanted = g_strsplit (label, "_", -1);
  g_autofree char *plain = g_strjoinv ("", parts);
  g_autofree char *plain_wanted = g_strjoinv ("", wanted);

  return g_str_equal (plain, plain_wanted);
}

/* One that can be seen, by its label, whatever its mnemonic. */
GtkWidget *
test_desk_button (GtkWidget  *widget,
                  const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) &&
      is_called (GTK_BUTTON (widget), label))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = test_desk_button (child, label);

  return found;
}

/* Whether a label that can be seen has the text in it. */
gboolean
test_desk_says (GtkWidget  *widget,
                const char *text)
{
  gboolean found = GTK_IS_LABEL (widget) && gtk_widget_get_visible (widget) &&
                   strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); !found && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = gtk_widget_get_visible (child) && test_desk_says (child, text);

  return found;
}
