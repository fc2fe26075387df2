/* said.c - an answer of a server, for those who look for reasons
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "probe/said.h"

#include <string.h>

/* What a pattern is made of: alternatives, each of pieces that must all be there. */
#define PATTERN_OR  "|"
#define PATTERN_AND "&"

void
ptl_said_free (PtlSaid *self)
{
  g_free (self->status);
  g_ptr_array_unref (self->marks);
  g_free (self->text);
  g_free (self->words);
  g_free (self);
}

/**
 * ptl_said_phases:
 * @phase: (nullable): "greeting", "capa", "ehlo", "auth" …; several with "/"
 *
 * Returns: the bits of the phases; %PTL_SAID_ANYWHERE if nothing is known
 */
guint
ptl_said_phases (const char *phase)
{
  static const struct
  {
    const char *name;
    guint       phase;
  } known[] = {
    { "greeting", PTL_SAID_GREETING },     { "connect", PTL_SAID_GREETING },
    { "capa", PTL_SAID_CAPABILITIES },     { "capability", PTL_SAID_CAPABILITIES },
    { "ehlo", PTL_SAID_CAPABILITIES },     { "starttls", PTL_SAID_STARTTLS },
    { "stls", PTL_SAID_STARTTLS },         { "auth", PTL_SAID_AUTH },
    { "login", PTL_SAID_AUTH },            { "mail", PTL_SAID_SENDER },
    { "rcpt", PTL_SAID_SENDER },           { "select", PTL_SAID_SELECT },
    { "post-auth", PTL_SAID_SELECT },      { "token", PTL_SAID_TOKEN },
  };
  g_auto(GStrv) names = g_strsplit (phase != NULL ? phase : "", "/", -1);
  guint phases = 0;

  for (gsize n = 0; names[n] != NULL; n++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
        {
          if (g_ascii_strcasecmp (names[n], known[i].name) == 0)
            phases |= known[i].phase;
        }
    }

  return phases != 0 ? phases : PTL_SAID_ANYWHERE;
}

/**
 * ptl_said_is_yes:
 * @self: an answer
 *
 * Returns: whether the server agreed, or goes on
 */
gboolean
ptl_said_is_yes (const PtlSaid *self)
{
  static const char * const yes[] = { "OK", "+OK", NULL };

  if (self->status == NULL)
    return FALSE;

  return g_strv_contains (yes, self->status) || self->status[0] == '2' || self->status[0] == '3';
}

/**
 * ptl_said_has_mark:
 * @self: an answer
 * @mark: what to look for, upper case; "4*" for whatever begins with 4
 *
 * Returns: whether it is there
 */
gboolean
ptl_said_has_mark (const PtlSaid *self,
                   const char    *mark)
{
  gsize length = strlen (mark);

  for (guint i = 0; i < self->marks->len; i++)
    {
      const char *other = g_ptr_array_index (self->marks, i);

      if (strcmp (other, mark) == 0 ||
          (mark[length - 1] == '*' && strncmp (other, mark, length - 1) == 0))
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_word_of (const PtlSaid *self,
             const char    *class)
{
  g_auto(GStrv) words = g_strsplit (ptl_said_words (class), PATTERN_OR, -1);
  gsize i = 0;

  while (words[i] != NULL && strstr (self->text, words[i]) == NULL)
    i++;

  return words[i] != NULL;
}

static gboolean
has_text (const PtlSaid *self,
          const char    *piece)
{
  if (*piece == '{')
    return has_word_of (self, piece);

  if (*piece == '=')
    return strstr (self->words, piece + 1) != NULL;

  if (*piece == '^')
    return g_str_has_prefix (self->text, piece + 1);

  return strstr (self->text, piece) != NULL;
}

static gboolean
matches (const PtlSaid *self,
         const char    *pattern,
         gboolean     (*has) (const PtlSaid *, const char *))
{
  g_auto(GStrv) alternatives = g_strsplit (pattern, PATTERN_OR, -1);

  for (gsize i = 0; alternatives[i] != NULL; i++)
    {
      g_auto(GStrv) pieces = g_strsplit (alternatives[i], PATTERN_AND, -1);
      gsize n_found = 0;

      while (pieces[n_found] != NULL && has (self, pieces[n_found]))
        n_found++;

      if (pieces[n_found] == NULL)
        return TRUE;
    }

  return FALSE;
}

/**
 * ptl_said_matches:
 * @self: an answer
 * @marks: (nullable): "535&5.7.8|NO": marks, with and before or
 * @text: (nullable): "too many&attempt|rate limit": pieces of the text, lower
 *   case; after "=" with case, after "^" at the beginning; "{account}": any
 *   of the words that mean this, see ptl_said_words ()
 *
 * Returns: whether both patterns fit
 */
gboolean
ptl_said_matches (const PtlSaid *self,
                  const char    *marks,
                  const char    *text)
{
  return (marks == NULL || matches (self, marks, ptl_said_has_mark)) &&
         (text == NULL || matches (self, text, has_text));
}
