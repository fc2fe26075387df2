/* changes.h - what of an account is not as it was saved
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/account.h"

G_BEGIN_DECLS

#define PTL_TYPE_CHANGES (ptl_changes_get_type ())

G_DECLARE_FINAL_TYPE (PtlChanges, ptl_changes, PTL, CHANGES, GObject)

PtlAccount *ptl_changes_copy         (PtlAccount *account);
PtlChanges *ptl_changes_new          (PtlAccount *account);
PtlAccount *ptl_changes_get_saved    (PtlChanges *self);
gboolean    ptl_changes_is_changed   (PtlChanges *self);
gboolean    ptl_changes_has_incoming (PtlChanges *self);
gboolean    ptl_changes_has_outgoing (PtlChanges *self);
gboolean    ptl_changes_has_state    (PtlChanges *self);
void        ptl_changes_keep         (PtlChanges *self,
                                      PtlAccount *saved);
void        ptl_changes_revert       (PtlChanges *self);

G_END_DECLS
