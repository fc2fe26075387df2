/* main.c - portolan: sets up mail accounts, in a window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <malloc.h>

#include "app/application.h"
#include "base/secret.h"

#define ARENAS_MAX 2

int
main (int   argc,
      char *argv[])
{
  g_autoptr(PtlApplication) application = NULL;

  ptl_secret_protect_process ();

  /* Our threads wait for servers, not for memory: an arena for each of them
   * would cost more than it saves.  Only Pango, which reads the fonts while the
   * first window is made, would have that wait for memory. */
  mallopt (M_ARENA_MAX, ARENAS_MAX);

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, PTL_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = ptl_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
