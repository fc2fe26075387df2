/* oauth.h - what OAUTHBEARER and XOAUTH2 say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proto/credentials.h"

G_BEGIN_DECLS

PtlSecret *ptl_base64_encode_secret (const char           *data,
                                     gsize                 length);
PtlSecret *ptl_oauth_begin          (const PtlCredentials *credentials,
                                     gboolean              is_bearer);

G_END_DECLS
