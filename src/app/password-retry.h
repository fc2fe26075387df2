/* password-retry.h - the password, once more, where it was turned down
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "setup/draft.h"

G_BEGIN_DECLS

#define PTL_TYPE_PASSWORD_RETRY (ptl_password_retry_get_type ())

G_DECLARE_FINAL_TYPE (PtlPasswordRetry, ptl_password_retry, PTL, PASSWORD_RETRY, AdwBin)

void     ptl_password_retry_show       (PtlPasswordRetry *self,
                                       PtlDraft         *draft,
                                       PtlDraftSides     side);
gboolean ptl_password_retry_take_focus (PtlPasswordRetry *self);

G_END_DECLS
