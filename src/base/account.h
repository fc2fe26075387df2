/* account.h - a mail account: who, and by which two servers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/service.h"

G_BEGIN_DECLS

#define PTL_TYPE_ACCOUNT (ptl_account_get_type ())

G_DECLARE_FINAL_TYPE (PtlAccount, ptl_account, PTL, ACCOUNT, GObject)

/**
 * PtlAccountState:
 * @PTL_ACCOUNT_STATE_UNTESTED: never tested
 * @PTL_ACCOUNT_STATE_WORKS: both servers took the login
 * @PTL_ACCOUNT_STATE_UNENCRYPTED: works, at least one without encryption
 * @PTL_ACCOUNT_STATE_NO_SENDING: receiving works, sending does not
 * @PTL_ACCOUNT_STATE_NO_RECEIVING: sending works, receiving does not
 * @PTL_ACCOUNT_STATE_BROKEN: neither works
 *
 * What the last test said.
 */
typedef enum
{
  PTL_ACCOUNT_STATE_UNTESTED,
  PTL_ACCOUNT_STATE_WORKS,
  PTL_ACCOUNT_STATE_UNENCRYPTED,
  PTL_ACCOUNT_STATE_NO_SENDING,
  PTL_ACCOUNT_STATE_NO_RECEIVING,
  PTL_ACCOUNT_STATE_BROKEN,
} PtlAccountState;

#define PTL_TYPE_ACCOUNT_STATE (ptl_account_state_get_type ())

/* Seconds; the classic slider: short is half a minute, long five minutes. */
#define PTL_ACCOUNT_TIMEOUT_MIN_S      30
#define PTL_ACCOUNT_TIMEOUT_DEFAULT_S  60
#define PTL_ACCOUNT_TIMEOUT_MAX_S     300

GType            ptl_account_state_get_type    (void);
const char      *ptl_account_state_to_string   (PtlAccountState  state);

PtlAccount      *ptl_account_new               (const char      *id);
const char      *ptl_account_get_id            (PtlAccount      *self);
void             ptl_account_set_id            (PtlAccount      *self,
                                                const char      *id);
const char      *ptl_account_get_name          (PtlAccount      *self);
void             ptl_account_set_name          (PtlAccount      *self,
                                                const char      *name);
const char      *ptl_account_get_address       (PtlAccount      *self);
void             ptl_account_set_address       (PtlAccount      *self,
                                                const char      *address);
PtlService      *ptl_account_get_incoming      (PtlAccount      *self);
PtlService      *ptl_account_get_outgoing      (PtlAccount      *self);
gboolean         ptl_account_get_same_user     (PtlAccount      *self);
void             ptl_account_set_same_user     (PtlAccount      *self,
                                                gboolean         same);
guint            ptl_account_get_timeout_s     (PtlAccount      *self);
void             ptl_account_set_timeout_s     (PtlAccount      *self,
                                                guint            timeout_s);
gboolean         ptl_account_get_leave_on_server (PtlAccount    *self);
void             ptl_account_set_leave_on_server (PtlAccount    *self,
                                                  gboolean       leave);
guint            ptl_account_get_remove_after_days (PtlAccount  *self);
void             ptl_account_set_remove_after_days (PtlAccount  *self,
                                                    guint        days);
gboolean         ptl_account_get_remove_when_deleted (PtlAccount *self);
void             ptl_account_set_remove_when_deleted (PtlAccount *self,
                                                      gboolean    remove);
PtlAccountState  ptl_account_get_state         (PtlAccount      *self);
void             ptl_account_set_state         (PtlAccount      *self,
                                                PtlAccountState  state);

G_END_DECLS
