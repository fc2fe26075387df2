/* draft-private.h - what the files of PtlDraft share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "setup/draft.h"
#include "setup/work.h"

G_BEGIN_DECLS

#define PTL_DRAFT_N_SIDES 2

struct _PtlDraft
{
  GObject           parent_instance;

  PtlSetup         *setup;
  PtlAccount       *account;
  gboolean          is_saved;
  PtlSecret        *password;
  gboolean          allow_insecure;

  PtlDraftActivity  activity;
  GCancellable     *cancellable;   /* of what goes on */
  PtlDraftSides     sides;         /* that are being tested */
  char             *searched;      /* the domain of the last search */
  PtlOutcome       *search;
  PtlFinding       *findings[PTL_DRAFT_N_SIDES];
  GError           *error;
};

guint       ptl_draft_side_index     (PtlDraftSides     side);
PtlService *ptl_draft_get_service    (PtlDraft         *self,
                                      PtlDraftSides     side);
void        ptl_draft_set_activity   (PtlDraft         *self,
                                      PtlDraftActivity  activity);
void        ptl_draft_set_saved      (PtlDraft         *self);
void        ptl_draft_emit_changed   (PtlDraft         *self);
void        ptl_draft_forget_finding (PtlDraft         *self,
                                      PtlDraftSides     side);

G_END_DECLS
