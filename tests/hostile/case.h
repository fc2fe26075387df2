/* case.h - one hostile server, and what a client may make of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "base/security.h"
#include "demo/script.h"

G_BEGIN_DECLS

/* What a server tries to put into people's eyes before TLS. */
#define CASE_MARK "Flaschenpost"

/* What must never arrive as a command: it was hidden in a name or a password. */
#define CASE_INJECTED "INJECT"

/**
 * CaseExpect:
 * @CASE_EXPECT_OK: the login is verified
 * @CASE_EXPECT_REFUSE: it is not
 * @CASE_EXPECT_EITHER: both are safe; the other oracles still hold
 * @CASE_EXPECT_USAGE: not even tried
 *
 * What the client must come to.
 */
typedef enum
{
  CASE_EXPECT_OK,
  CASE_EXPECT_REFUSE,
  CASE_EXPECT_EITHER,
  CASE_EXPECT_USAGE,
} CaseExpect;

/**
 * Case:
 * @name: block/protocol-security, or block/N-MEMBER/protocol-security
 * @protocol: what is spoken
 * @security: what the client is asked for
 * @tls_at_once: what the server does
 * @expect: what must come of it
 * @verdicts: (nullable): the codes that are right, if only some are
 * @certificate: the kind of certificate
 * @host: the name that the client is given
 * @user: the login name
 * @password: the password
 * @timeout_s: the client's --timeout, 0 for its own
 * @max_logins: how many logins are not too many
 * @may_show: the server's words may be shown, because they come inside TLS
 * @script: the server's deviations
 */
typedef struct
{
  char        *name;
  PtlProtocol  protocol;
  PtlSecurity  security;
  gboolean     tls_at_once;
  CaseExpect   expect;
  GStrv        verdicts;
  char        *certificate;
  char        *host;
  char        *user;
  char        *password;
  guint        timeout_s;
  guint        max_logins;
  gboolean     may_show;
  PtlScript   *script;
} Case;

GPtrArray *cases_load (const char  *folder,
                       GError     **error);
void       case_free  (Case        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Case, case_free)

G_END_DECLS
