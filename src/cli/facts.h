/* facts.h - what is known, as lines with a label each
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/output.h"

G_BEGIN_DECLS

typedef struct _PtlFacts PtlFacts;

PtlFacts *ptl_facts_new    (void);
void      ptl_facts_free   (PtlFacts        *self);

void      ptl_facts_add    (PtlFacts        *self,
                            const char      *label,
                            const char      *text);
void      ptl_facts_append (const PtlFacts  *self,
                            const PtlOutput *output,
                            GString         *page);

guint     ptl_facts_measure (const char * const *labels);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlFacts, ptl_facts_free)

G_END_DECLS
