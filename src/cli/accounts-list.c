/* accounts-list.c - `portolanctl accounts list`: all accounts, and stray passwords
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/accounts.h"

#include <glib/gi18n.h>

#include "base/list.h"
#include "cli/text.h"
#include "setup/keyring-words.h"

#define ADDRESS_COLUMNS 30
#define GAP_COLUMNS     2

static gboolean
is_known (GPtrArray  *accounts,
          const char *id)
{
  for (guint i = 0; i < accounts->len; i++)
    {
      if (g_strcmp0 (ptl_account_get_id (g_ptr_array_index (accounts, i)), id) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Passwords whose account is gone: a program that was killed between the two
 * leaves them. Never NULL: that the keyring is not to be had is told. */
static GPtrArray *
find_strays (PtlContext *context,
             GPtrArray  *accounts)
{
  g_autoptr(GPtrArray) strays =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ptl_secret_key_free);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) keys = ptl_secret_store_list (context->store, NULL, NULL, &error);

  if (keys == NULL)
    {
      g_autoptr(GError) why = ptl_keyring_explain (g_steal_pointer (&error));

      ptl_output_print (&context->err, "portolanctl accounts: %s", why->message);
    }

  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      const PtlSecretKey *key = g_ptr_array_index (keys, i);

      if (!is_known (accounts, key->account))
        g_ptr_array_add (strays, ptl_secret_key_copy (key));
    }

  return g_steal_pointer (&strays);
}

static void
list_as_json (PtlOutput *output,
              GPtrArray *accounts,
              GPtrArray *strays)
{
  g_autoptr(JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "accounts");
  json_builder_begin_array (json);

  for (guint i = 0; i < accounts->len; i++)
    {
      json_builder_begin_object (json);
      ptl_account_add_json (g_ptr_array_index (accounts, i), json);
      json_builder_end_object (json);
    }

  json_builder_end_array (json);
  json_builder_set_member_name (json, "strays");
  json_builder_begin_array (json);

  for (guint i = 0; i < strays->len; i++)
    {
      const PtlSecretKey *key = g_ptr_array_index (strays, i);

      json_builder_begin_object (json);
      ptl_json_add_string (json, "id", key->account);
      ptl_json_add_string (json, "protocol", ptl_protocol_to_string (key->protocol));
      ptl_json_add_string (json, "host", key->host);
      ptl_json_add_string (json, "user", key->user);
      json_builder_end_object (json);
    }

  json_builder_end_array (json);
  json_builder_end_object (json);
  ptl_json_put (json, output);
}

/* A column for every state: it is as wide, whatever accounts there are. */
static guint
measure_states (void)
{
  guint widest = 0;

  for (PtlAccountState state = 0; state <= PTL_ACCOUNT_STATE_BROKEN; state++)
    widest = MAX (widest, ptl_text_width (ptl_account_state_describe (state)));

  return widest + GAP_COLUMNS;
}

static void
append_account (const PtlOutput *output,
                GString         *page,
                PtlAccount      *account)
{
  PtlAccountState state = ptl_account_get_state (account);
  gboolean works = state == PTL_ACCOUNT_STATE_WORKS;
  gboolean is_untested = state == PTL_ACCOUNT_STATE_UNTESTED;
  PtlStyle style = works ? PTL_STYLE_GOOD : is_untested ? PTL_STYLE_FAINT : PTL_STYLE_WARNING;
  PtlMark mark = works ? PTL_MARK_GOOD : is_untested ? PTL_MARK_SKIPPED : PTL_MARK_WARNING;

  ptl_output_append_f (output, page, style, "%s ", ptl_output_get_mark (output, mark));
  ptl_output_append_cell (output, page, PTL_STYLE_BOLD, ptl_account_get_address (account),
                          ADDRESS_COLUMNS);
  g_string_append_c (page, ' ');
  ptl_output_append_cell (output, page, style, ptl_account_state_describe (state),
                          measure_states ());
  ptl_output_append (output, page, PTL_STYLE_FAINT, ptl_account_get_id (account));
  g_string_append_c (page, '\n');
}

static void
append_strays (const PtlOutput *output,
               GString         *page,
               GPtrArray       *strays)
{
  if (strays->len == 0)
    return;

  g_string_append_c (page, '\n');
  ptl_output_append_paragraph (output, page, PTL_STYLE_WARNING,
                               _("Passwords without an account. “portolanctl accounts forget ID” "
                                 "removes them:"), 0);

  for (guint i = 0; i < strays->len; i++)
    {
      const PtlSecretKey *key = g_ptr_array_index (strays, i);
      const char *parts[] = {
        ptl_protocol_get_label (key->protocol), key->host, key->user, NULL
      };
      g_autofree char *text = ptl_list_with_commas (parts);

      ptl_output_append_f (output, page, PTL_STYLE_PLAIN, "  %s  %s", key->account, text);
      g_string_append_c (page, '\n');
    }
}

/**
 * ptl_accounts_list:
 * @context: the world
 * @accounts: (element-type PtlAccount): all of them
 * @as_json: for programs
 *
 * Shows all accounts, and passwords that belong to none.
 *
 * Blocks: asks the keyring.
 */
void
ptl_accounts_list (PtlContext *context,
                   GPtrArray  *accounts,
                   gboolean    as_json)
{
  PtlOutput *output = &context->out;
  g_autoptr(GPtrArray) strays = find_strays (context, accounts);
  g_autoptr(GString) page = g_string_new (NULL);

  if (as_json)
    {
      list_as_json (output, accounts, strays);
      return;
    }

  for (guint i = 0; i < accounts->len; i++)
    append_account (output, page, g_ptr_array_index (accounts, i));

  if (accounts->len == 0)
    ptl_output_append_paragraph (output, page, PTL_STYLE_PLAIN,
                                 _("No account is set up yet. “portolanctl setup ADDRESS” "
                                   "sets one up."), 0);

  append_strays (output, page, strays);
  ptl_output_put (output, page->str);
}
