/* accounts-fixture.h - a file of accounts in a folder of its own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "setup/accounts.h"

typedef struct
{
  char        *folder;
  char        *path;
  PtlAccounts *accounts;
} AccountsFixture;

#define accounts_test_add(name, function) \
  g_test_add ("/setup/accounts/" name, AccountsFixture, NULL, \
              accounts_set_up, function, accounts_tear_down)

void        accounts_set_up                 (AccountsFixture *fixture,
                                             gconstpointer    user_data);
void        accounts_tear_down              (AccountsFixture *fixture,
                                             gconstpointer    user_data);
PtlAccount *accounts_make_account           (const char      *id);
void        accounts_put_file               (AccountsFixture *fixture,
                                             const char      *text);
char       *accounts_get_file               (const char      *path);
void        accounts_assert_saves           (PtlAccounts     *accounts,
                                             const char      *id);
void        accounts_assert_refuses_to_save (AccountsFixture *fixture,
                                             int              code);
