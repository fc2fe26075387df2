/* verdict-box.c - one verdict: what happened, why, and the button that helps
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/verdict-box.h"

#include <glib/gi18n.h>

#include "app/details-window.h"
#include "app/flow-layout.h"
#include "app/free-mnemonic.h"
#include "app/password-retry.h"
#include "app/remedy-button.h"
#include "app/wrap-words.h"
#include "setup/summary.h"
#include "setup/words.h"

struct _PtlVerdictBox
{
  PtlDraftView       parent_instance;

  GtkWidget         *box;
  GtkLabel          *about_label;
  GtkWidget         *icon;
  GtkLabel          *title_label;
  GtkLabel          *reason_label;
  PtlPasswordRetry  *password;
  GtkBox            *buttons;

  PtlVerdict        *verdict;       /* set by hand */
};

G_DEFINE_FINAL_TYPE (PtlVerdictBox, ptl_verdict_box, PTL_TYPE_DRAFT_VIEW)

static PtlDraft *
get_draft (PtlVerdictBox *self)
{
  return ptl_draft_view_get_draft (PTL_DRAFT_VIEW (self));
}

static void
set_words (GtkLabel   *label,
           const char *text)
{
  g_autofree char *tame = ptl_words_tame (text);

  gtk_label_set_text (label, tame);
  gtk_widget_set_visible (GTK_WIDGET (label), *tame != '\0');
}

static void
show_words (PtlVerdictBox    *self,
            const PtlSummary *summary)
{
  static const struct
  {
    const char *icon;
    const char *style;
    const char *word;
  } tones[PTL_N_TONES] = {
    [PTL_TONE_GOOD] = { "emblem-ok-symbolic", "success", NC_("verdict", "Works") },
    [PTL_TONE_WARNING] = { "dialog-warning-symbolic", "warning", NC_("verdict", "Warning") },
    [PTL_TONE_BAD] = { "dialog-error-symbolic", "error", NC_("verdict", "Failed") },
  };
  const char *box_classes[] = { "verdict", tones[summary->tone].style, NULL };
  const char *icon_classes[] = { tones[summary->tone].style, NULL };

  gtk_widget_set_css_classes (self->box, box_classes);
  gtk_widget_set_css_classes (self->icon, icon_classes);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), tones[summary->tone].icon);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  g_dpgettext2 (NULL, "verdict", tones[summary->tone].word),
                                  -1);

  set_words (self->about_label, summary->about);
  set_words (self->title_label, summary->title);
  set_words (self->reason_label, summary->reason);
}

static PtlDraftSides
get_side (GtkButton *button)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "side"));
}

static GtkWidget *
add_button (PtlVerdictBox *self,
            const char    *label,
            const char    *tooltip,
            PtlDraftSides  side,
            GCallback      callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  ptl_wrap_words (button);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tooltip);
  g_object_set_data (G_OBJECT (button), "side", GUINT_TO_POINTER (side));
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (self->buttons, button);

  return button;
}

static void
add_remedies (PtlVerdictBox    *self,
              const PtlSummary *summary)
{
  const PtlVerdict *verdict = summary->verdict;

  for (guint i = 0; verdict != NULL && i < verdict->remedies->len; i++)
    {
      const PtlRemedy *remedy = g_ptr_array_index (verdict->remedies, i);
      GtkWidget *button = ptl_remedy_button_new (remedy, get_draft (self), summary->side, i);

      gtk_widget_add_css_class (button, i == 0 && !verdict->is_ok ? "suggested-action" : "flat");
      gtk_box_append (self->buttons, button);
    }
}

static void
details_cb (PtlVerdictBox *self,
            GtkButton     *button)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  ptl_details_window_present (GTK_WINDOW (root), get_draft (self), get_side (button));
}

static void
add_details (PtlVerdictBox *self,
             PtlDraftSides  side,
             const char    *label)
{
  const PtlFinding *finding = ptl_draft_get_finding (get_draft (self), side);
  PtlDraftSides shown = ptl_draft_view_get_side (PTL_DRAFT_VIEW (self));

  if ((shown & side) == 0 || finding == NULL || finding->result == NULL)
    return;

  add_button (self, label, _("Steps, certificate and what was said"), side,
              G_CALLBACK (details_cb));
}

static void
insecure_cb (PtlVerdictBox *self,
             GtkButton     *button)
{
  PtlDraftSides side = get_side (button);

  ptl_draft_allow_insecure (get_draft (self), side, TRUE);
  ptl_draft_test (get_draft (self), side);
}

static void
show_actions (PtlVerdictBox    *self,
              const PtlSummary *summary)
{
  add_remedies (self, summary);

  if (get_draft (self) == NULL || self->verdict != NULL)
    return;

  if (summary->wants_word)
    add_button (self, _("Test _Without Encryption"),
                _("Sends the password readable for everybody on the way"), summary->side,
                G_CALLBACK (insecure_cb));

  if (summary->wants_password)
    ptl_password_retry_show (self->password, get_draft (self), summary->side);

  /* Two boxes on one page must not have two buttons of one name. */
  if (summary->side == PTL_DRAFT_BOTH ||
      ptl_draft_view_get_side (PTL_DRAFT_VIEW (self)) != PTL_DRAFT_BOTH)
    {
      add_details (self, PTL_DRAFT_INCOMING, _("_Receiving in Detail"));
      add_details (self, PTL_DRAFT_OUTGOING, _("Sen_ding in Detail"));
      return;
    }

  add_details (self, summary->side, _("Show _Details"));
  add_details (self, PTL_DRAFT_BOTH ^ summary->side, _("_Other Server’s Details"));
}

/* Of our own words, which have at most one "_". */
static void
update_mnemonic (GtkButton *button)
{
  g_auto(GStrv) parts = g_strsplit (gtk_button_get_label (button), "_", 2);
  g_autofree char *label = g_strjoinv ("", parts);
  gunichar wish = parts[0] != NULL && parts[1] != NULL ? g_utf8_get_char (parts[1]) : 0;

  ptl_free_mnemonic_for_button (button, label, wish);
}

/* All else must be there, and in a window. */
static void
update_mnemonics (PtlVerdictBox *self)
{
  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->buttons));
       button != NULL; button = gtk_widget_get_next_sibling (button))
    {
      if (PTL_IS_REMEDY_BUTTON (button))
        ptl_remedy_button_update_mnemonic (PTL_REMEDY_BUTTON (button));
      else
        update_mnemonic (GTK_BUTTON (button));
    }
}

/* GTK 4.8 never frees a window in which an entry was hidden while it had the focus. */
static void
let_go_of_focus (PtlVerdictBox *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    gtk_root_set_focus (root, NULL);
}

static void
refresh (PtlDraftView *view)
{
  PtlVerdictBox *self = PTL_VERDICT_BOX (view);
  PtlDraftSides side = ptl_draft_view_get_side (view);
  g_auto(PtlSummary) summary = { .side = side };
  gboolean has_news = FALSE;
  GtkWidget *button;

  let_go_of_focus (self);

  while ((button = gtk_widget_get_first_child (GTK_WIDGET (self->buttons))) != NULL)
    gtk_box_remove (self->buttons, button);

  if (self->verdict != NULL)
    {
      ptl_summary_take (self->verdict, &summary);
      has_news = TRUE;
    }
  else if (get_draft (self) != NULL)
    {
      has_news = ptl_summary_read (get_draft (self), side, &summary);
    }

  gtk_widget_set_visible (GTK_WIDGET (self->password), has_news && summary.wants_password);
  gtk_widget_set_visible (GTK_WIDGET (self), has_news);

  if (!has_news)
    return;

  show_words (self, &summary);
  show_actions (self, &summary);
  update_mnemonics (self);
  gtk_widget_set_visible (GTK_WIDGET (self->buttons),
                          gtk_widget_get_first_child (GTK_WIDGET (self->buttons)) != NULL);
}

static void
ptl_verdict_box_map (GtkWidget *widget)
{
  update_mnemonics (PTL_VERDICT_BOX (widget));

  GTK_WIDGET_CLASS (ptl_verdict_box_parent_class)->map (widget);
}

static void
ptl_verdict_box_dispose (GObject *object)
{
  PtlVerdictBox *self = PTL_VERDICT_BOX (object);

  g_clear_pointer (&self->verdict, ptl_verdict_free);

  G_OBJECT_CLASS (ptl_verdict_box_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (PTL_TYPE_FLOW_LAYOUT);
  g_type_ensure (PTL_TYPE_PASSWORD_RETRY);

  gtk_widget_class_set_template_from_resource (widget_class,
    "/io/github/portolan_mail/Portolan/ui/verdict-box.ui");
  gtk_widget_class_bind_template_child (widget_class, PtlVerdictBox, box);
  gtk_widget_class_bind_template_child (widget_class, PtlVerdictBox, about_label);
  gtk_widget_class_bind_template_child (widget_class, PtlVerdictBox, icon);
  gtk_widget_class_bind_template_child (widget_class, PtlVerdictBox, title_label);
  gtk_widget_class_bind_template_child (widget_class, PtlVerdictBox, reason_label);
  gtk_widget_class_bind_template_child (widget_class, PtlVerdictBox, password);
  gtk_widget_class_bind_template_child (widget_class, PtlVerdictBox, buttons);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
ptl_verdict_box_class_init (PtlVerdictBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ptl_verdict_box_dispose;
  GTK_WIDGET_CLASS (klass)->map = ptl_verdict_box_map;
  PTL_DRAFT_VIEW_CLASS (klass)->refresh = refresh;

  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
ptl_verdict_box_init (PtlVerdictBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ptl_wrap_names (GTK_WIDGET (self));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->title_label, NULL,
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->reason_label, NULL,
                                  -1);

  refresh (PTL_DRAFT_VIEW (self));
}

GtkWidget *
ptl_verdict_box_new (void)
{
  return g_object_new (PTL_TYPE_VERDICT_BOX, NULL);
}

/**
 * ptl_verdict_box_set_verdict:
 * @self: a verdict box
 * @verdict: (nullable): what to show instead of the draft's
 *
 * Shows any verdict; of its buttons only those work that open a page.
 */
void
ptl_verdict_box_set_verdict (PtlVerdictBox    *self,
                             const PtlVerdict *verdict)
{
  g_return_if_fail (PTL_IS_VERDICT_BOX (self));

  g_clear_pointer (&self->verdict, ptl_verdict_free);
  self->verdict = verdict != NULL ? ptl_verdict_copy (verdict) : NULL;
  refresh (PTL_DRAFT_VIEW (self));
}

/**
 * ptl_verdict_box_take_focus:
 * @self: a verdict box
 *
 * Moves the keyboard to what helps most: the password's entry, or the first
 * button. (Moving it as the Tab key does would pass over what has only just
 * come into view.)
 *
 * Returns: %FALSE if there is nothing to move it to
 */
gboolean
ptl_verdict_box_take_focus (PtlVerdictBox *self)
{
  GtkWidget *button;

  g_return_val_if_fail (PTL_IS_VERDICT_BOX (self), FALSE);

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return FALSE;

  if (gtk_widget_get_visible (GTK_WIDGET (self->password)))
    return ptl_password_retry_take_focus (self->password);

  button = gtk_widget_get_first_child (GTK_WIDGET (self->buttons));
  return button != NULL && gtk_widget_grab_focus (button);
}
