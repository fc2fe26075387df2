/* live.c - what is being tried, as it happens
 *
 * On a terminal a block of rows is drawn again and again in the same place
 * (ECMA-48: CUU, EL, ED); elsewhere, and where there is no room, each attempt is
 * one line, when it ends.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/live.h"

#include <glib/gi18n.h>

#include "base/list.h"
#include "cli/row.h"

/* Twelve pictures a second look like movement. */
#define PICTURE_INTERVAL_MS 80

/* Narrower than this rows would wrap: then there are lines instead. */
#define COLUMNS_MIN 40

/* Lines of the terminal that are not ours: the cursor's, and one above. */
#define LINES_KEPT_FREE 2

struct _PtlLive
{
  PtlOutput  *output;
  GListModel *attempts;
  GHashTable *told;        /* attempts whose line has been written */
  GHashTable *absent;      /* and names that are not there, likewise */
  gboolean    is_picture;
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

/* What nobody needs to see row by row. @absent has the names that are not
 * there, as far as they were shown. */
static gboolean
is_aside (PtlAttempt *attempt,
          GHashTable *absent)
{
  PtlAttemptState state = ptl_attempt_get_state (attempt);

  if (ptl_row_is_absent (attempt))
    return !g_hash_table_add (absent, ptl_attempt_get_candidate (attempt)->host);

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

/* What has no row. */
typedef struct
{
  guint n_waiting;
  guint n_dropped;
  guint n_hidden;
} Aside;

static void
count_aside (Aside      *aside,
             PtlAttempt *attempt)
{
  PtlAttemptState state = ptl_attempt_get_state (attempt);

  if (state == PTL_ATTEMPT_WAITING)
    aside->n_waiting++;
  else if (state == PTL_ATTEMPT_DROPPED)
    aside->n_dropped++;
}

static char *
describe_aside (const Aside *aside)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  guint n;

  if ((n = aside->n_hidden) > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u more", "%u more", n), n));

  if ((n = aside->n_waiting) > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u waiting", "%u waiting", n), n));

  if ((n = aside->n_dropped) > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u was not needed",
                                                       "%u were not needed", n), n));

  g_ptr_array_add (parts, NULL);
  return ptl_list_with_commas ((const char * const *) parts->pdata);
}

static void
append_aside (PtlLive     *self,
              GString     *page,
              const Aside *aside)
{
  g_autofree char *text = describe_aside (aside);

  if (*text == '\0')
    return;

  ptl_output_append_f (self->output, page, PTL_STYLE_FAINT, "  %s %s",
                       ptl_output_get_mark (self->output, PTL_MARK_SKIPPED), text);
  g_string_append (page, "\033[K\n");
  self->n_lines++;
}

static void
draw (PtlLive *self,
      guint    max_lines)
{
  g_autoptr(GString) page = g_string_new (NULL);
  g_autoptr(GHashTable) absent = g_hash_table_new (g_str_hash, g_str_equal);
  Aside aside = { 0 };
  PtlRowFit fit;

  measure (self, &fit);

  if (self->n_lines > 0)
    g_string_append_printf (page, "\033[%uA\r", self->n_lines);
  self->n_lines = 0;

  for (guint i = 0; i < g_list_model_get_n_items (self->attempts); i++)
    {
      g_autoptr(PtlAttempt) attempt = g_list_model_get_item (self->attempts, i);

      if (is_aside (attempt, absent))
        count_aside (&aside, attempt);
      else if (self->n_lines + 1 >= max_lines)
        aside.n_hidden++;
      else
        {
          ptl_row_append (attempt, &fit, self->output, page);
          g_string_append (page, "\033[K\n");
          self->n_lines++;
        }
    }

  append_aside (self, page, &aside);
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

      if (!has_ended (attempt) ||
          (ptl_attempt_get_state (attempt) == PTL_ATTEMPT_USABLE && !is_over) ||
          !g_hash_table_add (self->told, g_object_ref (attempt)) ||
          is_aside (attempt, self->absent))
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

  if (self->is_picture)
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
  guint columns;
  guint rows;

  ptl_output_get_size (output, &columns, &rows);

  self->output = output;
  self->is_picture = output->can_redraw && columns >= COLUMNS_MIN;
  self->attempts = g_object_ref (attempts);
  self->told = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->absent = g_hash_table_new (g_str_hash, g_str_equal);
  self->timer = g_timeout_add (PICTURE_INTERVAL_MS, tick_cb, self);

  return self;
}

void
ptl_live_free (PtlLive *self)
{
  g_source_remove (self->timer);

  /* The last picture may be longer than the terminal is high: it scrolls. */
  if (self->is_picture)
    draw (self, G_MAXUINT);
  else
    tell_news (self, TRUE);

  g_hash_table_unref (self->absent);
  g_hash_table_unref (self->told);
  g_object_unref (self->attempts);
  g_free (self);
}
