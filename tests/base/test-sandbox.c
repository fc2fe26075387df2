/* test-sandbox.c - what may be reached in a sandbox
 *
 * Each case is a file in data/sandboxes/: what Flatpak writes, and in the group
 * [Expect] what is to be understood.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/sandbox.h"

#include <string.h>

static void
test_case (gconstpointer data)
{
  const char *path = data;
  g_autoptr(GKeyFile) expected = g_key_file_new ();
  g_autoptr(PtlSandbox) sandbox = NULL;
  g_autofree char *app_id = NULL;

  g_key_file_load_from_file (expected, path, G_KEY_FILE_NONE, NULL);
  app_id = g_key_file_get_string (expected, "Expect", "app-id", NULL);

  sandbox = ptl_sandbox_read (path);

  g_assert_nonnull (sandbox);
  g_assert_cmpstr (sandbox->app_id, ==, app_id);
  g_assert_cmpint (sandbox->has_network, ==,
                   g_key_file_get_boolean (expected, "Expect", "network", NULL));
  g_assert_cmpint (sandbox->may_use_keyring, ==,
                   g_key_file_get_boolean (expected, "Expect", "keyring", NULL));
}

static void
test_no_description_is_no_sandbox (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "base", "data", "sandboxes", "none",
                                                 NULL);

  g_assert_null (ptl_sandbox_read (path));
}

static void
test_tells_the_line_to_type (void)
{
  PtlSandbox sandbox = { .app_id = (char *) "org.example.App" };
  g_autofree char *line = NULL;

  line = ptl_sandbox_tell_grant (&sandbox, PTL_SANDBOX_GRANT_NETWORK);

  g_assert_cmpstr (line, ==, "flatpak override --user --share=network org.example.App");
}

static void
add_cases (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "base", "data", "sandboxes", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *test = g_strdup_printf ("/base/sandbox/%.*s",
                                               (int) (strlen (name) - strlen (".ini")), name);

      g_test_add_data_func_full (test, g_build_filename (folder, name, NULL), test_case, g_free);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/sandbox/none", test_no_description_is_no_sandbox);
  g_test_add_func ("/base/sandbox/grant", test_tells_the_line_to_type);
  add_cases ();

  return g_test_run ();
}
