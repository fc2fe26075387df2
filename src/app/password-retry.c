/* password-retry.c - the password, once more, where it was turned down
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/password-retry.h"

#include <glib/gi18n.h>

#include "app/password-guard.h"
#include "app/wrap-words.h"

/* Tries of one test (setup/logins.c); more only when the user asks for them. */
#define TRIES_MAX 2

struct _PtlPasswordRetry
{
  AdwBin       parent_instance;

  GtkLabel    *tries_label;
  GtkEditable *entry;
  GtkWidget   *button;

  PtlDraft    *draft;
};

G_DEFINE_FINAL_TYPE (PtlPasswordRetry, ptl_password_retry, ADW_TYPE_BIN)

static void
changed_cb (PtlPasswordRetry *self)
{
  gtk_widget_set_sensitive (self->button, *gtk_editable_get_text (self->entry) != '\0');
}

static void
retry_cb (PtlPasswordRetry *self)
{
  const char *text = gtk_editable_get_text (self->entry);
  g_autoptr(PtlDraft) draft = NULL;
  g_autoptr(PtlSecret) password = NULL;

  if (*text == '\0' || self->draft == NULL)
    return;

  draft = g_object_ref (self->draft);
  password = ptl_secret_new (text, -1);
  gtk_editable_set_text (self->entry, "");
  ptl_draft_set_password (draft, password);
  ptl_draft_test (draft, PTL_DRAFT_BOTH);
}

static void
ptl_password_retry_dispose (GObject *object)
{
  PtlPasswordRetry *self = PTL_PASSWORD_RETRY (object);

  g_clear_object (&self->draft);
  adw_bin_set_child (ADW_BIN (self), NULL);

  G_OBJECT_CLASS (ptl_password_retry_parent_class)->dispose (object);
}

static void
ptl_password_retry_class_init (PtlPasswordRetryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ptl_password_retry_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
    "/io/github/portolan_mail/Portolan/ui/password-retry.ui");
  gtk_widget_class_bind_template_child (widget_class, PtlPasswordRetry, tries_label);
  gtk_widget_class_bind_template_child (widget_class, PtlPasswordRetry, entry);
  gtk_widget_class_bind_template_child (widget_class, PtlPasswordRetry, button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
ptl_password_retry_init (PtlPasswordRetry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ptl_wrap_words (GTK_WIDGET (self));
  ptl_guard_password (self->entry);
}

static char *
tell_tries (guint n_tries)
{
  if (n_tries == 0)
    return g_strdup (_("No password was sent, so signing in has not been tested."));

  if (n_tries <= TRIES_MAX)
    /* Translators: the plural is that of the second number, of all tries */
    return g_strdup_printf (ngettext ("%u of %u try used; servers may lock an account after a few, "
                                      "so the next one waits for you.",
                                      "%u of %u tries used; servers may lock an account after a "
                                      "few, so the next one waits for you.", TRIES_MAX),
                            n_tries, TRIES_MAX);

  return g_strdup_printf (ngettext ("%u try used; servers may lock an account after a few.",
                                    "%u tries used; servers may lock an account after a few.",
                                    n_tries),
                          n_tries);
}

/**
 * ptl_password_retry_show:
 * @self: the entry
 * @draft: whose password
 * @side: the server that turned it down
 *
 * Offers to type another password, and says how often that was done.
 */
void
ptl_password_retry_show (PtlPasswordRetry *self,
                         PtlDraft         *draft,
                         PtlDraftSides     side)
{
  g_autofree char *tries = NULL;

  g_return_if_fail (PTL_IS_PASSWORD_RETRY (self));

  tries = tell_tries (ptl_draft_get_n_rejected (draft, side));
  gtk_label_set_text (self->tries_label, tries);
  g_set_object (&self->draft, draft);
}

gboolean
ptl_password_retry_take_focus (PtlPasswordRetry *self)
{
  g_return_val_if_fail (PTL_IS_PASSWORD_RETRY (self), FALSE);

  return gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
