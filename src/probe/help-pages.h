/* help-pages.h - providers that we know by their servers' names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *ptl_provider_of_host (const char *host);
const char *ptl_help_page        (const char *host,
                                  gboolean    is_about_passwords);

G_END_DECLS
