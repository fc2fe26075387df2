/* smtp-answer.h - reads one answer of an SMTP server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proto/session.h"

G_BEGIN_DECLS

/**
 * PtlSmtpAnswer:
 * @code: the three digits
 * @status: the same as text
 * @enhanced: (nullable): the enhanced status code of its first line
 * @lines: (element-type utf8): the words of each line
 *
 * One answer, of one line or more.
 */
typedef struct
{
  guint      code;
  char       status[4];
  char      *enhanced;
  GPtrArray *lines;
} PtlSmtpAnswer;

gboolean  ptl_smtp_read_answer   (PtlSession     *session,
                                  char           *first,
                                  PtlSmtpAnswer  *answer,
                                  GCancellable   *cancellable,
                                  GError        **error);
gboolean  ptl_smtp_is_line       (const char     *line);
void      ptl_smtp_add_reply     (PtlSession     *session,
                                  PtlSmtpAnswer  *answer);
void      ptl_smtp_answer_clear  (PtlSmtpAnswer  *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PtlSmtpAnswer, ptl_smtp_answer_clear)

G_END_DECLS
