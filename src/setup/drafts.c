/* drafts.c - all saved accounts, to be tested, changed and removed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "setup/drafts-private.h"

#include "setup/draft-private.h"

/* A test holds two connections; so many accounts are tested at a time. */
#define N_TESTS_AT_ONCE 4

G_DEFINE_FINAL_TYPE (PtlDrafts, ptl_drafts, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_IS_BUSY,
  N_PROPS
};

enum {
  SIGNAL_NOT_REMOVED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* --- tests --- */

static void
start_tests (PtlDrafts *self)
{
  while (g_hash_table_size (self->testing) < N_TESTS_AT_ONCE &&
         !g_queue_is_empty (&self->waiting))
    {
      g_autoptr(PtlDraft) draft = g_queue_pop_head (&self->waiting);

      if (ptl_draft_get_activity (draft) != PTL_DRAFT_IDLE || ptl_drafts_is_removed (self, draft))
        continue;

      g_hash_table_add (self->testing, g_object_ref (draft));
      ptl_draft_test (draft, PTL_DRAFT_BOTH);
    }
}

static void
activity_cb (PtlDrafts  *self,
             GParamSpec *pspec,
             PtlDraft   *draft)
{
  if (ptl_draft_get_activity (draft) != PTL_DRAFT_TESTING &&
      g_hash_table_remove (self->testing, draft))
    start_tests (self);
}

static void
changed_cb (PtlDrafts *self,
            PtlDraft  *draft)
{
  ptl_drafts_take_over (self, draft);

  if (!ptl_drafts_is_removed (self, draft) && ptl_draft_is_worth_saving (draft))
    ptl_draft_save (draft);
}

/* --- the object --- */

static void
ptl_drafts_dispose (GObject *object)
{
  PtlDrafts *self = PTL_DRAFTS (object);

  if (self->list != NULL)
    ptl_drafts_stop_all (self);

  g_clear_object (&self->list);
  g_clear_object (&self->setup);
  g_clear_pointer (&self->network, ptl_network_unref);
  g_clear_pointer (&self->testing, g_hash_table_unref);
  g_clear_pointer (&self->removed, g_hash_table_unref);
  g_clear_pointer (&self->going, g_hash_table_unref);

  G_OBJECT_CLASS (ptl_drafts_parent_class)->dispose (object);
}

static void
ptl_drafts_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  PtlDrafts *self = PTL_DRAFTS (object);

  switch (prop_id)
    {
    case PROP_IS_BUSY:
      g_value_set_boolean (value, self->n_going > 0);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ptl_drafts_class_init (PtlDraftsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ptl_drafts_dispose;
  object_class->get_property = ptl_drafts_get_property;

  properties[PROP_IS_BUSY] =
    g_param_spec_boolean ("is-busy", NULL, NULL,
                          FALSE,
                          (G_PARAM_READABLE |
                           G_PARAM_EXPLICIT_NOTIFY |
                           G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * PtlDrafts::not-removed:
   * @draft: which account
   * @message: why, translated
   *
   * An account could not be removed, and is back in the list.
   */
  signals[SIGNAL_NOT_REMOVED] =
    g_signal_new ("not-removed", PTL_TYPE_DRAFTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, PTL_TYPE_DRAFT, G_TYPE_STRING);
}

static void
ptl_drafts_init (PtlDrafts *self)
{
  self->list = g_list_store_new (PTL_TYPE_DRAFT);
  self->testing = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->removed = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->going = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * ptl_drafts_new:
 * @network: the world
 * @accounts: what is saved; must outlive the drafts
 * @store: where passwords are kept; must outlive the drafts
 *
 * Returns: (transfer full): drafts of none; see [method@Drafts.load]
 */
PtlDrafts *
ptl_drafts_new (PtlNetwork     *network,
                PtlAccounts    *accounts,
                PtlSecretStore *store)
{
  PtlDrafts *self = g_object_new (PTL_TYPE_DRAFTS, NULL);

  self->network = ptl_network_ref (network);
  self->accounts = accounts;
  self->store = store;
  self->setup = ptl_setup_new (network, accounts, store);

  return self;
}

/**
 * ptl_drafts_get_list:
 * @self: drafts
 *
 * Returns: (transfer none): a list of [class@Draft], in the order of the file
 */
GListModel *
ptl_drafts_get_list (PtlDrafts *self)
{
  g_return_val_if_fail (PTL_IS_DRAFTS (self), NULL);

  return G_LIST_MODEL (self->list);
}

static void
add (PtlDrafts *self,
     PtlDraft  *draft)
{
  g_signal_connect_object (draft, "notify::activity", G_CALLBACK (activity_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_list_store_append (self->list, draft);
}

/**
 * ptl_drafts_load:
 * @self: drafts
 * @error: as [method@Accounts.load]
 *
 * Reads the accounts anew.
 *
 * Returns: %FALSE if the file cannot be read or understood
 */
gboolean
ptl_drafts_load (PtlDrafts  *self,
                 GError    **error)
{
  g_autoptr(GPtrArray) accounts = NULL;

  g_return_val_if_fail (PTL_IS_DRAFTS (self), FALSE);

  accounts = ptl_accounts_load (self->accounts, error);
  if (accounts == NULL)
    return FALSE;

  ptl_drafts_stop_all (self);
  g_list_store_remove_all (self->list);

  for (guint i = 0; i < accounts->len; i++)
    {
      g_autoptr(PtlDraft) draft = ptl_draft_new (self->network, self->accounts, self->store,
                                                 g_ptr_array_index (accounts, i));

      ptl_draft_set_going (draft, self->going);
      add (self, draft);
    }

  return TRUE;
}

/* In the place of what it replaced, which must not save itself again. */
static void
saved_cb (PtlDrafts  *self,
          GParamSpec *pspec,
          PtlDraft   *draft)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->list)); i++)
    {
      g_autoptr(PtlDraft) old = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      if (g_str_equal (ptl_draft_get_id (old), ptl_draft_get_id (draft)))
        {
          ptl_draft_stop (old);
          g_list_store_remove (self->list, i);
          break;
        }
    }

  add (self, draft);
}

/**
 * ptl_drafts_new_draft:
 * @self: drafts
 *
 * As soon as it is saved, it is taken into the list.
 *
 * Returns: (transfer full): a draft of an account that is not saved yet
 */
PtlDraft *
ptl_drafts_new_draft (PtlDrafts *self)
{
  PtlDraft *draft;

  g_return_val_if_fail (PTL_IS_DRAFTS (self), NULL);

  draft = ptl_draft_new (self->network, self->accounts, self->store, NULL);
  ptl_draft_set_going (draft, self->going);
  g_signal_connect_object (draft, "notify::is-saved", G_CALLBACK (saved_cb), self,
                           G_CONNECT_SWAPPED);

  return draft;
}

/**
 * ptl_drafts_test_all:
 * @self: drafts
 *
 * Tests all accounts, a few at a time.
 */
void
ptl_drafts_test_all (PtlDrafts *self)
{
  guint n;

  g_return_if_fail (PTL_IS_DRAFTS (self));

  n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  g_queue_clear_full (&self->waiting, g_object_unref);

  for (guint i = 0; i < n; i++)
    g_queue_push_tail (&self->waiting, g_list_model_get_item (G_LIST_MODEL (self->list), i));

  start_tests (self);
}

/**
 * ptl_drafts_stop_all:
 * @self: drafts
 *
 * Ends everything that goes on with any of them.
 */
void
ptl_drafts_stop_all (PtlDrafts *self)
{
  guint n;

  g_return_if_fail (PTL_IS_DRAFTS (self));

  n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  g_queue_clear_full (&self->waiting, g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(PtlDraft) draft = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      ptl_draft_stop (draft);
    }
}

/**
 * ptl_drafts_get_changed:
 * @self: drafts
 *
 * Returns: (transfer full) (element-type PtlDraft): those with changes that are
 *   not saved, except what is about to go
 */
GPtrArray *
ptl_drafts_get_changed (PtlDrafts *self)
{
  g_autoptr(GPtrArray) changed = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (PTL_IS_DRAFTS (self), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->list)); i++)
    {
      g_autoptr(PtlDraft) draft = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      if (ptl_draft_is_changed (draft) && !ptl_drafts_is_removed (self, draft))
        g_ptr_array_add (changed, g_steal_pointer (&draft));
    }

  return g_steal_pointer (&changed);
}
