/* local-listeners.c - the kernel's list of listening sockets
 *
 * sock_diag(7) tells of those that listen and of no others. Where it is not to
 * be had (a sandbox, an old kernel), proc(5) has /proc/net/tcp and tcp6, for
 * which the kernel walks over all connections there could be.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net/local-listeners.h"

#include <arpa/inet.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "base/sandbox.h"

/* include/net/tcp_states.h of the kernel */
#define STATE_LISTEN 0x0a

/* An IPv6 address is written as four words of eight digits. */
#define WORDS_MAX    4
#define WORD_DIGITS  8

/* Longer ones do not exist: a line of tcp6 has about 180. */
#define LINE_MAX_BYTES 512

/* What the kernel sends at once; it never sends more than 32 KiB. */
#define DIAG_BUFFER_BYTES 32768

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
 * 0 0 5678 …": number, local and remote address, state, three we do not need,
 * user, one more, inode. */
static PtlListener *
parse_line (const char *line)
{
  g_autofree char *address = NULL;
  char digits[WORDS_MAX * WORD_DIGITS + 1];
  unsigned int port, state, uid;
  unsigned long inode;
  PtlListener *self;

  if (sscanf (line, " %*[0-9]: %32[0-9A-Fa-f]:%4x %*[^ ] %2x %*s %*s %*s %u %*s %lu",
              digits, &port, &state, &uid, &inode) != 5 || state != STATE_LISTEN)
    return NULL;

  address = parse_address (digits);
  if (address == NULL)
    return NULL;

  self = g_new0 (PtlListener, 1);
  self->address = g_steal_pointer (&address);
  self->port = port;
  self->uid = uid;
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

static void
add_from_diag (GPtrArray                   *listeners,
               const struct inet_diag_msg  *message)
{
  g_autoptr(GInetAddress) address = NULL;
  PtlListener *listener = g_new0 (PtlListener, 1);

  address = g_inet_address_new_from_bytes ((const guint8 *) message->id.idiag_src,
                                           message->idiag_family == AF_INET
                                           ? G_SOCKET_FAMILY_IPV4 : G_SOCKET_FAMILY_IPV6);
  listener->address = g_inet_address_to_string (address);
  listener->port = ntohs (message->id.idiag_sport);
  listener->uid = message->idiag_uid;
  listener->inode = message->idiag_inode;
  g_ptr_array_add (listeners, listener);
}

/* Takes in what came in one piece. Returns 1 if more follows, 0 at the end,
 * -1 if the kernel refuses. */
static int
add_all_from_diag (GPtrArray             *listeners,
                   const struct nlmsghdr *header,
                   gsize                  length)
{
  for (; NLMSG_OK (header, length); header = NLMSG_NEXT (header, length))
    {
      if (header->nlmsg_type == NLMSG_DONE)
        return 0;

      if (header->nlmsg_type != SOCK_DIAG_BY_FAMILY ||
          header->nlmsg_len < NLMSG_LENGTH (sizeof (struct inet_diag_msg)))
        return -1;

      add_from_diag (listeners, NLMSG_DATA (header));
    }

  return 1;
}

static gboolean
list_by_diag (GPtrArray *listeners,
              int        fd,
              int        family)
{
  struct
  {
    struct nlmsghdr         header;
    struct inet_diag_req_v2 request;
  } question = {
    .header = {
      .nlmsg_len = sizeof question,
      .nlmsg_type = SOCK_DIAG_BY_FAMILY,
      .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP,
    },
    .request = {
      .sdiag_family = family,
      .sdiag_protocol = IPPROTO_TCP,
      .idiag_states = 1 << STATE_LISTEN,
    },
  };
  g_autofree char *buffer = g_malloc (DIAG_BUFFER_BYTES);
  int more = send (fd, &question, sizeof question, 0) == sizeof question ? 1 : -1;

  while (more > 0)
    {
      gssize length = recv (fd, buffer, DIAG_BUFFER_BYTES, 0);

      if (length < 0 && errno == EINTR)
        continue;

      more = length > 0 ? add_all_from_diag (listeners, (gpointer) buffer, length) : -1;
    }

  return more == 0;
}

/**
 * ptl_local_listeners_ask_kernel:
 * @listeners: (element-type PtlListener): what is known already
 *
 * Adds all listening sockets, of both families.
 *
 * Returns: %FALSE if the kernel does not answer; @listeners is as before then
 */
gboolean
ptl_local_listeners_ask_kernel (GPtrArray *listeners)
{
  guint n_before = listeners->len;
  gboolean is_ok;
  int fd = socket (AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);

  if (fd < 0)
    return FALSE;

  is_ok = list_by_diag (listeners, fd, AF_INET) && list_by_diag (listeners, fd, AF_INET6);
  g_close (fd, NULL);

  if (!is_ok)
    g_ptr_array_set_size (listeners, n_before);

  return is_ok;
}

/**
 * ptl_local_listeners_read_tables:
 * @listeners: (element-type PtlListener): what is known already
 * @error: what kept the tables from being read
 *
 * As [func@local_listeners_ask_kernel], from /proc/net.
 *
 * Returns: %TRUE if all listening sockets were added
 */
gboolean
ptl_local_listeners_read_tables (GPtrArray  *listeners,
                                 GError    **error)
{
  static const char *const tables[] = { "/proc/net/tcp", "/proc/net/tcp6" };

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
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * ptl_local_ports_list:
 * @error: what kept the kernel's list from being read; `G_IO_ERROR_NETWORK_UNREACHABLE`
 *   in a sandbox without the network of this machine: its ports are others
 *
 * Lists all listening TCP sockets, IPv4 and IPv6. Who they belong to is left
 * to [func@local_ports_check], which asks for as few as it needs.
 *
 * Returns: (transfer container) (element-type PtlListener): the sockets
 */
GPtrArray *
ptl_local_ports_list (GError **error)
{
  g_autoptr(GPtrArray) listeners = NULL;
  g_autoptr(PtlSandbox) sandbox = ptl_sandbox_new ();

  if (sandbox != NULL && !sandbox->has_network)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE,
                   "A sandbox without network does not see the ports of this computer");
      return NULL;
    }

  listeners = g_ptr_array_new_with_free_func ((GDestroyNotify) ptl_listener_free);

  if (!ptl_local_listeners_ask_kernel (listeners) &&
      !ptl_local_listeners_read_tables (listeners, error))
    return NULL;

  return g_steal_pointer (&listeners);
}
