/* script-server.h - the demo's servers, departing from the truth, under observation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "base/security.h"
#include "demo/script.h"

G_BEGIN_DECLS

/* The address that everybody signs in with. */
#define SCRIPT_SERVER_DOMAIN "harbour.test"
#define SCRIPT_SERVER_USER   "lotse@harbour.test"

/**
 * ScriptRecord:
 * @clear: every byte that clients sent outside TLS
 * @clear_commands: (element-type utf8): every command outside TLS
 * @tls_commands: (element-type utf8): and inside, in order
 * @server_name: (nullable): whom the last client wanted to talk to
 * @n_handshakes: how many handshakes were completed
 * @n_logins: how often credentials were put to the test
 * @n_accepted: how often they were the right ones
 * @n_strangers: how often somebody came to the port that `{evil}` names
 * @sent_bytes: how much clients took
 *
 * What a server saw.
 */
typedef struct
{
  GByteArray *clear;
  GPtrArray  *clear_commands;
  GPtrArray  *tls_commands;
  char       *server_name;
  guint       n_handshakes;
  guint       n_logins;
  guint       n_accepted;
  guint       n_strangers;
  gsize       sent_bytes;
} ScriptRecord;

typedef struct _ScriptServer ScriptServer;

ScriptServer       *script_server_new      (PtlProtocol    protocol,
                                            gboolean       tls_at_once,
                                            PtlScript     *script,
                                            SSL_CTX       *context,
                                            const char    *user,
                                            const char    *password,
                                            GError       **error);
void                script_server_free     (ScriptServer  *self);
guint16             script_server_get_port (ScriptServer  *self);
const ScriptRecord *script_server_stop     (ScriptServer  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScriptServer, script_server_free)

G_END_DECLS
