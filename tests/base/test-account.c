/* test-account.c - a mail account: who, and by which two servers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/account.h"

static void
test_begins_safe (void)
{
  g_autoptr(PtlAccount) account = ptl_account_new (NULL);

  g_assert_true (g_uuid_string_is_valid (ptl_account_get_id (account)));
  g_assert_cmpstr (ptl_account_get_name (account), ==, "");
  g_assert_cmpstr (ptl_account_get_address (account), ==, "");
  g_assert_cmpuint (ptl_service_get_port (ptl_account_get_incoming (account)), ==, 993);
  g_assert_cmpuint (ptl_service_get_port (ptl_account_get_outgoing (account)), ==, 465);
  g_assert_cmpuint (ptl_account_get_timeout_s (account), ==, PTL_ACCOUNT_TIMEOUT_DEFAULT_S);
  g_assert_true (ptl_account_get_leave_on_server (account));
  g_assert_cmpint (ptl_account_get_state (account), ==, PTL_ACCOUNT_STATE_UNTESTED);
}

static void
test_ids_are_unique_or_given (void)
{
  g_autoptr(PtlAccount) one = ptl_account_new (NULL);
  g_autoptr(PtlAccount) other = ptl_account_new (NULL);
  g_autoptr(PtlAccount) given = ptl_account_new ("7b0c");

  g_assert_cmpstr (ptl_account_get_id (one), !=, ptl_account_get_id (other));
  g_assert_cmpstr (ptl_account_get_id (given), ==, "7b0c");
}

static void
test_timeout_stays_in_its_bounds (void)
{
  g_autoptr(PtlAccount) account = ptl_account_new (NULL);

  ptl_account_set_timeout_s (account, 0);
  g_assert_cmpuint (ptl_account_get_timeout_s (account), ==, 30);

  ptl_account_set_timeout_s (account, G_MAXUINT);
  g_assert_cmpuint (ptl_account_get_timeout_s (account), ==, 300);
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          gpointer    user_data)
{
  GString *names = user_data;

  g_string_append_printf (names, "%s ", pspec->name);
}

static void
test_notifies_changes_only (void)
{
  g_autoptr(PtlAccount) account = ptl_account_new (NULL);
  g_autoptr(GString) names = g_string_new (NULL);

  g_signal_connect (account, "notify", G_CALLBACK (count_cb), names);

  for (int i = 0; i < 2; i++)
    {
      ptl_account_set_name (account, "Ann");
      ptl_account_set_address (account, "ann@example.org");
      ptl_account_set_timeout_s (account, 30);
      ptl_account_set_leave_on_server (account, FALSE);
      ptl_account_set_remove_after_days (account, 14);
      ptl_account_set_remove_when_deleted (account, 2);
      ptl_account_set_state (account, PTL_ACCOUNT_STATE_NO_SENDING);
    }

  g_assert_cmpstr (names->str, ==, "name address timeout-s leave-on-server remove-after-days "
                   "remove-when-deleted state ");
  g_assert_cmpint (ptl_account_get_remove_when_deleted (account), ==, TRUE);
  g_assert_cmpuint (ptl_account_get_remove_after_days (account), ==, 14);
}

static void
test_properties_are_what_the_getters_say (void)
{
  g_autoptr(PtlAccount) account = g_object_new (PTL_TYPE_ACCOUNT, "id", "7b0c", "name", "Ann",
                                                "address", "ann@example.org",
                                                "timeout-s", 90, "leave-on-server", FALSE,
                                                "remove-after-days", 7,
                                                "remove-when-deleted", TRUE,
                                                "state", PTL_ACCOUNT_STATE_BROKEN, NULL);
  g_autoptr(PtlService) incoming = NULL;
  g_autoptr(PtlService) outgoing = NULL;
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  PtlAccountState state;
  gboolean leave;
  guint timeout_s;

  g_object_get (account, "id", &id, "name", &name, "state", &state, "leave-on-server", &leave,
                "timeout-s", &timeout_s, "incoming", &incoming, "outgoing", &outgoing, NULL);

  g_assert_cmpstr (id, ==, ptl_account_get_id (account));
  g_assert_cmpstr (name, ==, "Ann");
  g_assert_cmpstr (ptl_account_get_address (account), ==, "ann@example.org");
  g_assert_cmpint (state, ==, PTL_ACCOUNT_STATE_BROKEN);
  g_assert_cmpint (ptl_account_get_state (account), ==, PTL_ACCOUNT_STATE_BROKEN);
  g_assert_false (leave);
  g_assert_cmpuint (timeout_s, ==, 90);
  g_assert_cmpuint (ptl_account_get_remove_after_days (account), ==, 7);
  g_assert_true (incoming == ptl_account_get_incoming (account));
  g_assert_true (outgoing == ptl_account_get_outgoing (account));
}

static void
test_one_name_for_both_until_it_is_not (void)
{
  g_autoptr(PtlAccount) account = ptl_account_new (NULL);
  PtlService *incoming = ptl_account_get_incoming (account);
  PtlService *outgoing = ptl_account_get_outgoing (account);

  ptl_service_set_user (incoming, "ann");
  g_assert_cmpstr (ptl_service_get_user (outgoing), ==, "ann");
  g_assert_true (ptl_account_get_same_user (account));

  ptl_service_set_user (outgoing, "bob");
  g_assert_false (ptl_account_get_same_user (account));

  ptl_service_set_user (incoming, "ann@example.org");
  g_assert_cmpstr (ptl_service_get_user (outgoing), ==, "bob");

  /* Typing the same by hand is no wish to have it the same. */
  ptl_service_set_user (outgoing, "ann@example.org");
  g_assert_false (ptl_account_get_same_user (account));

  ptl_service_set_user (outgoing, "bob");
  ptl_account_set_same_user (account, TRUE);
  g_assert_cmpstr (ptl_service_get_user (outgoing), ==, "ann@example.org");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/account/begins-safe", test_begins_safe);
  g_test_add_func ("/base/account/ids-are-unique-or-given", test_ids_are_unique_or_given);
  g_test_add_func ("/base/account/timeout-stays-in-its-bounds", test_timeout_stays_in_its_bounds);
  g_test_add_func ("/base/account/notifies-changes-only", test_notifies_changes_only);
  g_test_add_func ("/base/account/properties", test_properties_are_what_the_getters_say);

  g_test_add_func ("/base/account/one-name-for-both", test_one_name_for_both_until_it_is_not);

  return g_test_run ();
}
