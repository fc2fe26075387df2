/* script.h - a conversation in a text file, played as a server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _Script Script;

/* A conversation; see the top of script.c for what its lines mean. */
Script      *script_read           (const char  *path);
void         script_free           (Script      *self);
const char  *script_get            (Script      *self,
                                    const char  *key);
const char  *script_get_ending     (Script      *self);
GPtrArray   *script_get_claims     (Script      *self);
void         script_play           (Script      *self,
                                    gboolean     by_byte);
GIOStream   *script_get_stream     (Script      *self);
gboolean     script_start_tls      (Script      *self);
const char  *script_get_complaint  (Script      *self);
char        *script_get_unexpected (Script      *self);
const char  *script_get_cleartext  (Script      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Script, script_free)

G_END_DECLS
