/* rights.c - what a test's own process may do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "support/rights.h"

#include <glib/gstdio.h>
#include <unistd.h>

/* In a build sandbox a process may be called root without having any right of
 * root's: nobody else is there to be, or to give a file to. Skips the test
 * then, and returns TRUE. */
gboolean
rights_lack (void)
{
  g_autofree char *path = NULL;
  gboolean may_give;
  int fd;

  if (geteuid () != 0)
    return FALSE;

  fd = g_file_open_tmp ("portolan-rights.XXXXXX", &path, NULL);
  g_assert_cmpint (fd, >=, 0);
  may_give = fchown (fd, RIGHTS_NOBODY, RIGHTS_NOBODY) == 0;
  g_close (fd, NULL);
  g_unlink (path);

  if (!may_give)
    g_test_skip ("root without the rights of root, as in a build sandbox");

  return !may_give;
}
