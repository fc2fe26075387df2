/* world.h - a world in which there is nothing but the demo provider
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "demo/demo.h"
#include "net/network.h"

G_BEGIN_DECLS

PtlNetwork *ptl_demo_make_network       (PtlDemo     *demo,
                                         GError     **error);
char       *ptl_demo_make_accounts_path (GError     **error);
void        ptl_demo_remove_accounts    (const char  *path);

G_END_DECLS
