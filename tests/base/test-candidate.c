/* test-candidate.c - one server that may be the right one, and who says so
 *
 * data/urls: what was typed, what becomes of it or “refused”, the login name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/candidate.h"

#include <string.h>

#include "table.h"

static void
check_url (char **columns)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PtlCandidate) candidate = ptl_candidate_new_from_url (columns[0], &error);
  g_autoptr(PtlCandidate) again = NULL;
  g_autofree char *url = NULL;

  if (g_str_equal (columns[1], "refused"))
    {
      g_assert_null (candidate);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_assert_cmpuint (strlen (error->message), >, 10);
      return;
    }

  g_assert_no_error (error);
  url = ptl_candidate_to_url (candidate);
  g_assert_cmpstr (url, ==, columns[1]);
  g_assert_cmpstr (candidate->user, ==, *columns[2] != '\0' ? columns[2] : NULL);
  g_assert_cmpint (candidate->source, ==, PTL_SOURCE_USER);

  /* What is written is read as the same. */
  again = ptl_candidate_new_from_url (url, &error);
  g_assert_no_error (error);
  g_clear_pointer (&candidate, ptl_candidate_unref);
  candidate = ptl_candidate_with_user (again, NULL);
  g_assert_true (ptl_candidate_equal (candidate, again));
}

static void
test_never_repeats_a_password (void)
{
  static const char *const urls[] = {
    "imaps://ann:geheim@mail.example.org", "imaps://ann:geheim", "imaps://geheim@:geheim",
    "imaps://ann:geheim@mail.example.org:99999", "geheim://geheim", "imaps://a/geheim",
    "imaps://ann:geheim@geheim!", "imaps://geheim%00@host",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (ptl_candidate_new_from_url (urls[i], &error));
      g_assert_null (strstr (error->message, "geheim"));
    }
}

static PtlCandidate *
make (void)
{
  return ptl_candidate_new (PTL_PROTOCOL_IMAP, "mail.example.org", 993, PTL_SECURITY_TLS,
                            "ann", PTL_AUTH_OAUTH2, PTL_SOURCE_ISPDB);
}

static void
test_copies_change_one_thing (void)
{
  g_autoptr(PtlCandidate) first = make ();

  g_autoptr(PtlCandidate) by_user = ptl_candidate_with_user (first, "bob");
  g_autoptr(PtlCandidate) by_port = ptl_candidate_with_port (first, 143, PTL_SECURITY_STARTTLS);
  g_autoptr(PtlCandidate) by_host = ptl_candidate_with_host (first, "IMAP.example.org");
  g_autoptr(PtlCandidate) user_back = ptl_candidate_with_user (by_user, "ann");
  g_autoptr(PtlCandidate) port_back = ptl_candidate_with_port (by_port, 993, PTL_SECURITY_TLS);
  g_autoptr(PtlCandidate) host_back = ptl_candidate_with_host (by_host, "mail.example.org");

  g_assert_cmpstr (by_user->user, ==, "bob");
  g_assert_cmpuint (by_port->port, ==, 143);
  g_assert_cmpint (by_port->security, ==, PTL_SECURITY_STARTTLS);
  g_assert_cmpstr (by_host->host, ==, "imap.example.org");
  g_assert_true (ptl_candidate_equal (user_back, first));
  g_assert_true (ptl_candidate_equal (port_back, first));
  g_assert_true (ptl_candidate_equal (host_back, first));
  g_assert_cmpint (host_back->source, ==, PTL_SOURCE_ISPDB);
}

static void
test_differs_in_each_field (void)
{
  g_autoptr(PtlCandidate) first = make ();
  PtlCandidate *others[] = {
    ptl_candidate_with_user (first, "bob"),
    ptl_candidate_with_user (first, NULL),
    ptl_candidate_with_port (first, 994, PTL_SECURITY_TLS),
    ptl_candidate_with_port (first, 993, PTL_SECURITY_STARTTLS),
    ptl_candidate_with_host (first, "mail.example.net"),
    ptl_candidate_new (PTL_PROTOCOL_POP3, first->host, 993, PTL_SECURITY_TLS, "ann",
                       PTL_AUTH_OAUTH2, PTL_SOURCE_ISPDB),
    ptl_candidate_new (PTL_PROTOCOL_IMAP, first->host, 993, PTL_SECURITY_TLS, "ann",
                       PTL_AUTH_PASSWORD, PTL_SOURCE_ISPDB),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_assert_false (ptl_candidate_equal (first, others[i]));
      ptl_candidate_unref (others[i]);
    }
}

static void
test_is_one_whoever_says_so (void)
{
  g_autoptr(PtlCandidate) found = make ();
  g_autoptr(PtlCandidate) guessed = ptl_candidate_new (PTL_PROTOCOL_IMAP, "MAIL.example.org", 993,
                                                       PTL_SECURITY_TLS, "ann", PTL_AUTH_OAUTH2,
                                                       PTL_SOURCE_GUESS);

  g_assert_true (ptl_candidate_equal (found, guessed));
}

static void
test_counts_its_references (void)
{
  PtlCandidate *first = make ();
  PtlCandidate *second = ptl_candidate_ref (first);

  ptl_candidate_unref (first);

  g_assert_cmpstr (second->host, ==, "mail.example.org");
  ptl_candidate_unref (second);
}

static void
test_names_its_source (void)
{
  g_assert_cmpstr (ptl_source_rank_to_string (PTL_SOURCE_USER), ==, "user");
  g_assert_cmpstr (ptl_source_rank_to_string (PTL_SOURCE_GUESS), ==, "guess");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  table_add_tests ("/base/candidate/urls", "urls", 3, check_url);
  g_test_add_func ("/base/candidate/never-repeats-a-password", test_never_repeats_a_password);
  g_test_add_func ("/base/candidate/copies-change-one-thing", test_copies_change_one_thing);
  g_test_add_func ("/base/candidate/differs-in-each-field", test_differs_in_each_field);
  g_test_add_func ("/base/candidate/is-one-whoever-says-so", test_is_one_whoever_says_so);
  g_test_add_func ("/base/candidate/counts-its-references", test_counts_its_references);
  g_test_add_func ("/base/candidate/names-its-source", test_names_its_source);

  return g_test_run ();
}
