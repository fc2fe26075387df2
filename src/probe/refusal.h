/* refusal.h - reading what a server says when it says no
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/security.h"
#include "proto/reply.h"

G_BEGIN_DECLS

GStrv ptl_refusal_codes          (const char     *protocol,
                                  const char     *phase,
                                  const char     *response,
                                  const char     *mechanism,
                                  const char     *provider);
GStrv ptl_refusal_codes_of_reply (const PtlReply *reply,
                                  const char     *provider);

G_END_DECLS
