/* candidate.h - one server that may be the right one, and who says so
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "base/security.h"

G_BEGIN_DECLS

#define PTL_TYPE_CANDIDATE (ptl_candidate_get_type ())

/**
 * PtlSourceRank:
 * @PTL_SOURCE_USER: the user said so
 * @PTL_SOURCE_TABLE: the list of providers that comes with the program
 * @PTL_SOURCE_AUTOCONFIG: the domain's own autoconfig, over https
 * @PTL_SOURCE_ISPDB: Mozilla's database
 * @PTL_SOURCE_SRV: DNS SRV records (RFC 6186)
 * @PTL_SOURCE_MX: the provider behind the mail exchanger
 * @PTL_SOURCE_GUESS: nobody; names that are common
 *
 * Who says so, strongest first. A weaker source never beats a stronger one.
 */
typedef enum
{
  PTL_SOURCE_USER,
  PTL_SOURCE_TABLE,
  PTL_SOURCE_AUTOCONFIG,
  PTL_SOURCE_ISPDB,
  PTL_SOURCE_SRV,
  PTL_SOURCE_MX,
  PTL_SOURCE_GUESS,
} PtlSourceRank;

#define PTL_TYPE_SOURCE_RANK (ptl_source_rank_get_type ())

/**
 * PtlCandidate:
 * @protocol: what is spoken there
 * @host: name or address, ASCII, lower case, without brackets
 * @port: 1 to 65535
 * @security: how the connection is to be protected
 * @user: (nullable): the login name
 * @auth: how to sign in
 * @source: who says so
 * @certificate: (nullable): the SHA-256 of the one certificate that the user
 *   accepts there, whoever vouches for it
 *
 * Immutable and reference counted: read the fields, never write them.
 */
typedef struct
{
  PtlProtocol    protocol;
  char          *host;
  guint16        port;
  PtlSecurity    security;
  char          *user;
  PtlAuth        auth;
  PtlSourceRank  source;
  char          *certificate;

  /*< private >*/
  gatomicrefcount ref_count;
} PtlCandidate;

GType         ptl_candidate_get_type     (void);
GType         ptl_source_rank_get_type   (void);

PtlCandidate *ptl_candidate_new          (PtlProtocol          protocol,
                                          const char          *host,
                                          guint16              port,
                                          PtlSecurity          security,
                                          const char          *user,
                                          PtlAuth              auth,
                                          PtlSourceRank        source);
PtlCandidate *ptl_candidate_new_from_url (const char          *url,
                                          GError             **error);
PtlCandidate *ptl_candidate_with_user    (const PtlCandidate  *self,
                                          const char          *user);
PtlCandidate *ptl_candidate_with_port    (const PtlCandidate  *self,
                                          guint16              port,
                                          PtlSecurity          security);
PtlCandidate *ptl_candidate_with_host    (const PtlCandidate  *self,
                                          const char          *host);
PtlCandidate *ptl_candidate_with_certificate (const PtlCandidate *self,
                                              const char     *certificate);
char         *ptl_candidate_to_url       (const PtlCandidate  *self);
PtlCandidate *ptl_candidate_ref          (PtlCandidate        *self);
void          ptl_candidate_unref        (PtlCandidate        *self);
gboolean      ptl_candidate_equal        (gconstpointer        a,
                                          gconstpointer        b);
const char   *ptl_source_rank_to_string  (PtlSourceRank        rank);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlCandidate, ptl_candidate_unref)

G_END_DECLS
