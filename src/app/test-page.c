/* test-page.c - both servers tested, side by side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/test-page.h"

#include <glib/gi18n.h>

#include "app/flow-layout.h"
#include "app/half-view.h"
#include "app/verdict-box.h"

struct _PtlTestPage
{
  AdwBin         parent_instance;

  PtlVerdictBox *verdict_box;
  PtlHalfView   *incoming_view;
  PtlHalfView   *outgoing_view;
  GtkWidget     *running_label;
  GtkWidget     *stop_button;
  GtkWidget     *again_button;
  GtkWidget     *anyway_button;

  PtlDraft      *draft;
  GSignalGroup  *draft_signals;
  gboolean       can_go_on;
  gboolean       is_in_view;
};

enum {
  PROP_0,
  PROP_DRAFT,
  PROP_TITLE,
  PROP_CAN_GO_ON,
  PROP_NEXT_LABEL,
};

static gboolean
is_testing (PtlTestPage *self)
{
  return self->draft != NULL && ptl_draft_get_activity (self->draft) == PTL_DRAFT_TESTING;
}

static void
refresh (PtlTestPage *self)
{
  gboolean is_running = is_testing (self);
  gboolean in = self->draft != NULL && ptl_draft_works (self->draft, PTL_DRAFT_INCOMING);
  gboolean out = self->draft != NULL && ptl_draft_works (self->draft, PTL_DRAFT_OUTGOING);
  gboolean out_is_known = self->draft != NULL &&
                          ptl_draft_get_finding (self->draft, PTL_DRAFT_OUTGOING) != NULL;

  gtk_widget_set_visible (self->running_label, is_running);
  gtk_widget_set_visible (self->stop_button, is_running);
  gtk_widget_set_visible (self->again_button, !is_running);
  gtk_widget_set_visible (self->anyway_button, !is_running && in && !out && out_is_known);

  if (self->can_go_on == (in && out && !is_running))
    return;

  self->can_go_on = !self->can_go_on;
  g_object_notify (G_OBJECT (self), "can-go-on");
}

/* To what helps now: the wizard's Next button, or the first one of the box. */
static void
move_focus (PtlTestPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *next = root != NULL ? gtk_window_get_default_widget (GTK_WINDOW (root)) : NULL;

  if (!self->is_in_view || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  if (is_testing (self))
    gtk_widget_grab_focus (self->stop_button);
  else if (self->can_go_on && next != NULL)
    gtk_widget_grab_focus (next);
  else if (!ptl_verdict_box_take_focus (self->verdict_box))
    gtk_widget_grab_focus (self->again_button);
}

static void
changed_cb (PtlTestPage *self)
{
  refresh (self);
  move_focus (self);
}

static void
activity_changed_cb (PtlTestPage *self)
{
  refresh (self);

  /* The end of a test has a signal of its own. */
  if (is_testing (self) || ptl_draft_was_stopped (self->draft))
    move_focus (self);
}

static void
stop_cb (PtlTestPage *self)
{
  ptl_draft_stop (self->draft);
}

static void
again_cb (PtlTestPage *self)
{
  ptl_draft_test (self->draft, PTL_DRAFT_BOTH);
}

static void
anyway_cb (PtlTestPage *self)
{
  ptl_wizard_page_go_to (PTL_WIZARD_PAGE (self), "done");
}

static void
ptl_test_page_enter (PtlWizardPage *page)
{
  PtlTestPage *self = PTL_TEST_PAGE (page);

  self->is_in_view = TRUE;

  if (self->draft == NULL || is_testing (self))
    return;

  if (!ptl_draft_is_tested (self->draft, PTL_DRAFT_BOTH))
    ptl_draft_test (self->draft, PTL_DRAFT_BOTH);
  else
    changed_cb (self);
}

static void
ptl_test_page_leave (PtlWizardPage *page)
{
  PtlTestPage *self = PTL_TEST_PAGE (page);

  self->is_in_view = FALSE;

  if (is_testing (self))
    ptl_draft_stop (self->draft);
}

static const char *
ptl_test_page_go_on (PtlWizardPage *page)
{
  return PTL_TEST_PAGE (page)->can_go_on ? "done" : NULL;
}

static void
ptl_test_page_init_interface (PtlWizardPageInterface *iface)
{
  iface->enter = ptl_test_page_enter;
  iface->leave = ptl_test_page_leave;
  iface->go_on = ptl_test_page_go_on;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PtlTestPage, ptl_test_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (PTL_TYPE_WIZARD_PAGE,
                                                      ptl_test_page_init_interface))

static void
set_draft (PtlTestPage *self,
           PtlDraft    *draft)
{
  if (!g_set_object (&self->draft, draft))
    return;

  ptl_half_view_set_draft (self->incoming_view, draft);
  ptl_half_view_set_draft (self->outgoing_view, draft);

  /* The box is to hear of news before us, for the focus may go to its buttons. */
  ptl_verdict_box_set_draft (self->verdict_box, draft);
  g_signal_group_set_target (self->draft_signals, draft);

  refresh (self);
  g_object_notify (G_OBJECT (self), "draft");
}

static void
ptl_test_page_dispose (GObject *object)
{
  PtlTestPage *self = PTL_TEST_PAGE (object);

  g_clear_object (&self->draft_signals);
  g_clear_object (&self->draft);
  adw_bin_set_child (ADW_BIN (self), NULL);

  G_OBJECT_CLASS (ptl_test_page_parent_class)->dispose (object);
}

static void
ptl_test_page_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  PtlTestPage *self = PTL_TEST_PAGE (object);

  switch (prop_id)
    {
    case PROP_DRAFT:
      g_value_set_object (value, self->draft);
      break;

    case PROP_TITLE:
      g_value_set_string (value, C_("page", "Test"));
      break;

    case PROP_CAN_GO_ON:
      g_value_set_boolean (value, self->can_go_on);
      break;

    case PROP_NEXT_LABEL:
      g_value_set_string (value, _("_Save"));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ptl_test_page_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_DRAFT:
      set_draft (PTL_TEST_PAGE (object), g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ptl_test_page_class_init (PtlTestPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ptl_test_page_dispose;
  object_class->get_property = ptl_test_page_get_property;
  object_class->set_property = ptl_test_page_set_property;

  g_object_class_override_property (object_class, PROP_DRAFT, "draft");
  g_object_class_override_property (object_class, PROP_TITLE, "title");
  g_object_class_override_property (object_class, PROP_CAN_GO_ON, "can-go-on");
  g_object_class_override_property (object_class, PROP_NEXT_LABEL, "next-label");

  g_type_ensure (PTL_TYPE_FLOW_LAYOUT);
  g_type_ensure (PTL_TYPE_HALF_VIEW);
  g_type_ensure (PTL_TYPE_VERDICT_BOX);

  gtk_widget_class_set_template_from_resource (widget_class,
    "/io/github/portolan_mail/Portolan/ui/test-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PtlTestPage, verdict_box);
  gtk_widget_class_bind_template_child (widget_class, PtlTestPage, incoming_view);
  gtk_widget_class_bind_template_child (widget_class, PtlTestPage, outgoing_view);
  gtk_widget_class_bind_template_child (widget_class, PtlTestPage, running_label);
  gtk_widget_class_bind_template_child (widget_class, PtlTestPage, stop_button);
  gtk_widget_class_bind_template_child (widget_class, PtlTestPage, again_button);
  gtk_widget_class_bind_template_child (widget_class, PtlTestPage, anyway_button);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, anyway_cb);
}

static void
ptl_test_page_init (PtlTestPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->draft_signals = g_signal_group_new (PTL_TYPE_DRAFT);
  g_signal_group_connect_swapped (self->draft_signals, "changed", G_CALLBACK (changed_cb), self);
  g_signal_group_connect_swapped (self->draft_signals, "notify::activity",
                                  G_CALLBACK (activity_changed_cb), self);
}

GtkWidget *
ptl_test_page_new (void)
{
  return g_object_new (PTL_TYPE_TEST_PAGE, NULL);
}
