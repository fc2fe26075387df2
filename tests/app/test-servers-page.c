/* test-servers-page.c - the search, live, and what it found
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wizard-desk.h"

#include <string.h>

static void
search_for (WizardDesk *desk,
            const char *address)
{
  desk_fill_in (desk, address, PTL_DEMO_PASSWORD);
  desk_press (desk, "next_button");
}

static void
test_result_is_shown (WizardDesk    *desk,
                      gconstpointer  data)
{
  search_for (desk, PTL_DEMO_ADDRESS);
  desk_wait_idle (desk);

  g_assert_cmpstr (desk_text (desk, "incoming_row"), ==, "imap.demo.test, port 993, SSL/TLS");
  g_assert_cmpstr (desk_text (desk, "outgoing_row"), ==, "smtp.demo.test, port 465, SSL/TLS");
  g_assert_cmpstr (desk_text (desk, "source_row"), ==,
                   ptl_draft_get_search (desk->draft)->why);
  g_assert_true (desk_shows (desk, "choice_box"));
  g_assert_false (desk_shows (desk, "searching_box"));
  g_assert_false (desk_shows (desk, "nothing_box"));
  g_assert_true (gtk_widget_is_sensitive (desk_find (desk, "next_button")));
}

static void
test_search_is_shown_while_it_goes_on (WizardDesk    *desk,
                                       gconstpointer  data)
{
  desk_silence (desk);
  search_for (desk, "ann@silent.test");

  g_assert_cmpint (ptl_draft_get_activity (desk->draft), ==, PTL_DRAFT_SEARCHING);
  g_assert_true (desk_shows (desk, "searching_box"));
  g_assert_true (gtk_expander_get_expanded (GTK_EXPANDER (desk_find (desk, "expander"))));
  g_assert_false (desk_shows (desk, "result_group"));
  g_assert_false (gtk_widget_is_sensitive (desk_find (desk, "next_button")));

  desk_key (desk, "Escape");

  g_assert_cmpint (ptl_draft_get_activity (desk->draft), ==, PTL_DRAFT_IDLE);
  g_assert_cmpstr (ptl_wizard_get_page (desk->wizard), ==, "identity");
}

static void
test_what_was_tried_is_folded_at_the_end (WizardDesk    *desk,
                                          gconstpointer  data)
{
  search_for (desk, PTL_DEMO_ADDRESS);
  desk_wait_idle (desk);

  g_assert_false (gtk_expander_get_expanded (GTK_EXPANDER (desk_find (desk, "expander"))));
}

static void
test_search_of_the_background_is_not_repeated (WizardDesk    *desk,
                                               gconstpointer  data)
{
  const PtlOutcome *search;

  desk_fill_in (desk, PTL_DEMO_ADDRESS, PTL_DEMO_PASSWORD);
  desk_wait_idle (desk);
  search = ptl_draft_get_search (desk->draft);
  g_assert_nonnull (search);
  desk_press (desk, "next_button");

  g_assert_true (desk_shows (desk, "result_group"));
  g_assert_true (search == ptl_draft_get_search (desk->draft));
}

static void
test_names_that_do_not_exist_are_one_sentence (WizardDesk    *desk,
                                               gconstpointer  data)
{
  GtkListBox *list;

  search_for (desk, "ann@missing.test");
  desk_wait_idle (desk);
  gtk_expander_set_expanded (GTK_EXPANDER (desk_find (desk, "expander")), TRUE);
  patience_settle ();
  list = GTK_LIST_BOX (desk_find (desk, "list"));

  g_assert_null (gtk_list_box_get_row_at_index (list, 0));
  g_assert_true (desk_shows (desk, "absent_label"));
}

static void
test_nothing_found_has_a_way_on (WizardDesk    *desk,
                                 gconstpointer  data)
{
  search_for (desk, "ann@missing.test");
  desk_wait_idle (desk);

  g_assert_true (desk_shows (desk, "nothing_box"));
  g_assert_cmpstr (desk_text (desk, "nothing_label"), ==,
                   "No mail server was found for “missing.test”.");
  g_assert_false (gtk_widget_is_sensitive (desk_find (desk, "next_button")));

  desk_press (desk, "by_hand_button");

  g_assert_cmpstr (ptl_wizard_get_page (desk->wizard), ==, "advanced");
}

static void
test_looking_again_asks_again (WizardDesk    *desk,
                               gconstpointer  data)
{
  static const char * const here[] = { "127.0.0.1", NULL };
  PtlResolver *resolver = ptl_network_get_resolver (desk->network);

  search_for (desk, "ann@late.test");
  desk_wait_idle (desk);
  g_assert_true (desk_shows (desk, "nothing_box"));
  ptl_resolver_set_addresses (resolver, "imap.late.test", here);
  desk_press (desk, "retry_button");
  desk_wait_idle (desk);

  /* The demo's certificate is for another name: it answers, and is not taken. */
  g_assert_null (strstr (desk_text (desk, "reason_label"), "typing error"));
}

/* It is not said that there is none, and a test is one button away. */
static void
test_server_that_answers_says_what_is_wrong (WizardDesk    *desk,
                                             gconstpointer  data)
{
  static const char * const here[] = { "127.0.0.1", NULL };
  PtlAccount *account = ptl_draft_get_account (desk->draft);

  ptl_resolver_set_addresses (ptl_network_get_resolver (desk->network), "imap.late.test", here);
  search_for (desk, "ann@late.test");
  desk_wait_idle (desk);

  g_assert_cmpstr (desk_text (desk, "nothing_label"), ==,
                   "The server’s certificate belongs to another name.");
  g_assert_true (gtk_window_get_focus (desk->window) == desk_find (desk, "by_hand_button"));

  desk_press (desk, "by_hand_button");

  g_assert_cmpstr (ptl_service_get_host (ptl_account_get_incoming (account)), ==,
                   "imap.late.test");
  g_assert_cmpuint (ptl_service_get_port (ptl_account_get_incoming (account)), ==, 993);
}

static void
test_pop3_can_be_chosen (WizardDesk    *desk,
                         gconstpointer  data)
{
  PtlService *incoming = ptl_account_get_incoming (ptl_draft_get_account (desk->draft));

  search_for (desk, PTL_DEMO_ADDRESS);
  desk_wait_idle (desk);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (desk_find (desk, "imap_radio"))));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (desk_find (desk, "pop3_radio")), TRUE);
  desk_wait_idle (desk);

  g_assert_cmpint (ptl_service_get_protocol (incoming), ==, PTL_PROTOCOL_POP3);
  g_assert_cmpuint (ptl_service_get_port (incoming), ==, 995);
  g_assert_true (desk_shows (desk, "choice_box"));

  gtk_check_button_set_active (GTK_CHECK_BUTTON (desk_find (desk, "imap_radio")), TRUE);
  desk_wait_idle (desk);

  g_assert_cmpint (ptl_service_get_protocol (incoming), ==, PTL_PROTOCOL_IMAP);
  g_assert_cmpuint (ptl_service_get_port (incoming), ==, 993);
}

static void
test_typed_servers_are_not_overwritten (WizardDesk    *desk,
                                        gconstpointer  data)
{
  PtlAccount *account = ptl_draft_get_account (desk->draft);

  desk_type (desk, "password_entry", PTL_DEMO_PASSWORD);
  desk_type (desk, "address_entry", PTL_DEMO_ADDRESS);
  g_signal_emit_by_name (desk_find (desk, "by_hand_button"), "clicked");
  ptl_service_set_host (ptl_account_get_incoming (account), "mail.demo.test");
  ptl_service_set_host (ptl_account_get_outgoing (account), "mail.demo.test");
  desk_press (desk, "back_button");
  desk_press (desk, "next_button");
  desk_wait_idle (desk);

  g_assert_cmpstr (ptl_service_get_host (ptl_account_get_incoming (account)), ==,
                   "mail.demo.test");
  g_assert_cmpstr (desk_text (desk, "source_row"), ==, "You entered the servers by hand.");
}

static void
test_corrected_address_corrects_the_login_name (WizardDesk    *desk,
                                                gconstpointer  data)
{
  PtlService *incoming = ptl_account_get_incoming (ptl_draft_get_account (desk->draft));

  search_for (desk, PTL_DEMO_ADDRESS);
  desk_wait_idle (desk);
  desk_press (desk, "next_button");
  desk_wait_idle (desk);
  g_assert_cmpstr (ptl_service_get_user (incoming), ==, PTL_DEMO_ADDRESS);
  desk_press (desk, "back_button");
  desk_press (desk, "back_button");
  desk_type (desk, "address_entry", "bob@demo.test");
  desk_press (desk, "next_button");

  g_assert_cmpstr (ptl_service_get_user (incoming), ==, "bob@demo.test");
}

static void
test_other_domain_leaves_no_servers_behind (WizardDesk    *desk,
                                            gconstpointer  data)
{
  PtlService *incoming = ptl_account_get_incoming (ptl_draft_get_account (desk->draft));

  search_for (desk, PTL_DEMO_ADDRESS);
  desk_wait_idle (desk);
  desk_press (desk, "back_button");
  desk_type (desk, "address_entry", "ann@missing.test");
  desk_press (desk, "next_button");
  desk_wait_idle (desk);

  g_assert_cmpstr (ptl_service_get_host (incoming), ==, "");
  g_assert_true (desk_shows (desk, "nothing_box"));
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
    { "/app/servers-page/result-is-shown", test_result_is_shown },
    { "/app/servers-page/search-is-shown-while-it-goes-on",
      test_search_is_shown_while_it_goes_on },
    { "/app/servers-page/what-was-tried-is-folded-at-the-end",
      test_what_was_tried_is_folded_at_the_end },
    { "/app/servers-page/search-of-the-background-is-not-repeated",
      test_search_of_the_background_is_not_repeated },
    { "/app/servers-page/names-that-do-not-exist-are-one-sentence",
      test_names_that_do_not_exist_are_one_sentence },
    { "/app/servers-page/nothing-found-has-a-way-on", test_nothing_found_has_a_way_on },
    { "/app/servers-page/server-that-answers-says-what-is-wrong",
      test_server_that_answers_says_what_is_wrong },
    { "/app/servers-page/looking-again-asks-again", test_looking_again_asks_again },
    { "/app/servers-page/pop3-can-be-chosen", test_pop3_can_be_chosen },
    { "/app/servers-page/typed-servers-are-not-overwritten",
      test_typed_servers_are_not_overwritten },
    { "/app/servers-page/corrected-address-corrects-the-login-name",
      test_corrected_address_corrects_the_login_name },
    { "/app/servers-page/other-domain-leaves-no-servers-behind",
      test_other_domain_leaves_no_servers_behind },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, WizardDesk, NULL, desk_set_up, tests[i].func, desk_tear_down);

  return g_test_run ();
}
