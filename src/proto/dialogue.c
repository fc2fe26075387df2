/* dialogue.c - what a probe asks of a protocol
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proto/dialogue.h"

const PtlDialogue *
ptl_dialogue_for (PtlProtocol protocol)
{
  switch (protocol)
    {
    case PTL_PROTOCOL_IMAP:
      return &ptl_imap;

    case PTL_PROTOCOL_POP3:
      return &ptl_pop3;

    case PTL_PROTOCOL_SMTP:
      return &ptl_smtp;

    default:
      g_return_val_if_reached (NULL);
    }
}
