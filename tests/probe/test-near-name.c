/* test-near-name.c - the host name that was probably meant
 *
 * The cases are data: tests/verdicts/names.tsv.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "probe/near-name.h"

#include "case-files.h"

#define NAME_FIELDS 3

static void
test_names (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "verdicts", "names.tsv", NULL);
  g_auto(GStrv) lines = case_file_lines (path);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      char **f;
      g_autofree char *near = NULL;

      if (!case_file_is_case (lines[i]))
        continue;

      f = case_file_split (lines[i], NAME_FIELDS);
      near = ptl_near_name (f[0], f[1]);
      g_test_message ("%s", lines[i]);
      g_assert_cmpstr (near, ==, f[2]);
      case_file_free (f, NAME_FIELDS);
    }
}

static void
test_distance (void)
{
  g_autofree char *long_name = g_strnfill (256, 'a');

  g_assert_cmpuint (ptl_edit_distance ("", ""), ==, 0);
  g_assert_cmpuint (ptl_edit_distance ("gmail.com", "gmail.com"), ==, 0);
  g_assert_cmpuint (ptl_edit_distance ("gmial.com", "gmail.com"), ==, 1);
  g_assert_cmpuint (ptl_edit_distance ("gmail.co", "gmail.com"), ==, 1);
  g_assert_cmpuint (ptl_edit_distance ("abc", ""), ==, 3);
  g_assert_cmpuint (ptl_edit_distance ("ca", "abc"), ==, 3);
  g_assert_cmpuint (ptl_edit_distance (long_name, "a"), ==, G_MAXUINT);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/probe/near-name/proposals", test_names);
  g_test_add_func ("/probe/near-name/slips-are-counted", test_distance);

  return g_test_run ();
}
