/* stage.h - the window on the demo provider, brought into any state
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window.h"
#include "app/wizard.h"
#include "demo/demo.h"

G_BEGIN_DECLS

/* Names beside the demo's: one whose certificate is for another name, one where
 * connections are taken and nothing is said, and one that does not exist. */
#define STAGE_OTHER_HOST   "imap.hoster.test"
#define STAGE_SILENT_PORT  2526
#define STAGE_MISSING_HOST "imap.missing.test"

typedef struct
{
  PtlDemo         *demo;
  GSocket         *silent;
  PtlNetwork      *network;
  char            *path;
  PtlAccounts     *accounts;
  PtlSecretStore  *store;
  PtlApplication  *application;
  PtlWindow       *window;
} Stage;

Stage      *stage_new           (void);
void        stage_free          (Stage         *self);
void        stage_open          (Stage         *self);
void        stage_settle        (Stage         *self);
void        stage_wait_painted  (Stage         *self);
void        stage_wait          (Stage         *self,
                                 PtlDraft      *draft);
PtlAccount *stage_add_account   (Stage         *self,
                                 const char    *address,
                                 PtlAccountState state);
PtlDraft   *stage_open_wizard   (Stage         *self,
                                 const char    *address,
                                 const char    *password);
void        stage_show          (Stage         *self,
                                 const char    *page);
GtkWidget  *stage_find_type     (Stage         *self,
                                 GType          type,
                                 guint          nth);
GtkWidget  *stage_find_id       (Stage         *self,
                                 const char    *id);
GtkWindow  *stage_get_top       (Stage         *self);

typedef void (*EachFunc) (GtkWidget *widget,
                          gpointer   data);

void        each_widget         (GtkWidget     *widget,
                                 EachFunc       func,
                                 gpointer       data);

G_END_DECLS
