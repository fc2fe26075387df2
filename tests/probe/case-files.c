/* case-files.c - test cases, one a line, fields between tabs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "case-files.h"

char **
case_file_lines (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return g_strsplit (text, "\n", -1);
}

gboolean
case_file_is_case (const char *line)
{
  return *line != '\0' && *line != '#';
}

GPtrArray *
case_files_in (const char *folder)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "verdicts", folder, NULL);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (files, g_build_filename (path, name, NULL));

  g_assert_cmpuint (files->len, >, 0);
  return files;
}

char **
case_file_split (const char *line,
                 guint       n_fields)
{
  char **f = g_strsplit (line, "\t", -1);

  if (g_strv_length (f) != n_fields)
    g_error ("Not %u fields: “%s”", n_fields, line);

  for (guint i = 0; i < n_fields; i++)
    {
      if (g_str_equal (f[i], "-"))
        g_clear_pointer (&f[i], g_free);
    }

  return f;
}

void
case_file_free (char  **f,
                guint   n_fields)
{
  for (guint i = 0; i < n_fields; i++)
    g_free (f[i]);

  g_free (f);
}
