/* local-check.c - who listens on a port of this computer, asked in the background
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "setup/local-check.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * ptl_local_check_is_local:
 * @host: what was typed as the name of a server
 *
 * Whether this is the computer itself: "localhost" and the names below it (RFC
 * 6761, 6.3), 127.0.0.0/8 and ::1.
 *
 * Returns: %TRUE if it is
 */
gboolean
ptl_local_check_is_local (const char *host)
{
  g_autofree char *name = NULL;
  g_autoptr(GInetAddress) address = NULL;
  gsize length;

  g_return_val_if_fail (host != NULL, FALSE);

  name = g_strstrip (g_ascii_strdown (host, -1));
  length = strlen (name);

  if (length > 2 && name[0] == '[' && name[length - 1] == ']')
    {
      name[length - 1] = '\0';
      memmove (name, name + 1, length - 1);
    }
  else if (length > 1 && name[length - 1] == '.')
    {
      name[length - 1] = '\0';
    }

  if (g_str_equal (name, "localhost") || g_str_has_suffix (name, ".localhost"))
    return TRUE;

  address = g_inet_address_new_from_string (name);
  return address != NULL && g_inet_address_get_is_loopback (address);
}

static void
check_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  g_autoptr(GError) error = NULL;
  PtlLocalPort *local = ptl_local_ports_check (GPOINTER_TO_UINT (task_data), NULL, &error);

  if (local != NULL)
    g_task_return_pointer (task, local, (GDestroyNotify) ptl_local_port_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * ptl_local_check_async:
 * @port: 1 to 65535
 * @cancellable: (nullable): nobody wants to know any more
 * @callback: called in the caller's main context
 *
 * Asks the kernel who holds a port of this computer, and which one is free.
 */
void
ptl_local_check_async (guint16              port,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (port > 0);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, ptl_local_check_async);
  g_task_set_task_data (task, GUINT_TO_POINTER (port), NULL);
  g_task_run_in_thread (task, check_in_thread);
}

/**
 * ptl_local_check_finish:
 * @result: what the callback got
 * @error: `G_IO_ERROR_CANCELLED`, or why the kernel did not let us ask
 *
 * Returns: (transfer full): what there is to know
 */
PtlLocalPort *
ptl_local_check_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static char *
describe_holder (const PtlLocalPort *local)
{
  const PtlListener *first = g_ptr_array_index (local->listeners, 0);
  gboolean is_known = first->program != NULL && first->pid > 0;

  if (is_known && local->next_free == 0)
    return g_strdup_printf (_("The program “%s” (process %d) listens on port %u of this "
                              "computer."), first->program, first->pid, local->port);

  if (is_known)
    return g_strdup_printf (_("The program “%s” (process %d) listens on port %u of this "
                              "computer. The next free port is %u."),
                            first->program, first->pid, local->port, local->next_free);

  if (local->is_sandboxed)
    return g_strdup_printf (_("A program listens on port %u of this computer; which one, Portolan "
                              "cannot see from inside its sandbox."), local->port);

  if (local->next_free == 0)
    return g_strdup_printf (_("A program of the system or of another user listens on port %u of "
                              "this computer."), local->port);

  return g_strdup_printf (_("A program of the system or of another user listens on port %u of "
                            "this computer. The next free port is %u."),
                          local->port, local->next_free);
}

/**
 * ptl_local_check_describe:
 * @local: what the kernel said
 *
 * What it means for somebody who wants to reach a server on this computer.
 *
 * Returns: (transfer full): translated sentences
 */
char *
ptl_local_check_describe (const PtlLocalPort *local)
{
  g_return_val_if_fail (local != NULL, NULL);

  if (local->listeners->len == 0 && local->is_free)
    return g_strdup_printf (_("Nothing listens on port %u of this computer: the server is not "
                              "running, or it uses another port."), local->port);

  if (local->listeners->len == 0)
    return g_strdup_printf (_("Nothing listens on port %u of this computer, and only the system "
                              "may start a server there."), local->port);

  return describe_holder (local);
}
