/* account-view.h - one saved account: General, Servers, Advanced
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "setup/draft.h"

G_BEGIN_DECLS

#define PTL_TYPE_ACCOUNT_VIEW (ptl_account_view_get_type ())

G_DECLARE_FINAL_TYPE (PtlAccountView, ptl_account_view, PTL, ACCOUNT_VIEW, AdwBin)

PtlDraft *ptl_account_view_get_draft (PtlAccountView *self);
void      ptl_account_view_set_draft (PtlAccountView *self,
                                      PtlDraft       *draft);
void      ptl_account_view_commit    (PtlAccountView *self);
void      ptl_account_view_test      (PtlAccountView *self);
void      ptl_account_view_save      (PtlAccountView *self);
void      ptl_account_view_rename    (PtlAccountView *self);

G_END_DECLS
