/* local-listeners.c - the kernel's list of listening sockets, and whose they are
 *
 * proc(5): /proc/net/tcp and tcp6 name a socket's inode, and the processes'
 * /proc/PID/fd tell who has it open. The second is the dear part (a link to
 * read for each open file of each process), so it is done for the ports
 * somebody asks about, and ends with the last of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net/local-listeners.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* include/net/tcp_states.h of the kernel */
#define STATE_LISTEN 0x0a

/* An IPv6 address is written as four words of eight digits. */
#define WORDS_MAX    4
#define WORD_DIGITS  8

/* Longer ones do not exist: a line of tcp6 has about 180. */
#define LINE_MAX_BYTES 512

/* "socket:[18446744073709551615]" */
#define LINK_MAX_BYTES 64

#define COMM_MAX_BYTES 64

void
ptl_listener_free (PtlListener *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->address);
  g_free (self->program);
  g_free (self);
}

/* Each word is in the byte order of the machine, and so in memory in the
 * order of the network. */
static char *
parse_address (const char *digits)
{
  gsize n_words = strlen (digits) / WORD_DIGITS;
  guint32 words[WORDS_MAX];
  g_autoptr(GInetAddress) address = NULL;

  if ((n_words != 1 && n_words != WORDS_MAX) || strlen (digits) % WORD_DIGITS != 0)
    return NULL;

  for (gsize i = 0; i < n_words; i++)
    {
      char word[WORD_DIGITS + 1] = "";

      memcpy (word, digits + i * WORD_DIGITS, WORD_DIGITS);
      words[i] = g_ascii_strtoull (word, NULL, 16);
    }

  address = g_inet_address_new_from_bytes ((const guint8 *) words, n_words == 1
                                           ? G_SOCKET_FAMILY_IPV4 : G_SOCKET_FAMILY_IPV6);
  return g_inet_address_to_string (address);
}

/* "  0: 0100007F:008F 00000000:0000 0A 00000000:00000000 00:00000000 00000000
 * 0 0 5678 …": number, local and remote address, state, five we do not need,
 * inode. */
static PtlListener *
parse_line (const char *line)
{
  g_autofree char *address = NULL;
  char digits[WORDS_MAX * WORD_DIGITS + 1];
  unsigned int port, state;
  unsigned long inode;
  PtlListener *self;

  if (sscanf (line, " %*[0-9]: %32[0-9A-Fa-f]:%4x %*[^ ] %2x %*s %*s %*s %*s %*s %lu",
              digits, &port, &state, &inode) != 4 || state != STATE_LISTEN)
    return NULL;

  address = parse_address (digits);
  if (address == NULL)
    return NULL;

  self = g_new0 (PtlListener, 1);
  self->address = g_steal_pointer (&address);
  self->port = port;
  self->inode = inode;

  return self;
}

/**
 * ptl_local_listeners_parse:
 * @listeners: (element-type PtlListener): what is known already
 * @table: the text of /proc/net/tcp or tcp6
 *
 * Adds all listening sockets of @table; other lines do not count.
 */
void
ptl_local_listeners_parse (GPtrArray  *listeners,
                           const char *table)
{
  while (*table != '\0')
    {
      char line[LINE_MAX_BYTES] = "";
      gsize length = strcspn (table, "\n");
      PtlListener *listener;

      /* sscanf () measures all that it is given: give it the line alone. */
      memcpy (line, table, MIN (length, sizeof line - 1));
      listener = parse_line (line);

      if (listener != NULL)
        g_ptr_array_add (listeners, listener);

      table += length + (table[length] == '\n');
    }
}

/**
 * ptl_local_ports_list:
 * @error: what kept the kernel's list from being read
 *
 * Lists all listening TCP sockets, IPv4 and IPv6. Who they belong to is left
 * to [func@local_ports_check], which asks for as few as it needs.
 *
 * Returns: (transfer container) (element-type PtlListener): the sockets
 */
GPtrArray *
ptl_local_ports_list (GError **error)
{
  static const char *const tables[] = { "/proc/net/tcp", "/proc/net/tcp6" };
  g_autoptr(GPtrArray) listeners = NULL;

  listeners = g_ptr_array_new_with_free_func ((GDestroyNotify) ptl_listener_free);

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *table = NULL;
      g_autoptr(GError) problem = NULL;

      if (g_file_get_contents (tables[i], &table, NULL, &problem))
        ptl_local_listeners_parse (listeners, table);
      else if (i == 0 || !g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        {
          /* A kernel without IPv6 has no second table. */
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
    }

  return g_steal_pointer (&listeners);
}

/* A process may call itself anything, also what a terminal takes for orders. */
static char *
read_program (int process_fd)
{
  char comm[COMM_MAX_BYTES];
  g_autofree char *name = NULL;
  gssize length;
  int fd = openat (process_fd, "comm", O_RDONLY | O_CLOEXEC);

  if (fd < 0)
    return NULL;

  length = read (fd, comm, sizeof comm);
  g_close (fd, NULL);

  if (length <= 0)
    return NULL;

  name = g_utf8_make_valid (comm, length);
  g_strchomp (name);

  for (char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (p)))
        memset (p, '?', g_utf8_next_char (p) - p);
    }

  return g_steal_pointer (&name);
}

/* Wanted sockets by inode; how many of them are for the port asked about. */
typedef struct
{
  GHashTable *by_inode;
  guint16     port;
  guint       n_missing;
} Search;

static void
claim (Search      *search,
       const char  *link,
       int          process_fd,
       int          pid)
{
  PtlListener *listener;
  guint64 inode;

  if (!g_str_has_prefix (link, "socket:["))
    return;

  inode = g_ascii_strtoull (link + strlen ("socket:["), NULL, 10);
  listener = g_hash_table_lookup (search->by_inode, &inode);

  if (listener == NULL)
    return;

  listener->pid = pid;
  listener->program = read_program (process_fd);
  listener->is_settled = TRUE;
  search->n_missing -= listener->port == search->port;
  g_hash_table_remove (search->by_inode, &inode);
}

/* Other users' processes do not let us look: they are passed over. */
static void
search_process (Search *search,
                int     process_fd,
                int     pid)
{
  int fd = openat (process_fd, "fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *files = fd >= 0 ? fdopendir (fd) : NULL;
  struct dirent *entry;

  if (files == NULL)
    {
      if (fd >= 0)
        g_close (fd, NULL);
      return;
    }

  while (search->n_missing > 0 && (entry = readdir (files)) != NULL)
    {
      char link[LINK_MAX_BYTES];
      gssize length = readlinkat (dirfd (files), entry->d_name, link, sizeof link - 1);

      if (length <= 0)
        continue;

      link[length] = '\0';
      claim (search, link, process_fd, pid);
    }

  closedir (files);
}

static void
search_processes (Search *search)
{
  DIR *processes = opendir ("/proc");
  struct dirent *entry;

  if (processes == NULL)
    return;

  while (search->n_missing > 0 && (entry = readdir (processes)) != NULL)
    {
      int pid = g_ascii_strtoll (entry->d_name, NULL, 10);
      int fd = pid > 0 ? openat (dirfd (processes), entry->d_name,
                                 O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;

      if (fd < 0)
        continue;

      search_process (search, fd, pid);
      g_close (fd, NULL);
    }

  closedir (processes);
}

/**
 * ptl_local_listeners_find_owners:
 * @listeners: (element-type PtlListener): the kernel's list
 * @port: whose owners are wanted
 *
 * Looks through the processes until the owners are found, and keeps what it
 * learns about other sockets on the way.
 */
void
ptl_local_listeners_find_owners (GPtrArray *listeners,
                                 guint16    port)
{
  g_autoptr(GHashTable) by_inode = g_hash_table_new (g_int64_hash, g_int64_equal);
  Search search = { .by_inode = by_inode, .port = port };

  for (guint i = 0; i < listeners->len; i++)
    {
      PtlListener *listener = g_ptr_array_index (listeners, i);

      if (listener->is_settled)
        continue;

      g_hash_table_insert (by_inode, &listener->inode, listener);
      search.n_missing += listener->port == port;
    }

  if (search.n_missing == 0)
    return;

  search_processes (&search);

  /* Who was not found now will not be the next time. */
  for (guint i = 0; i < listeners->len && search.n_missing > 0; i++)
    ((PtlListener *) g_ptr_array_index (listeners, i))->is_settled = TRUE;
}
