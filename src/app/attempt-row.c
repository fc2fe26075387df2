/* attempt-row.c - a server that is being tried, as a row
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/attempt-row.h"

#include <glib/gi18n.h>

#include "app/labels.h"
#include "app/wrap-words.h"
#include "setup/words.h"

struct _PtlAttemptRow
{
  AdwActionRow   parent_instance;

  GtkStack      *mark;
  GtkSpinner    *spinner;
  GtkImage      *icon;
  GtkLabel      *time_label;

  PtlAttempt    *attempt;
};

G_DEFINE_FINAL_TYPE (PtlAttemptRow, ptl_attempt_row, ADW_TYPE_ACTION_ROW)

static const char * const stage_words[] = {
  [PTL_STAGE_NAME] = N_("looking up the name"),
  [PTL_STAGE_TCP] = N_("connecting"),
  [PTL_STAGE_TLS] = N_("securing the connection"),
  [PTL_STAGE_GREETING] = N_("waiting for the greeting"),
  [PTL_STAGE_STARTTLS] = N_("asking for encryption"),
  [PTL_STAGE_CAPABILITIES] = N_("asking what it can do"),
  [PTL_STAGE_LOGIN] = N_("signing in"),
  [PTL_STAGE_SENDER] = N_("asking whether you may send"),
  [PTL_STAGE_DONE] = N_("done"),
};

static const struct
{
  const char *words;
  const char *icon;
  const char *style;
} states[] = {
  [PTL_ATTEMPT_WAITING] = { N_("waiting"), "content-loading-symbolic", "dim-label" },
  [PTL_ATTEMPT_RUNNING] = { NULL, NULL, NULL },
  [PTL_ATTEMPT_USABLE] = { N_("answers"), "emblem-ok-symbolic", "success" },
  [PTL_ATTEMPT_LOGGED_IN] = { N_("signed in"), "emblem-ok-symbolic", "success" },
  [PTL_ATTEMPT_FAILED] = { N_("did not work"), "dialog-error-symbolic", "error" },
  [PTL_ATTEMPT_DROPPED] = { N_("not needed"), "list-remove-symbolic", "dim-label" },
};

static const char *
describe_state (PtlAttempt *attempt)
{
  PtlAttemptState state = ptl_attempt_get_state (attempt);
  const PtlVerdict *verdict = ptl_attempt_get_verdict (attempt);

  if (state == PTL_ATTEMPT_RUNNING)
    return _(stage_words[ptl_attempt_get_stage (attempt)]);

  if (state == PTL_ATTEMPT_FAILED && verdict != NULL)
    return verdict->title;

  return _(states[state].words);
}

static void
update_mark (PtlAttemptRow   *self,
             PtlAttemptState  state)
{
  gboolean is_running = state == PTL_ATTEMPT_RUNNING;
  const char *style[] = { states[state].style, NULL };

  gtk_stack_set_visible_child (self->mark, is_running ? GTK_WIDGET (self->spinner)
                                                      : GTK_WIDGET (self->icon));
  gtk_spinner_set_spinning (self->spinner, is_running);

  if (is_running)
    return;

  gtk_image_set_from_icon_name (self->icon, states[state].icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), style);
}

static void
update (PtlAttemptRow *self)
{
  const PtlCandidate *candidate = ptl_attempt_get_candidate (self->attempt);
  PtlAttemptState state = ptl_attempt_get_state (self->attempt);
  gboolean is_over = state != PTL_ATTEMPT_WAITING && state != PTL_ATTEMPT_RUNNING;
  g_autofree char *security = ptl_label_security (NULL, candidate->security);
  g_autofree char *time = ptl_time_to_words (ptl_attempt_get_elapsed_ms (self->attempt));
  /* Translators: protocol, security, what is being done: “IMAP, SSL/TLS: connecting” */
  g_autofree char *subtitle = g_strdup_printf (_("%s, %s: %s"),
                                               ptl_protocol_get_label (candidate->protocol),
                                               security, describe_state (self->attempt));

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_label_set_label (self->time_label, is_over ? time : "");
  update_mark (self, state);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle,
                                  -1);
}

static void
ptl_attempt_row_dispose (GObject *object)
{
  PtlAttemptRow *self = PTL_ATTEMPT_ROW (object);

  g_clear_object (&self->attempt);

  G_OBJECT_CLASS (ptl_attempt_row_parent_class)->dispose (object);
}

static void
ptl_attempt_row_class_init (PtlAttemptRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ptl_attempt_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
    "/io/github/portolan_mail/Portolan/ui/attempt-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PtlAttemptRow, mark);
  gtk_widget_class_bind_template_child (widget_class, PtlAttemptRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, PtlAttemptRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PtlAttemptRow, time_label);
}

static void
ptl_attempt_row_init (PtlAttemptRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ptl_wrap_names (GTK_WIDGET (self));
}

/**
 * ptl_attempt_row_new:
 * @attempt: a server that is being tried
 *
 * Returns: (transfer floating): a row that follows @attempt
 */
GtkWidget *
ptl_attempt_row_new (PtlAttempt *attempt)
{
  PtlAttemptRow *self = g_object_new (PTL_TYPE_ATTEMPT_ROW, NULL);
  const PtlCandidate *candidate = ptl_attempt_get_candidate (attempt);
  g_autofree char *title = NULL;

  /* Translators: a server's name and port */
  title = g_strdup_printf (_("%s, port %u"), candidate->host, candidate->port);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);

  self->attempt = g_object_ref (attempt);
  g_signal_connect_object (attempt, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
