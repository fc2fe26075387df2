/* fuzz-pop3.c - all that a server of POP3 may answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  if (size > 0)
    fuzz_dialogue (PTL_PROTOCOL_POP3, data, size);

  return 0;
}
