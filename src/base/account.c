/* account.c - a mail account: who, and by which two servers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/account.h"

#include <string.h>

/* Nobody keeps mail on a server for longer, and means it, than ten years. */
#define REMOVE_AFTER_DAYS_MAX 3650

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
  PROP_SAME_USER,
  PROP_STATE,
  PROP_TIMEOUT_S,
  N_PROPS
};

struct _PtlAccount
{
  GObject     parent_instance;

  PtlService *incoming;
  PtlService *outgoing;
  char       *texts[N_PROPS];     /* what a property holds, by its number */
  guint       numbers[N_PROPS];
};

G_DEFINE_FINAL_TYPE (PtlAccount, ptl_account, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static const char *
look_at_text (PtlAccount *self,
              guint       property)
{
  g_return_val_if_fail (PTL_IS_ACCOUNT (self), NULL);

  return self->texts[property];
}

static guint
look_at_number (PtlAccount *self,
                guint       property)
{
  g_return_val_if_fail (PTL_IS_ACCOUNT (self), 0);

  return self->numbers[property];
}

static void
put_text (PtlAccount *self,
          guint       property,
          const char *text)
{
  g_return_if_fail (PTL_IS_ACCOUNT (self));

  if (text == NULL)
    text = "";

  if (g_str_equal (self->texts[property], text))
    return;

  g_free (self->texts[property]);
  self->texts[property] = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
put_number (PtlAccount *self,
            guint       property,
            guint       number)
{
  g_return_if_fail (PTL_IS_ACCOUNT (self));

  if (self->numbers[property] == number)
    return;

  self->numbers[property] = number;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
ptl_account_finalize (GObject *object)
{
  PtlAccount *self = PTL_ACCOUNT (object);

  for (gsize i = 0; i < N_PROPS; i++)
    g_free (self->texts[i]);

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

  if (prop_id == PROP_INCOMING)
    g_value_set_object (value, self->incoming);
  else if (prop_id == PROP_OUTGOING)
    g_value_set_object (value, self->outgoing);
  else if (G_VALUE_HOLDS_STRING (value))
    g_value_set_string (value, self->texts[prop_id]);
  else if (G_VALUE_HOLDS_BOOLEAN (value))
    g_value_set_boolean (value, self->numbers[prop_id]);
  else if (G_VALUE_HOLDS_ENUM (value))
    g_value_set_enum (value, self->numbers[prop_id]);
  else if (G_VALUE_HOLDS_UINT (value))
    g_value_set_uint (value, self->numbers[prop_id]);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

/* One name for both, until the outgoing server is given another one. */
static void
follow_incoming_user (PtlAccount *self)
{
  if (self->numbers[PROP_SAME_USER])
    ptl_service_set_user (self->outgoing, ptl_service_get_user (self->incoming));
}

static void
outgoing_user_cb (PtlAccount *self)
{
  if (strcmp (ptl_service_get_user (self->outgoing), ptl_service_get_user (self->incoming)) != 0)
    put_number (self, PROP_SAME_USER, FALSE);
}

static void
put_same_user (PtlAccount *self,
               gboolean    same)
{
  put_number (self, PROP_SAME_USER, same);
  follow_incoming_user (self);
}

static void
ptl_account_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  PtlAccount *self = PTL_ACCOUNT (object);

  if (prop_id == PROP_ID)
    ptl_account_set_id (self, g_value_get_string (value));
  else if (G_VALUE_HOLDS_STRING (value))
    put_text (self, prop_id, g_value_get_string (value));
  else if (prop_id == PROP_SAME_USER)
    put_same_user (self, g_value_get_boolean (value));
  else if (G_VALUE_HOLDS_BOOLEAN (value))
    put_number (self, prop_id, g_value_get_boolean (value));
  else if (G_VALUE_HOLDS_ENUM (value))
    put_number (self, prop_id, g_value_get_enum (value));
  else if (G_VALUE_HOLDS_UINT (value))
    put_number (self, prop_id, g_value_get_uint (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ptl_account_class_init (PtlAccountClass *klass)
{
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags edited = shown | G_PARAM_WRITABLE;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ptl_account_finalize;
  object_class->get_property = ptl_account_get_property;
  object_class->set_property = ptl_account_set_property;

  properties[PROP_ADDRESS] =
    g_param_spec_string ("address", NULL, NULL, "", edited);
  properties[PROP_ID] =
    g_param_spec_string ("id", NULL, NULL, NULL, edited | G_PARAM_CONSTRUCT);
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
  properties[PROP_SAME_USER] =
    g_param_spec_boolean ("same-user", NULL, NULL, TRUE, edited);
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
  self->texts[PROP_ADDRESS] = g_strdup ("");
  self->texts[PROP_NAME] = g_strdup ("");
  self->incoming = ptl_service_new (PTL_PROTOCOL_IMAP);
  self->outgoing = ptl_service_new (PTL_PROTOCOL_SMTP);
  self->numbers[PROP_TIMEOUT_S] = PTL_ACCOUNT_TIMEOUT_DEFAULT_S;
  self->numbers[PROP_LEAVE_ON_SERVER] = TRUE;
  self->numbers[PROP_SAME_USER] = TRUE;

  g_signal_connect_object (self->incoming, "notify::user", G_CALLBACK (follow_incoming_user),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->outgoing, "notify::user", G_CALLBACK (outgoing_user_cb),
                           self, G_CONNECT_SWAPPED);
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
  return look_at_text (self, PROP_ID);
}

/**
 * ptl_account_set_id:
 * @self: an account
 * @id: (nullable): what it is called in files; %NULL makes a new one
 *
 * Makes it, when it is saved, take the place of the one that is called so.
 */
void
ptl_account_set_id (PtlAccount *self,
                    const char *id)
{
  g_return_if_fail (PTL_IS_ACCOUNT (self));

  g_free (self->texts[PROP_ID]);
  self->texts[PROP_ID] = id != NULL ? g_strdup (id) : g_uuid_string_random ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ID]);
}

const char *
ptl_account_get_name (PtlAccount *self)
{
  return look_at_text (self, PROP_NAME);
}

void
ptl_account_set_name (PtlAccount *self,
                      const char *name)
{
  put_text (self, PROP_NAME, name);
}

const char *
ptl_account_get_address (PtlAccount *self)
{
  return look_at_text (self, PROP_ADDRESS);
}

void
ptl_account_set_address (PtlAccount *self,
                         const char *address)
{
  put_text (self, PROP_ADDRESS, address);
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

gboolean
ptl_account_get_same_user (PtlAccount *self)
{
  return look_at_number (self, PROP_SAME_USER);
}

/**
 * ptl_account_set_same_user:
 * @self: an account
 * @same: whether both servers know the user by the same name
 *
 * While they do, the outgoing server's login name follows the incoming one's.
 * Another name given to the outgoing server ends it.
 */
void
ptl_account_set_same_user (PtlAccount *self,
                           gboolean    same)
{
  g_return_if_fail (PTL_IS_ACCOUNT (self));

  put_same_user (self, !!same);
}

guint
ptl_account_get_timeout_s (PtlAccount *self)
{
  return look_at_number (self, PROP_TIMEOUT_S);
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
  put_number (self, PROP_TIMEOUT_S,
              CLAMP (timeout_s, PTL_ACCOUNT_TIMEOUT_MIN_S, PTL_ACCOUNT_TIMEOUT_MAX_S));
}

gboolean
ptl_account_get_leave_on_server (PtlAccount *self)
{
  return look_at_number (self, PROP_LEAVE_ON_SERVER);
}

void
ptl_account_set_leave_on_server (PtlAccount *self,
                                 gboolean    leave)
{
  put_number (self, PROP_LEAVE_ON_SERVER, !!leave);
}

guint
ptl_account_get_remove_after_days (PtlAccount *self)
{
  return look_at_number (self, PROP_REMOVE_AFTER_DAYS);
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
  put_number (self, PROP_REMOVE_AFTER_DAYS, MIN (days, REMOVE_AFTER_DAYS_MAX));
}

gboolean
ptl_account_get_remove_when_deleted (PtlAccount *self)
{
  return look_at_number (self, PROP_REMOVE_WHEN_DELETED);
}

void
ptl_account_set_remove_when_deleted (PtlAccount *self,
                                     gboolean    remove)
{
  put_number (self, PROP_REMOVE_WHEN_DELETED, !!remove);
}

PtlAccountState
ptl_account_get_state (PtlAccount *self)
{
  return look_at_number (self, PROP_STATE);
}

void
ptl_account_set_state (PtlAccount      *self,
                       PtlAccountState  state)
{
  put_number (self, PROP_STATE, state);
}
