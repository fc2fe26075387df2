/* scram.h - SCRAM-SHA-256, the server's side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _PtlScram PtlScram;

PtlScram *ptl_scram_new   (const char  *user,
                           const char  *password,
                           const char  *fault);
void      ptl_scram_free  (PtlScram    *self);
char     *ptl_scram_first (PtlScram    *self,
                           const char  *client_first);
gboolean  ptl_scram_final (PtlScram    *self,
                           const char  *client_final,
                           char       **server_final);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlScram, ptl_scram_free)

G_END_DECLS
