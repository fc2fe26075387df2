/* identity-page.c - the wizard asks who the mail is for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/identity-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/password-guard.h"
#include "app/wrap-words.h"
#include "discover/providers.h"

struct _PtlIdentityPage
{
  PtlWizardPage      parent_instance;

  GtkEntry          *name_entry;
  GtkEntry          *address_entry;
  GtkPasswordEntry  *password_entry;
  GtkWidget         *address_problem;
  GtkLabel          *address_problem_label;
  GtkWidget         *suggestion;
  GtkLabel          *suggestion_label;
  GtkWidget         *advice;
  GtkLabel          *advice_label;
  GtkLinkButton     *advice_link;
  GtkWidget         *known;
  GtkWidget         *password_problem;
  GtkLabel          *password_problem_label;

  GBindingGroup     *account_bindings;
  char              *suggested;     /* an address */
  gboolean           is_in_view;
};

G_DEFINE_FINAL_TYPE (PtlIdentityPage, ptl_identity_page, PTL_TYPE_WIZARD_PAGE)

static PtlDraft *
get_draft (PtlIdentityPage *self)
{
  return ptl_wizard_page_get_draft (PTL_WIZARD_PAGE (self));
}

/* --- words under the entries --- */

static void
show_problem (GtkWidget  *box,
              GtkLabel   *label,
              GtkWidget  *entry,
              const char *text)
{
  if (text != NULL)
    gtk_label_set_label (label, text);

  gtk_widget_set_visible (box, text != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text != NULL ? text : "",
                                  -1);
}

static void
show_address_problem (PtlIdentityPage *self,
                      const GError    *error)
{
  g_autofree char *text = error != NULL ? g_strconcat (error->message, ".", NULL) : NULL;

  show_problem (self->address_problem, self->address_problem_label,
                GTK_WIDGET (self->address_entry), text);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->address_entry),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               error != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                             : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
show_password_problem (PtlIdentityPage *self,
                       const char      *text)
{
  show_problem (self->password_problem, self->password_problem_label,
                GTK_WIDGET (self->password_entry), text);
}

static void
show_suggestion (PtlIdentityPage *self)
{
  g_autofree char *question = NULL;

  g_free (self->suggested);
  self->suggested = ptl_draft_suggest_address (get_draft (self));

  if (self->suggested != NULL)
    question = g_strdup_printf (_("Did you mean “%s”?"), strrchr (self->suggested, '@') + 1);

  gtk_label_set_label (self->suggestion_label, question != NULL ? question : "");
  gtk_widget_set_visible (self->suggestion, question != NULL);
}

/* Before the password goes anywhere: it may be another one that is wanted. */
static void
show_advice (PtlIdentityPage *self)
{
  const char *text = ptl_account_get_address (ptl_draft_get_account (get_draft (self)));
  g_autoptr(PtlAddress) address = ptl_address_parse (text, NULL);
  const PtlProvider *provider = address != NULL ? ptl_provider_find (address->ascii_domain) : NULL;
  g_autofree char *advice = provider != NULL ? ptl_provider_describe_advice (provider) : NULL;

  gtk_widget_set_visible (self->advice, advice != NULL);

  if (advice == NULL)
    return;

  gtk_label_set_label (self->advice_label, advice);
  gtk_widget_set_visible (GTK_WIDGET (self->advice_link), provider->help_url != NULL);

  if (provider->help_url != NULL)
    {
      /* Translators: a link to the help pages of a mail provider, as “Gmail” */
      g_autofree char *label = g_strdup_printf (_("How to Get It from %s"), provider->name);

      gtk_button_set_label (GTK_BUTTON (self->advice_link), label);
      ptl_wrap_words (GTK_WIDGET (self->advice_link));
      gtk_link_button_set_uri (self->advice_link, provider->help_url);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->advice_link), provider->help_url);
    }
}

/* --- address --- */

static void
show_known (PtlIdentityPage *self)
{
  g_autoptr(PtlAccount) known = ptl_draft_find_known (get_draft (self));

  gtk_widget_set_visible (self->known, known != NULL);
}

/* Not while it is being typed. */
static gboolean
judge_address (PtlIdentityPage *self)
{
  g_autoptr(GError) error = NULL;

  if (*ptl_account_get_address (ptl_draft_get_account (get_draft (self))) == '\0')
    return FALSE;

  if (!ptl_draft_check_address (get_draft (self), &error))
    {
      show_address_problem (self, error);
      return FALSE;
    }

  show_suggestion (self);
  show_known (self);
  return TRUE;
}

/* Nobody is asked while somebody types. */
static void
address_left (PtlIdentityPage *self)
{
  PtlAccount *account = ptl_draft_get_account (get_draft (self));
  g_autofree char *text = g_strstrip (g_strdup (ptl_account_get_address (account)));

  ptl_account_set_address (account, text);

  if (judge_address (self))
    ptl_draft_search (get_draft (self));
}

/* The focus also leaves with the page itself; then it is too late to search. */
static void
address_left_cb (PtlIdentityPage *self)
{
  if (self->is_in_view)
    address_left (self);
}

static gboolean
is_in_address (PtlIdentityPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->address_entry));
}

static gboolean
is_ready (PtlIdentityPage *self)
{
  return get_draft (self) != NULL && ptl_draft_check_address (get_draft (self), NULL);
}

static void
address_changed_cb (PtlIdentityPage *self)
{
  if (get_draft (self) == NULL)
    return;

  show_address_problem (self, NULL);
  gtk_widget_set_visible (self->suggestion, FALSE);
  gtk_widget_set_visible (self->known, FALSE);
  show_advice (self);
  ptl_wizard_page_set_can_go_on (PTL_WIZARD_PAGE (self), is_ready (self));

  /* Not typed, but filled in: by the command line, or by the suggestion. */
  if (!is_in_address (self))
    judge_address (self);
}

static void
take_suggestion_cb (PtlIdentityPage *self)
{
  g_autofree char *address = g_steal_pointer (&self->suggested);

  if (address == NULL)
    return;

  gtk_widget_grab_focus (GTK_WIDGET (self->password_entry));
  ptl_account_set_address (ptl_draft_get_account (get_draft (self)), address);
  address_left (self);
}

/* --- password --- */

static void
update_password_placeholder (PtlIdentityPage *self)
{
  gboolean is_known = get_draft (self) != NULL && ptl_draft_has_password (get_draft (self));

  g_object_set (self->password_entry,
                "placeholder-text", is_known ? _("Kept; leave empty to use it") : "",
                NULL);
}

/* From the entry's locked memory straight into a secret's, and out of the entry. */
static void
take_password (PtlIdentityPage *self)
{
  GtkEditable *entry = GTK_EDITABLE (self->password_entry);
  const char *text = gtk_editable_get_text (entry);

  if (*text != '\0')
    {
      g_autoptr(PtlSecret) password = ptl_secret_new (text, -1);

      ptl_draft_set_password (get_draft (self), password);
      gtk_editable_delete_text (entry, 0, -1);
    }

  update_password_placeholder (self);
}

static void
password_left_cb (PtlIdentityPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->password_entry));
  g_autoptr(PtlSecret) password = *text != '\0' ? ptl_secret_new (text, -1) : NULL;

  show_password_problem (self, password != NULL ? ptl_secret_describe_oddity (password) : NULL);
}

static void
password_changed_cb (PtlIdentityPage *self)
{
  show_password_problem (self, NULL);
}

/* --- the page --- */

static void
enter_by_hand_cb (PtlIdentityPage *self)
{
  address_left (self);
  ptl_draft_begin_by_hand (get_draft (self));
  ptl_wizard_page_go_to (PTL_WIZARD_PAGE (self), "advanced");
}

static void
ptl_identity_page_draft_changed (PtlWizardPage *page)
{
  PtlIdentityPage *self = PTL_IDENTITY_PAGE (page);
  PtlDraft *draft = ptl_wizard_page_get_draft (page);

  g_binding_group_set_source (self->account_bindings,
                              draft != NULL ? ptl_draft_get_account (draft) : NULL);
  ptl_wizard_page_set_can_go_on (PTL_WIZARD_PAGE (self), is_ready (self));
}

static void
ptl_identity_page_enter (PtlWizardPage *page)
{
  PtlIdentityPage *self = PTL_IDENTITY_PAGE (page);

  self->is_in_view = TRUE;
  update_password_placeholder (self);
  show_advice (self);
  show_known (self);
}

static void
ptl_identity_page_leave (PtlWizardPage *page)
{
  PtlIdentityPage *self = PTL_IDENTITY_PAGE (page);

  self->is_in_view = FALSE;
  take_password (self);
}

static const char *
ptl_identity_page_go_on (PtlWizardPage *page)
{
  PtlIdentityPage *self = PTL_IDENTITY_PAGE (page);
  gboolean is_typed = *gtk_editable_get_text (GTK_EDITABLE (self->password_entry)) != '\0';

  address_left (self);

  if (!is_ready (self))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->address_entry));
      return NULL;
    }

  if (!is_typed && !ptl_draft_has_password (get_draft (self)))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->password_entry));
      show_password_problem (self, _("Without the password nothing can be tested."));
      return NULL;
    }

  return "servers";
}

static void
ptl_identity_page_dispose (GObject *object)
{
  PtlIdentityPage *self = PTL_IDENTITY_PAGE (object);

  g_clear_object (&self->account_bindings);
  g_clear_pointer (&self->suggested, g_free);

  G_OBJECT_CLASS (ptl_identity_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
    "/io/github/portolan_mail/Portolan/ui/identity-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PtlIdentityPage, name_entry);
  gtk_widget_class_bind_template_child (widget_class, PtlIdentityPage, address_entry);
  gtk_widget_class_bind_template_child (widget_class, PtlIdentityPage, password_entry);
  gtk_widget_class_bind_template_child (widget_class, PtlIdentityPage, address_problem);
  gtk_widget_class_bind_template_child (widget_class, PtlIdentityPage, address_problem_label);
  gtk_widget_class_bind_template_child (widget_class, PtlIdentityPage, suggestion);
  gtk_widget_class_bind_template_child (widget_class, PtlIdentityPage, suggestion_label);
  gtk_widget_class_bind_template_child (widget_class, PtlIdentityPage, advice);
  gtk_widget_class_bind_template_child (widget_class, PtlIdentityPage, advice_label);
  gtk_widget_class_bind_template_child (widget_class, PtlIdentityPage, advice_link);
  gtk_widget_class_bind_template_child (widget_class, PtlIdentityPage, known);
  gtk_widget_class_bind_template_child (widget_class, PtlIdentityPage, password_problem);
  gtk_widget_class_bind_template_child (widget_class, PtlIdentityPage, password_problem_label);
  gtk_widget_class_bind_template_callback (widget_class, address_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, address_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, enter_by_hand_cb);
  gtk_widget_class_bind_template_callback (widget_class, password_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, password_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_suggestion_cb);
}

static void
ptl_identity_page_class_init (PtlIdentityPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  PtlWizardPageClass *page_class = PTL_WIZARD_PAGE_CLASS (klass);

  object_class->dispose = ptl_identity_page_dispose;
  page_class->draft_changed = ptl_identity_page_draft_changed;
  page_class->enter = ptl_identity_page_enter;
  page_class->leave = ptl_identity_page_leave;
  page_class->go_on = ptl_identity_page_go_on;

  bind_template (widget_class);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ptl_identity_page_init (PtlIdentityPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Translators: the page of the wizard that asks who you are */
  ptl_wizard_page_set_title (PTL_WIZARD_PAGE (self), C_("page", "You"));
  ptl_wizard_page_set_next_label (PTL_WIZARD_PAGE (self), _("Ne_xt"));
  ptl_guard_password (GTK_EDITABLE (self->password_entry));

  self->account_bindings = g_binding_group_new ();
  g_binding_group_bind (self->account_bindings, "name", self->name_entry, "text",
                        G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_binding_group_bind (self->account_bindings, "address", self->address_entry, "text",
                        G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}
