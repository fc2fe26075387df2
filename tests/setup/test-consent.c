/* test-consent.c - what a draft may do only because the user said so
 *
 * Two servers that take any login: one to receive with, one to send with.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "demo/authority.h"
#include "demo/server.h"
#include "demo/world.h"
#include "setup/draft.h"
#include "support/patience.h"

#include <string.h>

#define HOST     "mail.example.test"
#define OTHER_HOST "other.example.test"
#define ADDRESS  "ann@example.test"

typedef struct
{
  PtlServer      *server;
  PtlNetwork     *network;
  char           *path;
  PtlAccounts    *accounts;
  PtlSecretStore *store;
  PtlDraft       *draft;
  GMainLoop      *loop;
} Desk;

static void
talk_imap (PtlPeer  *peer,
           gpointer  data)
{
  ptl_peer_send (peer, "* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\r\n");

  for (char *line; (line = ptl_peer_read_line (peer)) != NULL; g_free (line))
    {
      if (strstr (line, "CAPABILITY") != NULL)
        ptl_peer_send (peer, "* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN\r\n");

      ptl_peer_send (peer, "%.*s OK done\r\n", (int) strcspn (line, " "), line);
    }
}

static void
talk_smtp (PtlPeer  *peer,
           gpointer  data)
{
  ptl_peer_send (peer, "220 " HOST " ESMTP\r\n");

  for (char *line; (line = ptl_peer_read_line (peer)) != NULL; g_free (line))
    {
      if (g_str_has_prefix (line, "EHLO"))
        ptl_peer_send (peer, "250-" HOST "\r\n250 AUTH PLAIN\r\n");
      else
        ptl_peer_send (peer, g_str_has_prefix (line, "AUTH") ? "235 welcome\r\n" : "250 ok\r\n");
    }
}

static void
changed_cb (Desk *desk)
{
  g_main_loop_quit (desk->loop);
}

/* With a certificate that vouches for itself. */
static void
open_ports (Desk *desk)
{
  static const char * const names[] = { HOST, NULL };
  static const PtlLeafSpec spec = {
    .common_name = HOST,
    .names = names,
    .from_days = -1,
    .until_days = 1,
    .is_self_signed = TRUE,
  };
  static const struct
  {
    guint16 port;
    PtlTalk talk;
  } ports[] = { { 143, talk_imap }, { 993, talk_imap }, { 25, talk_smtp }, { 465, talk_smtp } };
  g_autoptr(GError) error = NULL;
  g_autoptr(PtlAuthority) authority = ptl_authority_new ("Nobody", &error);
  SSL_CTX *context = ptl_authority_issue (authority, &spec, &error);

  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (ports); i++)
    {
      gboolean is_tls = ports[i].port == 993 || ports[i].port == 465;
      guint16 real_port = ptl_server_listen (desk->server, 0, context, is_tls, ports[i].talk,
                                             NULL, &error);

      g_assert_no_error (error);
      ptl_network_move_port (desk->network, ports[i].port, real_port);
    }

  SSL_CTX_free (context);
}

static void
set_up (Desk          *desk,
        gconstpointer  data)
{
  static const char * const here[] = { "127.0.0.1", NULL };
  g_autoptr(PtlResolver) resolver = ptl_resolver_new ();
  g_autoptr(PtlTrust) trust = ptl_trust_new ();
  g_autoptr(PtlSecret) secret = ptl_secret_new ("secret", -1);
  g_autoptr(GError) error = NULL;

  ptl_resolver_set_only_fixed (resolver, TRUE);
  ptl_resolver_set_addresses (resolver, HOST, here);
  ptl_resolver_set_addresses (resolver, OTHER_HOST, here);
  desk->network = ptl_network_new_full (resolver, trust);
  desk->server = ptl_server_new (&error);
  g_assert_no_error (error);
  open_ports (desk);
  ptl_server_start (desk->server);

  desk->path = ptl_demo_make_accounts_path (&error);
  g_assert_no_error (error);
  desk->accounts = ptl_accounts_new (desk->path);
  desk->store = ptl_memory_store_new ();
  desk->loop = g_main_loop_new (NULL, FALSE);
  desk->draft = ptl_draft_new (desk->network, desk->accounts, desk->store, NULL);
  g_signal_connect_swapped (desk->draft, "changed", G_CALLBACK (changed_cb), desk);
  ptl_account_set_address (ptl_draft_get_account (desk->draft), ADDRESS);
  ptl_draft_set_password (desk->draft, secret);
}

static void
tear_down (Desk          *desk,
           gconstpointer  data)
{
  g_clear_object (&desk->draft);

  /* Threads of what was stopped may still hold the world. */
  while (g_main_context_iteration (NULL, FALSE));

  g_main_loop_unref (desk->loop);
  ptl_server_free (desk->server);
  ptl_secret_store_free (desk->store);
  ptl_accounts_free (desk->accounts);
  ptl_network_unref (desk->network);
  ptl_demo_remove_accounts (desk->path);
  g_free (desk->path);
}

static PtlService *
get (Desk          *desk,
     PtlDraftSides  side)
{
  PtlAccount *account = ptl_draft_get_account (desk->draft);

  return side == PTL_DRAFT_OUTGOING ? ptl_account_get_outgoing (account)
                                    : ptl_account_get_incoming (account);
}

static void
use (Desk        *desk,
     PtlSecurity  security)
{
  for (PtlDraftSides side = PTL_DRAFT_INCOMING; side <= PTL_DRAFT_OUTGOING; side <<= 1)
    {
      ptl_service_set_host (get (desk, side), HOST);
      ptl_service_set_user (get (desk, side), ADDRESS);
      ptl_service_set_security (get (desk, side), security);
    }
}

static void
wait_for_change (Desk *desk)
{
  guint patience = patience_begin ();

  g_main_loop_run (desk->loop);
  patience_end (patience);
  g_assert_no_error (ptl_draft_get_error (desk->draft));
}

static void
test (Desk          *desk,
      PtlDraftSides  sides)
{
  ptl_draft_test (desk->draft, sides);
  wait_for_change (desk);
}

/* --- no encryption --- */

static void
test_agreement_is_about_one_server (Desk          *desk,
                                    gconstpointer  data)
{
  PtlService *outgoing = get (desk, PTL_DRAFT_OUTGOING);

  use (desk, PTL_SECURITY_NONE);
  ptl_draft_allow_insecure (desk->draft, PTL_DRAFT_OUTGOING, TRUE);
  ptl_service_set_port (outgoing, 2525);
  g_assert_true (ptl_draft_may_be_insecure (desk->draft, PTL_DRAFT_OUTGOING));
  g_assert_false (ptl_draft_may_be_insecure (desk->draft, PTL_DRAFT_INCOMING));

  ptl_service_set_host (outgoing, "another.example.test");
  g_assert_false (ptl_draft_may_be_insecure (desk->draft, PTL_DRAFT_OUTGOING));

  ptl_draft_allow_insecure (desk->draft, PTL_DRAFT_OUTGOING, TRUE);
  ptl_service_set_use_ssl (outgoing, TRUE);
  ptl_service_set_use_ssl (outgoing, FALSE);
  g_assert_false (ptl_draft_may_be_insecure (desk->draft, PTL_DRAFT_OUTGOING));
}

static void
test_password_goes_only_where_it_may (Desk          *desk,
                                      gconstpointer  data)
{
  use (desk, PTL_SECURITY_NONE);
  ptl_draft_allow_insecure (desk->draft, PTL_DRAFT_INCOMING, TRUE);

  test (desk, PTL_DRAFT_BOTH);

  g_assert_true (ptl_draft_works (desk->draft, PTL_DRAFT_INCOMING));
  g_assert_true (ptl_verdict_has_code (
                   ptl_draft_get_finding (desk->draft, PTL_DRAFT_OUTGOING)->verdict,
                   "unsafe_setting"));
}

static void
test_what_worked_unencrypted_was_agreed_to (Desk          *desk,
                                            gconstpointer  data)
{
  g_autoptr(PtlAccount) saved = ptl_account_new (NULL);
  g_autoptr(PtlDraft) draft = NULL;

  ptl_service_set_use_ssl (ptl_account_get_incoming (saved), FALSE);
  ptl_service_set_use_ssl (ptl_account_get_outgoing (saved), FALSE);
  ptl_account_set_state (saved, PTL_ACCOUNT_STATE_NO_SENDING);

  draft = ptl_draft_new (desk->network, desk->accounts, desk->store, saved);

  g_assert_true (ptl_draft_may_be_insecure (draft, PTL_DRAFT_INCOMING));
  g_assert_false (ptl_draft_may_be_insecure (draft, PTL_DRAFT_OUTGOING));
}

/* --- a certificate for which nobody vouches --- */

static void
test_certificate_is_trusted_at_one_door (Desk          *desk,
                                         gconstpointer  data)
{
  PtlService *incoming = get (desk, PTL_DRAFT_INCOMING);

  use (desk, PTL_SECURITY_TLS);
  test (desk, PTL_DRAFT_BOTH);
  g_assert_false (ptl_draft_works (desk->draft, PTL_DRAFT_INCOMING));
  g_assert_true (ptl_draft_may_trust (desk->draft, PTL_DRAFT_INCOMING));

  ptl_draft_trust (desk->draft, PTL_DRAFT_INCOMING, TRUE);
  wait_for_change (desk);

  g_assert_true (ptl_draft_works (desk->draft, PTL_DRAFT_INCOMING));
  g_assert_true (ptl_draft_trusts (desk->draft, PTL_DRAFT_INCOMING));
  g_assert_false (ptl_draft_may_trust (desk->draft, PTL_DRAFT_INCOMING));

  /* The same certificate, at another door and for another account. */
  test (desk, PTL_DRAFT_OUTGOING);
  g_assert_false (ptl_draft_works (desk->draft, PTL_DRAFT_OUTGOING));
  g_assert_false (ptl_trust_is_pinned (ptl_network_get_trust (desk->network), HOST, 993,
                                       ptl_service_get_certificate (incoming)));

  ptl_service_set_port (incoming, 9930);
  g_assert_cmpstr (ptl_service_get_certificate (incoming), ==, "");
}

static void
test_trust_is_saved_and_taken_back (Desk          *desk,
                                    gconstpointer  data)
{
  g_autoptr(PtlAccount) saved = NULL;
  const char *id = NULL;

  use (desk, PTL_SECURITY_TLS);
  test (desk, PTL_DRAFT_INCOMING);
  ptl_draft_trust (desk->draft, PTL_DRAFT_INCOMING, TRUE);
  wait_for_change (desk);
  ptl_draft_save (desk->draft);
  wait_for_change (desk);

  id = ptl_account_get_id (ptl_draft_get_account (desk->draft));
  saved = ptl_accounts_find (desk->accounts, id, NULL);
  g_assert_cmpstr (ptl_service_get_certificate (ptl_account_get_incoming (saved)), ==,
                   ptl_service_get_certificate (get (desk, PTL_DRAFT_INCOMING)));
  g_assert_cmpuint (strlen (ptl_service_get_certificate (ptl_account_get_incoming (saved))), ==,
                    64);
  g_assert_cmpstr (ptl_service_get_certificate (ptl_account_get_outgoing (saved)), ==, "");

  ptl_draft_trust (desk->draft, PTL_DRAFT_INCOMING, FALSE);
  wait_for_change (desk);

  g_assert_false (ptl_draft_works (desk->draft, PTL_DRAFT_INCOMING));
  g_assert_true (ptl_draft_is_changed (desk->draft));
}

static void
test_other_faults_cannot_be_excused (Desk          *desk,
                                     gconstpointer  data)
{
  use (desk, PTL_SECURITY_TLS);
  ptl_service_set_host (get (desk, PTL_DRAFT_INCOMING), OTHER_HOST);
  test (desk, PTL_DRAFT_INCOMING);

  g_assert_false (ptl_draft_may_trust (desk->draft, PTL_DRAFT_INCOMING));

  ptl_draft_trust (desk->draft, PTL_DRAFT_INCOMING, TRUE);

  g_assert_cmpstr (ptl_service_get_certificate (get (desk, PTL_DRAFT_INCOMING)), ==, "");
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
    { "agreement-is-about-one-server", test_agreement_is_about_one_server },
    { "password-goes-only-where-it-may", test_password_goes_only_where_it_may },
    { "what-worked-unencrypted-was-agreed-to", test_what_worked_unencrypted_was_agreed_to },
    { "certificate-is-trusted-at-one-door", test_certificate_is_trusted_at_one_door },
    { "trust-is-saved-and-taken-back", test_trust_is_saved_and_taken_back },
    { "other-faults-cannot-be-excused", test_other_faults_cannot_be_excused },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/setup/consent/", tests[i].path, NULL);

      g_test_add (path, Desk, NULL, set_up, tests[i].func, tear_down);
    }

  return g_test_run ();
}
