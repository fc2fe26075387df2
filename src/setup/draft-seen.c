/* draft-seen.c - which ports the searches and tests of a draft have met
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "setup/attempt.h"
#include "setup/draft-private.h"

typedef struct
{
  guint16     port;
  const char *open;     /* a host that took the connection */
  const char *silent;   /* a host that did not */
} Seen;

static gboolean
has_port (GArray *ports,
          guint   port)
{
  for (guint i = 0; i < ports->len; i++)
    {
      if (g_array_index (ports, guint, i) == port)
        return TRUE;
    }

  return FALSE;
}

static void
look_at_result (Seen            *seen,
                const PtlResult *result)
{
  const PtlCandidate *candidate;

  if (result == NULL)
    return;

  candidate = result->candidate;

  if (has_port (result->open_ports, seen->port) ||
      (candidate->port == seen->port && result->stage > PTL_STAGE_TCP))
    seen->open = candidate->host;
  else if (candidate->port == seen->port && result->stage == PTL_STAGE_TCP)
    seen->silent = candidate->host;
}

/**
 * ptl_draft_describe_seen:
 * @self: a draft
 * @port: a port
 *
 * Whether a server of this account was met at a port.
 *
 * Returns: (nullable) (transfer full): a translated sentence, %NULL if the
 *   port was never tried
 */
char *
ptl_draft_describe_seen (PtlDraft *self,
                         guint16   port)
{
  Seen seen = { .port = port };
  GListModel *attempts;

  g_return_val_if_fail (PTL_IS_DRAFT (self), NULL);

  attempts = ptl_draft_get_attempts (self);

  for (guint i = 0; i < g_list_model_get_n_items (attempts); i++)
    {
      g_autoptr(PtlAttempt) attempt = g_list_model_get_item (attempts, i);

      look_at_result (&seen, ptl_attempt_get_result (attempt));
    }

  for (guint i = 0; self->search != NULL && i < self->search->findings->len; i++)
    {
      const PtlFinding *finding = g_ptr_array_index (self->search->findings, i);

      look_at_result (&seen, finding->result);
    }

  for (guint i = 0; i < PTL_DRAFT_N_SIDES; i++)
    look_at_result (&seen, self->findings[i] != NULL ? self->findings[i]->result : NULL);

  if (seen.open != NULL)
    return g_strdup_printf (_("Seen open on %s"), seen.open);

  if (seen.silent != NULL)
    return g_strdup_printf (_("Tried on %s: it could not be reached there"), seen.silent);

  return NULL;
}
