/* capabilities.h - what a server offers, by token
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/security.h"

G_BEGIN_DECLS

/**
 * PtlCapabilities:
 *
 * The tokens of one IMAP CAPABILITY, POP3 CAPA or SMTP EHLO answer. For IMAP a
 * token is "AUTH=PLAIN"; for POP3 and SMTP a whole line ("SASL PLAIN LOGIN").
 * Keywords compare without case (RFC 9051, 2449, 5321).
 */
typedef struct _PtlCapabilities PtlCapabilities;

PtlCapabilities *ptl_capabilities_new            (PtlProtocol            protocol);
void             ptl_capabilities_free           (PtlCapabilities       *self);
void             ptl_capabilities_add            (PtlCapabilities       *self,
                                                  const char            *token);
void             ptl_capabilities_add_list       (PtlCapabilities       *self,
                                                  const char            *tokens);
gboolean         ptl_capabilities_has            (const PtlCapabilities *self,
                                                  const char            *keyword);
const char      *ptl_capabilities_get_argument   (const PtlCapabilities *self,
                                                  const char            *keyword);
GStrv            ptl_capabilities_get_mechanisms (const PtlCapabilities *self);
GStrv            ptl_capabilities_to_strv        (const PtlCapabilities *self);
guint            ptl_capabilities_get_length     (const PtlCapabilities *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlCapabilities, ptl_capabilities_free)

G_END_DECLS
