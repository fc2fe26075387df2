/* fact-row.c - a row that tells one fact, in whoever's words
 *
 * The fact may be a server's: it is plain text, whatever it looks like.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/fact-row.h"

#include "app/labels.h"
#include "app/wrap-words.h"
#include "setup/words.h"

/**
 * ptl_fact_row_new:
 * @what: what it is, translated
 * @fact: (nullable): the fact; never read as markup
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
ptl_fact_row_new (const char *what,
                  const char *fact)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  g_autofree char *tame = ptl_words_tame (fact);
  g_autofree char *lines = ptl_label_foreign (NULL, tame);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), what);
  adw_action_row_set_title_lines (row, 0);
  adw_action_row_set_subtitle (row, lines);
  adw_action_row_set_subtitle_lines (row, 0);
  gtk_widget_set_focusable (GTK_WIDGET (row), FALSE);
  ptl_wrap_names (GTK_WIDGET (row));

  return GTK_WIDGET (row);
}

/**
 * ptl_fact_row_add:
 * @group: where to
 * @what: what it is, translated
 * @fact: (nullable): the fact; without one there is no row
 */
void
ptl_fact_row_add (AdwPreferencesGroup *group,
                  const char          *what,
                  const char          *fact)
{
  if (fact != NULL && *fact != '\0')
    adw_preferences_group_add (group, ptl_fact_row_new (what, fact));
}
