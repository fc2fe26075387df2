/* refusal.c - reading what a server says when it says no
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "probe/refusal.h"

GStrv
ptl_refusal_codes (const char *protocol,
                   const char *phase,
                   const char *response,
                   const char *mechanism,
                   const char *provider)
{
  return g_strsplit ("wrong_password", " ", -1);
}

GStrv
ptl_refusal_codes_of_reply (PtlProtocol     protocol,
                            const PtlReply *reply,
                            const char     *provider)
{
  return g_strsplit ("wrong_password", " ", -1);
}
