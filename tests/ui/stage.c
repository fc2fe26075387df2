/* stage.c - the window on the demo provider, brought into any state
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "stage.h"

#include "demo/world.h"

#define PATIENCE_S 30
#define SETTLE_MS  200
#define SILENT_BACKLOG 16

static gboolean
impatient_cb (gpointer data)
{
  g_error ("The stage waits for %s, in vain", (const char *) data);
  return G_SOURCE_REMOVE;
}

static gboolean
settled_cb (gpointer data)
{
  gboolean *is_settled = data;

  *is_settled = TRUE;
  return G_SOURCE_REMOVE;
}

/* Takes connections, for the kernel does, and says nothing. */
static GSocket *
listen_in_silence (void)
{
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GError) error = NULL;
  GSocket *socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, 0, &error);

  g_assert_no_error (error);
  g_socket_bind (socket, address, FALSE, &error);
  g_assert_no_error (error);
  g_socket_set_listen_backlog (socket, SILENT_BACKLOG);
  g_socket_listen (socket, &error);
  g_assert_no_error (error);

  return socket;
}

static guint16
get_port (GSocket *socket)
{
  g_autoptr(GSocketAddress) address = g_socket_get_local_address (socket, NULL);

  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
}

Stage *
stage_new (void)
{
  static const char * const here[] = { "127.0.0.1", NULL };
  g_autoptr(GError) error = NULL;
  Stage *self = g_new0 (Stage, 1);
  PtlResolver *resolver;

  self->demo = ptl_demo_new (&error);
  g_assert_no_error (error);
  self->network = ptl_demo_make_network (self->demo, &error);
  g_assert_no_error (error);
  self->path = ptl_demo_make_accounts_path (&error);
  g_assert_no_error (error);
  self->accounts = ptl_accounts_new (self->path);
  self->store = ptl_memory_store_new ();
  self->silent = listen_in_silence ();

  resolver = ptl_network_get_resolver (self->network);
  ptl_resolver_set_addresses (resolver, STAGE_OTHER_HOST, here);
  ptl_resolver_set_addresses (resolver, "imap.silent.test", here);
  ptl_network_move_port (self->network, STAGE_SILENT_PORT, get_port (self->silent));

  self->application = ptl_application_new ();
  ptl_application_set_world (self->application, self->network, self->accounts, self->store);
  g_application_set_flags (G_APPLICATION (self->application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (self->application), NULL, &error);
  g_assert_no_error (error);

  return self;
}

void
stage_free (Stage *self)
{
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));

  while (g_main_context_iteration (NULL, FALSE));

  g_clear_object (&self->application);
  g_clear_object (&self->silent);
  ptl_demo_remove_accounts (self->path);
  ptl_secret_store_free (self->store);
  ptl_accounts_free (self->accounts);
  ptl_network_unref (self->network);
  ptl_demo_free (self->demo);
  g_free (self->path);
  g_free (self);
}

/* Opens the window; accounts are added before. */
void
stage_open (Stage *self)
{
  self->window = ptl_window_new (self->application);
  gtk_window_present (GTK_WINDOW (self->window));
  stage_settle (self);
}

void
stage_settle (Stage *self)
{
  gboolean is_settled = FALSE;

  g_timeout_add (SETTLE_MS, settled_cb, &is_settled);
  while (!is_settled)
    g_main_context_iteration (NULL, TRUE);
}

static void
painted_cb (gboolean *is_painted)
{
  *is_painted = TRUE;
}

/* Waits until the topmost window was painted once more: on a busy machine it
 * can have no size before that, and then there is no picture of it. */
void
stage_wait_painted (Stage *self)
{
  GtkWidget *window = GTK_WIDGET (stage_get_top (self));
  guint source = g_timeout_add_seconds (PATIENCE_S, impatient_cb, (gpointer) "a frame");
  gboolean is_painted = FALSE;
  gulong handler = g_signal_connect_swapped (gtk_widget_get_frame_clock (window), "after-paint",
                                             G_CALLBACK (painted_cb), &is_painted);

  gtk_widget_queue_draw (window);
  while (!is_painted)
    g_main_context_iteration (NULL, TRUE);

  g_signal_handler_disconnect (gtk_widget_get_frame_clock (window), handler);
  g_source_remove (source);
}

/* Waits until nothing goes on. */
void
stage_wait (Stage    *self,
            PtlDraft *draft)
{
  guint source = g_timeout_add_seconds (PATIENCE_S, impatient_cb, (gpointer) "a draft");

  while (ptl_draft_get_activity (draft) != PTL_DRAFT_IDLE)
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (source);
}

PtlAccount *
stage_add_account (Stage           *self,
                   const char      *address,
                   PtlAccountState  state)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr(GError) error = NULL;
  PtlAccount *account = ptl_account_new (id);
  PtlService *incoming = ptl_account_get_incoming (account);
  PtlService *outgoing = ptl_account_get_outgoing (account);

  ptl_account_set_name (account, "Ann Example");
  ptl_account_set_address (account, address);
  ptl_service_set_host (incoming, "imap.demo.test");
  ptl_service_set_user (incoming, address);
  ptl_service_set_host (outgoing, "smtp.demo.test");
  ptl_service_set_user (outgoing, address);
  ptl_account_set_state (account, state);
  ptl_accounts_save (self->accounts, account, &error);
  g_assert_no_error (error);

  return account;
}

PtlDraft *
stage_open_wizard (Stage      *self,
                   const char *address,
                   const char *password)
{
  g_autoptr(PtlSecret) secret = ptl_secret_new (password, -1);
  PtlDraft *draft;

  stage_open (self);
  ptl_window_open_wizard (self->window, address);
  draft = ptl_wizard_get_draft (PTL_WIZARD (stage_find_type (self, PTL_TYPE_WIZARD, 0)));
  ptl_account_set_name (ptl_draft_get_account (draft), "Ann Example");

  if (*password != '\0')
    ptl_draft_set_password (draft, secret);

  return draft;
}

void
stage_show (Stage      *self,
            const char *page)
{
  ptl_wizard_show_page (PTL_WIZARD (stage_find_type (self, PTL_TYPE_WIZARD, 0)), page);
}

void
each_widget (GtkWidget *widget,
             EachFunc   func,
             gpointer   data)
{
  func (widget, data);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    each_widget (child, func, data);
}

static GtkWidget *
find (GtkWidget  *widget,
      GType       type,
      const char *id,
      guint      *nth)
{
  const char *own_id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));
  gboolean fits = id != NULL ? g_strcmp0 (own_id, id) == 0
                             : G_TYPE_CHECK_INSTANCE_TYPE (widget, type);

  if (fits && (*nth)-- == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, id, nth);

      if (found != NULL)
        return found;
    }

  return NULL;
}

GtkWidget *
stage_find_type (Stage *self,
                 GType  type,
                 guint  nth)
{
  GtkWidget *found = find (GTK_WIDGET (self->window), type, NULL, &nth);

  g_assert_nonnull (found);
  return found;
}

GtkWidget *
stage_find_id (Stage      *self,
               const char *id)
{
  guint nth = 0;
  GtkWidget *found = find (GTK_WIDGET (self->window), G_TYPE_NONE, id, &nth);

  if (found == NULL)
    g_error ("Nothing in the window is called %s", id);
  return found;
}

static GtkWindow *
find_dialog_of (GtkWindow *window)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (gtk_widget_get_mapped (l->data) && gtk_window_get_transient_for (l->data) == window)
      return l->data;

  return NULL;
}

/* The window in front: a dialog, or the question that a dialog asks. */
GtkWindow *
stage_get_top (Stage *self)
{
  GtkWindow *top = GTK_WINDOW (self->window);

  for (GtkWindow *dialog; (dialog = find_dialog_of (top)) != NULL; )
    top = dialog;

  return top;
}
