/* server-group.h - one server on the Advanced page: port, encryption, sign-in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "setup/draft.h"

G_BEGIN_DECLS

#define PTL_TYPE_SERVER_GROUP (ptl_server_group_get_type ())

G_DECLARE_FINAL_TYPE (PtlServerGroup, ptl_server_group, PTL, SERVER_GROUP, AdwPreferencesGroup)

void        ptl_server_group_set_service (PtlServerGroup *self,
                                          PtlService     *service);
void        ptl_server_group_set_draft   (PtlServerGroup *self,
                                          PtlDraft       *draft);
void        ptl_server_group_commit      (PtlServerGroup *self);
gboolean    ptl_server_group_check       (PtlServerGroup *self);

G_END_DECLS
