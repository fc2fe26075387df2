/* test-row.c - one attempt as a row of text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/row.h"

#include <string.h>

#include "cli/text.h"

static const PtlOutput plain = { .is_utf8 = TRUE };

static PtlAttempt *
make_attempt (const char *url)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PtlCandidate) candidate = ptl_candidate_new_from_url (url, &error);

  g_assert_no_error (error);
  return ptl_attempt_new (candidate);
}

static void
end_badly (PtlAttempt *attempt,
           const char *title)
{
  const char *codes[] = { "refused", NULL };
  PtlVerdict verdict = { .codes = (GStrv) codes, .title = (char *) title, .reason = (char *) "" };
  g_autoptr(PtlResult) result = ptl_result_new (ptl_attempt_get_candidate (attempt));

  verdict.remedies = g_ptr_array_new ();
  ptl_attempt_end (attempt, PTL_ATTEMPT_FAILED, result, &verdict);
  g_ptr_array_unref (verdict.remedies);
}

static char *
draw (PtlAttempt *attempt,
      guint       columns)
{
  GString *page = g_string_new (NULL);
  PtlRowFit fit = { .columns = columns };

  ptl_row_measure (attempt, &fit);
  ptl_row_append (attempt, &fit, &plain, page);

  return g_string_free (page, FALSE);
}

/* A row that is too long would wrap, and the picture crawl up the screen. */
static void
test_rows_are_narrower_than_the_terminal (void)
{
  const char *urls[] = {
    "imaps://a.test", "smtp://mail.example.test:587", "pop3+insecure://[2001:db8::1]:110",
    "imaps://a-host-with-a-name-longer-than-every-terminal.of.a.large.provider.example.test:65535",
  };
  const char *titles[] = {
    "", "No.", "服务器拒绝了连接，请稍后再试，或者使用另一个端口，服务器拒绝了连接，请稍后再试",
    "Nothing answers at this port, and a long sentence tells more than fits into one row of it.",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      for (gsize j = 0; j < G_N_ELEMENTS (titles); j++)
        {
          for (guint columns = 40; columns < 200; columns += 7)
            {
              g_autoptr(PtlAttempt) attempt = make_attempt (urls[i]);
              g_autofree char *row = NULL;

              end_badly (attempt, titles[j]);
              row = draw (attempt, columns);

              g_assert_cmpuint (ptl_text_width (row), <, columns);
            }
        }
    }
}

static void
test_a_running_row_tells_its_step (void)
{
  g_autoptr(PtlAttempt) attempt = make_attempt ("imaps://mail.example.test");
  g_autofree char *row = NULL;

  ptl_attempt_begin (attempt, PTL_STAGE_LOGIN);
  row = draw (attempt, 80);

  g_assert_nonnull (strstr (row, "mail.example.test:993"));
  g_assert_nonnull (strstr (row, "signing in"));
}

static void
test_a_failed_row_tells_its_verdict (void)
{
  g_autoptr(PtlAttempt) attempt = make_attempt ("imaps://mail.example.test");
  g_autofree char *row = NULL;

  end_badly (attempt, "The server refused.");
  row = draw (attempt, 80);

  g_assert_nonnull (strstr (row, "The server refused."));
}

static void
test_plain_lines_have_no_escapes (void)
{
  g_autoptr(PtlAttempt) attempt = make_attempt ("imaps://mail.example.test");
  g_autoptr(GString) page = g_string_new (NULL);

  end_badly (attempt, "A title with \033[31mred\033[0m in it");
  ptl_row_append_plain (attempt, &plain, page);

  g_assert_null (strchr (page->str, '\033'));
  g_assert_nonnull (strstr (page->str, "mail.example.test:993"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/row/rows-are-narrower-than-the-terminal",
                   test_rows_are_narrower_than_the_terminal);
  g_test_add_func ("/cli/row/a-running-row-tells-its-step", test_a_running_row_tells_its_step);
  g_test_add_func ("/cli/row/a-failed-row-tells-its-verdict", test_a_failed_row_tells_its_verdict);
  g_test_add_func ("/cli/row/plain-lines-have-no-escapes", test_plain_lines_have_no_escapes);

  return g_test_run ();
}
