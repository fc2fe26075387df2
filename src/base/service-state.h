/* service-state.h - what is chosen together for a server, and the rules of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/service.h"

G_BEGIN_DECLS

/**
 * PtlServiceState:
 * @protocol: what is spoken there
 * @port: 1 to 65535
 * @origin: who set the port
 * @security: how the connection is protected
 * @encrypted: the last protection that was one, for switching on again
 * @auth: how to sign in
 * @can_undo: whether the last edit was one that can be undone
 *
 * A plain value: the rules change a copy, [class@Service] then exchanges the
 * whole. For service.c only.
 */
typedef struct
{
  PtlProtocol   protocol;
  guint         port;
  PtlPortOrigin origin;
  PtlSecurity   security;
  PtlSecurity   encrypted;
  PtlAuth       auth;
  gboolean      can_undo;
} PtlServiceState;

/* The properties of PtlService, in the order of their names. */
typedef enum
{
  PTL_SERVICE_PROP_0,
  PTL_SERVICE_PROP_AUTH,
  PTL_SERVICE_PROP_CAN_UNDO,
  PTL_SERVICE_PROP_CERTIFICATE,
  PTL_SERVICE_PROP_HOST,
  PTL_SERVICE_PROP_PORT,
  PTL_SERVICE_PROP_PORT_NOTE,
  PTL_SERVICE_PROP_PORT_ORIGIN,
  PTL_SERVICE_PROP_PROTOCOL,
  PTL_SERVICE_PROP_SECURITY,
  PTL_SERVICE_PROP_USER,
  PTL_SERVICE_PROP_USE_SSL,
  PTL_SERVICE_PROP_USUAL_PORT,
  PTL_SERVICE_N_PROPS
} PtlServiceProperty;

PtlServiceState ptl_service_state_new          (PtlProtocol            protocol);
gboolean        ptl_service_state_equal        (const PtlServiceState *a,
                                                const PtlServiceState *b);
guint           ptl_service_state_get          (const PtlServiceState *self,
                                                PtlServiceProperty     property);
void            ptl_service_state_put          (PtlServiceState       *self,
                                                PtlServiceProperty     property,
                                                guint                  value);
void            ptl_service_state_use_defaults (PtlServiceState       *self);
void            ptl_service_state_restore      (PtlServiceState       *self,
                                                PtlProtocol            protocol,
                                                guint                  port,
                                                PtlSecurity            security,
                                                PtlPortOrigin          origin);

G_END_DECLS
