/* prompt.h - a question of the keyring's to the user
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void      ptl_secret_prompt_run        (GDBusProxy           *prompt,
                                        gpointer              source,
                                        const GVariantType   *return_type,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
GVariant *ptl_secret_prompt_run_finish (GAsyncResult         *result,
                                        GError              **error);

G_END_DECLS
