/* sandbox.c - what this program may reach in its sandbox
 *
 * flatpak-metadata(5) describes the file: in a sandbox it is always there, and
 * nobody inside can change it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/sandbox.h"

#define INFO_PATH "/.flatpak-info"

/* Names another file: tests pretend by it to be inside, or outside. */
#define VARIABLE  "PORTOLAN_SANDBOX_INFO"

static gboolean
shares_network (GKeyFile *info)
{
  g_auto(GStrv) shared = g_key_file_get_string_list (info, "Context", "shared", NULL, NULL);

  return shared != NULL && g_strv_contains ((const char * const *) shared, "network");
}

/* A name is granted by itself, by a pattern above it, or with all of the bus. */
static gboolean
may_talk_to (GKeyFile   *info,
             const char *name)
{
  g_auto(GStrv) sockets = g_key_file_get_string_list (info, "Context", "sockets", NULL, NULL);
  g_auto(GStrv) names = g_key_file_get_keys (info, "Session Bus Policy", NULL, NULL);

  if (sockets != NULL && g_strv_contains ((const char * const *) sockets, "session-bus"))
    return TRUE;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *policy = g_key_file_get_string (info, "Session Bus Policy", names[i], NULL);

      if ((g_strcmp0 (policy, "talk") == 0 || g_strcmp0 (policy, "own") == 0) &&
          g_pattern_match_simple (names[i], name))
        return TRUE;
    }

  return FALSE;
}

/**
 * ptl_sandbox_read:
 * @path: where Flatpak describes the sandbox
 *
 * Reads a description. One that cannot be read grants nothing.
 *
 * Returns: (transfer full) (nullable): the sandbox, %NULL if there is none
 */
PtlSandbox *
ptl_sandbox_read (const char *path)
{
  g_autoptr(GKeyFile) info = g_key_file_new ();
  PtlSandbox *self;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;

  g_key_file_load_from_file (info, path, G_KEY_FILE_NONE, NULL);

  self = g_new0 (PtlSandbox, 1);
  self->app_id = g_key_file_get_string (info, "Application", "name", NULL);
  self->has_network = shares_network (info);
  self->may_use_keyring = may_talk_to (info, PTL_SANDBOX_KEYRING_NAME);

  if (self->app_id == NULL)
    self->app_id = g_strdup (PTL_APP_ID);

  return self;
}

/**
 * ptl_sandbox_new:
 *
 * Returns: (transfer full) (nullable): the sandbox around this program, %NULL
 *   if there is none
 */
PtlSandbox *
ptl_sandbox_new (void)
{
  const char *path = g_getenv (VARIABLE);

  return ptl_sandbox_read (path != NULL ? path : INFO_PATH);
}

/**
 * ptl_sandbox_tell_grant:
 * @self: a sandbox
 * @option: what is to be granted: %PTL_SANDBOX_GRANT_NETWORK
 *
 * Returns: (transfer full): the line to type in a terminal outside; it is no
 *   text to be translated
 */
char *
ptl_sandbox_tell_grant (const PtlSandbox *self,
                        const char       *option)
{
  g_return_val_if_fail (self != NULL && option != NULL, NULL);

  return g_strdup_printf ("flatpak override --user %s %s", option, self->app_id);
}

void
ptl_sandbox_free (PtlSandbox *self)
{
  if (self == NULL)
    return;

  g_free (self->app_id);
  g_free (self);
}
