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
  PtlWizardPage  parent_instance;

  PtlVerdictBox *verdict_box;
  PtlHalfView   *incoming_view;
  PtlHalfView   *outgoing_view;
  GtkWidget     *running_label;
  GtkWidget     *stop_button;
  GtkWidget     *again_button;
  GtkWidget     *anyway_button;

  GSignalGroup  *draft_signals;
  gboolean       is_in_view;
};

G_DEFINE_FINAL_TYPE (PtlTestPage, ptl_test_page, PTL_TYPE_WIZARD_PAGE)

static PtlDraft *
get_draft (PtlTestPage *self)
{
  return ptl_wizard_page_get_draft (PTL_WIZARD_PAGE (self));
}

static gboolean
is_testing (PtlTestPage *self)
{
  PtlDraft *draft = get_draft (self);

  return draft != NULL && ptl_draft_get_activity (draft) == PTL_DRAFT_TESTING;
}

static void
refresh (PtlTestPage *self)
{
  gboolean is_running = is_testing (self);
  PtlDraft *draft = get_draft (self);
  gboolean in = draft != NULL && ptl_draft_works (draft, PTL_DRAFT_INCOMING);
  gboolean out = draft != NULL && ptl_draft_works (draft, PTL_DRAFT_OUTGOING);
  gboolean out_is_known = draft != NULL &&
                          ptl_draft_get_finding (draft, PTL_DRAFT_OUTGOING) != NULL;

  gtk_widget_set_visible (self->running_label, is_running);
  gtk_widget_set_visible (self->stop_button, is_running);
  gtk_widget_set_visible (self->again_button, !is_running);
  gtk_widget_set_visible (self->anyway_button, !is_running && in && !out && out_is_known);
  ptl_wizard_page_set_can_go_on (PTL_WIZARD_PAGE (self), in && out && !is_running);
}

/* To what helps now: the wizard's Next button, or the first one of the box. */
static void
move_focus (PtlTestPage *self)
{
  gboolean can_go_on = ptl_wizard_page_get_can_go_on (PTL_WIZARD_PAGE (self));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *next = root != NULL ? gtk_window_get_default_widget (GTK_WINDOW (root)) : NULL;

  if (!self->is_in_view || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  if (is_testing (self))
    gtk_widget_grab_focus (self->stop_button);
  else if (can_go_on && next != NULL)
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
  if (is_testing (self) || ptl_draft_was_stopped (get_draft (self)))
    move_focus (self);
}

static void
stop_cb (PtlTestPage *self)
{
  ptl_draft_stop (get_draft (self));
}

static void
again_cb (PtlTestPage *self)
{
  ptl_draft_test (get_draft (self), PTL_DRAFT_BOTH);
}

static void
anyway_cb (PtlTestPage *self)
{
  ptl_wizard_page_go_to (PTL_WIZARD_PAGE (self), "done");
}

static void
ptl_test_page_draft_changed (PtlWizardPage *page)
{
  PtlTestPage *self = PTL_TEST_PAGE (page);
  PtlDraft *draft = ptl_wizard_page_get_draft (page);

  ptl_draft_view_set_draft (PTL_DRAFT_VIEW (self->incoming_view), draft);
  ptl_draft_view_set_draft (PTL_DRAFT_VIEW (self->outgoing_view), draft);

  /* The box is to hear of news before us, for the focus may go to its buttons. */
  ptl_draft_view_set_draft (PTL_DRAFT_VIEW (self->verdict_box), draft);
  g_signal_group_set_target (self->draft_signals, draft);

  refresh (self);
}

static void
ptl_test_page_enter (PtlWizardPage *page)
{
  PtlTestPage *self = PTL_TEST_PAGE (page);

  self->is_in_view = TRUE;

  if (get_draft (self) == NULL || is_testing (self))
    return;

  if (!ptl_draft_is_tested (get_draft (self), PTL_DRAFT_BOTH))
    ptl_draft_test (get_draft (self), PTL_DRAFT_BOTH);
  else
    changed_cb (self);
}

static void
ptl_test_page_leave (PtlWizardPage *page)
{
  PtlTestPage *self = PTL_TEST_PAGE (page);

  self->is_in_view = FALSE;

  if (is_testing (self))
    ptl_draft_stop (get_draft (self));
}

static const char *
ptl_test_page_go_on (PtlWizardPage *page)
{
  return ptl_wizard_page_get_can_go_on (page) ? "done" : NULL;
}

static void
ptl_test_page_dispose (GObject *object)
{
  PtlTestPage *self = PTL_TEST_PAGE (object);

  g_clear_object (&self->draft_signals);

  G_OBJECT_CLASS (ptl_test_page_parent_class)->dispose (object);
}

static void
ptl_test_page_class_init (PtlTestPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  PtlWizardPageClass *page_class = PTL_WIZARD_PAGE_CLASS (klass);

  object_class->dispose = ptl_test_page_dispose;
  page_class->draft_changed = ptl_test_page_draft_changed;
  page_class->enter = ptl_test_page_enter;
  page_class->leave = ptl_test_page_leave;
  page_class->go_on = ptl_test_page_go_on;

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
  ptl_wizard_page_set_title (PTL_WIZARD_PAGE (self), C_("page", "Test"));
  ptl_wizard_page_set_next_label (PTL_WIZARD_PAGE (self), _("_Save"));

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
