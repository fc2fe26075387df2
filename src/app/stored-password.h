/* stored-password.h - that a password is stored, and a new one to be typed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "setup/draft.h"

G_BEGIN_DECLS

#define PTL_TYPE_STORED_PASSWORD (ptl_stored_password_get_type ())

G_DECLARE_FINAL_TYPE (PtlStoredPassword, ptl_stored_password, PTL, STORED_PASSWORD,
                      AdwPreferencesGroup)

void      ptl_stored_password_set_draft (PtlStoredPassword *self,
                                         PtlDraft          *draft);
gboolean  ptl_stored_password_has_text  (PtlStoredPassword *self);
void      ptl_stored_password_commit    (PtlStoredPassword *self);
void      ptl_stored_password_clear     (PtlStoredPassword *self);

G_END_DECLS
