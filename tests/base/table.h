/* table.h - cases in tables: a line each, columns between tabs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

typedef void (*TableCheck) (char **columns);

void table_add_tests (const char *path,
                      const char *folder,
                      guint       n_columns,
                      TableCheck  check);
