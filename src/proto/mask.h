/* mask.h - finds a secret in a text, however it is written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/secret.h"

G_BEGIN_DECLS

/* Shorter ones are everywhere in any text: see ptl_mask_text (). */
#define PTL_MASK_MIN_BYTES 4

GString *ptl_mask_text (const char       *text,
                        gsize             length,
                        PtlSecret *const *secrets,
                        guint             n_secrets);

G_END_DECLS
