/* diagnosis.h - what happened, why, and what to try
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/candidate.h"
#include "probe/result.h"

G_BEGIN_DECLS

/**
 * PtlRemedyAction:
 * @PTL_REMEDY_SET_PORT: use `port` and `security`
 * @PTL_REMEDY_SET_SECURITY: use `security`, and `port` if not 0
 * @PTL_REMEDY_SET_HOST: use `host`
 * @PTL_REMEDY_SET_USER: use `user`
 * @PTL_REMEDY_RETRY: the same again
 * @PTL_REMEDY_WAIT: the same again, after `seconds`
 * @PTL_REMEDY_OPEN_HELP: open `url` (known help pages only, never a server's)
 *
 * What a face can do with one click.
 */
typedef enum
{
  PTL_REMEDY_SET_PORT,
  PTL_REMEDY_SET_SECURITY,
  PTL_REMEDY_SET_HOST,
  PTL_REMEDY_SET_USER,
  PTL_REMEDY_RETRY,
  PTL_REMEDY_WAIT,
  PTL_REMEDY_OPEN_HELP,
} PtlRemedyAction;

/**
 * PtlRemedy:
 * @action: what to do
 * @port: for SET_PORT, SET_SECURITY; 0 if it stays
 * @security: for SET_PORT, SET_SECURITY
 * @host: (nullable): for SET_HOST
 * @user: (nullable): for SET_USER
 * @url: (nullable): for OPEN_HELP
 * @seconds: for WAIT
 * @label: the button's text, translated
 */
typedef struct
{
  PtlRemedyAction  action;
  guint16          port;
  PtlSecurity      security;
  char            *host;
  char            *user;
  char            *url;
  guint            seconds;
  char            *label;
} PtlRemedy;

/**
 * PtlVerdict:
 * @codes: (array zero-terminated=1): codes of VERDICTS.md, likeliest first
 * @title: one sentence for the user, translated
 * @reason: one sentence on why, translated
 * @remedies: (element-type PtlRemedy): best first, maybe none
 * @server_says: (nullable): the server's own words, only if they came inside
 *   TLS, to be shown marked as such
 * @is_ok: whether it counts as success (exit status 0)
 */
typedef struct
{
  GStrv      codes;
  char      *title;
  char      *reason;
  GPtrArray *remedies;
  char      *server_says;
  gboolean   is_ok;
} PtlVerdict;

#define PTL_TYPE_REMEDY_ACTION (ptl_remedy_action_get_type ())

GType         ptl_remedy_action_get_type  (void);
const char   *ptl_remedy_action_to_string (PtlRemedyAction    action);

PtlVerdict   *ptl_diagnose                (const PtlResult   *result,
                                           const char        *address);
PtlVerdict   *ptl_diagnose_code           (const char        *code,
                                           const PtlCandidate *candidate);
const char   *ptl_verdict_get_code        (const PtlVerdict  *self);
gboolean      ptl_verdict_has_code        (const PtlVerdict  *self,
                                           const char        *code);
PtlVerdict   *ptl_verdict_copy            (const PtlVerdict  *self);
void          ptl_verdict_free            (PtlVerdict        *self);
PtlCandidate *ptl_remedy_apply            (const PtlRemedy   *self,
                                           const PtlCandidate *candidate);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlVerdict, ptl_verdict_free)

G_END_DECLS
