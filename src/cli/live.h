/* live.h - what is being tried, as it happens
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/output.h"
#include "setup/attempt.h"

G_BEGIN_DECLS

typedef struct _PtlLive PtlLive;

PtlLive *ptl_live_new  (PtlOutput  *output,
                        GListModel *attempts);
void     ptl_live_free (PtlLive    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlLive, ptl_live_free)

G_END_DECLS
