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

/* --- a certificate for which nobody known vouches --- */

/* What a user can judge, by comparing the fingerprint. A name that does not
 * fit or a time that is over tell of another server, or of a mistake there. */
#define EXCUSABLE (PTL_CERTIFICATE_FAULT_SELF_SIGNED | PTL_CERTIFICATE_FAULT_UNKNOWN_ISSUER)

static const PtlCertificate *
get_certificate (PtlDraft     *self,
                 PtlDraftSides side)
{
  const PtlFinding *finding = ptl_draft_get_finding (self, side);

  return finding != NULL && finding->result != NULL && ptl_draft_is_tested (self, side)
         ? finding->result->certificate : NULL;
}

static gboolean
is_guessed (PtlDraft   *self,
            PtlService *service)
{
  for (guint i = 0; self->search != NULL && i < self->search->findings->len; i++)
    {
      const PtlFinding *finding = g_ptr_array_index (self->search->findings, i);

      if (finding->candidate->source == PTL_SOURCE_GUESS &&
          g_str_equal (finding->candidate->host, ptl_service_get_host (service)))
        return TRUE;
    }

  return FALSE;
}

/**
 * ptl_draft_may_trust:
 * @self: a draft
 * @side: one side
 *
 * Returns: %TRUE if the last test of that server found a certificate for which
 *   only nobody vouches, which the user may therefore accept; never for a
 *   server that was guessed
 */
gboolean
ptl_draft_may_trust (PtlDraft     *self,
                     PtlDraftSides side)
{
  const PtlCertificate *certificate;

  g_return_val_if_fail (PTL_IS_DRAFT (self), FALSE);

  certificate = get_certificate (self, side);

  return certificate != NULL && certificate->faults != 0 &&
         (certificate->faults & ~EXCUSABLE) == 0 && *certificate->sha256 != '\0' &&
         !ptl_draft_trusts (self, side) &&
         !is_guessed (self, ptl_draft_get_service (self, side));
}

/**
 * ptl_draft_trusts:
 * @self: a draft
 * @side: one side
 *
 * Returns: %TRUE if the user accepted the certificate that the last test found
 */
gboolean
ptl_draft_trusts (PtlDraft     *self,
                  PtlDraftSides side)
{
  const PtlCertificate *certificate;

  g_return_val_if_fail (PTL_IS_DRAFT (self), FALSE);

  certificate = get_certificate (self, side);

  return certificate != NULL && certificate->faults != 0 &&
         g_ascii_strcasecmp (certificate->sha256,
                             ptl_service_get_certificate (ptl_draft_get_service (self, side))) == 0;
}

/**
 * ptl_draft_trust:
 * @self: a draft
 * @side: one side
 * @trust: whether to accept the certificate that the last test found
 *
 * Accepts that one certificate at that one host and port, or takes that back,
 * and tests the server again.
 */
void
ptl_draft_trust (PtlDraft     *self,
                 PtlDraftSides side,
                 gboolean      trust)
{
  g_return_if_fail (PTL_IS_DRAFT (self));

  if (trust ? !ptl_draft_may_trust (self, side) : !ptl_draft_trusts (self, side))
    return;

  ptl_service_set_certificate (ptl_draft_get_service (self, side),
                               trust ? get_certificate (self, side)->sha256 : NULL);
  ptl_draft_test (self, side);
}
