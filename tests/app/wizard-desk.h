/* wizard-desk.h - the wizard in a window, on the demo provider
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/wizard.h"
#include "demo/world.h"
#include "support/patience.h"

typedef struct
{
  PtlDemo        *demo;
  PtlNetwork     *network;
  char           *path;
  PtlAccounts    *accounts;
  PtlSecretStore *store;
  PtlDraft       *draft;
  GtkWindow      *window;
  PtlWizard      *wizard;
  GSocket        *silent;
  PtlAccount     *closed_with;
  guint           n_closed;
} WizardDesk;

void        desk_set_up       (WizardDesk    *desk,
                               gconstpointer  data);
void        desk_tear_down    (WizardDesk    *desk,
                               gconstpointer  data);
void        desk_silence      (WizardDesk    *desk);
gboolean    desk_has_searched (WizardDesk    *desk);
void        desk_wait_idle    (WizardDesk    *desk);
void        desk_wait_page    (WizardDesk    *desk,
                               const char    *page);
GtkWidget  *desk_find         (WizardDesk    *desk,
                               const char    *id);
gboolean    desk_shows        (WizardDesk    *desk,
                               const char    *id);
const char *desk_text         (WizardDesk    *desk,
                               const char    *id);
void        desk_type         (WizardDesk    *desk,
                               const char    *id,
                               const char    *text);
void        desk_press        (WizardDesk    *desk,
                               const char    *id);
void        desk_key          (WizardDesk    *desk,
                               const char    *accelerator);
void        desk_fill_in      (WizardDesk    *desk,
                               const char    *address,
                               const char    *password);
