/* demo.h - a mail provider in a box: IMAP, POP3 and SMTP on 127.0.0.1
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "base/security.h"

G_BEGIN_DECLS

#define PTL_DEMO_DOMAIN   "demo.test"
#define PTL_DEMO_ADDRESS  "ann@demo.test"
#define PTL_DEMO_PASSWORD "demo-password"

typedef struct _PtlDemo PtlDemo;

PtlDemo    *ptl_demo_new          (GError      **error);
void        ptl_demo_free         (PtlDemo      *self);
guint16     ptl_demo_get_port     (PtlDemo      *self,
                                   PtlProtocol   protocol,
                                   PtlSecurity   security);
const char *ptl_demo_get_ca_file  (PtlDemo      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlDemo, ptl_demo_free)

G_END_DECLS
