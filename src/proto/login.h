/* login.h - SASL's part of signing in, the same in all three protocols
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proto/session.h"

G_BEGIN_DECLS

/**
 * PtlLoginAnswer:
 * @PTL_LOGIN_ANSWER_CHALLENGE: the server asks on
 * @PTL_LOGIN_ANSWER_ACCEPTED: it says that we are signed in
 * @PTL_LOGIN_ANSWER_REFUSED: it says that we are not; the last reply has it
 */
typedef enum
{
  PTL_LOGIN_ANSWER_CHALLENGE,
  PTL_LOGIN_ANSWER_ACCEPTED,
  PTL_LOGIN_ANSWER_REFUSED,
} PtlLoginAnswer;

/**
 * PtlLoginOutcome:
 * @PTL_LOGIN_OUTCOME_DONE: signed in
 * @PTL_LOGIN_OUTCOME_FAILED: not, and nothing else may be tried
 * @PTL_LOGIN_OUTCOME_NO_MECHANISM: no SASL mechanism that suits both is left;
 *   an error is set if one was tried
 */
typedef enum
{
  PTL_LOGIN_OUTCOME_DONE,
  PTL_LOGIN_OUTCOME_FAILED,
  PTL_LOGIN_OUTCOME_NO_MECHANISM,
} PtlLoginOutcome;

/**
 * PtlLoginWay:
 * @challenge_status: what a challenge begins with ("+", "334")
 * @begin: sends the command that names the mechanism, with the initial response
 *   if there is one
 * @answer: reads one answer, and adds it to the replies if it has a status
 *
 * How SASL is carried by a protocol.
 */
typedef struct
{
  const char *challenge_status;

  gboolean  (*begin)  (PtlSession      *session,
                       const char      *mechanism,
                       PtlSecret       *initial,
                       GCancellable    *cancellable,
                       GError         **error);
  gboolean  (*answer) (PtlSession      *session,
                       PtlLoginAnswer  *answer,
                       char           **data,
                       GCancellable    *cancellable,
                       GError         **error);
} PtlLoginWay;

PtlLoginOutcome ptl_login_with_sasl      (PtlSession            *session,
                                          const PtlLoginWay     *way,
                                          gsize                  max_initial_bytes,
                                          const PtlCredentials  *credentials,
                                          GCancellable          *cancellable,
                                          GError               **error);
gboolean        ptl_login_may_begin      (PtlSession            *session,
                                          GError               **error);
gboolean        ptl_login_check_line     (const PtlCredentials  *credentials,
                                          GError               **error);
gboolean        ptl_login_is_about_mechanism (const PtlReply    *reply);
void            ptl_login_set_refused    (PtlSession            *session,
                                          GError               **error);
void            ptl_login_set_missing    (PtlSession            *session,
                                          GError               **error);
void            ptl_login_set_unsuitable (PtlSession            *session,
                                          GError               **error);

G_END_DECLS
