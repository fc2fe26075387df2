/* script-server.c - the demo's servers, departing from the truth, under observation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "support/script-server.h"

#include "demo/office.h"
#include "demo/server.h"

/* More is not kept: enough to see what a client said, not what it was fed. */
#define MAX_CLEAR_BYTES (1024 * 1024)
#define MAX_COMMANDS    1000

struct _ScriptServer
{
  PtlServer    *server;
  PtlScript    *script;
  PtlOffice     office;
  char         *user;
  char         *password;
  guint16       port;

  GMutex        mutex;
  ScriptRecord  record;
};

static void
keep_command (GPtrArray  *commands,
              const char *command,
              gsize       length)
{
  if (commands->len < MAX_COMMANDS)
    g_ptr_array_add (commands, g_strndup (command, length));
}

static void
watch_cb (PtlWatchEvent  event,
          const char    *data,
          gsize          length,
          gpointer       user_data)
{
  ScriptServer *self = user_data;
  ScriptRecord *record = &self->record;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  switch (event)
    {
    case PTL_WATCH_CLEAR_BYTES:
      if (record->clear->len < MAX_CLEAR_BYTES)
        g_byte_array_append (record->clear, (const guint8 *) data, length);
      break;

    case PTL_WATCH_CLEAR_COMMAND:
      keep_command (record->clear_commands, data, length);
      break;

    case PTL_WATCH_TLS_COMMAND:
      keep_command (record->tls_commands, data, length);
      break;

    case PTL_WATCH_TLS:
      g_free (record->server_name);
      record->server_name = data != NULL ? g_strndup (data, length) : NULL;
      record->n_handshakes++;
      break;

    case PTL_WATCH_LOGIN:
      record->n_logins++;
      break;

    case PTL_WATCH_ACCEPTED:
      record->n_accepted++;
      break;

    case PTL_WATCH_SENT:
      record->sent_bytes += length;
      break;

    case PTL_WATCH_STRANGER:
      record->n_strangers++;
      break;

    default:
      g_assert_not_reached ();
    }
}

static void
turn_away (PtlPeer  *peer,
           gpointer  user_data)
{
  ptl_peer_report (peer, PTL_WATCH_STRANGER, NULL, 0);
}

static gboolean
listen_to_both (ScriptServer  *self,
                PtlProtocol    protocol,
                gboolean       tls_at_once,
                SSL_CTX       *context,
                GError       **error)
{
  static const PtlTalk talks[] = {
    [PTL_PROTOCOL_IMAP] = ptl_demo_imap,
    [PTL_PROTOCOL_POP3] = ptl_demo_pop3,
    [PTL_PROTOCOL_SMTP] = ptl_demo_smtp,
  };
  guint16 evil_port;

  self->port = ptl_server_listen (self->server, 0, context, tls_at_once,
                                  talks[protocol], &self->office, error);
  if (self->port == 0)
    return FALSE;

  evil_port = ptl_server_listen (self->server, 0, context, FALSE, turn_away, NULL, error);
  g_hash_table_insert (self->script->values,
                       g_strdup ("evil"), g_strdup_printf ("%u", evil_port));

  return evil_port != 0;
}

/**
 * script_server_new:
 * @protocol: what it speaks
 * @tls_at_once: whether TLS comes first
 * @script: (transfer full): where it departs from the truth
 * @context: what TLS is made with
 * @user: who may sign in
 * @password: with what
 * @error: as for ptl_server_listen()
 *
 * Starts a server on a free port of 127.0.0.1, and a port beside it where
 * nobody should come: `{evil}` in the script.
 *
 * Returns: (transfer full): the server
 */
ScriptServer *
script_server_new (PtlProtocol   protocol,
                   gboolean      tls_at_once,
                   PtlScript    *script,
                   SSL_CTX      *context,
                   const char   *user,
                   const char   *password,
                   GError      **error)
{
  g_autoptr(ScriptServer) self = g_new0 (ScriptServer, 1);

  g_mutex_init (&self->mutex);
  self->script = script;
  self->user = g_strdup (user);
  self->password = g_strdup (password);
  self->office.domain = SCRIPT_SERVER_DOMAIN;
  self->office.address = self->user;
  self->office.password = self->password;
  self->office.script = script;

  self->record.clear = g_byte_array_new ();
  self->record.clear_commands = g_ptr_array_new_with_free_func (g_free);
  self->record.tls_commands = g_ptr_array_new_with_free_func (g_free);

  self->server = ptl_server_new (error);

  if (self->server == NULL
      || !listen_to_both (self, protocol, tls_at_once, context, error))
    return NULL;

  ptl_server_set_watch (self->server, watch_cb, self);
  ptl_server_start (self->server);

  return g_steal_pointer (&self);
}

void
script_server_free (ScriptServer *self)
{
  g_clear_pointer (&self->server, ptl_server_free);
  ptl_script_free (self->script);
  g_free (self->user);
  g_free (self->password);
  g_free (self->record.server_name);
  g_byte_array_unref (self->record.clear);
  g_ptr_array_unref (self->record.clear_commands);
  g_ptr_array_unref (self->record.tls_commands);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

guint16
script_server_get_port (ScriptServer *self)
{
  return self->port;
}

/**
 * script_server_stop:
 * @self: a server
 *
 * Ends it, and waits until all its conversations have ended.
 *
 * Returns: (transfer none): what it saw, which does not change any more
 */
const ScriptRecord *
script_server_stop (ScriptServer *self)
{
  g_clear_pointer (&self->server, ptl_server_free);

  return &self->record;
}
