/* verdict-table.h - every verdict in words, and what helps against it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PtlFix:
 * @PTL_FIX_NONE: ends a list
 * @PTL_FIX_RETRY: the same again
 * @PTL_FIX_WAIT_SHORT: the same again, in a minute
 * @PTL_FIX_WAIT_LONG: the same again, when a lock-out is likely to be over
 * @PTL_FIX_NEAR_NAME: the name that was probably meant
 * @PTL_FIX_CERTIFICATE_NAME: a name that the certificate is valid for
 * @PTL_FIX_OPEN_PORTS: the ports of the host that did answer
 * @PTL_FIX_TLS_PORT: the protocol's port for TLS at once
 * @PTL_FIX_OWN_PORT: the protocol's port, if another protocol was met
 * @PTL_FIX_SUBMISSION: the ports for sending with a login
 * @PTL_FIX_TLS_HERE: TLS at once, on this port
 * @PTL_FIX_STARTTLS_HERE: STARTTLS, on this port
 * @PTL_FIX_ENCRYPT: STARTTLS if the server offered it, and TLS at once
 * @PTL_FIX_DOUBTFUL_USER: the same as %PTL_FIX_OTHER_USER, unless a provider's
 *   own word says which form is right
 * @PTL_FIX_OTHER_USER: full address instead of its local part, or vice versa
 * @PTL_FIX_PASSWORD_PAGE: the provider's page about app passwords
 * @PTL_FIX_SETTINGS_PAGE: the provider's page about its settings
 *
 * A kind of remedy; what becomes of it depends on what was seen.
 */
typedef enum
{
  PTL_FIX_NONE,
  PTL_FIX_RETRY,
  PTL_FIX_WAIT_SHORT,
  PTL_FIX_WAIT_LONG,
  PTL_FIX_NEAR_NAME,
  PTL_FIX_CERTIFICATE_NAME,
  PTL_FIX_OPEN_PORTS,
  PTL_FIX_TLS_PORT,
  PTL_FIX_OWN_PORT,
  PTL_FIX_SUBMISSION,
  PTL_FIX_TLS_HERE,
  PTL_FIX_STARTTLS_HERE,
  PTL_FIX_ENCRYPT,
  PTL_FIX_DOUBTFUL_USER,
  PTL_FIX_OTHER_USER,
  PTL_FIX_PASSWORD_PAGE,
  PTL_FIX_SETTINGS_PAGE,
} PtlFix;

#define PTL_FIXES_MAX 3

/**
 * PtlVerdictRow:
 * @key: a code of VERDICTS.md, or a code, "/" and the special case of it
 * @title: one sentence on what happened
 * @reason: one sentence on why; `{host}` and the like are filled in
 * @plain: (nullable): the same where a fact of @reason is not known
 * @fixes: what helps, best first
 *
 * All sentences are to be translated.
 */
typedef struct
{
  const char *key;
  const char *title;
  const char *reason;
  const char *plain;
  PtlFix      fixes[PTL_FIXES_MAX];
} PtlVerdictRow;

/* Two halves of one table: the way to the server, and what it says there. */
extern const PtlVerdictRow ptl_verdict_rows_way[];
extern const gsize         ptl_verdict_n_rows_way;
extern const PtlVerdictRow ptl_verdict_rows_mail[];
extern const gsize         ptl_verdict_n_rows_mail;

const PtlVerdictRow *ptl_verdict_row     (const char *key);
const PtlVerdictRow *ptl_verdict_row_nth (gsize       index);

G_END_DECLS
