/* transcript.c - what was said, with the secrets masked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proto/transcript.h"

#include <string.h>

#include "proto/mask.h"
#include "proto/reply.h"

/* The beginning tells who is there, the end why it failed; of a flood between
 * them nothing needs to be kept. */
#define MAX_FIRST_LINES 100
#define MAX_LAST_LINES  200
#define MAX_LINE_CHARS  1000

/* A login has a password and a handful of responses made of it. */
#define MAX_SECRETS 32

struct _PtlTranscript
{
  gatomicrefcount  ref_count;
  GPtrArray       *lines;
  GPtrArray       *secrets;
  guint            n_left_out;
};

PtlTranscript *
ptl_transcript_new (void)
{
  PtlTranscript *self = g_new0 (PtlTranscript, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->lines = g_ptr_array_new_with_free_func (g_free);
  self->secrets = g_ptr_array_new_with_free_func ((GDestroyNotify) ptl_secret_unref);

  return self;
}

PtlTranscript *
ptl_transcript_ref (PtlTranscript *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
ptl_transcript_unref (PtlTranscript *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->secrets);
  g_free (self);
}

static void
add_one (PtlTranscript *self,
         PtlSecret     *secret)
{
  for (guint i = 0; i < self->secrets->len; i++)
    {
      if (ptl_secret_equal (g_ptr_array_index (self->secrets, i), secret))
        return;
    }

  /* The oldest go first: of many logins the last one is being echoed. */
  if (self->secrets->len == MAX_SECRETS)
    g_ptr_array_remove_index (self->secrets, 0);

  g_ptr_array_add (self->secrets, ptl_secret_ref (secret));
}

/**
 * ptl_transcript_add_secret:
 * @self: a transcript
 * @secret: a password, a token, or a response made of one
 *
 * From now on @secret is masked in whatever is added to @self, or goes through
 * [method@Transcript.mask]. Keeps a reference.
 */
void
ptl_transcript_add_secret (PtlTranscript *self,
                           PtlSecret     *secret)
{
  gsize length = ptl_secret_get_length (secret);
  const char *data = ptl_secret_peek (secret);

  if (length == 0)
    return;

  add_one (self, secret);

  /* A line is made valid UTF-8 before others look at it. */
  if (!g_utf8_validate_len (data, length, NULL))
    {
      g_autofree char *valid = g_utf8_make_valid (data, length);
      g_autoptr(PtlSecret) other = ptl_secret_new_wiping (valid, strlen (valid));

      add_one (self, other);
    }
}

/**
 * ptl_transcript_mask:
 * @self: a transcript
 * @text: bytes
 * @length: how many, or -1 if a NUL ends them
 *
 * Masks the secrets of @self in @text, in every form that they may travel or be
 * said back in.
 *
 * Returns: (transfer full): @text, valid UTF-8, with %PTL_SECRET_MASK instead
 */
char *
ptl_transcript_mask (PtlTranscript *self,
                     const char    *text,
                     gssize         length)
{
  g_autoptr(GString) masked = ptl_mask_text (text, length < 0 ? strlen (text) : (gsize) length,
                                             (PtlSecret *const *) self->secrets->pdata,
                                             self->secrets->len);

  return g_utf8_make_valid (masked->str, masked->len);
}

static void
append (PtlTranscript *self,
        const char    *prefix,
        const char    *line,
        gsize          length)
{
  g_autofree char *masked = ptl_transcript_mask (self, line, length);
  g_autofree char *clean = ptl_reply_clean_to (masked, -1, MAX_LINE_CHARS);

  if (self->lines->len == MAX_FIRST_LINES + MAX_LAST_LINES)
    {
      g_ptr_array_remove_index (self->lines, MAX_FIRST_LINES);
      self->n_left_out++;
    }

  g_ptr_array_add (self->lines, g_strconcat (prefix, clean, NULL));
}

/**
 * ptl_transcript_server:
 * @self: a transcript
 * @line: what the server said, without its line end
 * @length: its length in bytes
 *
 * Adds a line “S: …”, masked and cleaned.
 */
void
ptl_transcript_server (PtlTranscript *self,
                       const char    *line,
                       gsize          length)
{
  append (self, "S: ", line, length);
}

/**
 * ptl_transcript_client:
 * @self: a transcript
 * @line: what we said, without its line end
 *
 * Adds a line “C: …”, masked and cleaned.
 */
void
ptl_transcript_client (PtlTranscript *self,
                       const char    *line)
{
  append (self, "C: ", line, strlen (line));
}

/**
 * ptl_transcript_note:
 * @self: a transcript
 * @text: what happened
 *
 * Adds a line “-- …”, for what was not said but done.
 */
void
ptl_transcript_note (PtlTranscript *self,
                     const char    *text)
{
  append (self, "-- ", text, strlen (text));
}

/**
 * ptl_transcript_get_lines:
 * @self: a transcript
 *
 * Returns: (transfer full): the first and the last lines, and between them how
 *   many were left out
 */
GStrv
ptl_transcript_get_lines (PtlTranscript *self)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new ();

  for (guint i = 0; i < self->lines->len; i++)
    {
      if (i == MAX_FIRST_LINES && self->n_left_out > 0)
        g_ptr_array_add (lines, g_strdup_printf ("-- %u lines left out", self->n_left_out));

      g_ptr_array_add (lines, g_strdup (g_ptr_array_index (self->lines, i)));
    }

  g_ptr_array_add (lines, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&lines), FALSE);
}
