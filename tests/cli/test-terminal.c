/* test-terminal.c - portolanctl on a terminal: asking, not showing, cleaning up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <arpa/inet.h>
#include <gio/gio.h>
#include <netinet/in.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <termios.h>
#include <unistd.h>

#define PATIENCE_MS 30000

typedef struct
{
  int          master;   /* our end */
  int          slave;    /* what the program sees */
  GString     *screen;   /* all that was written */
  GSubprocess *process;
} Terminal;

static void
terminal_open_as (Terminal   *self,
                  const char *type,
                  guint       columns,
                  const char *first,
                  va_list     more)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();
  g_auto(GStrv) argv = NULL;
  g_autoptr(GError) error = NULL;
  struct winsize size = { .ws_row = 24, .ws_col = columns };

  g_strv_builder_add (words, g_getenv ("PORTOLANCTL"));
  for (const char *word = first; word != NULL; word = va_arg (more, const char *))
    g_strv_builder_add (words, word);
  argv = g_strv_builder_end (words);

  g_assert_cmpint (openpty (&self->master, &self->slave, NULL, NULL, &size), ==, 0);
  g_subprocess_launcher_take_stdin_fd (launcher, dup (self->slave));
  g_subprocess_launcher_take_stdout_fd (launcher, dup (self->slave));
  g_subprocess_launcher_take_stderr_fd (launcher, dup (self->slave));
  g_subprocess_launcher_unsetenv (launcher, "NO_COLOR");
  g_subprocess_launcher_setenv (launcher, "TERM", type, TRUE);

  self->screen = g_string_new (NULL);
  self->process = g_subprocess_launcher_spawnv (launcher, (const char * const *) argv, &error);
  g_assert_no_error (error);
}

static void
terminal_open (Terminal   *self,
               const char *first,
               ...)
{
  va_list more;

  va_start (more, first);
  terminal_open_as (self, "xterm", 80, first, more);
  va_end (more);
}

/* One that cannot draw: @type or @columns are not enough. */
static void
terminal_open_poor (Terminal   *self,
                    const char *type,
                    guint       columns,
                    ...)
{
  va_list more;

  va_start (more, columns);
  terminal_open_as (self, type, columns, "demo", more);
  va_end (more);
}

static void
terminal_close (Terminal *self)
{
  close (self->master);
  close (self->slave);
  g_string_free (self->screen, TRUE);
  g_object_unref (self->process);
}

/* Reads on until the program has written @text. */
static void
wait_for (Terminal   *self,
          const char *text)
{
  while (strstr (self->screen->str, text) == NULL)
    {
      struct pollfd ready = { .fd = self->master, .events = POLLIN };
      char piece[4096];
      gssize length;

      if (poll (&ready, 1, PATIENCE_MS) != 1)
        g_error ("“%s” never came; so far: %s", text, self->screen->str);

      length = read (self->master, piece, sizeof piece);
      g_assert_cmpint (length, >, 0);
      g_string_append_len (self->screen, piece, length);
    }
}

static void
type (Terminal   *self,
      const char *text)
{
  g_assert_cmpint (write (self->master, text, strlen (text)), ==, (gssize) strlen (text));
}

static gboolean
has_echo (Terminal *self)
{
  struct termios mode;

  g_assert_cmpint (tcgetattr (self->slave, &mode), ==, 0);

  return (mode.c_lflag & ECHO) != 0;
}

static char *
read_proc (Terminal   *self,
           const char *name)
{
  g_autofree char *path =
    g_strdup_printf ("/proc/%s/%s", g_subprocess_get_identifier (self->process), name);
  char *text = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '\0')
        text[i] = ' ';
    }

  return text;
}

static void
test_a_password_is_asked_for_and_not_shown (void)
{
  Terminal terminal;
  g_autofree char *line = NULL;

  terminal_open (&terminal, "check", "--timeout", "1", "imaps://ann@127.0.0.1:1", NULL);
  wait_for (&terminal, "Password for ann");

  g_assert_false (has_echo (&terminal));
  type (&terminal, "typed-secret-9");
  line = read_proc (&terminal, "cmdline");
  type (&terminal, "\n");
  wait_for (&terminal, "127.0.0.1:1");

  g_assert_null (strstr (line, "typed-secret-9"));
  g_assert_true (g_subprocess_wait (terminal.process, NULL, NULL));
  g_assert_cmpint (g_subprocess_get_exit_status (terminal.process), ==, 1);
  g_assert_true (has_echo (&terminal));
  g_assert_null (strstr (terminal.screen->str, "typed-secret-9"));

  terminal_close (&terminal);
}

static void
test_a_signal_gives_the_echo_back (void)
{
  const int signals[] = { SIGINT, SIGTERM, SIGHUP };

  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      Terminal terminal;

      terminal_open (&terminal, "check", "imaps://ann@127.0.0.1:1", NULL);
      wait_for (&terminal, "Password for ann");
      g_assert_false (has_echo (&terminal));

      g_subprocess_send_signal (terminal.process, signals[i]);
      g_assert_true (g_subprocess_wait (terminal.process, NULL, NULL));

      g_assert_true (g_subprocess_get_if_signaled (terminal.process));
      g_assert_cmpint (g_subprocess_get_term_sig (terminal.process), ==, signals[i]);
      g_assert_true (has_echo (&terminal));

      terminal_close (&terminal);
    }
}

static void
test_nothing_typed_is_no_password (void)
{
  Terminal terminal;

  terminal_open (&terminal, "check", "imaps://ann@127.0.0.1:1", NULL);
  wait_for (&terminal, "Password for ann");
  type (&terminal, "\n");
  wait_for (&terminal, "empty");

  g_assert_true (g_subprocess_wait (terminal.process, NULL, NULL));
  g_assert_cmpint (g_subprocess_get_exit_status (terminal.process), ==, 2);

  terminal_close (&terminal);
}

/* Without encryption nothing is sent unless somebody says yes. */
static void
test_consent_is_no_by_default (void)
{
  Terminal terminal;

  terminal_open (&terminal, "check", "--timeout", "1", "imap+insecure://ann@127.0.0.1:1", NULL);
  wait_for (&terminal, "Password for ann");
  type (&terminal, "typed-secret-9\n");
  wait_for (&terminal, "[y/N]");
  type (&terminal, "\n");

  g_assert_true (g_subprocess_wait (terminal.process, NULL, NULL));
  g_assert_cmpint (g_subprocess_get_exit_status (terminal.process), ==, 1);

  terminal_close (&terminal);
}

/* The rows are drawn in place, and colour comes only to who wants it. */
static void
test_the_story_is_live (void)
{
  Terminal terminal;

  terminal_open (&terminal, "demo", "--", "setup", "ann@demo.test", NULL);
  wait_for (&terminal, "is set up and works.");

  g_assert_true (g_subprocess_wait (terminal.process, NULL, NULL));
  g_assert_cmpint (g_subprocess_get_exit_status (terminal.process), ==, 0);
  g_assert_nonnull (strstr (terminal.screen->str, "\033[K"));
  g_assert_nonnull (strstr (terminal.screen->str, "\033[32m"));

  terminal_close (&terminal);
}

static void
test_a_poor_terminal_gets_lines (void)
{
  const struct
  {
    const char *type;
    guint       columns;
  } cases[] = { { "dumb", 80 }, { "", 80 }, { "xterm", 30 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Terminal terminal;

      terminal_open_poor (&terminal, cases[i].type, cases[i].columns,
                          "--", "setup", "ann@demo.test", NULL);
      wait_for (&terminal, "smtp.demo.test:465 SSL/TLS: signed in");

      g_assert_true (g_subprocess_wait (terminal.process, NULL, NULL));
      g_assert_cmpint (g_subprocess_get_exit_status (terminal.process), ==, 0);
      g_assert_null (strstr (terminal.screen->str, "\033[K"));

      terminal_close (&terminal);
    }
}

/* Takes connections, and never says a word. */
static int
listen_silently (guint16 *port)
{
  struct sockaddr_in address = { .sin_family = AF_INET };
  socklen_t length = sizeof address;
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  g_assert_cmpint (bind (fd, (struct sockaddr *) &address, length), ==, 0);
  g_assert_cmpint (listen (fd, 8), ==, 0);
  g_assert_cmpint (getsockname (fd, (struct sockaddr *) &address, &length), ==, 0);
  *port = ntohs (address.sin_port);

  return fd;
}

static void
test_ctrl_c_ends_the_work (void)
{
  guint16 port;
  int silence = listen_silently (&port);
  g_autofree char *url = g_strdup_printf ("imaps://127.0.0.1:%u", port);
  Terminal terminal;

  terminal_open (&terminal, "check", "--timeout", "600", url, NULL);
  wait_for (&terminal, "securing the connection");
  g_subprocess_send_signal (terminal.process, SIGINT);

  g_assert_true (g_subprocess_wait (terminal.process, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (terminal.process));
  g_assert_cmpint (g_subprocess_get_exit_status (terminal.process), ==, 128 + SIGINT);

  close (silence);
  terminal_close (&terminal);
}

int
main (int   argc,
      char *argv[])
{
  /* Whoever runs the tests in the background ignores SIGINT, and we would inherit that. */
  signal (SIGINT, SIG_DFL);
  signal (SIGHUP, SIG_DFL);

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/terminal/a-password-is-asked-for-and-not-shown",
                   test_a_password_is_asked_for_and_not_shown);
  g_test_add_func ("/cli/terminal/a-signal-gives-the-echo-back",
                   test_a_signal_gives_the_echo_back);
  g_test_add_func ("/cli/terminal/nothing-typed-is-no-password",
                   test_nothing_typed_is_no_password);
  g_test_add_func ("/cli/terminal/consent-is-no-by-default", test_consent_is_no_by_default);
  g_test_add_func ("/cli/terminal/the-story-is-live", test_the_story_is_live);
  g_test_add_func ("/cli/terminal/a-poor-terminal-gets-lines", test_a_poor_terminal_gets_lines);
  g_test_add_func ("/cli/terminal/ctrl-c-ends-the-work", test_ctrl_c_ends_the_work);

  return g_test_run ();
}
