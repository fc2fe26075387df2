/* work.c - the story as one blocking call, for the thread behind PtlSetup
 *
 * Finds the candidates, lets them race, signs in on the connections that won,
 * follows a remedy if that is wanted, and says what came of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "setup/work.h"

#include <glib/gi18n.h>
#include <string.h>

#include "discover/source.h"
#include "probe/near-name.h"
#include "probe/race.h"
#include "setup/logins.h"

typedef struct
{
  const PtlWork *work;
  GPtrArray     *candidates;   /* the field that runs now */
  PtlLogins     *logins;
  GArray        *open;         /* of PtlCandidate *: took a connection */
} Heat;

/* --- who may run --- */

static gboolean
is_wanted (const PtlOrder     *order,
           const PtlCandidate *candidate)
{
  /* To try a server is to ask its owner. */
  if (order->own_domain_only &&
      strcmp (ptl_registered_domain (candidate->host),
              ptl_registered_domain (order->address->ascii_domain)) != 0)
    return FALSE;

  return order->protocols == 0 || (order->protocols & (1u << candidate->protocol)) != 0;
}

static gboolean
is_given (const PtlOrder *order,
          PtlSide         side)
{
  for (guint i = 0; order->servers != NULL && i < order->servers->len; i++)
    {
      if (ptl_plan_side (g_ptr_array_index (order->servers, i)) == side)
        return TRUE;
    }

  return FALSE;
}

static GPtrArray *
find_candidates (const PtlWork  *work,
                 GCancellable   *cancellable,
                 GError        **error)
{
  const PtlOrder *order = work->order;
  g_autoptr(GPtrArray) field = NULL;
  g_autoptr(GPtrArray) found = NULL;

  field = g_ptr_array_new_with_free_func ((GDestroyNotify) ptl_candidate_unref);

  for (guint i = 0; order->servers != NULL && i < order->servers->len; i++)
    g_ptr_array_add (field, ptl_candidate_ref (g_ptr_array_index (order->servers, i)));

  if (order->address == NULL || order->only_servers ||
      (is_given (order, PTL_SIDE_INCOMING) && is_given (order, PTL_SIDE_OUTGOING)))
    return g_steal_pointer (&field);

  found = ptl_discover (work->network, order->address, order->offline, cancellable, error);

  if (found == NULL)
    return NULL;

  for (guint i = 0; i < found->len; i++)
    {
      PtlCandidate *candidate = g_ptr_array_index (found, i);

      if (is_wanted (order, candidate) && !is_given (order, ptl_plan_side (candidate)))
        g_ptr_array_add (field, ptl_candidate_ref (candidate));
    }

  ptl_plan_sort (field);
  return g_steal_pointer (&field);
}

/* --- the race, seen from here --- */

static PtlVerdict *
judge (Heat            *heat,
       const PtlResult *result)
{
  const PtlOrder *order = heat->work->order;

  return ptl_diagnose (result, order->address != NULL ? order->address->full : order->from);
}

/* Other runners at the same host are as good as control probes. */
static void
add_open_ports (Heat      *heat,
                PtlResult *result)
{
  for (guint i = 0; i < heat->open->len; i++)
    {
      PtlCandidate *other = g_array_index (heat->open, PtlCandidate *, i);
      guint port = other->port;

      if (strcmp (other->host, result->candidate->host) == 0 &&
          other->protocol == result->candidate->protocol)
        g_array_append_val (result->open_ports, port);
    }
}

static void
watch_cb (guint           index,
          const PtlEntry *entry,
          PtlStage        stage,
          PtlResult      *result,
          gpointer        user_data)
{
  Heat *heat = user_data;
  const PtlWork *work = heat->work;
  g_autoptr(PtlVerdict) verdict = NULL;
  PtlAttemptState state = PTL_ATTEMPT_RUNNING;

  if (result != NULL)
    {
      if (result->stage > PTL_STAGE_TCP)
        g_array_append_val (heat->open, entry->candidate);
      else if (result->open_ports->len == 0)
        add_open_ports (heat, result);

      verdict = judge (heat, result);
      state = result->is_logged_in ? PTL_ATTEMPT_LOGGED_IN
              : verdict->is_ok ? PTL_ATTEMPT_USABLE : PTL_ATTEMPT_FAILED;
    }
  else if (entry->state == PTL_ENTRY_DROPPED)
    {
      state = PTL_ATTEMPT_DROPPED;
    }

  if (result != NULL || state == PTL_ATTEMPT_DROPPED)
    ptl_logins_end (heat->logins, index, result);

  if (work->step != NULL)
    work->step (index, state, stage, result, verdict, work->user_data);
}

static PtlRaceSays
login_cb (guint            index,
          const PtlResult *result,
          guint            n_rejected,
          PtlLogin        *login,
          gpointer         user_data)
{
  Heat *heat = user_data;
  g_autoptr(PtlVerdict) verdict = n_rejected > 0 ? judge (heat, result) : NULL;

  return ptl_logins_ask (heat->logins, index, n_rejected, verdict, login);
}

/* What the user accepted holds for this account, and nowhere else in the program. */
static PtlNetwork *
make_network (PtlNetwork *network,
              GPtrArray  *candidates)
{
  g_autoptr(PtlTrust) trust = ptl_trust_new_above (ptl_network_get_trust (network));
  gboolean has_any = FALSE;

  for (guint i = 0; i < candidates->len; i++)
    {
      const PtlCandidate *candidate = g_ptr_array_index (candidates, i);

      if (candidate->certificate == NULL)
        continue;

      ptl_trust_pin (trust, candidate->host, candidate->port, candidate->certificate);
      has_any = TRUE;
    }

  return has_any ? ptl_network_with_trust (network, trust) : ptl_network_ref (network);
}

static gboolean
run_heat (Heat           *heat,
          PtlRaceReport  *report,
          GCancellable   *cancellable,
          GError        **error)
{
  const PtlWork *work = heat->work;
  const PtlOrder *order = work->order;
  gboolean has_secret = order->password != NULL || order->token != NULL;
  g_autoptr(PtlNetwork) network = make_network (work->network, heat->candidates);
  PtlRace race = {
    .candidates = heat->candidates,
    .probe = {
      .network = network,
      .from = order->from,
      .control_ports = order->servers != NULL,
      .wants_login = order->servers == NULL || has_secret,
    },
    .insecure_protocols = order->insecure_protocols,
    .everything = order->everything,
    .login = has_secret ? login_cb : NULL,
    .watch = watch_cb,
    .user_data = heat,
  };

  ptl_probe_limits_scale (&race.probe.limits, order->timeout_s);

  if (race.probe.from == NULL && order->address != NULL)
    race.probe.from = order->address->full;

  if (work->field != NULL)
    work->field (heat->candidates, work->user_data);

  return ptl_race_run (&race, report, cancellable, error);
}

static void
heat_init (Heat          *heat,
           const PtlWork *work,
           GPtrArray     *candidates,
           const char    *proven_user)
{
  heat->work = work;
  heat->candidates = candidates;
  heat->logins = ptl_logins_new (work->order, candidates, proven_user);
  heat->open = g_array_new (FALSE, FALSE, sizeof (PtlCandidate *));
}

static void
heat_clear (Heat *heat)
{
  g_clear_pointer (&heat->logins, ptl_logins_free);
  g_clear_pointer (&heat->open, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Heat, heat_clear)

/* --- what came of it --- */

static PtlFinding *
make_finding (Heat      *heat,
              guint      index,
              PtlResult *result)
{
  PtlCandidate *candidate = g_ptr_array_index (heat->candidates, index);
  const char *user = ptl_logins_get_user (heat->logins, index);
  g_autoptr(PtlCandidate) used = user != NULL ? ptl_candidate_with_user (candidate, user)
                                              : ptl_candidate_ref (candidate);
  g_autoptr(PtlVerdict) verdict = result != NULL ? judge (heat, result) : NULL;

  return ptl_finding_new (used, result, verdict);
}

/* Who to show when nobody won: whoever got furthest, the first of those who got as far. */
static PtlFinding *
best_failure (GPtrArray *findings,
              PtlSide    side)
{
  PtlFinding *best = NULL;

  for (guint i = 0; i < findings->len; i++)
    {
      PtlFinding *finding = g_ptr_array_index (findings, i);

      if (ptl_plan_side (finding->candidate) != side)
        continue;

      if (best == NULL ||
          (finding->result != NULL &&
           (best->result == NULL || finding->result->stage > best->result->stage)))
        best = finding;
    }

  return best;
}

static gboolean
works (const PtlOrder   *order,
       const PtlFinding *finding)
{
  if (order->password != NULL || order->token != NULL)
    return ptl_finding_works (finding);

  return finding != NULL && finding->verdict != NULL && finding->verdict->is_ok;
}

static char *
explain (const PtlOutcome *outcome)
{
  const PtlFinding *shown = outcome->incoming != NULL ? outcome->incoming : outcome->outgoing;

  if (shown == NULL)
    return g_strdup (_("No server was found for this address."));

  if (shown->result == NULL)
    return g_strdup (_("These servers are known for this address. They were not asked."));

  if (!outcome->incoming_works && !outcome->outgoing_works)
    return g_strdup (_("None of the servers that were tried works."));

  switch (shown->candidate->source)
    {
    case PTL_SOURCE_USER:
      return g_strdup (_("You named the servers, and they answered."));

    case PTL_SOURCE_TABLE:
      return g_strdup (_("The list of providers that comes with Portolan names these "
                         "servers, and they answered."));

    case PTL_SOURCE_GUESS:
      return g_strdup (_("These are the usual names for mail servers of this domain. The "
                         "servers answered and proved who they are."));

    case PTL_SOURCE_AUTOCONFIG:
    case PTL_SOURCE_ISPDB:
    case PTL_SOURCE_SRV:
    case PTL_SOURCE_MX:
      return g_strdup (_("The provider publishes these servers, and they answered."));

    default:
      g_return_val_if_reached (NULL);
    }
}

static PtlOutcome *
sum_up (Heat                *heat,
        const PtlRaceReport *report)
{
  const PtlOrder *order = heat->work->order;
  g_autoptr(PtlOutcome) outcome = ptl_outcome_new ();
  PtlFinding *chosen[PTL_N_SIDES] = { NULL };

  for (guint i = 0; i < heat->candidates->len; i++)
    g_ptr_array_add (outcome->findings,
                     make_finding (heat, i, report != NULL ? report->results->pdata[i] : NULL));

  for (guint side = 0; side < PTL_N_SIDES; side++)
    {
      if (report != NULL && report->winners[side] != PTL_RACE_NOBODY)
        chosen[side] = g_ptr_array_index (outcome->findings, report->winners[side]);
      else
        chosen[side] = best_failure (outcome->findings, side);
    }

  outcome->incoming = chosen[PTL_SIDE_INCOMING];
  outcome->outgoing = chosen[PTL_SIDE_OUTGOING];
  outcome->incoming_works = works (order, outcome->incoming);
  outcome->outgoing_works = works (order, outcome->outgoing);

  return g_steal_pointer (&outcome);
}

/* --- the remedy --- */

static PtlCandidate *
remedy_of (const PtlFinding *finding)
{
  const PtlRemedy *remedy;

  if (finding == NULL || finding->verdict == NULL || finding->verdict->is_ok ||
      finding->verdict->remedies->len == 0 ||
      finding->result->n_logins >= PTL_PROBE_MAX_REJECTED)
    return NULL;

  remedy = g_ptr_array_index (finding->verdict->remedies, 0);

  /* To wait is for people; to open a page as well. */
  if (remedy->action == PTL_REMEDY_WAIT || remedy->action == PTL_REMEDY_OPEN_HELP)
    return NULL;

  return ptl_remedy_apply (remedy, finding->candidate);
}

static gboolean
apply_remedy (const PtlWork  *work,
              PtlFinding     *finding,
              const char     *proven_user,
              GCancellable   *cancellable,
              GError        **error)
{
  g_autoptr(PtlCandidate) candidate = remedy_of (finding);
  g_autoptr(GPtrArray) field = NULL;
  g_autoptr(PtlFinding) better = NULL;
  g_auto(PtlRaceReport) report = { 0 };
  g_auto(Heat) heat = { 0 };
  PtlFinding old;

  if (candidate == NULL)
    return TRUE;

  old = *finding;
  field = g_ptr_array_new ();
  g_ptr_array_add (field, candidate);
  heat_init (&heat, work, field, proven_user);

  if (!run_heat (&heat, &report, cancellable, error))
    return FALSE;

  better = make_finding (&heat, 0, report.results->pdata[0]);
  better->remedied = ptl_candidate_ref (finding->candidate);

  /* The finding keeps its place; the other one takes the old contents away. */
  *finding = *better;
  *better = old;

  return TRUE;
}

/**
 * ptl_work_run:
 * @self: what to do, and whom to tell
 * @cancellable: (nullable): ends it within milliseconds
 * @error: `G_IO_ERROR_CANCELLED`, or that of a source that broke
 *
 * Does the whole order. Servers that do not work are an outcome, not an error.
 *
 * Blocks.
 *
 * Returns: (transfer full): what came of it
 */
PtlOutcome *
ptl_work_run (const PtlWork  *self,
              GCancellable   *cancellable,
              GError        **error)
{
  const PtlOrder *order = self->order;
  g_autoptr(GPtrArray) candidates = find_candidates (self, cancellable, error);
  g_autoptr(PtlOutcome) outcome = NULL;
  g_auto(PtlRaceReport) report = { 0 };
  g_auto(Heat) heat = { 0 };

  if (candidates == NULL)
    return NULL;

  heat_init (&heat, self, candidates, NULL);

  if (order->probe && !run_heat (&heat, &report, cancellable, error))
    return NULL;

  outcome = sum_up (&heat, order->probe ? &report : NULL);

  if (order->probe && order->apply_remedy)
    {
      const char *proven = ptl_logins_get_proven (heat.logins);

      if (!apply_remedy (self, outcome->incoming, proven, cancellable, error) ||
          !apply_remedy (self, outcome->outgoing, proven, cancellable, error))
        return NULL;

      outcome->incoming_works = works (order, outcome->incoming);
      outcome->outgoing_works = works (order, outcome->outgoing);
    }

  outcome->why = explain (outcome);

  return g_steal_pointer (&outcome);
}
