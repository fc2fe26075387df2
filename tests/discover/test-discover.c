/* test-discover.c - what is found for an address
 *
 * Each file of tests/discover/finds is a case: the address, perhaps “offline”,
 * then the servers in order: URL, user (“-” for none), auth, source. A last
 * line “...” stands for any more.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "discover/source.h"

#define MAX_CANDIDATES 40

static char *
describe (const PtlCandidate *candidate)
{
  g_autofree char *url = ptl_candidate_to_url (candidate);

  return g_strdup_printf ("%s %s %s %s", url, candidate->user != NULL ? candidate->user : "-",
                          ptl_auth_to_string (candidate->auth),
                          ptl_source_rank_to_string (candidate->source));
}

static GPtrArray *
find (const PtlAddress *address,
      gboolean          offline)
{
  g_autoptr(PtlNetwork) network = offline ? NULL : ptl_network_new ();
  g_autoptr(GError) error = NULL;
  GPtrArray *found = ptl_discover (network, address, offline, NULL, &error);

  g_assert_no_error (error);
  return found;
}

/* The lines of a case without remarks. */
static GPtrArray *
read_case (const char *path)
{
  GPtrArray *kept = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && *lines[i] != '#')
      g_ptr_array_add (kept, g_strdup (lines[i]));

  return kept;
}

static void
test_find (gconstpointer data)
{
  g_autoptr(GPtrArray) lines = read_case (data);
  g_autoptr(PtlAddress) address = NULL;
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GError) error = NULL;
  guint next = 1;
  gboolean offline;
  gboolean may_go_on;

  g_assert_cmpuint (lines->len, >, 0);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (lines, 0), "address "));
  address = ptl_address_parse (strchr (g_ptr_array_index (lines, 0), ' ') + 1, &error);
  g_assert_no_error (error);
  offline = lines->len > next && g_str_equal (g_ptr_array_index (lines, next), "offline");
  next += offline ? 1 : 0;
  may_go_on = g_str_equal (g_ptr_array_index (lines, lines->len - 1), "...");

  found = find (address, offline);

  for (guint i = 0; i < found->len && next < lines->len - may_go_on; i++, next++)
    {
      g_autofree char *description = describe (g_ptr_array_index (found, i));

      g_assert_cmpstr (description, ==, g_ptr_array_index (lines, next));
    }

  g_assert_cmpuint (next, ==, lines->len - may_go_on);
  if (!may_go_on)
    g_assert_cmpuint (found->len, ==, lines->len - 1 - offline);
  g_assert_cmpuint (found->len, <=, MAX_CANDIDATES);
}

static void
test_what_is_found_is_encrypted (void)
{
  static const char * const addresses[] = { "a@example.test", "a@localhost", "a@gmail.com" };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr(PtlAddress) address = ptl_address_parse (addresses[i], NULL);
      g_autoptr(GPtrArray) found = find (address, FALSE);

      for (guint c = 0; c < found->len; c++)
        {
          const PtlCandidate *candidate = g_ptr_array_index (found, c);

          g_assert_cmpint (candidate->security, !=, PTL_SECURITY_NONE);
        }
    }
}

static void
test_each_server_is_named_once (void)
{
  g_autoptr(PtlAddress) address = ptl_address_parse ("a@mail.example.test", NULL);
  g_autoptr(GPtrArray) found = find (address, FALSE);
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < found->len; i++)
    g_assert_true (g_hash_table_add (seen, ptl_candidate_to_url (g_ptr_array_index (found, i))));
}

static void
test_an_address_for_a_domain_stands_alone (void)
{
  PtlAddress address =
  {
    .local = (char *) "ann",
    .domain = (char *) "192.0.2.1",
    .ascii_domain = (char *) "192.0.2.1",
    .full = (char *) "ann@192.0.2.1",
  };
  g_autoptr(GPtrArray) found = find (&address, FALSE);

  g_assert_cmpuint (found->len, ==, 7);
  for (guint i = 0; i < found->len; i++)
    {
      const PtlCandidate *candidate = g_ptr_array_index (found, i);

      g_assert_cmpstr (candidate->host, ==, "192.0.2.1");
    }
}

static void
test_a_cancelled_search_finds_nothing (void)
{
  g_autoptr(PtlAddress) address = ptl_address_parse ("ann@gmail.com", NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);

  g_assert_null (ptl_discover (NULL, address, TRUE, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
add_cases (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "discover", "finds", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;
  guint n_cases = 0;

  g_assert_no_error (error);

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = NULL;

      if (!g_str_has_suffix (name, ".txt"))
        continue;

      path = g_strdup_printf ("/discover/finds/%.*s", (int) strlen (name) - 4, name);
      g_test_add_data_func_full (path, g_build_filename (folder, name, NULL), test_find, g_free);
      n_cases++;
    }

  g_assert_cmpuint (n_cases, >, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_cases ();
  g_test_add_func ("/discover/what-is-found-is-encrypted",
                   test_what_is_found_is_encrypted);
  g_test_add_func ("/discover/each-server-is-named-once", test_each_server_is_named_once);
  g_test_add_func ("/discover/an-address-for-a-domain-stands-alone",
                   test_an_address_for_a_domain_stands_alone);
  g_test_add_func ("/discover/a-cancelled-search-finds-nothing",
                   test_a_cancelled_search_finds_nothing);

  return g_test_run ();
}
