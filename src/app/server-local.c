/* server-local.c - who holds the port of a server on this computer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/server-group-private.h"

#include "setup/local-check.h"

static void
put_local (PtlServerGroup     *self,
           const PtlLocalPort *local)
{
  guint free_port = 0;

  if (local != NULL && local->listeners->len > 0)
    free_port = local->next_free;

  ptl_server_group_put_text (self, &self->local_note,
                             local != NULL ? ptl_local_check_describe (local) : NULL,
                             "local-note");

  if (self->free_port == free_port)
    return;

  self->free_port = free_port;
  g_object_notify (G_OBJECT (self), "free-port");
}

static void
local_checked_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(PtlServerGroup) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PtlLocalPort) local = ptl_local_check_finish (result, &error);

  /* A later question has taken over, or the window is gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->local_check);
  put_local (self, local);
}

/* Asks the kernel, if the server is on this computer. */
void
ptl_server_group_check_local (PtlServerGroup *self)
{
  g_cancellable_cancel (self->local_check);
  g_clear_object (&self->local_check);

  if (self->service == NULL ||
      !ptl_local_check_is_local (ptl_service_get_host (self->service)))
    {
      put_local (self, NULL);
      return;
    }

  self->local_check = g_cancellable_new ();
  ptl_local_check_async (ptl_service_get_port (self->service), self->local_check,
                         local_checked_cb, g_object_ref (self));
}

static void
use_free_port (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  PtlServerGroup *self = PTL_SERVER_GROUP (widget);

  if (self->free_port != 0)
    ptl_service_set_port (self->service, self->free_port);
}

void
ptl_server_group_class_check_local (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "server.use-free-port", NULL, use_free_port);
}
