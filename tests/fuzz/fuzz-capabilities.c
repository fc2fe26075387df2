/* fuzz-capabilities.c - all that a server may offer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz.h"

#include <string.h>

#include "proto/capabilities.h"

static void
fuzz_list (const guint8 *data,
           gsize         size)
{
  PtlProtocol protocol = data[0] % 3;
  g_autoptr(PtlCapabilities) list = ptl_capabilities_new (protocol);
  g_autofree char *text = g_strndup ((const char *) data + 1, size - 1);
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  g_auto(GStrv) mechanisms = NULL;
  g_auto(GStrv) all = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (protocol == PTL_PROTOCOL_IMAP)
        ptl_capabilities_add_list (list, lines[i]);
      else
        ptl_capabilities_add (list, lines[i]);
    }

  mechanisms = ptl_capabilities_get_mechanisms (list);
  all = ptl_capabilities_to_strv (list);
  ptl_capabilities_has (list, "AUTH=PLAIN");
  ptl_capabilities_get_argument (list, "SIZE");

  for (guint i = 0; all[i] != NULL; i++)
    g_assert_true (g_utf8_validate (all[i], -1, NULL));

  for (guint i = 0; mechanisms[i] != NULL; i++)
    g_assert_null (strpbrk (mechanisms[i], " \t\"abc"));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  if (size > 0)
    fuzz_list (data, size);

  return 0;
}
