/* test-diagnosis.c - from what a probe saw to what the user is told
 *
 * The cases are data: tests/verdicts/results/ (whole results), refusals/
 * (servers' answers: for coverage here), codes.txt (all codes).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "probe/diagnosis.h"
#include "probe/verdict-table.h"

#include "case-files.h"
#include "result-file.h"

#define TITLE_MAX_CHARS  200
#define REASON_MAX_CHARS 400

/* A sentence that may stand in a label: whole, plain, of bearable length. */
static void
assert_sentence (const char *text,
                 glong       max_chars)
{
  g_autofree char *clean = ptl_reply_clean (text, -1);
  gunichar first = g_utf8_get_char (text);

  g_assert_cmpint (g_utf8_strlen (text, -1), >, 0);
  g_assert_cmpint (g_utf8_strlen (text, -1), <=, max_chars);
  g_assert_true (g_unichar_isupper (first) || g_unichar_ispunct (first));
  g_assert_true (g_str_has_suffix (text, ".") || g_str_has_suffix (text, "?"));
  g_assert_null (strpbrk (text, "<>&{}\n\r\t"));
  g_assert_null (strstr (text, "  "));
  g_assert_null (strstr (text, "'"));
  g_assert_null (strstr (text, "\""));
  g_assert_cmpstr (text, ==, clean);
}

static void
assert_verdict (const PtlVerdict *verdict)
{
  g_assert_nonnull (ptl_verdict_get_code (verdict));
  assert_sentence (verdict->title, TITLE_MAX_CHARS);
  assert_sentence (verdict->reason, REASON_MAX_CHARS);

  for (guint i = 0; i < verdict->remedies->len; i++)
    {
      const PtlRemedy *remedy = g_ptr_array_index (verdict->remedies, i);

      g_assert_nonnull (remedy->label);
      g_assert_true (remedy->url == NULL || g_str_has_prefix (remedy->url, "https://"));
    }
}

static char *
describe_remedy (const PtlRemedy *remedy)
{
  const char *action = ptl_remedy_action_to_string (remedy->action);

  switch (remedy->action)
    {
    case PTL_REMEDY_SET_PORT:
      return g_strdup_printf ("%s %u %s", action, remedy->port,
                              ptl_security_to_string (remedy->security));
    case PTL_REMEDY_SET_SECURITY:
      if (remedy->port == 0)
        return g_strdup_printf ("%s %s", action, ptl_security_to_string (remedy->security));
      return g_strdup_printf ("%s %s %u", action, ptl_security_to_string (remedy->security),
                              remedy->port);
    case PTL_REMEDY_SET_HOST:
      return g_strdup_printf ("%s %s", action, remedy->host);
    case PTL_REMEDY_SET_USER:
      return g_strdup_printf ("%s %s", action, remedy->user);
    case PTL_REMEDY_OPEN_HELP:
      return g_strdup_printf ("%s %s", action, remedy->url);
    case PTL_REMEDY_WAIT:
      return g_strdup_printf ("%s %u", action, remedy->seconds);
    case PTL_REMEDY_RETRY:
    default:
      return g_strdup (action);
    }
}

static char *
describe_remedies (const PtlVerdict *verdict)
{
  g_autoptr(GStrvBuilder) remedies = g_strv_builder_new ();
  g_auto(GStrv) list = NULL;

  for (guint i = 0; i < verdict->remedies->len; i++)
    {
      g_autofree char *remedy = describe_remedy (g_ptr_array_index (verdict->remedies, i));

      g_strv_builder_add (remedies, remedy);
    }

  list = g_strv_builder_end (remedies);
  return g_strjoinv ("|", list);
}

static void
assert_reason (GKeyFile         *file,
               const char       *group,
               const PtlVerdict *verdict)
{
  g_auto(GStrv) has = result_file_list (file, group, "reason-has", "|");
  g_auto(GStrv) lacks = result_file_list (file, group, "reason-lacks", "|");

  for (gsize i = 0; has != NULL && has[i] != NULL; i++)
    {
      if (strstr (verdict->reason, has[i]) == NULL)
        g_error ("[%s]: “%s” lacks “%s”", group, verdict->reason, has[i]);
    }

  for (gsize i = 0; lacks != NULL && lacks[i] != NULL; i++)
    g_assert_null (strstr (verdict->reason, lacks[i]));
}

static PtlVerdict *
diagnose (GKeyFile   *file,
          const char *group)
{
  g_autofree char *code = result_file_text (file, group, "code");
  g_autofree char *url = result_file_text (file, group, "url");
  g_autofree char *address = result_file_text (file, group, "address");
  g_autoptr(PtlCandidate) candidate = NULL;
  g_autoptr(PtlResult) result = NULL;

  if (code == NULL)
    {
      result = result_file_read (file, group);
      return ptl_diagnose (result, address);
    }

  candidate = url != NULL ? ptl_candidate_new_from_url (url, NULL) : NULL;
  return ptl_diagnose_code (code, candidate);
}

static void
check_case (GKeyFile   *file,
            const char *group)
{
  g_autofree char *codes = result_file_text (file, group, "codes");
  g_autofree char *remedies = result_file_text (file, group, "remedies");
  g_autofree char *says = result_file_text (file, group, "says");
  g_autoptr(PtlVerdict) verdict = NULL;
  g_autofree char *got_codes = NULL;
  g_autofree char *got_remedies = NULL;

  g_test_message ("[%s]", group);
  verdict = diagnose (file, group);

  got_codes = g_strjoinv (" ", verdict->codes);
  got_remedies = describe_remedies (verdict);
  assert_verdict (verdict);
  if (codes != NULL)
    g_assert_cmpstr (got_codes, ==, codes);
  if (remedies != NULL)
    g_assert_cmpstr (got_remedies, ==, remedies);
  if (says != NULL)
    g_assert_cmpstr (verdict->server_says != NULL ? verdict->server_says : "", ==, says);
  if (g_key_file_has_key (file, group, "ok", NULL))
    g_assert_true (verdict->is_ok);
  g_assert_true (!verdict->is_ok || g_str_has_prefix (got_codes, "ok") ||
                 g_str_equal (got_codes, "local_port_free"));
  assert_reason (file, group, verdict);
}

static void
for_each_result (void (*check) (GKeyFile   *file,
                                const char *group))
{
  g_autoptr(GPtrArray) files = case_files_in ("results");

  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr(GKeyFile) file = g_key_file_new ();
      g_autoptr(GError) error = NULL;
      g_auto(GStrv) groups = NULL;

      g_key_file_load_from_file (file, g_ptr_array_index (files, i), G_KEY_FILE_NONE, &error);
      g_assert_no_error (error);
      groups = g_key_file_get_groups (file, NULL);

      for (gsize g = 0; groups[g] != NULL; g++)
        check (file, groups[g]);
    }
}

static void
test_results (void)
{
  for_each_result (check_case);
}

static void
note_codes (GHashTable *seen,
            const char *codes)
{
  g_auto(GStrv) list = g_strsplit_set (codes, " /", -1);

  for (gsize i = 0; list[i] != NULL; i++)
    g_hash_table_add (seen, g_strdup (list[i]));
}

static GHashTable *seen_codes;

static void
note_result (GKeyFile   *file,
             const char *group)
{
  g_autofree char *code = result_file_text (file, group, "code");
  g_autofree char *codes = result_file_text (file, group, "codes");

  note_codes (seen_codes, code != NULL ? code : codes);
}

static void
note_refusals (GHashTable *seen)
{
  g_autoptr(GPtrArray) files = case_files_in ("refusals");

  for (guint i = 0; i < files->len; i++)
    {
      g_auto(GStrv) lines = case_file_lines (g_ptr_array_index (files, i));

      for (gsize l = 0; lines[l] != NULL; l++)
        {
          if (case_file_is_case (lines[l]))
            note_codes (seen, strrchr (lines[l], '\t') + 1);
        }
    }
}

static void
test_every_code_has_words_and_a_case (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "verdicts", "codes.txt", NULL);
  g_auto(GStrv) codes = case_file_lines (path);
  g_autoptr(PtlCandidate) candidate = ptl_candidate_new_from_url ("imaps://ann@m.test", NULL);
  guint n_codes = 0;

  seen_codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for_each_result (note_result);
  note_refusals (seen_codes);

  for (gsize i = 0; codes[i] != NULL; i++)
    {
      g_autoptr(PtlVerdict) verdict = NULL;

      if (!case_file_is_case (codes[i]))
        continue;

      verdict = ptl_diagnose_code (codes[i], candidate);
      assert_verdict (verdict);
      g_assert_cmpstr (ptl_verdict_get_code (verdict), ==, codes[i]);
      if (!g_hash_table_contains (seen_codes, codes[i]))
        g_error ("No case for “%s”", codes[i]);
      n_codes++;
    }

  g_assert_cmpuint (n_codes, >, 60);
  g_clear_pointer (&seen_codes, g_hash_table_unref);
}

static void
test_every_row_belongs_to_a_code (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "verdicts", "codes.txt", NULL);
  g_auto(GStrv) codes = case_file_lines (path);
  g_autoptr(PtlCandidate) candidate = ptl_candidate_new_from_url ("imaps://ann@m.test", NULL);
  const PtlVerdictRow *row;

  for (gsize i = 0; (row = ptl_verdict_row_nth (i)) != NULL; i++)
    {
      g_autofree char *code = g_strndup (row->key, strcspn (row->key, "/"));
      g_autoptr(PtlVerdict) verdict = ptl_diagnose_code (row->key, candidate);

      g_test_message ("%s: %s %s", row->key, verdict->title, verdict->reason);
      g_assert_true (g_strv_contains ((const char * const *) codes, code));
      assert_verdict (verdict);
      for (gsize j = 0; j < i; j++)
        g_assert_cmpstr (ptl_verdict_row_nth (j)->key, !=, row->key);
    }
}

static void
test_hostile_facts_cannot_break_a_sentence (void)
{
  g_autofree char *many = g_strnfill (2000, 'x');
  g_autoptr(PtlCandidate) candidate =
    ptl_candidate_new (PTL_PROTOCOL_IMAP, "<b>{user}\342\200\256.test", 993, PTL_SECURITY_TLS,
                       many, PTL_AUTH_PASSWORD, PTL_SOURCE_USER);
  const PtlVerdictRow *row;

  for (gsize i = 0; (row = ptl_verdict_row_nth (i)) != NULL; i++)
    {
      g_autoptr(PtlVerdict) verdict = ptl_diagnose_code (row->key, candidate);

      g_assert_null (strpbrk (verdict->reason, "<>&"));
      g_assert_null (strstr (verdict->reason, "\342\200\256"));
      g_assert_cmpint (g_utf8_strlen (verdict->reason, -1), <=, REASON_MAX_CHARS);
    }
}

static PtlCandidate *
applied (const PtlRemedy *remedy)
{
  g_autoptr(PtlCandidate) candidate = ptl_candidate_new_from_url ("smtp://ann@m.test:25", NULL);

  return ptl_remedy_apply (remedy, candidate);
}

static void
assert_applied (const PtlRemedy *remedy,
                const char      *url)
{
  g_autoptr(PtlCandidate) candidate = applied (remedy);
  g_autoptr(PtlCandidate) expected = ptl_candidate_new_from_url (url, NULL);

  g_assert_true (ptl_candidate_equal (candidate, expected));
}

static void
test_a_remedy_can_be_applied (void)
{
  const PtlRemedy port = { PTL_REMEDY_SET_PORT, 465, PTL_SECURITY_TLS };
  const PtlRemedy tls_here = { PTL_REMEDY_SET_SECURITY, 0, PTL_SECURITY_TLS };
  const PtlRemedy tls_there = { PTL_REMEDY_SET_SECURITY, 465, PTL_SECURITY_TLS };
  const PtlRemedy host = { PTL_REMEDY_SET_HOST, .host = (char *) "other.test" };
  const PtlRemedy user = { PTL_REMEDY_SET_USER, .user = (char *) "bob" };
  const PtlRemedy retry = { PTL_REMEDY_RETRY };
  const PtlRemedy wait = { PTL_REMEDY_WAIT, .seconds = 60 };
  const PtlRemedy help = { PTL_REMEDY_OPEN_HELP, .url = (char *) "https://help.test/" };

  assert_applied (&port, "smtps://ann@m.test:465");
  assert_applied (&tls_here, "smtps://ann@m.test:25");
  assert_applied (&tls_there, "smtps://ann@m.test:465");
  assert_applied (&host, "smtp://ann@other.test:25");
  assert_applied (&user, "smtp://bob@m.test:25");
  assert_applied (&retry, "smtp://ann@m.test:25");
  assert_applied (&wait, "smtp://ann@m.test:25");
  g_assert_null (applied (&help));
}

static void
test_a_copy_says_the_same (void)
{
  g_autoptr(PtlCandidate) candidate = ptl_candidate_new_from_url ("imap://ann@m.test", NULL);
  g_autoptr(PtlVerdict) verdict = ptl_diagnose_code ("starttls_unavailable", candidate);

  g_autoptr(PtlVerdict) copy = ptl_verdict_copy (verdict);

  g_assert_cmpstr (copy->title, ==, verdict->title);
  g_assert_cmpstr (copy->reason, ==, verdict->reason);
  g_assert_cmpuint (copy->remedies->len, ==, 1);
  g_assert_true (ptl_verdict_has_code (copy, "starttls_unavailable"));
  g_assert_false (ptl_verdict_has_code (copy, "ok"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/probe/diagnosis/results", test_results);
  g_test_add_func ("/probe/diagnosis/every-code-has-words-and-a-case",
                   test_every_code_has_words_and_a_case);
  g_test_add_func ("/probe/diagnosis/every-row-belongs-to-a-code",
                   test_every_row_belongs_to_a_code);
  g_test_add_func ("/probe/diagnosis/hostile-facts-cannot-break-a-sentence",
                   test_hostile_facts_cannot_break_a_sentence);
  g_test_add_func ("/probe/diagnosis/a-remedy-can-be-applied", test_a_remedy_can_be_applied);
  g_test_add_func ("/probe/diagnosis/a-copy-says-the-same", test_a_copy_says_the_same);

  return g_test_run ();
}
