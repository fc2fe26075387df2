/* context.c - what a command is handed: the world, the stores, the screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/context.h"

#include <unistd.h>

/**
 * ptl_context_init:
 * @self: a context
 *
 * The real world: the system's resolver and authorities, the user's keyring
 * and accounts. Nothing of it is asked before it is needed.
 */
void
ptl_context_init (PtlContext *self)
{
  *self = (PtlContext) {
    .network = ptl_network_new (),
    .accounts = ptl_accounts_new_default (),
    .store = ptl_keyring_store_new (),
  };

  ptl_output_init (&self->out, STDOUT_FILENO);
  ptl_output_init (&self->err, STDERR_FILENO);
}

void
ptl_context_clear (PtlContext *self)
{
  g_clear_pointer (&self->network, ptl_network_unref);
  g_clear_pointer (&self->accounts, ptl_accounts_free);
  g_clear_pointer (&self->store, ptl_secret_store_free);
  g_clear_pointer (&self->password, ptl_secret_unref);
}

/**
 * ptl_context_forget_keyring:
 * @self: a context
 *
 * From now on passwords are kept for as long as the program runs.
 */
void
ptl_context_forget_keyring (PtlContext *self)
{
  ptl_secret_store_free (self->store);
  self->store = ptl_memory_store_new ();
}
