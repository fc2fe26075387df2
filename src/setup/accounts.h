/* accounts.h - what is saved: a key file without secrets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/account.h"

G_BEGIN_DECLS

typedef struct _PtlAccounts PtlAccounts;

PtlAccounts *ptl_accounts_new          (const char    *path);
PtlAccounts *ptl_accounts_new_default  (void);
void         ptl_accounts_free         (PtlAccounts   *self);
const char  *ptl_accounts_get_path     (PtlAccounts   *self);
GPtrArray   *ptl_accounts_load         (PtlAccounts   *self,
                                        GError       **error);
PtlAccount  *ptl_accounts_find         (PtlAccounts   *self,
                                        const char    *id,
                                        GError       **error);
PtlAccount  *ptl_accounts_find_address (PtlAccounts   *self,
                                        const char    *address,
                                        GHashTable    *except);
gboolean     ptl_accounts_save         (PtlAccounts   *self,
                                        PtlAccount    *account,
                                        GError       **error);
gboolean     ptl_accounts_remove       (PtlAccounts   *self,
                                        const char    *id,
                                        GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlAccounts, ptl_accounts_free)

G_END_DECLS
