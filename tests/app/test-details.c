/* test-details.c - everything a test saw, and nothing of the password
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-desk.h"

#include <string.h>

#include "app/details-window.h"

static GtkWidget *
open_details (TestDesk      *desk,
              PtlDraftSides  side)
{
  GtkWidget *found = NULL;
  GListModel *windows = gtk_window_get_toplevels ();

  ptl_draft_test (desk->draft, PTL_DRAFT_BOTH);
  test_desk_wait (desk);
  test_desk_show (desk, adw_bin_new ());
  ptl_details_window_present (desk->window, desk->draft, side);
  patience_settle ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (PTL_IS_DETAILS_WINDOW (window))
        found = window;
    }

  g_assert_nonnull (found);
  return found;
}

static char *
transcript_of (GtkWidget *window)
{
  GtkTextView *view = GTK_TEXT_VIEW (by_id (window, "transcript_view"));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static void
test_certificate_can_be_compared (TestDesk      *desk,
                                  gconstpointer  data)
{
  GtkWidget *window = open_details (desk, PTL_DRAFT_INCOMING);
  GtkWidget *page = by_id (window, "certificate_page");
  const PtlFinding *finding = ptl_draft_get_finding (desk->draft, PTL_DRAFT_INCOMING);
  g_autofree char *group = g_strndup (finding->result->certificate->sha256, 4);
  g_autofree char *start = g_strconcat (group, " ", NULL);

  g_assert_true (test_desk_says (page, "imap.demo.test"));
  g_assert_true (test_desk_says (page, finding->result->certificate->issuer));
  g_assert_true (test_desk_says (page, start));
  g_assert_false (gtk_widget_get_visible (by_id (page, "faults_group")));
}

static void
test_transcript_hides_the_password (TestDesk      *desk,
                                    gconstpointer  data)
{
  GtkWidget *window = open_details (desk, PTL_DRAFT_OUTGOING);
  g_autofree char *text = transcript_of (window);
  g_autofree char *base64 = g_base64_encode ((const guchar *) PTL_DEMO_PASSWORD,
                                             strlen (PTL_DEMO_PASSWORD));

  g_assert_nonnull (strstr (text, "EHLO"));
  g_assert_null (strstr (text, PTL_DEMO_PASSWORD));
  g_assert_null (strstr (text, base64));
  g_assert_false (test_desk_says (window, PTL_DEMO_PASSWORD));
}

static void
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
test_transcript_is_copied (TestDesk      *desk,
                           gconstpointer  data)
{
  GtkWidget *window = open_details (desk, PTL_DRAFT_INCOMING);
  g_autofree char *text = transcript_of (window);
  g_autofree char *copied = NULL;

  g_signal_emit_by_name (by_id (window, "copy_button"), "clicked");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (window), NULL, copied_cb, &copied);

  while (copied == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpstr (copied, ==, text);
}

static void
test_servers_words_are_marked (TestDesk      *desk,
                               gconstpointer  data)
{
  const PtlFinding *finding;
  GtkWidget *window;

  test_desk_type (desk, "not-it");
  window = open_details (desk, PTL_DRAFT_INCOMING);
  finding = ptl_draft_get_finding (desk->draft, PTL_DRAFT_INCOMING);

  g_assert_nonnull (finding->verdict->server_says);
  g_assert_true (test_desk_says (window, "The server says:"));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (by_id (window, "words_label"))), ==,
                   finding->verdict->server_says);
  g_assert_false (gtk_label_get_use_markup (GTK_LABEL (by_id (window, "words_label"))));
}

static void
test_no_words_no_heading (TestDesk      *desk,
                          gconstpointer  data)
{
  PtlAccount *account = ptl_draft_get_account (desk->draft);
  g_autofree char *text = NULL;
  GtkWidget *window;

  ptl_service_set_port (ptl_account_get_outgoing (account), 25);
  window = open_details (desk, PTL_DRAFT_OUTGOING);
  text = transcript_of (window);

  g_assert_false (test_desk_says (window, "The server says:"));
  g_assert_true (test_desk_says (window, "127.0.0.1"));
  g_assert_cmpstr (text, ==, "Nothing was said.");
}

/* --- a certificate for which nobody vouches --- */

/* As if the demo's authority were not known. */
static void
forget_authority (TestDesk *desk)
{
  g_autoptr(PtlTrust) trust = ptl_trust_new ();
  g_autoptr(PtlNetwork) network = ptl_network_with_trust (desk->network, trust);
  PtlAccount *account;

  g_object_unref (desk->draft);
  desk->draft = ptl_draft_new (network, desk->accounts, desk->store, NULL);
  account = ptl_draft_get_account (desk->draft);
  ptl_account_set_address (account, PTL_DEMO_ADDRESS);
  ptl_service_set_host (ptl_account_get_incoming (account), "imap." PTL_DEMO_DOMAIN);
  ptl_service_set_host (ptl_account_get_outgoing (account), "smtp." PTL_DEMO_DOMAIN);
  test_desk_type (desk, PTL_DEMO_PASSWORD);
}

static AdwMessageDialog *
press_trust (GtkWidget *window)
{
  g_autoptr(GList) windows = NULL;

  g_signal_emit_by_name (by_id (window, "trust_button"), "clicked");
  patience_settle ();
  windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    {
      if (ADW_IS_MESSAGE_DIALOG (l->data) && gtk_widget_get_visible (l->data))
        return l->data;
    }

  return NULL;
}

static void
test_certificate_is_trusted_after_a_question (TestDesk      *desk,
                                              gconstpointer  data)
{
  g_autofree char *print = NULL;
  AdwMessageDialog *question;
  GtkWidget *window;

  forget_authority (desk);
  window = open_details (desk, PTL_DRAFT_INCOMING);
  print = g_strndup (ptl_draft_get_finding (desk->draft,
                                            PTL_DRAFT_INCOMING)->result->certificate->sha256, 4);
  question = press_trust (window);

  g_assert_nonnull (question);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (question), "imap.demo.test, port 993"));
  g_assert_nonnull (strstr (adw_message_dialog_get_body (question), print));

  adw_message_dialog_response (question, "cancel");
  patience_settle ();
  g_assert_false (ptl_draft_trusts (desk->draft, PTL_DRAFT_INCOMING));

  adw_message_dialog_response (press_trust (window), "trust");
  patience_settle ();
  test_desk_wait (desk);
  g_assert_true (ptl_draft_works (desk->draft, PTL_DRAFT_INCOMING));
  g_assert_true (ptl_draft_trusts (desk->draft, PTL_DRAFT_INCOMING));
}

static void
test_trust_is_offered_only_where_it_helps (TestDesk      *desk,
                                           gconstpointer  data)
{
  GtkWidget *window = open_details (desk, PTL_DRAFT_INCOMING);

  g_assert_false (gtk_widget_get_visible (by_id (window, "trust_box")));
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
    { "/app/details/certificate-can-be-compared", test_certificate_can_be_compared },
    { "/app/details/transcript-hides-the-password", test_transcript_hides_the_password },
    { "/app/details/transcript-is-copied", test_transcript_is_copied },
    { "/app/details/servers-words-are-marked", test_servers_words_are_marked },
    { "/app/details/no-words-no-heading", test_no_words_no_heading },
    { "/app/details/certificate-is-trusted-after-a-question",
      test_certificate_is_trusted_after_a_question },
    { "/app/details/trust-is-offered-only-where-it-helps",
      test_trust_is_offered_only_where_it_helps },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, TestDesk, NULL, test_desk_set_up, tests[i].func,
                test_desk_tear_down);

  return g_test_run ();
}
