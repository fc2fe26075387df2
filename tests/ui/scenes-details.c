/* scenes-details.c - the window with the details of a test, page by page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "scenes-private.h"

#include "app/details-window.h"

static void
show_page_cb (GtkWidget *widget,
              gpointer   name)
{
  if (ADW_IS_VIEW_STACK (widget))
    adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (widget), name);
}

static void
present (Stage      *stage,
         PtlDraft   *draft,
         const char *page)
{
  ptl_details_window_present (GTK_WINDOW (stage->window), draft, PTL_DRAFT_INCOMING);
  stage_settle (stage);
  each_widget (GTK_WIDGET (stage_get_top (stage)), show_page_cb, (gpointer) page);
}

void
scene_details (Stage *stage)
{
  present (stage, scene_test_incoming (stage, "imap.demo.test", "993"), "steps");
}

void
scene_details_certificate (Stage *stage)
{
  present (stage, scene_test_incoming (stage, STAGE_OTHER_HOST, "993"), "certificate");
}

void
scene_details_log (Stage *stage)
{
  present (stage, scene_test_incoming (stage, "imap.demo.test", "993"), "conversation");
}

/* Of a server whose authority nobody knows. */
void
scene_details_trust (Stage *stage)
{
  g_autoptr(PtlTrust) trust = ptl_trust_new ();
  g_autoptr(PtlNetwork) network = ptl_network_with_trust (stage->network, trust);
  g_autoptr(PtlAccount) account = stage_add_account (stage, PTL_DEMO_ADDRESS,
                                                     PTL_ACCOUNT_STATE_WORKS);
  g_autoptr(PtlDraft) draft = ptl_draft_new (network, stage->accounts, stage->store, account);
  g_autoptr(PtlSecret) secret = ptl_secret_new (PTL_DEMO_PASSWORD, -1);

  stage_open (stage);
  ptl_draft_set_password (draft, secret);
  ptl_draft_test (draft, PTL_DRAFT_INCOMING);
  stage_wait (stage, draft);
  present (stage, draft, "certificate");
}

static void
press_cb (GtkWidget *widget,
          gpointer   id)
{
  if (g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), id) == 0)
    gtk_widget_activate (widget);
}

/* What is asked before such a certificate is accepted. */
void
scene_details_question (Stage *stage)
{
  scene_details_trust (stage);
  stage_settle (stage);
  each_widget (GTK_WIDGET (stage_get_top (stage)), press_cb, (gpointer) "trust_button");
  stage_settle (stage);
}
