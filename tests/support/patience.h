/* patience.h - waiting for what a draft does, but not for ever
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "setup/draft.h"

/* What is not over by then fails the test; patience_end () takes what this returns. */
guint patience_begin     (void);
void  patience_end       (guint       patience);

void  patience_settle    (void);
void  patience_wait      (gboolean  (*is_over) (gpointer data),
                          gpointer    data);
void  patience_wait_idle (PtlDraft   *draft);
void  patience_wait_gone (PtlDraft   *draft);
