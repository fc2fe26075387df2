/* login-options.h - the options about passwords, tokens and waiting
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/options.h"

G_BEGIN_DECLS

/**
 * PtlLoginOptions:
 * @password_stdin: the password comes on standard input
 * @password_fd: or from this descriptor, -1 if not
 * @token_fd: or an OAuth token from this one, -1 if not
 * @timeout_s: how long to wait for an answer, -1 if not said
 *
 * What `check` and `setup` have in common.
 */
typedef struct
{
  gboolean password_stdin;
  int      password_fd;
  int      token_fd;
  int      timeout_s;
} PtlLoginOptions;

void     ptl_login_options_add   (PtlLoginOptions  *self,
                                  PtlOptions       *options);
gboolean ptl_login_options_check (PtlLoginOptions  *self,
                                  const PtlCommand *command,
                                  PtlContext       *context,
                                  int              *status);
gboolean ptl_login_options_read  (PtlLoginOptions  *self,
                                  const PtlCommand *command,
                                  PtlContext       *context,
                                  const char       *user,
                                  PtlSecret       **password,
                                  PtlSecret       **token,
                                  int              *status);

G_END_DECLS
