/* case.c - one hostile server, and what a client may make of it
 *
 * Reads cases/, see the README.md there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "hostile/case.h"

#include <string.h>

#include "hostile/case-reader.h"

/* One case for each security and each member of "each". */
static gboolean
read_protocol (CaseReader  *reader,
               char       **securities,
               GPtrArray   *cases,
               GError     **error)
{
  g_autofree char *list = case_reader_get_each (reader);
  g_auto(GStrv) each = g_strsplit (list != NULL ? list : " ", "|", -1);

  for (guint i = 0; each[i] != NULL; i++)
    for (guint j = 0; securities[j] != NULL; j++)
      {
        Case *new_case;

        reader->each = g_strstrip (each[i]);
        new_case = case_reader_read (reader, securities[j], i + 1, error);

        if (new_case == NULL)
          return FALSE;

        g_ptr_array_add (cases, new_case);
      }

  return TRUE;
}

static gboolean
read_block (CaseReader  *reader,
            GPtrArray   *cases,
            GError     **error)
{
  g_auto(GStrv) protocols = g_key_file_get_string_list (reader->file, reader->block,
                                                        "protocol", NULL, error);
  g_auto(GStrv) securities = g_key_file_get_string_list (reader->file, reader->block,
                                                         "security", NULL,
                                                         protocols != NULL ? error : NULL);

  if (protocols == NULL || securities == NULL)
    return FALSE;

  for (guint i = 0; protocols[i] != NULL; i++)
    {
      if (!ptl_protocol_from_string (protocols[i], &reader->protocol))
        {
          g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                       "%s: no protocol is called %s", reader->block, protocols[i]);
          return FALSE;
        }

      if (!read_protocol (reader, securities, cases, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_file (const char  *path,
           GPtrArray   *cases,
           GError     **error)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_auto(GStrv) blocks = NULL;

  g_key_file_set_list_separator (file, ' ');

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, error))
    return FALSE;

  blocks = g_key_file_get_groups (file, NULL);

  for (guint i = 0; blocks[i] != NULL; i++)
    {
      CaseReader reader = { .file = file, .block = blocks[i] };

      if (!read_block (&reader, cases, error))
        return FALSE;
    }

  return TRUE;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char * const *) a, *(char * const *) b);
}

/**
 * cases_load:
 * @folder: where the cases are
 * @error: `G_KEY_FILE_ERROR` or `G_FILE_ERROR` for the first that cannot be read
 *
 * Reads all blocks of all files.
 *
 * Returns: (transfer full) (element-type Case): the cases, file by file
 */
GPtrArray *
cases_load (const char  *folder,
            GError     **error)
{
  g_autoptr(GPtrArray) cases = g_ptr_array_new_with_free_func ((GDestroyNotify) case_free);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GDir) files = g_dir_open (folder, 0, error);
  const char *name;

  if (files == NULL)
    return NULL;

  while ((name = g_dir_read_name (files)) != NULL)
    if (g_str_has_suffix (name, ".txt"))
      g_ptr_array_add (names, g_strdup (name));

  g_ptr_array_sort (names, compare_names);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);

      if (!read_file (path, cases, error))
        {
          g_prefix_error (error, "%s: ", path);
          return NULL;
        }
    }

  return g_steal_pointer (&cases);
}

void
case_free (Case *self)
{
  g_free (self->name);
  g_strfreev (self->verdicts);
  g_free (self->certificate);
  g_free (self->host);
  g_free (self->user);
  g_free (self->password);
  g_clear_pointer (&self->script, ptl_script_free);
  g_free (self);
}
