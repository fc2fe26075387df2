/* script-stream.h - a GIOStream made of two functions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef gssize (*ScriptReadFunc)  (char        *buffer,
                                   gsize        count,
                                   gpointer     user_data,
                                   GError     **error);
typedef void   (*ScriptWriteFunc) (const char  *buffer,
                                   gsize        count,
                                   gpointer     user_data);

GIOStream *script_stream_new (ScriptReadFunc  read,
                              ScriptWriteFunc write,
                              gpointer        user_data);

G_END_DECLS
