/* prompt.c - a question of the keyring's to the user
 *
 * The Secret Service API, draft 0.2, “Prompts”: Prompt shows it, the signal
 * Completed tells what came of it, Dismiss takes it away again.
 *
 * libsecret's own way is not used: it tells nobody whether a question was
 * dismissed, so that some of its functions claim to have worked; it never
 * returns if the keyring goes away meanwhile, nor if it does not confirm that
 * it has closed the question.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "secrets/prompt.h"

#define PROMPT_INTERFACE   "org.freedesktop.Secret.Prompt"

/* Nobody waits for the answer; but it should have been sent. */
#define DISMISS_TIMEOUT_MS 500

typedef struct
{
  GDBusProxy   *prompt;
  GVariantType *return_type;
  GCancellable *call_cancellable;
  GSource      *watch;              /* (nullable): of the caller's cancellable */
  guint         completed_id;
  gulong        owner_id;
  gboolean      is_over;
} Question;

static void
question_stop (Question *self)
{
  self->is_over = TRUE;

  if (self->completed_id != 0)
    g_dbus_connection_signal_unsubscribe (g_dbus_proxy_get_connection (self->prompt),
                                          self->completed_id);
  self->completed_id = 0;

  g_clear_signal_handler (&self->owner_id, self->prompt);

  if (self->watch != NULL)
    g_source_destroy (self->watch);
  g_clear_pointer (&self->watch, g_source_unref);

  g_cancellable_cancel (self->call_cancellable);
}

static void
question_free (gpointer data)
{
  Question *self = data;

  question_stop (self);
  g_object_unref (self->call_cancellable);
  g_object_unref (self->prompt);
  g_variant_type_free (self->return_type);
  g_free (self);
}

static void
end_with_error (GTask  *task,
                GError *error)
{
  Question *self = g_task_get_task_data (task);

  if (self->is_over)
    {
      g_error_free (error);
      return;
    }

  question_stop (self);
  g_task_return_error (task, error);
}

static void
completed_cb (GDBusConnection *bus,
              const char      *sender,
              const char      *path,
              const char      *interface,
              const char      *signal,
              GVariant        *parameters,
              gpointer         data)
{
  g_autoptr(GTask) task = g_object_ref (data);
  Question *self = g_task_get_task_data (task);
  g_autoptr(GVariant) answer = NULL;
  gboolean was_dismissed = TRUE;

  if (self->is_over)
    return;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(bv)")))
    g_variant_get (parameters, "(bv)", &was_dismissed, &answer);

  if (!was_dismissed && !g_variant_is_of_type (answer, self->return_type))
    {
      end_with_error (task, g_error_new (G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                                         "The keyring’s question came to a “%s”",
                                         g_variant_get_type_string (answer)));
      return;
    }

  if (was_dismissed)
    {
      end_with_error (task, g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                         "The keyring’s question was dismissed, or could not "
                                         "be asked"));
      return;
    }

  question_stop (self);
  g_task_return_pointer (task, g_steal_pointer (&answer), (GDestroyNotify) g_variant_unref);
}

static void
owner_changed_cb (GDBusProxy *prompt,
                  GParamSpec *property,
                  GTask      *task)
{
  g_autofree char *owner = g_dbus_proxy_get_name_owner (prompt);

  if (owner == NULL)
    end_with_error (task, g_error_new (G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY,
                                       "The keyring went away while it was asking"));
}

static void
dismissed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(GTask) task = data;
  g_autoptr(GVariant) answer = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, NULL);

  end_with_error (task, g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                     "The keyring’s question was taken back"));
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      data)
{
  GTask *task = data;
  Question *self = g_task_get_task_data (task);

  g_dbus_proxy_call (self->prompt, "Dismiss", NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START,
                     DISMISS_TIMEOUT_MS, NULL, dismissed_cb, g_object_ref (task));

  return G_SOURCE_REMOVE;
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(GTask) task = data;
  g_autoptr(GVariant) answer = NULL;
  GError *error = NULL;

  answer = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);

  if (error != NULL)
    end_with_error (task, error);
}

/**
 * ptl_secret_prompt_run:
 * @prompt: the question
 * @source: (type GObject): on whose behalf
 * @return_type: what the answer has to be
 * @cancellable: (nullable): takes the question back
 * @callback: called when it is over, on this thread's default main context
 * @user_data: for @callback
 *
 * Asks the user, and waits for as long as it takes.
 */
void
ptl_secret_prompt_run (GDBusProxy          *prompt,
                       gpointer             source,
                       const GVariantType  *return_type,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (source, NULL, callback, user_data);
  g_autofree char *owner = g_dbus_proxy_get_name_owner (prompt);
  Question *self = g_new0 (Question, 1);

  self->prompt = g_object_ref (prompt);
  self->return_type = g_variant_type_copy (return_type);
  self->call_cancellable = g_cancellable_new ();
  g_task_set_task_data (task, self, question_free);

  self->completed_id = g_dbus_connection_signal_subscribe (g_dbus_proxy_get_connection (prompt),
                                                           owner, PROMPT_INTERFACE, "Completed",
                                                           g_dbus_proxy_get_object_path (prompt),
                                                           NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                                           completed_cb, g_object_ref (task),
                                                           g_object_unref);
  self->owner_id = g_signal_connect_object (prompt, "notify::g-name-owner",
                                            G_CALLBACK (owner_changed_cb), task, 0);

  if (cancellable != NULL)
    {
      self->watch = g_cancellable_source_new (cancellable);
      g_source_set_callback (self->watch, G_SOURCE_FUNC (cancelled_cb),
                             g_object_ref (task), g_object_unref);
      g_source_attach (self->watch, g_task_get_context (task));
    }

  /* Without a window to stand before: a worker thread has none. */
  g_dbus_proxy_call (prompt, "Prompt", g_variant_new ("(s)", ""),
                     G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, self->call_cancellable,
                     asked_cb, g_object_ref (task));
}

/**
 * ptl_secret_prompt_run_finish:
 * @result: what the callback got
 * @error: `G_IO_ERROR_CANCELLED` if it was dismissed or taken back,
 *   `G_DBUS_ERROR_NO_REPLY` if the keyring went away,
 *   `G_IO_ERROR_INVALID_DATA` if the answer is of another type
 *
 * Returns: (transfer full): what the question was for, as the keyring says
 */
GVariant *
ptl_secret_prompt_run_finish (GAsyncResult  *result,
                              GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
