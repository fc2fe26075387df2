/* options.h - reading a subcommand's part of the command line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/command.h"

G_BEGIN_DECLS

typedef struct _PtlOptions PtlOptions;

PtlOptions *ptl_options_new       (const PtlCommand   *command,
                                   PtlContext         *context);
void        ptl_options_free      (PtlOptions         *self);
void        ptl_options_add       (PtlOptions         *self,
                                   const GOptionEntry *entries);
void        ptl_options_end_early (PtlOptions         *self);
gboolean    ptl_options_parse     (PtlOptions         *self,
                                   GStrv              *args,
                                   guint               min_words,
                                   guint               max_words,
                                   int                *status);
const char * const *
            ptl_options_get_words (PtlOptions         *self);
GArray     *ptl_options_get_ports (PtlOptions         *self,
                                   int                *status);
gboolean    ptl_options_wants_json (PtlOptions        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlOptions, ptl_options_free)

G_END_DECLS
