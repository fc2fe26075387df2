/* drafts.h - all saved accounts, to be tested, changed and removed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "setup/draft.h"

G_BEGIN_DECLS

#define PTL_TYPE_DRAFTS (ptl_drafts_get_type ())

G_DECLARE_FINAL_TYPE (PtlDrafts, ptl_drafts, PTL, DRAFTS, GObject)

PtlDrafts  *ptl_drafts_new        (PtlNetwork      *network,
                                   PtlAccounts     *accounts,
                                   PtlSecretStore  *store);
GListModel *ptl_drafts_get_list   (PtlDrafts       *self);
gboolean    ptl_drafts_load       (PtlDrafts       *self,
                                   GError         **error);
PtlDraft   *ptl_drafts_new_draft  (PtlDrafts       *self);
void        ptl_drafts_test_all   (PtlDrafts       *self);
void        ptl_drafts_stop_all   (PtlDrafts       *self);
GPtrArray  *ptl_drafts_get_changed (PtlDrafts      *self);
void        ptl_drafts_remove     (PtlDrafts       *self,
                                   PtlDraft        *draft);
void        ptl_drafts_undo       (PtlDrafts       *self,
                                   PtlDraft        *draft);
gboolean    ptl_drafts_is_removed (PtlDrafts       *self,
                                   PtlDraft        *draft);
void        ptl_drafts_clear_out  (PtlDrafts       *self);
gboolean    ptl_drafts_is_busy    (PtlDrafts       *self);

G_END_DECLS
