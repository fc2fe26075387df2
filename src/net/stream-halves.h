/* stream-halves.h - the two ends of a GIOStream that does the work itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef gssize (*PtlReadFunc)  (GIOStream     *owner,
                                void          *buffer,
                                gsize          count,
                                GCancellable  *cancellable,
                                GError       **error);

typedef gssize (*PtlWriteFunc) (GIOStream     *owner,
                                const void    *buffer,
                                gsize          count,
                                GCancellable  *cancellable,
                                GError       **error);

/**
 * PtlStreamHalves:
 * @input: for the stream's `get_input_stream`
 * @output: for its `get_output_stream`
 *
 * What a GIOStream has to hand out, for one that keeps everything itself.
 */
typedef struct
{
  GInputStream  *input;
  GOutputStream *output;
} PtlStreamHalves;

void ptl_stream_halves_init  (PtlStreamHalves *self,
                              GIOStream       *owner,
                              PtlReadFunc      read_func,
                              PtlWriteFunc     write_func);
void ptl_stream_halves_clear (PtlStreamHalves *self);

G_END_DECLS
