/* near-name.h - the host name that was probably meant
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *ptl_registered_domain (const char *host);
guint       ptl_edit_distance     (const char *a,
                                   const char *b);
char       *ptl_near_name         (const char *host,
                                   const char *address);

G_END_DECLS
