/* ask.h - asking the person at the terminal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/context.h"

G_BEGIN_DECLS

gboolean ptl_ask_can     (void);
gboolean ptl_ask_consent (PtlContext *context,
                          const char *question);

G_END_DECLS
