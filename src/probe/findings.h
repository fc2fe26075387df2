/* findings.h - from an error to the codes of a verdict
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "probe/result.h"

G_BEGIN_DECLS

/**
 * PtlFindings:
 * @keys: (element-type utf8): keys of the verdict table, likeliest first
 * @reply: (nullable): the answer that decided
 *
 * What a result comes down to.
 */
typedef struct
{
  GPtrArray      *keys;
  const PtlReply *reply;
} PtlFindings;

void ptl_findings_add   (PtlFindings     *self,
                         const char      *key);
void ptl_findings_way   (PtlFindings     *self,
                         const PtlResult *result,
                         const char      *address);
void ptl_findings_tls   (PtlFindings     *self,
                         const PtlResult *result);
void ptl_findings_proto (PtlFindings     *self,
                         const PtlResult *result);

G_END_DECLS
