/* test-json.c - the objects that programs read, from results made by hand
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/json.h"

#include <string.h>

static PtlFinding *
make_finding (const char *url)
{
  static const char * const codes[] = { "ok", NULL };
  g_autoptr(PtlCandidate) candidate = ptl_candidate_new_from_url (url, NULL);
  PtlFinding *finding = g_new0 (PtlFinding, 1);
  PtlVerdict *verdict = g_new0 (PtlVerdict, 1);
  PtlResult *result = ptl_result_new (candidate);

  verdict->codes = g_strdupv ((char **) codes);
  verdict->title = g_strdup ("It works");
  verdict->reason = g_strdup ("");
  verdict->remedies = g_ptr_array_new ();
  verdict->is_ok = TRUE;

  result->stage = PTL_STAGE_DONE;
  result->last_step = PTL_STAGE_LOGIN;
  result->greeting = g_strdup ("* OK ready");
  result->capabilities = g_strsplit ("IMAP4rev1 AUTH=PLAIN", " ", -1);
  result->mechanisms = g_strsplit ("PLAIN", " ", -1);
  result->mechanism = g_strdup ("PLAIN");
  result->tls_version = g_strdup ("TLSv1.3");
  result->tls_cipher = g_strdup ("TLS_AES_256_GCM_SHA384");
  result->transcript = g_strsplit ("S: * OK ready|C: a1 LOGIN ann ••••", "|", -1);
  result->times_ms[PTL_STAGE_NAME] = 1;
  result->times_ms[PTL_STAGE_TCP] = 20;
  result->total_ms = 84;
  result->round_trips = 4;

  finding->candidate = g_steal_pointer (&candidate);
  finding->verdict = verdict;
  finding->result = result;

  return finding;
}

static void
finding_free (PtlFinding *finding)
{
  ptl_candidate_unref (finding->candidate);
  ptl_result_unref (finding->result);
  ptl_verdict_free (finding->verdict);
  g_free (finding);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlFinding, finding_free)

static JsonNode *
to_json (const PtlFinding *finding,
         gboolean          with_transcript)
{
  g_autoptr(JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  ptl_json_add_check (json, finding, with_transcript);
  json_builder_end_object (json);

  return json_builder_get_root (json);
}

static char *
ask (JsonNode   *root,
     const char *path)
{
  g_autoptr(JsonNode) matches = json_path_query (path, root, NULL);

  return json_to_string (matches, FALSE);
}

static void
test_a_finished_check_tells_its_last_step (void)
{
  g_autoptr(PtlFinding) finding = make_finding ("imaps://ann@mail.example.test");
  g_autoptr(JsonNode) root = to_json (finding, FALSE);
  g_autofree char *stage = ask (root, "$.stage");
  g_autofree char *url = ask (root, "$.url");
  g_autofree char *user = ask (root, "$.user");

  g_assert_cmpstr (stage, ==, "[\"login\"]");
  g_assert_cmpstr (url, ==, "[\"imaps://mail.example.test:993\"]");
  g_assert_cmpstr (user, ==, "[\"ann\"]");
}

static void
test_a_failed_check_tells_the_step_that_failed (void)
{
  g_autoptr(PtlFinding) finding = make_finding ("imaps://ann@mail.example.test");
  g_autoptr(JsonNode) root = NULL;
  g_autofree char *stage = NULL;

  finding->result->stage = PTL_STAGE_LOGIN;
  finding->result->last_step = PTL_STAGE_CAPABILITIES;
  root = to_json (finding, FALSE);
  stage = ask (root, "$.stage");

  g_assert_cmpstr (stage, ==, "[\"login\"]");
}

static void
test_steps_that_were_not_reached_have_no_time (void)
{
  g_autoptr(PtlFinding) finding = make_finding ("imaps://ann@mail.example.test");
  g_autoptr(JsonNode) root = to_json (finding, FALSE);
  g_autofree char *times = ask (root, "$.times");

  g_assert_cmpstr (times, ==, "[{\"dns\":1,\"tcp\":20,\"total\":84}]");
}

static void
test_the_transcript_is_only_told_when_asked_for (void)
{
  g_autoptr(PtlFinding) finding = make_finding ("imaps://ann@mail.example.test");
  g_autoptr(JsonNode) without = to_json (finding, FALSE);
  g_autoptr(JsonNode) with = to_json (finding, TRUE);
  g_autofree char *absent = ask (without, "$.transcript");
  g_autofree char *present = ask (with, "$.transcript[1]");

  g_assert_cmpstr (absent, ==, "[]");
  g_assert_cmpstr (present, ==, "[\"C: a1 LOGIN ann ••••\"]");
}

static void
test_a_greeting_in_the_clear_is_not_shown (void)
{
  const char *urls[] = { "imap://mail.example.test", "imap+insecure://mail.example.test" };

  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr(PtlFinding) finding = make_finding (urls[i]);
      g_autoptr(JsonNode) root = to_json (finding, FALSE);
      g_autofree char *greeting = ask (root, "$.greeting");

      g_assert_cmpstr (greeting, ==, "[]");
    }
}

/* STARTTLS failed: what the server offered before is an attacker's word. */
static void
test_offers_made_before_tls_are_not_shown (void)
{
  g_autoptr(PtlFinding) finding = make_finding ("imap://mail.example.test");
  g_autoptr(JsonNode) root = NULL;
  g_autofree char *capabilities = NULL;
  g_autofree char *auth = NULL;

  g_clear_pointer (&finding->result->tls_version, g_free);
  root = to_json (finding, FALSE);
  capabilities = ask (root, "$.capabilities");
  auth = ask (root, "$.auth");

  g_assert_cmpstr (capabilities, ==, "[]");
  g_assert_cmpstr (auth, ==, "[]");
}

static void
test_strings_have_no_control_characters (void)
{
  g_autoptr(PtlFinding) finding = make_finding ("imaps://mail.example.test");
  g_autoptr(JsonNode) root = NULL;
  g_autofree char *says = NULL;

  finding->verdict->server_says = g_strdup ("NO\033[2J\xff\u202e.\n");
  root = to_json (finding, FALSE);
  says = ask (root, "$.server_says");

  g_assert_cmpstr (says, ==, "[\"NO[2J\ufffd. \"]");
}

static PtlRemedy *
add_remedy (PtlFinding      *finding,
            PtlRemedyAction  action)
{
  PtlRemedy *remedy = g_new0 (PtlRemedy, 1);

  remedy->action = action;
  remedy->label = g_strdup ("Do it");
  g_ptr_array_add (finding->verdict->remedies, remedy);

  return remedy;
}

static void
remedy_free (gpointer data)
{
  PtlRemedy *remedy = data;

  g_free (remedy->host);
  g_free (remedy->label);
  g_free (remedy);
}

static void
test_a_remedy_has_only_what_applies (void)
{
  g_autoptr(PtlFinding) finding = make_finding ("imaps://mail.example.test");
  g_autoptr(JsonNode) root = NULL;
  g_autofree char *remedies = NULL;

  g_ptr_array_set_free_func (finding->verdict->remedies, remedy_free);
  add_remedy (finding, PTL_REMEDY_SET_PORT)->port = 587;
  add_remedy (finding, PTL_REMEDY_SET_HOST)->host = g_strdup ("mx.example.test");
  add_remedy (finding, PTL_REMEDY_WAIT)->seconds = 60;
  add_remedy (finding, PTL_REMEDY_RETRY);
  root = to_json (finding, FALSE);
  remedies = ask (root, "$.verdict.remedies");

  g_assert_cmpstr (remedies, ==,
                   "[[{\"action\":\"set_port\",\"port\":587,\"security\":\"tls\","
                   "\"label\":\"Do it\"},"
                   "{\"action\":\"set_host\",\"host\":\"mx.example.test\",\"label\":\"Do it\"},"
                   "{\"action\":\"wait\",\"seconds\":60,\"label\":\"Do it\"},"
                   "{\"action\":\"retry\",\"label\":\"Do it\"}]]");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/json/a-finished-check-tells-its-last-step",
                   test_a_finished_check_tells_its_last_step);
  g_test_add_func ("/cli/json/a-failed-check-tells-the-step-that-failed",
                   test_a_failed_check_tells_the_step_that_failed);
  g_test_add_func ("/cli/json/steps-that-were-not-reached-have-no-time",
                   test_steps_that_were_not_reached_have_no_time);
  g_test_add_func ("/cli/json/the-transcript-is-only-told-when-asked-for",
                   test_the_transcript_is_only_told_when_asked_for);
  g_test_add_func ("/cli/json/a-greeting-in-the-clear-is-not-shown",
                   test_a_greeting_in_the_clear_is_not_shown);
  g_test_add_func ("/cli/json/offers-made-before-tls-are-not-shown",
                   test_offers_made_before_tls_are_not_shown);
  g_test_add_func ("/cli/json/strings-have-no-control-characters",
                   test_strings_have_no_control_characters);
  g_test_add_func ("/cli/json/a-remedy-has-only-what-applies",
                   test_a_remedy_has_only_what_applies);

  return g_test_run ();
}
