/* test-server-group.c - one server on the Advanced page, tied to its model
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "app/advanced-page.h"
#include "app/server-group.h"
#include "form.h"

#define PAGE GSIZE_TO_POINTER (PTL_TYPE_ADVANCED_PAGE)

static GtkWidget *
in_group (Form *form)
{
  return form_find (form->page, "incoming_group");
}

static GtkWidget *
out_group (Form *form)
{
  return form_find (form->page, "outgoing_group");
}

static void
switch_ssl (GtkWidget *group,
            gboolean   active)
{
  gtk_switch_set_active (GTK_SWITCH (form_find (group, "ssl_switch")), active);
}

static guint
shown_port (GtkWidget *group)
{
  return gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (form_find (group, "port_spin")));
}

static guint
chosen_start (GtkWidget *group)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (form_find (group, "security_row")));
}

static void
test_switch_moves_the_port (Form         *form,
                            gconstpointer data)
{
  static const struct
  {
    PtlProtocol protocol;
    guint       on;
    guint       off;
  } cases[] = {
    { PTL_PROTOCOL_SMTP, 465, 25 },
    { PTL_PROTOCOL_IMAP, 993, 143 },
    { PTL_PROTOCOL_POP3, 995, 110 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *group = cases[i].protocol == PTL_PROTOCOL_SMTP ? out_group (form)
                                                                : in_group (form);
      g_autofree char *moved = g_strdup_printf ("Port changed from %u to %u", cases[i].on,
                                                cases[i].off);

      if (cases[i].protocol == PTL_PROTOCOL_POP3)
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (form_find (group, "pop3_toggle")), TRUE);

      g_assert_cmpuint (shown_port (group), ==, cases[i].on);

      switch_ssl (group, FALSE);

      g_assert_cmpuint (shown_port (group), ==, cases[i].off);
      g_assert_cmpstr (form_text (group, "change_label"), ==, moved);
      g_assert_true (form_shows (group, "change_label"));
      g_assert_false (form_shows (group, "security_row"));

      switch_ssl (group, TRUE);

      g_assert_cmpuint (shown_port (group), ==, cases[i].on);
      g_assert_true (form_shows (group, "security_row"));
    }
}

static void
test_start_of_encryption_moves_the_port (Form         *form,
                                         gconstpointer data)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (form_find (out_group (form), "security_row")), 1);

  g_assert_cmpuint (shown_port (out_group (form)), ==, 587);
  g_assert_cmpint (ptl_service_get_security (form->outgoing), ==, PTL_SECURITY_STARTTLS);

  /* Off and on again brings back what was chosen. */
  switch_ssl (out_group (form), FALSE);
  switch_ssl (out_group (form), TRUE);

  g_assert_cmpuint (shown_port (out_group (form)), ==, 587);
  g_assert_cmpuint (chosen_start (out_group (form)), ==, 1);
}

/* As assistive technology does it, without giving the focus to the number. */
static void
test_number_put_in_from_outside_counts (Form         *form,
                                        gconstpointer data)
{
  GtkEditable *spin = GTK_EDITABLE (form_find (in_group (form), "port_spin"));

  gtk_editable_set_text (spin, "143");

  g_assert_cmpuint (ptl_service_get_port (form->incoming), ==, 143);
  g_assert_cmpint (ptl_service_get_security (form->incoming), ==, PTL_SECURITY_STARTTLS);

  /* What cannot be a port is not one. */
  gtk_editable_set_text (spin, "70000");

  g_assert_cmpuint (ptl_service_get_port (form->incoming), ==, 143);

  gtk_editable_set_text (spin, "10993");

  g_assert_cmpuint (ptl_service_get_port (form->incoming), ==, 10993);
  g_assert_nonnull (strstr (form_text (in_group (form), "note_label"), "kept"));
}

static void
test_own_number_stays (Form         *form,
                       gconstpointer data)
{
  GtkWidget *group = out_group (form);

  form_type_port (group, "2525");
  switch_ssl (group, FALSE);

  g_assert_cmpuint (shown_port (group), ==, 2525);
  g_assert_nonnull (strstr (form_text (group, "note_label"), "kept"));
  g_assert_false (form_shows (group, "change_label"));
  g_assert_true (form_shows (group, "usual_button"));

  switch_ssl (group, TRUE);
  form_click (group, "usual_button");

  g_assert_cmpuint (shown_port (group), ==, 465);
  g_assert_cmpstr (form_text (group, "change_label"), ==, "Port changed from 2525 to 465");
  g_assert_false (form_shows (group, "usual_button"));
}

static void
test_typed_number_chooses_encryption (Form         *form,
                                      gconstpointer data)
{
  GtkWidget *group = in_group (form);

  form_type_port (group, "143");

  g_assert_cmpuint (chosen_start (group), ==, 1);
  g_assert_false (form_shows (group, "change_label"));

  switch_ssl (group, FALSE);
  form_type_port (group, "993");

  g_assert_true (gtk_switch_get_active (GTK_SWITCH (form_find (group, "ssl_switch"))));
  g_assert_cmpuint (chosen_start (group), ==, 0);
  g_assert_cmpuint (ptl_service_get_port (form->incoming), ==, 993);
}

static void
test_number_out_of_range_is_brought_back (Form         *form,
                                          gconstpointer data)
{
  form_type_port (in_group (form), "70000");
  g_assert_cmpuint (ptl_service_get_port (form->incoming), ==, 65535);

  form_type_port (in_group (form), "0");
  g_assert_cmpuint (ptl_service_get_port (form->incoming), ==, 1);

  form_type_port (in_group (form), "993");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (form_find (in_group (form), "port_spin"))),
                   ==, "993");
}

static void
test_notes_come_and_go (Form         *form,
                        gconstpointer data)
{
  static const struct
  {
    const char *port;
    const char *says;
    gboolean    is_warning;
  } cases[] = {
    { "995", "belongs to POP3", TRUE },
    { "22", "another service (ssh)", TRUE },
    { "1143", "bridges", FALSE },
    { "50993", "kept as typed", FALSE },
    { "993", "Reading mail", FALSE },
  };
  GtkWidget *group = in_group (form);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *icon;

      form_type_port (group, cases[i].port);

      icon = gtk_image_get_icon_name (GTK_IMAGE (form_find (group, "note_icon")));
      g_assert_nonnull (strstr (form_text (group, "note_label"), cases[i].says));
      g_assert_cmpint (g_str_equal (icon, "dialog-warning-symbolic"), ==, cases[i].is_warning);
    }

  form_type_port (out_group (form), "25");
  g_assert_nonnull (strstr (form_text (out_group (form), "note_label"), "block"));
}

static void
test_clear_text_is_warned_of_and_agreed_to (Form         *form,
                                            gconstpointer data)
{
  GtkWidget *group = out_group (form);

  g_assert_false (form_shows (group, "plain_row"));
  g_assert_false (form_shows (group, "allow_check"));

  switch_ssl (group, FALSE);

  g_assert_true (form_shows (group, "plain_row"));
  g_assert_true (form_shows (group, "allow_check"));
  g_assert_false (ptl_draft_may_be_insecure (form->draft, PTL_DRAFT_OUTGOING));

  gtk_check_button_set_active (GTK_CHECK_BUTTON (form_find (group, "allow_check")), TRUE);
  g_assert_true (ptl_draft_may_be_insecure (form->draft, PTL_DRAFT_OUTGOING));

  /* Agreed was one server; the other is asked for itself. */
  switch_ssl (in_group (form), FALSE);
  g_assert_true (ptl_draft_may_be_insecure (form->draft, PTL_DRAFT_OUTGOING));
  g_assert_false (ptl_draft_may_be_insecure (form->draft, PTL_DRAFT_INCOMING));
  g_assert_false (gtk_check_button_get_active (
                    GTK_CHECK_BUTTON (form_find (in_group (form), "allow_check"))));

  switch_ssl (group, TRUE);
  g_assert_false (ptl_draft_may_be_insecure (form->draft, PTL_DRAFT_OUTGOING));
  g_assert_false (form_shows (group, "plain_row"));
  g_assert_false (form_shows (group, "allow_check"));
}

static void
test_sign_in_follows_incoming_or_is_its_own (Form         *form,
                                             gconstpointer data)
{
  GtkWidget *group = out_group (form);

  gtk_editable_set_text (GTK_EDITABLE (form_find (in_group (form), "user_entry")), "ann");

  g_assert_cmpstr (ptl_service_get_user (form->outgoing), ==, "ann");
  g_assert_false (form_shows (group, "user_row"));

  gtk_switch_set_active (GTK_SWITCH (form_find (group, "same_switch")), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (form_find (group, "user_entry")), "bob");

  g_assert_true (form_shows (group, "user_row"));
  g_assert_cmpstr (ptl_service_get_user (form->outgoing), ==, "bob");
  g_assert_cmpstr (ptl_service_get_user (form->incoming), ==, "ann");

  gtk_switch_set_active (GTK_SWITCH (form_find (group, "auth_switch")), FALSE);

  g_assert_cmpint (ptl_service_get_auth (form->outgoing), ==, PTL_AUTH_NONE);
  g_assert_false (form_shows (group, "same_row"));
  g_assert_false (form_shows (group, "user_row"));
}

static void
test_token_survives_the_switch (Form         *form,
                                gconstpointer data)
{
  GtkSwitch *auth = GTK_SWITCH (form_find (out_group (form), "auth_switch"));

  ptl_service_set_auth (form->outgoing, PTL_AUTH_OAUTH2);
  gtk_switch_set_active (auth, FALSE);
  gtk_switch_set_active (auth, TRUE);

  g_assert_cmpint (ptl_service_get_auth (form->outgoing), ==, PTL_AUTH_OAUTH2);
}

static gboolean
has_local_note (gpointer group)
{
  g_autofree char *note = NULL;

  g_object_get (group, "local-note", &note, NULL);
  return note != NULL;
}

static guint16
listen_here (GSocketListener *listener)
{
  g_autoptr(GError) error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error);

  g_assert_no_error (error);
  return port;
}

static void
test_this_computer_tells_who_listens (Form         *form,
                                      gconstpointer data)
{
  g_autoptr(GSocketListener) listener = g_socket_listener_new ();
  GtkWidget *group = in_group (form);
  guint16 port = listen_here (listener);
  g_autofree char *typed = g_strdup_printf ("%u", port);
  guint free_port;

  g_assert_false (form_shows (group, "local_box"));

  gtk_editable_set_text (GTK_EDITABLE (form_find (group, "host_entry")), "localhost");
  form_type_port (group, typed);
  patience_wait (has_local_note, group);

  g_assert_nonnull (strstr (form_text (group, "local_label"), "listens on port"));
  g_assert_true (form_shows (group, "local_box"));
  g_assert_true (form_shows (group, "free_button"));

  g_object_get (group, "free-port", &free_port, NULL);
  form_click (group, "free_button");

  g_assert_cmpuint (shown_port (group), ==, free_port);
  g_assert_cmpuint (free_port, !=, port);

  gtk_editable_set_text (GTK_EDITABLE (form_find (group, "host_entry")), "mail.example.org");
  g_assert_false (form_shows (group, "local_box"));
}

static void
test_popover_sets_port_and_encryption (Form         *form,
                                       gconstpointer data)
{
  GtkWidget *group = out_group (form);

  form_type_port (group, "2525");
  form_click (group, "starttls_button");
  g_assert_cmpuint (shown_port (group), ==, 587);
  g_assert_cmpuint (chosen_start (group), ==, 1);

  form_click (group, "plain_button");
  g_assert_cmpuint (shown_port (group), ==, 25);
  g_assert_false (gtk_switch_get_active (GTK_SWITCH (form_find (group, "ssl_switch"))));

  form_click (group, "tls_button");
  g_assert_cmpuint (shown_port (group), ==, 465);
  g_assert_cmpstr (form_text (group, "number_label"), ==, "465");
}

/* What is highlighted must not move for those who do not want movement. */
static void
test_highlight_respects_reduced_motion (Form         *form,
                                        gconstpointer data)
{
  GtkWidget *spin = form_find (out_group (form), "port_spin");

  switch_ssl (out_group (form), FALSE);
  g_assert_false (gtk_widget_has_css_class (spin, "changed"));

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  switch_ssl (out_group (form), TRUE);
  g_assert_true (gtk_widget_has_css_class (spin, "changed"));

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
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
    { "switch-moves-the-port", test_switch_moves_the_port },
    { "start-of-encryption-moves-the-port", test_start_of_encryption_moves_the_port },
    { "number-put-in-from-outside-counts", test_number_put_in_from_outside_counts },
    { "own-number-stays", test_own_number_stays },
    { "typed-number-chooses-encryption", test_typed_number_chooses_encryption },
    { "number-out-of-range-is-brought-back", test_number_out_of_range_is_brought_back },
    { "notes-come-and-go", test_notes_come_and_go },
    { "clear-text-is-warned-of-and-agreed-to", test_clear_text_is_warned_of_and_agreed_to },
    { "sign-in-follows-incoming-or-is-its-own", test_sign_in_follows_incoming_or_is_its_own },
    { "token-survives-the-switch", test_token_survives_the_switch },
    { "this-computer-tells-who-listens", test_this_computer_tells_who_listens },
    { "popover-sets-port-and-encryption", test_popover_sets_port_and_encryption },
    { "highlight-respects-reduced-motion", test_highlight_respects_reduced_motion },
  };

  form_init (&argc, &argv);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/app/server-group/", tests[i].name, NULL);

      g_test_add (path, Form, PAGE, form_set_up, tests[i].func, form_tear_down);
    }

  return g_test_run ();
}
