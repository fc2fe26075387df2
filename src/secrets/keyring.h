/* keyring.h - the keyring, with other patience than usual
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "secrets/store.h"

G_BEGIN_DECLS

PtlSecretStore *ptl_keyring_store_new_full (guint timeout_ms,
                                            guint question_timeout_ms);

G_END_DECLS
