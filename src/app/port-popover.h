/* port-popover.h - what a port is for, and the usual ones to choose from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "setup/draft.h"

G_BEGIN_DECLS

#define PTL_TYPE_PORT_POPOVER (ptl_port_popover_get_type ())

G_DECLARE_FINAL_TYPE (PtlPortPopover, ptl_port_popover, PTL, PORT_POPOVER, GtkPopover)

void ptl_port_popover_set_service (PtlPortPopover *self,
                                   PtlService     *service);
void ptl_port_popover_set_draft   (PtlPortPopover *self,
                                   PtlDraft       *draft);

G_END_DECLS
