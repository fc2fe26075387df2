/* test-list.c - tests lists in a sentence
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/list.h"

static const char * const words[] = { "a", "b", "c", "d", "e", NULL };

/* The last @n of them. */
static const char * const *
take (guint n)
{
  return words + G_N_ELEMENTS (words) - 1 - n;
}

static void
test_the_last_part_stands_behind_an_and (void)
{
  static const char * const lists[] = { "", "e", "d and e", "c, d and e", "b, c, d and e" };

  for (guint n = 0; n < G_N_ELEMENTS (lists); n++)
    {
      g_autofree char *list = ptl_list_with_and (take (n), G_MAXUINT);

      g_assert_cmpstr (list, ==, lists[n]);
    }
}

static void
test_of_too_many_the_number_is_told (void)
{
  g_autofree char *just_enough = ptl_list_with_and (words, 5);
  g_autofree char *some = ptl_list_with_and (words, 3);
  g_autofree char *one = ptl_list_with_and (words, 1);
  g_autofree char *none = ptl_list_with_and (words, 0);

  g_assert_cmpstr (just_enough, ==, "a, b, c, d and e");
  g_assert_cmpstr (some, ==, "a, b, c and 2 more");
  g_assert_cmpstr (one, ==, "a and 4 more");
  g_assert_cmpstr (none, ==, "5 more");
}

static void
test_a_row_has_commas_only (void)
{
  g_autofree char *row = ptl_list_with_commas (take (3));
  g_autofree char *nothing = ptl_list_with_commas (take (0));

  g_assert_cmpstr (row, ==, "c, d, e");
  g_assert_cmpstr (nothing, ==, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/list/the-last-part-stands-behind-an-and",
                   test_the_last_part_stands_behind_an_and);
  g_test_add_func ("/base/list/of-too-many-the-number-is-told",
                   test_of_too_many_the_number_is_told);
  g_test_add_func ("/base/list/a-row-has-commas-only", test_a_row_has_commas_only);

  return g_test_run ();
}
