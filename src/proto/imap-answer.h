/* imap-answer.h - sends an IMAP command, reads its answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proto/session.h"

G_BEGIN_DECLS

/**
 * PtlImapKind:
 * @PTL_IMAP_KIND_CONTINUE: “+”, for a command that allows it
 * @PTL_IMAP_KIND_OK: tagged OK
 * @PTL_IMAP_KIND_NO: tagged NO
 * @PTL_IMAP_KIND_BAD: tagged BAD
 */
typedef enum
{
  PTL_IMAP_KIND_CONTINUE,
  PTL_IMAP_KIND_OK,
  PTL_IMAP_KIND_NO,
  PTL_IMAP_KIND_BAD,
} PtlImapKind;

/**
 * PtlImapAnswer:
 * @kind: how it ended
 * @text: (nullable): what follows “+”
 * @capabilities: (nullable): what CAPABILITY listed on the way, be it as a
 *   response or as a response code
 *
 * What came up to the tagged line, or to a continuation.
 */
typedef struct
{
  PtlImapKind      kind;
  char            *text;
  PtlCapabilities *capabilities;
} PtlImapAnswer;

char     *ptl_imap_begin_command  (PtlSession        *session);
gboolean  ptl_imap_read_answer    (PtlSession        *session,
                                   gboolean           may_continue,
                                   PtlImapAnswer     *answer,
                                   GCancellable      *cancellable,
                                   GError           **error);
void      ptl_imap_answer_clear   (PtlImapAnswer     *self);
void      ptl_imap_add_status     (PtlSession        *session,
                                   const char        *status,
                                   const char        *text,
                                   PtlCapabilities  **capabilities);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PtlImapAnswer, ptl_imap_answer_clear)

G_END_DECLS
