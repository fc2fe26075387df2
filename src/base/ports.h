/* ports.h - what each port of mail is for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "base/security.h"

G_BEGIN_DECLS

/**
 * PtlPortAdvice:
 * @PTL_PORT_ADVICE_GOOD: recommended today
 * @PTL_PORT_ADVICE_FINE: works, something else is a little better
 * @PTL_PORT_ADVICE_RISKY: often blocked, or not encrypted
 * @PTL_PORT_ADVICE_WRONG: not for reading or sending mail
 */
typedef enum
{
  PTL_PORT_ADVICE_GOOD,
  PTL_PORT_ADVICE_FINE,
  PTL_PORT_ADVICE_RISKY,
  PTL_PORT_ADVICE_WRONG,
} PtlPortAdvice;

/**
 * PtlPortInfo:
 * @port: the number
 * @service: the registered service name (IANA), or what it is commonly called
 * @title: what it is, in a few words (translated by the accessors)
 * @purpose: what it is for, in words for a newcomer
 * @protocol: the protocol in words ("IMAP", "SMTP between servers", …)
 * @security: how the connection is protected there, in words
 * @today: whether to use it today
 * @instead: (nullable): what to use instead
 * @source: where the facts are from ("RFC 8314, 3.3", …)
 * @advice: the same as @today, for programs
 *
 * One entry of the port guide.
 */
typedef struct
{
  guint16        port;
  const char    *service;
  const char    *title;
  const char    *purpose;
  const char    *protocol;
  const char    *security;
  const char    *today;
  const char    *instead;
  const char    *source;
  PtlPortAdvice  advice;
} PtlPortInfo;

/**
 * PtlPortNote:
 * @PTL_PORT_NOTE_NONE: the usual port for this protocol and security
 * @PTL_PORT_NOTE_OWN: no standard port of the protocol: kept as typed
 * @PTL_PORT_NOTE_OTHER_SECURITY: the protocol's port, but for another security
 * @PTL_PORT_NOTE_OTHER_PROTOCOL: belongs to another mail protocol
 * @PTL_PORT_NOTE_OTHER_SERVICE: belongs to another service (22: ssh)
 * @PTL_PORT_NOTE_BLOCKED: 25, which most providers block
 * @PTL_PORT_NOTE_BRIDGE: the usual port of a bridge on this computer
 *
 * What there is to say about a port that was chosen for a server.
 */
typedef enum
{
  PTL_PORT_NOTE_NONE,
  PTL_PORT_NOTE_OWN,
  PTL_PORT_NOTE_OTHER_SECURITY,
  PTL_PORT_NOTE_OTHER_PROTOCOL,
  PTL_PORT_NOTE_OTHER_SERVICE,
  PTL_PORT_NOTE_BLOCKED,
  PTL_PORT_NOTE_BRIDGE,
} PtlPortNote;

#define PTL_TYPE_PORT_NOTE (ptl_port_note_get_type ())

GType              ptl_port_note_get_type (void);

guint16            ptl_port_default     (PtlProtocol   protocol,
                                         PtlSecurity   security);
gboolean           ptl_port_is_standard (PtlProtocol   protocol,
                                         guint16       port);
gboolean           ptl_port_get_security (PtlProtocol  protocol,
                                          guint16      port,
                                          PtlSecurity *security);
gboolean           ptl_port_get_protocol (guint16      port,
                                          PtlProtocol *protocol);
const char        *ptl_port_get_service (guint16       port);
gboolean           ptl_port_parse       (const char   *text,
                                         guint16      *port,
                                         GError      **error);
PtlPortNote        ptl_port_note        (PtlProtocol   protocol,
                                         guint16       port,
                                         PtlSecurity   security);
char              *ptl_port_note_describe (PtlProtocol protocol,
                                           guint16     port,
                                           PtlSecurity security);
const PtlPortInfo *ptl_port_guide       (gsize        *n_entries);
const PtlPortInfo *ptl_port_guide_find  (guint16       port);

G_END_DECLS
