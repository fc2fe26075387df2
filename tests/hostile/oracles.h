/* oracles.h - what must hold of a client, whatever the server did
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "hostile/case.h"
#include "hostile/child.h"
#include "support/script-server.h"

G_BEGIN_DECLS

/* O6: twelve seconds, 150 MiB of memory, 16 MiB off the wire. */
#define ORACLE_MAX_MS         12000
#define ORACLE_MAX_PEAK_KIB   (150 * 1024)
#define ORACLE_MAX_TAKEN      (16 * 1024 * 1024)

gboolean   oracle_holds_secret (const char          *data,
                                gsize                length,
                                const char          *secret);
GPtrArray *oracles_ask         (const Case          *test,
                                const Child         *child,
                                const ScriptRecord  *record);

G_END_DECLS
