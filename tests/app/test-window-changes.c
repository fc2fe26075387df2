/* test-window-changes.c - changes that nobody saved, and how they are kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "window-desk.h"

#include <string.h>

static void
type_password (WindowDesk *desk,
               const char *password)
{
  gtk_widget_activate_action (window_desk_find (desk, "change_button"), "password.change", NULL);
  gtk_editable_set_text (GTK_EDITABLE (window_desk_find (desk, "password_entry")), password);
  patience_settle ();
}

static void
select_row (WindowDesk *desk,
            int         row)
{
  GtkListBox *list = GTK_LIST_BOX (window_desk_find (desk, "account_list"));

  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, row));
  patience_settle ();
}

static void
change_the_account_in_view (WindowDesk *desk)
{
  GtkEditable *entry = GTK_EDITABLE (window_desk_find (desk, "password_entry"));
  GtkEditable *name = GTK_EDITABLE (window_desk_find (desk, "name_entry"));
  PtlDraft *draft = window_desk_get_draft (desk, 0);

  type_password (desk, "another-password");
  gtk_editable_set_text (name, "Ann");
  select_row (desk, 1);

  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "");
  g_assert_cmpstr (window_desk_get_words (desk, 0), ==, PTL_DEMO_ADDRESS "\nNot saved");
  g_assert_cmpstr (window_desk_get_words (desk, 1), ==, "Does not work");
  g_assert_false (gtk_widget_get_visible (window_desk_find (desk, "save_bar")));

  select_row (desk, 0);

  g_assert_true (ptl_draft_has_new_password (draft));
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "");
  g_assert_cmpstr (gtk_editable_get_text (name), ==, "Ann");
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (
                     window_desk_find (desk, "stored_row"))), ==, "Typed, but Not Saved");
  g_assert_true (gtk_widget_get_visible (window_desk_find (desk, "save_bar")));

  gtk_widget_activate_action (window_desk_find (desk, "save_button"), "account.discard", NULL);
  patience_settle ();

  g_assert_false (ptl_draft_has_new_password (draft));
  g_assert_cmpstr (window_desk_get_words (desk, 0), ==, "Works");
}

static void
test_changes_stay_with_their_account (WindowDesk    *desk,
                                      gconstpointer  data)
{
  window_desk_add_account (desk, PTL_DEMO_ADDRESS, PTL_ACCOUNT_STATE_WORKS);
  window_desk_add_account (desk, "bea@" PTL_DEMO_DOMAIN, PTL_ACCOUNT_STATE_BROKEN);

  g_assert_cmpint (window_desk_run (desk, NULL, change_the_account_in_view), ==, 0);
}

static AdwMessageDialog *
get_question (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();
  AdwMessageDialog *found = NULL;

  for (GList *l = windows; l != NULL; l = l->next)
    {
      if (ADW_IS_MESSAGE_DIALOG (l->data) && gtk_widget_get_visible (l->data))
        found = l->data;
    }

  return found;
}

/* Changes a name and a password, closes the window, and answers. */
static void
change_and_close (WindowDesk *desk,
                  const char *answer)
{
  type_password (desk, "another-password");
  gtk_editable_set_text (GTK_EDITABLE (window_desk_find (desk, "name_entry")), "Ann");
  gtk_window_close (GTK_WINDOW (desk->window));
  patience_settle ();

  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (desk->window)));
  g_assert_nonnull (get_question ());

  adw_message_dialog_response (get_question (), answer);
  patience_settle ();
}

static char *
get_saved (WindowDesk *desk)
{
  g_autoptr(GPtrArray) saved = ptl_accounts_load (desk->accounts, NULL);
  PtlAccount *account = g_ptr_array_index (saved, 0);
  g_autoptr(PtlSecretKey) key = ptl_secret_key_new (ptl_account_get_id (account),
                                                    PTL_PROTOCOL_IMAP, "imap." PTL_DEMO_DOMAIN,
                                                    PTL_DEMO_ADDRESS);
  g_autoptr(PtlSecret) secret = ptl_secret_store_load (desk->store, key, NULL, NULL);

  return g_strdup_printf ("%s, %s", ptl_account_get_name (account), ptl_secret_peek (secret));
}

static void
close_and_save (WindowDesk *desk)
{
  g_autoptr(PtlDraft) draft = g_object_ref (window_desk_get_draft (desk, 0));

  change_and_close (desk, "save");
  patience_wait_idle (draft);

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (desk->window)));
}

static void
test_closing_can_save (WindowDesk    *desk,
                       gconstpointer  data)
{
  g_autofree char *saved = NULL;

  window_desk_add_account (desk, PTL_DEMO_ADDRESS, PTL_ACCOUNT_STATE_WORKS);

  g_assert_cmpint (window_desk_run (desk, NULL, close_and_save), ==, 0);

  saved = get_saved (desk);
  g_assert_cmpstr (saved, ==, "Ann, another-password");
}

static void
close_and_discard (WindowDesk *desk)
{
  change_and_close (desk, "discard");

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (desk->window)));
}

static void
test_closing_can_discard (WindowDesk    *desk,
                          gconstpointer  data)
{
  g_autofree char *saved = NULL;

  window_desk_add_account (desk, PTL_DEMO_ADDRESS, PTL_ACCOUNT_STATE_WORKS);

  g_assert_cmpint (window_desk_run (desk, NULL, close_and_discard), ==, 0);

  saved = get_saved (desk);
  g_assert_cmpstr (saved, ==, PTL_DEMO_ADDRESS ", " PTL_DEMO_PASSWORD);
}

static void
close_and_stay (WindowDesk *desk)
{
  PtlAccount *account = ptl_draft_get_account (window_desk_get_draft (desk, 0));

  change_and_close (desk, "cancel");

  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (desk->window)));
  g_assert_cmpstr (ptl_account_get_name (account), ==, "Ann");

  /* Saving what cannot be used shows what is missing instead. */
  ptl_service_set_host (ptl_account_get_outgoing (account), "");
  change_and_close (desk, "save");

  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (desk->window)));
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (ADW_VIEW_STACK (
                     window_desk_find (desk, "tabs"))), ==, "advanced");

  change_and_close (desk, "discard");
}

static void
test_closing_can_be_given_up (WindowDesk    *desk,
                              gconstpointer  data)
{
  window_desk_add_account (desk, PTL_DEMO_ADDRESS, PTL_ACCOUNT_STATE_WORKS);

  g_assert_cmpint (window_desk_run (desk, NULL, close_and_stay), ==, 0);
}

static void
type_wrong_password_and_test (WindowDesk *desk)
{
  PtlDraft *draft = window_desk_get_draft (desk, 0);

  type_password (desk, "another-password");
  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.test", NULL);
  patience_wait_idle (draft);

  g_assert_false (ptl_draft_works (draft, PTL_DRAFT_INCOMING));
  g_assert_cmpstr (window_desk_get_words (desk, 0), ==, "Not saved");

  type_password (desk, PTL_DEMO_PASSWORD);
  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.test", NULL);
  patience_wait_idle (draft);

  g_assert_cmpstr (window_desk_get_words (desk, 0), ==, "Works");
}

/* A wrong one must not take the place of what is stored; the right one is stored at once. */
static void
test_new_password_is_stored_when_it_works (WindowDesk    *desk,
                                           gconstpointer  data)
{
  window_desk_add_account (desk, PTL_DEMO_ADDRESS, PTL_ACCOUNT_STATE_WORKS);

  g_assert_cmpint (window_desk_run (desk, NULL, type_wrong_password_and_test), ==, 0);
}

/* After Ann was removed, Bea gets her address: Ann cannot come back beside her. */
static void
give_address_away (WindowDesk *desk)
{
  g_autoptr(PtlDraft) bea = g_object_ref (window_desk_get_draft (desk, 1));
  GtkEditable *address;

  select_row (desk, 1);
  address = GTK_EDITABLE (window_desk_find (desk, "address_entry"));
  gtk_editable_set_text (address, PTL_DEMO_ADDRESS);
  gtk_widget_activate_action (window_desk_find (desk, "save_button"), "account.save", NULL);
  patience_settle ();

  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (window_desk_find (desk,
                                                                              "state_label"))),
                            "Another account"));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (desk->window)),
                                         GTK_WIDGET (address)));
  g_assert_true (ptl_draft_is_changed (bea));

  select_row (desk, 0);
  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.remove", NULL);
  select_row (desk, 1);
  gtk_widget_activate_action (window_desk_find (desk, "save_button"), "account.save", NULL);
  patience_wait_idle (bea);

  g_assert_false (ptl_draft_is_changed (bea));

  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.undo-last", NULL);
  patience_settle ();

  g_assert_true (window_desk_get_draft (desk, 0) == bea);
}

static void
test_an_address_is_set_up_once (WindowDesk    *desk,
                                gconstpointer  data)
{
  window_desk_add_account (desk, PTL_DEMO_ADDRESS, PTL_ACCOUNT_STATE_WORKS);
  window_desk_add_account (desk, "bea@" PTL_DEMO_DOMAIN, PTL_ACCOUNT_STATE_BROKEN);

  g_assert_cmpint (window_desk_run (desk, NULL, give_address_away), ==, 0);

  g_assert_cmpuint (window_desk_count_saved (desk), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char  *path;
    void       (*func) (WindowDesk *, gconstpointer);
  } tests[] = {
    { "changes-stay-with-their-account", test_changes_stay_with_their_account },
    { "closing-can-save", test_closing_can_save },
    { "closing-can-discard", test_closing_can_discard },
    { "closing-can-be-given-up", test_closing_can_be_given_up },
    { "new-password-is-stored-when-it-works", test_new_password_is_stored_when_it_works },
    { "an-address-is-set-up-once", test_an_address_is_set_up_once },
  };

  gtk_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/app/window-changes/", tests[i].path, NULL);

      g_test_add (path, WindowDesk, NULL, window_desk_set_up, tests[i].func,
                  window_desk_tear_down);
    }

  return g_test_run ();
}
