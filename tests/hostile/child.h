/* child.h - runs a program within bounds and tells what it took
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * Child:
 * @exit_status: what it exited with, or -1 if a signal ended it
 * @signal: which, or 0
 * @is_killed: its time was up, or it wrote without end
 * @output: what it wrote to its standard output
 * @errors: and to its standard error
 * @elapsed_ms: how long it ran
 * @peak_kib: the most memory that it ever had, 0 if less than we had ourselves
 *
 * A program that has run.
 */
typedef struct
{
  int      exit_status;
  int      signal;
  gboolean is_killed;
  GString *output;
  GString *errors;
  guint    elapsed_ms;
  guint    peak_kib;
} Child;

Child *child_run  (const char * const  *argv,
                   const char * const  *environment,
                   const char          *input,
                   guint                timeout_ms,
                   GError             **error);
void   child_free (Child               *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Child, child_free)

G_END_DECLS
