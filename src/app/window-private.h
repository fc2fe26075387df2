/* window-private.h - what the files of PtlWindow share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/accounts-view.h"
#include "app/farewell.h"
#include "app/window.h"
#include "app/wizard.h"

G_BEGIN_DECLS

struct _PtlWindow
{
  AdwApplicationWindow  parent_instance;

  PtlApplication       *application;   /* not owned */
  PtlDrafts            *drafts;
  PtlFarewell          *farewell;
  GSettings            *settings;      /* NULL where the schema is not installed */
  gboolean              is_broken;     /* the file of the accounts */
  GtkWindow            *question;      /* whether to save; NULL while it is not asked */
  gboolean              is_leaving;    /* as soon as everything is saved */
  gboolean              may_lose;      /* what is not saved */

  AdwToastOverlay      *toasts;
  GtkStack             *stack;
  AdwBin               *wizard_bin;
  GtkLabel             *broken_label;  /* NULL while that page was never shown */
  PtlAccountsView      *view;          /* likewise */
};

PtlWizard *ptl_window_get_wizard     (PtlWindow      *self);
PtlDraft  *ptl_window_get_draft      (PtlWindow      *self);
void       ptl_window_load           (PtlWindow      *self);
gboolean   ptl_window_has_to_stay    (PtlWindow      *self);
void       ptl_window_install_verbs  (GtkWidgetClass *widget_class);

G_END_DECLS
