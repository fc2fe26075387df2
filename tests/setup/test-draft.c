/* test-draft.c - an account in the making, on the demo provider
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "demo-world.h"
#include "setup/draft.h"
#include "support/patience.h"

#include <glib/gstdio.h>

typedef struct
{
  PtlDemo        *demo;
  PtlNetwork     *network;
  char           *folder;
  char           *path;
  PtlAccounts    *accounts;
  PtlSecretStore *store;
  PtlDraft       *draft;
  GMainLoop      *loop;
  guint           n_changes;
} Desk;

static void
changed_cb (PtlDraft *draft,
            Desk     *desk)
{
  desk->n_changes++;
  g_main_loop_quit (desk->loop);
}

static void
wait_for_change (Desk *desk)
{
  guint patience = patience_begin ();

  g_main_loop_run (desk->loop);
  patience_end (patience);
}

static void
set_up (Desk          *desk,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  desk->demo = ptl_demo_new (&error);
  g_assert_no_error (error);
  desk->network = demo_world_new (desk->demo);
  desk->folder = g_dir_make_tmp ("portolan-test-XXXXXX", &error);
  g_assert_no_error (error);
  desk->path = g_build_filename (desk->folder, "accounts.ini", NULL);
  desk->accounts = ptl_accounts_new (desk->path);
  desk->store = ptl_memory_store_new ();
  desk->loop = g_main_loop_new (NULL, FALSE);
  desk->draft = ptl_draft_new (desk->network, desk->accounts, desk->store, NULL);
  g_signal_connect (desk->draft, "changed", G_CALLBACK (changed_cb), desk);
}

static void
type (Desk       *desk,
      const char *address,
      const char *password)
{
  g_autoptr(PtlSecret) secret = ptl_secret_new (password, -1);

  ptl_account_set_address (ptl_draft_get_account (desk->draft), address);
  ptl_draft_set_password (desk->draft, secret);
}

static void
find (Desk *desk)
{
  ptl_draft_search (desk->draft);
  wait_for_change (desk);
  g_assert_no_error (ptl_draft_get_error (desk->draft));
}

static void
tear_down (Desk          *desk,
           gconstpointer  data)
{
  g_autofree char *lock = g_strconcat (desk->path, ".lock", NULL);

  g_clear_object (&desk->draft);

  /* Threads of what was stopped may still hold the world. */
  while (g_main_context_iteration (NULL, FALSE));

  g_main_loop_unref (desk->loop);
  ptl_secret_store_free (desk->store);
  ptl_accounts_free (desk->accounts);
  ptl_network_unref (desk->network);
  ptl_demo_free (desk->demo);
  g_remove (desk->path);
  g_remove (lock);
  g_rmdir (desk->folder);
  g_free (desk->path);
  g_free (desk->folder);
}

static void
test_search_fills_the_servers_in (Desk          *desk,
                                  gconstpointer  data)
{
  PtlAccount *account = ptl_draft_get_account (desk->draft);

  type (desk, PTL_DEMO_ADDRESS, PTL_DEMO_PASSWORD);
  find (desk);

  g_assert_cmpstr (ptl_service_get_host (ptl_account_get_incoming (account)), ==,
                   "imap.demo.test");
  g_assert_cmpuint (ptl_service_get_port (ptl_account_get_outgoing (account)), ==, 465);
  g_assert_nonnull (ptl_draft_get_search (desk->draft));
  g_assert_false (ptl_draft_works (desk->draft, PTL_DRAFT_INCOMING));
}

static void
test_search_waits_for_the_address (Desk          *desk,
                                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  ptl_account_set_address (ptl_draft_get_account (desk->draft), "ann@");
  ptl_draft_search (desk->draft);

  g_assert_cmpint (ptl_draft_get_activity (desk->draft), ==, PTL_DRAFT_IDLE);
  g_assert_false (ptl_draft_check_address (desk->draft, &error));
  g_assert_nonnull (error);
}

static void
test_same_domain_is_searched_once (Desk          *desk,
                                   gconstpointer  data)
{
  type (desk, PTL_DEMO_ADDRESS, PTL_DEMO_PASSWORD);
  find (desk);
  ptl_account_set_address (ptl_draft_get_account (desk->draft), "bob@demo.test");
  ptl_draft_search (desk->draft);

  g_assert_cmpint (ptl_draft_get_activity (desk->draft), ==, PTL_DRAFT_IDLE);
}

static void
test_login_name_follows_the_address (Desk          *desk,
                                     gconstpointer  data)
{
  PtlService *incoming = ptl_account_get_incoming (ptl_draft_get_account (desk->draft));

  type (desk, PTL_DEMO_ADDRESS, PTL_DEMO_PASSWORD);
  find (desk);
  ptl_service_set_user (incoming, PTL_DEMO_ADDRESS);
  ptl_account_set_address (ptl_draft_get_account (desk->draft), "bob@demo.test");
  ptl_draft_search (desk->draft);

  g_assert_cmpstr (ptl_service_get_user (incoming), ==, "bob@demo.test");

  ptl_service_set_user (incoming, "own-name");
  ptl_account_set_address (ptl_draft_get_account (desk->draft), PTL_DEMO_ADDRESS);
  ptl_draft_search (desk->draft);

  g_assert_cmpstr (ptl_service_get_user (incoming), ==, "own-name");
}

static void
test_slip_of_the_finger_is_asked_about (Desk          *desk,
                                        gconstpointer  data)
{
  g_autofree char *suggestion = NULL;

  ptl_account_set_address (ptl_draft_get_account (desk->draft), "ann@gmial.com");
  suggestion = ptl_draft_suggest_address (desk->draft);
  g_assert_cmpstr (suggestion, ==, "ann@gmail.com");

  ptl_account_set_address (ptl_draft_get_account (desk->draft), PTL_DEMO_ADDRESS);
  g_assert_null (ptl_draft_suggest_address (desk->draft));
}

static void
test_typed_servers_need_no_search (Desk          *desk,
                                   gconstpointer  data)
{
  PtlAccount *account = ptl_draft_get_account (desk->draft);

  type (desk, PTL_DEMO_ADDRESS, PTL_DEMO_PASSWORD);
  ptl_service_set_host (ptl_account_get_incoming (account), "mail.demo.test");
  ptl_draft_search (desk->draft);
  g_assert_true (ptl_draft_is_by_hand (desk->draft));
  g_assert_cmpint (ptl_draft_get_activity (desk->draft), ==, PTL_DRAFT_IDLE);

  ptl_draft_search_again (desk->draft);
  wait_for_change (desk);

  g_assert_cmpstr (ptl_service_get_host (ptl_account_get_incoming (account)), ==,
                   "imap.demo.test");
}

static void
test_other_protocol_can_be_chosen (Desk          *desk,
                                   gconstpointer  data)
{
  PtlService *incoming = ptl_account_get_incoming (ptl_draft_get_account (desk->draft));

  type (desk, PTL_DEMO_ADDRESS, PTL_DEMO_PASSWORD);
  find (desk);
  g_assert_nonnull (ptl_draft_get_choice (desk->draft, PTL_PROTOCOL_POP3));
  ptl_draft_choose (desk->draft, PTL_PROTOCOL_POP3);

  if (ptl_draft_get_activity (desk->draft) != PTL_DRAFT_IDLE)
    wait_for_change (desk);

  g_assert_cmpint (ptl_service_get_protocol (incoming), ==, PTL_PROTOCOL_POP3);
  g_assert_cmpuint (ptl_service_get_port (incoming), ==, 995);
  g_assert_nonnull (ptl_draft_get_choice (desk->draft, PTL_PROTOCOL_IMAP));
}

static void
test_both_halves_work (Desk          *desk,
                       gconstpointer  data)
{
  PtlAccount *account = ptl_draft_get_account (desk->draft);

  type (desk, PTL_DEMO_ADDRESS, PTL_DEMO_PASSWORD);
  find (desk);
  ptl_draft_test (desk->draft, PTL_DRAFT_BOTH);
  g_assert_cmpint (ptl_draft_get_activity (desk->draft), ==, PTL_DRAFT_TESTING);
  wait_for_change (desk);

  g_assert_true (ptl_draft_works (desk->draft, PTL_DRAFT_BOTH));
  g_assert_cmpint (ptl_account_get_state (account), ==, PTL_ACCOUNT_STATE_WORKS);
  g_assert_cmpstr (ptl_service_get_user (ptl_account_get_incoming (account)), ==,
                   PTL_DEMO_ADDRESS);
}

static void
test_remedy_tests_its_half_alone (Desk          *desk,
                                  gconstpointer  data)
{
  PtlAccount *account = ptl_draft_get_account (desk->draft);
  const PtlFinding *incoming;

  type (desk, PTL_DEMO_ADDRESS, PTL_DEMO_PASSWORD);
  find (desk);
  ptl_network_move_port (desk->network, 465, 9);
  ptl_draft_test (desk->draft, PTL_DRAFT_BOTH);
  wait_for_change (desk);

  g_assert_true (ptl_draft_works (desk->draft, PTL_DRAFT_INCOMING));
  g_assert_false (ptl_draft_works (desk->draft, PTL_DRAFT_OUTGOING));
  g_assert_cmpint (ptl_account_get_state (account), ==, PTL_ACCOUNT_STATE_NO_SENDING);
  incoming = ptl_draft_get_finding (desk->draft, PTL_DRAFT_INCOMING);

  g_assert_true (ptl_draft_apply_remedy (desk->draft, PTL_DRAFT_OUTGOING, 0));
  wait_for_change (desk);

  g_assert_true (ptl_draft_works (desk->draft, PTL_DRAFT_BOTH));
  g_assert_cmpuint (ptl_service_get_port (ptl_account_get_outgoing (account)), ==, 587);
  g_assert_true (incoming == ptl_draft_get_finding (desk->draft, PTL_DRAFT_INCOMING));
}

static void
test_what_was_stopped_says_nothing (Desk          *desk,
                                    gconstpointer  data)
{
  type (desk, PTL_DEMO_ADDRESS, PTL_DEMO_PASSWORD);
  find (desk);
  desk->n_changes = 0;
  ptl_draft_test (desk->draft, PTL_DRAFT_BOTH);
  ptl_draft_stop (desk->draft);

  g_assert_cmpint (ptl_draft_get_activity (desk->draft), ==, PTL_DRAFT_IDLE);

  ptl_draft_test (desk->draft, PTL_DRAFT_INCOMING);
  wait_for_change (desk);

  g_assert_cmpuint (desk->n_changes, ==, 1);
  g_assert_true (ptl_draft_works (desk->draft, PTL_DRAFT_INCOMING));
  g_assert_false (ptl_draft_works (desk->draft, PTL_DRAFT_OUTGOING));
}

static void
test_saved_account_uses_its_stored_password (Desk          *desk,
                                             gconstpointer  data)
{
  g_autoptr(PtlDraft) again = NULL;
  g_autoptr(PtlAccount) saved = NULL;

  type (desk, PTL_DEMO_ADDRESS, PTL_DEMO_PASSWORD);
  find (desk);
  ptl_draft_test (desk->draft, PTL_DRAFT_BOTH);
  wait_for_change (desk);
  ptl_draft_save (desk->draft);
  wait_for_change (desk);

  g_assert_no_error (ptl_draft_get_error (desk->draft));
  g_assert_true (ptl_draft_is_saved (desk->draft));

  saved = ptl_accounts_find (desk->accounts,
                             ptl_account_get_id (ptl_draft_get_account (desk->draft)), NULL);
  g_assert_nonnull (saved);
  again = ptl_draft_new (desk->network, desk->accounts, desk->store, saved);
  g_signal_connect (again, "changed", G_CALLBACK (changed_cb), desk);
  ptl_draft_test (again, PTL_DRAFT_BOTH);
  wait_for_change (desk);

  g_assert_no_error (ptl_draft_get_error (again));
  g_assert_true (ptl_draft_works (again, PTL_DRAFT_BOTH));
}

static void
test_ports_that_were_met_are_remembered (Desk          *desk,
                                         gconstpointer  data)
{
  g_autofree char *before = ptl_draft_describe_seen (desk->draft, 993);
  g_autofree char *met = NULL;
  g_autofree char *never = NULL;

  type (desk, PTL_DEMO_ADDRESS, PTL_DEMO_PASSWORD);
  find (desk);

  met = ptl_draft_describe_seen (desk->draft, 993);
  never = ptl_draft_describe_seen (desk->draft, 4190);
  g_assert_null (before);
  g_assert_nonnull (met);
  g_assert_true (g_str_has_prefix (met, "Seen open on"));
  g_assert_null (never);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char  *path;
    void       (*func) (Desk *, gconstpointer);
  } tests[] = {
    { "/setup/draft/search-fills-the-servers-in", test_search_fills_the_servers_in },
    { "/setup/draft/search-waits-for-the-address", test_search_waits_for_the_address },
    { "/setup/draft/same-domain-is-searched-once", test_same_domain_is_searched_once },
    { "/setup/draft/login-name-follows-the-address", test_login_name_follows_the_address },
    { "/setup/draft/slip-of-the-finger-is-asked-about", test_slip_of_the_finger_is_asked_about },
    { "/setup/draft/typed-servers-need-no-search", test_typed_servers_need_no_search },
    { "/setup/draft/other-protocol-can-be-chosen", test_other_protocol_can_be_chosen },
    { "/setup/draft/both-halves-work", test_both_halves_work },
    { "/setup/draft/remedy-tests-its-half-alone", test_remedy_tests_its_half_alone },
    { "/setup/draft/what-was-stopped-says-nothing", test_what_was_stopped_says_nothing },
    { "/setup/draft/ports-that-were-met-are-remembered", test_ports_that_were_met_are_remembered },
    { "/setup/draft/saved-account-uses-its-stored-password",
      test_saved_account_uses_its_stored_password },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Desk, NULL, set_up, tests[i].func, tear_down);

  return g_test_run ();
}
