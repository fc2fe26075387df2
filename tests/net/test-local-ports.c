/* test-local-ports.c - who listens on this machine, and which port is free
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "net/local-ports.h"

#include <arpa/inet.h>
#include <glib/gstdio.h>
#include <netinet/in.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/ports.h"
#include "net/local-listeners.h"
#include "support/rights.h"

#define NOBODY 65534

/* Nobody's standard port, and not in use on any sane machine. */
#define QUIET_PRIVILEGED_PORT 1009

static GSocket *
bind_to (const char *address,
         guint16     port,
         gboolean    reuse)
{
  g_autoptr(GSocketAddress) where = g_inet_socket_address_new_from_string (address, port);
  g_autoptr(GSocket) socket = g_socket_new (g_socket_address_get_family (where),
                                            G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);

  if (socket == NULL || !g_socket_bind (socket, where, reuse, NULL))
    return NULL;

  return g_steal_pointer (&socket);
}

/* As servers do: with SO_REUSEADDR. */
static GSocket *
listen_on (const char *address,
           guint16     port)
{
  GSocket *socket = bind_to (address, port, TRUE);

  if (socket != NULL)
    g_assert_true (g_socket_listen (socket, NULL));

  return socket;
}

static guint16
port_of (GSocket *socket)
{
  g_autoptr(GSocketAddress) address = g_socket_get_local_address (socket, NULL);

  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
}

static PtlLocalPort *
check (guint16 port)
{
  g_autoptr(GError) error = NULL;
  PtlLocalPort *local = ptl_local_ports_check (port, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (local->port, ==, port);
  return local;
}

static void
test_names_who_listens (void)
{
  static const char *const addresses[] = { "127.0.0.1", "0.0.0.0", "::1", "::" };

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr(GSocket) socket = listen_on (addresses[i], 0);
      g_autoptr(PtlLocalPort) local = NULL;
      const PtlListener *listener;

      g_test_message ("%s", addresses[i]);
      g_assert_nonnull (socket);
      local = check (port_of (socket));

      g_assert_false (local->is_free);
      g_assert_false (local->is_privileged);
      g_assert_cmpuint (local->listeners->len, ==, 1);
      listener = g_ptr_array_index (local->listeners, 0);
      g_assert_cmpstr (listener->address, ==, addresses[i]);
      g_assert_cmpint (listener->pid, ==, getpid ());
      g_assert_cmpstr (listener->program, ==, "test-local-port");
    }
}

static void
test_names_all_who_listen (void)
{
  g_autoptr(GSocket) first = listen_on ("127.0.0.1", 0);
  g_autoptr(GSocket) second = listen_on ("127.0.0.2", port_of (first));
  g_autoptr(GSocket) third = listen_on ("::1", port_of (first));
  g_autoptr(PtlLocalPort) local = check (port_of (first));

  g_assert_nonnull (second);
  g_assert_nonnull (third);
  g_assert_cmpuint (local->listeners->len, ==, 3);
}

/* The child keeps @socket, under a name that must not reach a terminal. */
static pid_t
start_holder (GSocket *socket,
              int      go_away_fd,
              int      ready_fd)
{
  pid_t pid = fork ();
  char byte = 0;

  if (pid != 0)
    return pid;

  /* However the parent ends, this one ends too. */
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  prctl (PR_SET_NAME, "\033[2Jmail\nd\377");
  prctl (PR_SET_DUMPABLE, socket == NULL ? 0 : 1);

  if (write (ready_fd, &byte, 1) != 1 || read (go_away_fd, &byte, 1) < 0)
    _exit (1);

  _exit (0);
}

static void
test_names_another_process (void)
{
  g_autoptr(GSocket) socket = listen_on ("127.0.0.1", 0);
  guint16 port = port_of (socket);
  g_autoptr(PtlLocalPort) local = NULL;
  const PtlListener *listener;
  int ready[2], go[2];
  char byte;
  pid_t pid;

  g_assert_cmpint (pipe (ready), ==, 0);
  g_assert_cmpint (pipe (go), ==, 0);
  pid = start_holder (socket, go[0], ready[1]);
  g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);
  g_assert_true (g_socket_close (socket, NULL));

  local = check (port);
  listener = g_ptr_array_index (local->listeners, 0);
  g_assert_cmpint (listener->pid, ==, pid);
  g_assert_cmpstr (listener->program, ==, "?[2Jmail?d\357\277\275");

  g_assert_cmpint (write (go[1], "x", 1), ==, 1);
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);

  for (int i = 0; i < 2; i++)
    {
      g_close (ready[i], NULL);
      g_close (go[i], NULL);
    }
}

/* Runs in a process of its own, as somebody without rights; 0 if all is as
 * it should be. */
static int
in_a_child_without_rights (gboolean (*is_right) (guint16 port),
                           guint16    port)
{
  pid_t pid = fork ();
  int status;

  if (pid == 0)
    {
      if (geteuid () == 0 && setuid (NOBODY) != 0)
        _exit (2);

      _exit (is_right (port) ? 0 : 1);
    }

  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  return status;
}

static gboolean
tells_the_address_only (guint16 port)
{
  PtlLocalPort *local = ptl_local_ports_check (port, NULL, NULL);
  const PtlListener *listener = g_ptr_array_index (local->listeners, 0);

  return local->listeners->len == 1 && listener->pid == 0 && listener->program == NULL &&
         g_str_equal (listener->address, "127.0.0.1") && !local->is_free;
}

static void
test_does_not_know_what_it_may_not_see (void)
{
  g_autoptr(GSocket) socket = listen_on ("127.0.0.1", 0);
  guint16 port = port_of (socket);
  int ready[2], go[2];
  char byte;
  pid_t pid;

  if (rights_lack ())
    return;

  g_assert_cmpint (pipe (ready), ==, 0);
  g_assert_cmpint (pipe (go), ==, 0);

  /* Not dumpable: its files are root's, whoever we are. */
  pid = start_holder (NULL, go[0], ready[1]);
  g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);
  g_assert_true (g_socket_close (socket, NULL));

  g_assert_cmpint (in_a_child_without_rights (tells_the_address_only, port), ==, 0);

  g_assert_cmpint (write (go[1], "x", 1), ==, 1);
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);

  for (int i = 0; i < 2; i++)
    {
      g_close (ready[i], NULL);
      g_close (go[i], NULL);
    }
}

static void
test_is_free_when_nobody_is_there (void)
{
  g_autoptr(GSocket) socket = listen_on ("127.0.0.1", 0);
  guint16 port = port_of (socket);
  g_autoptr(PtlLocalPort) local = NULL;

  g_assert_true (g_socket_close (socket, NULL));
  local = check (port);

  g_assert_true (local->is_free);
  g_assert_cmpuint (local->listeners->len, ==, 0);
}

/* The side that closes first keeps the port in TIME_WAIT for a minute. */
static void
test_is_free_when_a_connection_just_ended (void)
{
  g_autoptr(GSocket) server = listen_on ("127.0.0.1", 0);
  g_autoptr(GSocket) client = bind_to ("127.0.0.1", 0, FALSE);
  g_autoptr(GSocketAddress) address = g_socket_get_local_address (server, NULL);
  guint16 port = port_of (server);
  g_autoptr(GSocket) peer = NULL;
  g_autoptr(PtlLocalPort) local = NULL;
  char byte;

  g_assert_true (g_socket_connect (client, address, NULL, NULL));
  peer = g_socket_accept (server, NULL, NULL);
  g_assert_true (g_socket_close (peer, NULL));
  g_assert_cmpint (g_socket_receive (client, &byte, 1, NULL, NULL), ==, 0);
  g_assert_true (g_socket_close (client, NULL));
  g_assert_true (g_socket_close (server, NULL));

  local = check (port);

  g_assert_true (local->is_free);
}

static void
test_is_taken_when_bound_only (void)
{
  g_autoptr(GSocket) socket = bind_to ("::1", 0, FALSE);
  g_autoptr(PtlLocalPort) local = check (port_of (socket));

  g_assert_false (local->is_free);
  g_assert_false (local->is_privileged);
  g_assert_cmpuint (local->listeners->len, ==, 0);
}

static void
test_next_passes_over_what_is_taken (void)
{
  g_autoptr(GSocket) first = NULL;
  g_autoptr(GSocket) second = NULL;
  g_autoptr(PtlLocalPort) local = NULL;
  g_autoptr(PtlLocalPort) next = NULL;
  guint16 port;

  for (int i = 0; i < 100 && second == NULL; i++)
    {
      g_clear_object (&first);
      first = listen_on ("127.0.0.1", 0);
      second = port_of (first) < G_MAXUINT16 - 10 ? listen_on ("::1", port_of (first) + 1) : NULL;
    }

  port = port_of (first);
  local = check (port);

  g_assert_cmpuint (local->next_free, >, port + 1);
  next = check (local->next_free);
  g_assert_true (next->is_free);
}

static void
test_next_is_nobodys_and_free (void)
{
  static const guint16 ports[] = { 1, 25, 109, 110, 143, 993, 1024, 2524, 3305, 8079, 8080, 65534 };

  for (gsize i = 0; i < G_N_ELEMENTS (ports); i++)
    {
      g_autoptr(PtlLocalPort) local = check (ports[i]);
      g_autoptr(PtlLocalPort) next = NULL;

      g_test_message ("%u → %u", ports[i], local->next_free);
      g_assert_cmpstr (local->reserved_for, ==, ptl_port_get_service (ports[i]));

      if (local->next_free == 0)
        continue;

      next = check (local->next_free);
      g_assert_cmpuint (local->next_free, >, ports[i]);
      g_assert_null (next->reserved_for);
      g_assert_true (next->is_free);
    }
}

static void
test_nothing_follows_the_last (void)
{
  g_autoptr(PtlLocalPort) local = check (65535);

  g_assert_cmpuint (local->next_free, ==, 0);
}

static guint
unprivileged_start (void)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents ("/proc/sys/net/ipv4/ip_unprivileged_port_start", &text,
                                      NULL, NULL));
  return g_ascii_strtoull (text, NULL, 10);
}

static gboolean
jumps_over_the_systems_ports (guint16 port)
{
  PtlLocalPort *local = ptl_local_ports_check (port, NULL, NULL);

  if (port >= unprivileged_start ())
    return !local->is_privileged;

  return local->is_privileged && !local->is_free &&
         local->next_free >= MAX (port + 1000u, unprivileged_start ()) &&
         local->next_free < port + 1100;
}

static void
test_knows_the_systems_ports (void)
{
  if (rights_lack ())
    return;

  g_assert_cmpint (in_a_child_without_rights (jumps_over_the_systems_ports,
                                              QUIET_PRIVILEGED_PORT), ==, 0);
  g_assert_cmpint (in_a_child_without_rights (jumps_over_the_systems_ports, 110), ==, 0);
}

/* One list serves many questions, and learns by them. */
static void
test_asks_once_for_many (void)
{
  g_autoptr(GSocket) first = listen_on ("127.0.0.1", 0);
  g_autoptr(GSocket) second = listen_on ("127.0.0.1", 0);
  g_autoptr(GPtrArray) listeners = ptl_local_ports_list (NULL);
  g_autoptr(PtlLocalPort) one = ptl_local_ports_check (port_of (first), listeners, NULL);
  g_autoptr(PtlLocalPort) other = ptl_local_ports_check (port_of (second), listeners, NULL);
  g_autoptr(PtlLocalPort) again = ptl_local_ports_check (port_of (first), listeners, NULL);

  g_assert_cmpint (((PtlListener *) one->listeners->pdata[0])->pid, ==, getpid ());
  g_assert_cmpint (((PtlListener *) other->listeners->pdata[0])->pid, ==, getpid ());
  g_assert_cmpint (((PtlListener *) again->listeners->pdata[0])->pid, ==, getpid ());
}

static void
assert_listener (GPtrArray  *listeners,
                 guint       i,
                 const char *address,
                 guint16     port,
                 guint64     inode)
{
  const PtlListener *listener = g_ptr_array_index (listeners, i);

  g_assert_cmpstr (listener->address, ==, address);
  g_assert_cmpuint (listener->port, ==, port);
  g_assert_cmpuint (listener->inode, ==, inode);
}

/* The rest of a line, up to the user and the inode. */
#define QUEUES "00000000:00000000 00:00000000 00000000"

static void
test_reads_the_kernels_table (void)
{
  g_autoptr(GPtrArray) listeners = NULL;
  g_autofree char *table = NULL;
  guint32 ipv4 = inet_addr ("127.0.0.1");

  listeners = g_ptr_array_new_with_free_func ((GDestroyNotify) ptl_listener_free);
  table = g_strdup_printf (
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid\n"
    "   0: %08X:006E 00000000:0000 0A " QUEUES "     0        0 4711 1 0 100 0\n"
    "   1: %08X:A000 %08X:006E 01 " QUEUES "     0        0 4712 1 0\n"
    "\n"
    "   2: %08X:0019 00000000:0000 0A\n"
    "   3: 123:0019 00000000:0000 0A " QUEUES "     0        0 4713 1 0\n"
    "4711: 00000000000000000000000000000000:FFFF 00000000000000000000000000000000:0000 0A "
    QUEUES "  1000        0 18446744073709551615 1 0",
    ipv4, ipv4, ipv4, ipv4);

  ptl_local_listeners_parse (listeners, table);
  ptl_local_listeners_parse (listeners, "");
  ptl_local_listeners_parse (listeners, "\n\n");

  g_assert_cmpuint (listeners->len, ==, 2);
  assert_listener (listeners, 0, "127.0.0.1", 110, 4711);
  assert_listener (listeners, 1, "::", 65535, G_MAXUINT64);
  g_assert_cmpuint (((PtlListener *) listeners->pdata[1])->uid, ==, 1000);
}

static const PtlListener *
find (GPtrArray *listeners,
      guint16    port)
{
  for (guint i = 0; i < listeners->len; i++)
    {
      const PtlListener *listener = g_ptr_array_index (listeners, i);

      if (listener->port == port)
        return listener;
    }

  g_assert_not_reached ();
}

/* Asked in either way, the kernel says the same. */
static void
test_both_ways_agree (void)
{
  g_autoptr(GSocket) ipv4 = listen_on ("127.0.0.1", 0);
  g_autoptr(GSocket) ipv6 = listen_on ("::1", 0);
  guint16 ports[] = { port_of (ipv4), port_of (ipv6) };
  g_autoptr(GPtrArray) asked = g_ptr_array_new_with_free_func ((GDestroyNotify) ptl_listener_free);
  g_autoptr(GPtrArray) read = g_ptr_array_new_with_free_func ((GDestroyNotify) ptl_listener_free);
  g_autoptr(GError) error = NULL;

  g_assert_true (ptl_local_listeners_ask_kernel (asked));
  g_assert_true (ptl_local_listeners_read_tables (read, &error));

  for (gsize i = 0; i < G_N_ELEMENTS (ports); i++)
    {
      const PtlListener *one = find (asked, ports[i]);
      const PtlListener *other = find (read, ports[i]);

      g_assert_cmpstr (one->address, ==, other->address);
      g_assert_cmpuint (one->inode, ==, other->inode);
      g_assert_cmpuint (one->uid, ==, other->uid);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/local-ports/names-who-listens", test_names_who_listens);
  g_test_add_func ("/net/local-ports/names-all-who-listen", test_names_all_who_listen);
  g_test_add_func ("/net/local-ports/names-another-process", test_names_another_process);
  g_test_add_func ("/net/local-ports/does-not-know-what-it-may-not-see",
                   test_does_not_know_what_it_may_not_see);
  g_test_add_func ("/net/local-ports/free-when-nobody-is-there",
                   test_is_free_when_nobody_is_there);
  g_test_add_func ("/net/local-ports/free-when-a-connection-just-ended",
                   test_is_free_when_a_connection_just_ended);
  g_test_add_func ("/net/local-ports/taken-when-bound-only", test_is_taken_when_bound_only);
  g_test_add_func ("/net/local-ports/next-passes-over-what-is-taken",
                   test_next_passes_over_what_is_taken);
  g_test_add_func ("/net/local-ports/next-is-nobodys-and-free", test_next_is_nobodys_and_free);
  g_test_add_func ("/net/local-ports/nothing-follows-the-last", test_nothing_follows_the_last);
  g_test_add_func ("/net/local-ports/knows-the-systems-ports", test_knows_the_systems_ports);
  g_test_add_func ("/net/local-ports/asks-once-for-many", test_asks_once_for_many);
  g_test_add_func ("/net/local-ports/reads-the-kernels-table", test_reads_the_kernels_table);
  g_test_add_func ("/net/local-ports/both-ways-agree", test_both_ways_agree);

  return g_test_run ();
}
