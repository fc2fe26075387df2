/* half-view.h - one server of a test: reach it, secure it, sign in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/draft-view.h"

G_BEGIN_DECLS

#define PTL_TYPE_HALF_VIEW (ptl_half_view_get_type ())

G_DECLARE_FINAL_TYPE (PtlHalfView, ptl_half_view, PTL, HALF_VIEW, PtlDraftView)

G_END_DECLS
