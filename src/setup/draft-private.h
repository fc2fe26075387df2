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
  GHashTable       *going;         /* ids of accounts that are not there any more */
  PtlChanges       *changes;       /* since it was saved; NULL before */
  gboolean          was_changed;   /* as last told */
  PtlSecret        *password;
  gboolean          is_stored;     /* the password: it came from the store */
  PtlDraftSides     insecure;      /* where the user agreed to no encryption */

  PtlDraftActivity  activity;
  GCancellable     *cancellable;   /* of what goes on */
  PtlDraftActivity  last_activity; /* what went on last, or goes on */
  gboolean          was_stopped;   /* in the middle of a test */
  PtlDraftSides     sides;         /* that are being tested */
  char             *searched;      /* the domain of the last search */
  char             *named;         /* the address the login names were last made for */
  guint             protocols;     /* that are being searched; 0 is all */
  PtlOutcome       *search;
  PtlFinding       *findings[PTL_DRAFT_N_SIDES];
  GError           *error;

  char             *rejected_by[PTL_DRAFT_N_SIDES];   /* hosts */
  guint             n_rejected[PTL_DRAFT_N_SIDES];
};

const char *ptl_draft_get_id         (PtlDraft         *self);
guint       ptl_draft_side_index     (PtlDraftSides     side);
PtlService *ptl_draft_get_service    (PtlDraft         *self,
                                      PtlDraftSides     side);
void        ptl_draft_set_activity   (PtlDraft         *self,
                                      PtlDraftActivity  activity);
void        ptl_draft_begin          (PtlDraft         *self,
                                      PtlDraftActivity  activity);
gboolean    ptl_draft_end            (PtlDraft         *self,
                                      GCancellable     *cancellable,
                                      GError           *error);
void        ptl_draft_load_password  (PtlDraft         *self,
                                      GAsyncReadyCallback callback);
void        ptl_draft_set_saved      (PtlDraft         *self,
                                      PtlAccount       *saved,
                                      PtlSecret        *password);
void        ptl_draft_update_changed (PtlDraft         *self);
void        ptl_draft_emit_changed   (PtlDraft         *self);
void        ptl_draft_forget_finding (PtlDraft         *self,
                                      PtlDraftSides     side);
void        ptl_draft_search_now     (PtlDraft         *self,
                                      guint             protocols);
void        ptl_draft_take_search    (PtlDraft         *self,
                                      PtlOutcome       *outcome);
void        ptl_draft_follow_address (PtlDraft         *self,
                                      const PtlAddress *address);
gboolean    ptl_draft_worked         (PtlDraft         *self,
                                      PtlDraftSides     side);
void        ptl_draft_watch_consent  (PtlDraft         *self);
void        ptl_draft_take_place     (PtlDraft         *self);
void        ptl_draft_set_going      (PtlDraft         *self,
                                      GHashTable       *ids);
void        ptl_draft_count_rejected (PtlDraft         *self,
                                      PtlDraftSides     side);

G_END_DECLS
