/* service.c - one mail server, as the user describes it
 *
 * Port and security belong together: the rules of service-state.c make a new
 * value out of the old one, and it is exchanged as a whole, so that nobody who
 * observes the object sees one half of a change.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/service.h"

#include "base/service-state.h"

struct _PtlService
{
  GObject          parent_instance;

  PtlServiceState  state;
  PtlServiceState  before;   /* what undo brings back */
  char            *host;
  char            *user;
  char            *certificate;
};

G_DEFINE_FINAL_TYPE (PtlService, ptl_service, G_TYPE_OBJECT)

static GParamSpec *properties[PTL_SERVICE_N_PROPS];

/* It was accepted at one host and port. */
static void
forget_certificate (PtlService *self)
{
  if (*self->certificate == '\0')
    return;

  *self->certificate = '\0';
  g_object_notify_by_pspec (G_OBJECT (self), properties[PTL_SERVICE_PROP_CERTIFICATE]);
}

/* The only place where the state changes: all of it first, then the word
 * about it. */
static void
put_state (PtlService      *self,
           PtlServiceState  next)
{
  const PtlServiceState old = self->state;

  g_object_freeze_notify (G_OBJECT (self));

  self->state = next;

  if (old.port != next.port)
    forget_certificate (self);

  for (guint i = PTL_SERVICE_PROP_0 + 1; i < PTL_SERVICE_N_PROPS; i++)
    {
      if (ptl_service_state_get (&old, i) != ptl_service_state_get (&next, i))
        g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
    }

  g_object_thaw_notify (G_OBJECT (self));
}

/* What is the same as before is no edit, and takes no undo away. */
static void
edit (PtlService      *self,
      PtlServiceState  next)
{
  if (ptl_service_state_equal (&self->state, &next))
    return;

  next.can_undo = FALSE;
  put_state (self, next);
}

static void
edit_number (PtlService         *self,
             PtlServiceProperty  property,
             guint               value)
{
  PtlServiceState next;

  g_return_if_fail (PTL_IS_SERVICE (self));

  next = self->state;
  ptl_service_state_put (&next, property, value);
  edit (self, next);
}

static guint
look (PtlService         *self,
      PtlServiceProperty  property)
{
  g_return_val_if_fail (PTL_IS_SERVICE (self), 0);

  return ptl_service_state_get (&self->state, property);
}

static char **
text_of (PtlService *self,
         guint       property)
{
  return property == PTL_SERVICE_PROP_HOST ? &self->host
         : property == PTL_SERVICE_PROP_USER ? &self->user : &self->certificate;
}

static void
edit_text (PtlService *self,
           guint       property,
           const char *text)
{
  PtlServiceState next = self->state;
  char **field = text_of (self, property);

  if (text == NULL)
    text = "";

  if (g_str_equal (*field, text))
    return;

  if (property == PTL_SERVICE_PROP_HOST)
    forget_certificate (self);

  g_free (*field);
  *field = g_strdup (text);
  next.can_undo = FALSE;
  put_state (self, next);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
ptl_service_finalize (GObject *object)
{
  PtlService *self = PTL_SERVICE (object);

  g_free (self->host);
  g_free (self->user);
  g_free (self->certificate);

  G_OBJECT_CLASS (ptl_service_parent_class)->finalize (object);
}

static void
ptl_service_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  PtlService *self = PTL_SERVICE (object);

  if (G_VALUE_HOLDS_STRING (value))
    g_value_set_string (value, *text_of (self, prop_id));
  else if (G_VALUE_HOLDS_ENUM (value))
    g_value_set_enum (value, look (self, prop_id));
  else if (G_VALUE_HOLDS_BOOLEAN (value))
    g_value_set_boolean (value, look (self, prop_id));
  else if (G_VALUE_HOLDS_UINT (value))
    g_value_set_uint (value, look (self, prop_id));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ptl_service_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  PtlService *self = PTL_SERVICE (object);

  if (G_VALUE_HOLDS_STRING (value))
    edit_text (self, prop_id, g_value_get_string (value));
  else if (G_VALUE_HOLDS_ENUM (value))
    edit_number (self, prop_id, g_value_get_enum (value));
  else if (G_VALUE_HOLDS_BOOLEAN (value))
    edit_number (self, prop_id, g_value_get_boolean (value));
  else if (G_VALUE_HOLDS_UINT (value))
    edit_number (self, prop_id, g_value_get_uint (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ptl_service_class_init (PtlServiceClass *klass)
{
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags edited = shown | G_PARAM_WRITABLE;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ptl_service_finalize;
  object_class->get_property = ptl_service_get_property;
  object_class->set_property = ptl_service_set_property;

  properties[PTL_SERVICE_PROP_AUTH] =
    g_param_spec_enum ("auth", NULL, NULL, PTL_TYPE_AUTH, PTL_AUTH_PASSWORD, edited);
  properties[PTL_SERVICE_PROP_CAN_UNDO] =
    g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, shown);
  properties[PTL_SERVICE_PROP_CERTIFICATE] =
    g_param_spec_string ("certificate", NULL, NULL, "", edited);
  properties[PTL_SERVICE_PROP_HOST] =
    g_param_spec_string ("host", NULL, NULL, "", edited);
  properties[PTL_SERVICE_PROP_PORT] =
    g_param_spec_uint ("port", NULL, NULL, 1, G_MAXUINT16, 993, edited);
  properties[PTL_SERVICE_PROP_PORT_NOTE] =
    g_param_spec_enum ("port-note", NULL, NULL,
                       PTL_TYPE_PORT_NOTE, PTL_PORT_NOTE_NONE, shown);
  properties[PTL_SERVICE_PROP_PORT_ORIGIN] =
    g_param_spec_enum ("port-origin", NULL, NULL,
                       PTL_TYPE_PORT_ORIGIN, PTL_PORT_ORIGIN_DEFAULT, shown);
  properties[PTL_SERVICE_PROP_PROTOCOL] =
    g_param_spec_enum ("protocol", NULL, NULL,
                       PTL_TYPE_PROTOCOL, PTL_PROTOCOL_IMAP, edited | G_PARAM_CONSTRUCT);
  properties[PTL_SERVICE_PROP_SECURITY] =
    g_param_spec_enum ("security", NULL, NULL, PTL_TYPE_SECURITY, PTL_SECURITY_TLS, edited);
  properties[PTL_SERVICE_PROP_USER] =
    g_param_spec_string ("user", NULL, NULL, "", edited);
  properties[PTL_SERVICE_PROP_USE_SSL] =
    g_param_spec_boolean ("use-ssl", NULL, NULL, TRUE, edited);
  properties[PTL_SERVICE_PROP_USUAL_PORT] =
    g_param_spec_uint ("usual-port", NULL, NULL, 1, G_MAXUINT16, 993, shown);

  g_object_class_install_properties (object_class, PTL_SERVICE_N_PROPS, properties);
}

static void
ptl_service_init (PtlService *self)
{
  self->state = ptl_service_state_new (PTL_PROTOCOL_IMAP);
  self->host = g_strdup ("");
  self->user = g_strdup ("");
  self->certificate = g_strdup ("");
}

/**
 * ptl_service_new:
 * @protocol: what is spoken there
 *
 * Returns: (transfer full): a server without a name, with the safe defaults
 */
PtlService *
ptl_service_new (PtlProtocol protocol)
{
  return g_object_new (PTL_TYPE_SERVICE, "protocol", protocol, NULL);
}

PtlProtocol
ptl_service_get_protocol (PtlService *self)
{
  return look (self, PTL_SERVICE_PROP_PROTOCOL);
}

/**
 * ptl_service_set_protocol:
 * @self: a service
 * @protocol: what is spoken there
 *
 * Chooses the protocol; a standard port of the old one, and a port set by us,
 * become the usual one of the new.
 */
void
ptl_service_set_protocol (PtlService  *self,
                          PtlProtocol  protocol)
{
  edit_number (self, PTL_SERVICE_PROP_PROTOCOL, protocol);
}

const char *
ptl_service_get_host (PtlService *self)
{
  g_return_val_if_fail (PTL_IS_SERVICE (self), NULL);

  return self->host;
}

void
ptl_service_set_host (PtlService *self,
                      const char *host)
{
  g_return_if_fail (PTL_IS_SERVICE (self));

  edit_text (self, PTL_SERVICE_PROP_HOST, host);
}

guint
ptl_service_get_port (PtlService *self)
{
  return look (self, PTL_SERVICE_PROP_PORT);
}

/**
 * ptl_service_set_port:
 * @self: a service
 * @port: 1 to 65535
 *
 * Chooses a port by hand. A standard port brings its security along; 25, 110
 * and 143 do not switch encryption off, they choose STARTTLS for it.
 */
void
ptl_service_set_port (PtlService *self,
                      guint       port)
{
  g_return_if_fail (port > 0 && port <= G_MAXUINT16);

  edit_number (self, PTL_SERVICE_PROP_PORT, port);
}

PtlPortOrigin
ptl_service_get_port_origin (PtlService *self)
{
  return look (self, PTL_SERVICE_PROP_PORT_ORIGIN);
}

PtlPortNote
ptl_service_get_port_note (PtlService *self)
{
  return look (self, PTL_SERVICE_PROP_PORT_NOTE);
}

guint
ptl_service_get_usual_port (PtlService *self)
{
  return look (self, PTL_SERVICE_PROP_USUAL_PORT);
}

PtlSecurity
ptl_service_get_security (PtlService *self)
{
  return look (self, PTL_SERVICE_PROP_SECURITY);
}

/**
 * ptl_service_set_security:
 * @self: a service
 * @security: how the connection is to be protected
 *
 * Chooses the protection, and the port that goes with it. A number typed by
 * the user that is no standard port of the protocol stays.
 */
void
ptl_service_set_security (PtlService  *self,
                          PtlSecurity  security)
{
  edit_number (self, PTL_SERVICE_PROP_SECURITY, security);
}

gboolean
ptl_service_get_use_ssl (PtlService *self)
{
  return look (self, PTL_SERVICE_PROP_USE_SSL);
}

/**
 * ptl_service_set_use_ssl:
 * @self: a service
 * @use_ssl: whether to encrypt
 *
 * The security as one switch. Switching on brings back what was there before
 * it was switched off, TLS from the start if nothing was.
 */
void
ptl_service_set_use_ssl (PtlService *self,
                         gboolean    use_ssl)
{
  edit_number (self, PTL_SERVICE_PROP_USE_SSL, use_ssl);
}

const char *
ptl_service_get_user (PtlService *self)
{
  g_return_val_if_fail (PTL_IS_SERVICE (self), NULL);

  return self->user;
}

void
ptl_service_set_user (PtlService *self,
                      const char *user)
{
  g_return_if_fail (PTL_IS_SERVICE (self));

  edit_text (self, PTL_SERVICE_PROP_USER, user);
}

const char *
ptl_service_get_certificate (PtlService *self)
{
  g_return_val_if_fail (PTL_IS_SERVICE (self), NULL);

  return self->certificate;
}

/**
 * ptl_service_set_certificate:
 * @self: a service
 * @certificate: the SHA-256 of the one certificate that the user accepts,
 *   whoever vouches for it; empty: none
 *
 * Holds until host or port change.
 */
void
ptl_service_set_certificate (PtlService *self,
                             const char *certificate)
{
  g_return_if_fail (PTL_IS_SERVICE (self));

  edit_text (self, PTL_SERVICE_PROP_CERTIFICATE, certificate);
}

PtlAuth
ptl_service_get_auth (PtlService *self)
{
  return look (self, PTL_SERVICE_PROP_AUTH);
}

void
ptl_service_set_auth (PtlService *self,
                      PtlAuth     auth)
{
  edit_number (self, PTL_SERVICE_PROP_AUTH, auth);
}

/**
 * ptl_service_use_defaults:
 * @self: a service
 *
 * Chooses TLS from the start and its port (RFC 8314, 3). Can be undone until
 * the next edit.
 */
void
ptl_service_use_defaults (PtlService *self)
{
  PtlServiceState next;

  g_return_if_fail (PTL_IS_SERVICE (self));

  next = self->state;
  ptl_service_state_use_defaults (&next);

  if (ptl_service_state_equal (&self->state, &next))
    return;

  self->before = self->state;
  next.can_undo = TRUE;
  put_state (self, next);
}

gboolean
ptl_service_can_undo (PtlService *self)
{
  return look (self, PTL_SERVICE_PROP_CAN_UNDO);
}

/**
 * ptl_service_undo:
 * @self: a service
 *
 * Brings back what was there before the defaults; does nothing if that cannot
 * be done any more.
 */
void
ptl_service_undo (PtlService *self)
{
  g_return_if_fail (PTL_IS_SERVICE (self));

  if (self->state.can_undo)
    edit (self, self->before);
}

/**
 * ptl_service_restore:
 * @self: a service
 * @protocol: what is spoken there
 * @port: 1 to 65535
 * @security: how the connection is protected
 * @origin: who set the port
 *
 * Puts these four back as they were saved or found. No rule changes them.
 */
void
ptl_service_restore (PtlService    *self,
                     PtlProtocol    protocol,
                     guint          port,
                     PtlSecurity    security,
                     PtlPortOrigin  origin)
{
  PtlServiceState next;

  g_return_if_fail (PTL_IS_SERVICE (self));
  g_return_if_fail (port > 0 && port <= G_MAXUINT16);

  next = self->state;
  ptl_service_state_restore (&next, protocol, port, security, origin);
  edit (self, next);
}
