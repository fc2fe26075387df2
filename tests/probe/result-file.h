/* result-file.h - results of a probe, written down in key files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "probe/result.h"

G_BEGIN_DECLS

char      *result_file_text (GKeyFile   *file,
                             const char *group,
                             const char *key);
char     **result_file_list (GKeyFile   *file,
                             const char *group,
                             const char *key,
                             const char *separator);
PtlResult *result_file_read (GKeyFile   *file,
                             const char *group);

G_END_DECLS
