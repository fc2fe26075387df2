/* test-address.c - an email address, taken apart; the name of a server, checked
 *
 * data/addresses: what was typed, the parts “local” “domain” “ascii domain” or
 * “refused”. data/hosts: what was typed, what DNS gets to see or “refused”.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/address.h"

#include <string.h>

#include "table.h"

static void
check_address (char **columns)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PtlAddress) address = ptl_address_parse (columns[0], &error);
  g_autoptr(PtlAddress) copy = NULL;
  g_autofree char *full = NULL;

  if (g_str_equal (columns[1], "refused"))
    {
      g_assert_null (address);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_assert_cmpuint (strlen (error->message), >, 10);
      return;
    }

  g_assert_no_error (error);
  copy = ptl_address_copy (address);
  full = g_strdup_printf ("%s@%s", columns[1], columns[3]);

  g_assert_cmpstr (copy->local, ==, columns[1]);
  g_assert_cmpstr (copy->domain, ==, columns[2]);
  g_assert_cmpstr (copy->ascii_domain, ==, columns[3]);
  g_assert_cmpstr (copy->full, ==, full);
}

static void
check_host (char **columns)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *host = ptl_host_check (columns[0], &error);
  g_autofree char *again = NULL;

  if (g_str_equal (columns[1], "refused"))
    {
      g_assert_null (host);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_assert_cmpuint (strlen (error->message), >, 10);
      return;
    }

  g_assert_no_error (error);
  g_assert_cmpstr (host, ==, columns[1]);

  again = ptl_host_check (host, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again, ==, host);
}

static char *
make_name (guint n_chars)
{
  GString *name = g_string_new (NULL);

  while (name->len < n_chars)
    g_string_append_c (name, name->len % 60 == 59 ? '.' : 'a');

  return g_string_free (name, FALSE);
}

static void
test_hosts_end_at_253 (void)
{
  g_autofree char *longest = make_name (253);
  g_autofree char *longer = make_name (254);
  g_autofree char *endless = make_name (1000001);

  g_autofree char *good = ptl_host_check (longest, NULL);
  g_autofree char *bad = ptl_host_check (longer, NULL);
  g_autofree char *worse = ptl_host_check (endless, NULL);

  g_assert_cmpstr (good, ==, longest);
  g_assert_null (bad);
  g_assert_null (worse);
}

static void
test_labels_end_at_63 (void)
{
  g_autofree char *label = g_strnfill (63, 'a');
  g_autofree char *longest = g_strconcat (label, ".example", NULL);
  g_autofree char *longer = g_strconcat ("a", label, ".example", NULL);

  g_autofree char *good = ptl_host_check (longest, NULL);
  g_autofree char *bad = ptl_host_check (longer, NULL);

  g_assert_cmpstr (good, ==, longest);
  g_assert_null (bad);
}

static void
test_local_parts_end_at_64 (void)
{
  g_autofree char *local = g_strnfill (64, 'a');
  g_autofree char *longest = g_strconcat (local, "@example.org", NULL);
  g_autofree char *longer = g_strconcat ("a", local, "@example.org", NULL);

  g_autoptr(PtlAddress) good = ptl_address_parse (longest, NULL);
  g_autoptr(PtlAddress) bad = ptl_address_parse (longer, NULL);

  g_assert_nonnull (good);
  g_assert_null (bad);
}

/* RFC 5321, 4.5.3.1.3 */
static void
test_addresses_end_at_254 (void)
{
  g_autofree char *local = g_strnfill (64, 'a');
  g_autofree char *name_of_189 = make_name (189);
  g_autofree char *name_of_190 = make_name (190);
  g_autofree char *longest = g_strconcat (local, "@", name_of_189, NULL);
  g_autofree char *longer = g_strconcat (local, "@", name_of_190, NULL);

  g_autoptr(PtlAddress) good = ptl_address_parse (longest, NULL);
  g_autoptr(PtlAddress) bad = ptl_address_parse (longer, NULL);

  g_assert_nonnull (good);
  g_assert_null (bad);
}

/* Only what is wrong is explained; each mistake in other words. */
static void
test_tells_mistakes_apart (void)
{
  static const char *const mistakes[] = {
    "", "imaps://mail.example.org", "ann@example.org", "mail.example.org:993", "mail example",
    "2001:db8::zz",
  };
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (ptl_host_check (mistakes[i], &error));
      g_assert_true (g_hash_table_add (seen, g_strdup (error->message)));
    }
}

static void
test_one_mailbox_can_be_written_in_many_ways (void)
{
  g_assert_true (ptl_address_is_same ("ann@example.org", " Ann@Example.ORG "));
  g_assert_true (ptl_address_is_same ("ann@bücher.example", "ann@xn--bcher-kva.example"));
  g_assert_false (ptl_address_is_same ("ann@example.org", "ann@example.com"));
  g_assert_false (ptl_address_is_same ("ann", "ann"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  table_add_tests ("/base/address/addresses", "addresses", 4, check_address);
  table_add_tests ("/base/address/hosts", "hosts", 2, check_host);
  g_test_add_func ("/base/address/hosts-end-at-253", test_hosts_end_at_253);
  g_test_add_func ("/base/address/labels-end-at-63", test_labels_end_at_63);
  g_test_add_func ("/base/address/local-parts-end-at-64", test_local_parts_end_at_64);
  g_test_add_func ("/base/address/addresses-end-at-254", test_addresses_end_at_254);
  g_test_add_func ("/base/address/tells-mistakes-apart", test_tells_mistakes_apart);
  g_test_add_func ("/base/address/one-mailbox-can-be-written-in-many-ways",
                   test_one_mailbox_can_be_written_in_many_ways);

  return g_test_run ();
}
