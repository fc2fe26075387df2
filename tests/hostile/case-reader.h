/* case-reader.h - a block of a case file as one case
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "hostile/case.h"

G_BEGIN_DECLS

/**
 * CaseReader:
 * @file: a case file
 * @block: one of its blocks
 * @each: the member of the block's "each" that `{each}` stands for, or ""
 * @protocol: for which protocol it is read
 *
 * What is read, and for whom.
 */
typedef struct
{
  GKeyFile    *file;
  const char  *block;
  const char  *each;
  PtlProtocol  protocol;
} CaseReader;

Case  *case_reader_read     (const CaseReader  *reader,
                             const char        *security,
                             guint              n_each,
                             GError           **error);
char  *case_reader_get_each (const CaseReader  *reader);

G_END_DECLS
