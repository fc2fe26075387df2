/* call.c - waits for libsecret, but not for ever
 *
 * libsecret's own blocking functions wait as long as a prompt is open, and
 * some of its answers come by main context only. So its asynchronous ones are
 * used, on a main context that belongs to one call on one thread: nobody
 * else's main loop is needed, time and cancelling are ours.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "secrets/call.h"

/* How long a call that was told to stop may take to do so: it still has to
 * take its question back. After that it is left alone. */
#define GRACE_MS 1000

typedef enum
{
  FATE_GOING_ON,
  FATE_TIMED_OUT,
  FATE_CANCELLED,
} Fate;

struct _PtlSecretCall
{
  GMainContext *context;
  GCancellable *inner;          /* what libsecret gets */
  GSource      *alarm;

  GCancellable *outer;          /* (nullable): the caller's */
  gulong        outer_id;
  GSource      *watch;          /* ready when the caller gives up */

  guint         timeout_ms;
  guint         question_timeout_ms;

  Fate          fate;
  gboolean      is_left_alone;
  GError       *unanswered;     /* (nullable): why a question was not answered */
};

/* Held by the one who waits, and by the callback that may come too late. */
struct _PtlSecretReply
{
  GAsyncResult *result;
};

static void
reply_clear (gpointer data)
{
  PtlSecretReply *reply = data;

  g_clear_object (&reply->result);
}

static void
set_alarm (PtlSecretCall *self,
           guint          after_ms)
{
  g_source_set_ready_time (self->alarm, g_get_monotonic_time () + after_ms * (gint64) 1000);
}

static void
stop (PtlSecretCall *self,
      Fate           fate)
{
  if (self->fate == FATE_GOING_ON)
    self->fate = fate;

  set_alarm (self, GRACE_MS);
  g_cancellable_cancel (self->inner);
}

static gboolean
alarm_cb (gpointer data)
{
  PtlSecretCall *self = data;

  g_source_set_ready_time (self->alarm, -1);

  if (self->fate == FATE_GOING_ON)
    stop (self, FATE_TIMED_OUT);
  else
    self->is_left_alone = TRUE;

  return G_SOURCE_CONTINUE;
}

static gboolean
watch_cb (gpointer data)
{
  stop (data, FATE_CANCELLED);

  return G_SOURCE_REMOVE;
}

/* On the thread that cancels. */
static void
cancelled_cb (GCancellable *cancellable,
              GSource      *watch)
{
  g_source_set_ready_time (watch, 0);
}

static gboolean
dispatch (GSource     *source,
          GSourceFunc  callback,
          gpointer     data)
{
  return callback (data);
}

/* A source that is ready at a time that is set later. */
static GSource *
add_source (PtlSecretCall *self,
            GSourceFunc    callback)
{
  static GSourceFuncs funcs = { .dispatch = dispatch };
  GSource *source = g_source_new (&funcs, sizeof (GSource));

  g_source_set_callback (source, callback, self, NULL);
  g_source_attach (source, self->context);

  return source;
}

/**
 * ptl_secret_call_begin:
 * @timeout_ms: for each step that needs no human
 * @question_timeout_ms: for each question to the user
 * @cancellable: (nullable): ends the wait
 *
 * Readies this thread for libsecret's asynchronous functions. End it on the
 * same thread.
 *
 * Returns: (transfer full): the call
 */
PtlSecretCall *
ptl_secret_call_begin (guint         timeout_ms,
                       guint         question_timeout_ms,
                       GCancellable *cancellable)
{
  PtlSecretCall *self = g_new0 (PtlSecretCall, 1);

  self->context = g_main_context_new ();
  self->inner = g_cancellable_new ();
  self->timeout_ms = timeout_ms;
  self->question_timeout_ms = question_timeout_ms;

  self->alarm = add_source (self, alarm_cb);
  self->watch = add_source (self, watch_cb);

  if (g_set_object (&self->outer, cancellable))
    self->outer_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb),
                                            g_source_ref (self->watch),
                                            (GDestroyNotify) g_source_unref);

  g_main_context_push_thread_default (self->context);

  return self;
}

void
ptl_secret_call_end (PtlSecretCall *self)
{
  g_cancellable_disconnect (self->outer, self->outer_id);
  g_clear_object (&self->outer);

  g_source_destroy (self->alarm);
  g_source_unref (self->alarm);
  g_source_destroy (self->watch);
  g_source_unref (self->watch);

  /* Whatever was posted meanwhile frees something. */
  while (g_main_context_iteration (self->context, FALSE))
    ;

  g_main_context_pop_thread_default (self->context);
  g_main_context_unref (self->context);
  g_object_unref (self->inner);
  g_clear_error (&self->unanswered);
  g_free (self);
}

/**
 * ptl_secret_call_get_cancellable:
 * @self: a call
 *
 * Returns: (transfer none): what to hand to libsecret
 */
GCancellable *
ptl_secret_call_get_cancellable (PtlSecretCall *self)
{
  return self->inner;
}

guint
ptl_secret_call_get_timeout_ms (PtlSecretCall *self)
{
  return self->timeout_ms;
}

/**
 * ptl_secret_call_expect:
 * @self: a call
 *
 * Returns: (transfer full): goes to [func@SecretCall.wait], and as data with
 *   [func@SecretCall.answered_cb] to exactly one asynchronous function
 */
PtlSecretReply *
ptl_secret_call_expect (PtlSecretCall *self)
{
  return g_rc_box_acquire (g_rc_box_new0 (PtlSecretReply));
}

void
ptl_secret_call_answered_cb (GObject      *source,
                             GAsyncResult *result,
                             gpointer      data)
{
  PtlSecretReply *reply = data;

  g_set_object (&reply->result, result);
  g_rc_box_release_full (reply, reply_clear);
}

/**
 * ptl_secret_call_wait:
 * @self: a call
 * @reply: (transfer full): what is waited for
 * @error: `G_IO_ERROR_TIMED_OUT` or `G_IO_ERROR_CANCELLED`
 *
 * Waits for an asynchronous function. If it does not even stop when told so,
 * it is left alone: its answer is lost then, and the little that it holds.
 *
 * Returns: (transfer full): for the `_finish` function, or %NULL
 */
GAsyncResult *
ptl_secret_call_wait (PtlSecretCall   *self,
                      PtlSecretReply  *reply,
                      GError         **error)
{
  GAsyncResult *result;

  /* A question may have begun before. */
  if (g_source_get_ready_time (self->alarm) == -1)
    set_alarm (self, self->timeout_ms);

  while (reply->result == NULL && !self->is_left_alone)
    g_main_context_iteration (self->context, TRUE);

  g_source_set_ready_time (self->alarm, -1);

  result = g_steal_pointer (&reply->result);
  g_rc_box_release_full (reply, reply_clear);

  if (result == NULL)
    ptl_secret_call_check (self, error);

  return result;
}

/**
 * ptl_secret_call_question_begins:
 * @self: a call
 *
 * A human is asked, and needs more time than a program.
 */
void
ptl_secret_call_question_begins (PtlSecretCall *self)
{
  if (self->fate == FATE_GOING_ON)
    set_alarm (self, self->question_timeout_ms);
}

/**
 * ptl_secret_call_question_ends:
 * @self: a call
 * @error: (nullable): why there is no answer; the first one is kept for
 *   [func@SecretCall.check]
 *
 * From here on a program is waited for again.
 */
void
ptl_secret_call_question_ends (PtlSecretCall *self,
                               const GError  *error)
{
  if (error != NULL && self->unanswered == NULL)
    self->unanswered = g_error_copy (error);

  if (self->fate == FATE_GOING_ON)
    set_alarm (self, self->timeout_ms);
}

/**
 * ptl_secret_call_check:
 * @self: a call
 * @error: `G_IO_ERROR_TIMED_OUT`, `G_IO_ERROR_CANCELLED` if the caller gave up
 *   or the user dismissed a question, or what else came of the question
 *
 * Tells whether an empty answer really means that there is nothing.
 *
 * Returns: %TRUE if nothing stood in the way
 */
gboolean
ptl_secret_call_check (PtlSecretCall  *self,
                       GError        **error)
{
  if (self->fate == FATE_CANCELLED)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Operation was cancelled");
  else if (self->fate == FATE_TIMED_OUT)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "The keyring did not answer in time");
  else if (self->unanswered != NULL)
    g_propagate_error (error, g_error_copy (self->unanswered));
  else
    return TRUE;

  return FALSE;
}

/**
 * ptl_secret_call_take_error:
 * @self: a call
 * @own: (transfer full): libsecret's error
 * @error: as of [func@SecretCall.check] if that is what lies behind @own;
 *   else @own
 *
 * Passes an error on, but names the cause rather than what came of it.
 */
void
ptl_secret_call_take_error (PtlSecretCall  *self,
                            GError         *own,
                            GError        **error)
{
  if (!ptl_secret_call_check (self, error))
    {
      g_error_free (own);
      return;
    }

  g_dbus_error_strip_remote_error (own);
  g_propagate_error (error, own);
}

/**
 * ptl_secret_call_try_again:
 * @self: a call whose last step failed
 *
 * Makes a call that timed out good for another step, at another place.
 *
 * Returns: %FALSE if the caller does not want to go on
 */
gboolean
ptl_secret_call_try_again (PtlSecretCall *self)
{
  if (self->fate == FATE_CANCELLED)
    return FALSE;

  self->fate = FATE_GOING_ON;
  self->is_left_alone = FALSE;
  g_clear_error (&self->unanswered);
  g_object_unref (self->inner);
  self->inner = g_cancellable_new ();

  return TRUE;
}
