/* interceptors.h - programs that open encrypted connections
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/certificate.h"

G_BEGIN_DECLS

gboolean ptl_certificate_is_intercepted (const PtlCertificate *certificate);

G_END_DECLS
