/* service.h - one mail server, as the user describes it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/candidate.h"
#include "base/ports.h"
#include "base/security.h"

G_BEGIN_DECLS

#define PTL_TYPE_SERVICE (ptl_service_get_type ())

G_DECLARE_FINAL_TYPE (PtlService, ptl_service, PTL, SERVICE, GObject)

/**
 * PtlPortOrigin:
 * @PTL_PORT_ORIGIN_DEFAULT: the usual port; it follows the security
 * @PTL_PORT_ORIGIN_FOUND: a search or a test said so; it follows the security
 * @PTL_PORT_ORIGIN_USER: typed by hand
 *
 * Who set the port.
 */
typedef enum
{
  PTL_PORT_ORIGIN_DEFAULT,
  PTL_PORT_ORIGIN_FOUND,
  PTL_PORT_ORIGIN_USER,
} PtlPortOrigin;

#define PTL_TYPE_PORT_ORIGIN (ptl_port_origin_get_type ())

GType          ptl_port_origin_get_type     (void);

PtlService    *ptl_service_new              (PtlProtocol         protocol);
PtlProtocol    ptl_service_get_protocol     (PtlService         *self);
void           ptl_service_set_protocol     (PtlService         *self,
                                             PtlProtocol         protocol);
const char    *ptl_service_get_host         (PtlService         *self);
void           ptl_service_set_host         (PtlService         *self,
                                             const char         *host);
guint          ptl_service_get_port         (PtlService         *self);
void           ptl_service_set_port         (PtlService         *self,
                                             guint               port);
gboolean       ptl_service_set_port_text    (PtlService         *self,
                                             const char         *text,
                                             GError            **error);
PtlPortOrigin  ptl_service_get_port_origin  (PtlService         *self);
PtlPortNote    ptl_service_get_port_note    (PtlService         *self);
guint          ptl_service_get_usual_port   (PtlService         *self);
PtlSecurity    ptl_service_get_security     (PtlService         *self);
void           ptl_service_set_security     (PtlService         *self,
                                             PtlSecurity         security);
gboolean       ptl_service_get_use_ssl      (PtlService         *self);
void           ptl_service_set_use_ssl      (PtlService         *self,
                                             gboolean            use_ssl);
const char    *ptl_service_get_user         (PtlService         *self);
void           ptl_service_set_user         (PtlService         *self,
                                             const char         *user);
const char    *ptl_service_get_certificate  (PtlService         *self);
void           ptl_service_set_certificate  (PtlService         *self,
                                             const char         *certificate);
PtlAuth        ptl_service_get_auth         (PtlService         *self);
void           ptl_service_set_auth         (PtlService         *self,
                                             PtlAuth             auth);
void           ptl_service_use_defaults     (PtlService         *self);
gboolean       ptl_service_can_undo         (PtlService         *self);
void           ptl_service_undo             (PtlService         *self);
void           ptl_service_restore          (PtlService         *self,
                                             PtlProtocol         protocol,
                                             guint               port,
                                             PtlSecurity         security,
                                             PtlPortOrigin       origin);
void           ptl_service_take             (PtlService         *self,
                                             const PtlCandidate *candidate);
PtlCandidate  *ptl_service_to_candidate     (PtlService         *self);

G_END_DECLS
