/* local-ports.h - who listens on this machine, and which port is free
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PtlListener:
 * @address: where it listens: "127.0.0.1", "0.0.0.0", "::1", "::"
 * @port: the port
 * @pid: the process, or 0 if the kernel does not tell us, or nobody asked yet
 * @program: (nullable): its name
 *
 * A TCP socket in the LISTEN state.
 */
typedef struct
{
  char    *address;
  guint16  port;
  int      pid;
  char    *program;

  /*< private >*/
  guint    uid;
  guint64  inode;
  gboolean is_settled;   /* the owner is known, or cannot be */
} PtlListener;

/**
 * PtlLocalPort:
 * @port: the port asked about
 * @listeners: (element-type PtlListener): who holds it, maybe nobody
 * @is_free: a program of this user could listen there now
 * @is_privileged: only the system may listen there (below
 *   net.ipv4.ip_unprivileged_port_start) and this process may not
 * @reserved_for: (nullable): the service that the number is registered for
 * @next_free: the next number a program of this user could take, 0 if none
 * @is_sandboxed: this program sees the sockets outside of its sandbox, but not
 *   whose they are
 */
typedef struct
{
  guint16     port;
  GPtrArray  *listeners;
  gboolean    is_free;
  gboolean    is_privileged;
  const char *reserved_for;
  guint16     next_free;
  gboolean    is_sandboxed;
} PtlLocalPort;

GPtrArray    *ptl_local_ports_list      (GError       **error);
PtlLocalPort *ptl_local_ports_check     (guint16        port,
                                         GPtrArray     *listeners,
                                         GError       **error);
void          ptl_listener_free         (PtlListener   *self);
void          ptl_local_port_free       (PtlLocalPort  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlLocalPort, ptl_local_port_free)

G_END_DECLS
