/* evidence.h - what a verdict is based on, and how to tell it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "probe/result.h"

G_BEGIN_DECLS

/**
 * PtlEvidence:
 * @candidate: the server
 * @result: (nullable): what a probe saw there
 * @reply: (nullable): the answer that decided
 * @address: (nullable): the user's address
 *
 * Borrowed pointers, put together for one verdict.
 */
typedef struct
{
  const PtlCandidate *candidate;
  const PtlResult    *result;
  const PtlReply     *reply;
  const char         *address;
} PtlEvidence;

/**
 * PtlSpoken:
 * @PTL_SPOKEN_NOTHING: no bytes at all
 * @PTL_SPOKEN_UNKNOWN: nothing that we know
 *
 * What is spoken on a port, told from the first bytes.
 */
typedef enum
{
  PTL_SPOKEN_NOTHING,
  PTL_SPOKEN_UNKNOWN,
  PTL_SPOKEN_IMAP,
  PTL_SPOKEN_POP3,
  PTL_SPOKEN_SMTP,
  PTL_SPOKEN_TLS,
  PTL_SPOKEN_HTTP,
  PTL_SPOKEN_SSH,
  PTL_SPOKEN_FTP,
} PtlSpoken;

PtlSpoken ptl_evidence_spoken     (GBytes             *first_bytes);
gboolean  ptl_spoken_is           (PtlSpoken           spoken,
                                   PtlProtocol         protocol);
gboolean  ptl_evidence_knows_user (const PtlCandidate *candidate);
char     *ptl_evidence_clean      (const char         *text,
                                   gsize               max_chars);
char     *ptl_evidence_tell       (const PtlEvidence  *self,
                                   const char         *words);

G_END_DECLS
