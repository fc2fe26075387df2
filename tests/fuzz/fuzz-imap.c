/* fuzz-imap.c - all that a server of IMAP may answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  if (size > 0)
    fuzz_dialogue (PTL_PROTOCOL_IMAP, data, size);

  return 0;
}
