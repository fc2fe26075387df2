/* address.h - an email address, taken apart
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PtlAddress:
 * @local: before the “@”, as typed
 * @domain: after it, as typed, for people
 * @ascii_domain: the domain as DNS knows it: lower case, IDN as `xn--` (RFC 5891)
 * @full: `local@ascii_domain`, what servers get to see
 *
 * A checked address (RFC 5321, 4.1.2). Never changes.
 */
typedef struct
{
  char *local;
  char *domain;
  char *ascii_domain;
  char *full;
} PtlAddress;

PtlAddress *ptl_address_parse   (const char        *text,
                                 GError           **error);
PtlAddress *ptl_address_copy    (const PtlAddress  *self);
void        ptl_address_free    (PtlAddress        *self);
gboolean    ptl_address_is_same (const char        *one,
                                 const char        *other);

char       *ptl_host_check      (const char        *host,
                                 GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlAddress, ptl_address_free)

G_END_DECLS
