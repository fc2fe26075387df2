/* server-group.c - one server on the Advanced page: port, encryption, sign-in
 *
 * Only shows and edits a PtlService; which port goes with which encryption is
 * that object's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/server-group.h"

#include <glib/gi18n.h>

#include "app/ignore-wheel.h"
#include "app/put-number.h"
#include "app/server-group-private.h"
#include "app/wrap-layout.h"

/* Long enough to be seen, short enough not to be a decoration. */
#define HIGHLIGHT_MS 1000

G_DEFINE_FINAL_TYPE (PtlServerGroup, ptl_server_group, ADW_TYPE_PREFERENCES_GROUP)

enum {
  PROP_0,
  PROP_CHANGE,
  PROP_DRAFT,
  PROP_FREE_PORT,
  PROP_LOCAL_NOTE,
  PROP_SERVICE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Takes @text. */
void
ptl_server_group_put_text (PtlServerGroup *self,
                           char          **field,
                           char           *text,
                           const char     *property)
{
  if (g_strcmp0 (*field, text) == 0)
    {
      g_free (text);
      return;
    }

  g_free (*field);
  *field = text;
  g_object_notify (G_OBJECT (self), property);
}

/* --- the number has changed by itself --- */

static gboolean
highlight_over_cb (gpointer data)
{
  PtlServerGroup *self = data;

  self->highlight = 0;
  gtk_widget_remove_css_class (GTK_WIDGET (self->port_spin), "changed");

  return G_SOURCE_REMOVE;
}

static void
highlight (PtlServerGroup *self)
{
  gboolean is_moving;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)),
                "gtk-enable-animations", &is_moving, NULL);

  if (!is_moving)
    return;

  g_clear_handle_id (&self->highlight, g_source_remove);
  gtk_widget_add_css_class (GTK_WIDGET (self->port_spin), "changed");
  self->highlight = g_timeout_add (HIGHLIGHT_MS, highlight_over_cb, self);
}

/* What a screen reader says about the switch that has the focus, and about
 * the number that it moved. */
static void
describe (PtlServerGroup *self)
{
  const char *text = gtk_label_get_label (self->note_label);
  g_autofree char *both = NULL;

  if (self->service != NULL && ptl_server_group_is_warned (self))
    gtk_widget_add_css_class (self->note_icon, "warning");
  else
    gtk_widget_remove_css_class (self->note_icon, "warning");

  if (self->change != NULL)
    both = g_strconcat (self->change, ". ", text, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->port_spin),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, both ? both : text, -1);

  if (self->change != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->ssl_switch),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, self->change, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self->ssl_switch),
                                   GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

/* Told by the binding: the number that is shown was not typed there. */
void
ptl_server_group_port_moved (PtlServerGroup *self,
                             guint           before,
                             guint           port)
{
  ptl_server_group_put_text (self, &self->change,
                             g_strdup_printf (_("Port changed from %u to %u"), before, port),
                             "change");
  highlight (self);
}

void
ptl_server_group_port_typed (PtlServerGroup *self)
{
  ptl_server_group_put_text (self, &self->change, NULL, "change");
}

/* --- what is to be seen --- */

static void
show_rows (PtlServerGroup *self)
{
  gboolean is_outgoing = ptl_server_group_is_outgoing (self);
  gboolean signs_in = !is_outgoing || gtk_switch_get_active (self->auth_switch);
  gboolean is_same = self->draft != NULL && gtk_switch_get_active (self->same_switch);

  gtk_widget_set_visible (self->kind_row, !is_outgoing);
  gtk_widget_set_visible (self->auth_row, is_outgoing);
  gtk_widget_set_visible (self->same_row, is_outgoing && signs_in && self->draft != NULL);
  gtk_widget_set_visible (self->user_row, signs_in && !(is_outgoing && is_same));
  gtk_widget_set_visible (GTK_WIDGET (self->allow_check), self->draft != NULL);
}

static void
mark_host (PtlServerGroup *self,
           gboolean        is_wrong)
{
  GtkWidget *entry = GTK_WIDGET (self->host_entry);

  if (is_wrong)
    gtk_widget_add_css_class (entry, "error");
  else
    gtk_widget_remove_css_class (entry, "error");

  gtk_widget_set_visible (self->host_note_box, is_wrong);
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                               is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE
                                        : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
service_changed_cb (PtlServerGroup *self,
                    GParamSpec     *pspec,
                    PtlService     *service)
{
  if (g_str_equal (pspec->name, "port") || g_str_equal (pspec->name, "host"))
    ptl_server_group_check_local (self);

  if (g_str_equal (pspec->name, "host"))
    mark_host (self, FALSE);

  if (g_str_equal (pspec->name, "protocol"))
    ptl_server_group_put_words (self);

  describe (self);
}

/* --- actions --- */

static void
use_usual_port (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  PtlServerGroup *self = PTL_SERVER_GROUP (widget);

  ptl_service_set_port (self->service, ptl_service_get_usual_port (self->service));
  gtk_widget_grab_focus (GTK_WIDGET (self->port_spin));
}

/* --- the object --- */

static void
ptl_server_group_dispose (GObject *object)
{
  PtlServerGroup *self = PTL_SERVER_GROUP (object);

  g_cancellable_cancel (self->local_check);
  g_clear_object (&self->local_check);
  g_clear_handle_id (&self->highlight, g_source_remove);
  g_clear_object (&self->service_bindings);
  g_clear_object (&self->account_bindings);
  g_clear_object (&self->draft_bindings);

  if (self->service != NULL)
    g_signal_handlers_disconnect_by_data (self->service, self);

  g_clear_object (&self->service);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (ptl_server_group_parent_class)->dispose (object);
}

static void
ptl_server_group_finalize (GObject *object)
{
  PtlServerGroup *self = PTL_SERVER_GROUP (object);

  g_free (self->change);
  g_free (self->local_note);

  G_OBJECT_CLASS (ptl_server_group_parent_class)->finalize (object);
}

static void
ptl_server_group_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  PtlServerGroup *self = PTL_SERVER_GROUP (object);

  switch (prop_id)
    {
    case PROP_CHANGE:
      g_value_set_string (value, self->change);
      break;

    case PROP_DRAFT:
      g_value_set_object (value, self->draft);
      break;

    case PROP_FREE_PORT:
      g_value_set_uint (value, self->free_port);
      break;

    case PROP_LOCAL_NOTE:
      g_value_set_string (value, self->local_note);
      break;

    case PROP_SERVICE:
      g_value_set_object (value, self->service);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ptl_server_group_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  PtlServerGroup *self = PTL_SERVER_GROUP (object);

  if (prop_id == PROP_DRAFT)
    ptl_server_group_set_draft (self, g_value_get_object (value));
  else if (prop_id == PROP_SERVICE)
    ptl_server_group_set_service (self, g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ptl_server_group_class_init (PtlServerGroupClass *klass)
{
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags edited = shown | G_PARAM_WRITABLE;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ptl_server_group_dispose;
  object_class->finalize = ptl_server_group_finalize;
  object_class->get_property = ptl_server_group_get_property;
  object_class->set_property = ptl_server_group_set_property;

  properties[PROP_CHANGE] = g_param_spec_string ("change", NULL, NULL, NULL, shown);
  properties[PROP_DRAFT] = g_param_spec_object ("draft", NULL, NULL, PTL_TYPE_DRAFT, edited);
  properties[PROP_FREE_PORT] =
    g_param_spec_uint ("free-port", NULL, NULL, 0, G_MAXUINT16, 0, shown);
  properties[PROP_LOCAL_NOTE] = g_param_spec_string ("local-note", NULL, NULL, NULL, shown);
  properties[PROP_SERVICE] = g_param_spec_object ("service", NULL, NULL, PTL_TYPE_SERVICE, edited);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (PTL_TYPE_WRAP_LAYOUT);
  g_type_ensure (PTL_TYPE_PORT_POPOVER);
  gtk_widget_class_set_template_from_resource (widget_class, PTL_SERVER_GROUP_TEMPLATE);
  ptl_server_group_class_bind (widget_class);
  gtk_widget_class_install_action (widget_class, "server.use-usual-port", NULL, use_usual_port);
  ptl_server_group_class_check_local (widget_class);
}

static void
ptl_server_group_init (PtlServerGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ptl_server_group_bind (self);
  ptl_ignore_wheel (GTK_WIDGET (self->port_spin));
  ptl_take_put_number (self->port_spin);

  g_signal_connect_object (self->auth_switch, "notify::active", G_CALLBACK (show_rows),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->same_switch, "notify::active", G_CALLBACK (show_rows),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->ssl_switch, "notify::active", G_CALLBACK (show_rows),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->note_label, "notify::label", G_CALLBACK (describe),
                           self, G_CONNECT_SWAPPED);
}

void
ptl_server_group_set_service (PtlServerGroup *self,
                              PtlService     *service)
{
  g_return_if_fail (PTL_IS_SERVER_GROUP (self));

  if (self->service == service)
    return;

  if (self->service != NULL)
    g_signal_handlers_disconnect_by_data (self->service, self);

  g_set_object (&self->service, service);
  self->shown_port = 0;
  ptl_server_group_put_text (self, &self->change, NULL, "change");
  g_binding_group_set_source (self->service_bindings, service);

  if (service != NULL)
    g_signal_connect_swapped (service, "notify", G_CALLBACK (service_changed_cb), self);

  ptl_server_group_bind_consent (self);
  ptl_port_popover_set_service (self->port_popover, service);
  ptl_server_group_put_words (self);
  show_rows (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SERVICE]);
  describe (self);
  ptl_server_group_check_local (self);
}

/**
 * ptl_server_group_set_draft:
 * @self: a group
 * @draft: (nullable): the draft whose account the service belongs to
 *
 * With it the group also offers the incoming server's user name, asks whether
 * the password may go unencrypted, and knows which ports have been seen.
 */
void
ptl_server_group_set_draft (PtlServerGroup *self,
                            PtlDraft       *draft)
{
  g_return_if_fail (PTL_IS_SERVER_GROUP (self));

  if (!g_set_object (&self->draft, draft))
    return;

  ptl_server_group_bind_consent (self);
  g_binding_group_set_source (self->account_bindings,
                              draft != NULL ? ptl_draft_get_account (draft) : NULL);
  ptl_port_popover_set_draft (self->port_popover, draft);
  show_rows (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAFT]);
}

/**
 * ptl_server_group_commit:
 * @self: a group
 *
 * Takes over a port that is typed but not yet confirmed with Enter.
 */
void
ptl_server_group_commit (PtlServerGroup *self)
{
  g_return_if_fail (PTL_IS_SERVER_GROUP (self));

  gtk_spin_button_update (self->port_spin);
}

/**
 * ptl_server_group_check:
 * @self: a group
 *
 * Marks and focuses the entry without which the server cannot be reached.
 *
 * Returns: %TRUE if nothing is missing
 */
gboolean
ptl_server_group_check (PtlServerGroup *self)
{
  g_autoptr(PtlCandidate) candidate = NULL;

  g_return_val_if_fail (PTL_IS_SERVER_GROUP (self), FALSE);

  if (self->service != NULL)
    candidate = ptl_service_to_candidate (self->service);

  if (candidate != NULL)
    return TRUE;

  mark_host (self, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->host_entry));

  return FALSE;
}
