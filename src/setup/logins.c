/* logins.c - who signs in, as whom, and how often
 *
 * The password goes to one server a side and at most twice to each: as the
 * user said, else with the whole address, then with what stands before the
 * “@”. What receiving has proven, sending uses; what receiving refused,
 * sending does not try again (accounts are locked after three).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "setup/logins.h"

#include <string.h>

typedef struct
{
  GPtrArray *forms;      /* of login names, likeliest first */
  char      *used;
  gboolean   is_over;
} Entrant;

struct _PtlLogins
{
  const PtlOrder *order;
  GPtrArray      *candidates;
  Entrant        *entrants;
  char           *proven;
  gboolean        was_refused;
};

/* A weak source must not lead the password out of the address's domain,
 * unless the user agreed to the other one. */
static gboolean
may_get_password (const PtlOrder     *order,
                  const PtlCandidate *candidate)
{
  const char *domains[] = {
    order->address != NULL ? order->address->ascii_domain : NULL,
    order->agreed_domain,
  };

  if (candidate->source <= PTL_SOURCE_AUTOCONFIG || candidate->source == PTL_SOURCE_GUESS)
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    {
      g_autofree char *suffix = g_strconcat (".", domains[i], NULL);

      if (domains[i] != NULL &&
          (strcmp (candidate->host, domains[i]) == 0 || g_str_has_suffix (candidate->host, suffix)))
        return TRUE;
    }

  return FALSE;
}

static void
add_form (GPtrArray  *forms,
          const char *user)
{
  if (user == NULL || *user == '\0')
    return;

  for (guint i = 0; i < forms->len; i++)
    {
      if (strcmp (g_ptr_array_index (forms, i), user) == 0)
        return;
    }

  g_ptr_array_add (forms, g_strdup (user));
}

static void
add_forms (PtlLogins          *self,
           GPtrArray          *forms,
           const PtlCandidate *candidate)
{
  const PtlOrder *order = self->order;

  if (order->user != NULL || candidate->user != NULL)
    {
      add_form (forms, candidate->source == PTL_SOURCE_USER && candidate->user != NULL
                       ? candidate->user : order->user != NULL ? order->user : candidate->user);
      return;
    }

  if (order->address == NULL)
    return;

  add_form (forms, order->address->full);
  add_form (forms, order->address->local);
}

/**
 * ptl_logins_new:
 * @order: what is wanted; must outlive the logins
 * @candidates: (element-type PtlCandidate): the field
 * @proven_user: (nullable): a login name that worked before
 *
 * Returns: (transfer full): the logins of one race
 */
PtlLogins *
ptl_logins_new (const PtlOrder *order,
                GPtrArray      *candidates,
                const char     *proven_user)
{
  PtlLogins *self = g_new0 (PtlLogins, 1);

  self->order = order;
  self->candidates = g_ptr_array_ref (candidates);
  self->entrants = g_new0 (Entrant, candidates->len);
  self->proven = g_strdup (proven_user);

  for (guint i = 0; i < candidates->len; i++)
    {
      self->entrants[i].forms = g_ptr_array_new_with_free_func (g_free);
      add_forms (self, self->entrants[i].forms, g_ptr_array_index (candidates, i));
    }

  return self;
}

void
ptl_logins_free (PtlLogins *self)
{
  for (guint i = 0; i < self->candidates->len; i++)
    {
      g_ptr_array_unref (self->entrants[i].forms);
      g_free (self->entrants[i].used);
    }

  g_ptr_array_unref (self->candidates);
  g_free (self->entrants);
  g_free (self->proven);
  g_free (self);
}

static gboolean
receiving_is_over (PtlLogins *self)
{
  for (guint i = 0; i < self->candidates->len; i++)
    {
      if (ptl_plan_side (g_ptr_array_index (self->candidates, i)) == PTL_SIDE_INCOMING &&
          !self->entrants[i].is_over)
        return FALSE;
    }

  return TRUE;
}

static const char *
pick_form (PtlLogins *self,
           Entrant   *entrant,
           guint      n_rejected)
{
  GPtrArray *forms = entrant->forms;

  if (n_rejected == 0 && self->proven != NULL && forms->len != 1)
    return self->proven;

  for (guint i = 0; i < forms->len; i++)
    {
      const char *form = g_ptr_array_index (forms, i);

      if (n_rejected == 0 || g_strcmp0 (form, entrant->used) != 0)
        return form;
    }

  return NULL;
}

/**
 * ptl_logins_ask:
 * @self: the logins
 * @index: who has won its side
 * @n_rejected: how many of its logins were refused
 * @verdict: (nullable): on the last refusal
 * @login: (out): whom to sign in as
 *
 * Decides about one login. A refusal is answered with another form of the name
 * only if it may have been about the name.
 *
 * Returns: what to do
 */
PtlRaceSays
ptl_logins_ask (PtlLogins        *self,
                guint             index,
                guint             n_rejected,
                const PtlVerdict *verdict,
                PtlLogin         *login)
{
  const PtlCandidate *candidate = g_ptr_array_index (self->candidates, index);
  Entrant *entrant = &self->entrants[index];
  const char *user;

  if (!may_get_password (self->order, candidate))
    return PTL_RACE_STOP;

  if (ptl_plan_side (candidate) == PTL_SIDE_OUTGOING && entrant->forms->len != 1)
    {
      if (self->was_refused)
        return PTL_RACE_STOP;

      if (!receiving_is_over (self))
        return PTL_RACE_WAIT;
    }

  if (verdict != NULL && !g_str_equal (verdict->codes[0], "wrong_password") &&
      !g_str_equal (verdict->codes[0], "username_format"))
    return PTL_RACE_STOP;

  user = pick_form (self, entrant, n_rejected);

  if (user == NULL)
    return PTL_RACE_STOP;

  g_free (entrant->used);
  entrant->used = g_strdup (user);
  login->user = g_strdup (user);
  login->password = self->order->password != NULL ? ptl_secret_ref (self->order->password) : NULL;
  login->token = self->order->token != NULL ? ptl_secret_ref (self->order->token) : NULL;

  return PTL_RACE_GO;
}

/**
 * ptl_logins_end:
 * @self: the logins
 * @index: who is at the end
 * @result: (nullable): what came of it, %NULL if it was dropped
 *
 * Notes what was proven, or refused.
 */
void
ptl_logins_end (PtlLogins       *self,
                guint            index,
                const PtlResult *result)
{
  const PtlCandidate *candidate = g_ptr_array_index (self->candidates, index);
  Entrant *entrant = &self->entrants[index];

  entrant->is_over = TRUE;

  if (result == NULL || ptl_plan_side (candidate) != PTL_SIDE_INCOMING || entrant->used == NULL)
    return;

  if (result->is_logged_in)
    {
      g_free (self->proven);
      self->proven = g_strdup (entrant->used);
    }
  else if (result->n_logins > 0)
    {
      self->was_refused = TRUE;
    }
}

/**
 * ptl_logins_get_user:
 * @self: the logins
 * @index: a candidate
 *
 * Returns: (nullable): the login name that it was given last
 */
const char *
ptl_logins_get_user (PtlLogins *self,
                     guint      index)
{
  return self->entrants[index].used;
}

const char *
ptl_logins_get_proven (PtlLogins *self)
{
  return self->proven;
}
