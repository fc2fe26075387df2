/* test-text.c - text as a terminal can show it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/text.h"

static void
test_no_control_characters_are_left (void)
{
  for (guint c = 1; c < 0xa0; c++)
    {
      char text[8] = "";
      g_autofree char *clean = NULL;

      g_unichar_to_utf8 (c, text);
      clean = ptl_text_clean (text);

      for (const char *p = clean; *p != '\0'; p = g_utf8_next_char (p))
        g_assert_false (g_unichar_iscntrl (g_utf8_get_char (p)));
    }
}

static void
test_deceptive_marks_are_taken_out (void)
{
  g_autofree char *clean = ptl_text_clean ("a\u202eb\u2066c\u200fd\u2028e\ufefff");

  g_assert_cmpstr (clean, ==, "abcdef");
}

static void
test_invalid_bytes_become_valid (void)
{
  g_autofree char *clean = ptl_text_clean ("caf\xe9 \xff\x1b[31m");

  g_assert_true (g_utf8_validate (clean, -1, NULL));
  g_assert_cmpstr (clean, ==, "caf\ufffd \ufffd[31m");
}

static void
test_breaks_become_blanks (void)
{
  g_autofree char *clean = ptl_text_clean ("one\ntwo\tthree\r");

  g_assert_cmpstr (clean, ==, "one two three");
}

/* Every text in every width: exactly as wide as was asked for. */
static void
test_fitted_text_is_as_wide_as_asked (void)
{
  const char *texts[] = { "", "a", "mail.example.org", "邮件服务器", "a邮b件c", "e\u0301e\u0301e\u0301" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      for (guint columns = 0; columns < 24; columns++)
        {
          g_autofree char *fitted = ptl_text_fit (texts[i], columns, "…");

          g_assert_cmpuint (ptl_text_width (fitted), ==, columns);
        }
    }
}

static void
test_what_fits_is_not_cut (void)
{
  g_autofree char *exact = ptl_text_fit ("邮件", 4, "…");
  g_autofree char *cut = ptl_text_fit ("邮件x", 4, "…");

  g_assert_cmpstr (exact, ==, "邮件");
  g_assert_cmpstr (cut, ==, "邮… ");
}

static void
test_lines_are_no_longer_than_asked (void)
{
  const char *text = "Nothing answers at this port: it is closed, or somebody on the way drops it.";

  for (guint columns = 12; columns < 100; columns++)
    {
      g_auto(GStrv) lines = ptl_text_wrap (text, columns);
      g_autofree char *together = g_strjoinv (" ", lines);

      g_assert_cmpstr (together, ==, text);
      for (guint i = 0; lines[i] != NULL; i++)
        g_assert_cmpuint (ptl_text_width (lines[i]), <=, columns);
    }
}

static void
test_long_words_stay_whole (void)
{
  g_auto(GStrv) lines = ptl_text_wrap ("at a-very-long-name.mail.example.org now", 10);

  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_cmpstr (lines[1], ==, "a-very-long-name.mail.example.org");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/text/no-control-characters-are-left",
                   test_no_control_characters_are_left);
  g_test_add_func ("/cli/text/deceptive-marks-are-taken-out", test_deceptive_marks_are_taken_out);
  g_test_add_func ("/cli/text/invalid-bytes-become-valid", test_invalid_bytes_become_valid);
  g_test_add_func ("/cli/text/breaks-become-blanks", test_breaks_become_blanks);
  g_test_add_func ("/cli/text/fitted-text-is-as-wide-as-asked",
                   test_fitted_text_is_as_wide_as_asked);
  g_test_add_func ("/cli/text/what-fits-is-not-cut", test_what_fits_is_not_cut);
  g_test_add_func ("/cli/text/lines-are-no-longer-than-asked",
                   test_lines_are_no_longer_than_asked);
  g_test_add_func ("/cli/text/long-words-stay-whole", test_long_words_stay_whole);

  return g_test_run ();
}
