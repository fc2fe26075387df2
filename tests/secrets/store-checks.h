/* store-checks.h - uses a store, and insists that it works
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "secrets/store.h"

G_BEGIN_DECLS

#define TEST_ACCOUNT "5f0c9b1e-0000-4000-8000-000000000001"
#define TEST_LABEL   "ann@example.test (imap)"

PtlSecretKey *make_test_key    (const char         *user);
void          check_save       (PtlSecretStore     *store,
                                const PtlSecretKey *key,
                                const char         *password);
void          check_kept       (PtlSecretStore     *store,
                                const PtlSecretKey *key,
                                const char         *password);
void          check_not_kept   (PtlSecretStore     *store,
                                const PtlSecretKey *key);
void          check_forget     (PtlSecretStore     *store,
                                const PtlSecretKey *key);
void          check_forget_all (PtlSecretStore     *store);
GPtrArray    *check_list       (PtlSecretStore     *store,
                                const char         *account);
gboolean      check_has_key    (GPtrArray          *keys,
                                const PtlSecretKey *key);

G_END_DECLS
