/* reply.h - one answer of a mail server, with nothing thrown away
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * PtlPhase:
 *
 * Where in the conversation an answer came.
 */
typedef enum
{
  PTL_PHASE_GREETING,
  PTL_PHASE_CAPABILITIES,
  PTL_PHASE_STARTTLS,
  PTL_PHASE_AUTH,
  PTL_PHASE_MAIL,
  PTL_PHASE_RCPT,
  PTL_PHASE_LEAVE,
} PtlPhase;

/**
 * PtlReply:
 * @phase: where it came
 * @is_secure: whether it came inside TLS
 * @status: IMAP "OK" "NO" "BAD" "BYE" "PREAUTH"; POP3 "+OK" "-ERR"; SMTP "535"
 * @code: (nullable): IMAP and POP3 response code without its brackets and
 *   arguments, upper case ("AUTHENTICATIONFAILED", "SYS/TEMP"); SMTP enhanced
 *   status code ("5.7.8")
 * @text: the words, valid UTF-8, without control and bidi characters, secrets
 *   masked, all lines of an answer joined by a blank, at most 300 characters
 * @mechanism: (nullable): the SASL mechanism in use, in the phase AUTH
 *
 * One answer. Never changes.
 */
typedef struct
{
  PtlPhase  phase;
  gboolean  is_secure;
  char     *status;
  char     *code;
  char     *text;
  char     *mechanism;
} PtlReply;

#define PTL_TYPE_PHASE (ptl_phase_get_type ())

/* What the server says is shown to people up to here (VERDICTS.md). */
#define PTL_REPLY_TEXT_MAX_CHARS 300

GType     ptl_phase_get_type  (void);
PtlReply *ptl_reply_new       (PtlPhase        phase,
                               gboolean        is_secure,
                               const char     *status,
                               const char     *code,
                               const char     *text,
                               const char     *mechanism);
PtlReply *ptl_reply_copy      (const PtlReply *self);
void      ptl_reply_free      (PtlReply       *self);
char     *ptl_reply_clean     (const char     *text,
                               gssize          length);
char     *ptl_reply_clean_to  (const char     *text,
                               gssize          length,
                               gsize           max_chars);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlReply, ptl_reply_free)

G_END_DECLS
