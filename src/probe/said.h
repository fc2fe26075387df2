/* said.h - an answer of a server, taken apart for those who look for reasons
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proto/reply.h"

G_BEGIN_DECLS

/**
 * PtlSaidPhase:
 *
 * Where in the conversation an answer came, as bits.
 */
typedef enum
{
  PTL_SAID_GREETING     = 1 << 0,
  PTL_SAID_CAPABILITIES = 1 << 1,
  PTL_SAID_STARTTLS     = 1 << 2,
  PTL_SAID_AUTH         = 1 << 3,
  PTL_SAID_SENDER       = 1 << 4,
  PTL_SAID_SELECT       = 1 << 5,
  PTL_SAID_TOKEN        = 1 << 6,
  PTL_SAID_LEAVE        = 1 << 7,
} PtlSaidPhase;

/* Not known where: no answer to STARTTLS, and not from a token endpoint. */
#define PTL_SAID_ANYWHERE                                                                      \
  (PTL_SAID_GREETING | PTL_SAID_CAPABILITIES | PTL_SAID_AUTH | PTL_SAID_SENDER | PTL_SAID_SELECT)

/**
 * PtlSaid:
 * @phases: where it came; several bits if that is not known
 * @status: (nullable): "NO", "-ERR", "535" …; %NULL if there was none
 * @marks: (element-type utf8): status, response codes, enhanced status codes,
 *   "@OAUTH" or "@PASSWORD" for the mechanism, "@REPORT" for a decoded
 *   challenge, "%GMAIL" for the provider
 * @text: the words, lower case, with single blanks
 * @words: the same as they came
 *
 * One answer; a SASL challenge with an error report in it (RFC 7628, 3.2.2) is
 * decoded.
 */
typedef struct
{
  guint      phases;
  char      *status;
  GPtrArray *marks;
  char      *text;
  char      *words;
} PtlSaid;

PtlSaid  *ptl_said_new       (const char     *response,
                              gboolean        is_imap,
                              guint           phases,
                              const char     *mechanism,
                              const char     *provider);
PtlSaid  *ptl_said_new_reply (const PtlReply *reply,
                              const char     *provider);
void      ptl_said_free      (PtlSaid        *self);
guint     ptl_said_phases    (const char     *phase);
gboolean  ptl_said_is_yes    (const PtlSaid  *self);
gboolean  ptl_said_has_mark  (const PtlSaid  *self,
                              const char     *mark);
gboolean  ptl_said_matches   (const PtlSaid  *self,
                              const char     *marks,
                              const char     *text);
const char *ptl_said_words  (const char     *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlSaid, ptl_said_free)

G_END_DECLS
