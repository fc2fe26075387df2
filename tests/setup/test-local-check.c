/* test-local-check.c - who listens on this computer, asked in the background
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "setup/local-check.h"

#include <string.h>
#include <unistd.h>

typedef struct
{
  GMainLoop    *loop;
  PtlLocalPort *local;
  GError       *error;
} Answer;

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Answer *answer = user_data;

  answer->local = ptl_local_check_finish (result, &answer->error);
  g_main_loop_quit (answer->loop);
}

static void
ask (Answer       *answer,
     guint16       port,
     GCancellable *cancellable)
{
  answer->loop = g_main_loop_new (NULL, FALSE);
  ptl_local_check_async (port, cancellable, checked_cb, answer);
  g_main_loop_run (answer->loop);
  g_main_loop_unref (answer->loop);
}

static void
test_knows_this_computer (void)
{
  static const char *const here[] = {
    "localhost", "LocalHost", " localhost ", "localhost.", "mail.localhost", "127.0.0.1",
    "127.8.9.10", "::1", "[::1]",
  };
  static const char *const elsewhere[] = {
    "", " ", ".", "[]", "localhost.example.org", "mylocalhost", "128.0.0.1", "192.168.0.1",
    "::2", "127.0.0.1.example.org", "example.org",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (here); i++)
    g_assert_true (ptl_local_check_is_local (here[i]));

  for (gsize i = 0; i < G_N_ELEMENTS (elsewhere); i++)
    g_assert_false (ptl_local_check_is_local (elsewhere[i]));
}

static void
test_tells_who_listens (void)
{
  g_autoptr(GSocketListener) listener = g_socket_listener_new ();
  g_autoptr(GError) error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error);
  g_autofree char *process = g_strdup_printf ("(process %d)", getpid ());
  g_autofree char *next = NULL;
  g_autofree char *text = NULL;
  Answer answer = { NULL };

  g_assert_no_error (error);

  ask (&answer, port, NULL);

  g_assert_no_error (answer.error);
  g_assert_false (answer.local->is_free);
  text = ptl_local_check_describe (answer.local);
  next = g_strdup_printf ("%u", answer.local->next_free);
  g_assert_nonnull (strstr (text, process));
  g_assert_nonnull (strstr (text, next));
  ptl_local_port_free (answer.local);
}

static void
test_tells_that_nobody_listens (void)
{
  g_autoptr(GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *text = NULL;
  Answer answer = { NULL };

  g_socket_listener_close (listener);

  ask (&answer, port, NULL);

  g_assert_no_error (answer.error);
  text = ptl_local_check_describe (answer.local);
  g_assert_true (g_str_has_prefix (text, "Nothing listens on port"));
  ptl_local_port_free (answer.local);
}

static void
test_nobody_wants_to_know (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Answer answer = { NULL };

  g_cancellable_cancel (cancellable);

  ask (&answer, 143, cancellable);

  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (answer.local);
  g_clear_error (&answer.error);
}

static void
test_in_a_sandbox_it_does_not_guess_who (void)
{
  PtlListener listener = { .address = (char *) "127.0.0.1", .port = 1143 };
  PtlLocalPort local = { .port = 1143, .listeners = g_ptr_array_new (), .is_sandboxed = TRUE };
  g_autofree char *text = NULL;

  g_ptr_array_add (local.listeners, &listener);

  text = ptl_local_check_describe (&local);

  g_assert_nonnull (strstr (text, "sandbox"));
  g_assert_null (strstr (text, "another user"));
  g_ptr_array_unref (local.listeners);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/setup/local-check/knows-this-computer", test_knows_this_computer);
  g_test_add_func ("/setup/local-check/tells-who-listens", test_tells_who_listens);
  g_test_add_func ("/setup/local-check/tells-that-nobody-listens",
                   test_tells_that_nobody_listens);
  g_test_add_func ("/setup/local-check/nobody-wants-to-know", test_nobody_wants_to_know);
  g_test_add_func ("/setup/local-check/sandbox", test_in_a_sandbox_it_does_not_guess_who);

  return g_test_run ();
}
