/* local-owners.c - which program has a listening socket open
 *
 * proc(5): the processes' /proc/PID/fd lead to the inodes of their sockets. A
 * link must be read for each open file of each process, and that is dear: it is
 * done for the ports somebody asks about, ends with the last of them, and
 * begins where it is likely to end soon.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net/local-listeners.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* "socket:[18446744073709551615]" */
#define LINK_MAX_BYTES 64

#define COMM_MAX_BYTES 64

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
      gssize length;

      if (!g_ascii_isdigit (entry->d_name[0]))
        continue;

      length = readlinkat (dirfd (files), entry->d_name, link, sizeof link - 1);

      /* One that we may not read says that we may read none. */
      if (length < 0 && (errno == EACCES || errno == EPERM))
        break;

      if (length <= 0)
        continue;

      link[length] = '\0';
      claim (search, link, process_fd, pid);
    }

  closedir (files);
}

static int
compare_pids (gconstpointer a,
              gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

/* Servers were started early, with the system; what somebody tries out just
 * now was started last: from both ends, then, towards the middle. */
static GArray *
list_processes (void)
{
  GArray *pids = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr(GArray) sorted = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr(GDir) processes = g_dir_open ("/proc", 0, NULL);
  const char *name;

  while (processes != NULL && (name = g_dir_read_name (processes)) != NULL)
    {
      int pid = g_ascii_strtoll (name, NULL, 10);

      if (pid > 0)
        g_array_append_val (sorted, pid);
    }

  g_array_sort (sorted, compare_pids);

  for (guint low = 0, high = sorted->len; low < high;)
    {
      guint next = pids->len % 2 == 0 ? --high : low++;

      g_array_append_val (pids, g_array_index (sorted, int, next));
    }

  return pids;
}

/* Whether one of the sockets wanted was made by @uid. */
static gboolean
is_wanted_user (const Search *search,
                uid_t         uid)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, search->by_inode);

  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const PtlListener *listener = value;

      if (listener->port == search->port && listener->uid == uid)
        return TRUE;
    }

  return FALSE;
}

/* First the processes of the user who made the socket, then, as a server may
 * have changed its user since, all others. */
static void
search_processes (Search   *search,
                  int       proc_fd,
                  GArray   *pids,
                  gboolean  of_wanted_users)
{
  for (guint i = 0; i < pids->len && search->n_missing > 0; i++)
    {
      int pid = g_array_index (pids, int, i);
      char name[16];
      struct stat info;
      int fd;

      g_snprintf (name, sizeof name, "%d", pid);
      fd = openat (proc_fd, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

      if (fd < 0)
        continue;

      if (fstat (fd, &info) == 0 && is_wanted_user (search, info.st_uid) == of_wanted_users)
        search_process (search, fd, pid);

      g_close (fd, NULL);
    }
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
  g_autoptr(GArray) pids = NULL;
  int proc_fd;

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

  proc_fd = g_open ("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (proc_fd < 0)
    return;

  pids = list_processes ();
  search_processes (&search, proc_fd, pids, TRUE);
  search_processes (&search, proc_fd, pids, FALSE);
  g_close (proc_fd, NULL);

  /* Who was not found now will not be the next time. */
  for (guint i = 0; i < listeners->len && search.n_missing > 0; i++)
    ((PtlListener *) g_ptr_array_index (listeners, i))->is_settled = TRUE;
}
