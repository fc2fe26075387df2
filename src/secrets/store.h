/* store.h - where passwords are kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "base/secret.h"
#include "base/security.h"

G_BEGIN_DECLS

/* CLI.md: the schema of every item we make. */
#define PTL_SECRET_SCHEMA_NAME "io.github.portolan_mail.Portolan"

/**
 * PtlSecretKey:
 * @account: the account's UUID
 * @protocol: whose password it is
 * @host: the server
 * @user: the login name
 *
 * What an item is found by.
 */
typedef struct
{
  char        *account;
  PtlProtocol  protocol;
  char        *host;
  char        *user;
} PtlSecretKey;

typedef struct _PtlSecretStore PtlSecretStore;

/**
 * PtlSecretStoreKind:
 * @name: for `secrets_in`: "keyring", "file", "memory"
 * @save: keeps @secret under @key, replacing what was there
 * @load: the secret, or %NULL with `G_IO_ERROR_NOT_FOUND`
 * @forget: removes it; fine if it is not there
 * @list: (element-type PtlSecretKey): all keys of an account, or of every
 *   account of ours if @account is %NULL
 * @free: frees the store
 *
 * What a kind of store does. All block, except @free.
 */
typedef struct
{
  const char  *name;
  gboolean   (*save)   (PtlSecretStore      *self,
                        const PtlSecretKey  *key,
                        const char          *label,
                        PtlSecret           *secret,
                        GCancellable        *cancellable,
                        GError             **error);
  PtlSecret *(*load)   (PtlSecretStore      *self,
                        const PtlSecretKey  *key,
                        GCancellable        *cancellable,
                        GError             **error);
  gboolean   (*forget) (PtlSecretStore      *self,
                        const PtlSecretKey  *key,
                        GCancellable        *cancellable,
                        GError             **error);
  GPtrArray *(*list)   (PtlSecretStore      *self,
                        const char          *account,
                        GCancellable        *cancellable,
                        GError             **error);
  void       (*free)   (PtlSecretStore      *self);
} PtlSecretStoreKind;

/* Each kind's own struct begins with this. */
struct _PtlSecretStore
{
  const PtlSecretStoreKind *kind;
};

PtlSecretStore *ptl_memory_store_new    (void);
PtlSecretStore *ptl_keyring_store_new   (void);

PtlSecretKey   *ptl_secret_key_new      (const char          *account,
                                         PtlProtocol          protocol,
                                         const char          *host,
                                         const char          *user);
PtlSecretKey   *ptl_secret_key_copy     (const PtlSecretKey  *self);
gboolean        ptl_secret_key_equal    (const PtlSecretKey  *a,
                                         const PtlSecretKey  *b);
void            ptl_secret_key_free     (PtlSecretKey        *self);
gboolean        ptl_secret_store_save   (PtlSecretStore      *self,
                                         const PtlSecretKey  *key,
                                         const char          *label,
                                         PtlSecret           *secret,
                                         GCancellable        *cancellable,
                                         GError             **error);
PtlSecret      *ptl_secret_store_load   (PtlSecretStore      *self,
                                         const PtlSecretKey  *key,
                                         GCancellable        *cancellable,
                                         GError             **error);
gboolean        ptl_secret_store_forget (PtlSecretStore      *self,
                                         const PtlSecretKey  *key,
                                         GCancellable        *cancellable,
                                         GError             **error);
GPtrArray      *ptl_secret_store_list   (PtlSecretStore      *self,
                                         const char          *account,
                                         GCancellable        *cancellable,
                                         GError             **error);
const char     *ptl_secret_store_get_name (PtlSecretStore    *self);
void            ptl_secret_store_free   (PtlSecretStore      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlSecretKey, ptl_secret_key_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlSecretStore, ptl_secret_store_free)

G_END_DECLS
