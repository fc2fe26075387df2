/* draft-view.h - what shows one server of a draft, or both
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "setup/draft.h"

G_BEGIN_DECLS

#define PTL_TYPE_DRAFT_VIEW (ptl_draft_view_get_type ())

G_DECLARE_DERIVABLE_TYPE (PtlDraftView, ptl_draft_view, PTL, DRAFT_VIEW, AdwBin)

/**
 * PtlDraftViewClass:
 * @draft_changed: (nullable): there is another draft, or none; follow it
 * @refresh: show the draft as it is now; there may be none
 *
 * A widget with the properties `draft` ([class@Draft]) and `side`.
 */
struct _PtlDraftViewClass
{
  AdwBinClass parent_class;

  void (*draft_changed) (PtlDraftView *self);
  void (*refresh)       (PtlDraftView *self);
};

void          ptl_draft_view_set_draft (PtlDraftView  *self,
                                        PtlDraft      *draft);
void          ptl_draft_view_set_side  (PtlDraftView  *self,
                                        PtlDraftSides  side);

/* For what is derived from it. */
PtlDraft     *ptl_draft_view_get_draft (PtlDraftView  *self);
PtlDraftSides ptl_draft_view_get_side  (PtlDraftView  *self);

G_END_DECLS
