/* port-popover.c - what a port is for, and the usual ones to choose from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/port-popover.h"

#include <glib/gi18n.h>

#include "app/labels.h"
#include "app/port-guide.h"
#include "app/wrap-words.h"

struct _PtlPortPopover
{
  GtkPopover  parent_instance;

  PtlService *service;
  PtlDraft   *draft;
};

G_DEFINE_FINAL_TYPE (PtlPortPopover, ptl_port_popover, GTK_TYPE_POPOVER)

enum {
  PROP_0,
  PROP_DRAFT,
  PROP_SERVICE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* One click: the encryption, and the number that goes with it. */
static void
use_port (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  PtlPortPopover *self = PTL_PORT_POPOVER (widget);
  PtlSecurity security;

  if (self->service == NULL ||
      !ptl_security_from_string (g_variant_get_string (parameter, NULL), &security))
    return;

  ptl_service_set_security (self->service, security);
  ptl_service_set_port (self->service, ptl_service_get_usual_port (self->service));
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
open_guide (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  PtlPortPopover *self = PTL_PORT_POPOVER (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  gtk_popover_popdown (GTK_POPOVER (self));
  ptl_port_guide_present (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->draft);
}

/* --- closures of the template --- */

static char *
describe_title (gpointer self,
                guint    port)
{
  const PtlPortInfo *info = ptl_port_guide_find (port);
  const char *service = ptl_port_get_service (port);

  if (info != NULL)
    return g_strdup (_(info->title));

  if (service != NULL)
    return g_strdup_printf (_("Not a mail port: it belongs to “%s”"), service);

  return g_strdup (_("Not a usual mail port"));
}

static char *
describe_purpose (gpointer self,
                  guint    port)
{
  const PtlPortInfo *info = ptl_port_guide_find (port);

  if (info == NULL)
    return g_strdup (_("No mail program uses this number by itself. Keep it only if your provider "
                       "told you so."));

  return g_strdup_printf ("%s\n%s", _(info->purpose), _(info->today));
}

static char *
describe_seen (gpointer  self,
               guint     port,
               PtlDraft *draft)
{
  return draft != NULL ? ptl_draft_describe_seen (draft, port) : NULL;
}

static gboolean
is_seen (gpointer  self,
         guint     port,
         PtlDraft *draft)
{
  g_autofree char *text = describe_seen (self, port, draft);

  return text != NULL;
}

static char *
describe_choice (PtlProtocol  protocol,
                 PtlSecurity  security,
                 const char  *words)
{
  /* Translators: a port, and how it is protected: "465 · SSL/TLS, recommended" */
  return g_strdup_printf (_("%u · %s"), ptl_port_default (protocol, security), words);
}

static char *
describe_tls (gpointer    self,
              PtlProtocol protocol)
{
  return describe_choice (protocol, PTL_SECURITY_TLS, _("SSL/TLS, recommended"));
}

static char *
describe_starttls (gpointer    self,
                   PtlProtocol protocol)
{
  return describe_choice (protocol, PTL_SECURITY_STARTTLS, _("STARTTLS"));
}

static char *
describe_plain (gpointer    self,
                PtlProtocol protocol)
{
  return describe_choice (protocol, PTL_SECURITY_NONE, _("not encrypted"));
}

/* --- the object --- */

static void
ptl_port_popover_dispose (GObject *object)
{
  PtlPortPopover *self = PTL_PORT_POPOVER (object);

  g_clear_object (&self->service);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (ptl_port_popover_parent_class)->dispose (object);
}

static void
ptl_port_popover_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  PtlPortPopover *self = PTL_PORT_POPOVER (object);

  if (prop_id == PROP_DRAFT)
    g_value_set_object (value, self->draft);
  else if (prop_id == PROP_SERVICE)
    g_value_set_object (value, self->service);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ptl_port_popover_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  PtlPortPopover *self = PTL_PORT_POPOVER (object);

  if (prop_id == PROP_DRAFT)
    ptl_port_popover_set_draft (self, g_value_get_object (value));
  else if (prop_id == PROP_SERVICE)
    ptl_port_popover_set_service (self, g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

/* What has been seen may have changed since the last time. */
static void
ptl_port_popover_show (GtkWidget *widget)
{
  g_object_notify_by_pspec (G_OBJECT (widget), properties[PROP_DRAFT]);

  GTK_WIDGET_CLASS (ptl_port_popover_parent_class)->show (widget);
}

static void
ptl_port_popover_class_init (PtlPortPopoverClass *klass)
{
  const GParamFlags edited = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ptl_port_popover_dispose;
  object_class->get_property = ptl_port_popover_get_property;
  object_class->set_property = ptl_port_popover_set_property;
  widget_class->show = ptl_port_popover_show;

  properties[PROP_DRAFT] = g_param_spec_object ("draft", NULL, NULL, PTL_TYPE_DRAFT, edited);
  properties[PROP_SERVICE] = g_param_spec_object ("service", NULL, NULL, PTL_TYPE_SERVICE, edited);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/portolan_mail/Portolan/ui/port-popover.ui");
  gtk_widget_class_bind_template_callback (widget_class, describe_title);
  gtk_widget_class_bind_template_callback (widget_class, describe_purpose);
  gtk_widget_class_bind_template_callback (widget_class, describe_seen);
  gtk_widget_class_bind_template_callback (widget_class, is_seen);
  gtk_widget_class_bind_template_callback (widget_class, describe_tls);
  gtk_widget_class_bind_template_callback (widget_class, describe_starttls);
  gtk_widget_class_bind_template_callback (widget_class, describe_plain);
  ptl_labels_bind (widget_class);
  gtk_widget_class_install_action (widget_class, "port.use", "s", use_port);
  gtk_widget_class_install_action (widget_class, "port.guide", NULL, open_guide);
}

static void
ptl_port_popover_init (PtlPortPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ptl_wrap_words (GTK_WIDGET (self));
}

void
ptl_port_popover_set_service (PtlPortPopover *self,
                              PtlService     *service)
{
  g_return_if_fail (PTL_IS_PORT_POPOVER (self));

  if (g_set_object (&self->service, service))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SERVICE]);
}

void
ptl_port_popover_set_draft (PtlPortPopover *self,
                            PtlDraft       *draft)
{
  g_return_if_fail (PTL_IS_PORT_POPOVER (self));

  if (g_set_object (&self->draft, draft))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAFT]);
}
