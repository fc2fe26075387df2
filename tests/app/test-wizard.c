/* test-wizard.c - the way through the wizard, and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "wizard-desk.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app/header-fit.h"

static void
walk_to_servers (WizardDesk *desk)
{
  desk_fill_in (desk, PTL_DEMO_ADDRESS, PTL_DEMO_PASSWORD);
  desk_press (desk, "next_button");
  desk_wait_idle (desk);
}

static void
walk_to_test (WizardDesk *desk)
{
  walk_to_servers (desk);
  desk_press (desk, "next_button");
  desk_wait_idle (desk);
}

static void
test_walk_ends_with_a_saved_account (WizardDesk    *desk,
                                     gconstpointer  data)
{
  g_autoptr(GPtrArray) saved = NULL;

  g_assert_cmpstr (ptl_wizard_get_page (desk->wizard), ==, "identity");
  walk_to_test (desk);
  g_assert_cmpstr (ptl_wizard_get_page (desk->wizard), ==, "test");
  g_assert_true (ptl_draft_works (desk->draft, PTL_DRAFT_BOTH));
  desk_press (desk, "next_button");
  desk_wait_idle (desk);

  g_assert_cmpstr (ptl_wizard_get_page (desk->wizard), ==, "done");
  g_assert_cmpstr (desk_text (desk, "headline_label"), ==, "Your Account Works");
  g_assert_cmpstr (desk_text (desk, "password_row"), ==,
                   "In memory only, until Portolan is closed");
  g_assert_false (desk_shows (desk, "back_button"));

  desk_press (desk, "next_button");
  saved = ptl_accounts_load (desk->accounts, NULL);

  g_assert_cmpuint (saved->len, ==, 1);
  g_assert_cmpuint (desk->n_closed, ==, 1);
  g_assert_true (desk->closed_with == ptl_draft_get_account (desk->draft));
}

static void
test_back_keeps_what_was_typed (WizardDesk    *desk,
                                gconstpointer  data)
{
  walk_to_servers (desk);
  desk_press (desk, "back_button");

  g_assert_cmpstr (ptl_wizard_get_page (desk->wizard), ==, "identity");
  g_assert_cmpstr (desk_text (desk, "name_entry"), ==, "Ann Example");
  g_assert_cmpstr (desk_text (desk, "address_entry"), ==, PTL_DEMO_ADDRESS);
  g_assert_cmpstr (desk_text (desk, "password_entry"), ==, "");
  g_assert_true (ptl_draft_has_password (desk->draft));

  desk_press (desk, "next_button");

  g_assert_cmpstr (ptl_wizard_get_page (desk->wizard), ==, "servers");
  g_assert_cmpint (ptl_draft_get_activity (desk->draft), ==, PTL_DRAFT_IDLE);
}

static void
test_back_ends_what_goes_on (WizardDesk    *desk,
                             gconstpointer  data)
{
  walk_to_servers (desk);
  desk_silence (desk);
  desk_press (desk, "next_button");
  g_assert_cmpint (ptl_draft_get_activity (desk->draft), ==, PTL_DRAFT_TESTING);
  desk_key (desk, "<Alt>Left");

  g_assert_cmpint (ptl_draft_get_activity (desk->draft), ==, PTL_DRAFT_IDLE);
  g_assert_cmpstr (ptl_wizard_get_page (desk->wizard), ==, "servers");
}

static void
test_back_never_runs_in_circles (WizardDesk    *desk,
                                 gconstpointer  data)
{
  walk_to_servers (desk);
  ptl_wizard_show_page (desk->wizard, "advanced");
  ptl_wizard_show_page (desk->wizard, "test");
  ptl_wizard_show_page (desk->wizard, "advanced");
  desk_key (desk, "Escape");
  g_assert_cmpstr (ptl_wizard_get_page (desk->wizard), ==, "servers");
  desk_key (desk, "Escape");

  g_assert_cmpstr (ptl_wizard_get_page (desk->wizard), ==, "identity");
  g_assert_cmpuint (desk->n_closed, ==, 0);
}

static void
test_escape_on_the_first_page_closes (WizardDesk    *desk,
                                      gconstpointer  data)
{
  desk_type (desk, "address_entry", PTL_DEMO_ADDRESS);
  desk_key (desk, "Escape");
  adw_window_set_content (ADW_WINDOW (desk->window), NULL);
  patience_settle ();

  g_assert_cmpuint (desk->n_closed, ==, 1);
  g_assert_null (desk->closed_with);
  g_assert_false (desk_has_searched (desk));
}

static void
test_enter_goes_on (WizardDesk    *desk,
                    gconstpointer  data)
{
  desk_fill_in (desk, PTL_DEMO_ADDRESS, PTL_DEMO_PASSWORD);

  g_assert_true (gtk_window_get_default_widget (desk->window) ==
                 desk_find (desk, "next_button"));

  gtk_widget_activate_default (desk_find (desk, "password_entry"));
  desk_wait_page (desk, "servers");
}

static void
test_first_empty_entry_has_the_focus (WizardDesk    *desk,
                                      gconstpointer  data)
{
  GtkWidget *focus = gtk_window_get_focus (desk->window);

  g_assert_true (gtk_widget_is_ancestor (focus, desk_find (desk, "name_entry")));

  walk_to_servers (desk);
  desk_press (desk, "back_button");
  focus = gtk_window_get_focus (desk->window);

  g_assert_true (gtk_widget_is_ancestor (focus, desk_find (desk, "password_entry")));
}

/* A page waits with the focus where it does no harm, and then offers the way on. */
static void
test_focus_goes_to_the_way_on (WizardDesk    *desk,
                               gconstpointer  data)
{
  walk_to_servers (desk);

  g_assert_true (gtk_window_get_focus (desk->window) == desk_find (desk, "next_button"));
}

/* What was found before is there at once, and a stack would hand the focus to its first button. */
static void
test_focus_goes_from_an_entry_to_the_way_on (WizardDesk    *desk,
                                             gconstpointer  data)
{
  walk_to_servers (desk);
  desk_press (desk, "back_button");
  gtk_widget_grab_focus (desk_find (desk, "address_entry"));
  ptl_wizard_show_page (desk->wizard, "servers");

  g_assert_true (gtk_window_get_focus (desk->window) == desk_find (desk, "next_button"));
}

static void
test_only_the_shown_page_is_told_of (WizardDesk    *desk,
                                     gconstpointer  data)
{
  GtkAccessible *first = GTK_ACCESSIBLE (desk_find (desk, "identity_page"));
  GtkAccessible *second = GTK_ACCESSIBLE (desk_find (desk, "servers_page"));

  gtk_test_accessible_assert_state (second, GTK_ACCESSIBLE_STATE_HIDDEN, TRUE);

  walk_to_servers (desk);

  gtk_test_accessible_assert_state (first, GTK_ACCESSIBLE_STATE_HIDDEN, TRUE);
  gtk_test_accessible_assert_state (second, GTK_ACCESSIBLE_STATE_HIDDEN, FALSE);
}

static void
test_each_page_bears_its_title (WizardDesk    *desk,
                                gconstpointer  data)
{
  GtkAccessible *page = GTK_ACCESSIBLE (desk_find (desk, "identity_page"));

  gtk_test_accessible_assert_role (page, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (page, GTK_ACCESSIBLE_PROPERTY_LABEL, "You");

  walk_to_servers (desk);
  page = GTK_ACCESSIBLE (desk_find (desk, "servers_page"));

  gtk_test_accessible_assert_property (page, GTK_ACCESSIBLE_PROPERTY_LABEL, "Servers");
}

static void
test_header_fits_a_narrow_window (WizardDesk    *desk,
                                  gconstpointer  data)
{
  int width;

  g_object_set (gtk_settings_get_default (),
                "gtk-decoration-layout", "menu:minimize,maximize,close",
                NULL);
  patience_settle ();
  gtk_widget_measure (desk_find (desk, "header_bar"), GTK_ORIENTATION_HORIZONTAL, -1,
                      &width, NULL, NULL, NULL);

  g_assert_cmpint (width, <=, 360);
}

static void
test_button_that_closes_stays_on_its_side (void)
{
  g_assert_cmpstr (ptl_narrow_decoration ("menu:minimize,maximize,close"), ==, ":close");
  g_assert_cmpstr (ptl_narrow_decoration ("close,minimize,maximize:"), ==, "close:");
  g_assert_cmpstr (ptl_narrow_decoration ("close"), ==, "close:");
  g_assert_cmpstr (ptl_narrow_decoration ("menu:"), ==, ":");
  g_assert_cmpstr (ptl_narrow_decoration (NULL), ==, ":");
}

/* --- when the keyring does not take it --- */

static int refusal = G_IO_ERROR_PERMISSION_DENIED;

static gboolean
refuse_to_save (PtlSecretStore      *self,
                const PtlSecretKey  *key,
                const char          *label,
                PtlSecret           *secret,
                GCancellable        *cancellable,
                GError             **error)
{
  g_set_error (error, G_IO_ERROR, refusal, "The keyring is locked");
  return FALSE;
}

static void
test_locked_keyring_is_told_and_can_be_left_out (WizardDesk    *desk,
                                                 gconstpointer  data)
{
  const PtlSecretStoreKind *kind = desk->store->kind;
  PtlSecretStoreKind locked = *kind;
  g_autoptr(GPtrArray) saved = NULL;

  locked.save = refuse_to_save;
  desk->store->kind = &locked;
  walk_to_test (desk);
  desk_press (desk, "next_button");
  desk_wait_idle (desk);

  g_assert_cmpstr (desk_text (desk, "headline_label"), ==, "The Password Could Not Be Saved");
  g_assert_cmpstr (desk_text (desk, "text_label"), ==,
                   "The keyring, where passwords are kept, stayed locked.");
  g_assert_true (desk_shows (desk, "back_button"));

  desk_press (desk, "no_password_button");
  desk_wait_idle (desk);
  desk->store->kind = kind;
  saved = ptl_accounts_load (desk->accounts, NULL);

  g_assert_cmpuint (saved->len, ==, 1);
  g_assert_cmpstr (desk_text (desk, "password_row"), ==, "Not saved");
}

static void
test_missing_keyring_leaves_one_way_out (WizardDesk    *desk,
                                         gconstpointer  data)
{
  const PtlSecretStoreKind *kind = desk->store->kind;
  PtlSecretStoreKind missing = *kind;

  missing.save = refuse_to_save;
  refusal = G_IO_ERROR_NOT_SUPPORTED;
  desk->store->kind = &missing;
  walk_to_test (desk);
  desk_press (desk, "next_button");
  desk_wait_idle (desk);
  desk->store->kind = kind;
  refusal = G_IO_ERROR_PERMISSION_DENIED;

  g_assert_cmpstr (desk_text (desk, "text_label"), ==,
                   "No keyring is running on this computer to keep the password in.");
  g_assert_false (desk_shows (desk, "retry_button"));
  g_assert_true (desk_shows (desk, "no_password_button"));
}

/* A folder where a file should be stops everybody, root too. */
static void
test_account_that_is_not_written_is_not_lost (WizardDesk    *desk,
                                              gconstpointer  data)
{
  g_autofree char *lock = g_strconcat (desk->path, ".lock", NULL);

  g_assert_cmpint (g_mkdir (lock, 0700), ==, 0);
  walk_to_test (desk);
  desk_press (desk, "next_button");
  desk_wait_idle (desk);

  g_assert_cmpstr (desk_text (desk, "headline_label"), ==, "The Account Could Not Be Saved");
  g_assert_nonnull (strstr (desk_text (desk, "text_label"), "is a folder and should be a file."));
  g_assert_true (desk_shows (desk, "retry_button"));
  g_assert_false (desk_shows (desk, "no_password_button"));

  g_assert_cmpint (g_rmdir (lock), ==, 0);
  desk_press (desk, "retry_button");
  desk_wait_idle (desk);

  g_assert_cmpstr (desk_text (desk, "headline_label"), ==, "Your Account Works");
}

static void
test_half_a_success_is_said (WizardDesk    *desk,
                             gconstpointer  data)
{
  walk_to_servers (desk);
  ptl_service_set_host (ptl_account_get_outgoing (ptl_draft_get_account (desk->draft)),
                        "missing.demo.test");
  desk_press (desk, "next_button");
  desk_wait_idle (desk);
  ptl_wizard_show_page (desk->wizard, "done");
  desk_wait_idle (desk);

  g_assert_cmpstr (desk_text (desk, "headline_label"), ==,
                   "Receiving Works, Sending Does Not Yet");
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char  *path;
    void       (*func) (WizardDesk *, gconstpointer);
  } tests[] = {
    { "/app/wizard/walk-ends-with-a-saved-account", test_walk_ends_with_a_saved_account },
    { "/app/wizard/back-keeps-what-was-typed", test_back_keeps_what_was_typed },
    { "/app/wizard/back-ends-what-goes-on", test_back_ends_what_goes_on },
    { "/app/wizard/back-never-runs-in-circles", test_back_never_runs_in_circles },
    { "/app/wizard/escape-on-the-first-page-closes", test_escape_on_the_first_page_closes },
    { "/app/wizard/enter-goes-on", test_enter_goes_on },
    { "/app/wizard/first-empty-entry-has-the-focus", test_first_empty_entry_has_the_focus },
    { "/app/wizard/focus-goes-to-the-way-on", test_focus_goes_to_the_way_on },
    { "/app/wizard/focus-goes-from-an-entry-to-the-way-on",
      test_focus_goes_from_an_entry_to_the_way_on },
    { "/app/wizard/only-the-shown-page-is-told-of", test_only_the_shown_page_is_told_of },
    { "/app/wizard/each-page-bears-its-title", test_each_page_bears_its_title },
    { "/app/wizard/header-fits-a-narrow-window", test_header_fits_a_narrow_window },
    { "/app/wizard/locked-keyring-is-told-and-can-be-left-out",
      test_locked_keyring_is_told_and_can_be_left_out },
    { "/app/wizard/missing-keyring-leaves-one-way-out", test_missing_keyring_leaves_one_way_out },
    { "/app/wizard/account-that-is-not-written-is-not-lost",
      test_account_that_is_not_written_is_not_lost },
    { "/app/wizard/half-a-success-is-said", test_half_a_success_is_said },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, WizardDesk, NULL, desk_set_up, tests[i].func, desk_tear_down);

  g_test_add_func ("/app/wizard/button-that-closes-stays-on-its-side",
                   test_button_that_closes_stays_on_its_side);

  return g_test_run ();
}
