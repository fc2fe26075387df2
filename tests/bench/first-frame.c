/* first-frame.c - preloaded: says when the first window was painted, and ends the program
 *
 * Writes “MICROSECONDS KIB”: since PORTOLAN_BEGUN_US (on the monotonic clock), and the most memory
 * that was resident until then.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE

#include <dlfcn.h>
#include <gtk/gtk.h>
#include <stdlib.h>
#include <sys/resource.h>

typedef int (*Run) (GApplication *, int, char **);

/* When nothing is left to do, what the first frame brought is there as well. */
static gboolean
tell_cb (gpointer data)
{
  gint64 *painted = data;
  gint64 begun = g_ascii_strtoll (g_getenv ("PORTOLAN_BEGUN_US"), NULL, 10);
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  g_print ("%" G_GINT64_FORMAT " %ld\n", *painted - begun, usage.ru_maxrss);
  _Exit (EXIT_SUCCESS);
}

static void
painted_cb (GdkFrameClock *clock,
            gpointer       data)
{
  static gint64 painted;

  if (painted != 0)
    return;

  painted = g_get_monotonic_time ();
  g_idle_add_full (G_PRIORITY_LOW, tell_cb, &painted, NULL);
}

static void
mapped_cb (GtkWidget *window)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));

  g_signal_connect (gdk_surface_get_frame_clock (surface), "after-paint",
                    G_CALLBACK (painted_cb), NULL);
}

static void
window_added_cb (GtkApplication *application,
                 GtkWindow      *window)
{
  g_signal_connect (window, "map", G_CALLBACK (mapped_cb), NULL);
}

G_MODULE_EXPORT int
g_application_run (GApplication *application,
                   int           argc,
                   char        **argv)
{
  Run run = (Run) dlsym (RTLD_NEXT, "g_application_run");

  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);

  return run (application, argc, argv);
}
