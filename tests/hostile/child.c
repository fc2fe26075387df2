/* child.c - runs a program within bounds and tells what it took
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "hostile/child.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAX_OUTPUT_BYTES (4 * 1024 * 1024)

static void
close_fd (int *fd)
{
  if (*fd >= 0)
    close (*fd);

  *fd = -1;
}

/* Takes what is there; closes FD at the end. */
static void
drain (int     *fd,
       GString *into)
{
  char buffer[4096];
  ssize_t n = read (*fd, buffer, sizeof buffer);

  if (n > 0)
    g_string_append_len (into, buffer, n);
  else if (n == 0 || errno != EINTR)
    close_fd (fd);
}

/* Reads until the child has ended and has nothing more to say. */
static gboolean
listen_to (Child  *self,
           int     pid_fd,
           int     out,
           int     err,
           gint64  deadline_us)
{
  gboolean has_ended = FALSE;

  while (!has_ended || out >= 0 || err >= 0)
    {
      struct pollfd fds[] = {
        { has_ended ? -1 : pid_fd, POLLIN, 0 }, { out, POLLIN, 0 }, { err, POLLIN, 0 }
      };
      gint64 left_ms = (deadline_us - g_get_monotonic_time ()) / 1000;

      if (left_ms <= 0 || self->output->len + self->errors->len > MAX_OUTPUT_BYTES)
        break;

      if (poll (fds, G_N_ELEMENTS (fds), left_ms) < 0 && errno != EINTR)
        break;

      has_ended |= fds[0].revents != 0;

      if (out >= 0 && fds[1].revents != 0)
        drain (&out, self->output);

      if (err >= 0 && fds[2].revents != 0)
        drain (&err, self->errors);
    }

  close_fd (&out);
  close_fd (&err);

  return has_ended;
}

/* A child's count begins with what its parent had: below that nothing is known. */
static guint
peak_of (const struct rusage *usage)
{
  struct rusage own;

  getrusage (RUSAGE_SELF, &own);

  return usage->ru_maxrss > own.ru_maxrss ? usage->ru_maxrss : 0;
}

/**
 * child_run:
 * @argv: (array zero-terminated=1): the program and its arguments
 * @environment: (array zero-terminated=1): all of its environment
 * @input: for its standard input, a few bytes
 * @timeout_ms: when it is killed
 * @error: `G_SPAWN_ERROR` if there is no such program
 *
 * Runs a program to its end.
 *
 * Returns: (transfer full): what came of it
 */
Child *
child_run (const char * const  *argv,
           const char * const  *environment,
           const char          *input,
           guint                timeout_ms,
           GError             **error)
{
  g_autoptr(Child) self = g_new0 (Child, 1);
  gint64 start_us = g_get_monotonic_time ();
  struct rusage usage;
  int status;
  int in, out, err, pid_fd;
  GPid pid;

  self->output = g_string_new (NULL);
  self->errors = g_string_new (NULL);

  if (!g_spawn_async_with_pipes (NULL, (char **) argv, (char **) environment,
                                 G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_CLOEXEC_PIPES,
                                 NULL, NULL, &pid, &in, &out, &err, error))
    return NULL;

  if (write (in, input, strlen (input)) < 0)
    g_string_append (self->errors, "(the password was not read)\n");

  close (in);
  pid_fd = pidfd_open (pid, 0);

  if (!listen_to (self, pid_fd, out, err, start_us + timeout_ms * G_GINT64_CONSTANT (1000)))
    {
      self->is_killed = TRUE;
      kill (pid, SIGKILL);
    }

  close (pid_fd);
  wait4 (pid, &status, 0, &usage);

  self->exit_status = WIFEXITED (status) ? WEXITSTATUS (status) : -1;
  self->signal = WIFSIGNALED (status) ? WTERMSIG (status) : 0;
  self->elapsed_ms = (g_get_monotonic_time () - start_us) / 1000;
  self->peak_kib = peak_of (&usage);

  return g_steal_pointer (&self);
}

void
child_free (Child *self)
{
  if (self->output != NULL)
    g_string_free (self->output, TRUE);

  if (self->errors != NULL)
    g_string_free (self->errors, TRUE);

  g_free (self);
}
