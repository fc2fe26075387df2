/* attempt-row.h - a server that is being tried, as a row
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "setup/attempt.h"

G_BEGIN_DECLS

#define PTL_TYPE_ATTEMPT_ROW (ptl_attempt_row_get_type ())

G_DECLARE_FINAL_TYPE (PtlAttemptRow, ptl_attempt_row, PTL, ATTEMPT_ROW, AdwActionRow)

GtkWidget *ptl_attempt_row_new (PtlAttempt *attempt);

G_END_DECLS
