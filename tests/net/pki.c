/* pki.c - authorities and certificates, made when a test needs them
 *
 * A certificate is described by a group of a key file; tests/certs/README.md
 * lists the keys. Nothing expires while the project lives: dates count from
 * today.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "pki.h"

#include <glib/gstdio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <string.h>

#define DAY_S (24 * 60 * 60)

static char *
get_text (GKeyFile   *spec,
          const char *group,
          const char *key,
          const char *fallback)
{
  char *text = spec != NULL ? g_key_file_get_string (spec, group, key, NULL) : NULL;

  return text != NULL ? text : g_strdup (fallback);
}

static int
get_days (GKeyFile   *spec,
          const char *group,
          const char *key,
          int         fallback)
{
  if (spec == NULL || !g_key_file_has_key (spec, group, key, NULL))
    return fallback;

  return g_key_file_get_integer (spec, group, key, NULL);
}

/* "p256", "ed25519", or "rsa" and the number of bits. */
static EVP_PKEY *
make_key (const char *kind)
{
  EVP_PKEY *key;

  if (g_str_equal (kind, "p256"))
    key = EVP_PKEY_Q_keygen (NULL, NULL, "EC", "P-256");
  else if (g_str_equal (kind, "ed25519"))
    key = EVP_PKEY_Q_keygen (NULL, NULL, "ED25519");
  else
    key = EVP_PKEY_Q_keygen (NULL, NULL, "RSA",
                             (size_t) g_ascii_strtoull (kind + strlen ("rsa"), NULL, 10));

  g_assert_nonnull (key);
  return key;
}

static void
add_extension (X509       *x509,
               int         nid,
               const char *value)
{
  X509_EXTENSION *extension = X509V3_EXT_conf_nid (NULL, NULL, nid, value);

  g_assert_nonnull (extension);
  X509_add_ext (x509, extension, -1);
  X509_EXTENSION_free (extension);
}

/* "DNS:name" or "IP:address"; %XX stands for any byte, so also for a NUL. */
static GENERAL_NAME *
make_name (const char *text)
{
  GENERAL_NAME *name = GENERAL_NAME_new ();

  if (g_str_has_prefix (text, "IP:"))
    {
      GENERAL_NAME_set0_value (name, GEN_IPADD, a2i_IPADDRESS (text + strlen ("IP:")));
    }
  else
    {
      g_autoptr(GBytes) bytes = g_uri_unescape_bytes (text + strlen ("DNS:"), -1, NULL, NULL);
      ASN1_IA5STRING *value = ASN1_IA5STRING_new ();

      ASN1_STRING_set (value, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      GENERAL_NAME_set0_value (name, GEN_DNS, value);
    }

  return name;
}

/* Names by comma; "DNS: times 200" makes that many, numbered. */
static void
add_names (X509       *x509,
           const char *san)
{
  g_auto(GStrv) parts = g_strsplit (san, ",", -1);
  GENERAL_NAMES *names = GENERAL_NAMES_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *times = strstr (g_strstrip (parts[i]), " times ");
      guint n = times != NULL ? g_ascii_strtoull (times + strlen (" times "), NULL, 10) : 0;

      if (n == 0)
        sk_GENERAL_NAME_push (names, make_name (parts[i]));

      for (guint k = 0; k < n; k++)
        {
          g_autofree char *numbered = g_strdup_printf ("DNS:host%u.test", k);

          sk_GENERAL_NAME_push (names, make_name (numbered));
        }
    }

  X509_add1_ext_i2d (x509, NID_subject_alt_name, names, 0, X509V3_ADD_DEFAULT);
  GENERAL_NAMES_free (names);
}

static void
set_subject (X509       *x509,
             const char *common_name)
{
  g_autoptr(GBytes) bytes = g_uri_unescape_bytes (common_name, -1, NULL, NULL);

  X509_NAME_add_entry_by_NID (X509_get_subject_name (x509), NID_commonName, MBSTRING_UTF8,
                              (unsigned char *) g_bytes_get_data (bytes, NULL),
                              g_bytes_get_size (bytes), -1, 0);
}

static void
add_extensions (X509       *x509,
                GKeyFile   *spec,
                const char *group)
{
  g_autofree char *san = get_text (spec, group, "san", NULL);
  g_autofree char *usage = get_text (spec, group, "usage", NULL);
  gboolean is_ca = spec != NULL && g_key_file_get_boolean (spec, group, "ca", NULL);

  add_extension (x509, NID_basic_constraints, is_ca ? "critical,CA:TRUE" : "critical,CA:FALSE");

  if (is_ca)
    add_extension (x509, NID_key_usage, "critical,keyCertSign,cRLSign");

  if (usage != NULL)
    add_extension (x509, NID_ext_key_usage, usage);

  if (san != NULL)
    add_names (x509, san);
}

static PkiIdentity *
issue (PkiIdentity *issuer,
       GKeyFile    *spec,
       const char  *group,
       const char  *common_name)
{
  static int serial;
  PkiIdentity *self = g_new0 (PkiIdentity, 1);
  g_autofree char *subject = get_text (spec, group, "subject", common_name);
  g_autofree char *kind = get_text (spec, group, "key", "p256");
  g_autofree char *digest = get_text (spec, group, "digest", "sha256");
  const PkiIdentity *signer = issuer != NULL ? issuer : self;

  self->key = make_key (kind);
  self->x509 = X509_new ();

  X509_set_version (self->x509, X509_VERSION_3);
  ASN1_INTEGER_set (X509_get_serialNumber (self->x509), g_atomic_int_add (&serial, 1) + 1);
  X509_gmtime_adj (X509_getm_notBefore (self->x509),
                   (long) get_days (spec, group, "from", -1) * DAY_S);
  X509_gmtime_adj (X509_getm_notAfter (self->x509),
                   (long) get_days (spec, group, "until", 30) * DAY_S);
  set_subject (self->x509, subject);
  X509_set_issuer_name (self->x509, X509_get_subject_name (signer->x509));
  X509_set_pubkey (self->x509, self->key);
  add_extensions (self->x509, spec, group);

  g_assert_cmpint (X509_sign (self->x509, signer->key,
                              EVP_PKEY_is_a (signer->key, "ED25519")
                              ? NULL : EVP_get_digestbyname (digest)), >, 0);

  return self;
}

/**
 * pki_issue:
 * @self: the authorities
 * @spec: the description
 * @group: its group; `issuer` is "root", "other" or "self"
 * @intermediate: (nullable): signs it instead
 *
 * Returns: (transfer full): the certificate and its key
 */
PkiIdentity *
pki_issue (Pki         *self,
           GKeyFile    *spec,
           const char  *group,
           PkiIdentity *intermediate)
{
  g_autofree char *issuer = get_text (spec, group, "issuer", "root");

  if (intermediate != NULL)
    return issue (intermediate, spec, group, "leaf");

  if (g_str_equal (issuer, "self"))
    return issue (NULL, spec, group, "leaf");

  return issue (g_str_equal (issuer, "other") ? self->other : self->root, spec, group, "leaf");
}

PkiIdentity *
pki_issue_simple (Pki        *self,
                  const char *san)
{
  g_autoptr(GKeyFile) spec = g_key_file_new ();

  g_key_file_set_string (spec, "certificate", "san", san);
  return pki_issue (self, spec, "certificate", NULL);
}

/* Returns: (transfer full): a root that is trusted, and one that is not */
Pki *
pki_new (void)
{
  Pki *self = g_new0 (Pki, 1);
  g_autoptr(GKeyFile) spec = g_key_file_new ();
  g_autoptr(GError) error = NULL;
  FILE *file;
  int fd;

  g_key_file_set_boolean (spec, "ca", "ca", TRUE);
  self->root = issue (NULL, spec, "ca", "Harbour Root");
  self->other = issue (NULL, spec, "ca", "Pirate Root");

  fd = g_file_open_tmp ("portolan-ca-XXXXXX.pem", &self->ca_file, &error);
  g_assert_no_error (error);
  file = fdopen (fd, "w");
  PEM_write_X509 (file, self->root->x509);
  fclose (file);

  return self;
}

void
pki_identity_free (PkiIdentity *self)
{
  X509_free (self->x509);
  EVP_PKEY_free (self->key);
  g_free (self);
}

void
pki_free (Pki *self)
{
  g_unlink (self->ca_file);
  g_free (self->ca_file);
  pki_identity_free (self->root);
  pki_identity_free (self->other);
  g_free (self);
}
