/* details-window.c - everything a test saw of one server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/details-window.h"

#include <glib/gi18n.h>

#include "app/certificate-page.h"
#include "app/fact-row.h"
#include "app/wrap-words.h"
#include "setup/steps.h"
#include "setup/words.h"

struct _PtlDetailsWindow
{
  AdwWindow             parent_instance;

  AdwWindowTitle       *window_title;
  GtkLabel             *words_label;
  AdwPreferencesGroup  *steps_group;
  AdwPreferencesGroup  *facts_group;
  AdwPreferencesGroup  *addresses_group;
  AdwViewStackPage     *certificate_stack_page;
  PtlCertificatePage   *certificate_page;
  GtkTextView          *transcript_view;
  GtkWidget            *copy_button;
};

G_DEFINE_FINAL_TYPE (PtlDetailsWindow, ptl_details_window, ADW_TYPE_WINDOW)

static void
copy_cb (PtlDetailsWindow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->transcript_view);
  g_autofree char *text = NULL;
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  gtk_button_set_label (GTK_BUTTON (self->copy_button), _("Copied"));
}

static void
ptl_details_window_class_init (PtlDetailsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (PTL_TYPE_CERTIFICATE_PAGE);

  gtk_widget_class_set_template_from_resource (widget_class,
    "/io/github/portolan_mail/Portolan/ui/details-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PtlDetailsWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, PtlDetailsWindow, words_label);
  gtk_widget_class_bind_template_child (widget_class, PtlDetailsWindow, steps_group);
  gtk_widget_class_bind_template_child (widget_class, PtlDetailsWindow, facts_group);
  gtk_widget_class_bind_template_child (widget_class, PtlDetailsWindow, addresses_group);
  gtk_widget_class_bind_template_child (widget_class, PtlDetailsWindow, certificate_stack_page);
  gtk_widget_class_bind_template_child (widget_class, PtlDetailsWindow, certificate_page);
  gtk_widget_class_bind_template_child (widget_class, PtlDetailsWindow, transcript_view);
  gtk_widget_class_bind_template_child (widget_class, PtlDetailsWindow, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
ptl_details_window_init (PtlDetailsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ptl_wrap_words (GTK_WIDGET (self));
}

/* The probe's own steps, finer than those of the test page. */
static void
show_times (PtlDetailsWindow *self,
            const PtlResult  *result,
            const char       *title)
{
  static const char *const stages[PTL_STAGE_DONE] = {
    [PTL_STAGE_NAME] = N_("Look the Name Up"),
    [PTL_STAGE_TCP] = N_("Connect"),
    [PTL_STAGE_TLS] = N_("Start TLS and Check the Certificate"),
    [PTL_STAGE_GREETING] = N_("Wait for the Greeting"),
    [PTL_STAGE_STARTTLS] = N_("Ask for TLS (STARTTLS)"),
    [PTL_STAGE_CAPABILITIES] = N_("Ask What the Server Offers"),
    [PTL_STAGE_LOGIN] = N_("Sign In"),
    [PTL_STAGE_SENDER] = N_("Ask Whether You May Send"),
  };

  for (guint i = 0; i < PTL_STAGE_DONE; i++)
    {
      gboolean is_end = result->error != NULL && result->stage == i;
      g_autofree char *time = NULL;
      g_autofree char *text = NULL;

      if (result->times_ms[i] != PTL_RESULT_NOT_REACHED)
        time = ptl_time_to_words (result->times_ms[i]);
      else if (!is_end)
        continue;

      /* Translators: a time like "0.1 s"; a sentence on what went wrong */
      text = !is_end ? g_strdup_printf (_("Done in %s"), time)
             : title != NULL ? g_strdup_printf (_("Failed: %s"), title)
             : g_strdup (C_("step", "Failed"));

      ptl_fact_row_add (self->steps_group, _(stages[i]), text);
    }
}

static void
show_facts (PtlDetailsWindow   *self,
            const PtlResult    *result,
            const PtlCandidate *candidate)
{
  g_autofree char *port = g_strdup_printf ("%u", candidate->port);
  g_autofree char *total = ptl_time_to_words (result->total_ms);
  g_autofree char *mechanisms = result->mechanisms != NULL ? g_strjoinv (" ", result->mechanisms)
                                                           : NULL;
  g_autofree char *abilities = result->capabilities != NULL
                               ? g_strjoinv (" ", result->capabilities) : NULL;

  ptl_fact_row_add (self->facts_group, _("Server"), candidate->host);
  ptl_fact_row_add (self->facts_group, _("Port"), port);
  ptl_fact_row_add (self->facts_group, _("User Name"), candidate->user);
  ptl_fact_row_add (self->facts_group, _("Encryption"), result->tls_version);
  ptl_fact_row_add (self->facts_group, _("Cipher"), result->tls_cipher);
  ptl_fact_row_add (self->facts_group, _("Way of Signing In"), result->mechanism);
  ptl_fact_row_add (self->facts_group, _("Ways the Server Offers"), mechanisms);
  ptl_fact_row_add (self->facts_group, _("What the Server Can Do"), abilities);
  ptl_fact_row_add (self->facts_group, C_("time", "All Together"), total);
}

static char *
tell_attempt (const PtlAddressAttempt *attempt)
{
  g_autofree char *time = ptl_time_to_words (attempt->elapsed_ms);

  if (attempt->error == NULL)
    return g_strdup_printf (_("Answered in %s"), time);

  if (g_error_matches (attempt->error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return g_strdup_printf (_("No answer in %s"), time);

  if (g_error_matches (attempt->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_strdup (_("Another address was faster"));

  if (g_error_matches (attempt->error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return g_strdup_printf (_("Refused after %s"), time);

  return g_strdup_printf (_("Not reachable (after %s)"), time);
}

static void
show_addresses (PtlDetailsWindow *self,
                const PtlResult  *result)
{
  guint n_attempts = result->attempts != NULL ? result->attempts->len : 0;

  for (guint i = 0; i < n_attempts; i++)
    {
      const PtlAddressAttempt *attempt = g_ptr_array_index (result->attempts, i);
      g_autofree char *text = tell_attempt (attempt);

      ptl_fact_row_add (self->addresses_group, attempt->address, text);
    }

  gtk_widget_set_visible (GTK_WIDGET (self->addresses_group), n_attempts > 0);
}

static void
show_transcript (PtlDetailsWindow *self,
                 const PtlResult  *result)
{
  g_autofree char *joined = result->transcript != NULL ? g_strjoinv ("\n", result->transcript)
                                                       : NULL;
  g_autofree char *tame = ptl_words_tame (joined);
  gboolean is_empty = *tame == '\0';
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->transcript_view);

  /* A hyphen at the end of a line would look like something said. */
  GtkTextTag *tag = gtk_text_buffer_create_tag (buffer, NULL, "insert-hyphens", FALSE, NULL);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_set_text (buffer, is_empty ? _("Nothing was said.") : tame, -1);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
  gtk_widget_set_sensitive (self->copy_button, !is_empty);
}

static void
fill (PtlDetailsWindow *self,
      const PtlFinding *finding,
      PtlDraftSides     side)
{
  const PtlResult *result = finding->result;
  const char *said = finding->verdict != NULL ? finding->verdict->server_says : NULL;
  g_autofree char *words = ptl_words_tame (said);

  adw_window_title_set_title (self->window_title, side == PTL_DRAFT_OUTGOING
                                                  ? _("Sending in Detail")
                                                  : _("Receiving in Detail"));
  adw_window_title_set_subtitle (self->window_title, result->candidate->host);
  gtk_window_set_title (GTK_WINDOW (self), adw_window_title_get_title (self->window_title));

  gtk_label_set_text (self->words_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->words_label), *words != '\0');

  show_times (self, result, finding->verdict != NULL ? finding->verdict->title : NULL);
  show_facts (self, result, finding->candidate);
  show_addresses (self, result);
  show_transcript (self, result);

  adw_view_stack_page_set_visible (self->certificate_stack_page, result->certificate != NULL);

  if (result->certificate != NULL)
    ptl_certificate_page_set_certificate (self->certificate_page, result->certificate,
                                          result->candidate->host);
}

/**
 * ptl_details_window_present:
 * @parent: (nullable): the window that it belongs to
 * @draft: what was tested
 * @side: one of its servers
 *
 * Shows what the last test of that server saw. Does nothing if there was none.
 */
void
ptl_details_window_present (GtkWindow    *parent,
                            PtlDraft     *draft,
                            PtlDraftSides side)
{
  const PtlFinding *finding = ptl_draft_get_finding (draft, side);
  PtlDetailsWindow *self;

  if (finding == NULL || finding->result == NULL)
    return;

  self = g_object_new (PTL_TYPE_DETAILS_WINDOW,
                       "transient-for", parent,
                       "modal", parent != NULL,
                       "destroy-with-parent", TRUE,
                       NULL);
  fill (self, finding, side);
  ptl_certificate_page_offer_trust (self->certificate_page, draft, side);
  gtk_window_present (GTK_WINDOW (self));
}
