/* greeting.h - the first line, and whose it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proto/session.h"

G_BEGIN_DECLS

char     *ptl_greeting_read      (PtlSession    *session,
                                  GCancellable  *cancellable,
                                  GError       **error);
void      ptl_greeting_set_alien (PtlSession    *session,
                                  const char    *line,
                                  GError       **error);
gboolean  ptl_starts_with_word   (const char    *line,
                                  const char    *word);

G_END_DECLS
