/* accounts.h - pieces of `portolanctl accounts`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/account.h"
#include "cli/command.h"
#include "cli/json.h"

G_BEGIN_DECLS

const char *ptl_account_state_describe (PtlAccountState   state);
void        ptl_account_add_json       (PtlAccount       *account,
                                        JsonBuilder      *json);
void        ptl_accounts_list          (PtlContext       *context,
                                        GPtrArray        *accounts,
                                        gboolean          as_json);
int         ptl_accounts_check         (const PtlCommand *command,
                                        PtlContext       *context,
                                        GPtrArray        *accounts,
                                        gboolean          as_json);

G_END_DECLS
