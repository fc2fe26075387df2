/* password-guard.c - an entry that a password may be typed into
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/password-guard.h"

#include "base/secret.h"

/* UTF-8 has no letter with more. */
#define LETTER_MAX_BYTES 4

/**
 * ptl_guard_password:
 * @entry: a password entry
 *
 * What was typed does not come back with Ctrl+Z after it was taken out. And no
 * more can be pasted than a #PtlSecret holds: its memory is small, and a whole
 * document that somebody has copied would use it up.
 */
void
ptl_guard_password (GtkEditable *entry)
{
  GtkEditable *text = gtk_editable_get_delegate (entry);

  g_return_if_fail (GTK_IS_TEXT (text));

  gtk_editable_set_enable_undo (entry, FALSE);
  gtk_text_set_max_length (GTK_TEXT (text), PTL_SECRET_MAX_BYTES / LETTER_MAX_BYTES);
}
