/* setup.h - the story: find the servers, check them, save the account
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/account.h"
#include "base/address.h"
#include "net/network.h"
#include "probe/diagnosis.h"
#include "probe/probe.h"
#include "secrets/store.h"
#include "setup/accounts.h"

G_BEGIN_DECLS

/**
 * PtlSetupError:
 * @PTL_SETUP_ERROR_KEYRING: the keyring would not, this time
 * @PTL_SETUP_ERROR_NO_KEYRING: there is none; another attempt changes nothing
 *
 * The account may be saved without its password then. The message is for users.
 */
typedef enum
{
  PTL_SETUP_ERROR_KEYRING,
  PTL_SETUP_ERROR_NO_KEYRING,
} PtlSetupError;

#define PTL_SETUP_ERROR (ptl_setup_error_quark ())

GQuark ptl_setup_error_quark (void);

/**
 * PtlOrder:
 * @address: (nullable): whose account; may be %NULL if @servers are given
 * @servers: (nullable) (element-type PtlCandidate): try just these instead of
 *   looking for any of their protocol's side (`check URL`, `--incoming`,
 *   `--outgoing`)
 * @only_servers: look for no others, not even for a side that has none
 * @protocols: bits `1 << PTL_PROTOCOL_…` that are wanted; 0 is all
 * @offline: ask nobody but the built-in table
 * @own_domain_only: leave out what is not in the registered domain of @address
 * @probe: connect to the candidates at all
 * @everything: wait for every candidate, even when the best is known (`scan`)
 * @user: (nullable): the login name, if it is known
 * @password: (nullable): sign in with it on the connections that win
 * @token: (nullable): or with this OAuth token
 * @from: (nullable): SMTP: the own address for MAIL FROM and RCPT TO; the
 *   login name, if that is an address, otherwise
 * @insecure_protocols: bits `1 << PTL_PROTOCOL_…` of those for which the user
 *   said that the password may go without TLS
 * @apply_remedy: follow the first remedy, once
 * @agreed_domain: (nullable): registered domain that may get the password
 * @timeout_s: how long a server may take for an answer; 0 for the defaults
 *
 * What is to be found out. Copied by [method@Setup.work_async].
 */
typedef struct
{
  PtlAddress *address;
  GPtrArray  *servers;
  gboolean    only_servers;
  guint       protocols;
  gboolean    offline;
  gboolean    own_domain_only;
  gboolean    probe;
  gboolean    everything;
  char       *user;
  PtlSecret  *password;
  PtlSecret  *token;
  char       *from;
  guint       insecure_protocols;
  gboolean    apply_remedy;
  char       *agreed_domain;
  guint       timeout_s;
} PtlOrder;

/**
 * PtlFinding:
 * @candidate: the server, with the login name that was used last
 * @result: (nullable): what the probe saw; %NULL if it was not probed
 * @verdict: (nullable): what that means; %NULL if it was not probed
 * @remedied: (nullable): the candidate as it was before a remedy was applied
 *
 * One server, tried.
 */
typedef struct
{
  PtlCandidate *candidate;
  PtlResult    *result;
  PtlVerdict   *verdict;
  PtlCandidate *remedied;
} PtlFinding;

/**
 * PtlOutcome:
 * @findings: (element-type PtlFinding): all candidates, best first
 * @incoming: (nullable): the one to receive with, one of @findings
 * @outgoing: (nullable): the one to send with, one of @findings
 * @incoming_works: @incoming did all that was asked for
 * @outgoing_works: @outgoing did all that was asked for
 * @why: one sentence on why these, translated
 */
typedef struct
{
  GPtrArray  *findings;
  PtlFinding *incoming;
  PtlFinding *outgoing;
  gboolean    incoming_works;
  gboolean    outgoing_works;
  char       *why;
} PtlOutcome;

#define PTL_TYPE_SETUP (ptl_setup_get_type ())

G_DECLARE_FINAL_TYPE (PtlSetup, ptl_setup, PTL, SETUP, GObject)

void            ptl_order_clear           (PtlOrder             *order);
void            ptl_outcome_free          (PtlOutcome           *outcome);
gboolean        ptl_finding_answered      (const PtlFinding     *finding);

PtlSetup       *ptl_setup_new             (PtlNetwork           *network,
                                           PtlAccounts          *accounts,
                                           PtlSecretStore       *store);
GListModel     *ptl_setup_get_attempts    (PtlSetup             *self);
void            ptl_setup_work_async      (PtlSetup             *self,
                                           const PtlOrder       *order,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
PtlOutcome     *ptl_setup_work_finish     (PtlSetup             *self,
                                           GAsyncResult         *result,
                                           GError              **error);
PtlAccount     *ptl_setup_make_account    (PtlSetup             *self,
                                           const PtlOrder       *order,
                                           const PtlOutcome     *outcome,
                                           const char           *name);
void            ptl_setup_save_async      (PtlSetup             *self,
                                           PtlAccount           *account,
                                           PtlSecret            *password,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean        ptl_setup_save_finish     (PtlSetup             *self,
                                           GAsyncResult         *result,
                                           GError              **error);
void            ptl_setup_forget_async    (PtlSetup             *self,
                                           const char           *id,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean        ptl_setup_forget_finish   (PtlSetup             *self,
                                           GAsyncResult         *result,
                                           GError              **error);
void            ptl_setup_load_secret_async  (PtlSetup            *self,
                                              PtlService          *service,
                                              const char          *account,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
PtlSecret      *ptl_setup_load_secret_finish (PtlSetup            *self,
                                              GAsyncResult        *result,
                                              GError             **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PtlOrder, ptl_order_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlOutcome, ptl_outcome_free)

G_END_DECLS
