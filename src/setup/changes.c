/* changes.c - what of an account is not as it was saved
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "setup/changes.h"

struct _PtlChanges
{
  GObject     parent_instance;

  PtlAccount *account;
  PtlAccount *saved;       /* a copy of it, as it was */
  gboolean    is_changed;
};

G_DEFINE_FINAL_TYPE (PtlChanges, ptl_changes, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_IS_CHANGED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* The state is no setting: it is what a test said of them. */
static const char * const settings[] = {
  "name", "address", "timeout-s", "leave-on-server", "remove-after-days", "remove-when-deleted",
};

static gboolean
is_same (gpointer    a,
         gpointer    b,
         const char *property)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (a), property);
  g_auto(GValue) one = G_VALUE_INIT;
  g_auto(GValue) other = G_VALUE_INIT;

  g_object_get_property (a, property, &one);
  g_object_get_property (b, property, &other);

  return g_param_values_cmp (pspec, &one, &other) == 0;
}

static gboolean
is_same_service (PtlService *a,
                 PtlService *b)
{
  return ptl_service_get_protocol (a) == ptl_service_get_protocol (b) &&
         ptl_service_get_port (a) == ptl_service_get_port (b) &&
         ptl_service_get_security (a) == ptl_service_get_security (b) &&
         ptl_service_get_auth (a) == ptl_service_get_auth (b) &&
         g_str_equal (ptl_service_get_host (a), ptl_service_get_host (b)) &&
         g_str_equal (ptl_service_get_user (a), ptl_service_get_user (b)) &&
         g_str_equal (ptl_service_get_certificate (a), ptl_service_get_certificate (b));
}

static void
copy_service (PtlService *from,
              PtlService *to)
{
  ptl_service_restore (to, ptl_service_get_protocol (from), ptl_service_get_port (from),
                       ptl_service_get_security (from), ptl_service_get_port_origin (from));
  ptl_service_set_host (to, ptl_service_get_host (from));
  ptl_service_set_user (to, ptl_service_get_user (from));
  ptl_service_set_auth (to, ptl_service_get_auth (from));
  ptl_service_set_certificate (to, ptl_service_get_certificate (from));
}

static void
copy_account (PtlAccount *from,
              PtlAccount *to)
{
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_auto(GValue) value = G_VALUE_INIT;

      g_object_get_property (G_OBJECT (from), settings[i], &value);
      g_object_set_property (G_OBJECT (to), settings[i], &value);
    }

  ptl_account_set_state (to, ptl_account_get_state (from));
  copy_service (ptl_account_get_incoming (from), ptl_account_get_incoming (to));
  copy_service (ptl_account_get_outgoing (from), ptl_account_get_outgoing (to));
}

static gboolean
compare (PtlChanges *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      if (!is_same (self->account, self->saved, settings[i]))
        return TRUE;
    }

  return ptl_changes_has_incoming (self) || ptl_changes_has_outgoing (self);
}

static void
update (PtlChanges *self)
{
  gboolean is_changed = compare (self);

  if (self->is_changed == is_changed)
    return;

  self->is_changed = is_changed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_CHANGED]);
}

static void
ptl_changes_dispose (GObject *object)
{
  PtlChanges *self = PTL_CHANGES (object);

  g_clear_object (&self->account);
  g_clear_object (&self->saved);

  G_OBJECT_CLASS (ptl_changes_parent_class)->dispose (object);
}

static void
ptl_changes_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  PtlChanges *self = PTL_CHANGES (object);

  switch (prop_id)
    {
    case PROP_IS_CHANGED:
      g_value_set_boolean (value, self->is_changed);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ptl_changes_class_init (PtlChangesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ptl_changes_dispose;
  object_class->get_property = ptl_changes_get_property;

  properties[PROP_IS_CHANGED] =
    g_param_spec_boolean ("is-changed", NULL, NULL,
                          FALSE,
                          (G_PARAM_READABLE |
                           G_PARAM_EXPLICIT_NOTIFY |
                           G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ptl_changes_init (PtlChanges *self)
{
}

/**
 * ptl_changes_copy:
 * @account: an account
 *
 * Returns: (transfer full): what can be saved of it, as it is now
 */
PtlAccount *
ptl_changes_copy (PtlAccount *account)
{
  PtlAccount *copy;

  g_return_val_if_fail (PTL_IS_ACCOUNT (account), NULL);

  copy = ptl_account_new (ptl_account_get_id (account));
  copy_account (account, copy);

  return copy;
}

/**
 * ptl_changes_new:
 * @account: an account, as it is saved now
 *
 * Returns: (transfer full): what will be changed of it
 */
PtlChanges *
ptl_changes_new (PtlAccount *account)
{
  PtlChanges *self;

  g_return_val_if_fail (PTL_IS_ACCOUNT (account), NULL);

  self = g_object_new (PTL_TYPE_CHANGES, NULL);
  self->account = g_object_ref (account);
  self->saved = ptl_changes_copy (account);

  g_signal_connect_object (account, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ptl_account_get_incoming (account), "notify", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ptl_account_get_outgoing (account), "notify", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * ptl_changes_get_saved:
 * @self: changes
 *
 * Returns: (transfer none): the account as it was saved; leave it alone
 */
PtlAccount *
ptl_changes_get_saved (PtlChanges *self)
{
  g_return_val_if_fail (PTL_IS_CHANGES (self), NULL);

  return self->saved;
}

gboolean
ptl_changes_is_changed (PtlChanges *self)
{
  g_return_val_if_fail (PTL_IS_CHANGES (self), FALSE);

  return self->is_changed;
}

gboolean
ptl_changes_has_incoming (PtlChanges *self)
{
  g_return_val_if_fail (PTL_IS_CHANGES (self), FALSE);

  return !is_same_service (ptl_account_get_incoming (self->account),
                           ptl_account_get_incoming (self->saved));
}

gboolean
ptl_changes_has_outgoing (PtlChanges *self)
{
  g_return_val_if_fail (PTL_IS_CHANGES (self), FALSE);

  return !is_same_service (ptl_account_get_outgoing (self->account),
                           ptl_account_get_outgoing (self->saved));
}

/**
 * ptl_changes_has_state:
 * @self: changes
 *
 * Returns: %TRUE if a test said something else than is saved
 */
gboolean
ptl_changes_has_state (PtlChanges *self)
{
  g_return_val_if_fail (PTL_IS_CHANGES (self), FALSE);

  return ptl_account_get_state (self->account) != ptl_account_get_state (self->saved);
}

/**
 * ptl_changes_keep:
 * @self: changes
 * @saved: a copy of the account, that was saved; may be older than the account
 */
void
ptl_changes_keep (PtlChanges *self,
                  PtlAccount *saved)
{
  g_return_if_fail (PTL_IS_CHANGES (self));
  g_return_if_fail (PTL_IS_ACCOUNT (saved));

  g_set_object (&self->saved, saved);
  update (self);
}

/**
 * ptl_changes_revert:
 * @self: changes
 *
 * Makes the account what it was when it was saved.
 */
void
ptl_changes_revert (PtlChanges *self)
{
  g_return_if_fail (PTL_IS_CHANGES (self));

  copy_account (self->saved, self->account);
  update (self);
}
