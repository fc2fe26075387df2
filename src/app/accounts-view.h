/* accounts-view.h - the accounts that are set up, and the chosen one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/account-view.h"
#include "setup/drafts.h"

G_BEGIN_DECLS

#define PTL_TYPE_ACCOUNTS_VIEW (ptl_accounts_view_get_type ())

G_DECLARE_FINAL_TYPE (PtlAccountsView, ptl_accounts_view, PTL, ACCOUNTS_VIEW, AdwBin)

GtkWidget *ptl_accounts_view_new       (PtlDrafts       *drafts,
                                        GMenuModel      *menu);
PtlDraft  *ptl_accounts_view_get_draft (PtlAccountsView *self);
void       ptl_accounts_view_show      (PtlAccountsView *self,
                                        PtlDraft        *draft);
void       ptl_accounts_view_commit    (PtlAccountsView *self);
gboolean   ptl_accounts_view_go_back   (PtlAccountsView *self);
void       ptl_accounts_view_search    (PtlAccountsView *self);
void       ptl_accounts_view_rename    (PtlAccountsView *self);
void       ptl_accounts_view_save      (PtlAccountsView *self);
void       ptl_accounts_view_test      (PtlAccountsView *self);

G_END_DECLS
