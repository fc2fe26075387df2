/* setup-options.h - the command line of `portolanctl setup`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/login-options.h"
#include "setup/setup.h"

G_BEGIN_DECLS

/**
 * PtlSetupOptions:
 *
 * What does not go into the [struct@Order].
 */
typedef struct
{
  PtlLoginOptions  login;
  char            *incoming;
  char            *outgoing;
  char            *user;
  char            *name;
  char            *protocol;
  char            *agreed_domain;
  gboolean         apply_remedy;
  gboolean         no_keyring;
  gboolean         save_anyway;
  gboolean         is_dry_run;
  gboolean         transcript;
  gboolean         as_json;
} PtlSetupOptions;

gboolean ptl_setup_options_parse (PtlSetupOptions  *self,
                                  PtlOrder         *order,
                                  const PtlCommand *command,
                                  PtlContext       *context,
                                  GStrv            *args,
                                  int              *status);
void     ptl_setup_options_clear (PtlSetupOptions  *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PtlSetupOptions, ptl_setup_options_clear)

G_END_DECLS
