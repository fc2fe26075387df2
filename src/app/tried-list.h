/* tried-list.h - the servers that are tried, live, and afterwards folded away
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PTL_TYPE_TRIED_LIST (ptl_tried_list_get_type ())

G_DECLARE_FINAL_TYPE (PtlTriedList, ptl_tried_list, PTL, TRIED_LIST, AdwBin)

void ptl_tried_list_set_attempts (PtlTriedList *self,
                                  GListModel   *attempts);
void ptl_tried_list_set_live     (PtlTriedList *self,
                                  gboolean      is_live);

G_END_DECLS
