/* draft.c - an account in the making: what was typed, found and tested
 *
 * The rules behind the wizard's pages; they only show it. One thing goes on at
 * a time, and a new one ends the one before.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "setup/draft-private.h"

#include "setup/setup-private.h"

G_DEFINE_ENUM_TYPE (PtlDraftActivity, ptl_draft_activity,
                    G_DEFINE_ENUM_VALUE (PTL_DRAFT_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (PTL_DRAFT_SEARCHING, "searching"),
                    G_DEFINE_ENUM_VALUE (PTL_DRAFT_TESTING, "testing"),
                    G_DEFINE_ENUM_VALUE (PTL_DRAFT_SAVING, "saving"))

G_DEFINE_FINAL_TYPE (PtlDraft, ptl_draft, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_ACCOUNT,
  PROP_ACTIVITY,
  PROP_ALLOW_INSECURE_INCOMING,
  PROP_ALLOW_INSECURE_OUTGOING,
  PROP_IS_CHANGED,
  PROP_IS_SAVED,
  N_PROPS
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

const char *
ptl_draft_get_id (PtlDraft *self)
{
  return ptl_account_get_id (self->account);
}

guint
ptl_draft_side_index (PtlDraftSides side)
{
  return side == PTL_DRAFT_OUTGOING ? 1 : 0;
}

PtlService *
ptl_draft_get_service (PtlDraft     *self,
                       PtlDraftSides side)
{
  return side == PTL_DRAFT_OUTGOING ? ptl_account_get_outgoing (self->account)
                                    : ptl_account_get_incoming (self->account);
}

void
ptl_draft_set_activity (PtlDraft        *self,
                        PtlDraftActivity activity)
{
  if (self->activity == activity)
    return;

  self->activity = activity;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVITY]);
}

void
ptl_draft_emit_changed (PtlDraft *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
ptl_draft_forget_finding (PtlDraft     *self,
                          PtlDraftSides side)
{
  g_clear_pointer (&self->findings[ptl_draft_side_index (side)], ptl_finding_free);
}

/* As a copy of the account, and maybe with a password; both may have changed since. */
void
ptl_draft_set_saved (PtlDraft   *self,
                     PtlAccount *saved,
                     PtlSecret  *password)
{
  if (self->changes == NULL)
    {
      self->changes = ptl_changes_new (self->account);
      g_signal_connect_object (self->changes, "notify::is-changed",
                               G_CALLBACK (ptl_draft_update_changed), self, G_CONNECT_SWAPPED);
    }

  ptl_changes_keep (self->changes, saved);
  self->is_stored = password != NULL && self->password == password;
  ptl_draft_update_changed (self);

  if (self->is_saved)
    return;

  self->is_saved = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_SAVED]);
}

static void
ptl_draft_dispose (GObject *object)
{
  PtlDraft *self = PTL_DRAFT (object);

  ptl_draft_stop (self);

  G_OBJECT_CLASS (ptl_draft_parent_class)->dispose (object);
}

static void
ptl_draft_finalize (GObject *object)
{
  PtlDraft *self = PTL_DRAFT (object);

  g_clear_object (&self->setup);
  g_clear_object (&self->account);
  g_clear_object (&self->changes);
  g_clear_pointer (&self->going, g_hash_table_unref);
  g_clear_pointer (&self->password, ptl_secret_unref);
  g_clear_pointer (&self->searched, g_free);
  g_clear_pointer (&self->named, g_free);
  g_clear_pointer (&self->search, ptl_outcome_free);
  ptl_draft_forget_finding (self, PTL_DRAFT_INCOMING);
  ptl_draft_forget_finding (self, PTL_DRAFT_OUTGOING);
  g_clear_error (&self->error);

  for (guint i = 0; i < PTL_DRAFT_N_SIDES; i++)
    g_clear_pointer (&self->rejected_by[i], g_free);

  G_OBJECT_CLASS (ptl_draft_parent_class)->finalize (object);
}

static void
ptl_draft_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  PtlDraft *self = PTL_DRAFT (object);

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;

    case PROP_ACTIVITY:
      g_value_set_enum (value, self->activity);
      break;

    case PROP_ALLOW_INSECURE_INCOMING:
      g_value_set_boolean (value, ptl_draft_may_be_insecure (self, PTL_DRAFT_INCOMING));
      break;

    case PROP_ALLOW_INSECURE_OUTGOING:
      g_value_set_boolean (value, ptl_draft_may_be_insecure (self, PTL_DRAFT_OUTGOING));
      break;

    case PROP_IS_CHANGED:
      g_value_set_boolean (value, ptl_draft_is_changed (self));
      break;

    case PROP_IS_SAVED:
      g_value_set_boolean (value, self->is_saved);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ptl_draft_set_property (GObject      *object,
                        guint         prop_id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  PtlDraft *self = PTL_DRAFT (object);

  if (prop_id == PROP_ALLOW_INSECURE_INCOMING)
    ptl_draft_allow_insecure (self, PTL_DRAFT_INCOMING, g_value_get_boolean (value));
  else if (prop_id == PROP_ALLOW_INSECURE_OUTGOING)
    ptl_draft_allow_insecure (self, PTL_DRAFT_OUTGOING, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ptl_draft_class_init (PtlDraftClass *klass)
{
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags edited = shown | G_PARAM_WRITABLE;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ptl_draft_dispose;
  object_class->finalize = ptl_draft_finalize;
  object_class->get_property = ptl_draft_get_property;
  object_class->set_property = ptl_draft_set_property;

  properties[PROP_ACCOUNT] =
    g_param_spec_object ("account", NULL, NULL, PTL_TYPE_ACCOUNT, shown);
  properties[PROP_ACTIVITY] =
    g_param_spec_enum ("activity", NULL, NULL, PTL_TYPE_DRAFT_ACTIVITY, PTL_DRAFT_IDLE, shown);
  properties[PROP_ALLOW_INSECURE_INCOMING] =
    g_param_spec_boolean ("allow-insecure-incoming", NULL, NULL, FALSE, edited);
  properties[PROP_ALLOW_INSECURE_OUTGOING] =
    g_param_spec_boolean ("allow-insecure-outgoing", NULL, NULL, FALSE, edited);
  properties[PROP_IS_CHANGED] =
    g_param_spec_boolean ("is-changed", NULL, NULL, FALSE, shown);
  properties[PROP_IS_SAVED] =
    g_param_spec_boolean ("is-saved", NULL, NULL, FALSE, shown);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * PtlDraft::changed:
   *
   * A search, a test or saving came to an end by itself: ask for the findings
   * and for the error.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", PTL_TYPE_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
ptl_draft_init (PtlDraft *self)
{
}

/**
 * ptl_draft_new:
 * @network: the world
 * @accounts: what is saved; must outlive the draft
 * @store: where passwords are kept; must outlive the draft
 * @saved: (nullable): an account that is saved, to be tested or changed
 *
 * Returns: (transfer full): a draft of a new account, or of @saved
 */
PtlDraft *
ptl_draft_new (PtlNetwork     *network,
               PtlAccounts    *accounts,
               PtlSecretStore *store,
               PtlAccount     *saved)
{
  PtlDraft *self = g_object_new (PTL_TYPE_DRAFT, NULL);
  g_autofree char *id = g_uuid_string_random ();

  self->setup = ptl_setup_new (network, accounts, store);
  self->account = saved != NULL ? g_object_ref (saved) : ptl_account_new (id);

  ptl_draft_watch_consent (self);

  if (saved != NULL)
    {
      g_autoptr(PtlAccount) copy = ptl_changes_copy (saved);

      ptl_draft_set_saved (self, copy, NULL);
    }

  return self;
}

/**
 * ptl_draft_get_account:
 * @self: a draft
 *
 * The model that pages bind to: name, address, both services, options.
 *
 * Returns: (transfer none): the account
 */
PtlAccount *
ptl_draft_get_account (PtlDraft *self)
{
  g_return_val_if_fail (PTL_IS_DRAFT (self), NULL);

  return self->account;
}

PtlDraftActivity
ptl_draft_get_activity (PtlDraft *self)
{
  g_return_val_if_fail (PTL_IS_DRAFT (self), PTL_DRAFT_IDLE);

  return self->activity;
}

/**
 * ptl_draft_get_attempts:
 * @self: a draft
 *
 * Returns: (transfer none): a list of [class@Attempt], of what goes on or went
 *   on last
 */
GListModel *
ptl_draft_get_attempts (PtlDraft *self)
{
  g_return_val_if_fail (PTL_IS_DRAFT (self), NULL);

  return ptl_setup_get_attempts (self->setup);
}

gboolean
ptl_draft_is_saved (PtlDraft *self)
{
  g_return_val_if_fail (PTL_IS_DRAFT (self), FALSE);

  return self->is_saved;
}

/**
 * ptl_draft_check_address:
 * @self: a draft
 * @error: what is wrong with it, in words for people
 *
 * Returns: %TRUE if the account's address is complete
 */
gboolean
ptl_draft_check_address (PtlDraft *self,
                         GError  **error)
{
  g_autoptr(PtlAddress) address = NULL;

  g_return_val_if_fail (PTL_IS_DRAFT (self), FALSE);

  address = ptl_address_parse (ptl_account_get_address (self->account), error);
  return address != NULL;
}

gboolean
ptl_draft_has_password (PtlDraft *self)
{
  g_return_val_if_fail (PTL_IS_DRAFT (self), FALSE);

  return self->password != NULL;
}

/**
 * ptl_draft_set_password:
 * @self: a draft
 * @password: (nullable): what was typed; %NULL to use what is stored
 *
 * Takes another password. What was tested with the old one is forgotten.
 */
void
ptl_draft_set_password (PtlDraft  *self,
                        PtlSecret *password)
{
  g_return_if_fail (PTL_IS_DRAFT (self));

  g_clear_pointer (&self->password, ptl_secret_unref);
  self->password = password != NULL ? ptl_secret_ref (password) : NULL;
  self->is_stored = FALSE;
  ptl_draft_forget_finding (self, PTL_DRAFT_INCOMING);
  ptl_draft_forget_finding (self, PTL_DRAFT_OUTGOING);
  ptl_draft_update_changed (self);
}

/**
 * ptl_draft_get_search:
 * @self: a draft
 *
 * Returns: (transfer none) (nullable): what the last search found
 */
PtlOutcome *
ptl_draft_get_search (PtlDraft *self)
{
  g_return_val_if_fail (PTL_IS_DRAFT (self), NULL);

  return self->search;
}

/**
 * ptl_draft_get_finding:
 * @self: a draft
 * @side: one side
 *
 * Returns: (transfer none) (nullable): what the last test of that server said
 */
const PtlFinding *
ptl_draft_get_finding (PtlDraft     *self,
                       PtlDraftSides side)
{
  g_return_val_if_fail (PTL_IS_DRAFT (self), NULL);

  return self->findings[ptl_draft_side_index (side)];
}

/**
 * ptl_draft_works:
 * @self: a draft
 * @sides: one side or both
 *
 * Returns: %TRUE if the last test of each was a success
 */
gboolean
ptl_draft_works (PtlDraft     *self,
                 PtlDraftSides sides)
{
  g_return_val_if_fail (PTL_IS_DRAFT (self), FALSE);

  for (PtlDraftSides side = PTL_DRAFT_INCOMING; side <= PTL_DRAFT_OUTGOING; side <<= 1)
    {
      const PtlFinding *finding = self->findings[ptl_draft_side_index (side)];

      if ((sides & side) != 0 && !ptl_finding_works (finding))
        return FALSE;
    }

  return TRUE;
}

/**
 * ptl_draft_get_error:
 * @self: a draft
 *
 * Returns: (transfer none) (nullable): why the last search, test or saving
 *   could not be done at all (the keyring, the accounts file)
 */
const GError *
ptl_draft_get_error (PtlDraft *self)
{
  g_return_val_if_fail (PTL_IS_DRAFT (self), NULL);

  return self->error;
}

/**
 * ptl_draft_get_store_name:
 * @self: a draft
 *
 * Returns: where its password goes: "keyring", "file", "memory"
 */
const char *
ptl_draft_get_store_name (PtlDraft *self)
{
  g_return_val_if_fail (PTL_IS_DRAFT (self), NULL);

  return ptl_secret_store_get_name (self->setup->store);
}
