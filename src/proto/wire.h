/* wire.h - a conversation in CRLF lines over any GIOStream
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "proto/error.h"
#include "proto/transcript.h"

G_BEGIN_DECLS

typedef struct _PtlWire PtlWire;

/* SECURITY.md: one line, one whole answer, one literal. RFC 9051 asks for
 * lines of 8192 octets at least; no real answer comes near the others. */
#define PTL_WIRE_MAX_LINE_BYTES    8192
#define PTL_WIRE_MAX_ANSWER_BYTES  (1024 * 1024)
#define PTL_WIRE_MAX_ANSWER_LINES  400
#define PTL_WIRE_MAX_LITERAL_BYTES (64 * 1024)

PtlWire       *ptl_wire_new            (GIOStream      *stream,
                                        PtlTranscript  *transcript);
void           ptl_wire_free           (PtlWire        *self);
PtlTranscript *ptl_wire_get_transcript (PtlWire        *self);
void           ptl_wire_set_stream     (PtlWire        *self,
                                        GIOStream      *stream);
gboolean       ptl_wire_has_pending    (PtlWire        *self);
GBytes        *ptl_wire_peek           (PtlWire        *self);
void           ptl_wire_begin_answer   (PtlWire        *self);
char          *ptl_wire_read_line      (PtlWire        *self,
                                        GCancellable   *cancellable,
                                        GError        **error);
gboolean       ptl_wire_skip_literal   (PtlWire        *self,
                                        guint64         size_bytes,
                                        GCancellable   *cancellable,
                                        GError        **error);
gboolean       ptl_wire_send           (PtlWire        *self,
                                        GCancellable   *cancellable,
                                        GError        **error,
                                        const char     *format,
                                        ...) G_GNUC_PRINTF (4, 5);
gboolean       ptl_wire_send_secret    (PtlWire        *self,
                                        const char     *prefix,
                                        PtlSecret      *secret,
                                        GCancellable   *cancellable,
                                        GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlWire, ptl_wire_free)

G_END_DECLS
