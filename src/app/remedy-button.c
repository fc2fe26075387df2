/* remedy-button.c - the button that does what a verdict proposes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/remedy-button.h"

#include <glib/gi18n.h>

#include "app/free-mnemonic.h"
#include "app/wrap-words.h"
#include "setup/words.h"

struct _PtlRemedyButton
{
  GtkButton         parent_instance;

  PtlDraft         *draft;
  PtlDraftSides     side;
  guint             index;
  PtlRemedyAction   action;
  char             *label;
  char             *url;
  guint             seconds;

  guint             left_s;
  guint             source;
};

G_DEFINE_FINAL_TYPE (PtlRemedyButton, ptl_remedy_button, GTK_TYPE_BUTTON)

static void
show_label (PtlRemedyButton *self)
{
  ptl_free_mnemonic_for_button (GTK_BUTTON (self), self->label, 0);
}

static void
show_countdown (PtlRemedyButton *self)
{
  g_autofree char *label =
    g_strdup_printf (ngettext ("Trying Again in %u Second", "Trying Again in %u Seconds",
                               self->left_s),
                     self->left_s);

  gtk_button_set_label (GTK_BUTTON (self), label);
}

static gboolean
tick_cb (gpointer data)
{
  PtlRemedyButton *self = data;

  if (self->left_s > 0 && --self->left_s > 0)
    {
      show_countdown (self);
      return G_SOURCE_CONTINUE;
    }

  self->source = 0;
  ptl_draft_apply_remedy (self->draft, self->side, self->index);

  return G_SOURCE_REMOVE;
}

static void
wait_or_not (PtlRemedyButton *self)
{
  if (self->source != 0)
    {
      g_clear_handle_id (&self->source, g_source_remove);
      show_label (self);
      return;
    }

  self->left_s = self->seconds;
  self->source = g_timeout_add_seconds (1, tick_cb, self);
  show_countdown (self);
}

static void
ptl_remedy_button_clicked (GtkButton *button)
{
  PtlRemedyButton *self = PTL_REMEDY_BUTTON (button);

  if (self->action == PTL_REMEDY_OPEN_HELP)
    gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->url,
                  GDK_CURRENT_TIME);
  else if (self->draft == NULL)
    return;
  else if (self->action == PTL_REMEDY_WAIT)
    wait_or_not (self);
  else
    ptl_draft_apply_remedy (self->draft, self->side, self->index);
}

static void
ptl_remedy_button_dispose (GObject *object)
{
  PtlRemedyButton *self = PTL_REMEDY_BUTTON (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (ptl_remedy_button_parent_class)->dispose (object);
}

static void
ptl_remedy_button_finalize (GObject *object)
{
  PtlRemedyButton *self = PTL_REMEDY_BUTTON (object);

  g_free (self->label);
  g_free (self->url);

  G_OBJECT_CLASS (ptl_remedy_button_parent_class)->finalize (object);
}

static void
ptl_remedy_button_class_init (PtlRemedyButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ptl_remedy_button_dispose;
  object_class->finalize = ptl_remedy_button_finalize;

  GTK_BUTTON_CLASS (klass)->clicked = ptl_remedy_button_clicked;
}

static void
ptl_remedy_button_init (PtlRemedyButton *self)
{
}

static const char *
explain (PtlRemedyAction action)
{
  switch (action)
    {
    case PTL_REMEDY_SET_PORT:
    case PTL_REMEDY_SET_SECURITY:
    case PTL_REMEDY_SET_HOST:
    case PTL_REMEDY_SET_USER:
      return _("Changes this setting and tests only this server again");

    case PTL_REMEDY_WAIT:
      return _("Counts down, then tests this server again; press once more to stop counting");

    case PTL_REMEDY_OPEN_HELP:
      return _("Opens in the web browser");

    case PTL_REMEDY_RETRY:
    default:
      return _("Tests this server again with the same settings");
    }
}

/**
 * ptl_remedy_button_new:
 * @remedy: what it does
 * @draft: (nullable): whose server it is about
 * @side: which one
 * @index: the remedy's place in its verdict
 *
 * Returns: (transfer floating): a button; only one that opens a page does
 *   something without a @draft
 */
GtkWidget *
ptl_remedy_button_new (const PtlRemedy *remedy,
                       PtlDraft        *draft,
                       PtlDraftSides    side,
                       guint            index)
{
  PtlRemedyButton *self;

  g_return_val_if_fail (remedy != NULL, NULL);

  self = g_object_new (PTL_TYPE_REMEDY_BUTTON, NULL);
  self->draft = draft != NULL ? g_object_ref (draft) : NULL;
  self->side = side;
  self->index = index;
  self->action = remedy->action;
  self->label = ptl_words_tame (remedy->label);
  self->url = g_strdup (remedy->url);
  self->seconds = remedy->seconds;

  show_label (self);
  ptl_wrap_words (GTK_WIDGET (self));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), explain (remedy->action));

  return GTK_WIDGET (self);
}

/**
 * ptl_remedy_button_update_mnemonic:
 * @self: a button that is in its place, as all others are
 *
 * Looks for a letter that leads to it and to nothing else.
 */
void
ptl_remedy_button_update_mnemonic (PtlRemedyButton *self)
{
  g_return_if_fail (PTL_IS_REMEDY_BUTTON (self));

  if (self->source == 0)
    show_label (self);
}
