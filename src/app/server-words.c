/* server-words.c - the words on a PtlServerGroup
 *
 * Both groups stand on one page: names that a screen reader says and letters
 * for the keyboard must tell them apart.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "app/free-mnemonic.h"
#include "app/labels.h"
#include "app/server-group-private.h"
#include "app/wrap-words.h"

typedef struct
{
  const char *host;
  const char *port;
  const char *help;
  const char *ssl;
  const char *ssl_name;
  const char *security;
  const char *security_name;
  const char *allow;
  const char *allow_name;
  const char *user;
} Words;

static const Words outgoing_words = {
  .host = N_("_Outgoing Server"),
  .port = N_("Outgoing _Port"),
  .help = N_("About the outgoing port"),
  .ssl = N_("This server requires a _secure connection (SSL)"),
  .ssl_name = N_("Outgoing: this server requires a secure connection (SSL)"),
  .security = N_("_Encryption Starts"),
  .security_name = N_("Outgoing: encryption starts"),
  .allow = N_("_Use it all the same"),
  .allow_name = N_("Outgoing: use it all the same, without encryption"),
  .user = N_("Outgoing User _Name"),
};

static const Words incoming_words = {
  .host = N_("_Incoming Server"),
  .port = N_("Incoming Po_rt"),
  .help = N_("About the incoming port"),
  .ssl = N_("This server re_quires a secure connection (SSL)"),
  .ssl_name = N_("Incoming: this server requires a secure connection (SSL)"),
  .security = N_("Encr_yption Starts"),
  .security_name = N_("Incoming: encryption starts"),
  .allow = N_("Use it all t_he same"),
  .allow_name = N_("Incoming: use it all the same, without encryption"),
  .user = N_("Incomin_g User Name"),
};

static const char *
title_of (PtlProtocol protocol)
{
  switch (protocol)
    {
    case PTL_PROTOCOL_IMAP:
      return _("Incoming Mail (IMAP)");

    case PTL_PROTOCOL_POP3:
      return _("Incoming Mail (POP3)");

    case PTL_PROTOCOL_SMTP:
      return _("Outgoing Mail (SMTP)");

    default:
      g_return_val_if_reached (NULL);
    }
}

gboolean
ptl_server_group_is_outgoing (PtlServerGroup *self)
{
  return self->service != NULL && ptl_service_get_protocol (self->service) == PTL_PROTOCOL_SMTP;
}

/* A row names what it activates by its title, which is the same in both groups;
 * a name of its own is to stand alone. */
static void
put_name (gpointer    control,
          const char *name)
{
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _(name), -1);
}

static void
put_title (GtkWidget  *row,
           const char *title)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(title));
}

/**
 * ptl_server_group_put_words:
 * @self: a group with a service
 *
 * Says which server this is, wherever that is said.
 */
void
ptl_server_group_put_words (PtlServerGroup *self)
{
  const Words *words = ptl_server_group_is_outgoing (self) ? &outgoing_words : &incoming_words;

  if (self->service == NULL)
    return;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self),
                                   title_of (ptl_service_get_protocol (self->service)));
  gtk_label_set_label (self->host_label, _(words->host));
  gtk_label_set_label (self->port_label, _(words->port));
  gtk_label_set_label (self->user_label, _(words->user));
  put_title (self->ssl_row, words->ssl);
  put_title (self->security_row, words->security);
  gtk_check_button_set_label (self->allow_check, _(words->allow));
  ptl_wrap_words (GTK_WIDGET (self->allow_check));

  put_name (self->port_help, words->help);
  put_name (self->ssl_switch, words->ssl_name);
  put_name (self->security_row, words->security_name);
  put_name (self->allow_check, words->allow_name);

  /* Since GTK 4.10 the label whose mnemonic leads there would name it. */
  put_name (self->imap_toggle, gtk_button_get_label (GTK_BUTTON (self->imap_toggle)));
}

/* --- closures of the template --- */

static char *
describe_kind (gpointer    self,
               PtlProtocol protocol)
{
  return g_strdup (protocol == PTL_PROTOCOL_POP3
                   ? _("Mail is fetched to this computer.")
                   : _("Mail stays on the server; all your devices show the same."));
}

static char *
describe_port (gpointer    self,
               PtlProtocol protocol,
               guint       port,
               PtlSecurity security)
{
  const PtlPortInfo *info = ptl_port_guide_find (port);
  char *note = ptl_port_note_describe (protocol, port, security);

  if (note != NULL)
    return note;

  return g_strdup (info != NULL ? _(info->title) : "");
}

static gboolean
is_warning (PtlPortNote note)
{
  return note != PTL_PORT_NOTE_NONE && note != PTL_PORT_NOTE_OWN && note != PTL_PORT_NOTE_BRIDGE;
}

gboolean
ptl_server_group_is_warned (PtlServerGroup *self)
{
  return is_warning (ptl_service_get_port_note (self->service));
}

static char *
icon_of_note (gpointer    self,
              PtlPortNote note)
{
  return g_strdup (is_warning (note) ? "dialog-warning-symbolic" : "dialog-information-symbolic");
}

static char *
describe_usual (gpointer self,
                guint    port)
{
  /* Translators: a button; %u is a port. Alt and the digit after “_” press it. */
  return g_strdup_printf (_("Use _%u"), port);
}

static char *
describe_free (gpointer self,
               guint    port)
{
  /* Translators: a button; %u is a port of this computer on which nothing listens */
  g_autofree char *label = g_strdup_printf (_("Use Free Port %u"), port);

  return ptl_free_mnemonic (self, label);
}

static gboolean
is_unusual (gpointer self,
            guint    port,
            guint    usual)
{
  return port != usual;
}

static gboolean
is_said (gpointer    self,
         const char *text)
{
  return text != NULL && *text != '\0';
}

/**
 * ptl_server_group_class_bind:
 * @klass: the class of the group
 *
 * Makes known what the template names: children and closures.
 */
void
ptl_server_group_class_bind (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, PtlServerGroup, allow_check);
  gtk_widget_class_bind_template_child (klass, PtlServerGroup, auth_row);
  gtk_widget_class_bind_template_child (klass, PtlServerGroup, auth_switch);
  gtk_widget_class_bind_template_child (klass, PtlServerGroup, host_entry);
  gtk_widget_class_bind_template_child (klass, PtlServerGroup, host_label);
  gtk_widget_class_bind_template_child (klass, PtlServerGroup, host_note_box);
  gtk_widget_class_bind_template_child (klass, PtlServerGroup, imap_toggle);
  gtk_widget_class_bind_template_child (klass, PtlServerGroup, kind_row);
  gtk_widget_class_bind_template_child (klass, PtlServerGroup, note_icon);
  gtk_widget_class_bind_template_child (klass, PtlServerGroup, note_label);
  gtk_widget_class_bind_template_child (klass, PtlServerGroup, pop3_toggle);
  gtk_widget_class_bind_template_child (klass, PtlServerGroup, port_help);
  gtk_widget_class_bind_template_child (klass, PtlServerGroup, port_label);
  gtk_widget_class_bind_template_child (klass, PtlServerGroup, port_popover);
  gtk_widget_class_bind_template_child (klass, PtlServerGroup, port_spin);
  gtk_widget_class_bind_template_child (klass, PtlServerGroup, same_row);
  gtk_widget_class_bind_template_child (klass, PtlServerGroup, same_switch);
  gtk_widget_class_bind_template_child (klass, PtlServerGroup, security_row);
  gtk_widget_class_bind_template_child (klass, PtlServerGroup, ssl_row);
  gtk_widget_class_bind_template_child (klass, PtlServerGroup, ssl_switch);
  gtk_widget_class_bind_template_child (klass, PtlServerGroup, user_entry);
  gtk_widget_class_bind_template_child (klass, PtlServerGroup, user_label);
  gtk_widget_class_bind_template_child (klass, PtlServerGroup, user_row);

  gtk_widget_class_bind_template_callback (klass, describe_kind);
  gtk_widget_class_bind_template_callback (klass, describe_port);
  gtk_widget_class_bind_template_callback (klass, icon_of_note);
  gtk_widget_class_bind_template_callback (klass, describe_usual);
  gtk_widget_class_bind_template_callback (klass, describe_free);
  gtk_widget_class_bind_template_callback (klass, is_unusual);
  gtk_widget_class_bind_template_callback (klass, is_said);
}
