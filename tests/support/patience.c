/* patience.c - waiting for what a draft does, but not for ever
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "patience.h"

/* More than any test takes, on a machine that has much else to do. */
#define PATIENCE_S 30

static gboolean
impatient_cb (gpointer data)
{
  g_error ("Nothing changes");
  return G_SOURCE_REMOVE;
}

guint
patience_begin (void)
{
  return g_timeout_add_seconds (PATIENCE_S, impatient_cb, NULL);
}

void
patience_end (guint patience)
{
  g_source_remove (patience);
}

/* Until nothing is left to be done at once. */
void
patience_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE));
}

void
patience_wait (gboolean (*is_over) (gpointer data),
               gpointer   data)
{
  guint patience = patience_begin ();

  while (!is_over (data))
    g_main_context_iteration (NULL, TRUE);

  patience_end (patience);
}

static gboolean
is_idle (gpointer draft)
{
  return ptl_draft_get_activity (draft) == PTL_DRAFT_IDLE;
}

void
patience_wait_idle (PtlDraft *draft)
{
  patience_wait (is_idle, draft);
  patience_settle ();
}

static gboolean
is_gone (gpointer draft)
{
  return *(PtlDraft **) draft == NULL;
}

/* Takes the last reference that is the test's. Threads of what was stopped hold
 * the draft until they are back. */
void
patience_wait_gone (PtlDraft *draft)
{
  g_object_add_weak_pointer (G_OBJECT (draft), (gpointer *) &draft);
  g_object_unref (draft);
  patience_wait (is_gone, &draft);
  patience_settle ();
}
