/* test-window.c - the window from its first frame to its end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "window-desk.h"

#include <string.h>

static void
act (WindowDesk *desk,
     const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk->window), action, NULL));
  patience_settle ();
}

/* What is only begun would go on while things settle. */
static void
begin (WindowDesk *desk,
       const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk->window), action, NULL));
}

static gboolean
shows (WindowDesk *desk,
       const char *id)
{
  return gtk_widget_get_mapped (window_desk_find (desk, id));
}

/* --- what is there at the start --- */

static void
look_at_nothing (WindowDesk *desk)
{
  g_assert_cmpstr (window_desk_get_page (desk), ==, "empty");
  g_assert_true (shows (desk, "first_button"));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (desk->window)) ==
                 window_desk_find (desk, "first_button"));

  act (desk, "win.add-account");

  g_assert_cmpstr (window_desk_get_page (desk), ==, "wizard");
}

static void
test_no_account_invites_to_add_one (WindowDesk    *desk,
                                    gconstpointer  data)
{
  g_assert_cmpint (window_desk_run (desk, NULL, look_at_nothing), ==, 0);
}

static void
look_at_one (WindowDesk *desk)
{
  g_assert_cmpstr (window_desk_get_page (desk), ==, "accounts");
  g_assert_true (GTK_IS_LIST_BOX_ROW (gtk_window_get_focus (GTK_WINDOW (desk->window))));
  g_assert_false (shows (desk, "account_search"));
  g_assert_cmpstr (adw_window_title_get_title (ADW_WINDOW_TITLE (
                     window_desk_find (desk, "detail_title"))), ==, PTL_DEMO_ADDRESS);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (
                     window_desk_find (desk, "name_entry"))), ==, PTL_DEMO_ADDRESS);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (
                     window_desk_find (desk, "password_entry"))), ==, "");
}

static void
test_one_account_is_shown_at_once (WindowDesk    *desk,
                                   gconstpointer  data)
{
  window_desk_add_account (desk, PTL_DEMO_ADDRESS, PTL_ACCOUNT_STATE_WORKS);

  g_assert_cmpint (window_desk_run (desk, NULL, look_at_one), ==, 0);
}

static void
search_in_nine (WindowDesk *desk)
{
  GtkListBox *list = GTK_LIST_BOX (window_desk_find (desk, "account_list"));

  g_assert_true (shows (desk, "account_search"));
  g_assert_nonnull (gtk_list_box_get_row_at_index (list, 8));

  gtk_editable_set_text (GTK_EDITABLE (window_desk_find (desk, "account_search")), "PERSON7");
  patience_settle ();

  g_assert_nonnull (gtk_list_box_get_row_at_index (list, 0));
  g_assert_null (gtk_list_box_get_row_at_index (list, 1));
}

static void
test_nine_accounts_can_be_searched (WindowDesk    *desk,
                                    gconstpointer  data)
{
  for (guint i = 0; i < 9; i++)
    {
      g_autofree char *address = g_strdup_printf ("person%u@" PTL_DEMO_DOMAIN, i);

      window_desk_add_account (desk, address, PTL_ACCOUNT_STATE_WORKS);
    }

  g_assert_cmpint (window_desk_run (desk, NULL, search_in_nine), ==, 0);
}

/* --- states --- */

static GStrv *
read_states (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "app", "states", "words.tsv", NULL);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GPtrArray) states = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] != '#' && *lines[i] != '\0')
        g_ptr_array_add (states, g_strsplit (lines[i], "\t", 4));
    }

  g_assert_cmpuint (states->len, ==, PTL_ACCOUNT_STATE_BROKEN + 1);
  g_ptr_array_add (states, NULL);

  return (GStrv *) g_ptr_array_free (g_steal_pointer (&states), FALSE);
}

static void
look_at_states (WindowDesk *desk)
{
  g_autofree GStrv *states = read_states ();

  for (int i = 0; states[i] != NULL; i++)
    {
      g_auto(GStrv) state = states[i];

      g_assert_cmpstr (window_desk_get_words (desk, i), ==, state[1]);
    }
}

static void
test_states_are_told_in_words (WindowDesk    *desk,
                               gconstpointer  data)
{
  g_autofree GStrv *states = read_states ();
  g_autoptr(GEnumClass) klass = g_type_class_ref (PTL_TYPE_ACCOUNT_STATE);

  for (int i = 0; states[i] != NULL; i++)
    {
      g_auto(GStrv) state = states[i];
      GEnumValue *value = g_enum_get_value_by_nick (klass, state[0]);

      g_assert_nonnull (value);
      window_desk_add_account (desk, PTL_DEMO_ADDRESS, value->value);
    }

  g_assert_cmpint (window_desk_run (desk, NULL, look_at_states), ==, 0);
}

static void
test_and_look (WindowDesk *desk)
{
  PtlDraft *draft = window_desk_get_draft (desk, 0);

  begin (desk, "win.test");

  g_assert_cmpstr (window_desk_get_words (desk, 0), ==, "Checking…");

  patience_wait_idle (draft);

  g_assert_cmpstr (window_desk_get_words (desk, 0), ==, "Works");
  g_assert_true (shows (desk, "incoming_verdict"));
  g_assert_true (shows (desk, "outgoing_verdict"));
}

static void
test_what_a_test_said_is_kept (WindowDesk    *desk,
                               gconstpointer  data)
{
  g_autoptr(GPtrArray) saved = NULL;

  window_desk_add_account (desk, PTL_DEMO_ADDRESS, PTL_ACCOUNT_STATE_UNTESTED);

  g_assert_cmpint (window_desk_run (desk, NULL, test_and_look), ==, 0);

  saved = ptl_accounts_load (desk->accounts, NULL);
  g_assert_cmpint (ptl_account_get_state (g_ptr_array_index (saved, 0)), ==,
                   PTL_ACCOUNT_STATE_WORKS);
}

static void
start_tests (WindowDesk *desk)
{
  begin (desk, "win.test-all");

  g_assert_cmpint (ptl_draft_get_activity (window_desk_get_draft (desk, 0)), ==,
                   PTL_DRAFT_TESTING);
}

static void
test_closing_ends_what_goes_on (WindowDesk    *desk,
                                gconstpointer  data)
{
  for (guint i = 0; i < 9; i++)
    window_desk_add_account (desk, PTL_DEMO_ADDRESS, PTL_ACCOUNT_STATE_UNTESTED);

  g_assert_cmpint (window_desk_run (desk, NULL, start_tests), ==, 0);
}

/* --- changes --- */

static void
change_and_save (WindowDesk *desk)
{
  PtlDraft *draft = window_desk_get_draft (desk, 0);
  PtlAccount *account = ptl_draft_get_account (draft);

  g_assert_false (shows (desk, "save_button"));

  ptl_service_set_security (ptl_account_get_outgoing (account), PTL_SECURITY_STARTTLS);
  patience_settle ();

  g_assert_true (gtk_widget_get_visible (window_desk_find (desk, "save_bar")));

  act (desk, "win.save");
  patience_wait_idle (draft);

  g_assert_false (gtk_widget_get_visible (window_desk_find (desk, "save_bar")));
  g_assert_null (ptl_draft_get_finding (draft, PTL_DRAFT_INCOMING));
  g_assert_true (ptl_draft_works (draft, PTL_DRAFT_OUTGOING));
  g_assert_cmpstr (window_desk_get_words (desk, 0), ==, "Works");
}

static void
test_saving_tests_the_changed_half (WindowDesk    *desk,
                                    gconstpointer  data)
{
  g_autoptr(GPtrArray) saved = NULL;

  window_desk_add_account (desk, PTL_DEMO_ADDRESS, PTL_ACCOUNT_STATE_NO_SENDING);

  g_assert_cmpint (window_desk_run (desk, NULL, change_and_save), ==, 0);

  saved = ptl_accounts_load (desk->accounts, NULL);
  g_assert_cmpuint (ptl_service_get_port (ptl_account_get_outgoing (
                      g_ptr_array_index (saved, 0))), ==, 587);
}

/* --- removal --- */

static void
remove_and_undo (WindowDesk *desk)
{
  act (desk, "win.remove");

  g_assert_cmpstr (window_desk_get_words (desk, 0), ==, "Will be removed");
  g_assert_cmpuint (window_desk_count_saved (desk), ==, 2);

  act (desk, "win.undo-last");

  g_assert_cmpstr (window_desk_get_words (desk, 0), ==, "Works");
}

static void
test_removal_can_be_undone (WindowDesk    *desk,
                            gconstpointer  data)
{
  window_desk_add_account (desk, PTL_DEMO_ADDRESS, PTL_ACCOUNT_STATE_WORKS);
  window_desk_add_account (desk, "bea@" PTL_DEMO_DOMAIN, PTL_ACCOUNT_STATE_BROKEN);

  g_assert_cmpint (window_desk_run (desk, NULL, remove_and_undo), ==, 0);

  g_assert_cmpuint (window_desk_count_saved (desk), ==, 2);
}

static void
remove_first (WindowDesk *desk)
{
  act (desk, "win.remove");

  g_assert_cmpstr (window_desk_get_words (desk, 0), ==, "Will be removed");
  g_assert_cmpstr (adw_window_title_get_title (ADW_WINDOW_TITLE (
                     window_desk_find (desk, "detail_title"))), ==, "bea@" PTL_DEMO_DOMAIN);
}

static void
test_removed_account_goes_with_its_password (WindowDesk    *desk,
                                             gconstpointer  data)
{
  g_autoptr(GPtrArray) keys = NULL;

  window_desk_add_account (desk, PTL_DEMO_ADDRESS, PTL_ACCOUNT_STATE_WORKS);
  window_desk_add_account (desk, "bea@" PTL_DEMO_DOMAIN, PTL_ACCOUNT_STATE_BROKEN);

  g_assert_cmpint (window_desk_run (desk, NULL, remove_first), ==, 0);

  keys = ptl_secret_store_list (desk->store, NULL, NULL, NULL);
  g_assert_cmpuint (window_desk_count_saved (desk), ==, 1);
  g_assert_cmpuint (keys->len, ==, 1);
}

/* --- what is wrong --- */

static void
look_at_broken (WindowDesk *desk)
{
  const char *text = gtk_label_get_label (GTK_LABEL (window_desk_find (desk, "broken_label")));

  g_assert_cmpstr (window_desk_get_page (desk), ==, "broken");
  g_assert_nonnull (strstr (text, desk->path));

  ptl_window_open_wizard (desk->window, PTL_DEMO_ADDRESS);

  g_assert_cmpstr (window_desk_get_page (desk), ==, "broken");
}

static void
test_broken_file_is_shown_and_left_alone (WindowDesk    *desk,
                                          gconstpointer  data)
{
  static const char broken[] = "[Account 1\nAddress=ann@demo.test\n";
  g_autofree char *after = NULL;

  g_assert_true (g_file_set_contents (desk->path, broken, -1, NULL));

  g_assert_cmpint (window_desk_run (desk, NULL, look_at_broken), ==, 0);

  g_assert_true (g_file_get_contents (desk->path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, broken);
}

/* --- the command line --- */

static void
look_at_wizard (WindowDesk *desk)
{
  g_assert_cmpstr (window_desk_get_page (desk), ==, "wizard");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (
                     window_desk_find (desk, "address_entry"))), ==, PTL_DEMO_ADDRESS);
}

static void
test_address_opens_the_wizard (WindowDesk    *desk,
                               gconstpointer  data)
{
  g_assert_cmpint (window_desk_run (desk, PTL_DEMO_ADDRESS, look_at_wizard), ==, 0);
}

static void
fail_if_run (WindowDesk *desk)
{
  g_assert_not_reached ();
}

static void
test_bad_address_opens_nothing (WindowDesk    *desk,
                                gconstpointer  data)
{
  g_assert_cmpint (window_desk_run (desk, "ann@", fail_if_run), ==, 2);
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
    { "no-account-invites-to-add-one", test_no_account_invites_to_add_one },
    { "one-account-is-shown-at-once", test_one_account_is_shown_at_once },
    { "nine-accounts-can-be-searched", test_nine_accounts_can_be_searched },
    { "states-are-told-in-words", test_states_are_told_in_words },
    { "what-a-test-said-is-kept", test_what_a_test_said_is_kept },
    { "closing-ends-what-goes-on", test_closing_ends_what_goes_on },
    { "saving-tests-the-changed-half", test_saving_tests_the_changed_half },
    { "removal-can-be-undone", test_removal_can_be_undone },
    { "removed-account-goes-with-its-password", test_removed_account_goes_with_its_password },
    { "broken-file-is-shown-and-left-alone", test_broken_file_is_shown_and_left_alone },
    { "address-opens-the-wizard", test_address_opens_the_wizard },
    { "bad-address-opens-nothing", test_bad_address_opens_nothing },
  };

  gtk_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/app/window/", tests[i].path, NULL);

      g_test_add (path, WindowDesk, NULL, window_desk_set_up, tests[i].func,
                  window_desk_tear_down);
    }

  return g_test_run ();
}
