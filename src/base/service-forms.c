/* service-forms.c - a server as a candidate, and back; its port from a text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/service.h"

#include "base/address.h"

/**
 * ptl_service_set_port_text:
 * @self: a service
 * @text: what was typed
 * @error: `G_IO_ERROR_INVALID_ARGUMENT`, with a translated sentence
 *
 * As [method@Service.set_port], from a text.
 *
 * Returns: %TRUE if it was a port; nothing changes otherwise
 */
gboolean
ptl_service_set_port_text (PtlService  *self,
                           const char  *text,
                           GError     **error)
{
  guint16 port;

  g_return_val_if_fail (PTL_IS_SERVICE (self), FALSE);

  if (!ptl_port_parse (text, &port, error))
    return FALSE;

  ptl_service_set_port (self, port);
  return TRUE;
}

/**
 * ptl_service_take:
 * @self: a service
 * @candidate: the server that was found
 *
 * Becomes what was found. A login name is kept where @candidate has none.
 */
void
ptl_service_take (PtlService         *self,
                  const PtlCandidate *candidate)
{
  g_return_if_fail (PTL_IS_SERVICE (self));
  g_return_if_fail (candidate != NULL);

  g_object_freeze_notify (G_OBJECT (self));

  ptl_service_restore (self, candidate->protocol, candidate->port, candidate->security,
                       PTL_PORT_ORIGIN_FOUND);
  ptl_service_set_host (self, candidate->host);
  ptl_service_set_auth (self, candidate->auth);
  ptl_service_set_certificate (self, candidate->certificate);

  if (candidate->user != NULL)
    ptl_service_set_user (self, candidate->user);

  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * ptl_service_to_candidate:
 * @self: a service
 *
 * Returns: (nullable) (transfer full): what to try, with the user as its
 *   source; %NULL while the host is missing or cannot be one
 */
PtlCandidate *
ptl_service_to_candidate (PtlService *self)
{
  g_autofree char *host = NULL;
  g_autoptr(PtlCandidate) plain = NULL;

  g_return_val_if_fail (PTL_IS_SERVICE (self), NULL);

  host = ptl_host_check (ptl_service_get_host (self), NULL);
  if (host == NULL)
    return NULL;

  plain = ptl_candidate_new (ptl_service_get_protocol (self), host, ptl_service_get_port (self),
                             ptl_service_get_security (self), ptl_service_get_user (self),
                             ptl_service_get_auth (self), PTL_SOURCE_USER);

  return ptl_candidate_with_certificate (plain, ptl_service_get_certificate (self));
}
