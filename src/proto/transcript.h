/* transcript.h - what was said, with the secrets masked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/secret.h"

G_BEGIN_DECLS

typedef struct _PtlTranscript PtlTranscript;

PtlTranscript *ptl_transcript_new        (void);
PtlTranscript *ptl_transcript_ref        (PtlTranscript *self);
void           ptl_transcript_unref      (PtlTranscript *self);
void           ptl_transcript_add_secret (PtlTranscript *self,
                                          PtlSecret     *secret);
void           ptl_transcript_server     (PtlTranscript *self,
                                          const char    *line,
                                          gsize          length);
void           ptl_transcript_client     (PtlTranscript *self,
                                          const char    *line);
void           ptl_transcript_note       (PtlTranscript *self,
                                          const char    *text);
char          *ptl_transcript_mask       (PtlTranscript *self,
                                          const char    *text,
                                          gssize         length);
GStrv          ptl_transcript_get_lines  (PtlTranscript *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlTranscript, ptl_transcript_unref)

G_END_DECLS
