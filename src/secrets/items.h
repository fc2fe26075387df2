/* items.h - our items in one of libsecret's places
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "secrets/backend.h"
#include "secrets/store.h"

G_BEGIN_DECLS

gboolean   ptl_secret_items_save   (PtlSecretCall       *call,
                                    SecretBackend       *backend,
                                    const PtlSecretKey  *key,
                                    const char          *label,
                                    PtlSecret           *secret,
                                    GError             **error);
PtlSecret *ptl_secret_items_load   (PtlSecretCall       *call,
                                    SecretBackend       *backend,
                                    const PtlSecretKey  *key,
                                    GError             **error);
gboolean   ptl_secret_items_forget (PtlSecretCall       *call,
                                    SecretBackend       *backend,
                                    const PtlSecretKey  *key,
                                    GError             **error);
gboolean   ptl_secret_items_list   (PtlSecretCall       *call,
                                    SecretBackend       *backend,
                                    const char          *account,
                                    GPtrArray           *keys,
                                    GError             **error);

G_END_DECLS
