/* connect.c - TCP with Happy Eyeballs (RFC 8305) and a deadline
 *
 * By hand and not with GSocketClient: its blocking call tries one address
 * after the other (two minutes for a black hole), and neither of its calls
 * tells what each address answered.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net/connect.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#include "net/dual-lookup.h"

/* RFC 8305, 5: "Connection Attempt Delay". */
#define NEXT_ADDRESS_US 250000

typedef struct
{
  GSocket *socket;      /* NULL once it has ended */
  gint64   started_us;
} Runner;

typedef struct
{
  GPtrArray        *addresses;
  guint16           port;
  gint64            deadline_us;   /* G_MAXINT64 for none */
  gint64            next_us;       /* when the next address may start */
  PtlConnectReport *report;        /* attempts[i] belongs to runners[i] */
  Runner            runners[PTL_DUAL_LOOKUP_MAX_ADDRESSES];
  guint             n_started;
  guint             n_running;
} Race;

static void
attempt_free (gpointer data)
{
  PtlAddressAttempt *attempt = data;

  g_free (attempt->address);
  g_clear_error (&attempt->error);
  g_free (attempt);
}

static guint
get_elapsed_ms (gint64 since_us)
{
  return (g_get_monotonic_time () - since_us + 500) / 1000;
}

static void
runner_end (Race   *race,
            guint   i,
            GError *error)
{
  PtlAddressAttempt *attempt = g_ptr_array_index (race->report->attempts, i);

  attempt->elapsed_ms = get_elapsed_ms (race->runners[i].started_us);
  attempt->error = error;

  /* A refusal comes from the host itself: its round trip is as good as any. */
  if (race->report->rtt_ms == 0 &&
      (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED)))
    race->report->rtt_ms = MAX (attempt->elapsed_ms, 1);

  g_clear_object (&race->runners[i].socket);
  race->n_running--;
}

/* The next address need not wait for its turn when one has failed. */
static void
runner_fail (Race   *race,
             guint   i,
             GError *error)
{
  runner_end (race, i, error);
  race->next_us = 0;
}

static GSocket *
make_socket (GInetAddress  *address,
             GError       **error)
{
  GSocket *socket = g_socket_new (g_inet_address_get_family (address), G_SOCKET_TYPE_STREAM,
                                  G_SOCKET_PROTOCOL_TCP, error);

  if (socket == NULL)
    return NULL;

  g_socket_set_blocking (socket, FALSE);

  /* A handshake ends in small segments; Nagle would cost a round trip. */
  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);

  return socket;
}

/* Starts the next address. Returns %TRUE if it is connected at once. */
static gboolean
start_next (Race         *race,
            GCancellable *cancellable)
{
  guint i = race->n_started++;
  GInetAddress *address = g_ptr_array_index (race->addresses, i);
  g_autoptr(GSocketAddress) target = g_inet_socket_address_new (address, race->port);
  PtlAddressAttempt *attempt = g_new0 (PtlAddressAttempt, 1);
  GError *error = NULL;

  attempt->address = g_inet_address_to_string (address);
  attempt->is_ipv6 = g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6;
  g_ptr_array_add (race->report->attempts, attempt);

  race->n_running++;
  race->runners[i].started_us = g_get_monotonic_time ();
  race->runners[i].socket = make_socket (address, &error);
  race->next_us = race->runners[i].started_us + NEXT_ADDRESS_US;

  if (race->runners[i].socket != NULL &&
      g_socket_connect (race->runners[i].socket, target, cancellable, &error))
    return TRUE;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PENDING))
    g_error_free (error);
  else
    runner_fail (race, i, error);

  return FALSE;
}

/* A port in the system's own range can answer itself when nobody listens
 * there: both ends of the connection are then ours. */
static gboolean
check_other_end (GSocket  *socket,
                 GError  **error)
{
  g_autoptr(GSocketAddress) local = g_socket_get_local_address (socket, NULL);
  g_autoptr(GSocketAddress) remote = g_socket_get_remote_address (socket, error);

  if (remote == NULL)
    return FALSE;

  if (local == NULL ||
      g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (local)) !=
      g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (remote)) ||
      !g_inet_address_equal (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (local)),
                             g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (remote))))
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, "Connection refused");
  return FALSE;
}

/* Returns the socket of @i if it is connected now; a failure ends @i. */
static GSocket *
finish_runner (Race  *race,
               guint  i)
{
  GSocket *socket = race->runners[i].socket;
  GError *error = NULL;

  if (g_socket_check_connect_result (socket, &error) && check_other_end (socket, &error))
    {
      g_object_ref (socket);
      runner_end (race, i, NULL);
      return socket;
    }

  runner_fail (race, i, error);
  return NULL;
}

/* Waits until a socket has an answer, the next address may start, the
 * deadline is over or @cancel_fd speaks. Returns a connected socket, if any. */
static GSocket *
wait_for_answer (Race    *race,
                 GPollFD *cancel_fd)
{
  GPollFD fds[PTL_DUAL_LOOKUP_MAX_ADDRESSES + 1];
  guint owners[PTL_DUAL_LOOKUP_MAX_ADDRESSES];
  guint n_fds = 0;
  gint64 until_us = race->deadline_us;
  gint64 left_us;
  int timeout_ms = -1;

  for (guint i = 0; i < race->n_started; i++)
    {
      if (race->runners[i].socket == NULL)
        continue;

      owners[n_fds] = i;
      fds[n_fds].fd = g_socket_get_fd (race->runners[i].socket);
      fds[n_fds].events = G_IO_OUT;
      fds[n_fds++].revents = 0;
    }

  if (race->n_started < race->addresses->len)
    until_us = MIN (until_us, race->next_us);

  if (until_us != G_MAXINT64)
    {
      left_us = MAX (until_us - g_get_monotonic_time (), 0);
      timeout_ms = MIN ((left_us + 999) / 1000, G_MAXINT);
    }

  if (cancel_fd != NULL)
    fds[n_fds] = *cancel_fd;

  if (g_poll (fds, n_fds + (cancel_fd != NULL), timeout_ms) <= 0)
    return NULL;

  for (guint k = 0; k < n_fds; k++)
    {
      g_autoptr(GSocket) socket = NULL;

      if (fds[k].revents != 0)
        socket = finish_runner (race, owners[k]);

      if (socket != NULL)
        return g_steal_pointer (&socket);
    }

  return NULL;
}

/* Runs until one address is connected, all have failed, or time is up. */
static GSocket *
run (Race         *race,
     GCancellable *cancellable)
{
  GPollFD cancel_fd = { 0 };
  gboolean has_fd = g_cancellable_make_pollfd (cancellable, &cancel_fd) && cancellable != NULL;
  GSocket *winner = NULL;

  while (winner == NULL && !g_cancellable_is_cancelled (cancellable))
    {
      gint64 now_us = g_get_monotonic_time ();
      gboolean has_more = race->n_started < race->addresses->len;

      if (now_us >= race->deadline_us || (!has_more && race->n_running == 0))
        break;

      if (has_more && (race->n_running == 0 || now_us >= race->next_us))
        {
          if (start_next (race, cancellable))
            winner = finish_runner (race, race->n_started - 1);
        }
      else
        {
          winner = wait_for_answer (race, has_fd ? &cancel_fd : NULL);
        }
    }

  if (has_fd)
    g_cancellable_release_fd (cancellable);

  return winner;
}

/* Ends those that are still running when the race is decided. */
static void
stop_others (Race     *race,
             gboolean  is_won,
             gboolean  is_cancelled)
{
  for (guint i = 0; i < race->n_started; i++)
    {
      if (race->runners[i].socket == NULL)
        continue;

      if (is_won)
        runner_end (race, i, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                                  "Another address was faster"));
      else if (is_cancelled)
        runner_end (race, i, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                                  "Cancelled"));
      else
        runner_end (race, i, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                                                  "No answer"));
    }
}

/* How much an error tells: a refusal is an answer, silence is none. */
static guint
get_weight (const GError *error)
{
  static const GIOErrorEnum by_weight[] = {
    G_IO_ERROR_TIMED_OUT,
    G_IO_ERROR_NETWORK_UNREACHABLE,
    G_IO_ERROR_HOST_UNREACHABLE,
    G_IO_ERROR_PERMISSION_DENIED,
    G_IO_ERROR_CONNECTION_REFUSED,
  };

  for (guint i = 0; i < G_N_ELEMENTS (by_weight); i++)
    if (g_error_matches (error, G_IO_ERROR, by_weight[i]))
      return i + 1;

  return 0;
}

static void
set_most_telling (GPtrArray   *attempts,
                  const char  *host,
                  guint16      port,
                  GError     **error)
{
  g_autoptr(GString) message = g_string_new (NULL);
  const GError *telling = NULL;

  for (guint i = 0; i < attempts->len; i++)
    {
      PtlAddressAttempt *attempt = g_ptr_array_index (attempts, i);

      if (attempt->error == NULL)
        continue;

      if (telling == NULL || get_weight (attempt->error) > get_weight (telling))
        telling = attempt->error;

      g_string_append_printf (message, "%s%s: %s", i > 0 ? "; " : "",
                              attempt->address, attempt->error->message);
    }

  if (telling == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                 "Could not connect to %s, port %u: no time left", host, port);
  else
    g_set_error (error, telling->domain, telling->code,
                 "Could not connect to %s, port %u: %s", host, port, message->str);
}

static PtlTcpStream *
connect_to_any (GPtrArray         *addresses,
                const char        *host,
                guint16            port,
                guint16            real_port,
                gint64             deadline_us,
                PtlConnectReport  *report,
                GCancellable      *cancellable,
                GError           **error)
{
  Race race = {
    .addresses = addresses,
    .port = real_port,
    .deadline_us = deadline_us,
    .report = report,
  };
  gint64 started_us = g_get_monotonic_time ();
  g_autoptr(GSocket) winner = run (&race, cancellable);

  stop_others (&race, winner != NULL, g_cancellable_is_cancelled (cancellable));
  report->tcp_ms = get_elapsed_ms (started_us);

  if (winner != NULL)
    return ptl_tcp_stream_new (winner);

  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    set_most_telling (report->attempts, host, port, error);

  return NULL;
}

void
ptl_connect_report_init (PtlConnectReport *report)
{
  g_return_if_fail (report != NULL);

  *report = (PtlConnectReport) {
    .attempts = g_ptr_array_new_with_free_func (attempt_free),
  };
}

void
ptl_connect_report_clear (PtlConnectReport *report)
{
  g_return_if_fail (report != NULL);

  g_clear_pointer (&report->attempts, g_ptr_array_unref);
}

/**
 * ptl_connect:
 * @network: the world
 * @host: a name or an IP address
 * @port: the port
 * @dns_timeout_ms: how long to look up @host, in milliseconds; 0 for ever
 * @tcp_timeout_ms: and how long to connect, over all addresses
 * @report: (nullable): an initialised and empty report, filled in
 * @cancellable: (nullable): ends the wait
 * @error: those of [method@Resolver.lookup]; of the connection the most
 *   telling of all addresses: `G_IO_ERROR_CONNECTION_REFUSED`,
 *   `G_IO_ERROR_PERMISSION_DENIED`, `G_IO_ERROR_HOST_UNREACHABLE`,
 *   `G_IO_ERROR_NETWORK_UNREACHABLE`, `G_IO_ERROR_TIMED_OUT`
 *
 * Connects to the address of @host that answers first. An address that does
 * not answer costs a quarter of a second, one that refuses nothing.
 *
 * Returns: (transfer full): the connection, without a deadline
 */
PtlTcpStream *
ptl_connect (PtlNetwork        *network,
             const char        *host,
             guint16            port,
             guint              dns_timeout_ms,
             guint              tcp_timeout_ms,
             PtlConnectReport  *report,
             GCancellable      *cancellable,
             GError           **error)
{
  g_auto(PtlConnectReport) own_report = { NULL };
  g_autoptr(GPtrArray) addresses = NULL;
  gint64 started_us = g_get_monotonic_time ();
  gint64 deadline_us = G_MAXINT64;

  g_return_val_if_fail (network != NULL && host != NULL, NULL);

  if (report == NULL)
    {
      ptl_connect_report_init (&own_report);
      report = &own_report;
    }

  addresses = ptl_resolver_lookup (ptl_network_get_resolver (network), host, dns_timeout_ms,
                                   cancellable, error);
  report->dns_ms = get_elapsed_ms (started_us);

  if (addresses == NULL)
    return NULL;

  if (tcp_timeout_ms != 0)
    deadline_us = g_get_monotonic_time () + tcp_timeout_ms * G_TIME_SPAN_MILLISECOND;

  return connect_to_any (addresses, host, port, ptl_network_real_port (network, port),
                         deadline_us, report, cancellable, error);
}
