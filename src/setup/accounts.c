/* accounts.c - what is saved: a key file without secrets
 *
 * Every change reads the file again under its lock, so that two programs at
 * once lose nothing, and what this version does not know stays where it is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "setup/accounts.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/address.h"
#include "setup/account-keys.h"
#include "setup/private-file.h"

struct _PtlAccounts
{
  char *path;
};

/**
 * ptl_accounts_new:
 * @path: the file; it need not be there
 *
 * Returns: (transfer full): the accounts in it
 */
PtlAccounts *
ptl_accounts_new (const char *path)
{
  PtlAccounts *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (PtlAccounts, 1);
  self->path = g_strdup (path);

  return self;
}

/**
 * ptl_accounts_new_default:
 *
 * Returns: (transfer full): the user's accounts, in
 *   `$XDG_CONFIG_HOME/portolan/accounts.ini`
 */
PtlAccounts *
ptl_accounts_new_default (void)
{
  const char *folder = g_get_user_config_dir ();
  g_autofree char *usual = g_build_filename (g_get_home_dir (), ".config", NULL);
  g_autofree char *path = NULL;

  /* A relative one is to be ignored (XDG Base Directory Specification): else the
   * accounts would be wherever the program happens to be started. */
  path = g_build_filename (g_path_is_absolute (folder) ? folder : usual, "portolan",
                           "accounts.ini", NULL);

  return ptl_accounts_new (path);
}

void
ptl_accounts_free (PtlAccounts *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->path);
  g_free (self);
}

const char *
ptl_accounts_get_path (PtlAccounts *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}

/* A file that is not understood is never written: what would be lost could be
 * somebody's accounts. */
static GKeyFile *
read_keys (PtlAccounts     *self,
           PtlPrivateFile  *file,
           GError         **error)
{
  g_autoptr(GKeyFile) keys = g_key_file_new ();
  g_autoptr(GError) problem = NULL;
  g_autofree char *data = NULL;
  gsize length;

  data = ptl_private_file_read (file, &length, error);
  if (data == NULL)
    return NULL;

  if (strlen (data) == length &&
      (length == 0 ||
       g_key_file_load_from_data (keys, data, length,
                                  G_KEY_FILE_KEEP_COMMENTS | G_KEY_FILE_KEEP_TRANSLATIONS,
                                  &problem)))
    return g_steal_pointer (&keys);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               _("The accounts in %s cannot be read, and the file is left as it is: %s"),
               self->path, problem != NULL ? problem->message : _("it holds binary data"));
  return NULL;
}

static GKeyFile *
read_without_lock (PtlAccounts  *self,
                   GError      **error)
{
  g_autoptr(PtlPrivateFile) file = ptl_private_file_open (self->path, error);

  return file != NULL ? read_keys (self, file, error) : NULL;
}

static gboolean
write_keys (PtlPrivateFile  *file,
            GKeyFile        *keys,
            GError         **error)
{
  gsize length;
  g_autofree char *data = g_key_file_to_data (keys, &length, NULL);

  return ptl_private_file_replace (file, data, length, error);
}

/**
 * ptl_accounts_load:
 * @self: the accounts
 * @error: `G_IO_ERROR_INVALID_DATA` if the file is broken,
 *   `G_IO_ERROR_PERMISSION_DENIED` if it is another user's
 *
 * Reads all accounts, in the order of the file.
 *
 * Returns: (transfer container) (element-type PtlAccount): the accounts; none
 *   if there is no file yet
 */
GPtrArray *
ptl_accounts_load (PtlAccounts  *self,
                   GError      **error)
{
  g_autoptr(GPtrArray) accounts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GKeyFile) keys = NULL;
  g_auto(GStrv) groups = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  keys = read_without_lock (self, error);
  if (keys == NULL)
    return NULL;

  groups = g_key_file_get_groups (keys, NULL);

  for (gsize i = 0; groups[i] != NULL; i++)
    {
      const char *id = ptl_account_keys_id (groups[i]);
      PtlAccount *account;

      if (id == NULL)
        continue;

      account = ptl_account_keys_read (keys, id, error);
      if (account == NULL)
        return NULL;

      g_ptr_array_add (accounts, account);
    }

  return g_steal_pointer (&accounts);
}

static gboolean
check_is_there (GKeyFile    *keys,
                const char  *id,
                GError     **error)
{
  g_autofree char *group = ptl_account_keys_group (id, NULL);

  if (group != NULL && g_key_file_has_group (keys, group))
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("There is no account “%s”"), id);
  return FALSE;
}

/**
 * ptl_accounts_find:
 * @self: the accounts
 * @id: which one
 * @error: `G_IO_ERROR_NOT_FOUND`, and as [method@Accounts.load]
 *
 * Returns: (transfer full): the account
 */
PtlAccount *
ptl_accounts_find (PtlAccounts  *self,
                   const char   *id,
                   GError      **error)
{
  g_autoptr(GKeyFile) keys = NULL;

  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  keys = read_without_lock (self, error);

  if (keys == NULL || !check_is_there (keys, id, error))
    return NULL;

  return ptl_account_keys_read (keys, id, error);
}

/**
 * ptl_accounts_find_address:
 * @self: the accounts
 * @address: an email address
 * @except: (nullable) (element-type utf8): ids of accounts that do not count
 *
 * Looks for the account of an address: setting that up again changes its
 * account, it does not double it.
 *
 * Returns: (transfer full) (nullable): the account, if there is one and the
 *   file can be read
 */
PtlAccount *
ptl_accounts_find_address (PtlAccounts *self,
                           const char  *address,
                           GHashTable  *except)
{
  g_autoptr(GPtrArray) accounts = NULL;

  g_return_val_if_fail (self != NULL && address != NULL, NULL);

  accounts = ptl_accounts_load (self, NULL);

  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    {
      PtlAccount *account = g_ptr_array_index (accounts, i);

      if ((except == NULL || !g_hash_table_contains (except, ptl_account_get_id (account))) &&
          ptl_address_is_same (address, ptl_account_get_address (account)))
        return g_object_ref (account);
    }

  return NULL;
}

/**
 * ptl_accounts_save:
 * @self: the accounts
 * @account: one to add, or to put in the place of what has its id
 * @error: `G_IO_ERROR_INVALID_DATA` if the file is broken,
 *   `G_IO_ERROR_BUSY` if another program does not let go of it,
 *   `G_IO_ERROR_INVALID_ARGUMENT` if @account cannot be written
 *
 * Waits for others who are writing. After a failure the file is as it was.
 *
 * Returns: %TRUE once the account is on the disk
 */
gboolean
ptl_accounts_save (PtlAccounts  *self,
                   PtlAccount   *account,
                   GError      **error)
{
  g_autoptr(PtlPrivateFile) file = NULL;
  g_autoptr(GKeyFile) keys = NULL;

  g_return_val_if_fail (self != NULL && PTL_IS_ACCOUNT (account), FALSE);

  file = ptl_private_file_lock (self->path, error);
  if (file == NULL)
    return FALSE;

  keys = read_keys (self, file, error);

  return keys != NULL &&
         ptl_account_keys_write (keys, account, error) &&
         write_keys (file, keys, error);
}

/**
 * ptl_accounts_remove:
 * @self: the accounts
 * @id: which one
 * @error: `G_IO_ERROR_NOT_FOUND`, and as [method@Accounts.save]
 *
 * Forgets an account.
 *
 * Returns: %TRUE once it is gone from the disk
 */
gboolean
ptl_accounts_remove (PtlAccounts  *self,
                     const char   *id,
                     GError      **error)
{
  g_autoptr(PtlPrivateFile) file = NULL;
  g_autoptr(GKeyFile) keys = NULL;
  g_autofree char *group = NULL;

  g_return_val_if_fail (self != NULL && id != NULL, FALSE);

  file = ptl_private_file_lock (self->path, error);
  if (file == NULL)
    return FALSE;

  keys = read_keys (self, file, error);

  if (keys == NULL || !check_is_there (keys, id, error))
    return FALSE;

  group = ptl_account_keys_group (id, error);

  return group != NULL &&
         g_key_file_remove_group (keys, group, error) &&
         write_keys (file, keys, error);
}
