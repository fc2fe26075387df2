/* service-state.c - what is chosen together for a server, and the rules of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/service-state.h"

G_DEFINE_ENUM_TYPE (PtlPortOrigin, ptl_port_origin,
                    G_DEFINE_ENUM_VALUE (PTL_PORT_ORIGIN_DEFAULT, "default"),
                    G_DEFINE_ENUM_VALUE (PTL_PORT_ORIGIN_FOUND, "found"),
                    G_DEFINE_ENUM_VALUE (PTL_PORT_ORIGIN_USER, "user"))

/* Ours to move: a number that nobody would miss. */
static gboolean
port_follows (const PtlServiceState *self)
{
  return self->origin != PTL_PORT_ORIGIN_USER ||
         ptl_port_is_standard (self->protocol, self->port);
}

static void
move_port (PtlServiceState *self)
{
  self->port = ptl_port_default (self->protocol, self->security);
  self->origin = PTL_PORT_ORIGIN_DEFAULT;
}

static void
store_security (PtlServiceState *self,
                PtlSecurity      security)
{
  self->security = security;

  if (security != PTL_SECURITY_NONE)
    self->encrypted = security;
}

/* What the port says about the security. A number never switches encryption
 * off: 25 keeps it, as STARTTLS. */
static void
match_security (PtlServiceState *self)
{
  PtlSecurity safest;

  if (ptl_port_default (self->protocol, self->security) == self->port ||
      !ptl_port_get_security (self->protocol, self->port, &safest))
    return;

  if (safest == PTL_SECURITY_NONE)
    safest = PTL_SECURITY_STARTTLS;

  store_security (self, safest);
}

static void
put_protocol (PtlServiceState *self,
              PtlProtocol      protocol)
{
  gboolean follows = port_follows (self);

  if (self->protocol == protocol)
    return;

  self->protocol = protocol;

  if (follows)
    move_port (self);
  else
    match_security (self);
}

static void
put_port (PtlServiceState *self,
          guint            port)
{
  /* The number that is there already was not typed, it was shown. */
  if (self->port == port)
    return;

  self->port = port;
  self->origin = PTL_PORT_ORIGIN_USER;
  match_security (self);
}

static void
put_security (PtlServiceState *self,
              PtlSecurity      security)
{
  if (self->security == security)
    return;

  store_security (self, security);

  if (port_follows (self))
    move_port (self);
}

static void
put_use_ssl (PtlServiceState *self,
             gboolean         use_ssl)
{
  if ((self->security != PTL_SECURITY_NONE) != !!use_ssl)
    put_security (self, use_ssl ? self->encrypted : PTL_SECURITY_NONE);
}

PtlServiceState
ptl_service_state_new (PtlProtocol protocol)
{
  PtlServiceState self = { .protocol = protocol };

  store_security (&self, PTL_SECURITY_TLS);
  move_port (&self);

  return self;
}

gboolean
ptl_service_state_equal (const PtlServiceState *a,
                         const PtlServiceState *b)
{
  return a->protocol == b->protocol &&
         a->port == b->port &&
         a->origin == b->origin &&
         a->security == b->security &&
         a->encrypted == b->encrypted &&
         a->auth == b->auth;
}

/* A number, as the property shows it. */
guint
ptl_service_state_get (const PtlServiceState *self,
                       PtlServiceProperty     property)
{
  switch (property)
    {
    case PTL_SERVICE_PROP_AUTH:
      return self->auth;

    case PTL_SERVICE_PROP_CAN_UNDO:
      return self->can_undo;

    case PTL_SERVICE_PROP_PORT:
      return self->port;

    case PTL_SERVICE_PROP_PORT_NOTE:
      return ptl_port_note (self->protocol, self->port, self->security);

    case PTL_SERVICE_PROP_PORT_ORIGIN:
      return self->origin;

    case PTL_SERVICE_PROP_PROTOCOL:
      return self->protocol;

    case PTL_SERVICE_PROP_SECURITY:
      return self->security;

    case PTL_SERVICE_PROP_USE_SSL:
      return self->security != PTL_SECURITY_NONE;

    case PTL_SERVICE_PROP_USUAL_PORT:
      return ptl_port_default (self->protocol, self->security);

    case PTL_SERVICE_PROP_0:
    case PTL_SERVICE_PROP_CERTIFICATE:
    case PTL_SERVICE_PROP_HOST:
    case PTL_SERVICE_PROP_USER:
    case PTL_SERVICE_N_PROPS:
    default:
      return 0;
    }
}

/* The user's edit of one property, and all that follows from it. */
void
ptl_service_state_put (PtlServiceState    *self,
                       PtlServiceProperty  property,
                       guint               value)
{
  if (property == PTL_SERVICE_PROP_AUTH)
    self->auth = value;
  else if (property == PTL_SERVICE_PROP_PORT)
    put_port (self, value);
  else if (property == PTL_SERVICE_PROP_PROTOCOL)
    put_protocol (self, value);
  else if (property == PTL_SERVICE_PROP_SECURITY)
    put_security (self, value);
  else if (property == PTL_SERVICE_PROP_USE_SSL)
    put_use_ssl (self, value);
  else
    g_return_if_reached ();
}

void
ptl_service_state_use_defaults (PtlServiceState *self)
{
  store_security (self, PTL_SECURITY_TLS);
  move_port (self);
}

void
ptl_service_state_restore (PtlServiceState *self,
                           PtlProtocol      protocol,
                           guint            port,
                           PtlSecurity      security,
                           PtlPortOrigin    origin)
{
  self->protocol = protocol;
  self->port = port;
  self->origin = origin;
  store_security (self, security);
}
