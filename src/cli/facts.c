/* facts.c - what is known, as lines with a label each
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/facts.h"

#include "cli/text.h"

#define INDENT      "  "
#define GAP_COLUMNS 2

/* Two tables on a page should stand in line; a translation may need more. */
#define LABEL_COLUMNS_MIN 13

struct _PtlFacts
{
  GPtrArray *labels;
  GPtrArray *texts;
};

PtlFacts *
ptl_facts_new (void)
{
  PtlFacts *self = g_new0 (PtlFacts, 1);

  self->labels = g_ptr_array_new_with_free_func (g_free);
  self->texts = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
ptl_facts_free (PtlFacts *self)
{
  g_ptr_array_unref (self->labels);
  g_ptr_array_unref (self->texts);
  g_free (self);
}

/**
 * ptl_facts_add:
 * @self: lines
 * @label: what it is, translated
 * @text: (nullable): the fact; nothing is added without one
 *
 * Adds a line.
 */
void
ptl_facts_add (PtlFacts   *self,
               const char *label,
               const char *text)
{
  if (text == NULL || *text == '\0')
    return;

  g_ptr_array_add (self->labels, g_strdup (label));
  g_ptr_array_add (self->texts, g_strdup (text));
}

/**
 * ptl_facts_measure:
 * @labels: labels that stand below each other
 *
 * Returns: how many columns they need, with the gap behind them
 */
guint
ptl_facts_measure (const char * const *labels)
{
  return MAX (ptl_text_widest (labels) + GAP_COLUMNS, LABEL_COLUMNS_MIN);
}

/**
 * ptl_facts_append:
 * @self: lines
 * @output: where the page will be shown
 * @page: a page
 *
 * Puts the lines on the page, the facts below each other.
 */
void
ptl_facts_append (const PtlFacts  *self,
                  const PtlOutput *output,
                  GString         *page)
{
  guint columns = 0;

  for (guint i = 0; i < self->labels->len; i++)
    {
      const char *label[] = { g_ptr_array_index (self->labels, i), NULL };

      columns = MAX (columns, ptl_facts_measure (label));
    }

  for (guint i = 0; i < self->labels->len; i++)
    {
      g_string_append (page, INDENT);
      ptl_output_append_cell (output, page, PTL_STYLE_FAINT,
                              g_ptr_array_index (self->labels, i), columns);
      ptl_output_append_paragraph (output, page, PTL_STYLE_PLAIN,
                                   g_ptr_array_index (self->texts, i),
                                   columns + ptl_text_width (INDENT));
    }
}
