/* test-advanced-page.c - the Advanced page as a whole
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "app/advanced-page.h"
#include "form.h"

#define PAGE       GSIZE_TO_POINTER (PTL_TYPE_ADVANCED_PAGE)
#define NARROW_PX  360

static void
test_defaults_and_undo (Form         *form,
                        gconstpointer data)
{
  ptl_service_set_port (form->outgoing, 2525);
  ptl_service_set_use_ssl (form->incoming, FALSE);
  g_assert_false (form_shows (form->page, "undo_button"));

  form_click (form->page, "defaults_button");

  g_assert_cmpuint (ptl_service_get_port (form->outgoing), ==, 465);
  g_assert_cmpuint (ptl_service_get_port (form->incoming), ==, 993);
  g_assert_true (form_shows (form->page, "undo_button"));

  form_click (form->page, "undo_button");

  g_assert_cmpuint (ptl_service_get_port (form->outgoing), ==, 2525);
  g_assert_cmpint (ptl_service_get_security (form->incoming), ==, PTL_SECURITY_NONE);
  g_assert_false (form_shows (form->page, "undo_button"));
}

static void
test_delivery_is_for_pop3 (Form         *form,
                           gconstpointer data)
{
  g_assert_false (form_shows (form->page, "delivery_group"));

  ptl_service_set_protocol (form->incoming, PTL_PROTOCOL_POP3);
  g_assert_true (form_shows (form->page, "delivery_group"));

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (form_find (form->page, "days_spin")), 14);
  gtk_switch_set_active (GTK_SWITCH (form_find (form->page, "deleted_switch")), TRUE);
  g_assert_cmpuint (ptl_account_get_remove_after_days (form->account), ==, 14);
  g_assert_true (ptl_account_get_remove_when_deleted (form->account));
  g_assert_nonnull (strstr (form_text (form->page, "days_label"), "14 days"));

  gtk_switch_set_active (GTK_SWITCH (form_find (form->page, "leave_switch")), FALSE);
  g_assert_false (ptl_account_get_leave_on_server (form->account));
  g_assert_false (gtk_widget_get_sensitive (form_find (form->page, "days_row")));
}

static void
test_timeout_has_stops (Form         *form,
                        gconstpointer data)
{
  GtkRange *scale = GTK_RANGE (form_find (form->page, "timeout_scale"));

  g_assert_cmpstr (form_text (form->page, "timeout_label"), ==, "1 minute");

  gtk_range_set_value (scale, 158);
  g_assert_cmpuint (ptl_account_get_timeout_s (form->account), ==, 150);
  g_assert_cmpstr (form_text (form->page, "timeout_label"), ==, "2 minutes 30 seconds");

  gtk_range_set_value (scale, 0);
  g_assert_cmpuint (ptl_account_get_timeout_s (form->account), ==, PTL_ACCOUNT_TIMEOUT_MIN_S);

  gtk_range_set_value (scale, 1000);
  g_assert_cmpuint (ptl_account_get_timeout_s (form->account), ==, PTL_ACCOUNT_TIMEOUT_MAX_S);
}

static void
test_goes_on_when_nothing_is_missing (Form         *form,
                                      gconstpointer data)
{
  PtlWizardPage *page = PTL_WIZARD_PAGE (form->page);

  GtkWidget *out = form_find (form->page, "outgoing_group");
  GtkWidget *in = form_find (form->page, "incoming_group");

  g_assert_null (ptl_wizard_page_go_on (page));
  g_assert_true (form_shows (out, "host_note_label"));
  g_assert_true (form_shows (in, "host_note_label"));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (form->window), out));

  ptl_service_set_host (form->outgoing, "smtp.example.org");
  g_assert_false (form_shows (out, "host_note_label"));
  ptl_service_set_host (form->incoming, "not a host");
  g_assert_null (ptl_wizard_page_go_on (page));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (form->window), in));

  ptl_service_set_host (form->incoming, "imap.example.org");
  g_assert_false (form_shows (in, "host_note_label"));
  g_assert_cmpstr (ptl_wizard_page_go_on (page), ==, "test");
}

static void
test_unconfirmed_number_counts (Form         *form,
                                gconstpointer data)
{
  GtkWidget *group = form_find (form->page, "outgoing_group");

  ptl_service_set_host (form->outgoing, "smtp.example.org");
  ptl_service_set_host (form->incoming, "imap.example.org");
  gtk_editable_set_text (GTK_EDITABLE (form_find (group, "port_spin")), "2525");
  ptl_wizard_page_go_on (PTL_WIZARD_PAGE (form->page));

  g_assert_cmpuint (ptl_service_get_port (form->outgoing), ==, 2525);
}

/* --- for the keyboard and the ear --- */

static void
show_everything (Form *form)
{
  ptl_service_set_protocol (form->incoming, PTL_PROTOCOL_POP3);
  ptl_service_set_use_ssl (form->incoming, FALSE);
  ptl_service_set_port (form->outgoing, 2525);
  ptl_service_use_defaults (form->outgoing);
  ptl_account_set_same_user (form->account, FALSE);

  while (g_main_context_iteration (NULL, FALSE));
}

static void
collect_mnemonic (GtkWidget *widget,
                  gpointer   data)
{
  const char *text;
  guint key;

  if (!GTK_IS_LABEL (widget) || !gtk_widget_get_mapped (widget))
    return;

  text = gtk_label_get_text (GTK_LABEL (widget));
  key = gdk_keyval_to_lower (gtk_label_get_mnemonic_keyval (GTK_LABEL (widget)));
  if (key == GDK_KEY_VoidSymbol)
    return;

  if (g_hash_table_contains (data, GUINT_TO_POINTER (key)))
    g_error ("“%s” and “%s” share a letter",
             (char *) g_hash_table_lookup (data, GUINT_TO_POINTER (key)), text);

  g_hash_table_insert (data, GUINT_TO_POINTER (key), (gpointer) text);
}

static void
test_letters_are_distinct (Form         *form,
                           gconstpointer data)
{
  g_autoptr(GHashTable) letters = g_hash_table_new (NULL, NULL);

  show_everything (form);
  form_each (form->page, collect_mnemonic, letters);
  g_assert_cmpuint (g_hash_table_size (letters), >=, 15);

  ptl_service_set_use_ssl (form->incoming, TRUE);
  ptl_service_set_use_ssl (form->outgoing, FALSE);

  while (g_main_context_iteration (NULL, FALSE));

  g_hash_table_remove_all (letters);
  form_each (form->page, collect_mnemonic, letters);
}

static void
count_nameless (GtkWidget *widget,
                gpointer   data)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  gboolean is_control = GTK_IS_SWITCH (widget) || GTK_IS_SPIN_BUTTON (widget) ||
                        GTK_IS_ENTRY (widget) || GTK_IS_SCALE (widget) ||
                        GTK_IS_CHECK_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) ||
                        ADW_IS_COMBO_ROW (widget);

  if (!is_control || gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL) ||
      gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return;

  g_test_message ("%s %s has no name", G_OBJECT_TYPE_NAME (widget),
                  gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)));
  (*(guint *) data)++;
}

static void
count_unexplained (GtkWidget *widget,
                   gpointer   data)
{
  gboolean is_control = GTK_IS_SWITCH (widget) || GTK_IS_SPIN_BUTTON (widget) ||
                        GTK_IS_ENTRY (widget) || GTK_IS_SCALE (widget) ||
                        GTK_IS_CHECK_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) ||
                        ADW_IS_COMBO_ROW (widget);

  if (is_control && gtk_widget_get_tooltip_text (widget) == NULL)
    (*(guint *) data)++;
}

static void
test_every_control_is_named_and_explained (Form         *form,
                                           gconstpointer data)
{
  guint n_nameless = 0;
  guint n_unexplained = 0;

  show_everything (form);
  form_each (form->page, count_nameless, &n_nameless);
  form_each (form->page, count_unexplained, &n_unexplained);

  g_assert_cmpuint (n_nameless, ==, 0);
  g_assert_cmpuint (n_unexplained, ==, 0);
}

static void
test_is_narrow_in_every_state (Form         *form,
                               gconstpointer data)
{
  static const GtkTextDirection directions[] = { GTK_TEXT_DIR_LTR, GTK_TEXT_DIR_RTL };
  static const int dpi[] = { 96 * 1024, 192 * 1024 };

  show_everything (form);
  ptl_service_set_host (form->incoming, "localhost");

  for (gsize i = 0; i < G_N_ELEMENTS (directions) * G_N_ELEMENTS (dpi); i++)
    {
      int least;

      gtk_widget_set_default_direction (directions[i % 2]);
      g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", dpi[i / 2], NULL);

      while (g_main_context_iteration (NULL, FALSE));

      gtk_widget_measure (form->page, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      g_assert_cmpint (least, <=, NARROW_PX);
    }

  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", dpi[0], NULL);
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
    { "defaults-and-undo", test_defaults_and_undo },
    { "delivery-is-for-pop3", test_delivery_is_for_pop3 },
    { "timeout-has-stops", test_timeout_has_stops },
    { "goes-on-when-nothing-is-missing", test_goes_on_when_nothing_is_missing },
    { "unconfirmed-number-counts", test_unconfirmed_number_counts },
    { "letters-are-distinct", test_letters_are_distinct },
    { "every-control-is-named-and-explained", test_every_control_is_named_and_explained },
    { "is-narrow-in-every-state", test_is_narrow_in_every_state },
  };

  form_init (&argc, &argv);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/app/advanced-page/", tests[i].name, NULL);

      g_test_add (path, Form, PAGE, form_set_up, tests[i].func, form_tear_down);
    }

  return g_test_run ();
}
