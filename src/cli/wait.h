/* wait.h - waits for the story's asynchronous steps, and lets Ctrl-C end them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/context.h"
#include "setup/setup.h"

G_BEGIN_DECLS

PtlOutcome *ptl_wait_for_work   (PtlContext      *context,
                                 PtlSetup        *setup,
                                 const PtlOrder  *order,
                                 gboolean         is_quiet,
                                 GError         **error);
gboolean    ptl_wait_for_save   (PtlContext      *context,
                                 PtlSetup        *setup,
                                 PtlAccount      *account,
                                 PtlSecret       *password,
                                 GError         **error);
gboolean    ptl_wait_for_forget (PtlContext      *context,
                                 PtlSetup        *setup,
                                 const char      *id,
                                 GError         **error);
PtlSecret  *ptl_wait_for_secret (PtlContext      *context,
                                 PtlSetup        *setup,
                                 PtlService      *service,
                                 const char      *account,
                                 GError         **error);
void        ptl_wait_for_signal (PtlContext      *context);

G_END_DECLS
