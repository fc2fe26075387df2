/* test-changes.c - what of an account is not as it was saved
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "setup/changes.h"

typedef struct
{
  PtlAccount *account;
  PtlService *incoming;
  PtlService *outgoing;
  PtlChanges *changes;
  guint       n_notified;
} Paper;

static void
notified_cb (Paper *paper)
{
  paper->n_notified++;
}

static void
set_up (Paper         *paper,
        gconstpointer  data)
{
  paper->account = ptl_account_new (NULL);
  ptl_account_set_name (paper->account, "Ann");
  paper->incoming = ptl_account_get_incoming (paper->account);
  paper->outgoing = ptl_account_get_outgoing (paper->account);
  ptl_service_set_host (paper->incoming, "imap.example.org");
  ptl_service_set_port (paper->outgoing, 2525);
  paper->changes = ptl_changes_new (paper->account);
  g_signal_connect_swapped (paper->changes, "notify::is-changed", G_CALLBACK (notified_cb), paper);
}

static void
tear_down (Paper         *paper,
           gconstpointer  data)
{
  g_object_unref (paper->changes);
  g_object_unref (paper->account);
}

static void
test_nothing_is_changed_at_first (Paper         *paper,
                                  gconstpointer  data)
{
  g_assert_false (ptl_changes_is_changed (paper->changes));
  g_assert_false (ptl_changes_has_incoming (paper->changes));
  g_assert_false (ptl_changes_has_outgoing (paper->changes));
}

static void
test_changing_back_is_no_change (Paper         *paper,
                                 gconstpointer  data)
{
  ptl_account_set_name (paper->account, "Bea");

  g_assert_true (ptl_changes_is_changed (paper->changes));

  ptl_account_set_name (paper->account, "Ann");

  g_assert_false (ptl_changes_is_changed (paper->changes));
  g_assert_cmpuint (paper->n_notified, ==, 2);
}

static void
test_each_side_is_told_apart (Paper         *paper,
                              gconstpointer  data)
{
  ptl_service_set_use_ssl (paper->incoming, FALSE);

  g_assert_true (ptl_changes_has_incoming (paper->changes));
  g_assert_false (ptl_changes_has_outgoing (paper->changes));
}

static void
test_state_is_no_setting (Paper         *paper,
                          gconstpointer  data)
{
  ptl_account_set_state (paper->account, PTL_ACCOUNT_STATE_WORKS);

  g_assert_false (ptl_changes_is_changed (paper->changes));
  g_assert_true (ptl_changes_has_state (paper->changes));
}

static void
test_reverting_brings_everything_back (Paper         *paper,
                                       gconstpointer  data)
{
  ptl_account_set_name (paper->account, "Bea");
  ptl_account_set_timeout_s (paper->account, 120);
  ptl_account_set_leave_on_server (paper->account, FALSE);
  ptl_service_set_protocol (paper->incoming, PTL_PROTOCOL_POP3);
  ptl_service_set_host (paper->incoming, "pop.example.org");
  ptl_service_set_use_ssl (paper->outgoing, FALSE);
  ptl_service_set_port (paper->outgoing, 25);
  ptl_service_set_user (paper->outgoing, "bea");
  ptl_changes_revert (paper->changes);

  g_assert_false (ptl_changes_is_changed (paper->changes));
  g_assert_cmpstr (ptl_account_get_name (paper->account), ==, "Ann");
  g_assert_cmpuint (ptl_account_get_timeout_s (paper->account), ==, PTL_ACCOUNT_TIMEOUT_DEFAULT_S);
  g_assert_true (ptl_account_get_leave_on_server (paper->account));
  g_assert_cmpint (ptl_service_get_protocol (paper->incoming), ==, PTL_PROTOCOL_IMAP);
  g_assert_cmpuint (ptl_service_get_port (paper->incoming), ==, 993);
  g_assert_cmpuint (ptl_service_get_port (paper->outgoing), ==, 2525);
  g_assert_cmpint (ptl_service_get_port_origin (paper->outgoing), ==, PTL_PORT_ORIGIN_USER);
  g_assert_cmpstr (ptl_service_get_user (paper->outgoing), ==, "");
}

static void
test_what_is_kept_is_the_new_measure (Paper         *paper,
                                      gconstpointer  data)
{
  g_autoptr(PtlAccount) saved = NULL;

  ptl_service_set_host (paper->incoming, "mail.example.org");
  saved = ptl_changes_copy (paper->account);
  ptl_changes_keep (paper->changes, saved);

  g_assert_false (ptl_changes_is_changed (paper->changes));

  ptl_service_set_host (paper->incoming, "imap.example.org");
  ptl_changes_revert (paper->changes);

  g_assert_cmpstr (ptl_service_get_host (paper->incoming), ==, "mail.example.org");
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char  *path;
    void       (*func) (Paper *, gconstpointer);
  } tests[] = {
    { "/setup/changes/nothing-is-changed-at-first", test_nothing_is_changed_at_first },
    { "/setup/changes/changing-back-is-no-change", test_changing_back_is_no_change },
    { "/setup/changes/each-side-is-told-apart", test_each_side_is_told_apart },
    { "/setup/changes/state-is-no-setting", test_state_is_no_setting },
    { "/setup/changes/reverting-brings-everything-back", test_reverting_brings_everything_back },
    { "/setup/changes/what-is-kept-is-the-new-measure", test_what_is_kept_is_the_new_measure },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Paper, NULL, set_up, tests[i].func, tear_down);

  return g_test_run ();
}
