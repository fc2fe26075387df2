/* test-tcp-stream.c - a connected socket whose every wait ends at a deadline
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "net/tcp-stream.h"

#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#define SOON_US  (50 * G_TIME_SPAN_MILLISECOND)

/* No test takes as long; the machine may be busy. */
#define NEVER_US (20 * G_TIME_SPAN_SECOND)

typedef struct
{
  PtlTcpStream  *stream;
  GInputStream  *input;
  GOutputStream *output;
  int            peer;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GSocket) socket = NULL;
  g_autoptr(GError) error = NULL;
  int fds[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds), ==, 0);
  socket = g_socket_new_from_fd (fds[0], &error);
  g_assert_no_error (error);

  fixture->stream = ptl_tcp_stream_new (socket);
  fixture->input = g_io_stream_get_input_stream (G_IO_STREAM (fixture->stream));
  fixture->output = g_io_stream_get_output_stream (G_IO_STREAM (fixture->stream));
  fixture->peer = fds[1];
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->stream);
  close (fixture->peer);
}

static void
test_reads_and_counts (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  char buffer[8];

  g_assert_cmpint (write (fixture->peer, "abcde", 5), ==, 5);
  shutdown (fixture->peer, SHUT_WR);

  g_assert_cmpint (g_input_stream_read (fixture->input, buffer, 3, NULL, &error), ==, 3);
  g_assert_cmpmem (buffer, 3, "abc", 3);
  g_assert_cmpint (g_input_stream_read (fixture->input, buffer, 8, NULL, &error), ==, 2);
  g_assert_cmpint (g_input_stream_read (fixture->input, buffer, 8, NULL, &error), ==, 0);
  g_assert_no_error (error);
  g_assert_cmpuint (ptl_tcp_stream_get_bytes_read (fixture->stream), ==, 5);
}

static void
test_silence_ends_at_the_deadline (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  gint64 deadline_us = g_get_monotonic_time () + SOON_US;
  char buffer[8];

  ptl_tcp_stream_set_deadline (fixture->stream, deadline_us);
  g_input_stream_read (fixture->input, buffer, 8, NULL, &error);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpint (g_get_monotonic_time (), >=, deadline_us);
  g_assert_cmpint (ptl_tcp_stream_get_deadline (fixture->stream), ==, deadline_us);
}

/* Sends the next byte as soon as the last one was taken, until nobody reads. */
static gpointer
drip (gpointer data)
{
  int fd = GPOINTER_TO_INT (data);
  int n_waiting;

  while (send (fd, "x", 1, MSG_NOSIGNAL) == 1)
    do
      {
        g_thread_yield ();
        n_waiting = 0;
        ioctl (fd, SIOCOUTQ, &n_waiting);
      }
    while (n_waiting > 0);

  return NULL;
}

static void
test_drops_do_not_move_the_deadline (Fixture       *fixture,
                                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  gint64 started_us = g_get_monotonic_time ();
  GThread *thread = g_thread_new ("drip", drip, GINT_TO_POINTER (fixture->peer));
  char buffer[8];

  ptl_tcp_stream_set_deadline (fixture->stream, started_us + SOON_US);

  while (g_input_stream_read (fixture->input, buffer, 8, NULL, &error) > 0)
    g_assert_cmpint (g_get_monotonic_time () - started_us, <, NEVER_US);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpuint (ptl_tcp_stream_get_bytes_read (fixture->stream), >, 0);

  g_io_stream_close (G_IO_STREAM (fixture->stream), NULL, NULL);
  g_thread_join (thread);
}

/* Else a server that never stops to send would never be left. */
static void
test_bytes_do_not_move_the_deadline (Fixture       *fixture,
                                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  char buffer[8];

  g_assert_cmpint (write (fixture->peer, "abcde", 5), ==, 5);
  ptl_tcp_stream_set_deadline (fixture->stream, g_get_monotonic_time () - 1);
  g_input_stream_read (fixture->input, buffer, 8, NULL, &error);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
}

static void
test_a_full_pipe_ends_at_the_deadline (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  char buffer[65536] = { 0 };

  ptl_tcp_stream_set_deadline (fixture->stream, g_get_monotonic_time () + SOON_US);

  while (g_output_stream_write (fixture->output, buffer, sizeof buffer, NULL, &error) > 0)
    ;

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
}

static gpointer
cancel (gpointer data)
{
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_can_be_cancelled (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  GThread *thread = g_thread_new ("cancel", cancel, cancellable);
  char buffer[8];

  ptl_tcp_stream_set_deadline (fixture->stream, g_get_monotonic_time () + NEVER_US);
  g_input_stream_read (fixture->input, buffer, 8, cancellable, &error);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
}

static void
test_a_kept_half_does_not_keep_the_connection (Fixture       *fixture,
                                               gconstpointer  data)
{
  g_autoptr(GInputStream) input = g_object_ref (fixture->input);
  g_autoptr(GOutputStream) output = g_object_ref (fixture->output);
  g_autoptr(GError) read_error = NULL;
  g_autoptr(GError) write_error = NULL;
  char buffer[8];

  g_clear_object (&fixture->stream);

  g_assert_cmpint (read (fixture->peer, buffer, 8), ==, 0);
  g_input_stream_read (input, buffer, 8, NULL, &read_error);
  g_assert_error (read_error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_output_stream_write (output, "x", 1, NULL, &write_error);
  g_assert_error (write_error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

#define ADD(path, test) \
  g_test_add ("/net/tcp-stream/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("reads-and-counts", test_reads_and_counts);
  ADD ("silence-ends-at-the-deadline", test_silence_ends_at_the_deadline);
  ADD ("drops-do-not-move-the-deadline", test_drops_do_not_move_the_deadline);
  ADD ("bytes-do-not-move-the-deadline", test_bytes_do_not_move_the_deadline);
  ADD ("a-full-pipe-ends-at-the-deadline", test_a_full_pipe_ends_at_the_deadline);
  ADD ("can-be-cancelled", test_can_be_cancelled);
  ADD ("a-kept-half-does-not-keep-the-connection", test_a_kept_half_does_not_keep_the_connection);

  return g_test_run ();
}
