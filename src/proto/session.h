/* session.h - one conversation: the wire, and what was learnt on it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proto/capabilities.h"
#include "proto/credentials.h"
#include "proto/reply.h"
#include "proto/wire.h"

G_BEGIN_DECLS

/**
 * PtlSession:
 * @protocol: what is spoken
 * @wire: (owned): the lines
 * @is_secure: whether TLS is on; set by whoever switches it on
 * @may_be_insecure: the user said that secrets may go without TLS
 * @wants_starttls: whether TLS is to be asked for: then nothing but the
 *   commands of SECURITY.md, P0, may be sent before
 * @greeting: (nullable): the first line, cleaned
 * @apop_stamp: (nullable): POP3's time stamp (RFC 1939, 7)
 * @capabilities: (nullable): what was offered last, after everything that is
 *   to be forgotten was forgotten
 * @mechanism: (nullable): what the last login used: a SASL name, "LOGIN"
 *   (IMAP's command), "USER" or "APOP"
 * @n_logins: how often a password, a token or a proof made of them was sent
 * @replies: (element-type PtlReply): every answer with a status, in order
 * @phase: where we are
 * @client_name: what EHLO says; an address literal if %NULL
 *
 * Plain data; the dialogues write it, the probe reads it.
 */
typedef struct
{
  PtlProtocol      protocol;
  PtlWire         *wire;
  gboolean         is_secure;
  gboolean         may_be_insecure;
  gboolean         wants_starttls;
  char            *greeting;
  char            *apop_stamp;
  PtlCapabilities *capabilities;
  char            *mechanism;
  guint            n_logins;
  GPtrArray       *replies;
  PtlPhase         phase;
  char            *client_name;

  /*< private >*/
  gboolean         has_no_list;
  guint            tag;
  guint32          tag_salt;
} PtlSession;

PtlSession     *ptl_session_new        (PtlProtocol     protocol,
                                        PtlWire        *wire);
void            ptl_session_free       (PtlSession     *self);
gboolean        ptl_session_tls_answered (PtlSession     *self,
                                          gboolean        is_yes,
                                          GError        **error);
void            ptl_session_secured    (PtlSession     *self,
                                        GIOStream      *stream);
const PtlReply *ptl_session_last_reply (PtlSession     *self);
const PtlReply *ptl_session_add_reply  (PtlSession     *self,
                                        const char     *status,
                                        const char     *code,
                                        const char     *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlSession, ptl_session_free)

G_END_DECLS
