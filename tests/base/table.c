/* table.c - cases in tables: a line each, columns between tabs
 *
 * Lines that begin with “#” and empty ones do not count. A column may use the
 * escapes of C: \t, \n, \001, \\. Columns that are missing are empty.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "table.h"

#include <string.h>

typedef struct
{
  char       *file;
  guint       n_columns;
  TableCheck  check;
} Table;

static void
free_table (gpointer data)
{
  Table *table = data;

  g_free (table->file);
  g_free (table);
}

static void
check_line (const Table *table,
            const char  *line)
{
  g_auto(GStrv) fields = g_strsplit (line, "\t", 0);
  g_auto(GStrv) columns = g_new0 (char *, table->n_columns + 1);
  guint n_fields = g_strv_length (fields);

  g_test_message ("%s", line);
  g_assert_cmpuint (n_fields, <=, table->n_columns);

  for (guint i = 0; i < table->n_columns; i++)
    columns[i] = g_strcompress (i < n_fields ? fields[i] : "");

  table->check (columns);
}

static void
test_table (gconstpointer data)
{
  const Table *table = data;
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  guint n_cases = 0;

  g_assert_true (g_file_get_contents (table->file, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", 0);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] == '\0' || *lines[i] == '#')
        continue;

      check_line (table, lines[i]);
      n_cases++;
    }

  g_assert_cmpuint (n_cases, >, 0);
}

/**
 * table_add_tests:
 * @path: what the tests are called; the files' names are added
 * @folder: below data/
 * @n_columns: how many columns the tables have
 * @check: called with the columns of each line
 *
 * Adds a test for each table of @folder.
 */
void
table_add_tests (const char *path,
                 const char *folder,
                 guint       n_columns,
                 TableCheck  check)
{
  g_autofree char *directory = g_test_build_filename (G_TEST_DIST, "base", "data", folder, NULL);
  g_autoptr(GDir) files = g_dir_open (directory, 0, NULL);
  guint n_files = 0;
  const char *name;

  g_assert_nonnull (files);

  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *base = NULL;
      g_autofree char *test_path = NULL;
      Table *table;

      if (!g_str_has_suffix (name, ".tsv"))
        continue;

      base = g_strndup (name, strlen (name) - strlen (".tsv"));
      test_path = g_strdup_printf ("%s/%s", path, base);
      table = g_new0 (Table, 1);
      table->file = g_build_filename (directory, name, NULL);
      table->n_columns = n_columns;
      table->check = check;

      g_test_add_data_func_full (test_path, table, test_table, free_table);
      n_files++;
    }

  g_assert_cmpuint (n_files, >, 0);
}
