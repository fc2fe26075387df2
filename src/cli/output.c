/* output.c - one stream to write to: what it can show, and writing to it
 *
 * Pages are put together in memory and written at once, so that a terminal
 * never shows half of one. Colour is ECMA-48's SGR.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/output.h"

#include <errno.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/text.h"

#define COLUMNS_DEFAULT 80
#define ROWS_DEFAULT    24

/* Longer lines of prose are hard to read, however wide the terminal is. */
#define PARAGRAPH_COLUMNS_MAX 88

static const char * const sgr[] = {
  [PTL_STYLE_PLAIN] = "",
  [PTL_STYLE_BOLD] = "\033[1m",
  [PTL_STYLE_FAINT] = "\033[2m",
  [PTL_STYLE_GOOD] = "\033[32m",
  [PTL_STYLE_WARNING] = "\033[33m",
  [PTL_STYLE_BAD] = "\033[31m",
  [PTL_STYLE_ACCENT] = "\033[36m",
};

static const char * const marks[][2] = {
  [PTL_MARK_GOOD] = { "+", "✓" },
  [PTL_MARK_WARNING] = { "!", "⚠" },
  [PTL_MARK_BAD] = { "x", "✗" },
  [PTL_MARK_SKIPPED] = { "-", "·" },
  [PTL_MARK_ARROW] = { ">", "→" },
  [PTL_MARK_ELLIPSIS] = { "~", "…" },
};

static const char * const spinner_ascii[] = { "|", "/", "-", "\\" };
static const char * const spinner_utf8[] = {
  "⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏",
};

static gboolean
has_terminal_type (void)
{
  const char *type = g_getenv ("TERM");

  return type != NULL && *type != '\0' && !g_str_equal (type, "dumb");
}

static gboolean
wants_colour (void)
{
  const char *no_colour = g_getenv ("NO_COLOR");

  /* https://no-color.org: set and not empty. */
  return no_colour == NULL || *no_colour == '\0';
}

/**
 * ptl_output_init:
 * @self: an output
 * @fd: a file descriptor, which stays the caller's
 *
 * Finds out what @fd can show. The locale must be set.
 */
void
ptl_output_init (PtlOutput *self,
                 int        fd)
{
  self->fd = fd;
  self->is_terminal = isatty (fd);
  self->can_redraw = self->is_terminal && has_terminal_type ();
  self->has_colour = self->can_redraw && wants_colour ();
  self->is_utf8 = g_get_charset (NULL);
  self->has_failed = FALSE;
}

/**
 * ptl_output_get_size:
 * @self: an output
 * @columns: (out): 80 if it is no terminal
 * @rows: (out): 24 if it is no terminal
 *
 * Asks each time: people resize their windows.
 */
void
ptl_output_get_size (const PtlOutput *self,
                     guint           *columns,
                     guint           *rows)
{
  struct winsize size = { 0 };

  if (self->is_terminal)
    ioctl (self->fd, TIOCGWINSZ, &size);

  *columns = size.ws_col > 0 ? size.ws_col : COLUMNS_DEFAULT;
  *rows = size.ws_row > 0 ? size.ws_row : ROWS_DEFAULT;
}

const char *
ptl_output_get_mark (const PtlOutput *self,
                     PtlMark          mark)
{
  return marks[mark][self->is_utf8];
}

const char *
ptl_output_get_spinner (const PtlOutput *self,
                        guint            step)
{
  if (self->is_utf8)
    return spinner_utf8[step % G_N_ELEMENTS (spinner_utf8)];

  return spinner_ascii[step % G_N_ELEMENTS (spinner_ascii)];
}

/* What this terminal can show of a text. */
static char *
showable (const PtlOutput *self,
          const char      *text)
{
  g_autofree char *clean = ptl_text_clean (text);
  g_autoptr(GString) ascii = NULL;

  if (self->is_utf8)
    return g_steal_pointer (&clean);

  /* GLib knows no likeness of these in ASCII. */
  ascii = g_string_new (clean);
  g_string_replace (ascii, "•", "*", 0);
  g_string_replace (ascii, "→", "->", 0);

  return g_str_to_ascii (ascii->str, "C");
}

static void
append_styled (const PtlOutput *self,
               GString         *page,
               PtlStyle         style,
               const char      *text)
{
  gboolean is_styled = self->has_colour && style != PTL_STYLE_PLAIN && *text != '\0';

  if (is_styled)
    g_string_append (page, sgr[style]);

  g_string_append (page, text);

  if (is_styled)
    g_string_append (page, "\033[0m");
}

/**
 * ptl_output_append:
 * @self: the output the page is for
 * @page: a page
 * @style: how it looks
 * @text: anything, also a server's words
 *
 * Puts one cleaned piece of a line on the page.
 */
void
ptl_output_append (const PtlOutput *self,
                   GString         *page,
                   PtlStyle         style,
                   const char      *text)
{
  g_autofree char *shown = showable (self, text);

  append_styled (self, page, style, shown);
}

void
ptl_output_append_f (const PtlOutput *self,
                     GString         *page,
                     PtlStyle         style,
                     const char      *format,
                     ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  ptl_output_append (self, page, style, text);
}

/**
 * ptl_output_append_cell:
 * @self: the output the page is for
 * @page: a page
 * @style: how it looks
 * @text: anything
 * @columns: how wide the cell is
 *
 * Puts a cell of a table on the page: cut or filled up to its width.
 */
void
ptl_output_append_cell (const PtlOutput *self,
                        GString         *page,
                        PtlStyle         style,
                        const char      *text,
                        guint            columns)
{
  g_autofree char *shown = showable (self, text);
  g_autofree char *fitted =
    ptl_text_fit (shown, columns, ptl_output_get_mark (self, PTL_MARK_ELLIPSIS));

  append_styled (self, page, style, fitted);
}

/**
 * ptl_output_append_paragraph:
 * @self: the output the page is for
 * @page: a page, at the start of a line or just behind its indent
 * @style: how it looks
 * @text: prose
 * @indent: in columns, for the second and all further lines
 *
 * Puts prose on the page, wrapped, with a line break at its end.
 */
void
ptl_output_append_paragraph (const PtlOutput *self,
                             GString         *page,
                             PtlStyle         style,
                             const char      *text,
                             guint            indent)
{
  g_autofree char *shown = showable (self, text);
  g_auto(GStrv) lines = NULL;
  guint columns;
  guint rows;

  ptl_output_get_size (self, &columns, &rows);
  columns = MIN (columns - 1, PARAGRAPH_COLUMNS_MAX);
  lines = ptl_text_wrap (shown, columns - MIN (indent, columns / 2));

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_printf (page, "%*s", indent, "");
      append_styled (self, page, style, lines[i]);
      g_string_append_c (page, '\n');
    }

  if (lines[0] == NULL)
    g_string_append_c (page, '\n');
}

/**
 * ptl_output_put:
 * @self: an output
 * @text: a page
 *
 * Writes a page as it is. A failure is remembered in `has_failed`.
 */
void
ptl_output_put (PtlOutput  *self,
                const char *text)
{
  gsize length = strlen (text);

  while (length > 0 && !self->has_failed)
    {
      gssize n_written = write (self->fd, text, length);

      if (n_written > 0)
        {
          text += n_written;
          length -= n_written;
        }
      else if (errno != EINTR && errno != EAGAIN)
        self->has_failed = TRUE;
    }
}

/**
 * ptl_output_print:
 * @self: an output
 * @format: a line without its line break
 *
 * Writes one cleaned line.
 */
void
ptl_output_print (PtlOutput  *self,
                  const char *format,
                  ...)
{
  g_autofree char *text = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  shown = showable (self, text);
  line = g_strconcat (shown, "\n", NULL);
  ptl_output_put (self, line);
}

/**
 * ptl_output_headline:
 * @self: an output
 * @format: what begins now
 *
 * Writes a headline for who watches; nothing where nobody does.
 */
void
ptl_output_headline (PtlOutput  *self,
                     const char *format,
                     ...)
{
  g_autoptr(GString) page = g_string_new (NULL);
  g_autofree char *text = NULL;
  va_list arguments;

  if (!self->is_terminal)
    return;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  ptl_output_append (self, page, PTL_STYLE_BOLD, text);
  g_string_append (page, "\n\n");
  ptl_output_put (self, page->str);
}
