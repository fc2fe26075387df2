/* done-page.c - the wizard saves the account and says what was saved where
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/done-page.h"

#include <glib/gi18n.h>

#include "app/labels.h"
#include "base/sandbox.h"

struct _PtlDonePage
{
  PtlWizardPage  parent_instance;

  GtkImage      *icon;
  GtkSpinner    *spinner;
  GtkLabel      *headline_label;
  GtkLabel      *text_label;
  GtkWidget     *facts_group;
  AdwActionRow  *account_row;
  AdwActionRow  *incoming_row;
  AdwActionRow  *outgoing_row;
  AdwActionRow  *password_row;
  GtkWidget     *failure_box;
  GtkWidget     *retry_button;
  GtkWidget     *no_password_button;
  GtkWidget     *another_button;

  GSignalGroup  *draft_signals;
  gboolean       has_no_password;   /* it was left out on the user's word */
};

G_DEFINE_FINAL_TYPE (PtlDonePage, ptl_done_page, PTL_TYPE_WIZARD_PAGE)

typedef enum
{
  STATE_SAVING,
  STATE_SAVED,
  STATE_FAILED,
} State;

static PtlDraft *
get_draft (PtlDonePage *self)
{
  return ptl_wizard_page_get_draft (PTL_WIZARD_PAGE (self));
}

static State
get_state (PtlDonePage *self)
{
  PtlDraft *draft = get_draft (self);

  if (ptl_draft_get_activity (draft) == PTL_DRAFT_SAVING)
    return STATE_SAVING;

  return ptl_draft_get_error (draft) != NULL || !ptl_draft_is_saved (draft) ? STATE_FAILED
                                                                           : STATE_SAVED;
}

/* --- words --- */

static void
show_header (PtlDonePage *self,
             gboolean     is_saved)
{
  PtlWizardPage *page = PTL_WIZARD_PAGE (self);

  ptl_wizard_page_set_title (page, is_saved ? C_("page", "Done") : C_("page", "Save"));
  ptl_wizard_page_set_can_go_on (page, is_saved);
}

static void
set_look (PtlDonePage *self,
          const char  *icon,
          const char  *style,
          const char  *headline,
          const char  *text)
{
  const char *styles[] = { style, NULL };

  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), styles);
  gtk_label_set_label (self->headline_label, headline);
  gtk_label_set_label (self->text_label, text);
  gtk_label_set_selectable (self->text_label, FALSE);
}

static void
show_success (PtlDonePage *self)
{
  PtlAccount *account = ptl_draft_get_account (get_draft (self));

  switch (ptl_account_get_state (account))
    {
    case PTL_ACCOUNT_STATE_WORKS:
      set_look (self, "emblem-ok-symbolic", "success", _("Your Account Works"),
                _("Signed in to both servers over an encrypted connection."));
      break;

    case PTL_ACCOUNT_STATE_UNENCRYPTED:
      set_look (self, "dialog-warning-symbolic", "warning", _("Your Account Works, Unencrypted"),
                _("Anybody on the way to the server can read your password and your mail."));
      break;

    case PTL_ACCOUNT_STATE_NO_SENDING:
      set_look (self, "dialog-warning-symbolic", "warning",
                _("Receiving Works, Sending Does Not Yet"),
                _("The account is saved as it is. Test it again from the list of accounts."));
      break;

    case PTL_ACCOUNT_STATE_NO_RECEIVING:
      set_look (self, "dialog-warning-symbolic", "warning",
                _("Sending Works, Receiving Does Not Yet"),
                _("The account is saved as it is. Test it again from the list of accounts."));
      break;

    case PTL_ACCOUNT_STATE_BROKEN:
      set_look (self, "dialog-warning-symbolic", "warning", _("Saved, but It Does Not Work Yet"),
                _("Neither server let you in. Test it again from the list of accounts."));
      break;

    case PTL_ACCOUNT_STATE_UNTESTED:
    default:
      set_look (self, "emblem-ok-symbolic", "dim-label", _("Your Account Is Saved"),
                _("It was not tested. You can do that from the list of accounts."));
    }
}

static const char *
describe_place (PtlDonePage *self)
{
  const char *store = ptl_draft_get_store_name (get_draft (self));

  if (self->has_no_password || !ptl_draft_has_password (get_draft (self)))
    return _("Not saved");

  if (g_str_equal (store, "keyring"))
    return _("In the keyring of this computer, encrypted");

  if (g_str_equal (store, "file"))
    return _("In the encrypted file of this program’s keyring");

  return _("In memory only, until Portolan is closed");
}

static void
show_server (AdwActionRow *row,
             PtlService   *service)
{
  g_autofree char *server = ptl_label_service (NULL, ptl_service_get_host (service),
                                               ptl_service_get_port (service),
                                               ptl_service_get_security (service));

  adw_action_row_set_subtitle (row, server);
}

static void
show_facts (PtlDonePage *self)
{
  PtlAccount *account = ptl_draft_get_account (get_draft (self));
  const char *name = ptl_account_get_name (account);
  const char *address = ptl_account_get_address (account);
  g_autofree char *both = g_str_equal (name, address)
                          ? g_strdup (address)
                          : g_strdup_printf ("%s <%s>", name, address);

  adw_action_row_set_subtitle (self->account_row, both);
  show_server (self->incoming_row, ptl_account_get_incoming (account));
  show_server (self->outgoing_row, ptl_account_get_outgoing (account));
  adw_action_row_set_subtitle (self->password_row, describe_place (self));
}

/* --- failure --- */

/* One way out, and a second one only where the first may be in vain. */
static void
show_failure (PtlDonePage *self)
{
  static const char *first[] = { "pill", "suggested-action", NULL };
  static const char *second[] = { "pill", NULL };
  const GError *error = ptl_draft_get_error (get_draft (self));
  gboolean is_keyring = error != NULL && error->domain == PTL_SETUP_ERROR;
  gboolean has_keyring = !g_error_matches (error, PTL_SETUP_ERROR, PTL_SETUP_ERROR_NO_KEYRING);
  g_autoptr(PtlSandbox) sandbox = ptl_sandbox_new ();
  g_autofree char *text = error != NULL ? g_strconcat (error->message, ".", NULL)
                                        : g_strdup (_("Saving was stopped."));

  set_look (self, "dialog-error-symbolic", "error",
            is_keyring ? _("The Password Could Not Be Saved") : _("The Account Could Not Be Saved"),
            text);
  /* In a sandbox it ends in a line to copy. */
  gtk_label_set_selectable (self->text_label, sandbox != NULL && !has_keyring);
  gtk_widget_set_visible (self->retry_button, has_keyring);
  gtk_widget_set_visible (self->no_password_button, is_keyring);
  gtk_widget_set_css_classes (self->no_password_button, has_keyring ? second : first);
}

static void
update (PtlDonePage *self)
{
  State state;

  if (get_draft (self) == NULL)
    return;

  state = get_state (self);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), state == STATE_SAVING);
  gtk_spinner_set_spinning (self->spinner, state == STATE_SAVING);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), state != STATE_SAVING);
  gtk_widget_set_visible (self->facts_group, state == STATE_SAVED);
  gtk_widget_set_visible (self->another_button, state == STATE_SAVED);
  gtk_widget_set_visible (self->failure_box, state == STATE_FAILED);

  if (state == STATE_SAVING)
    set_look (self, NULL, NULL, _("Saving…"), _("The keyring may ask for its password."));
  else if (state == STATE_FAILED)
    show_failure (self);
  else
    show_success (self);

  show_facts (self);
  show_header (self, state == STATE_SAVED);
}

/* --- the page --- */

static void
retry_cb (PtlDonePage *self)
{
  if (self->has_no_password)
    ptl_draft_save_no_password (get_draft (self));
  else
    ptl_draft_save (get_draft (self));
}

static void
no_password_cb (PtlDonePage *self)
{
  self->has_no_password = TRUE;
  ptl_draft_save_no_password (get_draft (self));
}

static void
another_cb (PtlDonePage *self)
{
  ptl_wizard_page_go_to (PTL_WIZARD_PAGE (self), "another");
}

static void
ptl_done_page_draft_changed (PtlWizardPage *page)
{
  g_signal_group_set_target (PTL_DONE_PAGE (page)->draft_signals,
                             ptl_wizard_page_get_draft (page));
}

static void
ptl_done_page_enter (PtlWizardPage *page)
{
  PtlDonePage *self = PTL_DONE_PAGE (page);

  self->has_no_password = FALSE;
  ptl_draft_save (get_draft (self));
  update (self);
}

static const char *
ptl_done_page_go_on (PtlWizardPage *page)
{
  return "close";
}

static void
ptl_done_page_dispose (GObject *object)
{
  PtlDonePage *self = PTL_DONE_PAGE (object);

  g_clear_object (&self->draft_signals);

  G_OBJECT_CLASS (ptl_done_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
    "/io/github/portolan_mail/Portolan/ui/done-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PtlDonePage, icon);
  gtk_widget_class_bind_template_child (widget_class, PtlDonePage, spinner);
  gtk_widget_class_bind_template_child (widget_class, PtlDonePage, headline_label);
  gtk_widget_class_bind_template_child (widget_class, PtlDonePage, text_label);
  gtk_widget_class_bind_template_child (widget_class, PtlDonePage, facts_group);
  gtk_widget_class_bind_template_child (widget_class, PtlDonePage, account_row);
  gtk_widget_class_bind_template_child (widget_class, PtlDonePage, incoming_row);
  gtk_widget_class_bind_template_child (widget_class, PtlDonePage, outgoing_row);
  gtk_widget_class_bind_template_child (widget_class, PtlDonePage, password_row);
  gtk_widget_class_bind_template_child (widget_class, PtlDonePage, failure_box);
  gtk_widget_class_bind_template_child (widget_class, PtlDonePage, retry_button);
  gtk_widget_class_bind_template_child (widget_class, PtlDonePage, no_password_button);
  gtk_widget_class_bind_template_child (widget_class, PtlDonePage, another_button);
  gtk_widget_class_bind_template_callback (widget_class, another_cb);
  gtk_widget_class_bind_template_callback (widget_class, no_password_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
ptl_done_page_class_init (PtlDonePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  PtlWizardPageClass *page_class = PTL_WIZARD_PAGE_CLASS (klass);

  object_class->dispose = ptl_done_page_dispose;
  page_class->draft_changed = ptl_done_page_draft_changed;
  page_class->enter = ptl_done_page_enter;
  page_class->go_on = ptl_done_page_go_on;

  bind_template (widget_class);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ptl_done_page_init (PtlDonePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ptl_wizard_page_set_next_label (PTL_WIZARD_PAGE (self), _("Show in _List"));
  show_header (self, FALSE);

  self->draft_signals = g_signal_group_new (PTL_TYPE_DRAFT);
  g_signal_group_connect_swapped (self->draft_signals, "changed", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->draft_signals, "notify::activity",
                                  G_CALLBACK (update), self);
}
