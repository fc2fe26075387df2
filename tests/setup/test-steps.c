/* test-steps.c - what a test says of one server, in three steps
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "setup/steps.h"
#include "setup/words.h"

static PtlResult *
make_result (PtlSecurity security,
             PtlStage    stage,
             gboolean    is_over)
{
  g_autoptr(PtlCandidate) candidate = ptl_candidate_new (PTL_PROTOCOL_IMAP, "imap.example.org",
                                                         10993, security, NULL,
                                                         PTL_AUTH_PASSWORD, PTL_SOURCE_USER);
  PtlResult *result = ptl_result_new (candidate);

  result->stage = stage;
  result->is_logged_in = is_over;

  if (!is_over)
    result->error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "Silence");

  return result;
}

static void
test_each_failure_has_its_step (void)
{
  static const struct
  {
    PtlSecurity security;
    PtlStage    stage;
    PtlStepKind step;
  } cases[] = {
    { PTL_SECURITY_TLS, PTL_STAGE_NAME, PTL_STEP_REACH },
    { PTL_SECURITY_TLS, PTL_STAGE_TCP, PTL_STEP_REACH },
    { PTL_SECURITY_TLS, PTL_STAGE_TLS, PTL_STEP_SECURE },
    { PTL_SECURITY_TLS, PTL_STAGE_GREETING, PTL_STEP_SIGN_IN },
    { PTL_SECURITY_TLS, PTL_STAGE_LOGIN, PTL_STEP_SIGN_IN },
    { PTL_SECURITY_STARTTLS, PTL_STAGE_GREETING, PTL_STEP_REACH },
    { PTL_SECURITY_STARTTLS, PTL_STAGE_STARTTLS, PTL_STEP_SECURE },
    { PTL_SECURITY_STARTTLS, PTL_STAGE_TLS, PTL_STEP_SECURE },
    { PTL_SECURITY_NONE, PTL_STAGE_GREETING, PTL_STEP_REACH },
    { PTL_SECURITY_NONE, PTL_STAGE_SENDER, PTL_STEP_SIGN_IN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PtlResult) result = make_result (cases[i].security, cases[i].stage, FALSE);
      PtlStep steps[PTL_N_STEPS] = { 0 };

      ptl_steps_read_result (result, NULL, NULL, steps);

      for (PtlStepKind kind = 0; kind < PTL_N_STEPS; kind++)
        {
          if (kind < cases[i].step)
            g_assert_cmpint (steps[kind].state, !=, PTL_STEP_SKIPPED);
          else
            g_assert_cmpint (steps[kind].state, ==,
                             kind == cases[i].step ? PTL_STEP_FAILED : PTL_STEP_SKIPPED);
        }

      ptl_steps_clear (steps);
    }
}

static void
test_success_says_where_and_who (void)
{
  g_autoptr(PtlResult) result = make_result (PTL_SECURITY_TLS, PTL_STAGE_DONE, TRUE);
  PtlStep steps[PTL_N_STEPS] = { 0 };

  result->times_ms[PTL_STAGE_NAME] = 50;
  result->times_ms[PTL_STAGE_TCP] = 250;
  result->times_ms[PTL_STAGE_LOGIN] = 20;
  result->tls_version = g_strdup ("TLSv1.3");
  ptl_steps_read_result (result, NULL, "ann", steps);

  g_assert_cmpstr (steps[PTL_STEP_REACH].text, ==,
                   "imap.example.org, port 10993 — answered in 0.3 s");
  g_assert_cmpstr (steps[PTL_STEP_SECURE].text, ==, "TLS 1.3");
  g_assert_cmpstr (steps[PTL_STEP_SIGN_IN].text, ==, "Signed in as ann after 20 ms");
  ptl_steps_clear (steps);
}

static void
test_no_encryption_is_a_warning (void)
{
  g_autoptr(PtlResult) result = make_result (PTL_SECURITY_NONE, PTL_STAGE_DONE, TRUE);
  PtlStep steps[PTL_N_STEPS] = { 0 };

  ptl_steps_read_result (result, NULL, "ann", steps);

  g_assert_cmpint (steps[PTL_STEP_SECURE].state, ==, PTL_STEP_WARNING);
  ptl_steps_clear (steps);
}

static void
test_foreign_words_are_tamed (void)
{
  static const char *const cases[][2] = {
    { "plain", "plain" },
    { "a\u202eb\u202cc", "abc" },
    { "\u2066x\u2069", "x" },
    { "bell\a and \033[31mred", "bell and [31mred" },
    { "<b>bold</b> & more", "<b>bold</b> & more" },
    { "two\nlines", "two\nlines" },
    { "\xff broken", "\ufffd broken" },
    { NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *tame = ptl_words_tame (cases[i][0]);

      g_assert_cmpstr (tame, ==, cases[i][1]);
    }
}

static void
test_dates_are_words (void)
{
  g_autofree char *date = ptl_date_to_words ("2027-03-03T12:00:00Z");
  g_autofree char *none = ptl_date_to_words ("soon");

  g_assert_cmpstr (date, ==, "3 March 2027");
  g_assert_cmpstr (none, ==, "soon");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/setup/steps/each-failure-has-its-step", test_each_failure_has_its_step);
  g_test_add_func ("/setup/steps/success-says-where-and-who", test_success_says_where_and_who);
  g_test_add_func ("/setup/steps/no-encryption-is-a-warning", test_no_encryption_is_a_warning);
  g_test_add_func ("/setup/steps/foreign-words-are-tamed", test_foreign_words_are_tamed);
  g_test_add_func ("/setup/steps/dates-are-words", test_dates_are_words);

  return g_test_run ();
}
