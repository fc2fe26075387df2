/* scram.h - is what a server says in SCRAM fit to be answered?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proto/error.h"

G_BEGIN_DECLS

char     *ptl_base64_decode_strict     (const char  *text,
                                        gsize       *length);
char     *ptl_scram_get_client_nonce   (const char  *client_first,
                                        gsize        length);
gboolean  ptl_scram_check_server_first (const char  *message,
                                        const char  *client_nonce,
                                        GError     **error);
gboolean  ptl_scram_is_error           (const char  *message);

G_END_DECLS
