/* test-refusal.c - what a server's answer means
 *
 * The cases are data: tests/verdicts/refusals/.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "probe/refusal.h"

#include "case-files.h"

#define REFUSAL_FIELDS 6

static gboolean
check_refusal (const char *line)
{
  char **f = case_file_split (line, REFUSAL_FIELDS);
  g_autofree char *response = g_strcompress (f[2]);
  g_auto(GStrv) codes = ptl_refusal_codes (f[0], f[1], response, f[3], f[4]);
  g_autofree char *got = g_strjoinv (" ", codes);
  gboolean is_right = g_str_equal (got, f[5]);

  if (!is_right)
    g_test_message ("%s: “%s”", got, line);

  case_file_free (f, REFUSAL_FIELDS);
  return is_right;
}

static void
test_refusals (void)
{
  g_autoptr(GPtrArray) files = case_files_in ("refusals");
  guint n_wrong = 0;

  for (guint i = 0; i < files->len; i++)
    {
      g_auto(GStrv) lines = case_file_lines (g_ptr_array_index (files, i));

      for (gsize l = 0; lines[l] != NULL; l++)
        n_wrong += case_file_is_case (lines[l]) && !check_refusal (lines[l]);
    }

  g_assert_cmpuint (n_wrong, ==, 0);
}

static void
assert_code (const char     *first,
             const PtlReply *reply)
{
  g_auto(GStrv) codes = ptl_refusal_codes_of_reply (reply, NULL);

  g_assert_cmpstr (codes[0], ==, first);
}

static void
test_a_parsed_answer_means_the_same (void)
{
  g_autoptr(PtlReply) locked = ptl_reply_new (PTL_PHASE_AUTH, TRUE, "-ERR", "IN-USE",
                                              "do not disturb", NULL);
  g_autoptr(PtlReply) too_weak = ptl_reply_new (PTL_PHASE_AUTH, TRUE, "534", "5.7.9",
                                                "mechanism is too weak", "PLAIN");
  g_autoptr(PtlReply) wordless = ptl_reply_new (PTL_PHASE_AUTH, TRUE, "535", NULL, NULL, "PLAIN");
  g_autoptr(PtlReply) referral = ptl_reply_new (PTL_PHASE_AUTH, TRUE, "NO", "REFERRAL", "", NULL);

  assert_code ("mailbox_locked", locked);
  assert_code ("mech_unsupported", too_weak);
  assert_code ("wrong_password", wordless);
  assert_code ("attack_or_misconfig/referral", referral);
}

static void
test_nothing_that_is_sent_can_break_it (void)
{
  static const char * const phases[] = { "greeting", "auth", "mail", "token", "never heard of" };
  static const char bytes[] = " *+-[]0123456789NOBADYEeyJ=\r\n.\377";
  static const char * const protocols[] = { "imap", "pop3", "smtp", "gopher" };
  g_autoptr(GRand) rand = g_rand_new_with_seed (5);

  for (int i = 0; i < 2000; i++)
    {
      char response[64] = { 0 };

      for (gsize j = 0; j < sizeof response - 1; j++)
        response[j] = bytes[g_rand_int_range (rand, 0, sizeof bytes - 1)];

      for (gsize j = 0; j < G_N_ELEMENTS (phases); j++)
        {
          g_auto(GStrv) codes = ptl_refusal_codes (protocols[i % G_N_ELEMENTS (protocols)],
                                                   phases[j], response, NULL, NULL);

          g_assert_nonnull (codes[0]);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/probe/refusal/answers", test_refusals);
  g_test_add_func ("/probe/refusal/a-parsed-answer-means-the-same",
                   test_a_parsed_answer_means_the_same);
  g_test_add_func ("/probe/refusal/nothing-that-is-sent-can-break-it",
                   test_nothing_that_is_sent_can_break_it);

  return g_test_run ();
}
