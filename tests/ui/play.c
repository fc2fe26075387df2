/* play.c - plays the scenes: shows, paints or judges them
 *
 * play [VARIANT…] list | hold SCENE | paint FOLDER [SCENE…] | audit [SCENE…]
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>

#include "audit.h"
#include "scenes.h"

#define NARROW_WIDTH  360
#define NARROW_HEIGHT 720
#define WIDE_WIDTH    1920
#define WIDE_HEIGHT   1000
#define TALL_HEIGHT   1600              /* all of a page */
#define LARGE_DPI     (2 * 96 * 1024)   /* twice as large, in 1024ths */
#define FOLDER_MODE   0755

static gboolean is_dark;
static gboolean is_contrast;
static gboolean is_large;
static gboolean is_narrow;
static gboolean is_rtl;
static gboolean is_tall;
static gboolean is_wide;

static const GOptionEntry options[] = {
  { "dark", 0, 0, G_OPTION_ARG_NONE, &is_dark, "Light on dark", NULL },
  { "contrast", 0, 0, G_OPTION_ARG_NONE, &is_contrast, "High contrast", NULL },
  { "large", 0, 0, G_OPTION_ARG_NONE, &is_large, "Text of twice the size", NULL },
  { "narrow", 0, 0, G_OPTION_ARG_NONE, &is_narrow, "A telephone’s width", NULL },
  { "rtl", 0, 0, G_OPTION_ARG_NONE, &is_rtl, "From right to left", NULL },
  { "tall", 0, 0, G_OPTION_ARG_NONE, &is_tall, "Without scrolling", NULL },
  { "wide", 0, 0, G_OPTION_ARG_NONE, &is_wide, "A large screen’s width", NULL },
  { NULL }
};

typedef struct
{
  const char  *name;
  GStrv      (*judge) (GtkWindow *window);
} Rule;

static const Rule rules[] = {
  { "fits a narrow window", audit_width },
  { "no text is cut", audit_text },
  { "mnemonics differ", audit_mnemonics },
  { "Tab reaches all", audit_tab },
  { "controls have tooltips", audit_tooltips },
};

static void
dress (void)
{
  GtkSettings *settings = gtk_settings_get_default ();

  g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      is_dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                              : ADW_COLOR_SCHEME_FORCE_LIGHT);

  if (is_large)
    g_object_set (settings, "gtk-xft-dpi", LARGE_DPI, NULL);
  if (is_rtl)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
}

/* A question has the size of its words. */
static void
resize (GtkWindow *window)
{
  int width;
  int height;

  if (ADW_IS_MESSAGE_DIALOG (window))
    return;

  gtk_window_get_default_size (window, &width, &height);
  if (is_narrow || is_wide)
    width = is_narrow ? NARROW_WIDTH : WIDE_WIDTH;
  if (is_narrow || is_wide || is_tall)
    height = is_tall ? TALL_HEIGHT : is_narrow ? NARROW_HEIGHT : WIDE_HEIGHT;
  gtk_window_set_default_size (window, width, height);
}

static Stage *
play (const Scene *scene)
{
  Stage *stage = stage_new ();

  scene->arrange (stage);
  resize (GTK_WINDOW (stage->window));
  resize (stage_get_top (stage));
  stage_settle (stage);
  stage_wait_painted (stage);

  return stage;
}

static void
paint (Stage      *stage,
       const char *path)
{
  GtkWidget *window = GTK_WIDGET (stage_get_top (stage));
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr(GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (window),
                          gtk_widget_get_height (window));
  node = gtk_snapshot_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);

  if (!gdk_texture_save_to_png (texture, path))
    g_error ("%s cannot be written", path);
}

static gboolean
is_wanted (const Scene        *scene,
           const char * const *names)
{
  return names[0] == NULL || g_strv_contains (names, scene->name);
}

static void
paint_all (const char         *folder,
           const char * const *names)
{
  gsize n_scenes;
  const Scene *scenes = scenes_all (&n_scenes);

  if (g_mkdir_with_parents (folder, FOLDER_MODE) != 0)
    g_error ("%s: %s", folder, g_strerror (errno));

  for (gsize i = 0; i < n_scenes; i++)
    if (is_wanted (&scenes[i], names))
      {
        Stage *stage = play (&scenes[i]);
        g_autofree char *file = g_strconcat (scenes[i].name, ".png", NULL);
        g_autofree char *path = g_build_filename (folder, file, NULL);

        paint (stage, path);
        g_print ("%s\n", path);
        stage_free (stage);
      }
}

static guint
judge (Stage       *stage,
       const Scene *scene,
       guint       *number)
{
  guint n_failed = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_auto(GStrv) complaints = rules[i].judge (stage_get_top (stage));
      gboolean is_good = complaints[0] == NULL;

      g_print ("%sok %u %s: %s\n", is_good ? "" : "not ", ++*number, scene->name, rules[i].name);
      for (guint j = 0; complaints[j] != NULL; j++)
        g_print ("# %s\n", complaints[j]);
      n_failed += !is_good;
    }

  return n_failed;
}

static int
audit_all (const char * const *names)
{
  gsize n_scenes;
  const Scene *scenes = scenes_all (&n_scenes);
  guint number = 0;
  guint n_failed = 0;

  for (gsize i = 0; i < n_scenes; i++)
    if (is_wanted (&scenes[i], names))
      {
        Stage *stage = play (&scenes[i]);

        n_failed += judge (stage, &scenes[i], &number);
        stage_free (stage);
      }

  g_print ("1..%u\n", number);
  return n_failed > 0 ? 1 : 0;
}

static gboolean
end_cb (gpointer data)
{
  gboolean *has_ended = data;

  *has_ended = TRUE;
  return G_SOURCE_CONTINUE;
}

/* Until the process is told to end from outside. */
static void
hold (const char *name)
{
  gboolean has_ended = FALSE;
  const char *names[] = { name, NULL };
  gsize n_scenes;
  const Scene *scenes = scenes_all (&n_scenes);

  for (gsize i = 0; i < n_scenes; i++)
    if (is_wanted (&scenes[i], names))
      {
        Stage *stage = play (&scenes[i]);

        g_unix_signal_add (SIGTERM, end_cb, &has_ended);
        g_print ("ready\n");
        while (!has_ended)
          g_main_context_iteration (NULL, TRUE);
        stage_free (stage);
        return;
      }

  g_error ("There is no scene %s", name);
}

static void
list_all (void)
{
  gsize n_scenes;
  const Scene *scenes = scenes_all (&n_scenes);

  for (gsize i = 0; i < n_scenes; i++)
    g_print ("%s\n", scenes[i].name);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GOptionContext) context = g_option_context_new ("list|hold|paint|audit …");
  g_autoptr(GError) error = NULL;
  const char *word;

  setlocale (LC_ALL, "");
  if (g_getenv ("TEXTDOMAINDIR") != NULL)
    {
      bindtextdomain (GETTEXT_PACKAGE, g_getenv ("TEXTDOMAINDIR"));
      bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
      textdomain (GETTEXT_PACKAGE);
    }
  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    g_error ("%s", error->message);

  word = argc > 1 ? argv[1] : "list";
  if (g_str_equal (word, "list"))
    {
      list_all ();
      return 0;
    }

  if (is_contrast)
    g_setenv ("ADW_DEBUG_HIGH_CONTRAST", "1", TRUE);
  adw_init ();
  dress ();

  if (g_str_equal (word, "audit"))
    return audit_all ((const char * const *) argv + 2);
  if (argc > 2 && g_str_equal (word, "hold"))
    hold (argv[2]);
  if (argc > 2 && g_str_equal (word, "paint"))
    paint_all (argv[2], (const char * const *) argv + 3);

  return 0;
}
