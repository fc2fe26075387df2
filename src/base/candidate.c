/* candidate.c - one server that may be the right one, and who says so
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/candidate.h"

G_DEFINE_BOXED_TYPE (PtlCandidate, ptl_candidate, ptl_candidate_ref, ptl_candidate_unref)

G_DEFINE_ENUM_TYPE (PtlSourceRank, ptl_source_rank,
                    G_DEFINE_ENUM_VALUE (PTL_SOURCE_USER, "user"),
                    G_DEFINE_ENUM_VALUE (PTL_SOURCE_TABLE, "table"),
                    G_DEFINE_ENUM_VALUE (PTL_SOURCE_AUTOCONFIG, "autoconfig"),
                    G_DEFINE_ENUM_VALUE (PTL_SOURCE_ISPDB, "ispdb"),
                    G_DEFINE_ENUM_VALUE (PTL_SOURCE_SRV, "srv"),
                    G_DEFINE_ENUM_VALUE (PTL_SOURCE_MX, "mx"),
                    G_DEFINE_ENUM_VALUE (PTL_SOURCE_GUESS, "guess"))

/**
 * ptl_candidate_new:
 * @protocol: what is spoken there
 * @host: a name or address that [func@host_check] has let pass, no brackets
 * @port: 1 to 65535
 * @security: how the connection is to be protected
 * @user: (nullable): the login name; an empty one counts as none
 * @auth: how to sign in
 * @source: who says so
 *
 * Returns: (transfer full): the candidate
 */
PtlCandidate *
ptl_candidate_new (PtlProtocol    protocol,
                   const char    *host,
                   guint16        port,
                   PtlSecurity    security,
                   const char    *user,
                   PtlAuth        auth,
                   PtlSourceRank  source)
{
  PtlCandidate *self;

  g_return_val_if_fail (host != NULL && *host != '\0', NULL);
  g_return_val_if_fail (port > 0, NULL);

  self = g_new0 (PtlCandidate, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->protocol = protocol;
  self->host = g_ascii_strdown (host, -1);
  self->port = port;
  self->security = security;
  self->user = user != NULL && *user != '\0' ? g_strdup (user) : NULL;
  self->auth = auth;
  self->source = source;

  return self;
}

/**
 * ptl_candidate_with_user:
 * @self: a candidate
 * @user: (nullable): the login name
 *
 * Returns: (transfer full): a copy that signs in as @user
 */
PtlCandidate *
ptl_candidate_with_user (const PtlCandidate *self,
                         const char         *user)
{
  PtlCandidate *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = ptl_candidate_new (self->protocol, self->host, self->port, self->security,
                            user, self->auth, self->source);
  copy->certificate = g_strdup (self->certificate);

  return copy;
}

/**
 * ptl_candidate_with_port:
 * @self: a candidate
 * @port: 1 to 65535
 * @security: the security that goes with it
 *
 * A certificate was accepted for one door only.
 *
 * Returns: (transfer full): a copy for another door of the same server
 */
PtlCandidate *
ptl_candidate_with_port (const PtlCandidate *self,
                         guint16             port,
                         PtlSecurity         security)
{
  g_return_val_if_fail (self != NULL, NULL);

  return ptl_candidate_new (self->protocol, self->host, port, security,
                            self->user, self->auth, self->source);
}

/**
 * ptl_candidate_with_host:
 * @self: a candidate
 * @host: a name or address that [func@host_check] has let pass
 *
 * Returns: (transfer full): a copy for another server
 */
PtlCandidate *
ptl_candidate_with_host (const PtlCandidate *self,
                         const char         *host)
{
  g_return_val_if_fail (self != NULL, NULL);

  return ptl_candidate_new (self->protocol, host, self->port, self->security,
                            self->user, self->auth, self->source);
}

/**
 * ptl_candidate_with_certificate:
 * @self: a candidate
 * @certificate: (nullable): a SHA-256, hexadecimal; an empty one counts as none
 *
 * Returns: (transfer full): a copy that accepts this certificate
 */
PtlCandidate *
ptl_candidate_with_certificate (const PtlCandidate *self,
                                const char         *certificate)
{
  PtlCandidate *copy = ptl_candidate_with_user (self, self->user);

  g_free (copy->certificate);
  copy->certificate = certificate != NULL && *certificate != '\0' ? g_strdup (certificate) : NULL;

  return copy;
}

PtlCandidate *
ptl_candidate_ref (PtlCandidate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
ptl_candidate_unref (PtlCandidate *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->host);
  g_free (self->user);
  g_free (self->certificate);
  g_free (self);
}

/**
 * ptl_candidate_equal:
 * @a: (type PtlCandidate): a candidate
 * @b: (type PtlCandidate): another
 *
 * Compares what a connection would do. Who said so is left out, so that the
 * same server from two sources is found to be one.
 *
 * Returns: %TRUE if both mean the same login at the same server
 */
gboolean
ptl_candidate_equal (gconstpointer a,
                     gconstpointer b)
{
  const PtlCandidate *one = a;
  const PtlCandidate *other = b;

  return one->protocol == other->protocol &&
         one->port == other->port &&
         one->security == other->security &&
         one->auth == other->auth &&
         g_str_equal (one->host, other->host) &&
         g_strcmp0 (one->user, other->user) == 0 &&
         g_strcmp0 (one->certificate, other->certificate) == 0;
}

const char *
ptl_source_rank_to_string (PtlSourceRank rank)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (PTL_TYPE_SOURCE_RANK);
  GEnumValue *found = g_enum_get_value (klass, rank);

  g_return_val_if_fail (found != NULL, NULL);

  /* The class of a static type outlives our reference to it. */
  return found->value_nick;
}
