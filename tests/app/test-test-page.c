/* test-test-page.c - the test page, on the demo provider
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-desk.h"

#include "app/test-page.h"

/* What may pass between Stop and silence. */
#define STOP_US (100 * G_TIME_SPAN_MILLISECOND)

static GtkWidget *
open_page (TestDesk *desk)
{
  GtkWidget *page = ptl_test_page_new ();

  g_object_set (page, "draft", desk->draft, NULL);
  test_desk_show (desk, page);
  ptl_wizard_page_enter (PTL_WIZARD_PAGE (page));

  return page;
}

static GtkWidget *
test_both (TestDesk *desk)
{
  GtkWidget *page = open_page (desk);

  test_desk_wait (desk);
  return page;
}

static void
press (GtkWidget  *page,
       const char *label)
{
  GtkWidget *button = test_desk_button (page, label);

  if (button == NULL)
    g_error ("There is no button “%s”", label);

  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static gboolean
can_go_on (GtkWidget *page)
{
  gboolean value;

  g_object_get (page, "can-go-on", &value, NULL);
  return value;
}

static void
test_both_halves_work (TestDesk      *desk,
                       gconstpointer  data)
{
  GtkWidget *page = test_both (desk);

  g_assert_true (test_desk_says (page, "Receiving and sending work"));
  g_assert_true (test_desk_says (page, "imap.demo.test, port 993"));
  g_assert_true (test_desk_says (page, "TLS 1.3, certificate valid until "));
  g_assert_true (test_desk_says (page, "Signed in as " PTL_DEMO_ADDRESS));
  g_assert_true (can_go_on (page));
  g_assert_cmpstr (ptl_wizard_page_go_on (PTL_WIZARD_PAGE (page)), ==, "done");
  g_assert_null (test_desk_button (page, "Save Any_way"));
}

static void
test_same_settings_are_tested_once (TestDesk      *desk,
                                    gconstpointer  data)
{
  GtkWidget *page = test_both (desk);
  PtlService *incoming = ptl_account_get_incoming (ptl_draft_get_account (desk->draft));

  ptl_wizard_page_leave (PTL_WIZARD_PAGE (page));
  ptl_wizard_page_enter (PTL_WIZARD_PAGE (page));
  g_assert_cmpint (ptl_draft_get_activity (desk->draft), ==, PTL_DRAFT_IDLE);

  ptl_wizard_page_leave (PTL_WIZARD_PAGE (page));
  ptl_service_set_security (incoming, PTL_SECURITY_STARTTLS);
  ptl_wizard_page_enter (PTL_WIZARD_PAGE (page));
  g_assert_cmpint (ptl_draft_get_activity (desk->draft), ==, PTL_DRAFT_TESTING);
}

static void
test_remedy_tests_one_half (TestDesk      *desk,
                            gconstpointer  data)
{
  PtlAccount *account = ptl_draft_get_account (desk->draft);
  const PtlFinding *incoming;
  GtkWidget *page;

  ptl_service_set_port (ptl_account_get_outgoing (account), 25);
  page = test_both (desk);
  incoming = ptl_draft_get_finding (desk->draft, PTL_DRAFT_INCOMING);

  g_assert_true (test_desk_says (page, "Receiving works, sending does not"));
  g_assert_false (can_go_on (page));
  press (page, "Use Port 465");
  test_desk_wait (desk);

  g_assert_true (test_desk_says (page, "Receiving and sending work"));
  g_assert_cmpuint (ptl_service_get_port (ptl_account_get_outgoing (account)), ==, 465);
  g_assert_true (ptl_draft_get_finding (desk->draft, PTL_DRAFT_INCOMING) == incoming);
  g_assert_true (can_go_on (page));
}

static void
go_to_cb (PtlWizardPage  *page,
          const char     *name,
          char          **where)
{
  g_free (*where);
  *where = g_strdup (name);
}

static void
test_half_that_works_can_be_saved (TestDesk      *desk,
                                   gconstpointer  data)
{
  PtlAccount *account = ptl_draft_get_account (desk->draft);
  g_autofree char *where = NULL;
  GtkWidget *page;

  ptl_service_set_port (ptl_account_get_outgoing (account), 25);
  page = test_both (desk);
  g_signal_connect (page, "go-to", G_CALLBACK (go_to_cb), &where);
  press (page, "Save Any_way");

  g_assert_cmpstr (where, ==, "done");
  g_assert_cmpint (ptl_account_get_state (account), ==, PTL_ACCOUNT_STATE_NO_SENDING);
}

static void
test_password_is_typed_again (TestDesk      *desk,
                              gconstpointer  data)
{
  GtkWidget *page;
  GtkWidget *entry;

  test_desk_type (desk, "not-it");
  page = test_both (desk);
  entry = by_id (page, "entry");

  g_assert_true (test_desk_says (page, "2 of 2 tries used"));
  g_assert_true (gtk_widget_get_mapped (entry));
  g_assert_false (gtk_widget_is_sensitive (test_desk_button (page, "_Try This Password")));

  gtk_editable_set_text (GTK_EDITABLE (entry), PTL_DEMO_PASSWORD);
  press (page, "_Try This Password");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  test_desk_wait (desk);

  g_assert_true (test_desk_says (page, "Receiving and sending work"));
  g_assert_false (gtk_widget_get_mapped (entry));
}

static void
test_tries_add_up (TestDesk      *desk,
                   gconstpointer  data)
{
  GtkWidget *page;

  test_desk_type (desk, "not-it");
  page = test_both (desk);
  gtk_editable_set_text (GTK_EDITABLE (by_id (page, "entry")), "nor-this");
  press (page, "_Try This Password");
  test_desk_wait (desk);

  g_assert_cmpuint (ptl_draft_get_n_rejected (desk->draft, PTL_DRAFT_INCOMING), >, 2);
  g_assert_true (test_desk_says (page, " tries used"));
  g_assert_false (test_desk_says (page, "2 of 2 tries used"));
}

/* A server that takes connections and says nothing. */
static GSocketListener *
listen_in_silence (TestDesk *desk)
{
  GSocketListener *listener = g_socket_listener_new ();
  g_autoptr(GError) error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error);

  g_assert_no_error (error);
  ptl_network_move_port (desk->network, 993, port);

  return listener;
}

static void
test_stop_is_quick (TestDesk      *desk,
                    gconstpointer  data)
{
  g_autoptr(GSocketListener) silent = listen_in_silence (desk);
  GtkWidget *page = open_page (desk);
  PtlDraft *draft = desk->draft;
  gint64 pressed_us;

  while (g_list_model_get_n_items (ptl_draft_get_attempts (draft)) == 0)
    g_main_context_iteration (NULL, TRUE);

  pressed_us = g_get_monotonic_time ();
  press (page, "S_top");
  patience_settle ();

  g_assert_cmpint (g_get_monotonic_time () - pressed_us, <, STOP_US);
  g_assert_cmpint (ptl_draft_get_activity (draft), ==, PTL_DRAFT_IDLE);
  g_assert_true (test_desk_says (page, "The test was stopped"));
  g_assert_null (test_desk_button (page, "S_top"));
  g_assert_nonnull (test_desk_button (page, "Test A_gain"));
  g_assert_false (can_go_on (page));
}

static void
test_focus_follows_what_helps (TestDesk      *desk,
                               gconstpointer  data)
{
  PtlAccount *account = ptl_draft_get_account (desk->draft);
  GtkWidget *page;

  ptl_service_set_port (ptl_account_get_outgoing (account), 25);
  page = test_both (desk);

  g_assert_true (gtk_window_get_focus (desk->window) == test_desk_button (page, "Use Port 465"));
}

static void
test_nothing_to_test_is_said (TestDesk      *desk,
                              gconstpointer  data)
{
  PtlAccount *account = ptl_draft_get_account (desk->draft);
  GtkWidget *page;

  ptl_service_set_host (ptl_account_get_incoming (account), "");
  ptl_service_set_host (ptl_account_get_outgoing (account), "");
  page = test_both (desk);

  g_assert_true (test_desk_says (page, "There is nothing to test yet"));
  g_assert_true (test_desk_says (page, "No server is entered yet"));
  g_assert_false (can_go_on (page));
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char  *path;
    void       (*func) (TestDesk *, gconstpointer);
  } tests[] = {
    { "/app/test-page/both-halves-work", test_both_halves_work },
    { "/app/test-page/same-settings-are-tested-once", test_same_settings_are_tested_once },
    { "/app/test-page/remedy-tests-one-half", test_remedy_tests_one_half },
    { "/app/test-page/half-that-works-can-be-saved", test_half_that_works_can_be_saved },
    { "/app/test-page/password-is-typed-again", test_password_is_typed_again },
    { "/app/test-page/tries-add-up", test_tries_add_up },
    { "/app/test-page/stop-is-quick", test_stop_is_quick },
    { "/app/test-page/focus-follows-what-helps", test_focus_follows_what_helps },
    { "/app/test-page/nothing-to-test-is-said", test_nothing_to_test_is_said },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, TestDesk, NULL, test_desk_set_up, tests[i].func,
                test_desk_tear_down);

  return g_test_run ();
}
