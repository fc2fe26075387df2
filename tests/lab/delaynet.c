/* delaynet.c - a slow line between two network namespaces
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One TUN device in each namespace; a packet that is read from one is kept for half the round
 * trip and written to the other.  Being at the IP layer it delays SYN, DNS and ICMP alike, and it
 * needs no netem, which many kernels are built without.
 *
 *   delaynet CLIENT-NS SERVER-NS DEVICE CONTROL-FILE PID-FILE SECONDS
 *
 * CONTROL-FILE holds words: rtt=100 jitter=5 loss=1.5 rate=8000 (ms, ms, %, kbit/s).  It is read at
 * the start and again at SIGHUP.  Addresses and routes are the caller's.
 */

#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

enum
{
  MAX_PACKET = 65536,
  MAX_WAITING = 8192, /* packets each way */
};

#define NS_PER_SECOND INT64_C (1000000000)
#define NS_PER_MS 1e6

typedef struct
{
  int64_t        due_ns;
  size_t         length;
  unsigned char *bytes;
} Packet;

typedef struct
{
  Packet   waiting[MAX_WAITING];
  unsigned head, tail;
  int64_t  line_free_ns, last_due_ns;
  int      in, out;
} Direction;

static Direction directions[2];
static double rtt_ms, jitter_ms, loss_percent, rate_kbit;
static volatile sig_atomic_t must_reload, must_quit;

static void
hangup_cb (int number)
{
  (void) number;
  must_reload = 1;
}

static void
quit_cb (int number)
{
  (void) number;
  must_quit = 1;
}

static int64_t
now_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return now.tv_sec * NS_PER_SECOND + now.tv_nsec;
}

/* From 0 to 1, the same row in every run: the same traffic loses the same packets. */
static double
chance (void)
{
  static uint64_t state = UINT64_C (88172645463325252);

  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (double) (state >> 11) / 9007199254740992.0;
}

static void
read_control (const char *path)
{
  char word[64];
  FILE *file = fopen (path, "r");

  rtt_ms = jitter_ms = loss_percent = rate_kbit = 0;
  if (file == NULL)
    return;

  while (fscanf (file, "%63s", word) == 1)
    {
      char *value = strchr (word, '=');

      if (value == NULL)
        continue;
      *value++ = '\0';
      if (strcmp (word, "rtt") == 0)
        rtt_ms = strtod (value, NULL);
      else if (strcmp (word, "jitter") == 0)
        jitter_ms = strtod (value, NULL);
      else if (strcmp (word, "loss") == 0)
        loss_percent = strtod (value, NULL);
      else if (strcmp (word, "rate") == 0)
        rate_kbit = strtod (value, NULL);
    }
  fclose (file);
}

static int
open_device (const char *namespace_path,
             const char *name)
{
  struct ifreq request = { .ifr_flags = IFF_TUN | IFF_NO_PI };
  int space = open (namespace_path, O_RDONLY | O_CLOEXEC);
  int device;

  if (space < 0 || setns (space, CLONE_NEWNET) < 0)
    {
      perror (namespace_path);
      exit (1);
    }
  close (space);

  device = open ("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
  snprintf (request.ifr_name, sizeof request.ifr_name, "%s", name);
  if (device < 0 || ioctl (device, TUNSETIFF, &request) < 0)
    {
      perror ("/dev/net/tun");
      exit (1);
    }
  return device;
}

static void
write_number (const char *path)
{
  FILE *file = fopen (path, "w");

  if (file == NULL)
    {
      perror (path);
      exit (1);
    }
  fprintf (file, "%d\n", (int) getpid ());
  fclose (file);
}

/* Hands out what is due; returns when the next packet will be, or @latest. */
static int64_t
deliver (Direction *self,
         int64_t    now,
         int64_t    latest)
{
  while (self->head != self->tail)
    {
      Packet *packet = &self->waiting[self->head % MAX_WAITING];

      if (packet->due_ns > now)
        return packet->due_ns < latest ? packet->due_ns : latest;

      if (write (self->out, packet->bytes, packet->length) < 0)
        perror ("write");
      free (packet->bytes);
      self->head++;
    }
  return latest;
}

static int64_t
due_time (Direction *self,
          size_t     length,
          int64_t    now)
{
  int64_t due = now;

  if (rate_kbit > 0)
    {
      if (self->line_free_ns < now)
        self->line_free_ns = now;
      self->line_free_ns += (int64_t) ((double) length * 8 * NS_PER_MS / rate_kbit);
      due = self->line_free_ns;
    }
  due += (int64_t) (rtt_ms / 2 * NS_PER_MS);
  due += (int64_t) ((chance () * 2 - 1) * jitter_ms / 2 * NS_PER_MS);

  /* jitter must not put packets out of order */
  if (due < self->last_due_ns)
    due = self->last_due_ns;
  self->last_due_ns = due;
  return due;
}

static void
take_in (Direction *self)
{
  static unsigned char buffer[MAX_PACKET];
  ssize_t length;

  while ((length = read (self->in, buffer, sizeof buffer)) > 0)
    {
      Packet *packet = &self->waiting[self->tail % MAX_WAITING];

      if (self->tail - self->head >= MAX_WAITING || chance () * 100 < loss_percent)
        continue;

      packet->length = (size_t) length;
      packet->bytes = malloc (packet->length);
      if (packet->bytes == NULL)
        exit (1);
      memcpy (packet->bytes, buffer, packet->length);
      packet->due_ns = due_time (self, packet->length, now_ns ());
      self->tail++;
    }
}

static void
wait_for_packets (int64_t until)
{
  struct pollfd ready[2] = { { directions[0].in, POLLIN, 0 }, { directions[1].in, POLLIN, 0 } };
  int64_t left = until - now_ns ();
  struct timespec pause = { 0 };

  if (left > 0)
    {
      pause.tv_sec = left / NS_PER_SECOND;
      pause.tv_nsec = left % NS_PER_SECOND;
    }
  ppoll (ready, 2, &pause, NULL);
}

int
main (int   argc,
      char *argv[])
{
  int64_t end;

  if (argc != 7)
    {
      fputs ("delaynet CLIENT-NS SERVER-NS DEVICE CONTROL-FILE PID-FILE SECONDS\n", stderr);
      return 2;
    }

  end = now_ns () + strtoll (argv[6], NULL, 10) * NS_PER_SECOND;
  read_control (argv[4]);
  directions[0].in = directions[1].out = open_device (argv[1], argv[3]);
  directions[0].out = directions[1].in = open_device (argv[2], argv[3]);
  signal (SIGHUP, hangup_cb);
  signal (SIGTERM, quit_cb);
  signal (SIGINT, quit_cb);
  prctl (PR_SET_TIMERSLACK, 1UL, 0, 0, 0); /* the default would add 50 µs a packet */
  write_number (argv[5]);

  while (!must_quit && now_ns () < end)
    {
      int64_t next = now_ns () + NS_PER_SECOND;

      if (must_reload)
        {
          must_reload = 0;
          read_control (argv[4]);
        }
      for (int i = 0; i < 2; i++)
        next = deliver (&directions[i], now_ns (), next);
      wait_for_packets (next);
      for (int i = 0; i < 2; i++)
        take_in (&directions[i]);
    }
  return 0;
}
