/* list.h - several things in one sentence: “a, b and c”
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *ptl_list_with_commas (const char * const *items);
char *ptl_list_with_and    (const char * const *items,
                            guint               n_shown);

G_END_DECLS
