/* source.h - somebody who may know a domain's mail servers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/address.h"
#include "base/candidate.h"
#include "net/network.h"

G_BEGIN_DECLS

/**
 * PtlSource:
 * @name: for people and JSON: "providers", "guess"
 * @rank: how much its word counts
 * @is_local: asks nobody: neither a server nor DNS
 * @find: (element-type PtlCandidate): what it knows, maybe nothing; blocks
 *
 * One way to find servers.
 */
typedef struct
{
  const char     *name;
  PtlSourceRank   rank;
  gboolean        is_local;
  GPtrArray    *(*find) (PtlNetwork        *network,
                         const PtlAddress  *address,
                         GCancellable      *cancellable,
                         GError           **error);
} PtlSource;

extern const PtlSource ptl_source_providers;
extern const PtlSource ptl_source_guess;

GPtrArray *ptl_discover (PtlNetwork        *network,
                         const PtlAddress  *address,
                         gboolean           offline,
                         GCancellable      *cancellable,
                         GError           **error);

G_END_DECLS
