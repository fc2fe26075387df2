/* draft-search.c - what is to be searched, and what is taken from what was found
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "setup/draft-private.h"

#include "discover/providers.h"
#include "probe/plan.h"

static PtlDraftSides
side_of (PtlProtocol protocol)
{
  return protocol == PTL_PROTOCOL_SMTP ? PTL_DRAFT_OUTGOING : PTL_DRAFT_INCOMING;
}

static gboolean
has_host (PtlDraft      *self,
          PtlDraftSides  side)
{
  return *ptl_service_get_host (ptl_draft_get_service (self, side)) != '\0';
}

/**
 * ptl_draft_is_by_hand:
 * @self: a draft
 *
 * Returns: %TRUE if servers were typed, and none were looked for
 */
gboolean
ptl_draft_is_by_hand (PtlDraft *self)
{
  g_return_val_if_fail (PTL_IS_DRAFT (self), FALSE);

  return self->search == NULL && self->activity != PTL_DRAFT_SEARCHING &&
         (has_host (self, PTL_DRAFT_INCOMING) || has_host (self, PTL_DRAFT_OUTGOING));
}

/**
 * ptl_draft_suggest_address:
 * @self: a draft
 *
 * Returns: (nullable) (transfer full): what the address may have been meant to
 *   be, if its domain looks like a slip of the finger
 */
char *
ptl_draft_suggest_address (PtlDraft *self)
{
  g_autoptr(PtlAddress) address = NULL;
  g_autofree char *domain = NULL;

  g_return_val_if_fail (PTL_IS_DRAFT (self), NULL);

  address = ptl_address_parse (ptl_account_get_address (self->account), NULL);
  if (address != NULL)
    domain = ptl_provider_suggest_domain (address->ascii_domain);

  return domain != NULL ? g_strdup_printf ("%s@%s", address->local, domain) : NULL;
}

/* --- what was found --- */

/* A login name that was made from an address is made anew from another one;
 * one that was typed stays. */
void
ptl_draft_follow_address (PtlDraft         *self,
                          const PtlAddress *address)
{
  g_autoptr(PtlAddress) old = self->named != NULL ? ptl_address_parse (self->named, NULL) : NULL;

  if (g_strcmp0 (self->named, address->full) == 0)
    return;

  for (PtlDraftSides side = PTL_DRAFT_INCOMING; old != NULL && side <= PTL_DRAFT_OUTGOING;
       side <<= 1)
    {
      PtlService *service = ptl_draft_get_service (self, side);
      const char *user = ptl_service_get_user (service);

      if (g_str_equal (user, old->full))
        ptl_service_set_user (service, address->full);
      else if (g_str_equal (user, old->local))
        ptl_service_set_user (service, address->local);
      else
        continue;

      ptl_draft_forget_finding (self, side);
    }

  g_free (self->named);
  self->named = g_strdup (address->full);
}

/* The servers of another domain must not stay behind. */
static void
forget_search (PtlDraft *self)
{
  for (guint i = 0; self->search != NULL && i < self->search->findings->len; i++)
    {
      const PtlFinding *finding = g_ptr_array_index (self->search->findings, i);
      PtlService *service = ptl_draft_get_service (self, side_of (finding->candidate->protocol));

      if (g_str_equal (ptl_service_get_host (service), finding->candidate->host))
        ptl_service_set_host (service, "");
    }

  g_clear_pointer (&self->search, ptl_outcome_free);
}

/**
 * ptl_draft_search:
 * @self: a draft
 *
 * Looks for the servers of the account's address, in the background and
 * without a password. Does nothing if the address is not complete, if its
 * domain has been searched, or is just being, or if the servers were typed by
 * hand.
 */
void
ptl_draft_search (PtlDraft *self)
{
  g_autoptr(PtlAddress) address = NULL;

  g_return_if_fail (PTL_IS_DRAFT (self));

  address = ptl_address_parse (ptl_account_get_address (self->account), NULL);
  if (address == NULL)
    return;

  ptl_draft_follow_address (self, address);

  if (g_strcmp0 (address->ascii_domain, self->searched) == 0 || ptl_draft_is_by_hand (self))
    return;

  forget_search (self);
  ptl_draft_search_now (self, 0);
}

/**
 * ptl_draft_search_again:
 * @self: a draft
 *
 * As [method@Draft.search], whatever was found or typed before.
 */
void
ptl_draft_search_again (PtlDraft *self)
{
  g_autoptr(PtlAddress) address = NULL;

  g_return_if_fail (PTL_IS_DRAFT (self));

  address = ptl_address_parse (ptl_account_get_address (self->account), NULL);
  if (address == NULL)
    return;

  ptl_draft_follow_address (self, address);
  forget_search (self);
  ptl_draft_search_now (self, 0);
}

/* A server that is there, and cannot be used as it is, is worth a test: that
 * knows more remedies than a search. */
static void
propose_nearest (PtlDraft      *self,
                 PtlDraftSides  side)
{
  const PtlFinding *finding;

  if (self->search == NULL || has_host (self, side))
    return;

  finding = side == PTL_DRAFT_INCOMING ? self->search->incoming : self->search->outgoing;
  if (ptl_finding_answered (finding))
    ptl_service_take (ptl_draft_get_service (self, side), finding->candidate);
}

/**
 * ptl_draft_begin_by_hand:
 * @self: a draft
 *
 * Ends a search, which would overwrite what is going to be typed, and proposes
 * the address as login name, and the servers that answered, if none works.
 */
void
ptl_draft_begin_by_hand (PtlDraft *self)
{
  g_autoptr(PtlAddress) address = NULL;

  g_return_if_fail (PTL_IS_DRAFT (self));

  if (self->activity == PTL_DRAFT_SEARCHING)
    ptl_draft_stop (self);

  address = ptl_address_parse (ptl_account_get_address (self->account), NULL);
  if (address == NULL)
    return;

  ptl_draft_follow_address (self, address);

  for (PtlDraftSides side = PTL_DRAFT_INCOMING; side <= PTL_DRAFT_OUTGOING; side <<= 1)
    {
      PtlService *service = ptl_draft_get_service (self, side);

      propose_nearest (self, side);
      if (*ptl_service_get_user (service) == '\0')
        ptl_service_set_user (service, address->full);
    }
}

/* A search for one protocol replaces what is known about that one. */
static void
merge_search (PtlDraft   *self,
              PtlOutcome *outcome)
{
  GPtrArray *known = self->search->findings;

  for (guint i = known->len; i > 0; i--)
    {
      const PtlFinding *finding = g_ptr_array_index (known, i - 1);

      if ((self->protocols & (1u << finding->candidate->protocol)) != 0 &&
          finding != self->search->incoming && finding != self->search->outgoing)
        g_ptr_array_remove_index (known, i - 1);
    }

  g_ptr_array_extend_and_steal (known, g_steal_pointer (&outcome->findings));
  outcome->findings = g_ptr_array_new ();
}

/**
 * ptl_draft_take_search:
 * @self: a draft
 * @outcome: (nullable) (transfer full): what was found
 *
 * Fills in what was found.
 */
void
ptl_draft_take_search (PtlDraft   *self,
                       PtlOutcome *outcome)
{
  if (outcome != NULL && outcome->incoming_works)
    ptl_service_take (ptl_account_get_incoming (self->account), outcome->incoming->candidate);
  if (outcome != NULL && outcome->outgoing_works)
    ptl_service_take (ptl_account_get_outgoing (self->account), outcome->outgoing->candidate);

  if (outcome != NULL && self->protocols != 0 && self->search != NULL)
    {
      merge_search (self, outcome);
      g_clear_pointer (&outcome, ptl_outcome_free);
      return;
    }

  g_clear_pointer (&self->search, ptl_outcome_free);
  self->search = outcome;
}

/* --- the choice --- */

/**
 * ptl_draft_get_choice:
 * @self: a draft
 * @protocol: how mail is to be received or sent
 *
 * Looks through what the last search found. A server that was not needed, and
 * so not asked to the end, is one to choose from as well.
 *
 * Returns: (transfer none) (nullable): the best server of that protocol that
 *   is not known to fail
 */
const PtlFinding *
ptl_draft_get_choice (PtlDraft    *self,
                      PtlProtocol  protocol)
{
  const PtlFinding *unasked = NULL;

  g_return_val_if_fail (PTL_IS_DRAFT (self), NULL);

  for (guint i = 0; self->search != NULL && i < self->search->findings->len; i++)
    {
      const PtlFinding *finding = g_ptr_array_index (self->search->findings, i);

      if (finding->candidate->protocol != protocol)
        continue;

      if (finding->verdict != NULL && finding->verdict->is_ok)
        return finding;

      if (finding->verdict == NULL && unasked == NULL)
        unasked = finding;
    }

  return unasked;
}

/**
 * ptl_draft_choose:
 * @self: a draft
 * @protocol: IMAP or POP3
 *
 * Receives mail by that protocol: at once with a server that answered, else
 * after another search, which ends with [signal@Draft::changed] and leaves
 * everything as it is if there is none.
 */
void
ptl_draft_choose (PtlDraft    *self,
                  PtlProtocol  protocol)
{
  PtlService *service;
  const PtlFinding *finding;

  g_return_if_fail (PTL_IS_DRAFT (self));

  service = ptl_draft_get_service (self, side_of (protocol));
  finding = ptl_draft_get_choice (self, protocol);

  if (ptl_service_get_protocol (service) == protocol || finding == NULL)
    return;

  ptl_draft_stop (self);

  if (finding->verdict == NULL)
    {
      ptl_draft_search_now (self, 1u << protocol);
      return;
    }

  ptl_draft_forget_finding (self, side_of (protocol));
  ptl_service_take (service, finding->candidate);
}
