/* result.c - how far one probe got, and everything it saw on the way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "probe/result.h"

#include <string.h>

G_DEFINE_ENUM_TYPE (PtlStage, ptl_stage,
                    G_DEFINE_ENUM_VALUE (PTL_STAGE_NAME, "name"),
                    G_DEFINE_ENUM_VALUE (PTL_STAGE_TCP, "tcp"),
                    G_DEFINE_ENUM_VALUE (PTL_STAGE_TLS, "tls"),
                    G_DEFINE_ENUM_VALUE (PTL_STAGE_GREETING, "greeting"),
                    G_DEFINE_ENUM_VALUE (PTL_STAGE_STARTTLS, "starttls"),
                    G_DEFINE_ENUM_VALUE (PTL_STAGE_CAPABILITIES, "capabilities"),
                    G_DEFINE_ENUM_VALUE (PTL_STAGE_LOGIN, "login"),
                    G_DEFINE_ENUM_VALUE (PTL_STAGE_SENDER, "sender"),
                    G_DEFINE_ENUM_VALUE (PTL_STAGE_DONE, "done"))

G_DEFINE_BOXED_TYPE (PtlResult, ptl_result, ptl_result_ref, ptl_result_unref)

/**
 * ptl_result_new:
 * @candidate: what will be probed
 *
 * Begins the record of a probe, which fills it in.
 *
 * Returns: (transfer full): a result in which nothing has happened yet
 */
PtlResult *
ptl_result_new (PtlCandidate *candidate)
{
  PtlResult *self;

  g_return_val_if_fail (candidate != NULL, NULL);

  self = g_new0 (PtlResult, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->candidate = ptl_candidate_ref (candidate);
  self->replies = g_ptr_array_new_with_free_func ((GDestroyNotify) ptl_reply_free);
  self->open_ports = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < G_N_ELEMENTS (self->times_ms); i++)
    self->times_ms[i] = PTL_RESULT_NOT_REACHED;

  return self;
}

/**
 * ptl_result_new_alike:
 * @candidate: a candidate at the same host and port
 * @other: how the connection to that port failed
 *
 * Records the same failure for another candidate: a port that takes no
 * connection does so for every kind of encryption.
 *
 * Returns: (transfer full): a result
 */
PtlResult *
ptl_result_new_alike (PtlCandidate    *candidate,
                      const PtlResult *other)
{
  PtlResult *self = ptl_result_new (candidate);

  g_return_val_if_fail (other->error != NULL && other->stage <= PTL_STAGE_TCP, self);

  self->stage = other->stage;
  self->last_step = other->last_step;
  self->error = g_error_copy (other->error);
  memcpy (self->times_ms, other->times_ms, sizeof self->times_ms);
  self->total_ms = other->total_ms;
  self->rtt_ms = other->rtt_ms;
  self->attempts = other->attempts != NULL ? g_ptr_array_ref (other->attempts) : NULL;
  self->transcript = g_new0 (char *, 1);
  g_array_append_vals (self->open_ports, other->open_ports->data, other->open_ports->len);

  return self;
}

PtlResult *
ptl_result_ref (PtlResult *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
ptl_result_unref (PtlResult *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  ptl_candidate_unref (self->candidate);
  g_clear_error (&self->error);
  g_clear_pointer (&self->attempts, g_ptr_array_unref);
  g_free (self->greeting);
  g_strfreev (self->capabilities);
  g_strfreev (self->mechanisms);
  g_free (self->mechanism);
  g_free (self->tls_version);
  g_free (self->tls_cipher);
  g_free (self->old_tls_version);
  g_clear_pointer (&self->certificate, ptl_certificate_unref);
  g_clear_pointer (&self->first_bytes, g_bytes_unref);
  g_ptr_array_unref (self->replies);
  g_strfreev (self->transcript);
  g_array_unref (self->open_ports);
  g_free (self);
}

/**
 * ptl_result_last_reply:
 * @self: a result
 *
 * Returns: (nullable): the answer that the conversation ended with
 */
const PtlReply *
ptl_result_last_reply (const PtlResult *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->replies->len == 0)
    return NULL;

  return g_ptr_array_index (self->replies, self->replies->len - 1);
}

const char *
ptl_stage_to_string (PtlStage stage)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (PTL_TYPE_STAGE);

  return g_enum_get_value (klass, stage)->value_nick;
}
