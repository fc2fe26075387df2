/* authority.c - a throw-away certificate authority
 *
 * Its key lives in memory only and dies with it, so that nobody can make
 * other certificates for those who believed it. P-256 keys, because they are
 * made in a millisecond.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "demo/authority.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <string.h>

#define CA_DAYS      2
/* RFC 5280, 4.1.2.2 allows twenty octets. */
#define SERIAL_BYTES 16

typedef EVP_PKEY Key;
typedef X509 Certificate;
typedef GENERAL_NAMES Names;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Key, EVP_PKEY_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Certificate, X509_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Names, GENERAL_NAMES_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SSL_CTX, SSL_CTX_free)

struct _PtlAuthority
{
  Key         *key;
  Certificate *certificate;
};

static gboolean
fail (GError     **error,
      const char  *doing)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s",
               doing, ERR_reason_error_string (ERR_peek_last_error ()));
  ERR_clear_error ();
  return FALSE;
}

/* Everything but the names, the issuer and the signature. */
static Certificate *
make_certificate (Key        *key,
                  const char *common_name,
                  int         from_days,
                  int         until_days)
{
  g_autoptr(Certificate) certificate = X509_new ();
  guchar serial[SERIAL_BYTES];
  BIGNUM *number;
  X509_NAME *subject = X509_get_subject_name (certificate);

  RAND_bytes (serial, sizeof serial);
  serial[0] &= 0x7f;
  number = BN_bin2bn (serial, sizeof serial, NULL);
  BN_to_ASN1_INTEGER (number, X509_get_serialNumber (certificate));
  BN_free (number);

  X509_set_version (certificate, X509_VERSION_3);
  X509_time_adj_ex (X509_getm_notBefore (certificate), from_days, 0, NULL);
  X509_time_adj_ex (X509_getm_notAfter (certificate), until_days, 0, NULL);
  X509_set_pubkey (certificate, key);
  X509_NAME_add_entry_by_txt (subject, "CN", MBSTRING_UTF8,
                              (const guchar *) common_name, -1, -1, 0);

  return g_steal_pointer (&certificate);
}

static gboolean
add_extension (Certificate *certificate,
               Certificate *issuer,
               int          nid,
               const char  *value)
{
  X509V3_CTX context;
  X509_EXTENSION *extension;
  gboolean is_added;

  X509V3_set_ctx (&context, issuer, certificate, NULL, NULL, 0);
  extension = X509V3_EXT_conf_nid (NULL, &context, nid, value);
  is_added = extension != NULL && X509_add_ext (certificate, extension, -1);
  X509_EXTENSION_free (extension);

  return is_added;
}

static void
add_name (Names      *names,
          int         type,
          const char *data,
          gsize       length)
{
  GENERAL_NAME *name = GENERAL_NAME_new ();
  ASN1_STRING *value = type == GEN_DNS ? ASN1_IA5STRING_new () : ASN1_OCTET_STRING_new ();

  ASN1_STRING_set (value, data, length);
  GENERAL_NAME_set0_value (name, type, value);
  sk_GENERAL_NAME_push (names, name);
}

static gboolean
add_names (Certificate       *certificate,
           const PtlLeafSpec *spec)
{
  g_autoptr(Names) names = GENERAL_NAMES_new ();

  if (spec->names == NULL)
    return TRUE;

  for (guint i = 0; spec->names[i] != NULL; i++)
    {
      g_autoptr(GInetAddress) address = g_inet_address_new_from_string (spec->names[i]);

      if (spec->hidden_tail != NULL)
        {
          g_autoptr(GString) name = g_string_new (spec->names[i]);

          g_string_append_c (name, '\0');
          g_string_append (name, spec->hidden_tail);
          add_name (names, GEN_DNS, name->str, name->len);
          break;
        }

      if (address != NULL && !spec->names_are_text)
        add_name (names, GEN_IPADD, (const char *) g_inet_address_to_bytes (address),
                  g_inet_address_get_native_size (address));
      else
        add_name (names, GEN_DNS, spec->names[i], strlen (spec->names[i]));
    }

  return X509_add1_ext_i2d (certificate, NID_subject_alt_name, names, 0, 0);
}

static SSL_CTX *
make_context (Certificate  *certificate,
              Key          *key,
              GError      **error)
{
  g_autoptr(SSL_CTX) context = SSL_CTX_new (TLS_server_method ());

  /* Even what is too weak for anybody must be servable here, to be refused. */
  SSL_CTX_set_security_level (context, 0);
  SSL_CTX_set_min_proto_version (context, TLS1_2_VERSION);
  SSL_CTX_set_session_cache_mode (context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_num_tickets (context, 0);
  SSL_CTX_set_options (context, SSL_OP_NO_TICKET | SSL_OP_NO_RENEGOTIATION);

  if (!SSL_CTX_use_certificate (context, certificate) || !SSL_CTX_use_PrivateKey (context, key))
    {
      fail (error, "Cannot use a certificate");
      return NULL;
    }

  return g_steal_pointer (&context);
}

/**
 * ptl_authority_new:
 * @name: what its certificate calls it
 * @error: `G_IO_ERROR_FAILED` if OpenSSL cannot do it
 *
 * Makes an authority, valid for two days.
 *
 * Returns: (transfer full): the authority, or %NULL
 */
PtlAuthority *
ptl_authority_new (const char  *name,
                   GError     **error)
{
  g_autoptr(PtlAuthority) self = g_new0 (PtlAuthority, 1);

  self->key = EVP_EC_gen ("P-256");

  if (self->key == NULL)
    {
      fail (error, "Cannot make a key");
      return NULL;
    }

  self->certificate = make_certificate (self->key, name, -1, CA_DAYS);
  X509_set_issuer_name (self->certificate, X509_get_subject_name (self->certificate));

  if (!add_extension (self->certificate, self->certificate,
                      NID_basic_constraints, "critical,CA:TRUE,pathlen:0")
      || !add_extension (self->certificate, self->certificate,
                         NID_key_usage, "critical,keyCertSign,cRLSign")
      || !add_extension (self->certificate, self->certificate,
                         NID_subject_key_identifier, "hash")
      || !X509_sign (self->certificate, self->key, EVP_sha256 ()))
    {
      fail (error, "Cannot make a certificate authority");
      return NULL;
    }

  return g_steal_pointer (&self);
}

void
ptl_authority_free (PtlAuthority *self)
{
  g_clear_pointer (&self->certificate, X509_free);
  g_clear_pointer (&self->key, EVP_PKEY_free);
  g_free (self);
}

/**
 * ptl_authority_issue:
 * @self: an authority
 * @spec: what the certificate is to be like
 * @error: `G_IO_ERROR_FAILED` if OpenSSL cannot do it
 *
 * Makes a key and a certificate for a server. An RSA key takes a while.
 *
 * Returns: (transfer full): a context that serves with them, or %NULL
 */
SSL_CTX *
ptl_authority_issue (PtlAuthority       *self,
                     const PtlLeafSpec  *spec,
                     GError            **error)
{
  g_autoptr(Key) key = spec->rsa_bits > 0 ? EVP_RSA_gen (spec->rsa_bits) : EVP_EC_gen ("P-256");
  g_autoptr(Certificate) leaf = NULL;
  Certificate *issuer;

  if (key == NULL)
    {
      fail (error, "Cannot make a key");
      return NULL;
    }

  leaf = make_certificate (key, spec->common_name, spec->from_days, spec->until_days);
  issuer = spec->is_self_signed ? leaf : self->certificate;
  X509_set_issuer_name (leaf, X509_get_subject_name (issuer));

  if (!add_extension (leaf, issuer, NID_basic_constraints, "critical,CA:FALSE")
      || !add_extension (leaf, issuer, NID_subject_key_identifier, "hash")
      || !add_extension (leaf, issuer, NID_authority_key_identifier, "keyid")
      || !add_extension (leaf, issuer, NID_ext_key_usage,
                         spec->purpose != NULL ? spec->purpose : "serverAuth")
      || !add_names (leaf, spec)
      || !X509_sign (leaf, spec->is_self_signed ? key : self->key,
                     spec->is_sha1 ? EVP_sha1 () : EVP_sha256 ()))
    {
      fail (error, "Cannot make a certificate");
      return NULL;
    }

  return make_context (leaf, key, error);
}

/**
 * ptl_authority_save:
 * @self: an authority
 * @file: where to
 * @error: `G_FILE_ERROR` if it cannot be written
 *
 * Writes its certificate (never its key) for clients to believe in, readable
 * by the owner only.
 *
 * Returns: whether it worked
 */
gboolean
ptl_authority_save (PtlAuthority  *self,
                    const char    *file,
                    GError       **error)
{
  BIO *bio = BIO_new (BIO_s_mem ());
  char *data = NULL;
  long length;
  gboolean is_saved;

  PEM_write_bio_X509 (bio, self->certificate);
  length = BIO_get_mem_data (bio, &data);
  is_saved = g_file_set_contents_full (file, data, length,
                                       G_FILE_SET_CONTENTS_NONE, 0600, error);
  BIO_free (bio);

  return is_saved;
}
