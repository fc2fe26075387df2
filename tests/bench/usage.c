/* usage.c - runs a command and tells what it cost
 *
 * usage FD COMMAND…: its time, processor time and peak memory go to descriptor FD
 * as "WALL_US CPU_US PEAK_KIB STATUS". A small program, because the kernel counts
 * as the child's peak also what its parent had when it forked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* What shells say when there is no such program. */
#define NOT_FOUND 127

static long
in_us (struct timeval time)
{
  return time.tv_sec * 1000000L + time.tv_usec;
}

static long
get_now_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000L + now.tv_nsec / 1000;
}

int
main (int   argc,
      char *argv[])
{
  long began_us = get_now_us ();
  struct rusage usage;
  int status;
  pid_t child;
  int report;

  if (argc < 3)
    return 2;

  report = (int) strtol (argv[1], NULL, 10);

  child = fork ();

  if (child == 0)
    {
      close (report);
      execvp (argv[2], argv + 2);
      _exit (NOT_FOUND);
    }

  if (child < 0 || wait4 (child, &status, 0, &usage) != child)
    return 3;

  dprintf (report, "%ld %ld %ld %d\n", get_now_us () - began_us,
           in_us (usage.ru_utime) + in_us (usage.ru_stime), usage.ru_maxrss,
           WIFEXITED (status) ? WEXITSTATUS (status) : -1);
  return 0;
}
