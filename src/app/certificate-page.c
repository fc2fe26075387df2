/* certificate-page.c - a server's certificate as facts one can compare
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/certificate-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/fact-row.h"
#include "app/wrap-words.h"
#include "setup/words.h"

/* More names than one looks through; the rest is counted. */
#define NAMES_SHOWN 20

struct _PtlCertificatePage
{
  AdwBin                parent_instance;

  AdwPreferencesGroup  *faults_group;
  AdwPreferencesGroup  *facts_group;
  AdwPreferencesGroup  *print_group;
  GtkLabel             *print_label;
  GtkWidget            *trust_box;
  GtkLabel             *trust_label;
  GtkButton            *trust_button;

  PtlDraft             *draft;     /* NULL while there is nothing to be decided */
  PtlDraftSides         side;
};

G_DEFINE_FINAL_TYPE (PtlCertificatePage, ptl_certificate_page, ADW_TYPE_BIN)

/* --- trust --- */

/* What the window shows is out of date from now on. */
static void
decide (PtlCertificatePage *self,
        gboolean            trust)
{
  g_autoptr(PtlDraft) draft = g_object_ref (self->draft);
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));
  PtlDraftSides side = self->side;

  gtk_window_close (GTK_WINDOW (window));
  ptl_draft_trust (draft, side, trust);
}

static gboolean
trust_now_cb (gpointer data)
{
  PtlCertificatePage *self = data;

  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL && self->draft != NULL)
    decide (self, TRUE);

  return G_SOURCE_REMOVE;
}

/* Not at once: the question must have gone before the window that it belongs to. */
static void
response_cb (PtlCertificatePage *self,
             const char         *response)
{
  if (g_str_equal (response, "trust"))
    g_idle_add_full (G_PRIORITY_DEFAULT, trust_now_cb, g_object_ref (self), g_object_unref);
}

static char *
describe_risk (PtlCertificatePage *self)
{
  const PtlResult *result = ptl_draft_get_finding (self->draft, self->side)->result;
  g_autofree char *print = ptl_words_group_digits (result->certificate->sha256);

  /* Translators: a server's name, a port, the fingerprint of a certificate */
  return g_strdup_printf (_("%s, port %u\n\nSHA-256: %s\n\n"
                            "Whoever made this certificate can read your password and your mail. "
                            "Trust it only if your provider told you this very fingerprint. "
                            "It is accepted at this server and this port, and no other "
                            "certificate with it."),
                          result->candidate->host, (guint) result->candidate->port, print);
}

static void
ask (PtlCertificatePage *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autofree char *risk = describe_risk (self);
  GtkWidget *dialog = adw_message_dialog_new (window, _("Trust This Certificate?"), risk);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel", _("_Cancel"),
                                    "trust", _("_Trust"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "trust",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  ptl_wrap_heading (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
trust_cb (PtlCertificatePage *self)
{
  if (ptl_draft_trusts (self->draft, self->side))
    decide (self, FALSE);
  else if (ptl_draft_may_trust (self->draft, self->side))
    ask (self);
}

/* --- the widget --- */

static void
ptl_certificate_page_dispose (GObject *object)
{
  g_clear_object (&PTL_CERTIFICATE_PAGE (object)->draft);
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (ptl_certificate_page_parent_class)->dispose (object);
}

static void
ptl_certificate_page_class_init (PtlCertificatePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ptl_certificate_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
    "/io/github/portolan_mail/Portolan/ui/certificate-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PtlCertificatePage, faults_group);
  gtk_widget_class_bind_template_child (widget_class, PtlCertificatePage, facts_group);
  gtk_widget_class_bind_template_child (widget_class, PtlCertificatePage, print_group);
  gtk_widget_class_bind_template_child (widget_class, PtlCertificatePage, print_label);
  gtk_widget_class_bind_template_child (widget_class, PtlCertificatePage, trust_box);
  gtk_widget_class_bind_template_child (widget_class, PtlCertificatePage, trust_label);
  gtk_widget_class_bind_template_child (widget_class, PtlCertificatePage, trust_button);
  gtk_widget_class_bind_template_callback (widget_class, trust_cb);
}

static void
ptl_certificate_page_init (PtlCertificatePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_fault (PtlCertificatePage *self,
           const char         *title,
           const char         *reason)
{
  GtkWidget *row = ptl_fact_row_new (title, reason);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-error-symbolic");

  gtk_widget_add_css_class (icon, "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Fault"),
                                  -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_preferences_group_add (self->faults_group, row);
}

static void
add_faults (PtlCertificatePage *self,
            PtlCertificate     *certificate,
            const char         *host)
{
  static const struct
  {
    PtlCertificateFaults  fault;
    const char           *title;
    const char           *reason;
  } faults[] = {
    { PTL_CERTIFICATE_FAULT_EXPIRED, N_("Its time is over"),
      N_("The provider has forgotten to renew it, or this computer’s clock is wrong.") },
    { PTL_CERTIFICATE_FAULT_NOT_YET_VALID, N_("Its time has not begun"),
      N_("Most often this computer’s clock is wrong.") },
    { PTL_CERTIFICATE_FAULT_SELF_SIGNED, N_("It vouches for itself"),
      N_("Nobody else says that the server is what it claims to be.") },
    { PTL_CERTIFICATE_FAULT_UNKNOWN_ISSUER, N_("Nobody known vouches for it"),
      N_("This computer does not trust the authority that issued it.") },
    { PTL_CERTIFICATE_FAULT_WEAK, N_("It can be forged"),
      N_("Its key or its signature is too weak today.") },
    { PTL_CERTIFICATE_FAULT_REVOKED, N_("It was taken back"),
      N_("Its issuer says that it must not be trusted any more.") },
    { PTL_CERTIFICATE_FAULT_OTHER, N_("It is not in order"),
      N_("The check of the certificate found something else.") },
  };
  g_autofree char *other_host = NULL;

  if ((certificate->faults & PTL_CERTIFICATE_FAULT_WRONG_HOST) != 0)
    {
      /* Translators: a server's name */
      other_host = g_strdup_printf (_("It does not name %s."), host);
      add_fault (self, _("It belongs to another name"), other_host);
    }

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      if ((certificate->faults & faults[i].fault) != 0)
        add_fault (self, _(faults[i].title), _(faults[i].reason));
    }

  gtk_widget_set_visible (GTK_WIDGET (self->faults_group), certificate->faults != 0);
}

static char *
join_names (PtlCertificate *certificate)
{
  GString *text = g_string_new (NULL);
  guint n_names = certificate->names != NULL ? g_strv_length (certificate->names) : 0;

  for (guint i = 0; i < MIN (n_names, NAMES_SHOWN); i++)
    g_string_append_printf (text, i > 0 ? "\n%s" : "%s", certificate->names[i]);

  if (n_names > NAMES_SHOWN)
    {
      guint n_more = n_names - NAMES_SHOWN;

      g_string_append_c (text, '\n');
      g_string_append_printf (text, ngettext ("and %u more", "and %u more", n_more), n_more);
    }

  if (n_names == 0)
    g_string_append (text, _("None: it names no server at all"));

  return g_string_free (text, FALSE);
}

/**
 * ptl_certificate_page_set_certificate:
 * @self: a new page
 * @certificate: what the server showed
 * @host: the name it was asked for
 *
 * Fills the page; once.
 */
void
ptl_certificate_page_set_certificate (PtlCertificatePage *self,
                                      PtlCertificate     *certificate,
                                      const char         *host)
{
  g_autofree char *names = NULL;
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;
  g_autofree char *print = NULL;

  g_return_if_fail (PTL_IS_CERTIFICATE_PAGE (self));
  g_return_if_fail (certificate != NULL);

  names = join_names (certificate);
  from = ptl_date_to_words (certificate->not_before);
  until = ptl_date_to_words (certificate->not_after);
  print = ptl_words_group_digits (certificate->sha256);

  add_faults (self, certificate, host);
  ptl_fact_row_add (self->facts_group, _("Asked For"), host);
  ptl_fact_row_add (self->facts_group, _("Valid for These Names"), names);
  ptl_fact_row_add (self->facts_group, _("Issued To"), certificate->subject);
  ptl_fact_row_add (self->facts_group, _("Issued By"), certificate->issuer);
  ptl_fact_row_add (self->facts_group, _("Valid From"), from);
  ptl_fact_row_add (self->facts_group, _("Valid Until"), until);
  gtk_label_set_text (self->print_label, print);
}

/**
 * ptl_certificate_page_offer_trust:
 * @self: a page that is filled
 * @draft: what was tested
 * @side: whose certificate it is
 *
 * Lets the user accept the certificate, or take that back, if one of both can
 * be done. That closes the window and tests the server again.
 */
void
ptl_certificate_page_offer_trust (PtlCertificatePage *self,
                                  PtlDraft           *draft,
                                  PtlDraftSides       side)
{
  gboolean trusts;

  g_return_if_fail (PTL_IS_CERTIFICATE_PAGE (self));

  trusts = ptl_draft_trusts (draft, side);

  if (!trusts && !ptl_draft_may_trust (draft, side))
    return;

  g_set_object (&self->draft, draft);
  self->side = side;
  gtk_widget_set_visible (self->trust_box, TRUE);
  gtk_label_set_label (self->trust_label, trusts
    ? _("You trust this certificate at this server, though nobody known vouches for it.")
    : _("If your provider told you this fingerprint, you can trust the certificate."));
  gtk_button_set_label (self->trust_button, trusts ? _("S_top Trusting It")
                                                   : _("_Trust This Certificate…"));
  ptl_wrap_words (GTK_WIDGET (self->trust_button));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->trust_button), trusts
    ? _("Tests the server again, which is then refused as before")
    : _("Asks once more, then tests the server again"));
}
