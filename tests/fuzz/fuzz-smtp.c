/* fuzz-smtp.c - all that a server of SMTP may answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  if (size > 0)
    fuzz_dialogue (PTL_PROTOCOL_SMTP, data, size);

  return 0;
}
