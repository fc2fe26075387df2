/* mechanism.h - the SASL mechanisms that we speak, and who may use them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proto/credentials.h"
#include "proto/error.h"

G_BEGIN_DECLS

/**
 * PtlTraits:
 * @PTL_TRAITS_NEEDS_TOKEN: it takes an OAuth token, the others a password
 * @PTL_TRAITS_SPEAKS_FIRST: its first message is ours
 * @PTL_TRAITS_IS_SCRAM: the server proves itself, too
 * @PTL_TRAITS_NEEDS_BINDING: it is bound to the TLS connection
 * @PTL_TRAITS_IS_PREPARED: its strings go through SASLprep (RFC 4013)
 * @PTL_TRAITS_ONE_LINE: its strings have no way to escape a line end
 */
typedef enum
{
  PTL_TRAITS_NEEDS_TOKEN   = 1 << 0,
  PTL_TRAITS_SPEAKS_FIRST  = 1 << 1,
  PTL_TRAITS_IS_SCRAM      = 1 << 2,
  PTL_TRAITS_NEEDS_BINDING = 1 << 3,
  PTL_TRAITS_IS_PREPARED   = 1 << 4,
  PTL_TRAITS_ONE_LINE      = 1 << 5,
} PtlTraits;

/**
 * PtlMechanism:
 * @name: its registered name
 * @traits: what it is like
 * @proof_step: the response, from 0, that holds the secret or a proof of it
 */
typedef struct
{
  const char *name;
  PtlTraits   traits;
  guint       proof_step;
} PtlMechanism;

const PtlMechanism *ptl_mechanism_find              (const char            *name);
gboolean            ptl_mechanism_can_bind          (const PtlCredentials  *credentials);
gboolean            ptl_mechanism_check_credentials (const PtlMechanism    *self,
                                                     const PtlCredentials  *credentials,
                                                     GError               **error);

G_END_DECLS
