/* mock-service.c - a Secret Service that fails on demand
 *
 * The Secret Service API, draft 0.2, as far as libsecret needs it. Calls are
 * answered by a message filter, on GDBus' own thread: no main loop is needed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "mock-service.h"

#include "mock-items.h"

#define NO_PROMPT   "/"
#define NAME        "org.freedesktop.secrets"
#define INTERFACE   "org.freedesktop.Secret."

/* What the user is being asked for. */
typedef enum
{
  QUESTION_UNLOCK,
  QUESTION_CREATE,
} Question;

struct _MockService
{
  GDBusConnection *connection;
  guint            filter;
  MockFlags        flags;

  GMutex           lock;
  GPtrArray       *items;
  gboolean         is_locked;
  gboolean         has_collection;
  Question         question;
  char            *asked_for;         /* a path */
  guint            n_questions;
  guint            n_dismissals;

  const char      *cancel_at;
  GCancellable    *cancellable;
};

static const char *
ask (MockService *self,
     Question     question)
{
  self->question = question;

  return MOCK_ROOT "/prompt/1";
}

static GVariant *
get_properties (MockService *self,
                const char  *path)
{
  MockItem *item = mock_items_find (self->items, path);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sv}"));

  if (g_str_equal (path, MOCK_ROOT))
    {
      g_variant_builder_add (&builder, "{sv}", "Collections", g_variant_new ("ao", NULL));
      return g_variant_new ("(a{sv})", &builder);
    }

  g_variant_builder_add (&builder, "{sv}", "Label", g_variant_new_string ("mock"));
  g_variant_builder_add (&builder, "{sv}", "Locked", g_variant_new_boolean (self->is_locked));
  g_variant_builder_add (&builder, "{sv}", "Created", g_variant_new_uint64 (0));
  g_variant_builder_add (&builder, "{sv}", "Modified", g_variant_new_uint64 (0));

  if (item != NULL)
    g_variant_builder_add (&builder, "{sv}", "Attributes",
                           self->is_locked ? mock_item_hash_attributes (item) : item->attributes);

  return g_variant_new ("(a{sv})", &builder);
}

static GVariant *
search_items (MockService *self,
              GVariant    *arguments)
{
  g_autoptr(GVariant) wanted = g_variant_get_child_value (arguments, 0);
  GVariant *found = mock_items_search (self->items, wanted);
  GVariant *none = g_variant_new ("ao", NULL);

  return self->is_locked ? g_variant_new ("(@ao@ao)", none, found)
                         : g_variant_new ("(@ao@ao)", found, none);
}

static GVariant *
unlock (MockService *self,
        GVariant    *arguments)
{
  g_autoptr(GVariant) paths = g_variant_get_child_value (arguments, 0);

  if (self->is_locked && g_variant_n_children (paths) > 0)
    {
      g_free (self->asked_for);
      g_variant_get_child (paths, 0, "o", &self->asked_for);
      return g_variant_new ("(aoo)", NULL, ask (self, QUESTION_UNLOCK));
    }

  return g_variant_new ("(@aoo)", paths, NO_PROMPT);
}

static GVariant *
get_secrets (MockService  *self,
             GVariant     *arguments,
             const char  **error_name)
{
  g_autoptr(GVariant) paths = g_variant_get_child_value (arguments, 0);

  if (!self->is_locked)
    return g_variant_new ("(@a{o(oayays)})", mock_items_get_secrets (self->items, paths));

  *error_name = INTERFACE "Error.IsLocked";
  return NULL;
}

static GVariant *
create_item (MockService  *self,
             GVariant     *arguments,
             const char  **error_name)
{
  g_autoptr(GVariant) properties = g_variant_get_child_value (arguments, 0);
  g_autoptr(GVariant) secret = g_variant_get_child_value (arguments, 1);
  g_autoptr(GVariant) value = g_variant_get_child_value (secret, 2);
  g_autoptr(GVariant) attributes = NULL;
  g_autoptr(GBytes) bytes = g_variant_get_data_as_bytes (value);
  MockItem *item;

  if (!self->has_collection)
    *error_name = INTERFACE "Error.NoSuchObject";
  else if (self->is_locked)
    *error_name = INTERFACE "Error.IsLocked";

  if (*error_name != NULL)
    return NULL;

  attributes = g_variant_lookup_value (properties, INTERFACE "Item.Attributes",
                                       G_VARIANT_TYPE ("a{ss}"));
  item = mock_items_find_equal (self->items, attributes);
  if (item == NULL)
    return g_variant_new ("(oo)", mock_items_add (self->items, attributes, bytes)->path, NO_PROMPT);

  g_bytes_unref (item->secret);
  item->secret = g_bytes_ref (bytes);
  return g_variant_new ("(oo)", item->path, NO_PROMPT);
}

static GVariant *
delete_item (MockService *self,
             const char  *path)
{
  MockItem *item = mock_items_find (self->items, path);

  if (item != NULL && !self->is_locked)
    g_ptr_array_remove (self->items, item);

  return g_variant_new ("(o)", NO_PROMPT);
}

static void
leave_bus (MockService *self)
{
  GIOStream *stream = g_dbus_connection_get_stream (self->connection);

  g_socket_shutdown (g_socket_connection_get_socket (G_SOCKET_CONNECTION (stream)),
                     TRUE, TRUE, NULL);
}

static void
complete_prompt (MockService *self,
                 const char  *path)
{
  gboolean is_dismissed = (self->flags & MOCK_DISMISSES) != 0;
  const char *unlocked[] = { self->asked_for, NULL };
  GVariant *result;

  self->n_questions++;

  if (self->flags & MOCK_DIES_AT_QUESTION)
    leave_bus (self);

  if (self->flags & (MOCK_IGNORES | MOCK_DIES_AT_QUESTION))
    return;

  if (!is_dismissed && self->question == QUESTION_UNLOCK)
    self->is_locked = FALSE;
  else if (!is_dismissed)
    self->has_collection = TRUE;

  if (self->flags & MOCK_ANSWERS_NONSENSE)
    result = g_variant_new_int32 (42);
  else if (self->question == QUESTION_CREATE)
    result = g_variant_new_object_path (is_dismissed ? "/" : MOCK_COLLECTION);
  else
    result = g_variant_new ("^ao", unlocked);

  g_dbus_connection_emit_signal (self->connection, NULL, path, INTERFACE "Prompt", "Completed",
                                 g_variant_new ("(bv)", is_dismissed, result), NULL);
}

static GVariant *
open_session (MockService  *self,
              GVariant     *arguments,
              const char  **error_name)
{
  const char *algorithm;

  g_variant_get_child (arguments, 0, "&s", &algorithm);

  if (self->flags & MOCK_SPEAKS_NONSENSE)
    return g_variant_new ("(s)", "nonsense");

  if (g_str_equal (algorithm, "plain") && !(self->flags & MOCK_REFUSES))
    return g_variant_new ("(vo)", g_variant_new_string (""), MOCK_SESSION);

  *error_name = "org.freedesktop.DBus.Error.NotSupported";
  return NULL;
}

/* NULL without an error name: no answer. */
static GVariant *
answer (MockService   *self,
        const char    *method,
        const char    *path,
        GVariant      *arguments,
        const char   **error_name)
{
  if (g_str_equal (method, "GetAll"))
    return get_properties (self, path);
  if (g_str_equal (method, "OpenSession"))
    return open_session (self, arguments, error_name);
  if (g_str_equal (method, "SearchItems"))
    return search_items (self, arguments);
  if (g_str_equal (method, "Unlock"))
    return unlock (self, arguments);
  if (g_str_equal (method, "GetSecrets"))
    return get_secrets (self, arguments, error_name);
  if (g_str_equal (method, "CreateItem"))
    return create_item (self, arguments, error_name);
  if (g_str_equal (method, "CreateCollection"))
    return g_variant_new ("(oo)", NO_PROMPT, ask (self, QUESTION_CREATE));
  if (g_str_equal (method, "Delete"))
    return delete_item (self, path);
  if (g_str_equal (method, "Prompt") || g_str_equal (method, "Close"))
    return g_variant_new ("()");

  if (g_str_equal (method, "Dismiss"))
    {
      self->n_dismissals++;
      return g_variant_new ("()");
    }

  *error_name = "org.freedesktop.DBus.Error.UnknownMethod";
  return NULL;
}

static gboolean
dies_at (MockService *self,
         const char  *method)
{
  return ((self->flags & MOCK_DIES_AT_ITEM) && g_str_equal (method, "CreateItem")) ||
         ((self->flags & MOCK_DIES_AT_SEARCH) && g_str_equal (method, "SearchItems"));
}

static GDBusMessage *
filter_message (GDBusConnection *connection,
                GDBusMessage    *message,
                gboolean         is_incoming,
                gpointer         data)
{
  MockService *self = data;
  g_autoptr(GMutexLocker) locker = NULL;
  g_autoptr(GDBusMessage) call = NULL;
  g_autoptr(GDBusMessage) reply = NULL;
  const char *path = g_dbus_message_get_path (message);
  const char *method = g_dbus_message_get_member (message);
  const char *error_name = NULL;
  GVariant *body;

  if (!is_incoming || g_dbus_message_get_message_type (message) != G_DBUS_MESSAGE_TYPE_METHOD_CALL)
    return message;

  call = message;
  locker = g_mutex_locker_new (&self->lock);

  if (g_strcmp0 (self->cancel_at, method) == 0)
    g_cancellable_cancel (self->cancellable);

  if (dies_at (self, method))
    leave_bus (self);

  if ((self->flags & MOCK_SILENT) || dies_at (self, method))
    return NULL;

  body = answer (self, method, path, g_dbus_message_get_body (message), &error_name);
  if (body != NULL)
    {
      reply = g_dbus_message_new_method_reply (message);
      g_dbus_message_set_body (reply, body);
    }
  else
    {
      reply = g_dbus_message_new_method_error (message, error_name, "%s", method);
    }

  g_dbus_connection_send_message (connection, reply, G_DBUS_SEND_MESSAGE_FLAGS_NONE, NULL, NULL);

  if (g_str_equal (method, "Prompt"))
    complete_prompt (self, path);

  return NULL;
}

/**
 * mock_service_start:
 * @address: of the session bus
 * @flags: what is wrong with it
 *
 * Takes the Secret Service's name on a bus, on a connection of its own.
 *
 * Returns: (transfer full): the service
 */
MockService *
mock_service_start (const char *address,
                    MockFlags   flags)
{
  MockService *self = g_new0 (MockService, 1);
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) owner = NULL;

  g_mutex_init (&self->lock);
  self->items = mock_items_new ();
  self->flags = flags;
  self->is_locked = (flags & MOCK_LOCKED) != 0;
  self->has_collection = !(flags & MOCK_NO_DEFAULT);

  self->connection = g_dbus_connection_new_for_address_sync (
    address,
    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
    NULL, NULL, &error);
  g_assert_no_error (error);

  self->filter = g_dbus_connection_add_filter (self->connection, filter_message, self, NULL);

  owner = g_dbus_connection_call_sync (self->connection, "org.freedesktop.DBus",
                                       "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                       "RequestName", g_variant_new ("(su)", NAME, 4),
                                       NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);

  return self;
}

void
mock_service_stop (MockService *self)
{
  /* One that left the bus is closed already. */
  g_dbus_connection_close_sync (self->connection, NULL, NULL);
  g_dbus_connection_remove_filter (self->connection, self->filter);
  g_object_unref (self->connection);
  g_ptr_array_unref (self->items);
  g_free (self->asked_for);
  g_clear_object (&self->cancellable);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
mock_service_add_item (MockService *self,
                       GVariant    *attributes,
                       const char  *secret,
                       gsize        length)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autoptr(GBytes) bytes = g_bytes_new (secret, length);

  mock_items_add (self->items, attributes, bytes);
}

/**
 * mock_service_cancel_at:
 * @self: a service
 * @method: a static string
 * @cancellable: cancelled when @method is called
 */
void
mock_service_cancel_at (MockService  *self,
                        const char   *method,
                        GCancellable *cancellable)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->cancel_at = method;
  g_set_object (&self->cancellable, cancellable);
}

guint
mock_service_count_items (MockService *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->items->len;
}

guint
mock_service_count_questions (MockService *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->n_questions;
}

guint
mock_service_count_dismissals (MockService *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->n_dismissals;
}
