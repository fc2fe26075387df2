/* password.h - reading a password so that nobody else gets to see it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "base/secret.h"

G_BEGIN_DECLS

PtlSecret *ptl_password_read (int          fd,
                              GError     **error);
PtlSecret *ptl_password_ask  (int          terminal_fd,
                              const char  *prompt,
                              GError     **error);

G_END_DECLS
