/* draft.h - an account in the making: what was typed, found and tested
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "setup/changes.h"
#include "setup/setup.h"

G_BEGIN_DECLS

/**
 * PtlDraftActivity:
 * @PTL_DRAFT_IDLE: nothing goes on
 * @PTL_DRAFT_SEARCHING: the servers are being looked for, without a password
 * @PTL_DRAFT_TESTING: the servers are being tested, with the password
 * @PTL_DRAFT_SAVING: the account is being saved
 */
typedef enum
{
  PTL_DRAFT_IDLE,
  PTL_DRAFT_SEARCHING,
  PTL_DRAFT_TESTING,
  PTL_DRAFT_SAVING,
} PtlDraftActivity;

/**
 * PtlDraftSides:
 *
 * Which servers a test is about.
 */
typedef enum
{
  PTL_DRAFT_INCOMING = 1 << 0,
  PTL_DRAFT_OUTGOING = 1 << 1,
  PTL_DRAFT_BOTH     = PTL_DRAFT_INCOMING | PTL_DRAFT_OUTGOING,
} PtlDraftSides;

#define PTL_TYPE_DRAFT_ACTIVITY (ptl_draft_activity_get_type ())
#define PTL_TYPE_DRAFT          (ptl_draft_get_type ())

G_DECLARE_FINAL_TYPE (PtlDraft, ptl_draft, PTL, DRAFT, GObject)

GType              ptl_draft_activity_get_type  (void);

PtlDraft          *ptl_draft_new                (PtlNetwork       *network,
                                                 PtlAccounts      *accounts,
                                                 PtlSecretStore   *store,
                                                 PtlAccount       *saved);
PtlAccount        *ptl_draft_get_account        (PtlDraft         *self);
PtlDraftActivity   ptl_draft_get_activity       (PtlDraft         *self);
GListModel        *ptl_draft_get_attempts       (PtlDraft         *self);
gboolean           ptl_draft_is_saved           (PtlDraft         *self);
PtlChanges        *ptl_draft_get_changes        (PtlDraft         *self);
gboolean           ptl_draft_has_new_password   (PtlDraft         *self);
gboolean           ptl_draft_is_changed         (PtlDraft         *self);
gboolean           ptl_draft_is_complete        (PtlDraft         *self);
gboolean           ptl_draft_is_worth_saving    (PtlDraft         *self);
void               ptl_draft_revert             (PtlDraft         *self);

gboolean           ptl_draft_check_address      (PtlDraft         *self,
                                                 GError          **error);
gboolean           ptl_draft_has_password       (PtlDraft         *self);
void               ptl_draft_set_password       (PtlDraft         *self,
                                                 PtlSecret        *password);
gboolean           ptl_draft_may_be_insecure    (PtlDraft         *self,
                                                 PtlDraftSides     side);
void               ptl_draft_allow_insecure     (PtlDraft         *self,
                                                 PtlDraftSides     side,
                                                 gboolean          allow);

PtlAccount        *ptl_draft_find_known         (PtlDraft         *self);
gboolean           ptl_draft_check_new_address  (PtlDraft         *self,
                                                 GError          **error);
gboolean           ptl_draft_may_trust          (PtlDraft         *self,
                                                 PtlDraftSides     side);
gboolean           ptl_draft_trusts             (PtlDraft         *self,
                                                 PtlDraftSides     side);
void               ptl_draft_trust              (PtlDraft         *self,
                                                 PtlDraftSides     side,
                                                 gboolean          trust);

char              *ptl_draft_suggest_address    (PtlDraft         *self);
gboolean           ptl_draft_is_by_hand         (PtlDraft         *self);
void               ptl_draft_begin_by_hand      (PtlDraft         *self);

void               ptl_draft_search             (PtlDraft         *self);
void               ptl_draft_search_again       (PtlDraft         *self);
void               ptl_draft_choose             (PtlDraft         *self,
                                                 PtlProtocol       protocol);
void               ptl_draft_test               (PtlDraft         *self,
                                                 PtlDraftSides     sides);
void               ptl_draft_stop               (PtlDraft         *self);
void               ptl_draft_save               (PtlDraft         *self);
void               ptl_draft_save_no_password   (PtlDraft         *self);

PtlOutcome        *ptl_draft_get_search         (PtlDraft         *self);
const PtlFinding  *ptl_draft_get_choice         (PtlDraft         *self,
                                                 PtlProtocol       protocol);
const PtlFinding  *ptl_draft_get_finding        (PtlDraft         *self,
                                                 PtlDraftSides     side);
gboolean           ptl_draft_works              (PtlDraft         *self,
                                                 PtlDraftSides     sides);
const GError      *ptl_draft_get_error          (PtlDraft         *self);
const char        *ptl_draft_get_store_name     (PtlDraft         *self);
gboolean           ptl_draft_apply_remedy       (PtlDraft         *self,
                                                 PtlDraftSides     side,
                                                 guint             remedy);

gboolean           ptl_draft_has_server         (PtlDraft         *self,
                                                 PtlDraftSides     side);
gboolean           ptl_draft_is_testing         (PtlDraft         *self,
                                                 PtlDraftSides     side);
gboolean           ptl_draft_was_stopped        (PtlDraft         *self);
gboolean           ptl_draft_is_tested          (PtlDraft         *self,
                                                 PtlDraftSides     sides);
PtlDraftSides      ptl_draft_get_changed_sides  (PtlDraft         *self);
PtlDraftSides      ptl_draft_get_worse_side     (PtlDraft         *self);
guint              ptl_draft_get_n_rejected     (PtlDraft         *self,
                                                 PtlDraftSides     side);
char              *ptl_draft_describe_error     (PtlDraft         *self);
char              *ptl_draft_describe_seen      (PtlDraft         *self,
                                                 guint16           port);

G_END_DECLS
