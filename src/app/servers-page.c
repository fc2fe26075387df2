/* servers-page.c - the wizard looks for the servers and shows what it found
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/servers-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/labels.h"
#include "app/tried-list.h"
#include "app/wrap-words.h"

struct _PtlServersPage
{
  PtlWizardPage         parent_instance;

  GtkWidget            *searching_box;
  GtkSpinner           *spinner;
  GtkWidget            *choice_box;
  AdwPreferencesGroup  *result_group;
  GtkCheckButton       *imap_radio;
  GtkCheckButton       *pop3_radio;
  AdwActionRow         *incoming_row;
  AdwActionRow         *outgoing_row;
  AdwActionRow         *user_row;
  AdwActionRow         *source_row;
  GtkWidget            *nothing_box;
  GtkLabel             *nothing_label;
  GtkLabel             *reason_label;
  GtkWidget            *retry_button;
  PtlTriedList         *tried_list;

  GSignalGroup         *draft_signals;
  GSignalGroup         *incoming_signals;
  GSignalGroup         *outgoing_signals;
  gboolean              is_updating;
};

G_DEFINE_FINAL_TYPE (PtlServersPage, ptl_servers_page, PTL_TYPE_WIZARD_PAGE)

typedef enum
{
  STATE_SEARCHING,
  STATE_FOUND,
  STATE_BY_HAND,
  STATE_NOTHING,
} State;

static PtlDraft *
get_draft (PtlServersPage *self)
{
  return ptl_wizard_page_get_draft (PTL_WIZARD_PAGE (self));
}

static PtlService *
get_incoming (PtlServersPage *self)
{
  return ptl_account_get_incoming (ptl_draft_get_account (get_draft (self)));
}

static PtlService *
get_outgoing (PtlServersPage *self)
{
  return ptl_account_get_outgoing (ptl_draft_get_account (get_draft (self)));
}

static gboolean
has_host (PtlService *service)
{
  return *ptl_service_get_host (service) != '\0';
}

static State
get_state (PtlServersPage *self)
{
  const PtlOutcome *search = ptl_draft_get_search (get_draft (self));

  if (ptl_draft_get_activity (get_draft (self)) == PTL_DRAFT_SEARCHING)
    return STATE_SEARCHING;

  if (search != NULL && (search->incoming_works || search->outgoing_works))
    return STATE_FOUND;

  return has_host (get_incoming (self)) || has_host (get_outgoing (self)) ? STATE_BY_HAND
                                                                          : STATE_NOTHING;
}

static gboolean
can_go_on (PtlServersPage *self,
           State           state)
{
  return state != STATE_SEARCHING && has_host (get_incoming (self)) &&
         has_host (get_outgoing (self));
}

/* --- what was found --- */

static void
show_service (AdwActionRow *row,
              PtlService   *service)
{
  g_autofree char *server = ptl_label_service (NULL, ptl_service_get_host (service),
                                               ptl_service_get_port (service),
                                               ptl_service_get_security (service));
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  if (ptl_service_get_protocol (service) == PTL_PROTOCOL_SMTP)
    title = g_strdup (_("Outgoing Mail (SMTP)"));
  else
    /* Translators: %s is IMAP or POP3 */
    title = g_strdup_printf (_("Incoming Mail (%s)"),
                             ptl_protocol_get_label (ptl_service_get_protocol (service)));

  if (!has_host (service))
    subtitle = g_strdup (_("Not found. “Advanced…” lets you enter it."));
  else if (ptl_service_get_security (service) == PTL_SECURITY_NONE)
    subtitle = g_strdup_printf (_("%s\nPassword and mail would travel readable."), server);
  else
    subtitle = g_steal_pointer (&server);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, subtitle);
}

static void
show_user (PtlServersPage *self)
{
  const char *incoming = ptl_service_get_user (get_incoming (self));
  const char *outgoing = ptl_service_get_user (get_outgoing (self));
  g_autofree char *both = NULL;

  if (*incoming == '\0' && *outgoing == '\0')
    both = g_strdup_printf (_("Your address, or the part of it before the “@”. "
                              "The test finds out."));
  else if (*outgoing == '\0' || g_str_equal (incoming, outgoing))
    both = g_strdup (incoming);
  else
    both = g_strdup_printf (_("%s; for sending %s"), incoming, outgoing);

  adw_action_row_set_subtitle (self->user_row, both);
}

static gboolean
has_choice (PtlServersPage *self)
{
  return ptl_draft_get_choice (get_draft (self), PTL_PROTOCOL_IMAP) != NULL &&
         ptl_draft_get_choice (get_draft (self), PTL_PROTOCOL_POP3) != NULL;
}

static void
show_choice (PtlServersPage *self)
{
  PtlProtocol protocol = ptl_service_get_protocol (get_incoming (self));

  self->is_updating = TRUE;
  gtk_check_button_set_active (protocol == PTL_PROTOCOL_POP3 ? self->pop3_radio
                                                             : self->imap_radio, TRUE);
  self->is_updating = FALSE;
}

static void
show_result (PtlServersPage *self,
             State           state)
{
  const PtlOutcome *search = ptl_draft_get_search (get_draft (self));

  show_service (self->incoming_row, get_incoming (self));
  show_service (self->outgoing_row, get_outgoing (self));
  show_user (self);
  show_choice (self);
  adw_action_row_set_subtitle (self->source_row,
                               state == STATE_FOUND ? search->why
                                                    : _("You entered the servers by hand."));
}

/* --- what was not --- */

static void
show_nothing (PtlServersPage *self)
{
  const char *address = ptl_account_get_address (ptl_draft_get_account (get_draft (self)));
  const char *at = strrchr (address, '@');
  const PtlOutcome *search = ptl_draft_get_search (get_draft (self));
  const PtlFinding *nearest = search != NULL && search->incoming != NULL ? search->incoming
                              : search != NULL ? search->outgoing : NULL;
  const PtlVerdict *verdict = nearest != NULL ? nearest->verdict : NULL;
  g_autofree char *sentence = NULL;

  /* There is one, and it says itself what is wrong with it. */
  if (verdict != NULL && ptl_finding_answered (nearest))
    {
      gtk_label_set_label (self->nothing_label, verdict->title);
      gtk_label_set_label (self->reason_label, verdict->reason);
      return;
    }

  sentence = g_strdup_printf (_("No mail server was found for “%s”."),
                              at != NULL ? at + 1 : address);
  gtk_label_set_label (self->nothing_label, sentence);

  /* What got furthest says more than that a guessed name does not exist. */
  if (verdict != NULL && !ptl_verdict_has_code (verdict, "name_not_found"))
    {
      g_autofree char *reason = g_strdup_printf ("%s %s", verdict->title, verdict->reason);

      gtk_label_set_label (self->reason_label, reason);
    }
  else
    {
      gtk_label_set_label (self->reason_label,
                           _("Perhaps there is a typing error in the address, or the provider "
                             "uses unusual server names. The provider’s help pages tell them; "
                             "look for “IMAP” and “SMTP”."));
    }
}

/* --- the page --- */

static void
update (PtlServersPage *self)
{
  State state;
  gboolean has_result;

  if (get_draft (self) == NULL)
    return;

  state = get_state (self);
  has_result = state == STATE_FOUND || state == STATE_BY_HAND;

  gtk_widget_set_visible (self->searching_box, state == STATE_SEARCHING);
  gtk_spinner_set_spinning (self->spinner, state == STATE_SEARCHING);
  gtk_widget_set_visible (GTK_WIDGET (self->result_group), has_result);
  gtk_widget_set_visible (self->choice_box, has_result && has_choice (self));
  gtk_widget_set_visible (self->nothing_box, state == STATE_NOTHING);
  gtk_widget_set_visible (GTK_WIDGET (self->tried_list), state != STATE_BY_HAND);
  ptl_tried_list_set_live (self->tried_list, state == STATE_SEARCHING);

  if (state == STATE_NOTHING)
    show_nothing (self);
  else if (has_result)
    show_result (self, state);

  ptl_wizard_page_set_can_go_on (PTL_WIZARD_PAGE (self), can_go_on (self, state));
}

static void
protocol_chosen_cb (PtlServersPage *self,
                    GParamSpec     *pspec,
                    GtkCheckButton *radio)
{
  if (self->is_updating || get_draft (self) == NULL || !gtk_check_button_get_active (radio))
    return;

  ptl_draft_choose (get_draft (self), radio == self->pop3_radio ? PTL_PROTOCOL_POP3
                                                                : PTL_PROTOCOL_IMAP);
}

static void
retry_cb (PtlServersPage *self)
{
  ptl_draft_search_again (get_draft (self));
}

static void
show_advanced_cb (PtlServersPage *self)
{
  ptl_wizard_page_go_to (PTL_WIZARD_PAGE (self), "advanced");
}

static void
enter_by_hand_cb (PtlServersPage *self)
{
  ptl_draft_begin_by_hand (get_draft (self));
  ptl_wizard_page_go_to (PTL_WIZARD_PAGE (self), "advanced");
}

static void
ptl_servers_page_draft_changed (PtlWizardPage *page)
{
  PtlServersPage *self = PTL_SERVERS_PAGE (page);
  PtlDraft *draft = ptl_wizard_page_get_draft (page);

  g_signal_group_set_target (self->draft_signals, draft);
  g_signal_group_set_target (self->incoming_signals, get_incoming (self));
  g_signal_group_set_target (self->outgoing_signals, get_outgoing (self));
  ptl_tried_list_set_attempts (self->tried_list, ptl_draft_get_attempts (draft));
  update (self);
}

static void
ptl_servers_page_enter (PtlWizardPage *page)
{
  PtlServersPage *self = PTL_SERVERS_PAGE (page);

  ptl_draft_search (get_draft (self));
  update (self);
}

static const char *
ptl_servers_page_go_on (PtlWizardPage *page)
{
  return ptl_wizard_page_get_can_go_on (page) ? "test" : NULL;
}

static void
ptl_servers_page_dispose (GObject *object)
{
  PtlServersPage *self = PTL_SERVERS_PAGE (object);

  g_clear_object (&self->draft_signals);
  g_clear_object (&self->incoming_signals);
  g_clear_object (&self->outgoing_signals);

  G_OBJECT_CLASS (ptl_servers_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
    "/io/github/portolan_mail/Portolan/ui/servers-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PtlServersPage, searching_box);
  gtk_widget_class_bind_template_child (widget_class, PtlServersPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, PtlServersPage, choice_box);
  gtk_widget_class_bind_template_child (widget_class, PtlServersPage, result_group);
  gtk_widget_class_bind_template_child (widget_class, PtlServersPage, imap_radio);
  gtk_widget_class_bind_template_child (widget_class, PtlServersPage, pop3_radio);
  gtk_widget_class_bind_template_child (widget_class, PtlServersPage, incoming_row);
  gtk_widget_class_bind_template_child (widget_class, PtlServersPage, outgoing_row);
  gtk_widget_class_bind_template_child (widget_class, PtlServersPage, user_row);
  gtk_widget_class_bind_template_child (widget_class, PtlServersPage, source_row);
  gtk_widget_class_bind_template_child (widget_class, PtlServersPage, nothing_box);
  gtk_widget_class_bind_template_child (widget_class, PtlServersPage, nothing_label);
  gtk_widget_class_bind_template_child (widget_class, PtlServersPage, reason_label);
  gtk_widget_class_bind_template_child (widget_class, PtlServersPage, retry_button);
  gtk_widget_class_bind_template_child (widget_class, PtlServersPage, tried_list);
  gtk_widget_class_bind_template_callback (widget_class, enter_by_hand_cb);
  gtk_widget_class_bind_template_callback (widget_class, protocol_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_advanced_cb);
}

static void
ptl_servers_page_class_init (PtlServersPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  PtlWizardPageClass *page_class = PTL_WIZARD_PAGE_CLASS (klass);

  object_class->dispose = ptl_servers_page_dispose;
  page_class->draft_changed = ptl_servers_page_draft_changed;
  page_class->enter = ptl_servers_page_enter;
  page_class->go_on = ptl_servers_page_go_on;

  g_type_ensure (PTL_TYPE_TRIED_LIST);
  bind_template (widget_class);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ptl_servers_page_init (PtlServersPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ptl_wrap_names (GTK_WIDGET (self));
  ptl_wizard_page_set_title (PTL_WIZARD_PAGE (self), _("Servers"));
  ptl_wizard_page_set_next_label (PTL_WIZARD_PAGE (self), _("_Test"));

  self->draft_signals = g_signal_group_new (PTL_TYPE_DRAFT);
  g_signal_group_connect_swapped (self->draft_signals, "changed", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->draft_signals, "notify::activity",
                                  G_CALLBACK (update), self);

  self->incoming_signals = g_signal_group_new (PTL_TYPE_SERVICE);
  g_signal_group_connect_swapped (self->incoming_signals, "notify", G_CALLBACK (update), self);
  self->outgoing_signals = g_signal_group_new (PTL_TYPE_SERVICE);
  g_signal_group_connect_swapped (self->outgoing_signals, "notify", G_CALLBACK (update), self);
}
