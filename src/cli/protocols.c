/* protocols.c - which protocols are wanted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/protocols.h"

#include <glib/gi18n.h>

#include "base/security.h"

/**
 * ptl_protocols_parse:
 * @text: (nullable): how to receive, as given with `--protocol`
 * @protocols: (out): bits `1 << PTL_PROTOCOL_…`, sending with them; 0 is all
 * @error: `G_IO_ERROR_INVALID_ARGUMENT`, translated
 *
 * Returns: %TRUE if there is such a protocol
 */
gboolean
ptl_protocols_parse (const char  *text,
                     guint       *protocols,
                     GError     **error)
{
  PtlProtocol protocol;

  *protocols = 0;

  if (text == NULL)
    return TRUE;

  if (!ptl_protocol_from_string (text, &protocol) || protocol == PTL_PROTOCOL_SMTP)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _("--protocol takes imap or pop3"));
      return FALSE;
    }

  *protocols = 1u << protocol | 1u << PTL_PROTOCOL_SMTP;
  return TRUE;
}
