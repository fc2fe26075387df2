/* draft-consent.c - what the user said may be done, though it is not safe
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "setup/draft-private.h"

/**
 * ptl_draft_allow_insecure:
 * @self: a draft
 * @side: one side
 * @allow: whether the user said that the password may travel unencrypted to
 *   that server
 *
 * Says nothing about the other server, and ends when encryption is switched off
 * anew or the server becomes another one.
 */
void
ptl_draft_allow_insecure (PtlDraft     *self,
                          PtlDraftSides side,
                          gboolean      allow)
{
  PtlDraftSides insecure;

  g_return_if_fail (PTL_IS_DRAFT (self));

  insecure = allow ? self->insecure | side : self->insecure & ~side;

  if (self->insecure == insecure)
    return;

  self->insecure = insecure;
  g_object_notify (G_OBJECT (self), side == PTL_DRAFT_OUTGOING ? "allow-insecure-outgoing"
                                                               : "allow-insecure-incoming");
}

gboolean
ptl_draft_may_be_insecure (PtlDraft     *self,
                           PtlDraftSides side)
{
  g_return_val_if_fail (PTL_IS_DRAFT (self), FALSE);

  return (self->insecure & side) != 0;
}

/* What was agreed to was one server as it was; the next one is asked about anew. */
static void
server_changed_cb (PtlDraft   *self,
                   GParamSpec *pspec,
                   PtlService *service)
{
  PtlDraftSides side = service == ptl_account_get_outgoing (self->account)
                       ? PTL_DRAFT_OUTGOING : PTL_DRAFT_INCOMING;

  ptl_draft_allow_insecure (self, side, FALSE);
}

/* What worked without encryption did so because somebody had agreed to it. */
static gboolean
was_agreed_to (PtlDraft     *self,
               PtlDraftSides side)
{
  PtlService *service = ptl_draft_get_service (self, side);

  return ptl_service_get_security (service) == PTL_SECURITY_NONE && ptl_draft_worked (self, side);
}

void
ptl_draft_watch_consent (PtlDraft *self)
{
  for (PtlDraftSides side = PTL_DRAFT_INCOMING; side <= PTL_DRAFT_OUTGOING; side <<= 1)
    {
      PtlService *service = ptl_draft_get_service (self, side);

      if (was_agreed_to (self, side))
        self->insecure |= side;

      g_signal_connect_object (service, "notify::security", G_CALLBACK (server_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (service, "notify::host", G_CALLBACK (server_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
}
