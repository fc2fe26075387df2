/* account-words.h - what is said of an account, in the list and beside it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "setup/draft.h"

G_BEGIN_DECLS

void        ptl_account_words_bind        (GtkWidgetClass  *klass);
const char *ptl_account_words_get_title   (PtlDraft        *draft);
char       *ptl_account_words_describe    (PtlDraft        *draft,
                                           gboolean         removed);
GStrv       ptl_account_words_get_classes (gpointer         self,
                                           PtlAccountState  state);

G_END_DECLS
