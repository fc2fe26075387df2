/* local-ports.c - whether a port of this machine is free, and the next free one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net/local-ports.h"

#include <arpa/inet.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/ports.h"
#include "base/sandbox.h"
#include "net/local-listeners.h"

#define PORT_MAX 65535

/* ip(7): the default of net.ipv4.ip_unprivileged_port_start */
#define UNPRIVILEGED_START_DEFAULT 1024
#define UNPRIVILEGED_START_FILE    "/proc/sys/net/ipv4/ip_unprivileged_port_start"

/* 110 becomes 1110: easily remembered, and the habit of mail bridges. */
#define UNPRIVILEGED_STEP 1000

/* A machine with so many ports taken in a row has other problems. */
#define NEXT_MAX_TRIES 4096

typedef union
{
  struct sockaddr     any;
  struct sockaddr_in  ipv4;
  struct sockaddr_in6 ipv6;
} Address;

/* An address that this machine does not have keeps nobody away. */
static int
errno_that_counts (void)
{
  return errno == EADDRNOTAVAIL || errno == EAFNOSUPPORT ? 0 : errno;
}

/* Asks the kernel, in the way a server would: connections that are just
 * ending (TIME_WAIT) do not count. Nothing listens at any time. Returns 0 or
 * an errno. */
static int
try_bind (const Address *address,
          gsize          size)
{
  const int on = 1;
  int number = 0;
  int fd = socket (address->any.sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);

  if (fd < 0)
    return errno_that_counts ();

  setsockopt (fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);

  /* Each family by itself, or "::" would ask about IPv4 as well. */
  if (address->any.sa_family == AF_INET6)
    setsockopt (fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);

  if (bind (fd, &address->any, size) != 0)
    number = errno_that_counts ();

  g_close (fd, NULL);
  return number;
}

static int
try_ipv4 (guint16   port,
          in_addr_t address)
{
  Address ipv4 = { .ipv4 = { .sin_family = AF_INET, .sin_port = htons (port) } };

  ipv4.ipv4.sin_addr.s_addr = htonl (address);
  return try_bind (&ipv4, sizeof ipv4.ipv4);
}

static int
try_ipv6 (guint16                port,
          const struct in6_addr *address)
{
  Address ipv6 = { .ipv6 = { .sin6_family = AF_INET6, .sin6_port = htons (port) } };

  ipv6.ipv6.sin6_addr = *address;
  return try_bind (&ipv6, sizeof ipv6.ipv6);
}

/* Free is what is free on this computer's own address and on all of them. */
static int
try_port (guint16 port)
{
  int number = try_ipv4 (port, INADDR_LOOPBACK);

  if (number == 0)
    number = try_ipv4 (port, INADDR_ANY);

  if (number == 0)
    number = try_ipv6 (port, &in6addr_loopback);

  if (number == 0)
    number = try_ipv6 (port, &in6addr_any);

  return number;
}

static gboolean
is_forbidden (int number)
{
  return number == EACCES || number == EPERM;
}

static gboolean
somebody_listens (GPtrArray *listeners,
                  guint16    port)
{
  for (guint i = 0; i < listeners->len; i++)
    {
      if (((PtlListener *) g_ptr_array_index (listeners, i))->port == port)
        return TRUE;
    }

  return FALSE;
}

static guint
read_unprivileged_start (void)
{
  g_autofree char *text = NULL;
  guint64 start;

  if (g_file_get_contents (UNPRIVILEGED_START_FILE, &text, NULL, NULL) &&
      g_ascii_string_to_unsigned (g_strstrip (text), 10, 0, PORT_MAX + 1, &start, NULL))
    return start;

  return UNPRIVILEGED_START_DEFAULT;
}

/* Upwards from the next number; over those the system keeps for itself, if
 * they are not for us, in one jump. Numbers that belong to another service
 * would be free only until that is installed. */
static guint16
find_next (guint16    port,
           GPtrArray *listeners)
{
  guint start = read_unprivileged_start ();
  guint candidate = port + 1u;

  for (guint i = 0; i < NEXT_MAX_TRIES && candidate <= PORT_MAX; i++)
    {
      int number = EADDRINUSE;

      if (ptl_port_get_service (candidate) == NULL && !somebody_listens (listeners, candidate))
        number = try_port (candidate);

      if (number == 0)
        return candidate;

      if (is_forbidden (number) && candidate < start)
        candidate = MAX (start, (guint) port + UNPRIVILEGED_STEP);
      else
        candidate++;
    }

  return 0;
}

static PtlListener *
copy_listener (const PtlListener *listener)
{
  PtlListener *copy = g_new0 (PtlListener, 1);

  *copy = *listener;
  copy->address = g_strdup (listener->address);
  copy->program = g_strdup (listener->program);

  return copy;
}

static GPtrArray *
listeners_of (GPtrArray *listeners,
              guint16    port)
{
  GPtrArray *own = g_ptr_array_new_with_free_func ((GDestroyNotify) ptl_listener_free);

  ptl_local_listeners_find_owners (listeners, port);

  for (guint i = 0; i < listeners->len; i++)
    {
      const PtlListener *listener = g_ptr_array_index (listeners, i);

      if (listener->port == port)
        g_ptr_array_add (own, copy_listener (listener));
    }

  return own;
}

/**
 * ptl_local_ports_check:
 * @port: 1 to 65535
 * @listeners: (element-type PtlListener) (nullable): what
 *   [func@local_ports_list] gave, %NULL to ask it; who owns a socket of @port
 *   is filled in
 * @error: why the kernel did not let us ask
 *
 * Finds out who listens on a port of this machine, and whether this process
 * could. Binds the port for a moment, on this computer's own address and on
 * all, and never listens.
 *
 * Returns: (transfer full): what there is to know
 */
PtlLocalPort *
ptl_local_ports_check (guint16     port,
                       GPtrArray  *listeners,
                       GError    **error)
{
  g_autoptr(PtlLocalPort) self = NULL;
  g_autoptr(GPtrArray) own_list = NULL;
  g_autoptr(PtlSandbox) sandbox = ptl_sandbox_new ();
  int number;

  g_return_val_if_fail (port > 0, NULL);

  if (listeners == NULL)
    listeners = own_list = ptl_local_ports_list (error);

  if (listeners == NULL)
    return NULL;

  number = try_port (port);

  if (number != 0 && number != EADDRINUSE && !is_forbidden (number))
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number),
                   "Cannot try port %u: %s", port, g_strerror (number));
      return NULL;
    }

  self = g_new0 (PtlLocalPort, 1);
  self->port = port;
  self->listeners = listeners_of (listeners, port);
  self->is_free = number == 0 && self->listeners->len == 0;
  self->is_privileged = is_forbidden (number);
  self->reserved_for = ptl_port_get_service (port);
  self->next_free = find_next (port, listeners);
  self->is_sandboxed = sandbox != NULL;

  return g_steal_pointer (&self);
}

void
ptl_local_port_free (PtlLocalPort *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->listeners);
  g_free (self);
}
