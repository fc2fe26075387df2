/* test-desk.h - a draft on the demo provider, and a window for what shows it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "by-id.h"
#include "demo/world.h"
#include "setup/draft.h"
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
} TestDesk;

void       test_desk_set_up     (TestDesk      *desk,
                                 gconstpointer  data);
void       test_desk_tear_down  (TestDesk      *desk,
                                 gconstpointer  data);
void       test_desk_show       (TestDesk      *desk,
                                 GtkWidget     *widget);
void       test_desk_type       (TestDesk      *desk,
                                 const char    *password);
void       test_desk_wait       (TestDesk      *desk);
GtkWidget *test_desk_button     (GtkWidget     *widget,
                                 const char    *label);
gboolean   test_desk_says       (GtkWidget     *widget,
                                 const char    *text);
