/* backend.c - the places where libsecret can keep secrets
 *
 * One is the Secret Service on the session bus: GNOME's keyring, KDE's wallet,
 * KeePassXC. The other is an encrypted file. Its key comes from the desktop
 * portal in a sandbox, or from SECRET_FILE_TEST_PASSWORD; outside of a sandbox
 * libsecret (0.20 and 0.21) has nowhere to take a key from, and so no file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "secrets/backend.h"

#include "base/sandbox.h"
#include "secrets/prompt.h"

#define PORTAL_NAME   "org.freedesktop.portal.Desktop"
#define PORTAL_PATH   "/org/freedesktop/portal/desktop"
#define PORTAL_SECRET "org.freedesktop.portal.Secret"

/* A SecretService that tells its call about questions to the user. */
#define PTL_TYPE_SECRET_SERVICE (ptl_secret_service_get_type ())

G_DECLARE_FINAL_TYPE (PtlSecretService, ptl_secret_service, PTL, SECRET_SERVICE, SecretService)

struct _PtlSecretService
{
  SecretService  parent_instance;

  PtlSecretCall *call;          /* borrowed; it outlives us */
};

G_DEFINE_FINAL_TYPE (PtlSecretService, ptl_secret_service, SECRET_TYPE_SERVICE)

static void
ptl_secret_service_prompt_async (SecretService       *service,
                                 SecretPrompt        *prompt,
                                 const GVariantType  *return_type,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  ptl_secret_call_question_begins (PTL_SECRET_SERVICE (service)->call);
  ptl_secret_prompt_run (G_DBUS_PROXY (prompt), service, return_type, cancellable,
                         callback, user_data);
}

static GVariant *
ptl_secret_service_prompt_finish (SecretService  *service,
                                  GAsyncResult   *result,
                                  GError        **error)
{
  PtlSecretService *self = PTL_SECRET_SERVICE (service);
  GError *own = NULL;
  GVariant *answer = ptl_secret_prompt_run_finish (result, &own);

  /* libsecret may lose the error on the way; the call remembers it. */
  ptl_secret_call_question_ends (self->call, own);
  if (own != NULL)
    g_propagate_error (error, own);

  return answer;
}

static void
ptl_secret_service_class_init (PtlSecretServiceClass *klass)
{
  SecretServiceClass *service_class = SECRET_SERVICE_CLASS (klass);

  service_class->prompt_async = ptl_secret_service_prompt_async;
  service_class->prompt_finish = ptl_secret_service_prompt_finish;
}

static void
ptl_secret_service_init (PtlSecretService *self)
{
}

/* The connection that libsecret is going to use. The program must survive the
 * end of its session bus: there may be something to save elsewhere. */
static GDBusConnection *
find_bus (PtlSecretCall  *call,
          GError        **error)
{
  PtlSecretReply *reply = ptl_secret_call_expect (call);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GDBusConnection) bus = NULL;

  g_bus_get (G_BUS_TYPE_SESSION, ptl_secret_call_get_cancellable (call),
             ptl_secret_call_answered_cb, reply);
  result = ptl_secret_call_wait (call, reply, error);
  if (result == NULL)
    return NULL;

  bus = g_bus_get_finish (result, error);
  if (bus == NULL)
    return NULL;

  g_dbus_connection_set_exit_on_close (bus, FALSE);
  return g_steal_pointer (&bus);
}

static gboolean
open_session (PtlSecretCall  *call,
              SecretService  *service,
              GError        **error)
{
  PtlSecretReply *reply = ptl_secret_call_expect (call);
  g_autoptr(GAsyncResult) result = NULL;

  secret_service_ensure_session (service, ptl_secret_call_get_cancellable (call),
                                 ptl_secret_call_answered_cb, reply);
  result = ptl_secret_call_wait (call, reply, error);

  return result != NULL && secret_service_ensure_session_finish (service, result, error);
}

/**
 * ptl_secret_backend_open_service:
 * @call: the call on this thread
 * @error: why there is no service: no session bus, nobody has or can take the
 *   name, no answer in time; `G_IO_ERROR_CANCELLED`
 *
 * Opens a session with the Secret Service, starting it if need be. Blocks.
 *
 * Returns: (transfer full): the service
 */
SecretBackend *
ptl_secret_backend_open_service (PtlSecretCall  *call,
                                 GError        **error)
{
  PtlSecretReply *reply;
  g_autoptr(GDBusConnection) bus = find_bus (call, error);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(SecretService) service = NULL;
  g_autofree char *owner = NULL;

  if (bus == NULL)
    return NULL;

  reply = ptl_secret_call_expect (call);
  secret_service_open (PTL_TYPE_SECRET_SERVICE, NULL, SECRET_SERVICE_NONE,
                       ptl_secret_call_get_cancellable (call),
                       ptl_secret_call_answered_cb, reply);
  result = ptl_secret_call_wait (call, reply, error);
  if (result == NULL)
    return NULL;

  service = secret_service_open_finish (result, error);
  if (service == NULL)
    return NULL;

  /* A proxy is made even for a name that nobody has. */
  owner = g_dbus_proxy_get_name_owner (G_DBUS_PROXY (service));
  if (owner == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   "Nobody answers to the name “%s” on the session bus",
                   g_dbus_proxy_get_name (G_DBUS_PROXY (service)));
      return NULL;
    }

  PTL_SECRET_SERVICE (service)->call = call;
  g_dbus_proxy_set_default_timeout (G_DBUS_PROXY (service), ptl_secret_call_get_timeout_ms (call));

  if (!open_session (call, service, error))
    return NULL;

  return SECRET_BACKEND (g_steal_pointer (&service));
}

static gboolean
is_set (const char *variable)
{
  const char *value = g_getenv (variable);

  return value != NULL && *value != '\0';
}

/* As libsecret decides it. */
static gboolean
asks_portal (void)
{
  g_autoptr(PtlSandbox) sandbox = ptl_sandbox_new ();

  return sandbox != NULL || is_set ("SNAP_NAME");
}

/**
 * ptl_secret_backend_can_use_file:
 *
 * Tells whether there is anybody from whom libsecret could have the key of its
 * encrypted file.
 *
 * Returns: %TRUE in a sandbox, and in tests that hand the key over
 */
gboolean
ptl_secret_backend_can_use_file (void)
{
  return is_set ("SECRET_FILE_TEST_PASSWORD") || asks_portal ();
}

/**
 * ptl_secret_backend_has_file:
 *
 * Returns: %TRUE if something may have been kept in the file before
 */
gboolean
ptl_secret_backend_has_file (void)
{
  g_autofree char *path = g_strdup (g_getenv ("SECRET_FILE_TEST_PATH"));

  if (path == NULL || *path == '\0')
    {
      g_free (path);
      path = g_build_filename (g_get_user_data_dir (), "keyrings",
                               SECRET_COLLECTION_DEFAULT ".keyring", NULL);
    }

  return ptl_secret_backend_can_use_file () && g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Nobody who could hold a key: no portal, or one that knows nothing of secrets. */
static gboolean
is_absence (const GError *error)
{
  return error->domain == G_DBUS_ERROR &&
         (error->code == G_DBUS_ERROR_SERVICE_UNKNOWN ||
          error->code == G_DBUS_ERROR_NAME_HAS_NO_OWNER ||
          error->code == G_DBUS_ERROR_UNKNOWN_INTERFACE ||
          error->code == G_DBUS_ERROR_UNKNOWN_METHOD ||
          error->code == G_DBUS_ERROR_UNKNOWN_OBJECT ||
          error->code == G_DBUS_ERROR_INVALID_ARGS);
}

/* Asked before libsecret does: that one waits for the answer whatever its
 * cancellable says, and complains to the user’s terminal if it gets none. */
static gboolean
find_portal (PtlSecretCall  *call,
             GError        **error)
{
  g_autoptr(GError) own = NULL;
  g_autoptr(GDBusConnection) bus = find_bus (call, &own);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GVariant) version = NULL;
  PtlSecretReply *reply;

  if (bus == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   "Nobody holds a key for an encrypted file (%s)", own->message);
      return FALSE;
    }

  reply = ptl_secret_call_expect (call);
  g_dbus_connection_call (bus, PORTAL_NAME, PORTAL_PATH, "org.freedesktop.DBus.Properties", "Get",
                          g_variant_new ("(ss)", PORTAL_SECRET, "version"),
                          G_VARIANT_TYPE ("(v)"), G_DBUS_CALL_FLAGS_NONE,
                          ptl_secret_call_get_timeout_ms (call),
                          ptl_secret_call_get_cancellable (call),
                          ptl_secret_call_answered_cb, reply);
  result = ptl_secret_call_wait (call, reply, error);
  if (result == NULL)
    return FALSE;

  version = g_dbus_connection_call_finish (bus, result, &own);
  if (version != NULL)
    return TRUE;

  if (is_absence (own))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                 "Nobody holds a key for an encrypted file (%s)", own->message);
  else
    g_propagate_error (error, g_steal_pointer (&own));

  return FALSE;
}

/* libsecret registers its kinds of backends when it is asked for one. It is
 * asked in a way that it cannot answer, for what it would choose by itself is
 * not wanted here. */
static GType
find_file_type (PtlSecretCall *call)
{
  PtlSecretReply *reply = ptl_secret_call_expect (call);
  g_autoptr(GCancellable) cancelled = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(SecretBackend) backend = NULL;
  GIOExtensionPoint *point;
  GIOExtension *extension;

  g_cancellable_cancel (cancelled);
  secret_backend_get (SECRET_BACKEND_NONE, cancelled, ptl_secret_call_answered_cb, reply);
  result = ptl_secret_call_wait (call, reply, NULL);
  if (result != NULL)
    backend = secret_backend_get_finish (result, NULL);

  point = g_io_extension_point_lookup (SECRET_BACKEND_EXTENSION_POINT_NAME);
  extension = point != NULL ? g_io_extension_point_get_extension_by_name (point, "file") : NULL;

  return extension != NULL ? g_io_extension_get_type (extension) : G_TYPE_INVALID;
}

/**
 * ptl_secret_backend_open_file:
 * @call: the call on this thread
 * @error: `G_IO_ERROR_NOT_SUPPORTED` if nobody has a key or there is no such backend,
 *   `G_IO_ERROR_TIMED_OUT`, `G_IO_ERROR_CANCELLED`, or the portal's own
 *
 * Opens the encrypted file, asking the portal for its key. Blocks.
 *
 * Returns: (transfer full): the file
 */
SecretBackend *
ptl_secret_backend_open_file (PtlSecretCall  *call,
                              GError        **error)
{
  GType type = G_TYPE_INVALID;
  PtlSecretReply *reply;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GObject) source = NULL;
  GObject *file;

  if (asks_portal () && !is_set ("SECRET_FILE_TEST_PASSWORD") && !find_portal (call, error))
    return NULL;

  if (ptl_secret_backend_can_use_file ())
    type = find_file_type (call);

  if (type == G_TYPE_INVALID)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   "Nobody holds a key for an encrypted file");
      return NULL;
    }

  /* No cancellable: libsecret 0.21 deadlocks if a portal's request is cancelled.
   * The portal may ask the user. */
  reply = ptl_secret_call_expect (call);
  ptl_secret_call_question_begins (call);
  g_async_initable_new_async (type, G_PRIORITY_DEFAULT, NULL,
                              ptl_secret_call_answered_cb, reply,
                              "flags", SECRET_BACKEND_NONE,
                              NULL);
  result = ptl_secret_call_wait (call, reply, error);
  if (result == NULL)
    return NULL;

  source = g_async_result_get_source_object (result);
  file = g_async_initable_new_finish (G_ASYNC_INITABLE (source), result, error);

  return file != NULL ? SECRET_BACKEND (file) : NULL;
}
