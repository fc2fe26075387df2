/* draft-view.c - what shows one server of a draft, or both
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/draft-view.h"

typedef struct
{
  PtlDraft      *draft;
  PtlDraftSides  side;
  GSignalGroup  *signals;
} PtlDraftViewPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (PtlDraftView, ptl_draft_view, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_DRAFT,
  PROP_SIDE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
refresh (PtlDraftView *self)
{
  PTL_DRAFT_VIEW_GET_CLASS (self)->refresh (self);
}

static void
ptl_draft_view_dispose (GObject *object)
{
  PtlDraftViewPrivate *priv = ptl_draft_view_get_instance_private (PTL_DRAFT_VIEW (object));

  g_clear_object (&priv->signals);
  g_clear_object (&priv->draft);
  adw_bin_set_child (ADW_BIN (object), NULL);

  G_OBJECT_CLASS (ptl_draft_view_parent_class)->dispose (object);
}

static void
ptl_draft_view_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  PtlDraftView *self = PTL_DRAFT_VIEW (object);

  switch (prop_id)
    {
    case PROP_DRAFT:
      g_value_set_object (value, ptl_draft_view_get_draft (self));
      break;

    case PROP_SIDE:
      g_value_set_uint (value, ptl_draft_view_get_side (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ptl_draft_view_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  PtlDraftView *self = PTL_DRAFT_VIEW (object);

  switch (prop_id)
    {
    case PROP_DRAFT:
      ptl_draft_view_set_draft (self, g_value_get_object (value));
      break;

    case PROP_SIDE:
      ptl_draft_view_set_side (self, g_value_get_uint (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ptl_draft_view_class_init (PtlDraftViewClass *klass)
{
  const GParamFlags edited = (G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                              G_PARAM_STATIC_STRINGS);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ptl_draft_view_dispose;
  object_class->get_property = ptl_draft_view_get_property;
  object_class->set_property = ptl_draft_view_set_property;

  properties[PROP_DRAFT] = g_param_spec_object ("draft", NULL, NULL, PTL_TYPE_DRAFT, edited);

  /* A PtlDraftSides; both: the one that is worse off. */
  properties[PROP_SIDE] = g_param_spec_uint ("side", NULL, NULL, PTL_DRAFT_INCOMING,
                                             PTL_DRAFT_BOTH, PTL_DRAFT_BOTH, edited);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ptl_draft_view_init (PtlDraftView *self)
{
  PtlDraftViewPrivate *priv = ptl_draft_view_get_instance_private (self);

  priv->side = PTL_DRAFT_BOTH;
  priv->signals = g_signal_group_new (PTL_TYPE_DRAFT);
  g_signal_group_connect_swapped (priv->signals, "changed", G_CALLBACK (refresh), self);
  g_signal_group_connect_swapped (priv->signals, "notify::activity", G_CALLBACK (refresh), self);
}

/**
 * ptl_draft_view_set_draft:
 * @self: a view
 * @draft: (nullable): what to show
 *
 * Shows what the last search or test said, and the next ones as they go on.
 */
void
ptl_draft_view_set_draft (PtlDraftView *self,
                          PtlDraft     *draft)
{
  PtlDraftViewPrivate *priv = ptl_draft_view_get_instance_private (self);
  PtlDraftViewClass *klass = PTL_DRAFT_VIEW_GET_CLASS (self);

  if (!g_set_object (&priv->draft, draft))
    return;

  g_signal_group_set_target (priv->signals, draft);

  if (klass->draft_changed != NULL)
    klass->draft_changed (self);

  refresh (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAFT]);
}

/**
 * ptl_draft_view_set_side:
 * @self: a view
 * @side: which server; both: the one that is worse off
 */
void
ptl_draft_view_set_side (PtlDraftView  *self,
                         PtlDraftSides  side)
{
  PtlDraftViewPrivate *priv = ptl_draft_view_get_instance_private (self);

  if (priv->side == side)
    return;

  priv->side = side;
  refresh (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIDE]);
}

PtlDraft *
ptl_draft_view_get_draft (PtlDraftView *self)
{
  PtlDraftViewPrivate *priv = ptl_draft_view_get_instance_private (self);

  return priv->draft;
}

PtlDraftSides
ptl_draft_view_get_side (PtlDraftView *self)
{
  PtlDraftViewPrivate *priv = ptl_draft_view_get_instance_private (self);

  return priv->side;
}
