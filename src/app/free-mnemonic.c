/* free-mnemonic.c - a mnemonic for what is called something new each time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/free-mnemonic.h"

/* GTK 4.8 gives a label the letter itself for a key, where the letter is not Latin. */
static gunichar
get_letter (GtkLabel *label)
{
  guint key = gtk_label_get_mnemonic_keyval (label);
  gunichar letter = gdk_keyval_to_unicode (key);

  return g_unichar_tolower (letter != 0 ? letter : key);
}

/* What is hidden may be shown beside it; what another page of a stack holds may not. */
static void
collect (GtkWidget  *widget,
         GHashTable *taken)
{
  if (GTK_IS_LABEL (widget) &&
      gtk_label_get_mnemonic_keyval (GTK_LABEL (widget)) != GDK_KEY_VoidSymbol)
    g_hash_table_add (taken, GUINT_TO_POINTER (get_letter (GTK_LABEL (widget))));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (gtk_widget_get_child_visible (child) && !GTK_IS_POPOVER (child))
        collect (child, taken);
    }
}

static gboolean
is_free (GHashTable *taken,
         gunichar    letter)
{
  /* Of scripts with wide letters no keyboard has the keys. */
  return g_unichar_isalnum (letter) && !g_unichar_iswide (letter) &&
         !g_hash_table_contains (taken, GUINT_TO_POINTER (g_unichar_tolower (letter)));
}

static const char *
find_letter (GHashTable *taken,
             const char *label)
{
  const char *any = NULL;
  gboolean is_start = TRUE;

  for (const char *p = label; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);

      if (is_free (taken, letter) && is_start)
        return p;

      if (any == NULL && is_free (taken, letter))
        any = p;

      is_start = g_unichar_isspace (letter);
    }

  return any;
}

static char *
mark (const char *label,
      const char *letter)
{
  GString *text = g_string_new (NULL);

  for (const char *p = label; *p != '\0'; p++)
    {
      if (p == letter || *p == '_')
        g_string_append_c (text, '_');
      g_string_append_c (text, *p);
    }

  return g_string_free (text, FALSE);
}

/**
 * ptl_free_mnemonic:
 * @where: what the label will be on
 * @label: UTF-8, without a mnemonic
 *
 * Looks for a letter of @label that nothing else in the window answers to, the
 * beginnings of words first.
 *
 * Returns: (transfer full): the label with its mnemonic, if there is one
 */
char *
ptl_free_mnemonic (GtkWidget  *where,
                   const char *label)
{
  g_autoptr(GHashTable) taken = g_hash_table_new (NULL, NULL);
  GtkRoot *root = gtk_widget_get_root (where);

  if (root != NULL)
    collect (GTK_WIDGET (root), taken);

  return mark (label, find_letter (taken, label));
}

/**
 * ptl_free_mnemonic_for_button:
 * @button: a button in its place
 * @label: what it is called, without a mnemonic
 * @wish: the letter that it would like, or 0
 *
 * Gives the button a label to which nothing else in the window answers.
 */
void
ptl_free_mnemonic_for_button (GtkButton  *button,
                              const char *label,
                              gunichar    wish)
{
  g_autoptr(GHashTable) taken = g_hash_table_new (NULL, NULL);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (button));
  const char *letter = NULL;
  g_autofree char *marked = NULL;

  /* Else the old one would be in the way of the new. */
  gtk_button_set_label (button, "");

  if (root != NULL)
    collect (GTK_WIDGET (root), taken);

  if (wish != 0 && is_free (taken, wish))
    letter = g_utf8_strchr (label, -1, wish);
  if (letter == NULL)
    letter = find_letter (taken, label);

  marked = letter != NULL ? mark (label, letter) : g_strdup (label);

  gtk_button_set_use_underline (button, letter != NULL);
  gtk_button_set_label (button, marked);

  /* GTK 4.8 has noted the label as well as its mnemonic: when that is gone, a
   * screen reader would say the words twice. */
  if (letter == NULL)
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/**
 * ptl_free_mnemonic_again:
 * @button: a button in its place, with words
 *
 * Looks for a letter once more, since other things are beside the button now.
 */
void
ptl_free_mnemonic_again (GtkButton *button)
{
  GtkWidget *label = gtk_button_get_child (button);
  g_autofree char *words = g_strdup (gtk_label_get_text (GTK_LABEL (label)));

  ptl_free_mnemonic_for_button (button, words, 0);
}
