/* form.h - a draft and a page of the wizard in a window, for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "setup/draft.h"
#include "support/patience.h"

G_BEGIN_DECLS

typedef struct
{
  PtlNetwork     *network;
  PtlAccounts    *accounts;
  PtlSecretStore *store;
  PtlDraft       *draft;
  PtlAccount     *account;
  PtlService     *incoming;
  PtlService     *outgoing;
  GtkWindow      *window;
  GtkWidget      *page;
} Form;

void        form_init      (int          *argc,
                            char       ***argv);
void        form_set_up    (Form         *form,
                            gconstpointer page_type);
void        form_tear_down (Form         *form,
                            gconstpointer page_type);
GtkWidget  *form_find      (GtkWidget    *root,
                            const char   *id);
gboolean    form_shows     (GtkWidget    *root,
                            const char   *id);
const char *form_text      (GtkWidget    *root,
                            const char   *id);
void        form_click     (GtkWidget    *root,
                            const char   *id);
void        form_type_port (GtkWidget    *root,
                            const char   *text);

typedef void (*FormFunc) (GtkWidget *widget,
                          gpointer   data);

void        form_each      (GtkWidget    *root,
                            FormFunc      func,
                            gpointer      data);

G_END_DECLS
