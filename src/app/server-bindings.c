/* server-bindings.c - what ties the rows of a PtlServerGroup to its models
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/server-group-private.h"

/* The rows of the choice of how encryption starts, in the template's order. */
#define CHOICE_TLS      0
#define CHOICE_STARTTLS 1

static gboolean
show_port (GBinding     *binding,
           const GValue *from,
           GValue       *to,
           gpointer      user_data)
{
  PtlServerGroup *self = user_data;
  guint before = self->shown_port;

  self->shown_port = g_value_get_uint (from);
  g_value_set_double (to, self->shown_port);

  if (before != 0 && before != self->shown_port)
    ptl_server_group_port_moved (self, before, self->shown_port);

  return TRUE;
}

static gboolean
take_port (GBinding     *binding,
           const GValue *from,
           GValue       *to,
           gpointer      user_data)
{
  PtlServerGroup *self = user_data;

  self->shown_port = (guint) g_value_get_double (from);
  g_value_set_uint (to, self->shown_port);
  ptl_server_group_port_typed (self);

  return TRUE;
}

static gboolean
show_security (GBinding     *binding,
               const GValue *from,
               GValue       *to,
               gpointer      user_data)
{
  PtlSecurity security = g_value_get_enum (from);

  /* The choice is hidden, and keeps what it was. */
  if (security == PTL_SECURITY_NONE)
    return FALSE;

  g_value_set_uint (to, security == PTL_SECURITY_TLS ? CHOICE_TLS : CHOICE_STARTTLS);
  return TRUE;
}

static gboolean
take_security (GBinding     *binding,
               const GValue *from,
               GValue       *to,
               gpointer      user_data)
{
  guint choice = g_value_get_uint (from);

  if (choice != CHOICE_TLS && choice != CHOICE_STARTTLS)
    return FALSE;

  g_value_set_enum (to, choice == CHOICE_TLS ? PTL_SECURITY_TLS : PTL_SECURITY_STARTTLS);
  return TRUE;
}

static gboolean
show_protocol (GBinding     *binding,
               const GValue *from,
               GValue       *to,
               gpointer      user_data)
{
  g_value_set_boolean (to, g_value_get_enum (from) == PTL_PROTOCOL_POP3);
  return TRUE;
}

static gboolean
take_protocol (GBinding     *binding,
               const GValue *from,
               GValue       *to,
               gpointer      user_data)
{
  if (ptl_server_group_is_outgoing (user_data))
    return FALSE;

  g_value_set_enum (to, g_value_get_boolean (from) ? PTL_PROTOCOL_POP3 : PTL_PROTOCOL_IMAP);
  return TRUE;
}

static gboolean
show_auth (GBinding     *binding,
           const GValue *from,
           GValue       *to,
           gpointer      user_data)
{
  PtlServerGroup *self = user_data;
  PtlAuth auth = g_value_get_enum (from);

  if (auth != PTL_AUTH_NONE)
    self->auth = auth;

  g_value_set_boolean (to, auth != PTL_AUTH_NONE);
  return TRUE;
}

static gboolean
take_auth (GBinding     *binding,
           const GValue *from,
           GValue       *to,
           gpointer      user_data)
{
  PtlServerGroup *self = user_data;

  g_value_set_enum (to, g_value_get_boolean (from) ? self->auth : PTL_AUTH_NONE);
  return TRUE;
}

/**
 * ptl_server_group_bind:
 * @self: a group whose template is there
 *
 * Ties the rows to whatever service and draft there will be.
 */
void
ptl_server_group_bind (PtlServerGroup *self)
{
  const GBindingFlags both = G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL;
  GBindingGroup *group = g_binding_group_new ();

  /* The protocol first: what follows is read in its light. */
  g_binding_group_bind_full (group, "protocol", self->pop3_toggle, "active", both,
                             show_protocol, take_protocol, self, NULL);
  g_binding_group_bind (group, "host", self->host_entry, "text", both);
  g_binding_group_bind_full (group, "port", self->port_spin, "value", both,
                             show_port, take_port, self, NULL);
  g_binding_group_bind (group, "use-ssl", self->ssl_switch, "active", both);
  g_binding_group_bind_full (group, "security", self->security_row, "selected", both,
                             show_security, take_security, self, NULL);
  g_binding_group_bind_full (group, "auth", self->auth_switch, "active", both,
                             show_auth, take_auth, self, NULL);
  g_binding_group_bind (group, "user", self->user_entry, "text", both);
  self->service_bindings = group;

  self->account_bindings = g_binding_group_new ();
  g_binding_group_bind (self->account_bindings, "same-user", self->same_switch, "active", both);
}

/* Which of the draft's agreements it is depends on the service. */
void
ptl_server_group_bind_consent (PtlServerGroup *self)
{
  const char *property = ptl_server_group_is_outgoing (self) ? "allow-insecure-outgoing"
                                                             : "allow-insecure-incoming";

  g_clear_object (&self->draft_bindings);
  self->draft_bindings = g_binding_group_new ();
  g_binding_group_bind (self->draft_bindings, property, self->allow_check, "active",
                        G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_binding_group_set_source (self->draft_bindings, self->draft);
}
