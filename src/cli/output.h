/* output.h - one stream to write to: what it can show, and writing to it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PtlStyle:
 *
 * How a piece of text looks where there is colour.
 */
typedef enum
{
  PTL_STYLE_PLAIN,
  PTL_STYLE_BOLD,
  PTL_STYLE_FAINT,
  PTL_STYLE_GOOD,
  PTL_STYLE_WARNING,
  PTL_STYLE_BAD,
  PTL_STYLE_ACCENT,
} PtlStyle;

/**
 * PtlMark:
 *
 * Small signs, each one column wide.
 */
typedef enum
{
  PTL_MARK_GOOD,
  PTL_MARK_WARNING,
  PTL_MARK_BAD,
  PTL_MARK_SKIPPED,
  PTL_MARK_ARROW,
  PTL_MARK_ELLIPSIS,
} PtlMark;

/**
 * PtlOutput:
 * @fd: where to write
 * @is_terminal: a person reads along
 * @can_redraw: and the cursor can be moved back up
 * @has_colour: and likes colour
 * @is_utf8: and sees more than ASCII
 * @has_failed: something could not be written
 *
 * Standard output or standard error.
 */
typedef struct
{
  int      fd;
  gboolean is_terminal;
  gboolean can_redraw;
  gboolean has_colour;
  gboolean is_utf8;
  gboolean has_failed;
} PtlOutput;

void        ptl_output_init     (PtlOutput       *self,
                                 int              fd);
void        ptl_output_get_size (const PtlOutput *self,
                                 guint           *columns,
                                 guint           *rows);
const char *ptl_output_get_mark (const PtlOutput *self,
                                 PtlMark          mark);
const char *ptl_output_get_spinner (const PtlOutput *self,
                                    guint            step);

void        ptl_output_append   (const PtlOutput *self,
                                 GString         *page,
                                 PtlStyle         style,
                                 const char      *text);
void        ptl_output_append_f (const PtlOutput *self,
                                 GString         *page,
                                 PtlStyle         style,
                                 const char      *format,
                                 ...) G_GNUC_PRINTF (4, 5);
void        ptl_output_append_cell (const PtlOutput *self,
                                    GString         *page,
                                    PtlStyle         style,
                                    const char      *text,
                                    guint            columns);
void        ptl_output_append_paragraph (const PtlOutput *self,
                                         GString         *page,
                                         PtlStyle         style,
                                         const char      *text,
                                         guint            indent);

void        ptl_output_put      (PtlOutput       *self,
                                 const char      *text);
void        ptl_output_print    (PtlOutput       *self,
                                 const char      *format,
                                 ...) G_GNUC_PRINTF (2, 3);
void        ptl_output_headline (PtlOutput       *self,
                                 const char      *format,
                                 ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
