/* window-close.c - the window closes, unless something would be lost
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/window-private.h"

#include <glib/gi18n.h>

#include "app/wrap-words.h"

/* What could not be saved is shown, and the window stays. */
static void
stay_with (PtlWindow *self,
           PtlDraft  *draft)
{
  self->is_leaving = FALSE;
  ptl_accounts_view_show (self->view, draft);
}

static void
go_on_leaving (PtlWindow *self)
{
  g_autoptr(GPtrArray) changed = NULL;

  if (!self->is_leaving)
    return;

  changed = ptl_drafts_get_changed (self->drafts);

  for (guint i = 0; i < changed->len; i++)
    {
      PtlDraft *draft = g_ptr_array_index (changed, i);

      if (ptl_draft_get_activity (draft) == PTL_DRAFT_SAVING)
        return;

      if (ptl_draft_get_error (draft) != NULL)
        {
          stay_with (self, draft);
          return;
        }
    }

  self->is_leaving = FALSE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
save_all (PtlWindow *self)
{
  g_autoptr(GPtrArray) changed = ptl_drafts_get_changed (self->drafts);

  for (guint i = 0; i < changed->len; i++)
    {
      PtlDraft *draft = g_ptr_array_index (changed, i);

      if (!ptl_draft_is_complete (draft) || !ptl_draft_check_new_address (draft, NULL))
        {
          stay_with (self, draft);
          ptl_accounts_view_save (self->view);
          return;
        }
    }

  self->is_leaving = TRUE;

  for (guint i = 0; i < changed->len; i++)
    {
      PtlDraft *draft = g_ptr_array_index (changed, i);

      g_signal_handlers_disconnect_by_func (draft, go_on_leaving, self);
      g_signal_connect_object (draft, "changed", G_CALLBACK (go_on_leaving), self,
                               G_CONNECT_SWAPPED);
      ptl_draft_save (draft);
    }
}

static gboolean
close_cb (gpointer data)
{
  gtk_window_close (GTK_WINDOW (data));
  return G_SOURCE_REMOVE;
}

/* Not at once: the question must have gone before the window that it belongs to. */
static void
response_cb (PtlWindow  *self,
             const char *response)
{
  self->question = NULL;

  if (g_str_equal (response, "save"))
    {
      save_all (self);
    }
  else if (g_str_equal (response, "discard"))
    {
      self->may_lose = TRUE;
      g_idle_add_full (G_PRIORITY_DEFAULT, close_cb, g_object_ref (self), g_object_unref);
    }
}

static char *
describe (GPtrArray *changed)
{
  PtlAccount *account = ptl_draft_get_account (g_ptr_array_index (changed, 0));

  if (changed->len == 1)
    /* Translators: an email address */
    return g_strdup_printf (_("What you changed about %s is not saved yet."),
                            ptl_account_get_address (account));

  return g_strdup_printf (ngettext ("What you changed about %u account is not saved yet.",
                                    "What you changed about %u accounts is not saved yet.",
                                    changed->len), changed->len);
}

static void
ask (PtlWindow *self,
     GPtrArray *changed)
{
  g_autofree char *text = describe (changed);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _("Save Changes?"), text);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel", _("_Cancel"),
                                    "discard", _("_Discard"),
                                    "save", _("_Save"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);

  ptl_wrap_heading (dialog);

  self->question = GTK_WINDOW (dialog);
  gtk_window_present (self->question);
}

/**
 * ptl_window_has_to_stay:
 * @self: the window, that is to be closed
 *
 * Asks what is to become of changes that nobody saved.
 *
 * Returns: %TRUE if it must not close yet
 */
gboolean
ptl_window_has_to_stay (PtlWindow *self)
{
  g_autoptr(GPtrArray) changed = NULL;

  if (self->view != NULL)
    ptl_accounts_view_commit (self->view);

  changed = ptl_drafts_get_changed (self->drafts);

  if (self->may_lose || changed->len == 0)
    return FALSE;

  if (self->question != NULL)
    gtk_window_present (self->question);
  else if (!self->is_leaving)
    ask (self, changed);

  return TRUE;
}
