/* order.c - what is to be found out, and what came of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "setup/work.h"

void
ptl_order_clear (PtlOrder *order)
{
  g_clear_pointer (&order->address, ptl_address_free);
  g_clear_pointer (&order->servers, g_ptr_array_unref);
  g_clear_pointer (&order->user, g_free);
  g_clear_pointer (&order->password, ptl_secret_unref);
  g_clear_pointer (&order->token, ptl_secret_unref);
  g_clear_pointer (&order->from, g_free);
  g_clear_pointer (&order->agreed_domain, g_free);
}

/**
 * ptl_order_copy:
 * @order: an order
 * @copy: (out): another one like it, that shares nothing that can change
 *
 * Copies an order for another thread.
 */
void
ptl_order_copy (const PtlOrder *order,
                PtlOrder       *copy)
{
  *copy = *order;
  copy->address = order->address != NULL ? ptl_address_copy (order->address) : NULL;
  copy->servers = NULL;
  copy->user = g_strdup (order->user);
  copy->password = order->password != NULL ? ptl_secret_ref (order->password) : NULL;
  copy->token = order->token != NULL ? ptl_secret_ref (order->token) : NULL;
  copy->from = g_strdup (order->from);
  copy->agreed_domain = g_strdup (order->agreed_domain);

  if (order->servers == NULL)
    return;

  copy->servers = g_ptr_array_new_with_free_func ((GDestroyNotify) ptl_candidate_unref);

  for (guint i = 0; i < order->servers->len; i++)
    g_ptr_array_add (copy->servers, ptl_candidate_ref (g_ptr_array_index (order->servers, i)));
}

PtlFinding *
ptl_finding_new (PtlCandidate *candidate,
                 PtlResult    *result,
                 PtlVerdict   *verdict)
{
  PtlFinding *self = g_new0 (PtlFinding, 1);

  self->candidate = ptl_candidate_ref (candidate);
  self->result = result != NULL ? ptl_result_ref (result) : NULL;
  self->verdict = verdict != NULL ? ptl_verdict_copy (verdict) : NULL;

  return self;
}

void
ptl_finding_free (PtlFinding *self)
{
  g_clear_pointer (&self->candidate, ptl_candidate_unref);
  g_clear_pointer (&self->result, ptl_result_unref);
  g_clear_pointer (&self->verdict, ptl_verdict_free);
  g_clear_pointer (&self->remedied, ptl_candidate_unref);
  g_free (self);
}

/**
 * ptl_finding_works:
 * @self: (nullable): a server that was tested with credentials
 *
 * Returns: %TRUE if it took the login, or wants none
 */
gboolean
ptl_finding_works (const PtlFinding *self)
{
  return self != NULL && self->result != NULL && self->verdict != NULL && self->verdict->is_ok &&
         (self->result->is_logged_in || self->candidate->auth == PTL_AUTH_NONE);
}

PtlOutcome *
ptl_outcome_new (void)
{
  PtlOutcome *self = g_new0 (PtlOutcome, 1);

  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) ptl_finding_free);
  return self;
}

void
ptl_outcome_free (PtlOutcome *outcome)
{
  g_clear_pointer (&outcome->findings, g_ptr_array_unref);
  g_clear_pointer (&outcome->why, g_free);
  g_free (outcome);
}

/**
 * ptl_finding_answered:
 * @finding: (nullable): a server that was tried
 *
 * Returns: %TRUE if something took the connection, whatever it said then
 */
gboolean
ptl_finding_answered (const PtlFinding *finding)
{
  return finding != NULL && finding->result != NULL && finding->result->stage > PTL_STAGE_TCP;
}
