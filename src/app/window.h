/* window.h - the window: the accounts, one of them, or the wizard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/application.h"

G_BEGIN_DECLS

#define PTL_TYPE_WINDOW (ptl_window_get_type ())

G_DECLARE_FINAL_TYPE (PtlWindow, ptl_window, PTL, WINDOW, AdwApplicationWindow)

PtlWindow *ptl_window_new         (PtlApplication *application);
void       ptl_window_open_wizard (PtlWindow      *self,
                                   const char     *address);

G_END_DECLS
