/* account-row.h - an account in the list, with its state in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "setup/draft.h"

G_BEGIN_DECLS

#define PTL_TYPE_ACCOUNT_ROW (ptl_account_row_get_type ())

G_DECLARE_FINAL_TYPE (PtlAccountRow, ptl_account_row, PTL, ACCOUNT_ROW, AdwActionRow)

GtkWidget  *ptl_account_row_new         (PtlDraft      *draft);
PtlDraft   *ptl_account_row_get_draft   (PtlAccountRow *self);
void        ptl_account_row_set_removed (PtlAccountRow *self,
                                         gboolean       removed);

G_END_DECLS
