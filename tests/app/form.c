/* form.c - a draft and a page of the wizard in a window, for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "form.h"

#include "by-id.h"

void
form_init (int    *argc,
           char ***argv)
{
  gtk_test_init (argc, argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

void
form_set_up (Form         *form,
             gconstpointer page_type)
{
  form->network = ptl_network_new ();
  form->accounts = ptl_accounts_new ("/nonexistent/accounts.ini");
  form->store = ptl_memory_store_new ();
  form->draft = ptl_draft_new (form->network, form->accounts, form->store, NULL);
  form->account = ptl_draft_get_account (form->draft);
  form->incoming = ptl_account_get_incoming (form->account);
  form->outgoing = ptl_account_get_outgoing (form->account);
  form->page = g_object_new (GPOINTER_TO_SIZE (page_type), "draft", form->draft, NULL);
  form->window = GTK_WINDOW (adw_window_new ());

  adw_window_set_content (ADW_WINDOW (form->window), form->page);
  gtk_window_set_default_size (form->window, 360, 600);
  gtk_window_present (form->window);
}

void
form_tear_down (Form         *form,
                gconstpointer page_type)
{
  GtkWidget *page = form->page;

  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  gtk_window_destroy (form->window);

  patience_settle ();

  /* Nothing keeps the page but the window. */
  g_assert_null (page);

  g_object_unref (form->draft);
  ptl_secret_store_free (form->store);
  ptl_accounts_free (form->accounts);
  ptl_network_unref (form->network);
}

/**
 * form_find:
 * @root: where to look
 * @id: what the template calls it
 *
 * Returns: (transfer none): the widget; it is a failure if there is none
 */
GtkWidget *
form_find (GtkWidget  *root,
           const char *id)
{
  GtkWidget *found = by_id (root, id);

  if (found == NULL)
    g_error ("There is no “%s”", id);

  return found;
}

/* Seen as far as the page goes, whatever the window manager does. */
gboolean
form_shows (GtkWidget  *root,
            const char *id)
{
  for (GtkWidget *widget = form_find (root, id); widget != root;
       widget = gtk_widget_get_parent (widget))
    {
      if (!gtk_widget_get_visible (widget))
        return FALSE;
    }

  return TRUE;
}

const char *
form_text (GtkWidget  *root,
           const char *id)
{
  return gtk_label_get_text (GTK_LABEL (form_find (root, id)));
}

void
form_click (GtkWidget  *root,
            const char *id)
{
  g_signal_emit_by_name (form_find (root, id), "clicked");
}

/* As by hand: the digits, then Enter. */
void
form_type_port (GtkWidget  *root,
                const char *text)
{
  GtkSpinButton *spin = GTK_SPIN_BUTTON (form_find (root, "port_spin"));

  gtk_editable_set_text (GTK_EDITABLE (spin), text);
  gtk_spin_button_update (spin);
}

void
form_each (GtkWidget *root,
           FormFunc   func,
           gpointer   data)
{
  func (root, data);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    form_each (child, func, data);
}
