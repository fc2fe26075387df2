/* fuzz.h - what the fuzz targets share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "base/security.h"

G_BEGIN_DECLS

int  LLVMFuzzerTestOneInput (const guint8 *data,
                             size_t        size);
void fuzz_dialogue          (PtlProtocol   protocol,
                             const guint8 *data,
                             gsize         size);

G_END_DECLS
