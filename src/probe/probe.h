/* probe.h - one candidate in, one result out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/secret.h"
#include "net/network.h"
#include "probe/result.h"

G_BEGIN_DECLS

/**
 * PtlProbeLimits:
 * @dns_ms: a look-up
 * @tcp_ms: a connection
 * @tls_ms: a handshake
 * @greeting_ms: the greeting; servers delay it on purpose
 * @command_ms: the answer to a command
 * @login_ms: the answer to a login
 *
 * How long to wait for each step, in milliseconds.
 */
typedef struct
{
  guint dns_ms;
  guint tcp_ms;
  guint tls_ms;
  guint greeting_ms;
  guint command_ms;
  guint login_ms;
} PtlProbeLimits;

/**
 * PtlLogin:
 * @user: the login name
 * @password: (nullable): with it
 * @token: (nullable): or with this
 *
 * Handed out by a [callback@ProbeGate]; everything transfer full.
 */
typedef struct
{
  char      *user;
  PtlSecret *password;
  PtlSecret *token;
} PtlLogin;

/**
 * PtlProbeGate:
 * @result: as far as it is known: usable, or the last login was refused
 * @n_rejected: how many logins this probe had refused so far
 * @login: (out): whom to sign in as
 *
 * Asked in the probe's thread when a login would come next: the connection is
 * open and proven. It may block until it knows.
 *
 * Returns: %TRUE to sign in, %FALSE to leave it at that
 */
typedef gboolean (*PtlProbeGate)  (const PtlResult *result,
                                   guint            n_rejected,
                                   PtlLogin        *login,
                                   gpointer         user_data);

/**
 * PtlProbeWatch:
 * @candidate: what is probed
 * @stage: the step that begins now
 *
 * Called in the probe's thread.
 */
typedef void     (*PtlProbeWatch) (PtlCandidate    *candidate,
                                   PtlStage         stage,
                                   gpointer         user_data);

/* SECURITY.md, O7: servers lock accounts after three. */
#define PTL_PROBE_MAX_REJECTED 2

/**
 * PtlProbe:
 * @network: the world
 * @limits: how long to wait
 * @from: (nullable): SMTP: the own address, for MAIL FROM and RCPT TO
 * @allow_insecure: send the password without TLS, because the user said so
 * @control_ports: whether other ports of the host are tried when this one is
 *   dead, so that a block can be told from a dead host
 * @wants_login: a server that offers no login is of no use
 * @gate: (nullable): decides about the login; without it there is none
 * @watch: (nullable): told about each step
 * @user_data: for both
 *
 * What to do with a candidate.
 */
typedef struct
{
  PtlNetwork     *network;
  PtlProbeLimits  limits;
  const char     *from;
  gboolean        allow_insecure;
  gboolean        control_ports;
  gboolean        wants_login;
  PtlProbeGate    gate;
  PtlProbeWatch   watch;
  gpointer        user_data;
} PtlProbe;

extern const PtlProbeLimits ptl_probe_default_limits;

void       ptl_probe_limits_scale (PtlProbeLimits *limits,
                                   guint           timeout_s);
PtlResult *ptl_probe_run          (const PtlProbe *self,
                                   PtlCandidate   *candidate,
                                   GCancellable   *cancellable);
void       ptl_login_clear        (PtlLogin       *login);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PtlLogin, ptl_login_clear)

G_END_DECLS
