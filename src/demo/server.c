/* server.c - listens on 127.0.0.1 and gives each client a thread
 *
 * One thread accepts for all listeners, one more talks with each client, and
 * freeing the server ends and joins them all.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE   /* accept4() */
#include "config.h"

#include "demo/server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

/* Calls that may wait to be accepted. */
#define BACKLOG 64

typedef struct
{
  int        fd;
  SSL_CTX   *context;
  gboolean   tls_at_once;
  PtlTalk    talk;
  gpointer   user_data;
} Listener;

typedef struct
{
  const Listener *listener;
  PtlPeer        *peer;
  GThread        *thread;
  int             is_done;
} Call;

struct _PtlServer
{
  int        stop_fd;
  GThread   *thread;
  PtlWatch   watch;
  gpointer   watch_data;

  GPtrArray *listeners;   /* fixed once the thread runs */
  GPtrArray *calls;       /* the thread's own */
};

static gboolean
fail (GError     **error,
      const char  *doing)
{
  int code = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
               "%s: %s", doing, g_strerror (code));
  return FALSE;
}

static void
listener_free (Listener *self)
{
  close (self->fd);
  SSL_CTX_free (self->context);
  g_free (self);
}

static void
call_free (Call *self)
{
  g_thread_join (self->thread);
  ptl_peer_free (self->peer);
  g_free (self);
}

static gpointer
talk_thread (gpointer user_data)
{
  Call *self = user_data;
  sigset_t set;

  /* OpenSSL writes to sockets without MSG_NOSIGNAL. */
  sigemptyset (&set);
  sigaddset (&set, SIGPIPE);
  pthread_sigmask (SIG_BLOCK, &set, NULL);

  if (!self->listener->tls_at_once || ptl_peer_start_tls (self->peer))
    self->listener->talk (self->peer, self->listener->user_data);

  ptl_peer_close (self->peer);
  g_atomic_int_set (&self->is_done, TRUE);

  return NULL;
}

static void
accept_call (PtlServer      *self,
             const Listener *listener)
{
  int yes = 1;
  int fd = accept4 (listener->fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
  Call *call;

  if (fd < 0)
    return;

  for (guint i = self->calls->len; i > 0; i--)
    {
      const Call *old = g_ptr_array_index (self->calls, i - 1);

      if (g_atomic_int_get (&old->is_done))
        g_ptr_array_remove_index_fast (self->calls, i - 1);
    }

  if (self->calls->len >= PTL_SERVER_MAX_PEERS)
    {
      close (fd);
      return;
    }

  setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);

  call = g_new0 (Call, 1);
  call->listener = listener;
  call->peer = ptl_peer_new (fd, self->stop_fd, listener->context);
  ptl_peer_set_watch (call->peer, self->watch, self->watch_data);
  call->thread = g_thread_new ("demo-talk", talk_thread, call);
  g_ptr_array_add (self->calls, call);
}

static gpointer
accept_thread (gpointer user_data)
{
  PtlServer *self = user_data;
  g_autofree GPollFD *fds = g_new0 (GPollFD, self->listeners->len + 1);

  fds[0].fd = self->stop_fd;
  fds[0].events = G_IO_IN;

  for (guint i = 0; i < self->listeners->len; i++)
    {
      const Listener *listener = g_ptr_array_index (self->listeners, i);

      fds[i + 1].fd = listener->fd;
      fds[i + 1].events = G_IO_IN;
    }

  while (g_poll (fds, self->listeners->len + 1, -1) >= 0 || errno == EINTR)
    {
      if (fds[0].revents != 0)
        break;

      for (guint i = 0; i < self->listeners->len; i++)
        if (fds[i + 1].revents != 0)
          accept_call (self, g_ptr_array_index (self->listeners, i));
    }

  return NULL;
}

/**
 * ptl_server_new:
 * @error: `G_IO_ERROR` if the process has no file descriptors left
 *
 * Makes a server without listeners.
 *
 * Returns: (transfer full): the server, or %NULL
 */
PtlServer *
ptl_server_new (GError **error)
{
  g_autoptr(PtlServer) self = g_new0 (PtlServer, 1);

  self->listeners = g_ptr_array_new_with_free_func ((GDestroyNotify) listener_free);
  self->calls = g_ptr_array_new_with_free_func ((GDestroyNotify) call_free);
  self->stop_fd = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);

  if (self->stop_fd < 0)
    {
      fail (error, "Cannot make an event descriptor");
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * ptl_server_free:
 * @self: a server
 *
 * Closes its ports, ends its conversations, and waits until they have ended.
 */
void
ptl_server_free (PtlServer *self)
{
  if (self->stop_fd >= 0)
    eventfd_write (self->stop_fd, 1);

  g_clear_pointer (&self->thread, g_thread_join);
  g_clear_pointer (&self->calls, g_ptr_array_unref);
  g_clear_pointer (&self->listeners, g_ptr_array_unref);

  if (self->stop_fd >= 0)
    close (self->stop_fd);

  g_free (self);
}

/**
 * ptl_server_set_watch:
 * @self: a server that was not started yet
 * @watch: told about everything, from any thread
 * @user_data: for @watch
 *
 * Sets an observer.
 */
void
ptl_server_set_watch (PtlServer *self,
                      PtlWatch   watch,
                      gpointer   user_data)
{
  g_return_if_fail (self->thread == NULL);

  self->watch = watch;
  self->watch_data = user_data;
}

/**
 * ptl_server_listen:
 * @self: a server that was not started yet
 * @port: where, or 0 for any free port
 * @context: what TLS is made with
 * @tls_at_once: whether TLS comes before the first word
 * @talk: holds the conversations
 * @user_data: for @talk
 * @error: `G_IO_ERROR_ADDRESS_IN_USE` if the port is taken
 *
 * Opens a port on 127.0.0.1, which nobody can reach from outside.
 *
 * Returns: the port, or 0 with @error set
 */
guint16
ptl_server_listen (PtlServer  *self,
                   guint16     port,
                   SSL_CTX    *context,
                   gboolean    tls_at_once,
                   PtlTalk     talk,
                   gpointer    user_data,
                   GError    **error)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (port) };
  socklen_t length = sizeof address;
  int yes = 1;
  Listener *listener;
  int fd;

  g_return_val_if_fail (self->thread == NULL, 0);

  fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

  if (fd < 0)
    return fail (error, "Cannot make a socket");

  listener = g_new0 (Listener, 1);
  listener->fd = fd;
  listener->context = context;
  SSL_CTX_up_ref (context);
  listener->tls_at_once = tls_at_once;
  listener->talk = talk;
  listener->user_data = user_data;
  g_ptr_array_add (self->listeners, listener);

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  setsockopt (fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);

  if (bind (fd, (struct sockaddr *) &address, sizeof address) < 0
      || listen (fd, BACKLOG) < 0
      || getsockname (fd, (struct sockaddr *) &address, &length) < 0)
    return fail (error, "Cannot listen on 127.0.0.1");

  return ntohs (address.sin_port);
}

/**
 * ptl_server_start:
 * @self: a server with its listeners
 *
 * Begins to answer. Until then calls wait in the kernel.
 */
void
ptl_server_start (PtlServer *self)
{
  g_return_if_fail (self->thread == NULL);

  self->thread = g_thread_new ("demo-accept", accept_thread, self);
}
