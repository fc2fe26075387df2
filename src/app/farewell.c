/* farewell.c - accounts that were removed, as long as they can be taken back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/farewell.h"

#include <glib/gi18n.h>

/* To read a sentence, to find the button and to press it, by keyboard too. */
#define UNDO_S 10

struct _PtlFarewell
{
  GObject          parent_instance;

  PtlDrafts       *drafts;
  AdwToastOverlay *toasts;
  GPtrArray       *removed;   /* of drafts, the last one last */
  AdwToast        *toast;     /* in view */
  guint            timeout;
};

G_DEFINE_FINAL_TYPE (PtlFarewell, ptl_farewell, G_TYPE_OBJECT)

static void
ptl_farewell_dispose (GObject *object)
{
  PtlFarewell *self = PTL_FAREWELL (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_object (&self->toast);
  g_clear_object (&self->drafts);
  g_clear_object (&self->toasts);
  g_clear_pointer (&self->removed, g_ptr_array_unref);

  G_OBJECT_CLASS (ptl_farewell_parent_class)->dispose (object);
}

static void
ptl_farewell_class_init (PtlFarewellClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ptl_farewell_dispose;
}

static void
ptl_farewell_init (PtlFarewell *self)
{
  self->removed = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
say (PtlFarewell *self,
     const char  *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_timeout (toast, 0);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
not_removed_cb (PtlFarewell *self,
                PtlDraft    *draft,
                const char  *message)
{
  g_autofree char *name =
    g_markup_escape_text (ptl_account_get_address (ptl_draft_get_account (draft)), -1);
  g_autofree char *why = g_markup_escape_text (message, -1);
  g_autofree char *text = NULL;

  /* Translators: an address, and what went wrong */
  text = g_strdup_printf (_("%s is still there: %s"), name, why);
  say (self, text);
}

/* --- the toast --- */

static void
clear_out (PtlFarewell *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_ptr_array_set_size (self->removed, 0);
  ptl_drafts_clear_out (self->drafts);
}

static void
dismissed_cb (PtlFarewell *self,
              AdwToast    *toast)
{
  if (self->toast != toast)
    return;

  g_clear_object (&self->toast);
  clear_out (self);
}

static gboolean
timeout_cb (gpointer data)
{
  PtlFarewell *self = data;

  self->timeout = 0;

  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);

  return G_SOURCE_REMOVE;
}

static char *
describe_removed (PtlFarewell *self)
{
  PtlDraft *last = g_ptr_array_index (self->removed, self->removed->len - 1);
  g_autofree char *address =
    g_markup_escape_text (ptl_account_get_address (ptl_draft_get_account (last)), -1);

  if (self->removed->len == 1)
    return g_strdup_printf (_("%s will be removed"), address);

  return g_strdup_printf (ngettext ("%u account will be removed", "%u accounts will be removed",
                                    self->removed->len), self->removed->len);
}

/* One toast for all: a second one would wait until the first has gone. */
static void
update_toast (PtlFarewell *self)
{
  g_autofree char *text = NULL;

  g_clear_handle_id (&self->timeout, g_source_remove);

  if (self->removed->len == 0)
    {
      g_autoptr(AdwToast) toast = g_steal_pointer (&self->toast);

      if (toast != NULL)
        adw_toast_dismiss (toast);
      return;
    }

  text = describe_removed (self);
  self->timeout = g_timeout_add_seconds (UNDO_S, timeout_cb, self);

  if (self->toast != NULL)
    {
      adw_toast_set_title (self->toast, text);
      return;
    }

  self->toast = g_object_ref (adw_toast_new (text));
  adw_toast_set_timeout (self->toast, 0);
  adw_toast_set_button_label (self->toast, _("_Undo"));
  adw_toast_set_action_name (self->toast, "win.undo-last");
  g_signal_connect_object (self->toast, "dismissed", G_CALLBACK (dismissed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, g_object_ref (self->toast));
}

/* Its address was set up anew, so nobody can take it back. */
static void
forget_what_has_gone (PtlFarewell *self)
{
  guint n_before = self->removed->len;

  for (guint i = n_before; i > 0; i--)
    {
      if (!ptl_drafts_is_removed (self->drafts, g_ptr_array_index (self->removed, i - 1)))
        g_ptr_array_remove_index (self->removed, i - 1);
    }

  if (self->removed->len < n_before)
    update_toast (self);
}

/* --- in and out --- */

/**
 * ptl_farewell_new:
 * @drafts: the accounts
 * @toasts: where to tell of it
 *
 * Returns: (transfer full): nobody to take leave of yet
 */
PtlFarewell *
ptl_farewell_new (PtlDrafts       *drafts,
                  AdwToastOverlay *toasts)
{
  PtlFarewell *self = g_object_new (PTL_TYPE_FAREWELL, NULL);

  self->drafts = g_object_ref (drafts);
  self->toasts = g_object_ref (toasts);
  g_signal_connect_object (drafts, "not-removed", G_CALLBACK (not_removed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (ptl_drafts_get_list (drafts), "items-changed",
                           G_CALLBACK (forget_what_has_gone), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * ptl_farewell_remove:
 * @self: a farewell
 * @draft: an account
 *
 * Marks an account in the list as removed. It goes, with its passwords, when
 * the toast does: after ten seconds, or when the window closes.
 */
void
ptl_farewell_remove (PtlFarewell *self,
                     PtlDraft    *draft)
{
  g_return_if_fail (PTL_IS_FAREWELL (self));
  g_return_if_fail (PTL_IS_DRAFT (draft));

  if (ptl_drafts_is_removed (self->drafts, draft))
    return;

  g_ptr_array_add (self->removed, g_object_ref (draft));
  ptl_drafts_remove (self->drafts, draft);
  update_toast (self);
}

/**
 * ptl_farewell_undo:
 * @self: a farewell
 * @id: (nullable): an account's; %NULL for the one that was removed last
 *
 * Takes an account back.
 */
void
ptl_farewell_undo (PtlFarewell *self,
                   const char  *id)
{
  g_return_if_fail (PTL_IS_FAREWELL (self));

  for (guint i = self->removed->len; i > 0; i--)
    {
      g_autoptr(PtlDraft) draft = g_object_ref (g_ptr_array_index (self->removed, i - 1));

      if (id != NULL &&
          !g_str_equal (ptl_account_get_id (ptl_draft_get_account (draft)), id))
        continue;

      g_ptr_array_remove_index (self->removed, i - 1);
      ptl_drafts_undo (self->drafts, draft);
      update_toast (self);
      return;
    }
}

gboolean
ptl_farewell_can_undo (PtlFarewell *self)
{
  g_return_val_if_fail (PTL_IS_FAREWELL (self), FALSE);

  return self->removed->len > 0;
}

static void
busy_cb (PtlDrafts    *drafts,
         GParamSpec   *pspec,
         GApplication *application)
{
  if (ptl_drafts_is_busy (drafts))
    return;

  g_signal_handlers_disconnect_by_func (drafts, busy_cb, application);
  g_application_release (application);
}

/**
 * ptl_farewell_finish:
 * @self: a farewell
 * @application: what has to live until it is done
 *
 * The window closes: what was removed goes now.
 */
void
ptl_farewell_finish (PtlFarewell  *self,
                     GApplication *application)
{
  g_return_if_fail (PTL_IS_FAREWELL (self));

  clear_out (self);

  if (!ptl_drafts_is_busy (self->drafts))
    return;

  g_application_hold (application);
  g_signal_connect (self->drafts, "notify::is-busy", G_CALLBACK (busy_cb), application);
}
