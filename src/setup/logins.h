/* logins.h - who signs in, as whom, and how often
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "probe/race.h"
#include "setup/setup.h"

G_BEGIN_DECLS

typedef struct _PtlLogins PtlLogins;

PtlLogins   *ptl_logins_new        (const PtlOrder   *order,
                                    GPtrArray        *candidates,
                                    const char       *proven_user);
void         ptl_logins_free       (PtlLogins        *self);
PtlRaceSays  ptl_logins_ask        (PtlLogins        *self,
                                    guint             index,
                                    guint             n_rejected,
                                    const PtlVerdict *verdict,
                                    PtlLogin         *login);
void         ptl_logins_end        (PtlLogins        *self,
                                    guint             index,
                                    const PtlResult  *result);
const char  *ptl_logins_get_user   (PtlLogins        *self,
                                    guint             index);
const char  *ptl_logins_get_proven (PtlLogins        *self);

G_END_DECLS
