/* case-files.h - test cases, one a line, fields between tabs
 *
 * Lines that begin with "#" are comments; "-" is an empty field.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GPtrArray  *case_files_in     (const char  *folder);
char      **case_file_lines   (const char  *path);
gboolean    case_file_is_case (const char  *line);
char      **case_file_split   (const char  *line,
                               guint        n_fields);
void        case_file_free    (char       **f,
                               guint        n_fields);

G_END_DECLS
