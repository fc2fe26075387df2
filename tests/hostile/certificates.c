/* certificates.c - certificates of every kind that must be refused, and good ones
 *
 * Made when they are needed, so that they never run out and no key is in
 * anybody's tree.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "hostile/certificates.h"

#include <glib/gstdio.h>

#include "demo/authority.h"

#define WEEK  7
#define YEAR  365

#define NAMES(...) ((const char * const []) { __VA_ARGS__, NULL })

/* Who signs: somebody the client believes, or somebody it does not know. */
typedef enum
{
  ISSUER_KNOWN,
  ISSUER_UNKNOWN,
  ISSUER_ANTIVIRUS,
  N_ISSUERS,
} Issuer;

typedef struct
{
  const char  *kind;
  Issuer       issuer;
  PtlLeafSpec  spec;
  int          max_version;
} Kind;

static const char * const issuers[N_ISSUERS] = {
  [ISSUER_KNOWN] = "Hostile tests, known",
  [ISSUER_UNKNOWN] = "Hostile tests, unknown",
  [ISSUER_ANTIVIRUS] = "Avast Web/Mail Shield Root",
};

#define LEAF(...) { .common_name = "localhost", .from_days = -1, .until_days = WEEK, \
                    .names = NAMES ("localhost", "127.0.0.1"), __VA_ARGS__ }

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverride-init"

static const Kind kinds[] = {
  { "good", ISSUER_KNOWN, LEAF () },
  { "good-rsa", ISSUER_KNOWN, LEAF (.rsa_bits = 2048) },
  { "good-no-cn-match", ISSUER_KNOWN, LEAF (.common_name = "other.test") },
  { "self-signed", ISSUER_KNOWN, LEAF (.is_self_signed = TRUE) },
  { "unknown-root", ISSUER_UNKNOWN, LEAF () },
  { "antivirus", ISSUER_ANTIVIRUS, LEAF () },
  { "wrong-host", ISSUER_KNOWN, LEAF (.common_name = "other.test", .names = NAMES ("other.test")) },
  { "expired", ISSUER_KNOWN, LEAF (.from_days = -YEAR, .until_days = -WEEK) },
  { "not-yet", ISSUER_KNOWN, LEAF (.from_days = WEEK, .until_days = YEAR) },
  { "cn-only", ISSUER_KNOWN, LEAF (.names = NAMES ("other.test")) },
  { "no-names", ISSUER_KNOWN, LEAF (.names = NULL) },
  { "any", ISSUER_KNOWN, LEAF (.common_name = "*", .names = NAMES ("*")) },
  { "part", ISSUER_KNOWN, LEAF (.names = NAMES ("local*", "l*t")) },
  { "suffix", ISSUER_KNOWN, LEAF (.names = NAMES ("localhost.other.test", "ocalhost")) },
  { "address-only", ISSUER_KNOWN, LEAF (.names = NAMES ("127.0.0.1")) },
  { "name-only", ISSUER_KNOWN, LEAF (.names = NAMES ("localhost")) },
  { "address-as-name", ISSUER_KNOWN, LEAF (.names_are_text = TRUE) },
  { "other-address", ISSUER_KNOWN, LEAF (.names = NAMES ("127.0.0.2")) },
  { "nul", ISSUER_KNOWN, LEAF (.hidden_tail = ".other.test") },
  { "client-only", ISSUER_KNOWN, LEAF (.purpose = "clientAuth") },
  { "rsa-1024", ISSUER_KNOWN, LEAF (.rsa_bits = 1024) },
  { "sha-1", ISSUER_KNOWN, LEAF (.is_sha1 = TRUE) },
  { "tls-1.1", ISSUER_KNOWN, LEAF (), TLS1_1_VERSION },
};

#pragma GCC diagnostic pop

struct _Certificates
{
  PtlAuthority *authorities[N_ISSUERS];
  SSL_CTX      *contexts[G_N_ELEMENTS (kinds)];
  char         *folder;
  char         *ca_file;
};

static gboolean
make_all (Certificates  *self,
          GError       **error)
{
  for (guint i = 0; i < N_ISSUERS; i++)
    {
      self->authorities[i] = ptl_authority_new (issuers[i], error);

      if (self->authorities[i] == NULL)
        return FALSE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const Kind *kind = &kinds[i];

      self->contexts[i] = ptl_authority_issue (self->authorities[kind->issuer],
                                               &kind->spec, error);
      if (self->contexts[i] == NULL)
        return FALSE;

      if (kind->max_version != 0)
        {
          SSL_CTX_set_min_proto_version (self->contexts[i], TLS1_VERSION);
          SSL_CTX_set_max_proto_version (self->contexts[i], kind->max_version);
        }
    }

  return ptl_authority_save (self->authorities[ISSUER_KNOWN], self->ca_file, error);
}

/**
 * certificates_new:
 * @error: as for ptl_authority_issue()
 *
 * Makes one of each kind, in a fifth of a second.
 *
 * Returns: (transfer full): the certificates
 */
Certificates *
certificates_new (GError **error)
{
  g_autoptr(Certificates) self = g_new0 (Certificates, 1);

  self->folder = g_dir_make_tmp ("portolan-hostile-XXXXXX", error);

  if (self->folder == NULL)
    return NULL;

  self->ca_file = g_build_filename (self->folder, "ca.pem", NULL);

  return make_all (self, error) ? g_steal_pointer (&self) : NULL;
}

void
certificates_free (Certificates *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    SSL_CTX_free (self->contexts[i]);

  for (guint i = 0; i < N_ISSUERS; i++)
    g_clear_pointer (&self->authorities[i], ptl_authority_free);

  if (self->folder != NULL)
    {
      g_unlink (self->ca_file);
      g_rmdir (self->folder);
    }

  g_free (self->ca_file);
  g_free (self->folder);
  g_free (self);
}

/**
 * certificates_get:
 * @self: certificates
 * @kind: which kind
 *
 * Gives what a server serves with.
 *
 * Returns: (transfer none) (nullable): the context, or %NULL if there is no
 *   such kind
 */
SSL_CTX *
certificates_get (Certificates *self,
                  const char   *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      return self->contexts[i];

  return NULL;
}

const char *
certificates_get_ca_file (Certificates *self)
{
  return self->ca_file;
}
