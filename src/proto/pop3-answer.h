/* pop3-answer.h - sends a POP3 command, reads its answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proto/session.h"

G_BEGIN_DECLS

/**
 * PtlPop3Kind:
 * @PTL_POP3_KIND_OK: “+OK”
 * @PTL_POP3_KIND_ERR: “-ERR”
 * @PTL_POP3_KIND_CONTINUE: “+”, a challenge
 */
typedef enum
{
  PTL_POP3_KIND_OK,
  PTL_POP3_KIND_ERR,
  PTL_POP3_KIND_CONTINUE,
} PtlPop3Kind;

gboolean  ptl_pop3_read_status (PtlSession    *session,
                                PtlPop3Kind   *kind,
                                char         **data,
                                GCancellable  *cancellable,
                                GError       **error);
gboolean  ptl_pop3_read_answer (PtlSession    *session,
                                gboolean      *is_ok,
                                GCancellable  *cancellable,
                                GError       **error);
gboolean  ptl_pop3_command     (PtlSession    *session,
                                const char    *line,
                                gboolean      *is_ok,
                                GCancellable  *cancellable,
                                GError       **error);
void      ptl_pop3_add_status  (PtlSession    *session,
                                const char    *status,
                                const char    *line);

G_END_DECLS
