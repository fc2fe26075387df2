/* advanced-page.c - the Advanced page: every number in reach, and explained
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/advanced-page.h"

#include <glib/gi18n.h>

#include "app/ignore-wheel.h"
#include "app/labels.h"
#include "app/put-number.h"
#include "app/server-group.h"
#include "app/wrap-layout.h"

#define TIMEOUT_STEP_S 30

struct _PtlAdvancedPage
{
  PtlWizardPage    parent_instance;

  GtkSpinButton   *days_spin;
  GtkWidget       *delivery_group;
  GtkSwitch       *deleted_switch;
  PtlServerGroup  *incoming_group;
  GtkSwitch       *leave_switch;
  PtlServerGroup  *outgoing_group;
  GtkScale        *timeout_scale;
  GtkWidget       *undo_button;

  GBindingGroup   *bindings;           /* of the account */
  GSignalGroup    *incoming_signals;
  GSignalGroup    *outgoing_signals;
};

G_DEFINE_FINAL_TYPE (PtlAdvancedPage, ptl_advanced_page, PTL_TYPE_WIZARD_PAGE)

static PtlDraft *
get_draft (PtlAdvancedPage *self)
{
  return ptl_wizard_page_get_draft (PTL_WIZARD_PAGE (self));
}

static PtlService *
get_service (PtlAdvancedPage *self,
             PtlDraftSides    side)
{
  PtlDraft *draft = get_draft (self);
  PtlAccount *account;

  if (draft == NULL)
    return NULL;

  account = ptl_draft_get_account (draft);
  return side == PTL_DRAFT_OUTGOING ? ptl_account_get_outgoing (account)
                                    : ptl_account_get_incoming (account);
}

/* --- the bindings --- */

static gboolean
show_timeout (GBinding     *binding,
              const GValue *from,
              GValue       *to,
              gpointer      user_data)
{
  PtlAdvancedPage *self = user_data;
  guint seconds = g_value_get_uint (from);
  g_autofree char *words = ptl_label_duration (NULL, seconds);

  g_value_set_double (to, seconds);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->timeout_scale),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words, -1);
  return TRUE;
}

/* The marks are the stops. */
static gboolean
take_timeout (GBinding     *binding,
              const GValue *from,
              GValue       *to,
              gpointer      user_data)
{
  PtlAdvancedPage *self = user_data;
  guint steps = (guint) (g_value_get_double (from) / TIMEOUT_STEP_S + 0.5);
  g_autofree char *words = ptl_label_duration (NULL, steps * TIMEOUT_STEP_S);

  g_value_set_uint (to, steps * TIMEOUT_STEP_S);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->timeout_scale),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words, -1);
  return TRUE;
}

static void
bind (PtlAdvancedPage *self)
{
  const GBindingFlags both = G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL;
  GtkAdjustment *timeout = gtk_range_get_adjustment (GTK_RANGE (self->timeout_scale));

  self->bindings = g_binding_group_new ();
  g_binding_group_bind_full (self->bindings, "timeout-s", timeout, "value", both,
                             show_timeout, take_timeout, self, NULL);
  g_binding_group_bind (self->bindings, "leave-on-server", self->leave_switch, "active", both);
  g_binding_group_bind (self->bindings, "remove-after-days", self->days_spin, "value", both);
  g_binding_group_bind (self->bindings, "remove-when-deleted",
                        self->deleted_switch, "active", both);
}

/* --- what the services allow --- */

static void
show_undo (PtlAdvancedPage *self)
{
  gboolean can_undo = ptl_service_can_undo (get_service (self, PTL_DRAFT_INCOMING)) ||
                      ptl_service_can_undo (get_service (self, PTL_DRAFT_OUTGOING));

  gtk_widget_set_visible (self->undo_button, can_undo);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "advanced.undo", can_undo);
}

static void
show_delivery (PtlAdvancedPage *self)
{
  PtlService *incoming = get_service (self, PTL_DRAFT_INCOMING);

  gtk_widget_set_visible (self->delivery_group,
                          ptl_service_get_protocol (incoming) == PTL_PROTOCOL_POP3);
}

static void
service_changed_cb (PtlAdvancedPage *self)
{
  show_undo (self);
  show_delivery (self);
}

static void
use_defaults (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  PtlAdvancedPage *self = PTL_ADVANCED_PAGE (widget);

  if (get_draft (self) == NULL)
    return;

  ptl_service_use_defaults (get_service (self, PTL_DRAFT_OUTGOING));
  ptl_service_use_defaults (get_service (self, PTL_DRAFT_INCOMING));
}

static void
undo (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  PtlAdvancedPage *self = PTL_ADVANCED_PAGE (widget);

  if (get_draft (self) == NULL)
    return;

  ptl_service_undo (get_service (self, PTL_DRAFT_OUTGOING));
  ptl_service_undo (get_service (self, PTL_DRAFT_INCOMING));
}

static char *
describe_days (gpointer self,
               guint    days)
{
  if (days == 0)
    return g_strdup (_("0 keeps them for good."));

  return g_strdup_printf (ngettext ("The server’s copy is removed after %u day.",
                                    "The server’s copy is removed after %u days.", days), days);
}

/* --- a page of the wizard --- */

static void
ptl_advanced_page_draft_changed (PtlWizardPage *page)
{
  PtlAdvancedPage *self = PTL_ADVANCED_PAGE (page);
  PtlDraft *draft = ptl_wizard_page_get_draft (page);
  PtlService *incoming = get_service (self, PTL_DRAFT_INCOMING);
  PtlService *outgoing = get_service (self, PTL_DRAFT_OUTGOING);

  g_binding_group_set_source (self->bindings,
                              draft != NULL ? ptl_draft_get_account (draft) : NULL);
  ptl_server_group_set_service (self->outgoing_group, outgoing);
  ptl_server_group_set_draft (self->outgoing_group, draft);
  ptl_server_group_set_service (self->incoming_group, incoming);
  ptl_server_group_set_draft (self->incoming_group, draft);
  g_signal_group_set_target (self->outgoing_signals, outgoing);
  g_signal_group_set_target (self->incoming_signals, incoming);

  if (draft != NULL)
    service_changed_cb (self);
}

static void
ptl_advanced_page_leave (PtlWizardPage *page)
{
  PtlAdvancedPage *self = PTL_ADVANCED_PAGE (page);

  ptl_server_group_commit (self->outgoing_group);
  ptl_server_group_commit (self->incoming_group);
  gtk_spin_button_update (self->days_spin);
}

static const char *
ptl_advanced_page_go_on (PtlWizardPage *page)
{
  PtlAdvancedPage *self = PTL_ADVANCED_PAGE (page);
  gboolean in_is_fine;
  gboolean out_is_fine;

  ptl_advanced_page_leave (page);

  /* Both are marked; the focus goes to the first. */
  in_is_fine = ptl_server_group_check (self->incoming_group);
  out_is_fine = ptl_server_group_check (self->outgoing_group);

  return in_is_fine && out_is_fine ? "test" : NULL;
}

static void
ptl_advanced_page_dispose (GObject *object)
{
  PtlAdvancedPage *self = PTL_ADVANCED_PAGE (object);

  g_clear_object (&self->bindings);
  g_clear_object (&self->incoming_signals);
  g_clear_object (&self->outgoing_signals);

  G_OBJECT_CLASS (ptl_advanced_page_parent_class)->dispose (object);
}

static void
ptl_advanced_page_class_init (PtlAdvancedPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  PtlWizardPageClass *page_class = PTL_WIZARD_PAGE_CLASS (klass);

  object_class->dispose = ptl_advanced_page_dispose;
  page_class->draft_changed = ptl_advanced_page_draft_changed;
  page_class->leave = ptl_advanced_page_leave;
  page_class->go_on = ptl_advanced_page_go_on;

  g_type_ensure (PTL_TYPE_SERVER_GROUP);
  g_type_ensure (PTL_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/portolan_mail/Portolan/ui/advanced-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PtlAdvancedPage, days_spin);
  gtk_widget_class_bind_template_child (widget_class, PtlAdvancedPage, deleted_switch);
  gtk_widget_class_bind_template_child (widget_class, PtlAdvancedPage, delivery_group);
  gtk_widget_class_bind_template_child (widget_class, PtlAdvancedPage, incoming_group);
  gtk_widget_class_bind_template_child (widget_class, PtlAdvancedPage, leave_switch);
  gtk_widget_class_bind_template_child (widget_class, PtlAdvancedPage, outgoing_group);
  gtk_widget_class_bind_template_child (widget_class, PtlAdvancedPage, timeout_scale);
  gtk_widget_class_bind_template_child (widget_class, PtlAdvancedPage, undo_button);
  gtk_widget_class_bind_template_callback (widget_class, describe_days);
  ptl_labels_bind (widget_class);
  gtk_widget_class_install_action (widget_class, "advanced.use-defaults", NULL, use_defaults);
  gtk_widget_class_install_action (widget_class, "advanced.undo", NULL, undo);
}

static void
ptl_advanced_page_init (PtlAdvancedPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ptl_wizard_page_set_title (PTL_WIZARD_PAGE (self), _("Advanced"));
  ptl_wizard_page_set_next_label (PTL_WIZARD_PAGE (self), _("_Test"));
  ptl_wizard_page_set_can_go_on (PTL_WIZARD_PAGE (self), TRUE);
  bind (self);
  self->incoming_signals = g_signal_group_new (PTL_TYPE_SERVICE);
  g_signal_group_connect_swapped (self->incoming_signals, "notify",
                                  G_CALLBACK (service_changed_cb), self);
  self->outgoing_signals = g_signal_group_new (PTL_TYPE_SERVICE);
  g_signal_group_connect_swapped (self->outgoing_signals, "notify",
                                  G_CALLBACK (service_changed_cb), self);
  ptl_ignore_wheel (GTK_WIDGET (self->timeout_scale));
  ptl_ignore_wheel (GTK_WIDGET (self->days_spin));
  ptl_take_put_number (self->days_spin);

  for (guint s = PTL_ACCOUNT_TIMEOUT_MIN_S; s <= PTL_ACCOUNT_TIMEOUT_MAX_S; s += TIMEOUT_STEP_S)
    gtk_scale_add_mark (self->timeout_scale, s, GTK_POS_BOTTOM, NULL);
}
