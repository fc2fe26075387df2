/* discover.c - asks everybody who may know a domain's mail servers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "discover/source.h"

#include "discover/providers.h"

static const PtlSource * const sources[] =
{
  &ptl_source_providers,
  &ptl_source_guess,
};

/* The same door. Who is to go in there may differ. */
static gboolean
is_same_server (const PtlCandidate *a,
                const PtlCandidate *b)
{
  return a->protocol == b->protocol && a->port == b->port && a->security == b->security &&
         g_str_equal (a->host, b->host);
}

/* A server that two sources name stays once, as the stronger one put it: a
 * weaker source adds neither a login name nor another way to sign in. */
static void
merge (GPtrArray       *all,
       PtlCandidate    *candidate)
{
  for (guint i = 0; i < all->len; i++)
    {
      PtlCandidate *known = g_ptr_array_index (all, i);

      if (!is_same_server (known, candidate))
        continue;

      if (known->source < candidate->source || ptl_candidate_equal (known, candidate))
        return;

      if (known->source > candidate->source)
        {
          all->pdata[i] = ptl_candidate_ref (candidate);
          ptl_candidate_unref (known);
          return;
        }
    }

  g_ptr_array_add (all, ptl_candidate_ref (candidate));
}

/* Stable: what a source says first stays first. */
static GPtrArray *
sort_by_rank (GPtrArray *all)
{
  GPtrArray *sorted = g_ptr_array_new_with_free_func ((GDestroyNotify) ptl_candidate_unref);

  for (int rank = PTL_SOURCE_USER; rank <= PTL_SOURCE_GUESS; rank++)
    for (guint i = 0; i < all->len; i++)
      {
        PtlCandidate *candidate = g_ptr_array_index (all, i);

        if ((int) candidate->source == rank)
          g_ptr_array_add (sorted, ptl_candidate_ref (candidate));
      }

  return sorted;
}

/* A guess is for those of whom nothing is known. */
static gboolean
is_wanted (const PtlSource  *source,
           const PtlAddress *address,
           const GPtrArray  *all,
           gboolean          offline)
{
  if (offline && !source->is_local)
    return FALSE;

  return source->rank != PTL_SOURCE_GUESS ||
         (all->len == 0 && ptl_provider_find (address->ascii_domain) == NULL);
}

/**
 * ptl_discover:
 * @network: (nullable): the world to ask; %NULL only if @offline
 * @address: whose servers are wanted
 * @offline: asks nobody: neither a server nor DNS
 * @cancellable: (nullable): ends the search
 * @error: `G_IO_ERROR_CANCELLED`, or the first source's error if nothing was found
 *
 * Asks all sources and puts together what they say: each server once, from the
 * strongest source that named it, the best first. Blocks. Nothing found is no
 * error, neither is a source that fails while another one answers.
 *
 * Returns: (transfer full) (element-type PtlCandidate): the servers, maybe none
 */
GPtrArray *
ptl_discover (PtlNetwork        *network,
              const PtlAddress  *address,
              gboolean           offline,
              GCancellable      *cancellable,
              GError           **error)
{
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GError) first_error = NULL;

  g_return_val_if_fail (address != NULL, NULL);
  g_return_val_if_fail (network != NULL || offline, NULL);

  all = g_ptr_array_new_with_free_func ((GDestroyNotify) ptl_candidate_unref);

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autoptr(GPtrArray) found = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;

      if (!is_wanted (sources[i], address, all, offline))
        continue;

      found = sources[i]->find (network, address, cancellable,
                                first_error == NULL ? &first_error : NULL);

      for (guint c = 0; found != NULL && c < found->len; c++)
        merge (all, g_ptr_array_index (found, c));
    }

  if (all->len == 0 && first_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&first_error));
      return NULL;
    }

  return sort_by_rank (all);
}
