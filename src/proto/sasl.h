/* sasl.h - SASL mechanisms as bytes in, bytes out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proto/credentials.h"
#include "proto/error.h"

G_BEGIN_DECLS

typedef struct _PtlSasl PtlSasl;

/* RFC 7677 asks for 4096 at least; 600,000 is what OWASP recommends for
 * PBKDF2-HMAC-SHA256, and takes a third of a second. */
#define PTL_SASL_MIN_ITERATIONS   4096
#define PTL_SASL_MAX_ITERATIONS 600000

const char *ptl_sasl_choose       (const char * const    *offered,
                                   const char * const    *rejected,
                                   const PtlCredentials  *credentials,
                                   gboolean               is_secure);
PtlSasl    *ptl_sasl_new          (const char            *mechanism,
                                   const PtlCredentials  *credentials,
                                   GError               **error);
void        ptl_sasl_free         (PtlSasl               *self);
const char *ptl_sasl_get_mechanism (PtlSasl              *self);
gboolean    ptl_sasl_speaks_first (PtlSasl               *self);
gboolean    ptl_sasl_has_sent_proof (PtlSasl             *self);
PtlSecret  *ptl_sasl_step         (PtlSasl               *self,
                                   const char            *challenge,
                                   GError               **error);
const char *ptl_sasl_get_failure  (PtlSasl               *self);
gboolean    ptl_sasl_finish       (PtlSasl               *self,
                                   const char            *final_data,
                                   GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlSasl, ptl_sasl_free)

G_END_DECLS
