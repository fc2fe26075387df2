/* scenes.c - every screen in every state
 *
 * What is shown is real: the demo provider is asked, and what it cannot do is done to it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "scenes-private.h"

#include <glib/gstdio.h>

#include "app/account-view.h"
#include "app/port-guide.h"

#define ADDRESS  PTL_DEMO_ADDRESS
#define PASSWORD PTL_DEMO_PASSWORD
#define FOLDER_MODE 0700
#define OTHER_ADDRESS "support@a-rather-long-name-of-a-company.test"

/* --- the wizard --- */

static void
arrange_identity (Stage *stage)
{
  stage_open_wizard (stage, NULL, "");
}

static void
arrange_identity_filled (Stage *stage)
{
  stage_wait (stage, stage_open_wizard (stage, ADDRESS, PASSWORD));
}

static void
arrange_identity_wrong (Stage *stage)
{
  PtlDraft *draft = stage_open_wizard (stage, NULL, "");

  gtk_widget_grab_focus (stage_find_id (stage, "password_entry"));
  ptl_account_set_address (ptl_draft_get_account (draft), "ann@@demo");
}

static void
arrange_identity_advice (Stage *stage)
{
  PtlDraft *draft = stage_open_wizard (stage, NULL, "");

  gtk_widget_grab_focus (stage_find_id (stage, "password_entry"));
  ptl_account_set_address (ptl_draft_get_account (draft), "ann@gmail.com");
}

static void
arrange_identity_slip (Stage *stage)
{
  PtlDraft *draft = stage_open_wizard (stage, NULL, "");

  gtk_widget_grab_focus (stage_find_id (stage, "password_entry"));
  ptl_account_set_address (ptl_draft_get_account (draft), "ann@gmial.com");
}

static void
arrange_identity_known (Stage *stage)
{
  g_object_unref (stage_add_account (stage, ADDRESS, PTL_ACCOUNT_STATE_WORKS));
  stage_wait (stage, stage_open_wizard (stage, ADDRESS, PASSWORD));
}

static void
arrange_found (Stage *stage)
{
  PtlDraft *draft = stage_open_wizard (stage, ADDRESS, PASSWORD);

  stage_show (stage, "servers");
  stage_wait (stage, draft);
}

static void
arrange_searching (Stage *stage)
{
  static const char * const here[] = { "127.0.0.1", NULL };
  static const guint16 ports[] = { 143, 993, 110, 995, 465, 587, 25 };

  for (guint i = 0; i < G_N_ELEMENTS (ports); i++)
    ptl_network_move_port (stage->network, ports[i],
                           ptl_network_real_port (stage->network, STAGE_SILENT_PORT));

  ptl_resolver_set_addresses (ptl_network_get_resolver (stage->network), "imap.silent.test", here);
  stage_open_wizard (stage, "ann@silent.test", PASSWORD);
  stage_show (stage, "servers");
}

static void
arrange_not_found (Stage *stage)
{
  PtlDraft *draft = stage_open_wizard (stage, "ann@missing.test", PASSWORD);

  stage_show (stage, "servers");
  stage_wait (stage, draft);
}

static PtlDraft *
show_advanced (Stage *stage)
{
  PtlDraft *draft = stage_open_wizard (stage, ADDRESS, PASSWORD);

  stage_show (stage, "servers");
  stage_wait (stage, draft);
  stage_show (stage, "advanced");

  return draft;
}

static void
arrange_advanced (Stage *stage)
{
  show_advanced (stage);
}

static void
arrange_advanced_plain (Stage *stage)
{
  PtlAccount *account = ptl_draft_get_account (show_advanced (stage));

  ptl_service_set_use_ssl (ptl_account_get_incoming (account), FALSE);
  ptl_service_set_use_ssl (ptl_account_get_outgoing (account), FALSE);
}

static void
arrange_advanced_pop3 (Stage *stage)
{
  PtlAccount *account = ptl_draft_get_account (show_advanced (stage));

  ptl_service_set_protocol (ptl_account_get_incoming (account), PTL_PROTOCOL_POP3);
}

static void
arrange_advanced_own_port (Stage *stage)
{
  PtlAccount *account = ptl_draft_get_account (show_advanced (stage));

  ptl_service_set_port_text (ptl_account_get_outgoing (account), "2525", NULL);
  ptl_service_set_port_text (ptl_account_get_incoming (account), "631", NULL);
}

static void
arrange_advanced_empty (Stage *stage)
{
  stage_open_wizard (stage, NULL, "");
  stage_show (stage, "advanced");
}

static PtlDraft *
find_servers (Stage      *stage,
              const char *password)
{
  PtlDraft *draft = stage_open_wizard (stage, ADDRESS, password);

  stage_show (stage, "servers");
  stage_wait (stage, draft);

  return draft;
}

static void
test (Stage    *stage,
      PtlDraft *draft)
{
  stage_show (stage, "test");
  stage_wait (stage, draft);
}

static void
arrange_test_works (Stage *stage)
{
  test (stage, find_servers (stage, PASSWORD));
}

static void
arrange_test_running (Stage *stage)
{
  PtlDraft *draft = find_servers (stage, PASSWORD);

  ptl_service_set_port_text (ptl_account_get_outgoing (ptl_draft_get_account (draft)), "2526",
                             NULL);
  stage_show (stage, "test");
}

static void
arrange_test_stopped (Stage *stage)
{
  arrange_test_running (stage);
  stage_settle (stage);
  ptl_draft_stop (ptl_wizard_get_draft (PTL_WIZARD (stage_find_type (stage, PTL_TYPE_WIZARD,
                                                                     0))));
}

static void
arrange_test_password (Stage *stage)
{
  test (stage, find_servers (stage, "wrong-password"));
}

/* The wizard's test, with another server for incoming mail than was found. */
PtlDraft *
scene_test_incoming (Stage      *stage,
                     const char *host,
                     const char *port)
{
  PtlDraft *draft = find_servers (stage, PASSWORD);
  PtlService *incoming = ptl_account_get_incoming (ptl_draft_get_account (draft));

  ptl_service_set_host (incoming, host);
  ptl_service_set_port_text (incoming, port, NULL);
  test (stage, draft);

  return draft;
}

static void
arrange_test_port (Stage *stage)
{
  scene_test_incoming (stage, "imap.demo.test", "465");
}

static void
arrange_test_certificate (Stage *stage)
{
  scene_test_incoming (stage, STAGE_OTHER_HOST, "993");
}

static void
arrange_test_name (Stage *stage)
{
  scene_test_incoming (stage, STAGE_MISSING_HOST, "993");
}

static void
arrange_test_half (Stage *stage)
{
  PtlDraft *draft = find_servers (stage, PASSWORD);
  PtlService *outgoing = ptl_account_get_outgoing (ptl_draft_get_account (draft));

  ptl_service_set_port_text (outgoing, "25", NULL);
  test (stage, draft);
}

static void
arrange_done (Stage *stage)
{
  PtlDraft *draft = find_servers (stage, PASSWORD);

  test (stage, draft);
  stage_show (stage, "done");
  stage_settle (stage);
  stage_wait (stage, draft);
}

/* --- when saving fails --- */

static int refusal;

static gboolean
refuse_to_save (PtlSecretStore      *self,
                const PtlSecretKey  *key,
                const char          *label,
                PtlSecret           *secret,
                GCancellable        *cancellable,
                GError             **error)
{
  g_set_error (error, G_IO_ERROR, refusal, "Object does not exist at path “/collection/login”");
  return FALSE;
}

static void
save_in_keyring (Stage *stage,
                 int    code)
{
  static PtlSecretStoreKind refusing;

  refusing = *stage->store->kind;
  refusing.save = refuse_to_save;
  refusal = code;
  stage->store->kind = &refusing;
  arrange_done (stage);
}

static void
arrange_keyring_locked (Stage *stage)
{
  save_in_keyring (stage, G_IO_ERROR_PERMISSION_DENIED);
}

static void
arrange_keyring_missing (Stage *stage)
{
  save_in_keyring (stage, G_IO_ERROR_NOT_SUPPORTED);
}

static void
arrange_keyring_fails (Stage *stage)
{
  save_in_keyring (stage, G_IO_ERROR_DBUS_ERROR);
}

/* A folder where a file should be stops everybody, root too. */
static void
arrange_not_written (Stage *stage)
{
  g_autofree char *lock = g_strconcat (stage->path, ".lock", NULL);

  g_assert_cmpint (g_mkdir (lock, FOLDER_MODE), ==, 0);
  arrange_done (stage);
}

static void
arrange_port_guide (Stage *stage)
{
  ptl_port_guide_present (GTK_WINDOW (stage->window), show_advanced (stage));
}

/* --- the window --- */

static void
arrange_empty (Stage *stage)
{
  stage_open (stage);
}

static void
add_accounts (Stage *stage)
{
  static const struct
  {
    const char      *address;
    PtlAccountState  state;
  } accounts[] = {
    { ADDRESS, PTL_ACCOUNT_STATE_WORKS },
    { "bob@demo.test", PTL_ACCOUNT_STATE_NO_SENDING },
    { "carol@demo.test", PTL_ACCOUNT_STATE_UNENCRYPTED },
    { "dave@demo.test", PTL_ACCOUNT_STATE_UNTESTED },
    { OTHER_ADDRESS, PTL_ACCOUNT_STATE_BROKEN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (accounts); i++)
    g_object_unref (stage_add_account (stage, accounts[i].address, accounts[i].state));
}

static void
arrange_list (Stage *stage)
{
  add_accounts (stage);
  stage_open (stage);
}

static void
arrange_long_list (Stage *stage)
{
  static const char * const more[] = { "erin@demo.test", "frank@demo.test", "grace@demo.test" };

  add_accounts (stage);
  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    g_object_unref (stage_add_account (stage, more[i], PTL_ACCOUNT_STATE_WORKS));
  stage_open (stage);
}

/* As above. */
static void
arrange_not_read (Stage *stage)
{
  g_assert_cmpint (g_mkdir (stage->path, FOLDER_MODE), ==, 0);
  stage_open (stage);
}

/* Where there is no room for both, the list is what one sees first. */
static void
show_detail (Stage *stage)
{
  adw_leaflet_set_visible_child (ADW_LEAFLET (stage_find_id (stage, "leaflet")),
                                 stage_find_id (stage, "detail_pane"));
}

/* Both fail; each has its own remedy. */
static void
arrange_tested (Stage *stage)
{
  PtlAccount *account = stage_add_account (stage, ADDRESS, PTL_ACCOUNT_STATE_WORKS);
  g_autoptr(PtlSecret) secret = ptl_secret_new (PASSWORD, -1);
  PtlDraft *draft;

  ptl_service_set_port_text (ptl_account_get_incoming (account), "465", NULL);
  ptl_service_set_port_text (ptl_account_get_outgoing (account), "25", NULL);
  g_assert_true (ptl_accounts_save (stage->accounts, account, NULL));
  g_object_unref (account);
  stage_open (stage);
  show_detail (stage);
  draft = ptl_account_view_get_draft (PTL_ACCOUNT_VIEW (stage_find_type (stage,
                                                          PTL_TYPE_ACCOUNT_VIEW, 0)));
  ptl_draft_set_password (draft, secret);
  ptl_draft_test (draft, PTL_DRAFT_BOTH);
  stage_wait (stage, draft);
}

static void
arrange_unsaved (Stage *stage)
{
  g_object_unref (stage_add_account (stage, ADDRESS, PTL_ACCOUNT_STATE_WORKS));
  stage_open (stage);
  show_detail (stage);
  gtk_editable_set_text (GTK_EDITABLE (stage_find_id (stage, "name_entry")), "Ann");
}

static void
show_tab (Stage      *stage,
          const char *name)
{
  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (stage_find_id (stage, "tabs")), name);
}

static void
arrange_servers (Stage *stage)
{
  g_object_unref (stage_add_account (stage, ADDRESS, PTL_ACCOUNT_STATE_NO_SENDING));
  stage_open (stage);
  show_detail (stage);
  show_tab (stage, "servers");
}

static void
arrange_unsaved_advanced (Stage *stage)
{
  arrange_unsaved (stage);
  show_tab (stage, "advanced");
}

static void
arrange_closing (Stage *stage)
{
  arrange_unsaved (stage);
  gtk_window_close (GTK_WINDOW (stage->window));
}

static const Scene scenes[] = {
  { "window-empty", arrange_empty },
  { "window-list", arrange_list },
  { "window-long-list", arrange_long_list },
  { "window-not-read", arrange_not_read },
  { "window-tested", arrange_tested },
  { "window-servers", arrange_servers },
  { "window-unsaved", arrange_unsaved },
  { "window-unsaved-advanced", arrange_unsaved_advanced },
  { "window-closing", arrange_closing },
  { "wizard-identity", arrange_identity },
  { "wizard-identity-filled", arrange_identity_filled },
  { "wizard-identity-wrong", arrange_identity_wrong },
  { "wizard-identity-advice", arrange_identity_advice },
  { "wizard-identity-slip", arrange_identity_slip },
  { "wizard-identity-known", arrange_identity_known },
  { "wizard-searching", arrange_searching },
  { "wizard-found", arrange_found },
  { "wizard-not-found", arrange_not_found },
  { "wizard-advanced", arrange_advanced },
  { "wizard-advanced-empty", arrange_advanced_empty },
  { "wizard-advanced-plain", arrange_advanced_plain },
  { "wizard-advanced-pop3", arrange_advanced_pop3 },
  { "wizard-advanced-own-port", arrange_advanced_own_port },
  { "wizard-port-guide", arrange_port_guide },
  { "wizard-test-running", arrange_test_running },
  { "wizard-test-stopped", arrange_test_stopped },
  { "wizard-test-works", arrange_test_works },
  { "wizard-test-wrong-password", arrange_test_password },
  { "wizard-test-wrong-port", arrange_test_port },
  { "wizard-test-certificate", arrange_test_certificate },
  { "wizard-test-no-such-name", arrange_test_name },
  { "wizard-test-half", arrange_test_half },
  { "wizard-details", scene_details },
  { "wizard-details-certificate", scene_details_certificate },
  { "wizard-details-log", scene_details_log },
  { "wizard-details-trust", scene_details_trust },
  { "wizard-details-question", scene_details_question },
  { "wizard-done", arrange_done },
  { "wizard-keyring-fails", arrange_keyring_fails },
  { "wizard-keyring-locked", arrange_keyring_locked },
  { "wizard-keyring-missing", arrange_keyring_missing },
  { "wizard-not-written", arrange_not_written },
};

const Scene *
scenes_all (gsize *n_scenes)
{
  *n_scenes = G_N_ELEMENTS (scenes);
  return scenes;
}
