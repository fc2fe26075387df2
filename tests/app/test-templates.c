/* test-templates.c - every template in ui/ becomes a widget, without a complaint
 *
 * A name that is wrong in a template is found when the widget is made, and not before.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <adwaita.h>

#include "setup/draft.h"

#define FOLDER "/io/github/portolan_mail/Portolan/ui/"

static void
start_template (GMarkupParseContext  *context,
                const char           *element,
                const char          **names,
                const char          **values,
                gpointer              data,
                GError              **error)
{
  char **type_name = data;

  if (g_str_equal (element, "template") && *type_name == NULL)
    g_markup_collect_attributes (element, names, values, error,
                                 G_MARKUP_COLLECT_STRDUP, "class", type_name,
                                 G_MARKUP_COLLECT_STRING | G_MARKUP_COLLECT_OPTIONAL, "parent",
                                 NULL, G_MARKUP_COLLECT_INVALID);
}

static char *
read_type_name (GBytes *xml)
{
  static const GMarkupParser parser = { .start_element = start_template };
  char *type_name = NULL;
  g_autoptr(GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &type_name,
                                                                      NULL);
  g_autoptr(GError) error = NULL;
  gsize length;
  const char *text = g_bytes_get_data (xml, &length);

  g_markup_parse_context_parse (context, text, length, &error);
  g_assert_no_error (error);

  return type_name;
}

/* Some are nothing without a draft, and take it only when they are made. */
static GtkWidget *
make_widget (GType type)
{
  g_autoptr(GTypeClass) klass = g_type_class_ref (type);
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_CLASS (klass), "draft");
  g_autoptr(PtlNetwork) network = NULL;
  g_autoptr(PtlAccounts) accounts = NULL;
  g_autoptr(PtlDraft) draft = NULL;
  PtlSecretStore *store;
  GtkWidget *widget;

  if (pspec == NULL || (pspec->flags & G_PARAM_CONSTRUCT_ONLY) == 0)
    return g_object_ref_sink (g_object_new (type, NULL));

  network = ptl_network_new ();
  accounts = ptl_accounts_new ("no-such-folder/accounts.ini");
  store = ptl_memory_store_new ();
  draft = ptl_draft_new (network, accounts, store, NULL);
  widget = g_object_ref_sink (g_object_new (type, "draft", draft, NULL));
  ptl_secret_store_free (store);

  return widget;
}

static void
test_becomes_a_widget (gconstpointer data)
{
  g_autofree char *path = g_strconcat (FOLDER, data, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) xml = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_autofree char *type_name = NULL;
  g_autoptr(GtkBuilder) builder = gtk_builder_new ();
  g_autoptr(GtkWidget) widget = NULL;
  GType type;

  g_assert_no_error (error);
  type_name = read_type_name (xml);
  if (type_name == NULL)
    {
      gtk_builder_add_from_resource (builder, path, &error);
      g_assert_no_error (error);
      return;
    }

  type = gtk_builder_get_type_from_name (builder, type_name);
  g_assert_cmpstr (g_type_name (type), ==, type_name);
  widget = make_widget (type);

  g_assert_true (GTK_IS_WIDGET (widget));

  if (GTK_IS_WINDOW (widget))
    gtk_window_destroy (GTK_WINDOW (widget));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) names = NULL;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  names = g_resources_enumerate_children (FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_assert_no_error (error);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat ("/app/template/", names[i], NULL);

      g_test_add_data_func (path, names[i], test_becomes_a_widget);
    }

  return g_test_run ();
}
