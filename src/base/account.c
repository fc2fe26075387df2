/* account.c - a mail account: who, and by which two servers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/account.h"

#include <glib/gi18n.h>

#include "base/address.h"

/* Nobody keeps mail on a server for longer, and means it, than ten years. */
#define REMOVE_AFTER_DAYS_MAX 3650

struct _PtlAccount
{
  GObject          parent_instance;

  char            *id;
  char            *name;
  char            *address;
  PtlService      *incoming;
  PtlService      *outgoing;
  guint            timeout_s;
  gboolean         leave_on_server;
  guint            remove_after_days;
  gboolean         remove_when_deleted;
  PtlAccountState  state;
};

G_DEFINE_FINAL_TYPE (PtlAccount, ptl_account, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (PtlAccountState, ptl_account_state,
                    G_DEFINE_ENUM_VALUE (PTL_ACCOUNT_STATE_UNTESTED, "untested"),
                    G_DEFINE_ENUM_VALUE (PTL_ACCOUNT_STATE_WORKS, "works"),
                    G_DEFINE_ENUM_VALUE (PTL_ACCOUNT_STATE_UNENCRYPTED, "unencrypted"),
                    G_DEFINE_ENUM_VALUE (PTL_ACCOUNT_STATE_NO_SENDING, "no-sending"),
                    G_DEFINE_ENUM_VALUE (PTL_ACCOUNT_STATE_NO_RECEIVING, "no-receiving"),
                    G_DEFINE_ENUM_VALUE (PTL_ACCOUNT_STATE_BROKEN, "broken"))

enum {
  PROP_0,
  PROP_ADDRESS,
  PROP_ID,
  PROP_INCOMING,
  PROP_LEAVE_ON_SERVER,
  PROP_NAME,
  PROP_OUTGOING,
  PROP_REMOVE_AFTER_DAYS,
  PROP_REMOVE_WHEN_DELETED,
  PROP_STATE,
  PROP_TIMEOUT_S,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
put_text (PtlAccount  *self,
          char       **field,
          const char  *text,
          guint        property)
{
  if (text == NULL)
    text = "";

  if (g_strcmp0 (*field, text) == 0)
    return;

  g_free (*field);
  *field = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
put_number (PtlAccount *self,
            guint      *field,
            guint       number,
            guint       property)
{
  if (*field == number)
    return;

  *field = number;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
put_switch (PtlAccount *self,
            gboolean   *field,
            gboolean    is_on,
            guint       property)
{
  if (*field == !!is_on)
    return;

  *field = !!is_on;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
ptl_account_constructed (GObject *object)
{
  PtlAccount *self = PTL_ACCOUNT (object);

  G_OBJECT_CLASS (ptl_account_parent_class)->constructed (object);

  if (self->id == NULL)
    self->id = g_uuid_string_random ();
}

static void
ptl_account_finalize (GObject *object)
{
  PtlAccount *self = PTL_ACCOUNT (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->address);
  g_object_unref (self->incoming);
  g_object_unref (self->outgoing);

  G_OBJECT_CLASS (ptl_account_parent_class)->finalize (object);
}

static void
ptl_account_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  PtlAccount *self = PTL_ACCOUNT (object);

  switch (prop_id)
    {
    case PROP_ADDRESS:
      g_value_set_string (value, self->address);
      break;

    case PROP_ID:
      g_value_set_string (value, self->id);
      break;

    case PROP_INCOMING:
      g_value_set_object (value, self->incoming);
      break;

    case PROP_LEAVE_ON_SERVER:
      g_value_set_boolean (value, self->leave_on_server);
      break;

    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;

    case PROP_OUTGOING:
      g_value_set_object (value, self->outgoing);
      break;

    case PROP_REMOVE_AFTER_DAYS:
      g_value_set_uint (value, self->remove_after_days);
      break;

    case PROP_REMOVE_WHEN_DELETED:
      g_value_set_boolean (value, self->remove_when_deleted);
      break;

    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_TIMEOUT_S:
      g_value_set_uint (value, self->timeout_s);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ptl_account_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  PtlAccount *self = PTL_ACCOUNT (object);

  switch (prop_id)
    {
    case PROP_ADDRESS:
      ptl_account_set_address (self, g_value_get_string (value));
      break;

    case PROP_ID:
      self->id = g_value_dup_string (value);
      break;

    case PROP_LEAVE_ON_SERVER:
      ptl_account_set_leave_on_server (self, g_value_get_boolean (value));
      break;

    case PROP_NAME:
      ptl_account_set_name (self, g_value_get_string (value));
      break;

    case PROP_REMOVE_AFTER_DAYS:
      ptl_account_set_remove_after_days (self, g_value_get_uint (value));
      break;

    case PROP_REMOVE_WHEN_DELETED:
      ptl_account_set_remove_when_deleted (self, g_value_get_boolean (value));
      break;

    case PROP_STATE:
      ptl_account_set_state (self, g_value_get_enum (value));
      break;

    case PROP_TIMEOUT_S:
      ptl_account_set_timeout_s (self, g_value_get_uint (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ptl_account_class_init (PtlAccountClass *klass)
{
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags edited = shown | G_PARAM_WRITABLE;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = ptl_account_constructed;
  object_class->finalize = ptl_account_finalize;
  object_class->get_property = ptl_account_get_property;
  object_class->set_property = ptl_account_set_property;

  properties[PROP_ADDRESS] =
    g_param_spec_string ("address", NULL, NULL, "", edited);
  properties[PROP_ID] =
    g_param_spec_string ("id", NULL, NULL, NULL, edited | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_INCOMING] =
    g_param_spec_object ("incoming", NULL, NULL, PTL_TYPE_SERVICE, shown);
  properties[PROP_LEAVE_ON_SERVER] =
    g_param_spec_boolean ("leave-on-server", NULL, NULL, TRUE, edited);
  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, "", edited);
  properties[PROP_OUTGOING] =
    g_param_spec_object ("outgoing", NULL, NULL, PTL_TYPE_SERVICE, shown);
  properties[PROP_REMOVE_AFTER_DAYS] =
    g_param_spec_uint ("remove-after-days", NULL, NULL, 0, REMOVE_AFTER_DAYS_MAX, 0, edited);
  properties[PROP_REMOVE_WHEN_DELETED] =
    g_param_spec_boolean ("remove-when-deleted", NULL, NULL, FALSE, edited);
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL,
                       PTL_TYPE_ACCOUNT_STATE, PTL_ACCOUNT_STATE_UNTESTED, edited);
  properties[PROP_TIMEOUT_S] =
    g_param_spec_uint ("timeout-s", NULL, NULL, PTL_ACCOUNT_TIMEOUT_MIN_S,
                       PTL_ACCOUNT_TIMEOUT_MAX_S, PTL_ACCOUNT_TIMEOUT_DEFAULT_S, edited);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ptl_account_init (PtlAccount *self)
{
  self->name = g_strdup ("");
  self->address = g_strdup ("");
  self->incoming = ptl_service_new (PTL_PROTOCOL_IMAP);
  self->outgoing = ptl_service_new (PTL_PROTOCOL_SMTP);
  self->timeout_s = PTL_ACCOUNT_TIMEOUT_DEFAULT_S;
  self->leave_on_server = TRUE;
}

/**
 * ptl_account_new:
 * @id: (nullable): what it is called in files, a UUID; %NULL makes a new one
 *
 * Returns: (transfer full): an account about which nothing is known yet
 */
PtlAccount *
ptl_account_new (const char *id)
{
  return g_object_new (PTL_TYPE_ACCOUNT, "id", id, NULL);
}

const char *
ptl_account_state_to_string (PtlAccountState state)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (PTL_TYPE_ACCOUNT_STATE);
  GEnumValue *found = g_enum_get_value (klass, state);

  g_return_val_if_fail (found != NULL, NULL);

  /* The class of a static type outlives our reference to it. */
  return found->value_nick;
}

const char *
ptl_account_get_id (PtlAccount *self)
{
  g_return_val_if_fail (PTL_IS_ACCOUNT (self), NULL);

  return self->id;
}

const char *
ptl_account_get_name (PtlAccount *self)
{
  g_return_val_if_fail (PTL_IS_ACCOUNT (self), NULL);

  return self->name;
}

void
ptl_account_set_name (PtlAccount *self,
                      const char *name)
{
  g_return_if_fail (PTL_IS_ACCOUNT (self));

  put_text (self, &self->name, name, PROP_NAME);
}

const char *
ptl_account_get_address (PtlAccount *self)
{
  g_return_val_if_fail (PTL_IS_ACCOUNT (self), NULL);

  return self->address;
}

void
ptl_account_set_address (PtlAccount *self,
                         const char *address)
{
  g_return_if_fail (PTL_IS_ACCOUNT (self));

  put_text (self, &self->address, address, PROP_ADDRESS);
}

PtlService *
ptl_account_get_incoming (PtlAccount *self)
{
  g_return_val_if_fail (PTL_IS_ACCOUNT (self), NULL);

  return self->incoming;
}

PtlService *
ptl_account_get_outgoing (PtlAccount *self)
{
  g_return_val_if_fail (PTL_IS_ACCOUNT (self), NULL);

  return self->outgoing;
}

guint
ptl_account_get_timeout_s (PtlAccount *self)
{
  g_return_val_if_fail (PTL_IS_ACCOUNT (self), 0);

  return self->timeout_s;
}

/**
 * ptl_account_set_timeout_s:
 * @self: an account
 * @timeout_s: seconds, brought into %PTL_ACCOUNT_TIMEOUT_MIN_S to
 *   %PTL_ACCOUNT_TIMEOUT_MAX_S
 */
void
ptl_account_set_timeout_s (PtlAccount *self,
                           guint       timeout_s)
{
  g_return_if_fail (PTL_IS_ACCOUNT (self));

  put_number (self, &self->timeout_s,
              CLAMP (timeout_s, PTL_ACCOUNT_TIMEOUT_MIN_S, PTL_ACCOUNT_TIMEOUT_MAX_S),
              PROP_TIMEOUT_S);
}

gboolean
ptl_account_get_leave_on_server (PtlAccount *self)
{
  g_return_val_if_fail (PTL_IS_ACCOUNT (self), TRUE);

  return self->leave_on_server;
}

void
ptl_account_set_leave_on_server (PtlAccount *self,
                                 gboolean    leave)
{
  g_return_if_fail (PTL_IS_ACCOUNT (self));

  put_switch (self, &self->leave_on_server, leave, PROP_LEAVE_ON_SERVER);
}

guint
ptl_account_get_remove_after_days (PtlAccount *self)
{
  g_return_val_if_fail (PTL_IS_ACCOUNT (self), 0);

  return self->remove_after_days;
}

/**
 * ptl_account_set_remove_after_days:
 * @self: an account
 * @days: after how many days mail leaves the server, 0 for never
 */
void
ptl_account_set_remove_after_days (PtlAccount *self,
                                   guint       days)
{
  g_return_if_fail (PTL_IS_ACCOUNT (self));

  put_number (self, &self->remove_after_days, MIN (days, REMOVE_AFTER_DAYS_MAX),
              PROP_REMOVE_AFTER_DAYS);
}

gboolean
ptl_account_get_remove_when_deleted (PtlAccount *self)
{
  g_return_val_if_fail (PTL_IS_ACCOUNT (self), FALSE);

  return self->remove_when_deleted;
}

void
ptl_account_set_remove_when_deleted (PtlAccount *self,
                                     gboolean    remove)
{
  g_return_if_fail (PTL_IS_ACCOUNT (self));

  put_switch (self, &self->remove_when_deleted, remove, PROP_REMOVE_WHEN_DELETED);
}

PtlAccountState
ptl_account_get_state (PtlAccount *self)
{
  g_return_val_if_fail (PTL_IS_ACCOUNT (self), PTL_ACCOUNT_STATE_UNTESTED);

  return self->state;
}

void
ptl_account_set_state (PtlAccount      *self,
                       PtlAccountState  state)
{
  g_return_if_fail (PTL_IS_ACCOUNT (self));

  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static gboolean
has_host (PtlService *service)
{
  g_autofree char *host = ptl_host_check (ptl_service_get_host (service), NULL);

  return host != NULL;
}

static gboolean
has_user (PtlService *service)
{
  return ptl_service_get_auth (service) == PTL_AUTH_NONE ||
         *ptl_service_get_user (service) != '\0';
}

/**
 * ptl_account_describe_missing:
 * @self: an account
 *
 * Looks for the first thing without which the account cannot be tested.
 *
 * Returns: (nullable) (transfer full): a translated sentence, %NULL if nothing
 *   is missing
 */
char *
ptl_account_describe_missing (PtlAccount *self)
{
  g_autoptr(PtlAddress) address = NULL;
  g_autoptr(GError) error = NULL;

  g_return_val_if_fail (PTL_IS_ACCOUNT (self), NULL);

  if (*self->address == '\0')
    return g_strdup (_("The e-mail address is missing."));

  address = ptl_address_parse (self->address, &error);

  if (address == NULL)
    return g_strconcat (error->message, ".", NULL);

  if (!has_host (self->incoming))
    return g_strdup (_("The server for incoming mail is missing, or its name cannot be right."));

  if (!has_user (self->incoming))
    return g_strdup (_("The user name for incoming mail is missing."));

  if (!has_host (self->outgoing))
    return g_strdup (_("The server for outgoing mail is missing, or its name cannot be right."));

  if (!has_user (self->outgoing))
    return g_strdup (_("The user name for outgoing mail is missing."));

  return NULL;
}
