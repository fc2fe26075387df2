/* test-identity-page.c - who the mail is for, asked and judged
 *
 * The addresses are files in addresses/.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wizard-desk.h"

#include <string.h>

static void
assert_says (WizardDesk *desk,
             const char *box,
             const char *label,
             const char *part)
{
  g_assert_cmpint (desk_shows (desk, box), ==, part != NULL);

  if (part != NULL && strstr (desk_text (desk, label), part) == NULL)
    g_error ("“%s” is not in “%s”", part, desk_text (desk, label));
}

static void
test_address (WizardDesk    *desk,
              gconstpointer  data)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *typed = NULL;
  g_autofree char *becomes = NULL;
  g_autofree char *problem = NULL;
  g_autofree char *suggests = NULL;
  g_autofree char *advice = NULL;
  g_autofree char *help = NULL;

  g_key_file_load_from_file (file, data, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  typed = g_key_file_get_string (file, "page", "Address", NULL);
  becomes = g_key_file_get_string (file, "page", "Becomes", NULL);
  problem = g_key_file_get_string (file, "page", "Problem", NULL);
  suggests = g_key_file_get_string (file, "page", "Suggests", NULL);
  advice = g_key_file_get_string (file, "page", "Advice", NULL);
  help = g_key_file_get_string (file, "page", "Help", NULL);

  desk_type (desk, "address_entry", typed);
  g_assert_false (desk_shows (desk, "address_problem"));
  g_assert_false (desk_shows (desk, "suggestion"));
  gtk_widget_grab_focus (desk_find (desk, "password_entry"));
  patience_settle ();

  g_assert_cmpstr (desk_text (desk, "address_entry"), ==, becomes != NULL ? becomes : typed);
  assert_says (desk, "address_problem", "address_problem_label", problem);
  assert_says (desk, "advice", "advice_label", advice);
  g_assert_cmpint (desk_shows (desk, "advice_link"), ==, help != NULL);
  g_assert_cmpint (gtk_widget_is_sensitive (desk_find (desk, "next_button")), ==, problem == NULL);
  g_assert_cmpint (desk_shows (desk, "suggestion"), ==, suggests != NULL);

  if (help != NULL)
    g_assert_cmpstr (gtk_link_button_get_uri (GTK_LINK_BUTTON (desk_find (desk, "advice_link"))),
                     ==, help);

  if (suggests != NULL)
    {
      desk_press (desk, "suggestion");
      g_assert_cmpstr (desk_text (desk, "address_entry"), ==, suggests);
      g_assert_false (desk_shows (desk, "suggestion"));
    }
}

static void
test_nothing_is_asked_while_typing (WizardDesk    *desk,
                                    gconstpointer  data)
{
  desk_type (desk, "address_entry", PTL_DEMO_ADDRESS);

  g_assert_false (desk_has_searched (desk));
  g_assert_cmpuint (g_list_model_get_n_items (ptl_draft_get_attempts (desk->draft)), ==, 0);

  gtk_widget_grab_focus (desk_find (desk, "password_entry"));
  patience_settle ();

  g_assert_true (desk_has_searched (desk));
}

static void
test_enter_in_the_address_searches (WizardDesk    *desk,
                                    gconstpointer  data)
{
  desk_type (desk, "address_entry", PTL_DEMO_ADDRESS);
  g_signal_emit_by_name (desk_find (desk, "address_entry"), "activate");
  patience_settle ();

  g_assert_true (desk_has_searched (desk));
}

static void
test_problem_goes_when_typing_goes_on (WizardDesk    *desk,
                                       gconstpointer  data)
{
  desk_type (desk, "address_entry", "ann@");
  gtk_widget_grab_focus (desk_find (desk, "name_entry"));
  patience_settle ();
  g_assert_true (desk_shows (desk, "address_problem"));
  desk_type (desk, "address_entry", "ann@d");

  g_assert_false (desk_shows (desk, "address_problem"));
}

static void
test_password_leaves_the_entry (WizardDesk    *desk,
                                gconstpointer  data)
{
  GtkWidget *entry = desk_find (desk, "password_entry");

  desk_fill_in (desk, PTL_DEMO_ADDRESS, PTL_DEMO_PASSWORD);
  g_assert_false (ptl_draft_has_password (desk->draft));
  desk_press (desk, "next_button");

  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  g_assert_true (ptl_draft_has_password (desk->draft));
  g_assert_false (gtk_editable_get_enable_undo (GTK_EDITABLE (entry)));
}

static void
test_missing_password_is_told (WizardDesk    *desk,
                               gconstpointer  data)
{
  desk_type (desk, "address_entry", PTL_DEMO_ADDRESS);
  desk_press (desk, "next_button");

  g_assert_cmpstr (ptl_wizard_get_page (desk->wizard), ==, "identity");
  g_assert_true (desk_shows (desk, "password_problem"));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (desk->window),
                                         desk_find (desk, "password_entry")));
}

static void
test_stray_blank_is_a_hint_and_no_block (WizardDesk    *desk,
                                         gconstpointer  data)
{
  desk_fill_in (desk, PTL_DEMO_ADDRESS, "demo-password ");
  g_assert_false (desk_shows (desk, "password_problem"));
  gtk_widget_grab_focus (desk_find (desk, "name_entry"));
  patience_settle ();

  g_assert_true (desk_shows (desk, "password_problem"));

  desk_press (desk, "next_button");

  g_assert_cmpstr (ptl_wizard_get_page (desk->wizard), ==, "servers");
}

static void
test_address_of_the_command_line_is_judged (WizardDesk    *desk,
                                            gconstpointer  data)
{
  ptl_wizard_set_address (desk->wizard, "ann@gmial.com");
  patience_settle ();

  g_assert_cmpstr (desk_text (desk, "address_entry"), ==, "ann@gmial.com");
  g_assert_true (desk_shows (desk, "suggestion"));
}

/* Who has copied something else than a password must not end the program. */
static void
test_whole_document_is_no_password (WizardDesk    *desk,
                                    gconstpointer  data)
{
  GtkEditable *entry = GTK_EDITABLE (desk_find (desk, "password_entry"));
  g_autofree char *document = g_strnfill (60000, 'x');

  gtk_editable_set_text (entry, document);

  g_assert_cmpuint (strlen (gtk_editable_get_text (entry)), <=, PTL_SECRET_MAX_BYTES);
}

static void
test_by_hand_stops_the_search (WizardDesk    *desk,
                               gconstpointer  data)
{
  PtlAccount *account = ptl_draft_get_account (desk->draft);

  desk_silence (desk);
  desk_fill_in (desk, "ann@silent.test", PTL_DEMO_PASSWORD);
  g_assert_cmpint (ptl_draft_get_activity (desk->draft), ==, PTL_DRAFT_SEARCHING);
  desk_press (desk, "by_hand_button");

  g_assert_cmpstr (ptl_wizard_get_page (desk->wizard), ==, "advanced");
  g_assert_cmpint (ptl_draft_get_activity (desk->draft), ==, PTL_DRAFT_IDLE);
  g_assert_true (ptl_draft_has_password (desk->draft));
  g_assert_cmpstr (ptl_service_get_host (ptl_account_get_incoming (account)), ==, "");
  g_assert_cmpstr (ptl_service_get_user (ptl_account_get_incoming (account)), ==,
                   "ann@silent.test");
}

/* The focus leaves the address together with the page. */
static void
test_by_hand_from_the_address_searches_nothing (WizardDesk    *desk,
                                                gconstpointer  data)
{
  desk_silence (desk);
  desk_type (desk, "address_entry", "ann@silent.test");
  g_signal_emit_by_name (desk_find (desk, "by_hand_button"), "clicked");
  patience_settle ();

  g_assert_cmpstr (ptl_wizard_get_page (desk->wizard), ==, "advanced");
  g_assert_cmpint (ptl_draft_get_activity (desk->draft), ==, PTL_DRAFT_IDLE);
}

static void
test_address_that_is_set_up_is_told (WizardDesk    *desk,
                                     gconstpointer  data)
{
  g_autoptr(PtlAccount) saved = ptl_account_new (NULL);

  ptl_account_set_address (saved, "ann@silent.test");
  g_assert_true (ptl_accounts_save (desk->accounts, saved, NULL));

  desk_type (desk, "address_entry", "Ann@silent.test");
  g_assert_false (desk_shows (desk, "known"));
  gtk_widget_grab_focus (desk_find (desk, "password_entry"));
  patience_settle ();
  g_assert_true (desk_shows (desk, "known"));

  gtk_widget_grab_focus (desk_find (desk, "address_entry"));
  desk_type (desk, "address_entry", "bea@silent.test");
  g_assert_false (desk_shows (desk, "known"));
}

static void
add_addresses (GPtrArray *paths)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "app", "addresses", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;

  g_assert_no_error (error);

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *title = NULL;

      if (!g_str_has_suffix (name, ".ini"))
        continue;

      title = g_strdup_printf ("/app/identity-page/address/%.*s", (int) strlen (name) - 4, name);
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
      g_test_add (title, WizardDesk, paths->pdata[paths->len - 1], desk_set_up,
                  test_address, desk_tear_down);
    }
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char  *path;
    void       (*func) (WizardDesk *, gconstpointer);
  } tests[] = {
    { "/app/identity-page/nothing-is-asked-while-typing", test_nothing_is_asked_while_typing },
    { "/app/identity-page/enter-in-the-address-searches", test_enter_in_the_address_searches },
    { "/app/identity-page/problem-goes-when-typing-goes-on",
      test_problem_goes_when_typing_goes_on },
    { "/app/identity-page/password-leaves-the-entry", test_password_leaves_the_entry },
    { "/app/identity-page/missing-password-is-told", test_missing_password_is_told },
    { "/app/identity-page/stray-blank-is-a-hint-and-no-block",
      test_stray_blank_is_a_hint_and_no_block },
    { "/app/identity-page/address-of-the-command-line-is-judged",
      test_address_of_the_command_line_is_judged },
    { "/app/identity-page/whole-document-is-no-password", test_whole_document_is_no_password },
    { "/app/identity-page/by-hand-stops-the-search", test_by_hand_stops_the_search },
    { "/app/identity-page/by-hand-from-the-address-searches-nothing",
      test_by_hand_from_the_address_searches_nothing },
    { "/app/identity-page/address-that-is-set-up-is-told", test_address_that_is_set_up_is_told },
  };

  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, WizardDesk, NULL, desk_set_up, tests[i].func, desk_tear_down);

  add_addresses (paths);

  return g_test_run ();
}
