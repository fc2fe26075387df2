/* drafts-private.h - what the files of PtlDrafts share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "setup/drafts.h"
#include "setup/setup.h"

G_BEGIN_DECLS

struct _PtlDrafts
{
  GObject         parent_instance;

  PtlNetwork     *network;
  PtlAccounts    *accounts;   /* not owned */
  PtlSecretStore *store;      /* not owned */
  PtlSetup       *setup;
  GListStore     *list;
  GQueue          waiting;    /* of drafts, for their test */
  GHashTable     *testing;    /* drafts of ours, whose test goes on */
  GHashTable     *removed;    /* drafts that go as soon as nobody wants them back */
  GHashTable     *going;      /* ids of those, and of what is just being forgotten */
  guint           n_going;    /* that are just being forgotten */
};

void ptl_drafts_take_over (PtlDrafts *self,
                           PtlDraft  *draft);

G_END_DECLS
