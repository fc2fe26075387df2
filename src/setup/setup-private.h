/* setup-private.h - what the files of PtlSetup share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "setup/setup.h"

G_BEGIN_DECLS

struct _PtlSetup
{
  GObject         parent_instance;

  PtlNetwork     *network;
  PtlAccounts    *accounts;   /* not owned */
  PtlSecretStore *store;      /* not owned */
  GListStore     *attempts;

  /* Where the rows of the field told last begin; the main context's only. */
  guint           first_row;

  /* The order that the rows are of; not owned, only compared. */
  gpointer        task;
};

G_END_DECLS
