/* test-cases.c - the whole program, from the outside, as text files tell
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-cases FOLDER: each file of it is one test: runs of portolanctl, one after
 * the other, in one home folder. A line says
 *
 *   > ARGS        run it, quoted as in a shell; @HOME@ is the home folder
 *   < TEXT        before ">": what stands on standard input, C escapes
 *   env: A=B      before ">": with this in the environment
 *   fd N: TEXT    before ">": what can be read from descriptor N
 *   = N           the exit status is N
 *   out: TEXT     standard output contains TEXT
 *   err: TEXT     standard error contains TEXT
 *   not: TEXT     neither contains TEXT
 *   silent: out   nothing is there (or: err)
 *   json: PATH = VALUE   the first line's JSON has it (JSONPath);
 *                        no VALUE: there is no such member
 *   lines: N      standard output has N lines, each one JSON object
 */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <unistd.h>

#define RUN_TIMEOUT_S 60

typedef struct
{
  char                *home;
  GSubprocessLauncher *launcher;   /* of the next run */
  GString             *input;      /* of the next run */
  char                *out;
  char                *err;
  int                  status;
  const char          *where;      /* "FILE: LINE", for messages */
} Story;

static void
prepare_run (Story *story)
{
  g_autofree char *config = g_build_filename (story->home, "config", NULL);

  g_clear_object (&story->launcher);
  story->launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                               G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_subprocess_launcher_setenv (story->launcher, "HOME", story->home, TRUE);
  g_subprocess_launcher_setenv (story->launcher, "XDG_CONFIG_HOME", config, TRUE);
  g_subprocess_launcher_setenv (story->launcher, "LC_ALL", "C.UTF-8", TRUE);
  g_string_truncate (story->input, 0);
}

/* The end of a pipe that holds all of it already. A program may end without
 * reading: nobody must be left who still wants to write then. */
static int
fill_pipe (const char *content,
           gsize       length)
{
  int ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  g_assert_cmpint (write (ends[1], content, length), ==, (int) length);
  close (ends[1]);

  return ends[0];
}

static gboolean
timeout_cb (gpointer process)
{
  g_subprocess_force_exit (process);
  return G_SOURCE_REMOVE;
}

static void
finished_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GAsyncResult **finished = user_data;

  *finished = g_object_ref (result);
}

static GSubprocess *
spawn (Story      *story,
       const char *arguments)
{
  g_autoptr(GString) line = g_string_new (arguments);
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) argv = NULL;
  GSubprocess *process;

  g_string_replace (line, "@HOME@", story->home, 0);
  g_string_prepend (line, "portolanctl ");
  g_assert_true (g_shell_parse_argv (line->str, NULL, &argv, &error));
  g_free (argv[0]);
  argv[0] = g_strdup (g_getenv ("PORTOLANCTL"));

  g_subprocess_launcher_take_stdin_fd (story->launcher,
                                       fill_pipe (story->input->str, story->input->len));
  process = g_subprocess_launcher_spawnv (story->launcher, (const char * const *) argv, &error);
  g_assert_no_error (error);

  return process;
}

static void
take_output (char   **text,
             GBytes  *bytes)
{
  g_free (*text);
  *text = bytes != NULL && g_bytes_get_size (bytes) > 0
    ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes))
    : g_strdup ("");
}

static void
run (Story      *story,
     const char *arguments)
{
  g_autoptr(GSubprocess) process = spawn (story, arguments);
  g_autoptr(GAsyncResult) finished = NULL;
  g_autoptr(GBytes) out = NULL;
  g_autoptr(GBytes) err = NULL;
  g_autoptr(GError) error = NULL;
  guint timeout = g_timeout_add_seconds (RUN_TIMEOUT_S, timeout_cb, process);

  g_subprocess_communicate_async (process, NULL, NULL, finished_cb, &finished);
  while (finished == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);

  g_subprocess_communicate_finish (process, finished, &out, &err, &error);
  g_assert_no_error (error);
  take_output (&story->out, out);
  take_output (&story->err, err);

  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  if (!g_subprocess_get_if_exited (process))
    g_error ("%s: ended by a signal, or took too long; so far it said\n%s%s",
             story->where, story->out, story->err);
  story->status = g_subprocess_get_exit_status (process);

  prepare_run (story);
}

static void
fail (Story      *story,
      const char *expectation)
{
  g_test_message ("%s: not so: %s\nexit status %d\n--- output\n%s--- errors\n%s---",
                  story->where, expectation, story->status, story->out, story->err);
  g_test_fail ();
}

static void
give_descriptor (Story      *story,
                 const char *text)
{
  g_autofree char *content = g_strcompress (strchr (text, ':') + 2);
  int number = g_ascii_strtoll (text, NULL, 10);

  g_subprocess_launcher_take_fd (story->launcher, fill_pipe (content, strlen (content)), number);
}

static gboolean
is_json_object (const char *line)
{
  g_autoptr(JsonParser) parser = json_parser_new ();

  for (const char *p = line; *p != '\0'; p++)
    {
      if ((guchar) *p < 0x20 || *p == 0x7f)
        return FALSE;
    }

  return g_utf8_validate (line, -1, NULL) &&
         json_parser_load_from_data (parser, line, -1, NULL) &&
         JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser));
}

static gboolean
has_json_lines (Story      *story,
                const char *count)
{
  g_auto(GStrv) lines = g_strsplit (story->out, "\n", -1);
  guint n_lines = g_strv_length (lines);

  /* The last piece is what follows the last line break: nothing. */
  if (n_lines == 0 || *lines[n_lines - 1] != '\0' ||
      n_lines - 1 != g_ascii_strtoull (count, NULL, 10))
    return FALSE;

  for (guint i = 0; i + 1 < n_lines; i++)
    {
      if (!is_json_object (lines[i]))
        return FALSE;
    }

  return TRUE;
}

static char *
value_to_text (JsonNode *node)
{
  g_autoptr(JsonGenerator) generator = NULL;

  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);

  generator = json_generator_new ();
  json_generator_set_root (generator, node);
  return json_generator_to_data (generator, NULL);
}

static gboolean
has_json (Story      *story,
          const char *expectation)
{
  g_auto(GStrv) parts = g_strsplit (expectation, " = ", 2);
  g_auto(GStrv) lines = g_strsplit (story->out, "\n", 2);
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) root = lines[0] != NULL ? json_from_string (lines[0], &error) : NULL;
  g_autoptr(JsonNode) matches = NULL;
  g_autofree char *text = NULL;
  JsonArray *array;

  if (root == NULL)
    return FALSE;

  matches = json_path_query (parts[0], root, &error);
  g_assert_no_error (error);
  array = json_node_get_array (matches);

  if (parts[1] == NULL)
    return json_array_get_length (array) == 0;

  if (json_array_get_length (array) == 0)
    return FALSE;

  text = value_to_text (json_array_get_element (array, 0));
  return g_str_equal (text, parts[1]);
}

static gboolean
is_silent (Story      *story,
           const char *stream)
{
  return *(g_str_equal (stream, "out") ? story->out : story->err) == '\0';
}

static gboolean
has_status (Story      *story,
            const char *status)
{
  return story->status == g_ascii_strtoll (status, NULL, 10);
}

static gboolean
has_out (Story      *story,
         const char *text)
{
  return strstr (story->out, text) != NULL;
}

static gboolean
has_err (Story      *story,
         const char *text)
{
  return strstr (story->err, text) != NULL;
}

static gboolean
has_not (Story      *story,
         const char *text)
{
  return !has_out (story, text) && !has_err (story, text);
}

static const struct
{
  const char *word;
  gboolean  (*holds) (Story      *story,
                      const char *text);
} expectations[] = {
  { "= ", has_status },
  { "out: ", has_out },
  { "err: ", has_err },
  { "not: ", has_not },
  { "silent: ", is_silent },
  { "json: ", has_json },
  { "lines: ", has_json_lines },
};

static void
expect (Story      *story,
        const char *line)
{
  g_assert_nonnull (story->out);

  for (gsize i = 0; i < G_N_ELEMENTS (expectations); i++)
    {
      if (!g_str_has_prefix (line, expectations[i].word))
        continue;

      if (!expectations[i].holds (story, line + strlen (expectations[i].word)))
        fail (story, line);
      return;
    }

  g_error ("%s: cannot be read: %s", story->where, line);
}

static void
tell (Story      *story,
      const char *line)
{
  if (*line == '#' || *line == '\0')
    return;

  if (*line == '>')
    run (story, line + 1);
  else if (g_str_has_prefix (line, "< "))
    {
      g_autofree char *text = g_strcompress (line + 2);

      g_string_append (story->input, text);
    }
  else if (g_str_has_prefix (line, "env: "))
    {
      g_auto(GStrv) pair = g_strsplit (line + 5, "=", 2);

      g_subprocess_launcher_setenv (story->launcher, pair[0], pair[1], TRUE);
    }
  else if (g_str_has_prefix (line, "fd "))
    give_descriptor (story, line + 3);
  else
    expect (story, line);
}

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }

  g_remove (path);
}

static void
test_case (gconstpointer data)
{
  const char *path = data;
  g_autofree char *text = NULL;
  g_autofree char *name = g_path_get_basename (path);
  g_auto(GStrv) lines = NULL;
  Story story = { .input = g_string_new (NULL) };

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  story.home = g_dir_make_tmp ("portolan-cli-XXXXXX", NULL);
  g_assert_nonnull (story.home);
  prepare_run (&story);
  lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *where = g_strdup_printf ("%s: %u", name, i + 1);

      story.where = where;
      tell (&story, lines[i]);
    }

  /* A file that runs nothing tests nothing. */
  g_assert_nonnull (story.out);

  remove_tree (story.home);
  g_object_unref (story.launcher);
  g_string_free (story.input, TRUE);
  g_free (story.home);
  g_free (story.out);
  g_free (story.err);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *path = NULL;
  g_autoptr(GDir) folder = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);

  g_assert_cmpint (argc, ==, 2);
  path = g_test_build_filename (G_TEST_DIST, "cli", argv[1], NULL);
  folder = g_dir_open (path, 0, NULL);
  g_assert_nonnull (folder);

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *test = g_strdup_printf ("/cli/%s/%s", argv[1], name);

      if (g_str_has_suffix (name, ".txt"))
        g_test_add_data_func_full (test, g_build_filename (path, name, NULL), test_case, g_free);
    }

  return g_test_run ();
}
