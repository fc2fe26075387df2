/* protocols.h - which protocols are wanted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean ptl_protocols_parse (const char  *text,
                              guint       *protocols,
                              GError     **error);

G_END_DECLS
