/* test-connect.c - TCP with Happy Eyeballs (RFC 8305) and a deadline
 *
 * Which addresses answer how, and what comes of it, is in connections/, a
 * case a file. All addresses are this machine's: 127.0.0.0/8 and ::1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "net/connect.h"

#include <string.h>

#define HOST       "imap.test"
#define PORT       993
#define TIMEOUT_MS 20000

/* As many as fill the smallest queue; further ones are not answered at all. */
#define N_FILLERS  3

static PtlNetwork *
make_network (void)
{
  g_autoptr(PtlResolver) resolver = ptl_resolver_new ();
  g_autoptr(PtlTrust) trust = ptl_trust_new ();

  ptl_resolver_set_only_fixed (resolver, TRUE);
  return ptl_network_new_full (resolver, trust);
}

static GSocket *
make_socket (const char      *address,
             guint16          port,
             GSocketAddress **target)
{
  g_autoptr(GInetAddress) inet = g_inet_address_new_from_string (address);
  GSocket *socket = g_socket_new (g_inet_address_get_family (inet), G_SOCKET_TYPE_STREAM,
                                  G_SOCKET_PROTOCOL_TCP, NULL);

  *target = g_inet_socket_address_new (inet, port);
  return socket;
}

/* A port for several addresses: below those that the system hands out to others
 * meanwhile. */
static guint16
pick_port (void)
{
  return g_random_int_range (20000, 30000);
}

/* Listens and, if it is a hole, fills the queue so that nobody else gets in:
 * the system then ignores every SYN. Returns the port. */
static guint16
listen_at (const char *address,
           guint16     port,
           gboolean    is_hole,
           GPtrArray  *sockets)
{
  g_autoptr(GSocketAddress) target = NULL;
  g_autoptr(GSocketAddress) local = NULL;
  g_autoptr(GError) error = NULL;
  GSocket *socket = make_socket (address, port != 0 ? port : pick_port (), &target);

  g_ptr_array_add (sockets, socket);
  g_socket_set_listen_backlog (socket, is_hole ? 0 : 16);
  g_socket_bind (socket, target, TRUE, &error);
  g_assert_no_error (error);
  g_socket_listen (socket, &error);
  g_assert_no_error (error);
  local = g_socket_get_local_address (socket, &error);
  port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (local));

  for (guint i = 0; is_hole && i < N_FILLERS; i++)
    {
      g_autoptr(GSocketAddress) own = NULL;
      GSocket *filler = make_socket (address, port, &own);

      g_ptr_array_add (sockets, filler);
      g_socket_set_blocking (filler, FALSE);
      g_socket_connect (filler, own, NULL, NULL);
    }

  return port;
}

static const char *
describe (const GError *error)
{
  static const struct { int code; const char *name; } names[] = {
    { G_IO_ERROR_CONNECTION_REFUSED, "refused" },
    { G_IO_ERROR_NETWORK_UNREACHABLE, "unreachable" },
    { G_IO_ERROR_TIMED_OUT, "timed-out" },
    { G_IO_ERROR_CANCELLED, "cancelled" },
  };

  if (error == NULL)
    return "ok";

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_error_matches (error, G_IO_ERROR, names[i].code))
      return names[i].name;

  return error->message;
}

static char *
describe_attempts (const PtlConnectReport *report)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < report->attempts->len; i++)
    {
      PtlAddressAttempt *attempt = g_ptr_array_index (report->attempts, i);

      g_assert_cmpint (attempt->is_ipv6, ==, strchr (attempt->address, ':') != NULL);
      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", attempt->address,
                              describe (attempt->error));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* "address kind" by comma; one of them decides about the port. */
static guint16
set_up_addresses (PtlNetwork *network,
                  const char *text,
                  GPtrArray  *sockets)
{
  g_auto(GStrv) parts = g_strsplit (text, ",", -1);
  guint16 port = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *kind = strchr (g_strstrip (parts[i]), ' ');

      *kind++ = '\0';

      if (g_str_equal (kind, "open") || g_str_equal (kind, "hole"))
        port = listen_at (parts[i], port, g_str_equal (kind, "hole"), sockets);
      else
        g_assert_cmpstr (kind, ==, "shut");
    }

  ptl_resolver_set_addresses (ptl_network_get_resolver (network), HOST,
                              (const char * const *) parts);

  /* A port that nobody has: bound, so that no one can take it, but deaf. */
  if (port == 0)
    {
      g_autoptr(GSocketAddress) target = NULL;
      g_autoptr(GSocketAddress) local = NULL;
      GSocket *socket = make_socket ("127.0.0.1", 0, &target);

      g_ptr_array_add (sockets, socket);
      g_socket_bind (socket, target, FALSE, NULL);
      local = g_socket_get_local_address (socket, NULL);
      port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (local));
    }

  return port;
}

static void
check_report (const PtlConnectReport *report,
              GKeyFile               *spec)
{
  g_autofree char *attempts = g_key_file_get_string (spec, "expect", "attempts", NULL);
  g_autofree char *found = describe_attempts (report);

  g_assert_cmpstr (found, ==, attempts);

  if (g_key_file_has_key (spec, "expect", "at-least-ms", NULL))
    g_assert_cmpuint (report->tcp_ms, >=,
                      g_key_file_get_integer (spec, "expect", "at-least-ms", NULL));

  if (g_key_file_has_key (spec, "expect", "less-than-ms", NULL))
    g_assert_cmpuint (report->tcp_ms, <,
                      g_key_file_get_integer (spec, "expect", "less-than-ms", NULL));

  g_assert_cmpint (report->rtt_ms > 0, ==,
                   strstr (found, " ok") != NULL || strstr (found, " refused") != NULL);
}

static gboolean
has_ipv6 (void)
{
  g_autoptr(GSocketAddress) target = NULL;
  g_autoptr(GSocket) socket = make_socket ("::1", 0, &target);

  return socket != NULL && g_socket_bind (socket, target, FALSE, NULL);
}

static void
test_case (gconstpointer path)
{
  g_autoptr(GKeyFile) spec = g_key_file_new ();
  g_autoptr(PtlNetwork) network = make_network ();
  g_autoptr(GPtrArray) sockets = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto(PtlConnectReport) report = { NULL };
  g_autoptr(PtlTcpStream) stream = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *addresses = NULL;
  g_autofree char *expected = NULL;
  int timeout_ms;

  g_assert_true (g_key_file_load_from_file (spec, path, G_KEY_FILE_NONE, NULL));
  addresses = g_key_file_get_string (spec, "host", "addresses", NULL);
  timeout_ms = g_key_file_get_integer (spec, "host", "timeout-ms", NULL);
  expected = g_key_file_get_string (spec, "expect", "result", NULL);

  if (strchr (addresses, ':') != NULL && !has_ipv6 ())
    {
      g_test_skip ("This machine has no IPv6");
      return;
    }

  ptl_network_move_port (network, PORT, set_up_addresses (network, addresses, sockets));
  ptl_connect_report_init (&report);
  stream = ptl_connect (network, HOST, PORT, TIMEOUT_MS, timeout_ms != 0 ? timeout_ms : TIMEOUT_MS,
                        &report, NULL, &error);

  g_assert_cmpstr (describe (error), ==, expected);
  g_assert_cmpint (stream != NULL, ==, error == NULL);
  check_report (&report, spec);

  /* A failure names each address. */
  for (guint i = 0; error != NULL && i < report.attempts->len; i++)
    g_assert_nonnull (strstr (error->message, ((PtlAddressAttempt *)
                                               g_ptr_array_index (report.attempts, i))->address));
}

static void
test_tells_a_missing_name (void)
{
  g_autoptr(PtlNetwork) network = make_network ();
  g_auto(PtlConnectReport) report = { NULL };
  g_autoptr(GError) error = NULL;

  ptl_connect_report_init (&report);

  g_assert_null (ptl_connect (network, "nowhere.test", PORT, TIMEOUT_MS, TIMEOUT_MS, &report,
                              NULL, &error));
  g_assert_error (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND);
  g_assert_cmpuint (report.attempts->len, ==, 0);
}

static gpointer
cancel (gpointer data)
{
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_can_be_cancelled (void)
{
  g_autoptr(PtlNetwork) network = make_network ();
  g_autoptr(GPtrArray) sockets = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  GThread *thread;

  ptl_network_move_port (network, PORT, set_up_addresses (network, "127.0.0.1 hole", sockets));
  thread = g_thread_new ("cancel", cancel, cancellable);

  /* Without a limit: only the cancellation can end it. */
  g_assert_null (ptl_connect (network, HOST, PORT, 0, 0, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
}

static void
test_moves_ports (void)
{
  g_autoptr(PtlNetwork) network = make_network ();

  ptl_network_move_port (network, 993, 49993);

  g_assert_cmpuint (ptl_network_real_port (network, 993), ==, 49993);
  g_assert_cmpuint (ptl_network_real_port (network, 143), ==, 143);
}

static void
add_cases (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "net", "connections", NULL);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *test = g_strdup_printf ("/net/connections/%s", name);

      if (g_str_has_suffix (name, ".ini"))
        g_test_add_data_func_full (test, g_build_filename (path, name, NULL), test_case, g_free);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_cases ();
  g_test_add_func ("/net/connect/tells-a-missing-name", test_tells_a_missing_name);
  g_test_add_func ("/net/connect/can-be-cancelled", test_can_be_cancelled);
  g_test_add_func ("/net/connect/moves-ports", test_moves_ports);

  return g_test_run ();
}
