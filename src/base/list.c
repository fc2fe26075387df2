/* list.c - several things in one sentence: “a, b and c”
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/list.h"

#include <glib/gi18n.h>

/* Takes @before. */
static char *
join (char       *before,
      const char *item,
      gboolean    is_last)
{
  g_autofree char *list = before;

  if (list == NULL)
    return g_strdup (item);

  if (is_last)
    /* Translators: the end of a list, of two things or of more: “a and b”, “a, b and c” */
    return g_strdup_printf (C_("list", "%s and %s"), list, item);

  /* Translators: the parts of a list, but for the last two: “a, b” */
  return g_strdup_printf (C_("list", "%s, %s"), list, item);
}

/**
 * ptl_list_with_commas:
 * @items: the parts, translated
 *
 * Puts what is known of one thing in a row: “IMAP, SSL/TLS, ann”.
 *
 * Returns: (transfer full): the row, empty if there is nothing
 */
char *
ptl_list_with_commas (const char * const *items)
{
  char *list = NULL;

  for (guint i = 0; items[i] != NULL; i++)
    list = join (list, items[i], FALSE);

  return list != NULL ? list : g_strdup ("");
}

/**
 * ptl_list_with_and:
 * @items: the parts, translated
 * @n_shown: so many at most; of the others only their number is told
 *
 * Puts several things into one sentence: “a, b and 3 more”.
 *
 * Returns: (transfer full): the list, empty if there is nothing
 */
char *
ptl_list_with_and (const char * const *items,
                   guint               n_shown)
{
  guint n_items = g_strv_length ((char **) items);
  guint n_more = n_items > n_shown ? n_items - n_shown : 0;
  char *list = NULL;

  for (guint i = 0; i < n_items - n_more; i++)
    list = join (list, items[i], i + 1 == n_items);

  if (n_more > 0)
    {
      g_autofree char *more =
        /* Translators: the end of a list that is too long: “a, b and 3 more” */
        g_strdup_printf (ngettext ("%u more", "%u more", n_more), n_more);

      list = join (list, more, TRUE);
    }

  return list != NULL ? list : g_strdup ("");
}
