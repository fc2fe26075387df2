/* text.h - text as a terminal can show it: cleaned, measured, cut, wrapped
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char  *ptl_text_clean  (const char *text);
guint  ptl_text_width  (const char *text);
guint  ptl_text_widest (const char * const *texts);
char  *ptl_text_fit    (const char *text,
                        guint       columns,
                        const char *ellipsis);
GStrv  ptl_text_wrap   (const char *text,
                        guint       columns);

G_END_DECLS
