/* test-drafts.c - all saved accounts: one that moves, one that goes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "demo/world.h"
#include "setup/drafts.h"
#include "support/patience.h"

#include <string.h>

typedef struct
{
  PtlNetwork     *network;
  char           *path;
  PtlAccounts    *accounts;
  PtlSecretStore *store;
  PtlDrafts      *drafts;
} Shelf;

static void
add (Shelf      *shelf,
     const char *address)
{
  g_autoptr(PtlAccount) account = ptl_account_new (NULL);
  g_autoptr(PtlSecret) password = ptl_secret_new ("secret", -1);
  g_autoptr(PtlSecretKey) key = NULL;

  ptl_account_set_address (account, address);
  ptl_service_set_host (ptl_account_get_incoming (account), "imap.example.org");
  ptl_service_set_user (ptl_account_get_incoming (account), address);
  ptl_service_set_host (ptl_account_get_outgoing (account), "smtp.example.org");
  ptl_service_set_user (ptl_account_get_outgoing (account), address);
  g_assert_true (ptl_accounts_save (shelf->accounts, account, NULL));

  key = ptl_secret_key_new (ptl_account_get_id (account), PTL_PROTOCOL_IMAP, "imap.example.org",
                            address);
  g_assert_true (ptl_secret_store_save (shelf->store, key, address, password, NULL, NULL));
}

static void
set_up (Shelf         *shelf,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  shelf->network = ptl_network_new ();
  shelf->path = ptl_demo_make_accounts_path (&error);
  g_assert_no_error (error);
  shelf->accounts = ptl_accounts_new (shelf->path);
  shelf->store = ptl_memory_store_new ();
  add (shelf, "ann@example.org");
  add (shelf, "bea@example.org");
  shelf->drafts = ptl_drafts_new (shelf->network, shelf->accounts, shelf->store);
  g_assert_true (ptl_drafts_load (shelf->drafts, NULL));
}

static void
tear_down (Shelf         *shelf,
           gconstpointer  data)
{
  patience_settle ();

  g_assert_finalize_object (shelf->drafts);
  ptl_secret_store_free (shelf->store);
  ptl_accounts_free (shelf->accounts);
  ptl_network_unref (shelf->network);
  ptl_demo_remove_accounts (shelf->path);
  g_free (shelf->path);
}

static gboolean
is_free (gpointer drafts)
{
  return !ptl_drafts_is_busy (drafts);
}

static void
wait_for (Shelf    *shelf,
          PtlDraft *draft)
{
  patience_wait (is_free, shelf->drafts);

  if (draft != NULL)
    patience_wait_idle (draft);
}

static PtlDraft *
get (Shelf *shelf,
     guint  position)
{
  g_autoptr(PtlDraft) draft = g_list_model_get_item (ptl_drafts_get_list (shelf->drafts),
                                                     position);

  /* The list keeps it. */
  return draft;
}

static void
test_stored_password_moves_with_its_server (Shelf         *shelf,
                                            gconstpointer  data)
{
  PtlDraft *draft = get (shelf, 0);
  PtlAccount *account = ptl_draft_get_account (draft);
  g_autoptr(PtlSecretKey) key = NULL;
  g_autoptr(PtlSecret) secret = NULL;

  ptl_service_set_host (ptl_account_get_incoming (account), "mail.example.org");
  ptl_draft_save (draft);
  wait_for (shelf, draft);

  key = ptl_secret_key_new (ptl_account_get_id (account), PTL_PROTOCOL_IMAP, "mail.example.org",
                            "ann@example.org");
  secret = ptl_secret_store_load (shelf->store, key, NULL, NULL);
  g_assert_no_error (ptl_draft_get_error (draft));
  g_assert_nonnull (secret);
  g_assert_false (ptl_changes_is_changed (ptl_draft_get_changes (draft)));
}

/* Saving waits for a keyring; meanwhile somebody types on. */
static void
test_what_changes_during_saving_stays_changed (Shelf         *shelf,
                                               gconstpointer  data)
{
  PtlDraft *draft = get (shelf, 0);
  PtlAccount *account = ptl_draft_get_account (draft);
  g_autoptr(PtlSecret) first = ptl_secret_new ("first", -1);
  g_autoptr(PtlSecret) second = ptl_secret_new ("second", -1);
  g_autoptr(PtlAccount) saved = NULL;

  ptl_account_set_name (account, "Ann");
  ptl_draft_set_password (draft, first);
  ptl_draft_save (draft);
  ptl_account_set_name (account, "Bea");
  ptl_draft_set_password (draft, second);
  wait_for (shelf, draft);

  saved = ptl_accounts_find (shelf->accounts, ptl_account_get_id (account), NULL);
  g_assert_cmpstr (ptl_account_get_name (saved), ==, "Ann");
  g_assert_true (ptl_changes_is_changed (ptl_draft_get_changes (draft)));
  g_assert_true (ptl_draft_has_new_password (draft));

  ptl_draft_revert (draft);

  g_assert_cmpstr (ptl_account_get_name (account), ==, "Ann");
}

static void
test_removed_account_stays_until_it_is_cleared_out (Shelf         *shelf,
                                                    gconstpointer  data)
{
  GListModel *list = ptl_drafts_get_list (shelf->drafts);
  g_autoptr(GPtrArray) before = NULL;
  g_autoptr(GPtrArray) after = NULL;
  g_autoptr(GPtrArray) keys = NULL;

  ptl_drafts_remove (shelf->drafts, get (shelf, 0));

  g_assert_true (ptl_drafts_is_removed (shelf->drafts, get (shelf, 0)));
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 2);

  before = ptl_accounts_load (shelf->accounts, NULL);
  ptl_drafts_clear_out (shelf->drafts);
  wait_for (shelf, NULL);
  after = ptl_accounts_load (shelf->accounts, NULL);
  keys = ptl_secret_store_list (shelf->store, NULL, NULL, NULL);

  g_assert_cmpuint (before->len, ==, 2);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpuint (keys->len, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);
}

static void
test_what_was_taken_back_stays (Shelf         *shelf,
                                gconstpointer  data)
{
  g_autoptr(GPtrArray) after = NULL;

  ptl_drafts_remove (shelf->drafts, get (shelf, 0));
  ptl_drafts_undo (shelf->drafts, get (shelf, 0));
  ptl_drafts_clear_out (shelf->drafts);
  wait_for (shelf, NULL);
  after = ptl_accounts_load (shelf->accounts, NULL);

  g_assert_cmpuint (after->len, ==, 2);
}

static void
not_removed_cb (PtlDrafts  *drafts,
                PtlDraft   *draft,
                const char *message,
                char      **told)
{
  *told = g_strdup (message);
}

static void
test_what_cannot_be_removed_comes_back (Shelf         *shelf,
                                        gconstpointer  data)
{
  g_autofree char *told = NULL;

  g_signal_connect (shelf->drafts, "not-removed", G_CALLBACK (not_removed_cb), &told);
  ptl_drafts_remove (shelf->drafts, get (shelf, 0));
  g_assert_true (g_file_set_contents (shelf->path, "[not an account\n", -1, NULL));
  ptl_drafts_clear_out (shelf->drafts);
  wait_for (shelf, NULL);

  g_assert_nonnull (told);
  g_assert_cmpuint (g_list_model_get_n_items (ptl_drafts_get_list (shelf->drafts)), ==, 2);
}

/* --- an address that is set up already --- */

static PtlDraft *
set_up_again (Shelf      *shelf,
              const char *address,
              const char *name)
{
  PtlDraft *draft = ptl_drafts_new_draft (shelf->drafts);
  PtlAccount *account = ptl_draft_get_account (draft);

  ptl_account_set_address (account, address);
  ptl_account_set_name (account, name);
  ptl_service_set_host (ptl_account_get_incoming (account), "mail.example.org");
  ptl_service_set_host (ptl_account_get_outgoing (account), "mail.example.org");

  return draft;
}

static void
save (Shelf    *shelf,
      PtlDraft *draft)
{
  ptl_draft_save (draft);
  wait_for (shelf, draft);
  g_assert_no_error (ptl_draft_get_error (draft));
}

static void
test_address_set_up_again_is_replaced (Shelf         *shelf,
                                       gconstpointer  data)
{
  PtlAccount *before = ptl_draft_get_account (get (shelf, 0));
  g_autofree char *id = g_strdup (ptl_account_get_id (before));
  g_autoptr(PtlDraft) draft = set_up_again (shelf, "Ann@Example.ORG", "");
  g_autoptr(PtlAccount) known = NULL;
  g_autoptr(PtlAccount) after = NULL;
  g_autoptr(GPtrArray) saved = NULL;

  ptl_account_set_name (before, "Ann");
  save (shelf, get (shelf, 0));

  known = ptl_draft_find_known (draft);
  save (shelf, draft);

  saved = ptl_accounts_load (shelf->accounts, NULL);
  after = ptl_accounts_find (shelf->accounts, id, NULL);
  g_assert_cmpstr (ptl_account_get_id (known), ==, id);
  g_assert_cmpuint (saved->len, ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (ptl_drafts_get_list (shelf->drafts)), ==, 2);
  g_assert_cmpstr (ptl_account_get_name (after), ==, "Ann");
  g_assert_cmpstr (ptl_service_get_host (ptl_account_get_incoming (after)), ==,
                   "mail.example.org");
  g_assert_null (ptl_draft_find_known (draft));
}

static void
test_name_that_is_typed_replaces_the_old_one (Shelf         *shelf,
                                              gconstpointer  data)
{
  g_autofree char *id = g_strdup (ptl_account_get_id (ptl_draft_get_account (get (shelf, 0))));
  g_autoptr(PtlDraft) draft = set_up_again (shelf, "ann@example.org", "Ann of Old");
  g_autoptr(PtlAccount) after = NULL;

  save (shelf, draft);

  after = ptl_accounts_find (shelf->accounts, id, NULL);
  g_assert_cmpstr (ptl_account_get_name (after), ==, "Ann of Old");
}

static void
test_removed_address_is_set_up_anew (Shelf         *shelf,
                                     gconstpointer  data)
{
  g_autofree char *id = g_strdup (ptl_account_get_id (ptl_draft_get_account (get (shelf, 0))));
  g_autoptr(PtlDraft) draft = set_up_again (shelf, "ann@example.org", "");
  g_autoptr(GPtrArray) saved = NULL;

  ptl_drafts_remove (shelf->drafts, get (shelf, 0));
  g_assert_null (ptl_draft_find_known (draft));
  save (shelf, draft);
  ptl_drafts_clear_out (shelf->drafts);
  wait_for (shelf, NULL);

  saved = ptl_accounts_load (shelf->accounts, NULL);
  g_assert_cmpuint (saved->len, ==, 2);
  g_assert_cmpstr (ptl_account_get_id (ptl_draft_get_account (draft)), !=, id);
}

static void
test_removed_address_that_was_taken_back_counts (Shelf         *shelf,
                                                 gconstpointer  data)
{
  g_autoptr(PtlDraft) draft = set_up_again (shelf, "ann@example.org", "");
  g_autoptr(PtlAccount) known = NULL;

  ptl_drafts_remove (shelf->drafts, get (shelf, 0));
  ptl_drafts_undo (shelf->drafts, get (shelf, 0));

  known = ptl_draft_find_known (draft);
  g_assert_nonnull (known);
}

/* --- an address that another account has --- */

static void
test_address_of_another_account_is_refused (Shelf         *shelf,
                                            gconstpointer  data)
{
  PtlDraft *draft = get (shelf, 1);
  PtlAccount *account = ptl_draft_get_account (draft);
  g_autofree char *words = NULL;
  g_autoptr(PtlAccount) after = NULL;

  ptl_account_set_address (account, "Ann@Example.ORG");
  ptl_draft_save (draft);
  wait_for (shelf, draft);

  words = ptl_draft_describe_error (draft);
  after = ptl_accounts_find (shelf->accounts, ptl_account_get_id (account), NULL);
  g_assert_error (ptl_draft_get_error (draft), G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_assert_nonnull (strstr (words, "Another account"));
  g_assert_cmpstr (ptl_account_get_address (after), ==, "bea@example.org");
  g_assert_true (ptl_draft_is_changed (draft));

  ptl_draft_revert (draft);

  g_assert_no_error (ptl_draft_get_error (draft));
}

static void
test_address_that_is_none_is_refused (Shelf         *shelf,
                                      gconstpointer  data)
{
  PtlDraft *draft = get (shelf, 1);

  ptl_account_set_address (ptl_draft_get_account (draft), "bea@");
  ptl_draft_save (draft);
  wait_for (shelf, draft);

  g_assert_error (ptl_draft_get_error (draft), G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_true (ptl_draft_is_changed (draft));
}

/* By hand, or by an older version: their other settings can still be saved. */
static void
test_double_that_is_there_can_be_changed (Shelf         *shelf,
                                          gconstpointer  data)
{
  PtlDraft *draft;

  add (shelf, "ann@example.org");
  g_assert_true (ptl_drafts_load (shelf->drafts, NULL));
  draft = get (shelf, 2);

  ptl_account_set_name (ptl_draft_get_account (draft), "Ann");
  save (shelf, draft);

  g_assert_false (ptl_draft_is_changed (draft));
}

static void
test_address_of_a_removed_account_is_free (Shelf         *shelf,
                                           gconstpointer  data)
{
  PtlDraft *draft = get (shelf, 1);
  g_autoptr(PtlDraft) removed = g_object_ref (get (shelf, 0));
  g_autoptr(GPtrArray) saved = NULL;

  ptl_drafts_remove (shelf->drafts, removed);
  ptl_account_set_address (ptl_draft_get_account (draft), "ann@example.org");
  save (shelf, draft);
  ptl_drafts_undo (shelf->drafts, removed);
  wait_for (shelf, NULL);

  saved = ptl_accounts_load (shelf->accounts, NULL);
  g_assert_cmpuint (saved->len, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (ptl_drafts_get_list (shelf->drafts)), ==, 1);
}

static void
test_removed_account_cannot_come_back_beside_its_heir (Shelf         *shelf,
                                                       gconstpointer  data)
{
  g_autoptr(PtlDraft) removed = g_object_ref (get (shelf, 0));
  g_autoptr(PtlDraft) draft = set_up_again (shelf, "ann@example.org", "");
  g_autoptr(GPtrArray) saved = NULL;

  ptl_drafts_remove (shelf->drafts, removed);
  save (shelf, draft);

  g_assert_false (ptl_drafts_is_removed (shelf->drafts, removed));

  ptl_drafts_undo (shelf->drafts, removed);
  wait_for (shelf, NULL);

  saved = ptl_accounts_load (shelf->accounts, NULL);
  g_assert_cmpuint (saved->len, ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (ptl_drafts_get_list (shelf->drafts)), ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char  *path;
    void       (*func) (Shelf *, gconstpointer);
  } tests[] = {
    { "stored-password-moves-with-its-server", test_stored_password_moves_with_its_server },
    { "what-changes-during-saving-stays-changed", test_what_changes_during_saving_stays_changed },
    { "removed-account-stays-until-it-is-cleared-out",
      test_removed_account_stays_until_it_is_cleared_out },
    { "what-was-taken-back-stays", test_what_was_taken_back_stays },
    { "what-cannot-be-removed-comes-back", test_what_cannot_be_removed_comes_back },
    { "address-set-up-again-is-replaced", test_address_set_up_again_is_replaced },
    { "name-that-is-typed-replaces-the-old-one", test_name_that_is_typed_replaces_the_old_one },
    { "removed-address-is-set-up-anew", test_removed_address_is_set_up_anew },
    { "removed-address-that-was-taken-back-counts",
      test_removed_address_that_was_taken_back_counts },
    { "address-of-another-account-is-refused", test_address_of_another_account_is_refused },
    { "address-that-is-none-is-refused", test_address_that_is_none_is_refused },
    { "double-that-is-there-can-be-changed", test_double_that_is_there_can_be_changed },
    { "address-of-a-removed-account-is-free", test_address_of_a_removed_account_is_free },
    { "removed-account-cannot-come-back-beside-its-heir",
      test_removed_account_cannot_come_back_beside_its_heir },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/setup/drafts/", tests[i].path, NULL);

      g_test_add (path, Shelf, NULL, set_up, tests[i].func, tear_down);
    }

  return g_test_run ();
}
