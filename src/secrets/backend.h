/* backend.h - the places where libsecret can keep secrets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsecret/secret.h>

/* Installed and exported, but left out of secret.h by libsecret 0.20. */
#define __SECRET_INSIDE_HEADER__
#include <libsecret/secret-backend.h>
#undef __SECRET_INSIDE_HEADER__

#include "secrets/call.h"

G_BEGIN_DECLS

SecretBackend *ptl_secret_backend_open_service  (PtlSecretCall  *call,
                                                 GError        **error);
gboolean       ptl_secret_backend_can_use_file  (void);
gboolean       ptl_secret_backend_has_file      (void);
SecretBackend *ptl_secret_backend_open_file     (PtlSecretCall  *call,
                                                 GError        **error);

G_END_DECLS
