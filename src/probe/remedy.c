/* remedy.c - what a face can do with one click
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "probe/remedy.h"

G_DEFINE_ENUM_TYPE (PtlRemedyAction, ptl_remedy_action,
                    G_DEFINE_ENUM_VALUE (PTL_REMEDY_SET_PORT, "set_port"),
                    G_DEFINE_ENUM_VALUE (PTL_REMEDY_SET_SECURITY, "set_security"),
                    G_DEFINE_ENUM_VALUE (PTL_REMEDY_SET_HOST, "set_host"),
                    G_DEFINE_ENUM_VALUE (PTL_REMEDY_SET_USER, "set_user"),
                    G_DEFINE_ENUM_VALUE (PTL_REMEDY_RETRY, "retry"),
                    G_DEFINE_ENUM_VALUE (PTL_REMEDY_WAIT, "wait"),
                    G_DEFINE_ENUM_VALUE (PTL_REMEDY_OPEN_HELP, "open_help"))

const char *
ptl_remedy_action_to_string (PtlRemedyAction action)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (PTL_TYPE_REMEDY_ACTION);
  GEnumValue *value = g_enum_get_value (klass, action);

  g_return_val_if_fail (value != NULL, NULL);

  return value->value_nick;
}

PtlRemedy *
ptl_remedy_copy (const PtlRemedy *self)
{
  PtlRemedy *copy = g_memdup2 (self, sizeof *self);

  copy->host = g_strdup (self->host);
  copy->user = g_strdup (self->user);
  copy->url = g_strdup (self->url);
  copy->label = g_strdup (self->label);

  return copy;
}

void
ptl_remedy_free (PtlRemedy *self)
{
  g_free (self->host);
  g_free (self->user);
  g_free (self->url);
  g_free (self->label);
  g_free (self);
}

/**
 * ptl_remedy_apply:
 * @self: a remedy
 * @candidate: the server that it was proposed for
 *
 * Does what the button says.
 *
 * Returns: (transfer full) (nullable): what to probe now; equal to @candidate
 *   for `RETRY` and `WAIT`; %NULL for `OPEN_HELP`, which leads out of the program
 */
PtlCandidate *
ptl_remedy_apply (const PtlRemedy    *self,
                  const PtlCandidate *candidate)
{
  guint16 port = self->port != 0 ? self->port : candidate->port;

  switch (self->action)
    {
    case PTL_REMEDY_SET_PORT:
    case PTL_REMEDY_SET_SECURITY:
      return ptl_candidate_with_port (candidate, port, self->security);
    case PTL_REMEDY_SET_HOST:
      return ptl_candidate_with_host (candidate, self->host);
    case PTL_REMEDY_SET_USER:
      return ptl_candidate_with_user (candidate, self->user);
    case PTL_REMEDY_RETRY:
    case PTL_REMEDY_WAIT:
      return ptl_candidate_ref ((PtlCandidate *) candidate);
    case PTL_REMEDY_OPEN_HELP:
      return NULL;
    default:
      g_return_val_if_reached (NULL);
    }
}
