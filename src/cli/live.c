/* live.c - what is being tried, as it happens
 *
 * On a terminal a block of rows is drawn again and again in the same place
 * (ECMA-48: CUU, EL, ED); elsewhere each attempt is one line, when it ends.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/live.h"

#include <glib/gi18n.h>

#include "cli/row.h"

/* Twelve pictures a second look like movement. */
#define PICTURE_INTERVAL_MS 80

/* Lines of the terminal that are not ours: the cursor's, and one above. */
#define LINES_KEPT_FREE 2

struct _PtlLive
{
  PtlOutput  *output;
  GListModel *attempts;
  GHashTable *told;        /* attempts whose line has been written */
  guint       timer;
  guint       n_pictures;
  guint       n_lines;     /* of the last picture, above the cursor */
};

static gboolean
has_ended (PtlAttempt *attempt)
{
  PtlAttemptState state = ptl_attempt_get_state (attempt);

  return state != PTL_ATTEMPT_WAITING && state != PTL_ATTEMPT_RUNNING;
}

/* What nobody needs to see row by row. */
static gboolean
is_aside (PtlAttempt *attempt)
{
  PtlAttemptState state = ptl_attempt_get_state (attempt);

  return state == PTL_ATTEMPT_WAITING || state == PTL_ATTEMPT_DROPPED;
}

static void
measure (PtlLive   *self,
         PtlRowFit *fit)
{
  guint rows;

  *fit = (PtlRowFit) { .spinner = self->n_pictures };
  ptl_output_get_size (self->output, &fit->columns, &rows);

  for (guint i = 0; i < g_list_model_get_n_items (self->attempts); i++)
    {
      g_autoptr(PtlAttempt) attempt = g_list_model_get_item (self->attempts, i);

      ptl_row_measure (attempt, fit);
    }
}

static void
append_aside (PtlLive *self,
              GString *page,
              guint    n_waiting,
              guint    n_dropped,
              guint    n_hidden)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (n_hidden > 0)
    g_string_append_printf (text, ngettext ("%u more", "%u more", n_hidden), n_hidden);

  if (n_waiting > 0)
    g_string_append_printf (text, ngettext ("%s%u waiting", "%s%u waiting", n_waiting),
                            text->len > 0 ? ", " : "", n_waiting);

  if (n_dropped > 0)
    g_string_append_printf (text, ngettext ("%s%u not needed", "%s%u not needed", n_dropped),
                            text->len > 0 ? ", " : "", n_dropped);

  if (text->len == 0)
    return;

  ptl_output_append_f (self->output, page, PTL_STYLE_FAINT, "  %s %s",
                       ptl_output_get_mark (self->output, PTL_MARK_SKIPPED), text->str);
  g_string_append (page, "\033[K\n");
  self->n_lines++;
}

static void
draw (PtlLive *self,
      guint    max_lines)
{
  g_autoptr(GString) page = g_string_new (NULL);
  guint n_aside[2] = { 0, 0 };
  guint n_hidden = 0;
  PtlRowFit fit;

  measure (self, &fit);

  if (self->n_lines > 0)
    g_string_append_printf (page, "\033[%uA\r", self->n_lines);
  self->n_lines = 0;

  for (guint i = 0; i < g_list_model_get_n_items (self->attempts); i++)
    {
      g_autoptr(PtlAttempt) attempt = g_list_model_get_item (self->attempts, i);

      if (is_aside (attempt))
        n_aside[ptl_attempt_get_state (attempt) == PTL_ATTEMPT_DROPPED]++;
      else if (self->n_lines + 1 >= max_lines)
        n_hidden++;
      else
        {
          ptl_row_append (attempt, &fit, self->output, page);
          g_string_append (page, "\033[K\n");
          self->n_lines++;
        }
    }

  append_aside (self, page, n_aside[FALSE], n_aside[TRUE], n_hidden);
  g_string_append (page, "\033[J");
  ptl_output_put (self->output, page->str);
  self->n_pictures++;
}

static void
draw_picture (PtlLive *self)
{
  guint columns;
  guint rows;

  ptl_output_get_size (self->output, &columns, &rows);
  draw (self, MAX (rows, LINES_KEPT_FREE + 1) - LINES_KEPT_FREE);
}

/* Elsewhere than on a terminal: those that ended since. What is usable may
 * still sign in, until all is over. */
static void
tell_news (PtlLive  *self,
           gboolean  is_over)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->attempts); i++)
    {
      g_autoptr(PtlAttempt) attempt = g_list_model_get_item (self->attempts, i);
      g_autoptr(GString) page = g_string_new (NULL);

      if (!has_ended (attempt) || is_aside (attempt) ||
          (ptl_attempt_get_state (attempt) == PTL_ATTEMPT_USABLE && !is_over) ||
          !g_hash_table_add (self->told, g_object_ref (attempt)))
        continue;

      ptl_row_append_plain (attempt, self->output, page);
      g_string_append_c (page, '\n');
      ptl_output_put (self->output, page->str);
    }
}

static gboolean
tick_cb (gpointer user_data)
{
  PtlLive *self = user_data;

  if (self->output->is_terminal)
    draw_picture (self);
  else
    tell_news (self, FALSE);

  return G_SOURCE_CONTINUE;
}

/**
 * ptl_live_new:
 * @output: where to show it; must outlive the picture
 * @attempts: (element-type PtlAttempt): what is being tried; may grow
 *
 * Begins to show what happens, as long as the main loop runs.
 *
 * Returns: (transfer full): the picture; freeing it leaves the last one there
 */
PtlLive *
ptl_live_new (PtlOutput  *output,
              GListModel *attempts)
{
  PtlLive *self = g_new0 (PtlLive, 1);

  self->output = output;
  self->attempts = g_object_ref (attempts);
  self->told = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->timer = g_timeout_add (PICTURE_INTERVAL_MS, tick_cb, self);

  return self;
}

void
ptl_live_free (PtlLive *self)
{
  g_source_remove (self->timer);

  /* The last picture may be longer than the terminal is high: it scrolls. */
  if (self->output->is_terminal)
    draw (self, G_MAXUINT);
  else
    tell_news (self, TRUE);

  g_hash_table_unref (self->told);
  g_object_unref (self->attempts);
  g_free (self);
}
