/* context.h - what a command is handed: the world, the stores, the screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/secret.h"
#include "cli/output.h"
#include "net/network.h"
#include "secrets/store.h"
#include "setup/accounts.h"

G_BEGIN_DECLS

/**
 * PtlContext:
 * @network: the world
 * @accounts: where accounts are kept
 * @store: where passwords are kept
 * @password: (nullable): taken instead of asking for one (the demo's)
 * @out: for data
 * @err: for progress and errors
 * @signal_number: the signal that stopped the work, or 0
 *
 * Handed to each command; the demo hands down another.
 */
typedef struct
{
  PtlNetwork     *network;
  PtlAccounts    *accounts;
  PtlSecretStore *store;
  PtlSecret      *password;
  PtlOutput       out;
  PtlOutput       err;
  int             signal_number;
} PtlContext;

void ptl_context_init           (PtlContext *self);
void ptl_context_clear          (PtlContext *self);
void ptl_context_forget_keyring (PtlContext *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PtlContext, ptl_context_clear)

G_END_DECLS
