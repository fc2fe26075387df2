/* sandbox.h - what this program may reach in its sandbox
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PTL_SANDBOX_KEYRING_NAME "org.freedesktop.secrets"

/* What a user can grant. */
#define PTL_SANDBOX_GRANT_NETWORK "--share=network"
#define PTL_SANDBOX_GRANT_KEYRING "--talk-name=" PTL_SANDBOX_KEYRING_NAME

/**
 * PtlSandbox:
 * @app_id: the name that it is installed by
 * @has_network: whether it shares the network of this computer
 * @may_use_keyring: whether it may talk to the keyring's service
 *
 * A Flatpak's sandbox, as Flatpak describes it to those inside.
 */
typedef struct
{
  char     *app_id;
  gboolean  has_network;
  gboolean  may_use_keyring;
} PtlSandbox;

PtlSandbox *ptl_sandbox_new         (void);
PtlSandbox *ptl_sandbox_read        (const char       *path);
char       *ptl_sandbox_tell_grant  (const PtlSandbox *self,
                                     const char       *option);
void        ptl_sandbox_free        (PtlSandbox       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlSandbox, ptl_sandbox_free)

G_END_DECLS
