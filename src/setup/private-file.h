/* private-file.h - a small file of the user's own, changed by one at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _PtlPrivateFile PtlPrivateFile;

PtlPrivateFile *ptl_private_file_open    (const char      *path,
                                          GError         **error);
PtlPrivateFile *ptl_private_file_lock    (const char      *path,
                                          GError         **error);
char           *ptl_private_file_read    (PtlPrivateFile  *self,
                                          gsize           *length,
                                          GError         **error);
gboolean        ptl_private_file_replace (PtlPrivateFile  *self,
                                          const char      *data,
                                          gsize            length,
                                          GError         **error);
void            ptl_private_file_close   (PtlPrivateFile  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlPrivateFile, ptl_private_file_close)

G_END_DECLS
