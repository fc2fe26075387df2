/* test-port-guide.c - the guide finds ports by number and by word
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/advanced-page.h"
#include "app/port-guide.h"
#include "form.h"

#define PAGE GSIZE_TO_POINTER (PTL_TYPE_ADVANCED_PAGE)

static GtkWidget *
find_guide (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (PTL_IS_PORT_GUIDE (window))
        return window;
    }

  return NULL;
}

static GtkWidget *
open_guide (Form *form)
{
  ptl_port_guide_present (form->window, form->draft);
  return find_guide ();
}

static void
count_row (GtkWidget *widget,
           gpointer   data)
{
  if (ADW_IS_EXPANDER_ROW (widget) && gtk_widget_get_child_visible (widget))
    (*(guint *) data)++;
}

static guint
count_found (GtkWidget  *guide,
             const char *text)
{
  guint n_rows = 0;
  GtkWidget *entry = form_find (guide, "search_entry");

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "search-changed");
  form_each (form_find (guide, "list"), count_row, &n_rows);

  return n_rows;
}

static void
test_every_port_is_there (Form         *form,
                          gconstpointer data)
{
  GtkWidget *guide = open_guide (form);
  gsize n_entries;

  ptl_port_guide (&n_entries);
  g_assert_cmpuint (count_found (guide, ""), ==, n_entries);

  gtk_window_destroy (GTK_WINDOW (guide));
}

static void
test_is_searched_by_number_and_word (Form         *form,
                                     gconstpointer data)
{
  GtkWidget *guide = open_guide (form);
  gsize n_entries;
  guint n_found;

  ptl_port_guide (&n_entries);

  g_assert_cmpuint (count_found (guide, "993"), ==, 1);
  g_assert_cmpuint (count_found (guide, "  465 "), ==, 1);

  /* Upper case is as good as lower, and all words must fit. */
  n_found = count_found (guide, "imap");
  g_assert_cmpuint (n_found, >, 1);
  g_assert_cmpuint (n_found, <, n_entries);
  g_assert_cmpuint (count_found (guide, "IMAP"), ==, n_found);
  g_assert_cmpuint (count_found (guide, "imap recommended"), <, n_found);

  g_assert_cmpuint (count_found (guide, "nothing like it"), ==, 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (form_find (guide, "stack"))), ==,
                   "nothing");

  g_assert_cmpuint (count_found (guide, ""), ==, n_entries);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (form_find (guide, "stack"))), ==,
                   "found");

  gtk_window_destroy (GTK_WINDOW (guide));
}

static void
count_line (GtkWidget *widget,
            gpointer   data)
{
  if (ADW_IS_ACTION_ROW (widget))
    (*(guint *) data)++;
}

static void
test_opens_to_all_that_is_known (Form         *form,
                                 gconstpointer data)
{
  GtkWidget *guide = open_guide (form);
  GtkWidget *list = form_find (guide, "list");
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0);
  guint n_before = 0;
  guint n_after = 0;

  form_each (GTK_WIDGET (row), count_line, &n_before);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), FALSE);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  form_each (GTK_WIDGET (row), count_line, &n_after);

  /* Purpose, protocol, encryption, today, better, source. */
  g_assert_cmpuint (n_after - n_before, ==, 6);

  gtk_window_destroy (GTK_WINDOW (guide));
}

static void
test_escape_leaves_the_search_then_the_window (Form         *form,
                                               gconstpointer data)
{
  GtkWidget *guide = open_guide (form);
  GtkWidget *entry = form_find (guide, "search_entry");

  gtk_editable_set_text (GTK_EDITABLE (entry), "imap");
  g_signal_emit_by_name (entry, "stop-search");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  g_assert_nonnull (find_guide ());

  g_signal_emit_by_name (entry, "stop-search");
  g_assert_null (find_guide ());
}

static void
test_popover_leads_to_one_guide (Form         *form,
                                 gconstpointer data)
{
  form_click (form_find (form->page, "outgoing_group"), "guide_button");
  form_click (form_find (form->page, "incoming_group"), "guide_button");

  g_assert_nonnull (find_guide ());
  gtk_window_destroy (GTK_WINDOW (find_guide ()));
  g_assert_null (find_guide ());
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char  *name;
    void       (*func) (Form *, gconstpointer);
  } tests[] = {
    { "every-port-is-there", test_every_port_is_there },
    { "is-searched-by-number-and-word", test_is_searched_by_number_and_word },
    { "opens-to-all-that-is-known", test_opens_to_all_that_is_known },
    { "escape-leaves-the-search-then-the-window", test_escape_leaves_the_search_then_the_window },
    { "popover-leads-to-one-guide", test_popover_leads_to_one_guide },
  };

  form_init (&argc, &argv);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/app/port-guide/", tests[i].name, NULL);

      g_test_add (path, Form, PAGE, form_set_up, tests[i].func, form_tear_down);
    }

  return g_test_run ();
}
