/* password.c - reading a password so that nobody else gets to see it
 *
 * Byte by byte, into memory that is locked and wiped: what follows the line
 * stays unread, for whoever shares the descriptor.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/password.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <openssl/crypto.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* Room for the longest secret and its CRLF. */
#define BUFFER_BYTES (PTL_SECRET_MAX_BYTES + 2)

#define invalid(error, text) \
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, text)

/* Signals that end or stop a program while it waits at the terminal. */
static const int caught_signals[] = {
  SIGALRM, SIGHUP, SIGINT, SIGPIPE, SIGQUIT, SIGTERM, SIGTSTP, SIGTTIN, SIGTTOU,
};

static volatile sig_atomic_t caught[G_N_ELEMENTS (caught_signals)];

/* A signal that comes just before read () would be missed: its handler writes
 * here, and who waits for a key waits for this as well. */
static int alarm_pipe[2] = { -1, -1 };

/* Returns whether there is something to read before a signal came. */
static gboolean
wait_for_input (int fd)
{
  struct pollfd ready[] = {
    { .fd = fd, .events = POLLIN },
    { .fd = alarm_pipe[0], .events = POLLIN },
  };

  while (poll (ready, G_N_ELEMENTS (ready), -1) < 0)
    {
      if (errno != EINTR)
        return TRUE;
    }

  return ready[1].revents == 0;
}

/* Returns 1 for a byte, 0 at the end, -1 for an error with errno. */
static int
read_byte (int   fd,
           char *byte)
{
  for (;;)
    {
      gssize n_read;

      if (!wait_for_input (fd))
        {
          errno = EINTR;
          return -1;
        }

      n_read = read (fd, byte, 1);

      if (n_read >= 0 || (errno != EAGAIN && errno != EINTR))
        return n_read;
    }
}

/* Cuts the LF or CRLF that ends it, nothing else: blanks may belong to it. */
static PtlSecret *
make_secret (char    *buffer,
             gsize    length,
             GError **error)
{
  if (length > 0 && buffer[length - 1] == '\n')
    {
      length--;
      if (length > 0 && buffer[length - 1] == '\r')
        length--;
    }

  if (length == 0)
    {
      invalid (error, _("The password is empty"));
      return NULL;
    }

  if (length > PTL_SECRET_MAX_BYTES)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   ngettext ("The password is longer than %d byte",
                             "The password is longer than %d bytes", PTL_SECRET_MAX_BYTES),
                   PTL_SECRET_MAX_BYTES);
      return NULL;
    }

  if (memchr (buffer, '\0', length) != NULL)
    {
      invalid (error, _("The password contains a zero byte: no server can take that"));
      return NULL;
    }

  return ptl_secret_new_wiping (buffer, length);
}

static PtlSecret *
read_line (int      fd,
           GError **error)
{
  char *buffer = OPENSSL_secure_zalloc (BUFFER_BYTES);
  PtlSecret *secret = NULL;
  gsize length = 0;
  int more = 1;

  while (length < BUFFER_BYTES && (more = read_byte (fd, buffer + length)) > 0)
    {
      if (buffer[length++] == '\n')
        break;
    }

  if (more < 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
                   _("The password could not be read: %s"), g_strerror (code));
    }
  else
    secret = make_secret (buffer, length, error);

  OPENSSL_secure_clear_free (buffer, BUFFER_BYTES);
  return secret;
}

/**
 * ptl_password_read:
 * @fd: an open file descriptor
 * @error: `G_IO_ERROR_INVALID_ARGUMENT` if what came is no password, or the
 *   error of reading; translated
 *
 * Reads everything up to the first line break, or to the end. Waits.
 *
 * Returns: (transfer full): the password
 */
PtlSecret *
ptl_password_read (int      fd,
                   GError **error)
{
  ptl_secret_protect_process ();

  return read_line (fd, error);
}

static void
catch_signal (int number)
{
  int before = errno;

  for (gsize i = 0; i < G_N_ELEMENTS (caught_signals); i++)
    {
      if (caught_signals[i] == number)
        caught[i] = 1;
    }

  /* A full pipe is as good as another byte in it. */
  if (write (alarm_pipe[1], "", 1) < 0)
    errno = before;
}

static gboolean
begin_catching (struct sigaction  *before,
                GError           **error)
{
  struct sigaction action = { .sa_handler = catch_signal };

  if (!g_unix_open_pipe (alarm_pipe, FD_CLOEXEC, error))
    return FALSE;

  g_unix_set_fd_nonblocking (alarm_pipe[1], TRUE, NULL);
  sigemptyset (&action.sa_mask);

  for (gsize i = 0; i < G_N_ELEMENTS (caught_signals); i++)
    {
      caught[i] = 0;
      sigaction (caught_signals[i], &action, &before[i]);
    }

  return TRUE;
}

static void
end_catching (const struct sigaction *before)
{
  for (gsize i = 0; i < G_N_ELEMENTS (caught_signals); i++)
    sigaction (caught_signals[i], &before[i], NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (alarm_pipe); i++)
    {
      close (alarm_pipe[i]);
      alarm_pipe[i] = -1;
    }
}

/* Lets each caught signal do what it would have done. Returns whether one
 * that only stops the program was among them: then to ask again. */
static gboolean
deliver_signals (void)
{
  gboolean was_stopped = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (caught_signals); i++)
    {
      int number = caught_signals[i];

      if (!caught[i])
        continue;

      raise (number);
      was_stopped |= number == SIGTSTP || number == SIGTTIN || number == SIGTTOU;
    }

  return was_stopped;
}

static void
write_text (int         fd,
            const char *text)
{
  /* A prompt that cannot be written is no reason not to read. */
  if (write (fd, text, strlen (text)) < 0)
    return;
}

static PtlSecret *
ask_once (int          fd,
          const char  *prompt,
          gboolean    *again,
          GError     **error)
{
  struct sigaction before[G_N_ELEMENTS (caught_signals)];
  struct termios with_echo;
  struct termios without_echo;
  PtlSecret *secret;

  *again = FALSE;

  if (tcgetattr (fd, &with_echo) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           _("There is no terminal to ask for the password"));
      return NULL;
    }

  if (!begin_catching (before, error))
    return NULL;

  without_echo = with_echo;
  without_echo.c_lflag &= ~(tcflag_t) (ECHO | ECHONL);

  tcsetattr (fd, TCSAFLUSH, &without_echo);
  write_text (STDERR_FILENO, prompt);

  secret = read_line (fd, error);

  tcsetattr (fd, TCSAFLUSH, &with_echo);
  write_text (STDERR_FILENO, "\n");
  end_catching (before);

  *again = deliver_signals () && secret == NULL;
  return secret;
}

/**
 * ptl_password_ask:
 * @terminal_fd: a terminal to read from; the prompt goes to standard error
 * @prompt: what to ask, in the terminal's character set
 * @error: as [func@password_read], and `G_IO_ERROR_NOT_SUPPORTED` if
 *   @terminal_fd is no terminal
 *
 * Asks without showing what is typed. However it ends, also by a signal, the
 * terminal shows what is typed again.
 *
 * Returns: (transfer full): the password
 */
PtlSecret *
ptl_password_ask (int          terminal_fd,
                  const char  *prompt,
                  GError     **error)
{
  gboolean again = TRUE;
  PtlSecret *secret = NULL;

  ptl_secret_protect_process ();

  while (again)
    {
      g_clear_error (error);
      secret = ask_once (terminal_fd, prompt, &again, error);
    }

  return secret;
}
