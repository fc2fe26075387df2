/* farewell.h - accounts that were removed, as long as they can be taken back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "setup/drafts.h"

G_BEGIN_DECLS

#define PTL_TYPE_FAREWELL (ptl_farewell_get_type ())

G_DECLARE_FINAL_TYPE (PtlFarewell, ptl_farewell, PTL, FAREWELL, GObject)

PtlFarewell *ptl_farewell_new      (PtlDrafts       *drafts,
                                    AdwToastOverlay *toasts);
void         ptl_farewell_remove   (PtlFarewell     *self,
                                    PtlDraft        *draft);
void         ptl_farewell_undo     (PtlFarewell     *self,
                                    const char      *id);
gboolean     ptl_farewell_can_undo (PtlFarewell     *self);
void         ptl_farewell_finish   (PtlFarewell     *self,
                                    GApplication    *application);

G_END_DECLS
