/* application.h - the program: its world, its options, its one window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "net/network.h"
#include "secrets/store.h"
#include "setup/accounts.h"

G_BEGIN_DECLS

#define PTL_TYPE_APPLICATION (ptl_application_get_type ())

G_DECLARE_FINAL_TYPE (PtlApplication, ptl_application, PTL, APPLICATION, AdwApplication)

PtlApplication *ptl_application_new          (void);
void            ptl_application_set_world    (PtlApplication *self,
                                              PtlNetwork     *network,
                                              PtlAccounts    *accounts,
                                              PtlSecretStore *store);
PtlNetwork     *ptl_application_get_network  (PtlApplication *self);
PtlAccounts    *ptl_application_get_accounts (PtlApplication *self);
PtlSecretStore *ptl_application_get_store    (PtlApplication *self);

G_END_DECLS
