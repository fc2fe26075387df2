/* script-text.h - small things that a script does with text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char  *script_guess_next_tag (const char *tag);
void   script_append_escaped (GString    *bytes,
                              const char *text);
guint  script_parse_number   (const char *text);

G_END_DECLS
