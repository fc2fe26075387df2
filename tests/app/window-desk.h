/* window-desk.h - the whole program, run on the demo provider
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/application.h"
#include "app/window.h"
#include "demo/world.h"
#include "setup/draft.h"
#include "support/patience.h"

typedef struct _WindowDesk WindowDesk;

typedef void (*WindowScript) (WindowDesk *desk);

struct _WindowDesk
{
  PtlDemo        *demo;
  PtlNetwork     *network;
  char           *path;
  PtlAccounts    *accounts;
  PtlSecretStore *store;
  PtlApplication *application;
  PtlWindow      *window;      /* while a script runs */
  WindowScript    script;
};

void        window_desk_set_up      (WindowDesk      *desk,
                                     gconstpointer    data);
void        window_desk_tear_down   (WindowDesk      *desk,
                                     gconstpointer    data);
void        window_desk_add_account (WindowDesk      *desk,
                                     const char      *address,
                                     PtlAccountState  state);
int         window_desk_run         (WindowDesk      *desk,
                                     const char      *word,
                                     WindowScript     script);
guint       window_desk_count_saved (WindowDesk      *desk);
GtkWidget  *window_desk_find        (WindowDesk      *desk,
                                     const char      *id);
const char *window_desk_get_page    (WindowDesk      *desk);
const char *window_desk_get_words   (WindowDesk      *desk,
                                     int              row);
PtlDraft   *window_desk_get_draft   (WindowDesk      *desk,
                                     int              row);
