/* certificate-page.h - a server's certificate as facts one can compare
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "net/certificate.h"
#include "setup/draft.h"

G_BEGIN_DECLS

#define PTL_TYPE_CERTIFICATE_PAGE (ptl_certificate_page_get_type ())

G_DECLARE_FINAL_TYPE (PtlCertificatePage, ptl_certificate_page, PTL, CERTIFICATE_PAGE, AdwBin)

void ptl_certificate_page_set_certificate (PtlCertificatePage *self,
                                           PtlCertificate     *certificate,
                                           const char         *host);
void ptl_certificate_page_offer_trust     (PtlCertificatePage *self,
                                           PtlDraft           *draft,
                                           PtlDraftSides       side);

G_END_DECLS
