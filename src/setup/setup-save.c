/* setup-save.c - the end of the story: an account saved, or forgotten
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "setup/keyring-words.h"
#include "setup/setup-private.h"

static PtlAccountState
state_of (const PtlOutcome *outcome)
{
  if (outcome->incoming_works && outcome->outgoing_works)
    return outcome->incoming->candidate->security == PTL_SECURITY_NONE ||
           outcome->outgoing->candidate->security == PTL_SECURITY_NONE
           ? PTL_ACCOUNT_STATE_UNENCRYPTED : PTL_ACCOUNT_STATE_WORKS;

  if (outcome->incoming_works)
    return PTL_ACCOUNT_STATE_NO_SENDING;

  return outcome->outgoing_works ? PTL_ACCOUNT_STATE_NO_RECEIVING : PTL_ACCOUNT_STATE_BROKEN;
}

/**
 * ptl_setup_make_account:
 * @self: a setup
 * @order: what was wanted, with an address
 * @outcome: what came of it, with servers for both sides
 * @name: (nullable): the person's name; %NULL keeps the one that is saved
 *
 * Makes the account that the outcome describes. Reads the saved accounts: an
 * address that is known keeps its account.
 *
 * Returns: (transfer full): an account that is not saved yet
 */
PtlAccount *
ptl_setup_make_account (PtlSetup         *self,
                        const PtlOrder   *order,
                        const PtlOutcome *outcome,
                        const char       *name)
{
  g_autoptr(PtlAccount) account = NULL;
  g_autoptr(PtlAccount) earlier = NULL;

  g_return_val_if_fail (PTL_IS_SETUP (self), NULL);
  g_return_val_if_fail (order->address != NULL, NULL);
  g_return_val_if_fail (outcome->incoming != NULL && outcome->outgoing != NULL, NULL);

  earlier = ptl_accounts_find_address (self->accounts, order->address->full, NULL);
  account = ptl_account_new (earlier != NULL ? ptl_account_get_id (earlier) : NULL);

  if (name == NULL)
    name = earlier != NULL ? ptl_account_get_name (earlier) : order->address->full;

  ptl_account_set_address (account, order->address->full);
  ptl_account_set_name (account, name);
  ptl_service_take (ptl_account_get_incoming (account), outcome->incoming->candidate);
  ptl_service_take (ptl_account_get_outgoing (account), outcome->outgoing->candidate);
  ptl_account_set_state (account, state_of (outcome));

  return g_steal_pointer (&account);
}

/* --- saving, forgetting, the stored password --- */

typedef struct
{
  PtlAccount   *account;    /* nobody changes it meanwhile */
  char         *id;
  PtlSecret    *password;
  PtlSecretKey *key;
} Errand;

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  g_clear_object (&errand->account);
  g_clear_pointer (&errand->id, g_free);
  g_clear_pointer (&errand->password, ptl_secret_unref);
  g_clear_pointer (&errand->key, ptl_secret_key_free);
  g_free (errand);
}

static PtlSecretKey *
key_of (const char *account,
        PtlService *service)
{
  return ptl_secret_key_new (account, ptl_service_get_protocol (service),
                             ptl_service_get_host (service), ptl_service_get_user (service));
}

static char *
label_of (PtlAccount *account,
          PtlService *service)
{
  return g_strdup_printf ("%s (%s)", ptl_account_get_address (account),
                          ptl_protocol_to_string (ptl_service_get_protocol (service)));
}

static gboolean
save_secret (PtlSetup      *self,
             Errand        *errand,
             PtlService    *service,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(PtlSecretKey) key = key_of (ptl_account_get_id (errand->account), service);
  g_autofree char *label = label_of (errand->account, service);

  return ptl_secret_store_save (self->store, key, label, errand->password, cancellable, error);
}

/* Both or none: else one server would be asked with another password than the
 * other. What is put back is put back even if nobody waits for it any more. */
static gboolean
save_secrets (PtlSetup      *self,
              Errand        *errand,
              GCancellable  *cancellable,
              GError       **error)
{
  PtlService *incoming = ptl_account_get_incoming (errand->account);
  PtlService *outgoing = ptl_account_get_outgoing (errand->account);
  g_autoptr(PtlSecretKey) key = key_of (ptl_account_get_id (errand->account), incoming);
  g_autoptr(PtlSecret) before = ptl_secret_store_load (self->store, key, cancellable, NULL);
  g_autofree char *label = label_of (errand->account, incoming);

  if (!save_secret (self, errand, incoming, cancellable, error))
    return FALSE;

  if (save_secret (self, errand, outgoing, cancellable, error))
    return TRUE;

  if (before != NULL)
    ptl_secret_store_save (self->store, key, label, before, NULL, NULL);
  else
    ptl_secret_store_forget (self->store, key, NULL, NULL);

  return FALSE;
}

/* Items of servers that the account had before. */
static void
forget_old_secrets (PtlSetup     *self,
                    PtlAccount   *account,
                    GCancellable *cancellable)
{
  const char *id = ptl_account_get_id (account);
  g_autoptr(PtlSecretKey) incoming = key_of (id, ptl_account_get_incoming (account));
  g_autoptr(PtlSecretKey) outgoing = key_of (id, ptl_account_get_outgoing (account));
  g_autoptr(GPtrArray) keys = ptl_secret_store_list (self->store, id, cancellable, NULL);

  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      PtlSecretKey *key = g_ptr_array_index (keys, i);

      if (!ptl_secret_key_equal (key, incoming) && !ptl_secret_key_equal (key, outgoing))
        ptl_secret_store_forget (self->store, key, cancellable, NULL);
    }
}

/* The account first: a secret without an account would be a stray. */
static void
save_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  PtlSetup *self = source;
  Errand *errand = task_data;
  PtlAccount *account = errand->account;
  g_autoptr(PtlAccount) before = ptl_accounts_find (self->accounts, ptl_account_get_id (account),
                                                    NULL);
  g_autoptr(GError) error = NULL;

  if (!ptl_accounts_save (self->accounts, account, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (errand->password == NULL || save_secrets (self, errand, cancellable, &error))
    {
      forget_old_secrets (self, account, cancellable);
      g_task_return_boolean (task, TRUE);
      return;
    }

  /* As it was: no account whose password is nowhere. */
  if (before != NULL)
    ptl_accounts_save (self->accounts, before, NULL);
  else
    ptl_accounts_remove (self->accounts, ptl_account_get_id (account), NULL);

  g_task_return_error (task, ptl_keyring_explain (g_steal_pointer (&error)));
}

/**
 * ptl_setup_save_async:
 * @self: a setup
 * @account: what to save; leave it alone until the callback
 * @password: (nullable): its password for both servers; %NULL keeps what is stored
 * @cancellable: (nullable): ends waiting for the keyring
 * @callback: called in the caller's main context
 *
 * Saves the account, then its secrets. If the secrets cannot be kept, the
 * accounts are as they were.
 */
void
ptl_setup_save_async (PtlSetup            *self,
                      PtlAccount          *account,
                      PtlSecret           *password,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Errand *errand;

  g_return_if_fail (PTL_IS_SETUP (self));
  g_return_if_fail (PTL_IS_ACCOUNT (account));

  errand = g_new0 (Errand, 1);
  errand->account = g_object_ref (account);
  errand->password = password != NULL ? ptl_secret_ref (password) : NULL;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ptl_setup_save_async);
  g_task_set_task_data (task, errand, errand_free);
  g_task_run_in_thread (task, save_in_thread);
}

/**
 * ptl_setup_save_finish:
 * @self: a setup
 * @result: what the callback got
 * @error: that of the accounts file, or `PTL_SETUP_ERROR` if it is the keyring
 *
 * Returns: %TRUE if everything is saved
 */
gboolean
ptl_setup_save_finish (PtlSetup      *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
forget_secrets (PtlSetup      *self,
                const char    *id,
                guint         *n_forgotten,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autoptr(GError) own = NULL;
  g_autoptr(GPtrArray) keys = ptl_secret_store_list (self->store, id, cancellable, &own);

  /* Without a keyring the account must not stay for ever. */
  if (g_error_matches (own, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    return TRUE;

  if (keys == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&own));
      return FALSE;
    }

  for (guint i = 0; i < keys->len; i++)
    if (!ptl_secret_store_forget (self->store, g_ptr_array_index (keys, i), cancellable, error))
      return FALSE;

  *n_forgotten = keys->len;
  return TRUE;
}

/* The secrets first, for the same reason. */
static void
forget_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  PtlSetup *self = source;
  Errand *errand = task_data;
  g_autoptr(GError) error = NULL;
  guint n_forgotten = 0;

  if (!forget_secrets (self, errand->id, &n_forgotten, cancellable, &error))
    {
      g_task_return_error (task, ptl_keyring_explain (g_steal_pointer (&error)));
      return;
    }

  if (ptl_accounts_remove (self->accounts, errand->id, &error) ||
      (n_forgotten > 0 && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * ptl_setup_forget_async:
 * @self: a setup
 * @id: an account's
 * @cancellable: (nullable): ends waiting for the keyring
 * @callback: called in the caller's main context
 *
 * Forgets an account's secrets, then the account. Also cleans up secrets whose
 * account is gone.
 */
void
ptl_setup_forget_async (PtlSetup            *self,
                        const char          *id,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Errand *errand;

  g_return_if_fail (PTL_IS_SETUP (self));

  errand = g_new0 (Errand, 1);
  errand->id = g_strdup (id);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ptl_setup_forget_async);
  g_task_set_task_data (task, errand, errand_free);
  g_task_run_in_thread (task, forget_in_thread);
}

/**
 * ptl_setup_forget_finish:
 * @self: a setup
 * @result: what the callback got
 * @error: `G_IO_ERROR_NOT_FOUND` if there is no such account; `PTL_SETUP_ERROR`
 *   if it is the keyring
 *
 * Returns: %TRUE if nothing of it is left
 */
gboolean
ptl_setup_forget_finish (PtlSetup      *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
load_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  PtlSetup *self = source;
  Errand *errand = task_data;
  g_autoptr(GError) error = NULL;
  PtlSecret *secret = ptl_secret_store_load (self->store, errand->key, cancellable, &error);

  if (secret != NULL)
    g_task_return_pointer (task, secret, (GDestroyNotify) ptl_secret_unref);
  else
    g_task_return_error (task, ptl_keyring_explain (g_steal_pointer (&error)));
}

/**
 * ptl_setup_load_secret_async:
 * @self: a setup
 * @service: one server of the account
 * @account: the account's id
 * @cancellable: (nullable): ends waiting for the keyring
 * @callback: called in the caller's main context
 *
 * Looks up the stored password of one server.
 */
void
ptl_setup_load_secret_async (PtlSetup            *self,
                             PtlService          *service,
                             const char          *account,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Errand *errand;

  g_return_if_fail (PTL_IS_SETUP (self));

  errand = g_new0 (Errand, 1);
  errand->key = key_of (account, service);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ptl_setup_load_secret_async);
  g_task_set_task_data (task, errand, errand_free);
  g_task_run_in_thread (task, load_in_thread);
}

/**
 * ptl_setup_load_secret_finish:
 * @self: a setup
 * @result: what the callback got
 * @error: `G_IO_ERROR_NOT_FOUND` if nothing is stored; `PTL_SETUP_ERROR` if it
 *   is the keyring
 *
 * Returns: (transfer full): the password
 */
PtlSecret *
ptl_setup_load_secret_finish (PtlSetup      *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
