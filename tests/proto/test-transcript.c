/* test-transcript.c - no secret is seen, however it is written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "proto/mask.h"
#include "proto/transcript.h"

#define PASSWORD "S3cr3t-Passw0rd!x9"
#define MASK     PTL_SECRET_MASK

typedef struct
{
  const char *secret;
  const char *text;
  const char *masked;
} Case;

/* PLAIN's "\0ann\0S3cr3t-Passw0rd!x9" is
 * AGFubgBTM2NyM3QtUGFzc3cwcmQheDk= */
static const Case cases[] = {
  { PASSWORD, "bad password S3cr3t-Passw0rd!x9.", "bad password " MASK "." },
  { PASSWORD, "S3cr3t-Passw0rd!x9S3cr3t-Passw0rd!x9", MASK MASK },
  { PASSWORD, "BAD COMMAND LOGIN ANN S3CR3T-PASSW0RD!X9", "BAD COMMAND LOGIN ANN " MASK },
  { PASSWORD, "p=S3cr3t%2DPassw0rd%21x9", "p=" MASK },
  { PASSWORD, "p=S3cr3t%2dPassw0rd%21x9", "p=" MASK },
  { PASSWORD, "p=%53%33%63%72%33%74%2d%50%61%73%73%77%30%72%64%21%78%39", "p=" MASK },
  { PASSWORD, "5333637233742d506173737730726421783900", MASK "00" },
  { PASSWORD, "5333637233742D5061737377307264217839", MASK },
  { PASSWORD, "AGFubgBTM2NyM3QtUGFzc3cwcmQheDk=", MASK },
  { PASSWORD, "\"AUTH PLAIN AGFubgBTM2NyM3QtUGFzc3cwcmQheDk=\"", "\"AUTH PLAIN " MASK "\"" },
  { PASSWORD, "UzNjcjN0LVBhc3N3MHJkIXg5", MASK },
  { PASSWORD, "AFMzY3IzdC1QYXNzdzByZCF4OQ==", MASK },
  { PASSWORD, "AABTM2NyM3QtUGFzc3cwcmQheDk", MASK },
  { PASSWORD, "x/UzNjcjN0LVBhc3N3MHJkIXg5", MASK },
  { PASSWORD, "xyz+UzNjcjN0LVBhc3N3MHJkIXg5", MASK },
  { PASSWORD, "S3cr3t-Passw0rd", "S3cr3t-Passw0rd" },
  { PASSWORD, "535 Incorrect authentication data", "535 Incorrect authentication data" },
  { PASSWORD, "VXNlcm5hbWU6VXNlcm5hbWU6", "VXNlcm5hbWU6VXNlcm5hbWU6" },
  { "pa\"ss\\word", "LOGIN \"ann\" \"pa\\\"ss\\\\word\"", "LOGIN \"ann\" \"" MASK "\"" },
  { "p,=word", "n=p=2C=3Dword", "n=" MASK },
  { "two words", "p=two+words&x", "p=" MASK "&x" },
  { "pässwörd€", "p=p%C3%A4ssw%c3%b6rd%E2%82%AC", "p=" MASK },
  { "pässwörd€", "NO pässwörd€ is wrong", "NO " MASK " is wrong" },
  { "?\?>>~~", "token Pz8-Pn5-", "token " MASK },
  { "QUJD", "QUJDUVVKRA==", MASK },
  /* Up to three bytes: whole words, and where SASL puts them. */
  { "a", "This is a test", "This is " MASK " test" },
  { "abc", "bad password abc.", "bad password " MASK "." },
  { "abc", "abcd xabc äabc", "abcd xabc äabc" },
  { "abc", "ABC", "ABC" },
  { "abc", "AGFubgBhYmM=", MASK },
  { "abc", "AGFubgBhYmNk", "AGFubgBhYmNk" },
};

static char *
mask (const char *secret,
      const char *text)
{
  g_autoptr(PtlTranscript) transcript = ptl_transcript_new ();
  g_autoptr(PtlSecret) held = ptl_secret_new (secret, -1);

  ptl_transcript_add_secret (transcript, held);
  return ptl_transcript_mask (transcript, text, -1);
}

static void
test_forms (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *masked = mask (cases[i].secret, cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (masked, ==, cases[i].masked);
    }
}

/* Whatever stands before and behind it, and however long it is. */
static void
test_base64_at_any_offset (void)
{
  for (gsize before = 0; before < 7; before++)
    {
      for (gsize behind = 0; behind < 4; behind++)
        {
          g_autofree char *start = g_strnfill (before, 'b');
          g_autofree char *end = g_strnfill (behind, '\377');
          g_autofree char *blob = g_strconcat (start, PASSWORD, end, NULL);
          g_autofree char *base64 = g_base64_encode ((const guchar *) blob, strlen (blob));
          g_autofree char *text = g_strconcat ("x ", base64, " y", NULL);
          g_autofree char *masked = mask (PASSWORD, text);

          g_assert_cmpstr (masked, ==, "x " MASK " y");
        }
    }
}

static void
test_several_secrets (void)
{
  g_autoptr(PtlTranscript) transcript = ptl_transcript_new ();
  g_autoptr(PtlSecret) first = ptl_secret_new ("first-secret", -1);
  g_autoptr(PtlSecret) second = ptl_secret_new ("first-secret-and-more", -1);
  g_autofree char *masked = NULL;

  ptl_transcript_add_secret (transcript, first);
  ptl_transcript_add_secret (transcript, second);
  masked = ptl_transcript_mask (transcript, "first-secret-and-more, first-secret", -1);

  g_assert_cmpstr (masked, ==, MASK ", " MASK);
}

static void
test_secret_that_is_not_utf8 (void)
{
  g_autofree char *masked = mask ("p\344ssword", "NO p\344ssword");
  g_autofree char *later = mask ("p\344ssword", "NO p\357\277\275ssword");

  g_assert_cmpstr (masked, ==, "NO " MASK);
  g_assert_cmpstr (later, ==, "NO " MASK);
}

static void
test_empty_secret_masks_nothing (void)
{
  g_autofree char *masked = mask ("", "abc def 12345678");

  g_assert_cmpstr (masked, ==, "abc def 12345678");
}

static void
test_lines_are_cleaned (void)
{
  g_autoptr(PtlTranscript) transcript = ptl_transcript_new ();
  g_auto(GStrv) lines = NULL;

  ptl_transcript_server (transcript, "* OK \033[31m\342\200\256x\000y\377", 17);
  ptl_transcript_client (transcript, "p1 NOOP");
  ptl_transcript_note (transcript, "TLS");
  lines = ptl_transcript_get_lines (transcript);

  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_cmpstr (lines[0], ==, "S: * OK \357\277\275[31m\357\277\275x\357\277\275y\357\277\275");
  g_assert_cmpstr (lines[1], ==, "C: p1 NOOP");
  g_assert_cmpstr (lines[2], ==, "-- TLS");
}

/* A flood keeps its beginning and its end. */
static void
test_bounded (void)
{
  g_autoptr(PtlTranscript) transcript = ptl_transcript_new ();
  g_autofree char *line = g_strnfill (8192, 'x');
  g_auto(GStrv) lines = NULL;
  gsize n_bytes = 0;

  ptl_transcript_client (transcript, "first");
  for (guint i = 0; i < 5000; i++)
    ptl_transcript_server (transcript, line, strlen (line));
  ptl_transcript_client (transcript, "last");
  lines = ptl_transcript_get_lines (transcript);

  for (guint i = 0; lines[i] != NULL; i++)
    n_bytes += strlen (lines[i]);

  g_assert_cmpstr (lines[0], ==, "C: first");
  g_assert_cmpstr (lines[g_strv_length (lines) - 1], ==, "C: last");
  g_assert_cmpstr (lines[100], ==, "-- 4702 lines left out");
  g_assert_cmpuint (n_bytes, <, 512 * 1024);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/proto/transcript/forms", test_forms);
  g_test_add_func ("/proto/transcript/base64-at-any-offset", test_base64_at_any_offset);
  g_test_add_func ("/proto/transcript/several-secrets", test_several_secrets);
  g_test_add_func ("/proto/transcript/secret-that-is-not-utf8", test_secret_that_is_not_utf8);
  g_test_add_func ("/proto/transcript/empty-secret-masks-nothing",
                   test_empty_secret_masks_nothing);
  g_test_add_func ("/proto/transcript/lines-are-cleaned", test_lines_are_cleaned);
  g_test_add_func ("/proto/transcript/bounded", test_bounded);

  return g_test_run ();
}
