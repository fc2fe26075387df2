/* plain-client.h - a client that says what it is told, for servers under test
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _PlainClient PlainClient;

PlainClient *plain_client_new       (guint16      port);
void         plain_client_free      (PlainClient *self);
gboolean     plain_client_start_tls (PlainClient *self,
                                     const char  *ca_file,
                                     const char  *host);
void         plain_client_send      (PlainClient *self,
                                     const char  *data);
char        *plain_client_read_line (PlainClient *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlainClient, plain_client_free)

G_END_DECLS
