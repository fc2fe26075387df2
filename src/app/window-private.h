/* window-private.h - what the files of PtlWindow share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/account-view.h"
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
  GtkFilterListModel   *shown;
  GSettings            *settings;      /* NULL where the schema is not installed */
  gboolean              is_broken;     /* the file of the accounts */

  AdwToastOverlay      *toasts;
  GtkStack             *stack;
  GtkLabel             *broken_label;
  AdwLeaflet           *leaflet;
  GtkWidget            *detail_pane;
  GtkWidget            *list_pane;
  GtkWidget            *search_entry;
  GtkListBox           *account_list;
  GtkFilter            *filter;
  AdwWindowTitle       *detail_title;
  GtkButton            *test_button;
  AdwBin               *detail_bin;
  AdwBin               *wizard_bin;
  PtlAccountView       *view;          /* NULL before an account was chosen */
  GSignalGroup         *draft_signals;
  GBindingGroup        *title_bindings;
};

PtlWizard *ptl_window_get_wizard     (PtlWindow      *self);
PtlDraft  *ptl_window_get_draft      (PtlWindow      *self);
void       ptl_window_load           (PtlWindow      *self);
void       ptl_window_install_verbs  (GtkWidgetClass *widget_class);
void       ptl_window_add_delete_key (PtlWindow      *self);

G_END_DECLS
