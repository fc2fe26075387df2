/* attempt.c - one row of progress: a server that is being tried
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "setup/attempt.h"

struct _PtlAttempt
{
  GObject          parent_instance;

  PtlCandidate    *candidate;
  PtlAttemptState  state;
  PtlStage         stage;
  gint64           began_us;
  gint64           ended_us;
  PtlResult       *result;
  PtlVerdict      *verdict;
};

G_DEFINE_ENUM_TYPE (PtlAttemptState, ptl_attempt_state,
                    G_DEFINE_ENUM_VALUE (PTL_ATTEMPT_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (PTL_ATTEMPT_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (PTL_ATTEMPT_USABLE, "usable"),
                    G_DEFINE_ENUM_VALUE (PTL_ATTEMPT_LOGGED_IN, "logged-in"),
                    G_DEFINE_ENUM_VALUE (PTL_ATTEMPT_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (PTL_ATTEMPT_DROPPED, "dropped"))

G_DEFINE_FINAL_TYPE (PtlAttempt, ptl_attempt, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_CANDIDATE,
  PROP_STAGE,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
ptl_attempt_finalize (GObject *object)
{
  PtlAttempt *self = PTL_ATTEMPT (object);

  g_clear_pointer (&self->candidate, ptl_candidate_unref);
  g_clear_pointer (&self->result, ptl_result_unref);
  g_clear_pointer (&self->verdict, ptl_verdict_free);

  G_OBJECT_CLASS (ptl_attempt_parent_class)->finalize (object);
}

static void
ptl_attempt_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  PtlAttempt *self = PTL_ATTEMPT (object);

  switch (prop_id)
    {
    case PROP_CANDIDATE:
      g_value_set_boxed (value, self->candidate);
      break;

    case PROP_STAGE:
      g_value_set_enum (value, self->stage);
      break;

    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ptl_attempt_class_init (PtlAttemptClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ptl_attempt_finalize;
  object_class->get_property = ptl_attempt_get_property;

  properties[PROP_CANDIDATE] =
    g_param_spec_boxed ("candidate", NULL, NULL,
                        PTL_TYPE_CANDIDATE,
                        (G_PARAM_READABLE |
                         G_PARAM_STATIC_STRINGS));

  properties[PROP_STAGE] =
    g_param_spec_enum ("stage", NULL, NULL,
                       PTL_TYPE_STAGE, PTL_STAGE_NAME,
                       (G_PARAM_READABLE |
                        G_PARAM_EXPLICIT_NOTIFY |
                        G_PARAM_STATIC_STRINGS));

  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL,
                       PTL_TYPE_ATTEMPT_STATE, PTL_ATTEMPT_WAITING,
                       (G_PARAM_READABLE |
                        G_PARAM_EXPLICIT_NOTIFY |
                        G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ptl_attempt_init (PtlAttempt *self)
{
}

PtlAttempt *
ptl_attempt_new (PtlCandidate *candidate)
{
  PtlAttempt *self;

  g_return_val_if_fail (candidate != NULL, NULL);

  self = g_object_new (PTL_TYPE_ATTEMPT, NULL);
  self->candidate = ptl_candidate_ref (candidate);

  return self;
}

PtlCandidate *
ptl_attempt_get_candidate (PtlAttempt *self)
{
  g_return_val_if_fail (PTL_IS_ATTEMPT (self), NULL);

  return self->candidate;
}

PtlAttemptState
ptl_attempt_get_state (PtlAttempt *self)
{
  g_return_val_if_fail (PTL_IS_ATTEMPT (self), PTL_ATTEMPT_WAITING);

  return self->state;
}

PtlStage
ptl_attempt_get_stage (PtlAttempt *self)
{
  g_return_val_if_fail (PTL_IS_ATTEMPT (self), PTL_STAGE_NAME);

  return self->stage;
}

/**
 * ptl_attempt_get_elapsed_ms:
 * @self: an attempt
 *
 * Returns: how long it has been running, or took, in milliseconds
 */
guint
ptl_attempt_get_elapsed_ms (PtlAttempt *self)
{
  gint64 until_us;

  g_return_val_if_fail (PTL_IS_ATTEMPT (self), 0);

  if (self->began_us == 0)
    return 0;

  until_us = self->ended_us != 0 ? self->ended_us : g_get_monotonic_time ();

  return (until_us - self->began_us) / G_TIME_SPAN_MILLISECOND;
}

PtlResult *
ptl_attempt_get_result (PtlAttempt *self)
{
  g_return_val_if_fail (PTL_IS_ATTEMPT (self), NULL);

  return self->result;
}

const PtlVerdict *
ptl_attempt_get_verdict (PtlAttempt *self)
{
  g_return_val_if_fail (PTL_IS_ATTEMPT (self), NULL);

  return self->verdict;
}

/**
 * ptl_attempt_is_absent:
 * @self: an attempt
 *
 * A name that was only guessed and does not exist is no failure, and the same
 * for all its ports.
 *
 * Returns: whether @self is about such a name
 */
gboolean
ptl_attempt_is_absent (PtlAttempt *self)
{
  g_return_val_if_fail (PTL_IS_ATTEMPT (self), FALSE);

  return self->state == PTL_ATTEMPT_FAILED && self->verdict != NULL &&
         self->candidate->source == PTL_SOURCE_GUESS &&
         ptl_verdict_has_code (self->verdict, "name_not_found");
}

static void
set_state (PtlAttempt      *self,
           PtlAttemptState  state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/**
 * ptl_attempt_begin:
 * @self: an attempt
 * @stage: the step that begins
 *
 * Notes that a step begins; the first one starts the clock.
 */
void
ptl_attempt_begin (PtlAttempt *self,
                   PtlStage    stage)
{
  g_return_if_fail (PTL_IS_ATTEMPT (self));

  if (self->began_us == 0)
    self->began_us = g_get_monotonic_time ();

  if (self->stage != stage)
    {
      self->stage = stage;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STAGE]);
    }

  set_state (self, PTL_ATTEMPT_RUNNING);
}

/**
 * ptl_attempt_end:
 * @self: an attempt
 * @state: how it ended
 * @result: (nullable): what the probe saw
 * @verdict: (nullable): what that means
 *
 * Stops the clock. Observers find result and verdict when they hear of it.
 */
void
ptl_attempt_end (PtlAttempt       *self,
                 PtlAttemptState   state,
                 PtlResult        *result,
                 const PtlVerdict *verdict)
{
  g_return_if_fail (PTL_IS_ATTEMPT (self));

  self->ended_us = g_get_monotonic_time ();

  if (result != NULL && self->result == NULL)
    self->result = ptl_result_ref (result);

  if (verdict != NULL && self->verdict == NULL)
    self->verdict = ptl_verdict_copy (verdict);

  set_state (self, state);
}
