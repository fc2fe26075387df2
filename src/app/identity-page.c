/* identity-page.c - the wizard asks who the mail is for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/identity-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/wizard-page.h"
#include "app/wrap-words.h"
#include "discover/providers.h"

struct _PtlIdentityPage
{
  AdwBin             parent_instance;

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

  PtlDraft          *draft;
  GBindingGroup     *account_bindings;
  char              *suggested;     /* an address */
  gboolean           is_in_view;
};

enum {
  PROP_0,
  PROP_DRAFT,
  PROP_TITLE,
  PROP_CAN_GO_ON,
  PROP_NEXT_LABEL,
};

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
  self->suggested = ptl_draft_suggest_address (self->draft);

  if (self->suggested != NULL)
    question = g_strdup_printf (_("Did you mean “%s”?"), strrchr (self->suggested, '@') + 1);

  gtk_label_set_label (self->suggestion_label, question != NULL ? question : "");
  gtk_widget_set_visible (self->suggestion, question != NULL);
}

/* Before the password goes anywhere: it may be another one that is wanted. */
static void
show_advice (PtlIdentityPage *self)
{
  const char *text = ptl_account_get_address (ptl_draft_get_account (self->draft));
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
  g_autoptr(PtlAccount) known = ptl_draft_find_known (self->draft);

  gtk_widget_set_visible (self->known, known != NULL);
}

/* Not while it is being typed. */
static gboolean
judge_address (PtlIdentityPage *self)
{
  g_autoptr(GError) error = NULL;

  if (*ptl_account_get_address (ptl_draft_get_account (self->draft)) == '\0')
    return FALSE;

  if (!ptl_draft_check_address (self->draft, &error))
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
  PtlAccount *account = ptl_draft_get_account (self->draft);
  g_autofree char *text = g_strstrip (g_strdup (ptl_account_get_address (account)));

  ptl_account_set_address (account, text);

  if (judge_address (self))
    ptl_draft_search (self->draft);
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

static void
address_changed_cb (PtlIdentityPage *self)
{
  if (self->draft == NULL)
    return;

  show_address_problem (self, NULL);
  gtk_widget_set_visible (self->suggestion, FALSE);
  gtk_widget_set_visible (self->known, FALSE);
  show_advice (self);
  g_object_notify (G_OBJECT (self), "can-go-on");

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
  ptl_account_set_address (ptl_draft_get_account (self->draft), address);
  address_left (self);
}

/* --- password --- */

static void
update_password_placeholder (PtlIdentityPage *self)
{
  gboolean is_known = self->draft != NULL && ptl_draft_has_password (self->draft);

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

      ptl_draft_set_password (self->draft, password);
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

static gboolean
is_ready (PtlIdentityPage *self)
{
  return self->draft != NULL && ptl_draft_check_address (self->draft, NULL);
}

static void
enter_by_hand_cb (PtlIdentityPage *self)
{
  address_left (self);
  ptl_draft_begin_by_hand (self->draft);
  ptl_wizard_page_go_to (PTL_WIZARD_PAGE (self), "advanced");
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

  if (!is_typed && !ptl_draft_has_password (self->draft))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->password_entry));
      show_password_problem (self, _("Without the password nothing can be tested."));
      return NULL;
    }

  return "servers";
}

static void
ptl_identity_page_init_interface (PtlWizardPageInterface *iface)
{
  iface->enter = ptl_identity_page_enter;
  iface->leave = ptl_identity_page_leave;
  iface->go_on = ptl_identity_page_go_on;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PtlIdentityPage, ptl_identity_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (PTL_TYPE_WIZARD_PAGE,
                                                      ptl_identity_page_init_interface))

static void
ptl_identity_page_dispose (GObject *object)
{
  PtlIdentityPage *self = PTL_IDENTITY_PAGE (object);

  g_clear_object (&self->account_bindings);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->draft);
  g_clear_pointer (&self->suggested, g_free);

  G_OBJECT_CLASS (ptl_identity_page_parent_class)->dispose (object);
}

static void
ptl_identity_page_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  PtlIdentityPage *self = PTL_IDENTITY_PAGE (object);

  switch (prop_id)
    {
    case PROP_DRAFT:
      g_value_set_object (value, self->draft);
      break;

    case PROP_TITLE:
      /* Translators: the page of the wizard that asks who you are */
      g_value_set_string (value, C_("page", "You"));
      break;

    case PROP_CAN_GO_ON:
      g_value_set_boolean (value, is_ready (self));
      break;

    case PROP_NEXT_LABEL:
      g_value_set_string (value, _("Ne_xt"));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ptl_identity_page_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  PtlIdentityPage *self = PTL_IDENTITY_PAGE (object);

  if (prop_id != PROP_DRAFT)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }

  if (g_set_object (&self->draft, g_value_get_object (value)))
    {
      g_binding_group_set_source (self->account_bindings,
                                  self->draft != NULL ? ptl_draft_get_account (self->draft)
                                                      : NULL);
      g_object_notify (object, "draft");
      g_object_notify (object, "can-go-on");
    }
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

  object_class->dispose = ptl_identity_page_dispose;
  object_class->get_property = ptl_identity_page_get_property;
  object_class->set_property = ptl_identity_page_set_property;

  g_object_class_override_property (object_class, PROP_DRAFT, "draft");
  g_object_class_override_property (object_class, PROP_TITLE, "title");
  g_object_class_override_property (object_class, PROP_CAN_GO_ON, "can-go-on");
  g_object_class_override_property (object_class, PROP_NEXT_LABEL, "next-label");

  bind_template (widget_class);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ptl_identity_page_init (PtlIdentityPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  /* What was typed must not come back with Ctrl+Z after it was taken out. */
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->password_entry), FALSE);

  self->account_bindings = g_binding_group_new ();
  g_binding_group_bind (self->account_bindings, "name", self->name_entry, "text",
                        G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_binding_group_bind (self->account_bindings, "address", self->address_entry, "text",
                        G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}
