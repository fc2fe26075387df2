/* result.h - how far one probe got, and everything it saw on the way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/candidate.h"
#include "net/certificate.h"
#include "net/connect.h"
#include "proto/reply.h"

G_BEGIN_DECLS

#define PTL_TYPE_STAGE  (ptl_stage_get_type ())
#define PTL_TYPE_RESULT (ptl_result_get_type ())

/**
 * PtlStage:
 * @PTL_STAGE_NAME: looking the name up
 * @PTL_STAGE_TCP: connecting
 * @PTL_STAGE_TLS: the handshake, be it at once or after STARTTLS
 * @PTL_STAGE_GREETING: the first line
 * @PTL_STAGE_STARTTLS: asking for TLS
 * @PTL_STAGE_CAPABILITIES: what the server offers
 * @PTL_STAGE_LOGIN: signing in
 * @PTL_STAGE_SENDER: may this user send as this address?
 * @PTL_STAGE_DONE: all that was asked for
 *
 * The steps of a probe, in order (with TLS at once the greeting follows TLS).
 */
typedef enum
{
  PTL_STAGE_NAME,
  PTL_STAGE_TCP,
  PTL_STAGE_TLS,
  PTL_STAGE_GREETING,
  PTL_STAGE_STARTTLS,
  PTL_STAGE_CAPABILITIES,
  PTL_STAGE_LOGIN,
  PTL_STAGE_SENDER,
  PTL_STAGE_DONE,
} PtlStage;

/* In PtlResult.times_ms: the step was not reached. */
#define PTL_RESULT_NOT_REACHED (-1)

/**
 * PtlResult:
 * @candidate: what was probed
 * @stage: the step it ended in: %PTL_STAGE_DONE, or the one that failed
 * @last_step: the last step that was done well
 * @error: (nullable): why it ended; %NULL if everything asked for worked
 * @is_usable: name to capabilities worked, and a login is offered
 * @is_logged_in: the login was asked for and is proven
 * @times_ms: milliseconds a step took, %PTL_RESULT_NOT_REACHED if missing
 * @total_ms: from the start to the last answer that was waited for
 * @rtt_ms: measured while connecting, 0 if unknown
 * @round_trips: how many answers were waited for, TCP and TLS included
 * @attempts: (element-type PtlAddressAttempt): each address tried
 * @greeting: (nullable): cleaned
 * @capabilities: (nullable): as they were last
 * @mechanisms: (nullable): the SASL mechanisms (and "LOGIN", "USER") offered
 * @mechanism: (nullable): the one used
 * @tls_version: (nullable): "TLSv1.3"
 * @tls_cipher: (nullable): OpenSSL's name
 * @old_tls_version: (nullable): what a server too old for us does speak
 * @certificate: (nullable): the server's
 * @first_bytes: (nullable): what came where something else was expected
 * @speaks_tls: a server that kept silent in the clear answered a ClientHello
 * @replies: (element-type PtlReply): all answers with a status
 * @transcript: what was said, secrets masked
 * @n_logins: how often credentials were tried
 * @open_ports: (element-type guint): ports of the same host that took a
 *   connection while this one did not (control probes)
 *
 * Immutable once a probe has handed it out.
 */
typedef struct
{
  PtlCandidate    *candidate;
  PtlStage         stage;
  PtlStage         last_step;
  GError          *error;
  gboolean         is_usable;
  gboolean         is_logged_in;
  int              times_ms[PTL_STAGE_DONE];
  guint            total_ms;
  guint            rtt_ms;
  guint            round_trips;
  GPtrArray       *attempts;
  char            *greeting;
  GStrv            capabilities;
  GStrv            mechanisms;
  char            *mechanism;
  char            *tls_version;
  char            *tls_cipher;
  char            *old_tls_version;
  PtlCertificate  *certificate;
  GBytes          *first_bytes;
  gboolean         speaks_tls;
  GPtrArray       *replies;
  GStrv            transcript;
  guint            n_logins;
  GArray          *open_ports;

  /*< private >*/
  gatomicrefcount  ref_count;
} PtlResult;

GType           ptl_stage_get_type    (void);
GType           ptl_result_get_type   (void);

PtlResult      *ptl_result_new        (PtlCandidate    *candidate);
PtlResult      *ptl_result_new_alike  (PtlCandidate    *candidate,
                                       const PtlResult *other);
PtlResult      *ptl_result_ref        (PtlResult       *self);
void            ptl_result_unref      (PtlResult       *self);
const PtlReply *ptl_result_last_reply (const PtlResult *self);
const char     *ptl_stage_to_string   (PtlStage         stage);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlResult, ptl_result_unref)

G_END_DECLS
