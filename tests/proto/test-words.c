/* test-words.c - what a server says, made harmless and found again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "proto/capabilities.h"
#include "proto/reply.h"

static void
assert_clean (const char *text,
              gssize      length,
              const char *expected)
{
  g_autofree char *clean = ptl_reply_clean (text, length);

  g_assert_cmpstr (clean, ==, expected);
}

static void
test_clean (void)
{
  assert_clean ("plain words", -1, "plain words");
  assert_clean ("  around \t", -1, "around");
  assert_clean ("a\tb", -1, "a b");
  assert_clean ("a\0b", 3, "a�b");
  assert_clean ("\033[31mred", -1, "�[31mred");
  assert_clean ("a\302\233b", -1, "a�b");
  assert_clean ("a\377b", -1, "a�b");
  assert_clean ("a\342\200\256b\342\201\246c\342\200\217d", -1, "a�b�c�d");
  assert_clean ("a\342\200\250b", -1, "a�b");
  assert_clean ("a\357\273\277b", -1, "a�b");
  assert_clean ("<b>5 % &amp; %n</b>", -1, "<b>5 % &amp; %n</b>");
  assert_clean ("نمی\342\200\214خواهم", -1, "نمی\342\200\214خواهم");
  assert_clean ("", -1, "");
}

static void
test_clean_cuts (void)
{
  g_autofree char *longest = g_strnfill (PTL_REPLY_TEXT_MAX_CHARS, 'x');
  g_autofree char *longer = g_strconcat (longest, "y", NULL);
  g_autofree char *umlauts = g_strdup ("");
  g_autofree char *cut = ptl_reply_clean (longer, -1);
  g_autofree char *cut_umlauts = NULL;

  for (guint i = 0; i < PTL_REPLY_TEXT_MAX_CHARS + 1; i++)
    {
      g_autofree char *before = umlauts;

      umlauts = g_strconcat (before, "ä", NULL);
    }

  cut_umlauts = ptl_reply_clean (umlauts, -1);

  assert_clean (longest, -1, longest);
  g_assert_cmpint (g_utf8_strlen (cut, -1), ==, PTL_REPLY_TEXT_MAX_CHARS);
  g_assert_true (g_str_has_suffix (cut, "x…"));
  g_assert_cmpint (g_utf8_strlen (cut_umlauts, -1), ==, PTL_REPLY_TEXT_MAX_CHARS);
  g_assert_true (g_utf8_validate (cut_umlauts, -1, NULL));
}

static void
test_imap_tokens (void)
{
  g_autoptr(PtlCapabilities) list = ptl_capabilities_new (PTL_PROTOCOL_IMAP);
  g_auto(GStrv) mechanisms = NULL;

  ptl_capabilities_add_list (list, " IMAP4rev1  auth=plain AUTH=PLAIN AUTH=XOAUTH2 AUTH= "
                                   "APPENDLIMIT=35 AUTH=\" LOGINDISABLED");
  mechanisms = ptl_capabilities_get_mechanisms (list);

  g_assert_true (ptl_capabilities_has (list, "imap4REV1"));
  g_assert_true (ptl_capabilities_has (list, "AUTH=PLAIN"));
  g_assert_false (ptl_capabilities_has (list, "AUTH"));
  g_assert_false (ptl_capabilities_has (list, "LOGIN"));
  g_assert_cmpstr (ptl_capabilities_get_argument (list, "appendlimit"), ==, "35");
  g_assert_null (ptl_capabilities_get_argument (list, "APPEND"));
  g_assert_cmpuint (g_strv_length (mechanisms), ==, 2);
  g_assert_cmpstr (mechanisms[0], ==, "PLAIN");
  g_assert_cmpstr (mechanisms[1], ==, "XOAUTH2");
}

static void
test_smtp_lines (void)
{
  g_autoptr(PtlCapabilities) list = ptl_capabilities_new (PTL_PROTOCOL_SMTP);
  g_auto(GStrv) mechanisms = NULL;

  ptl_capabilities_add (list, "SIZE 1000");
  ptl_capabilities_add (list, "AUTH LOGIN  plain");
  ptl_capabilities_add (list, "AUTH=LOGIN CRAM-MD5");
  ptl_capabilities_add (list, "AUTHENTICATE GSSAPI");
  ptl_capabilities_add (list, "X-EXPS NTLM");
  mechanisms = ptl_capabilities_get_mechanisms (list);

  g_assert_true (ptl_capabilities_has (list, "size"));
  g_assert_cmpstr (ptl_capabilities_get_argument (list, "SIZE"), ==, "1000");
  g_assert_false (ptl_capabilities_has (list, "SIZ"));
  g_assert_cmpuint (g_strv_length (mechanisms), ==, 3);
  g_assert_cmpstr (mechanisms[0], ==, "LOGIN");
  g_assert_cmpstr (mechanisms[1], ==, "PLAIN");
  g_assert_cmpstr (mechanisms[2], ==, "CRAM-MD5");
}

static void
test_pop3_lines (void)
{
  g_autoptr(PtlCapabilities) list = ptl_capabilities_new (PTL_PROTOCOL_POP3);
  g_auto(GStrv) mechanisms = NULL;

  ptl_capabilities_add (list, "USER");
  ptl_capabilities_add (list, "sasl PLAIN LOGIN");
  ptl_capabilities_add (list, "LOGIN-DELAY 900");
  mechanisms = ptl_capabilities_get_mechanisms (list);

  g_assert_true (ptl_capabilities_has (list, "USER"));
  g_assert_cmpstr (ptl_capabilities_get_argument (list, "USER"), ==, "");
  g_assert_cmpuint (g_strv_length (mechanisms), ==, 2);
}

static void
test_list_is_bounded_and_clean (void)
{
  g_autoptr(PtlCapabilities) list = ptl_capabilities_new (PTL_PROTOCOL_SMTP);
  g_auto(GStrv) all = NULL;

  ptl_capabilities_add (list, "X-\033[31mRED");

  for (guint i = 0; i < 100000; i++)
    {
      g_autofree char *token = g_strdup_printf ("X-%u", i % 2000);

      ptl_capabilities_add (list, token);
    }

  all = ptl_capabilities_to_strv (list);
  g_assert_cmpstr (all[0], ==, "X-�[31mRED");
  g_assert_cmpuint (ptl_capabilities_get_length (list), <=, 512);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/proto/words/clean", test_clean);
  g_test_add_func ("/proto/words/clean-cuts", test_clean_cuts);
  g_test_add_func ("/proto/words/imap-tokens", test_imap_tokens);
  g_test_add_func ("/proto/words/smtp-lines", test_smtp_lines);
  g_test_add_func ("/proto/words/pop3-lines", test_pop3_lines);
  g_test_add_func ("/proto/words/list-is-bounded-and-clean", test_list_is_bounded_and_clean);

  return g_test_run ();
}
