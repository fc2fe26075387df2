/* account-keys.h - an account as a group of keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/account.h"

G_BEGIN_DECLS

gboolean    ptl_account_keys_write (GKeyFile    *file,
                                    PtlAccount  *account,
                                    GError     **error);
PtlAccount *ptl_account_keys_read  (GKeyFile    *file,
                                    const char  *id,
                                    GError     **error);
char       *ptl_account_keys_group (const char  *id,
                                    GError     **error);
const char *ptl_account_keys_id    (const char  *group);

G_END_DECLS
