/* wizard-page.c - what the wizard asks of a page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/wizard-page.h"

typedef struct
{
  PtlDraft  *draft;
  char      *title;
  char      *next_label;
  gboolean   can_go_on;
} PtlWizardPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (PtlWizardPage, ptl_wizard_page, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_DRAFT,
  PROP_TITLE,
  PROP_CAN_GO_ON,
  PROP_NEXT_LABEL,
  N_PROPS
};

enum {
  SIGNAL_GO_TO,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
set_draft (PtlWizardPage *self,
           PtlDraft      *draft)
{
  PtlWizardPagePrivate *priv = ptl_wizard_page_get_instance_private (self);

  if (!g_set_object (&priv->draft, draft))
    return;

  PTL_WIZARD_PAGE_GET_CLASS (self)->draft_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAFT]);
}

static void
set_words (PtlWizardPage  *self,
           guint           prop_id,
           char          **words,
           const char     *new_words)
{
  if (g_strcmp0 (*words, new_words) == 0)
    return;

  g_free (*words);
  *words = g_strdup (new_words);
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static void
ptl_wizard_page_dispose (GObject *object)
{
  PtlWizardPagePrivate *priv = ptl_wizard_page_get_instance_private (PTL_WIZARD_PAGE (object));

  adw_bin_set_child (ADW_BIN (object), NULL);
  g_clear_object (&priv->draft);

  G_OBJECT_CLASS (ptl_wizard_page_parent_class)->dispose (object);
}

static void
ptl_wizard_page_finalize (GObject *object)
{
  PtlWizardPagePrivate *priv = ptl_wizard_page_get_instance_private (PTL_WIZARD_PAGE (object));

  g_free (priv->title);
  g_free (priv->next_label);

  G_OBJECT_CLASS (ptl_wizard_page_parent_class)->finalize (object);
}

static void
ptl_wizard_page_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  PtlWizardPagePrivate *priv = ptl_wizard_page_get_instance_private (PTL_WIZARD_PAGE (object));

  switch (prop_id)
    {
    case PROP_DRAFT:
      g_value_set_object (value, priv->draft);
      break;

    case PROP_TITLE:
      g_value_set_string (value, priv->title);
      break;

    case PROP_CAN_GO_ON:
      g_value_set_boolean (value, priv->can_go_on);
      break;

    case PROP_NEXT_LABEL:
      g_value_set_string (value, priv->next_label);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ptl_wizard_page_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  if (prop_id == PROP_DRAFT)
    set_draft (PTL_WIZARD_PAGE (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ptl_wizard_page_class_init (PtlWizardPageClass *klass)
{
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ptl_wizard_page_dispose;
  object_class->finalize = ptl_wizard_page_finalize;
  object_class->get_property = ptl_wizard_page_get_property;
  object_class->set_property = ptl_wizard_page_set_property;

  properties[PROP_DRAFT] = g_param_spec_object ("draft", NULL, NULL, PTL_TYPE_DRAFT,
                                                shown | G_PARAM_WRITABLE);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, shown);
  properties[PROP_CAN_GO_ON] = g_param_spec_boolean ("can-go-on", NULL, NULL, FALSE, shown);
  properties[PROP_NEXT_LABEL] = g_param_spec_string ("next-label", NULL, NULL, NULL, shown);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * PtlWizardPage::go-to:
   * @page: the name of a page, "another", or "close"
   *
   * The page wants another one to be shown.
   */
  signals[SIGNAL_GO_TO] =
    g_signal_new ("go-to", PTL_TYPE_WIZARD_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
ptl_wizard_page_init (PtlWizardPage *self)
{
}

void
ptl_wizard_page_enter (PtlWizardPage *self)
{
  PtlWizardPageClass *klass = PTL_WIZARD_PAGE_GET_CLASS (self);

  if (klass->enter != NULL)
    klass->enter (self);
}

void
ptl_wizard_page_leave (PtlWizardPage *self)
{
  PtlWizardPageClass *klass = PTL_WIZARD_PAGE_GET_CLASS (self);

  if (klass->leave != NULL)
    klass->leave (self);
}

/**
 * ptl_wizard_page_go_on:
 * @self: the page in view
 *
 * Returns: (nullable): the name of the page to go to
 */
const char *
ptl_wizard_page_go_on (PtlWizardPage *self)
{
  return PTL_WIZARD_PAGE_GET_CLASS (self)->go_on (self);
}

PtlDraft *
ptl_wizard_page_get_draft (PtlWizardPage *self)
{
  PtlWizardPagePrivate *priv = ptl_wizard_page_get_instance_private (self);

  return priv->draft;
}

gboolean
ptl_wizard_page_get_can_go_on (PtlWizardPage *self)
{
  PtlWizardPagePrivate *priv = ptl_wizard_page_get_instance_private (self);

  return priv->can_go_on;
}

void
ptl_wizard_page_set_can_go_on (PtlWizardPage *self,
                               gboolean       can_go_on)
{
  PtlWizardPagePrivate *priv = ptl_wizard_page_get_instance_private (self);

  if (priv->can_go_on == can_go_on)
    return;

  priv->can_go_on = can_go_on;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_GO_ON]);
}

void
ptl_wizard_page_set_title (PtlWizardPage *self,
                           const char    *title)
{
  PtlWizardPagePrivate *priv = ptl_wizard_page_get_instance_private (self);

  set_words (self, PROP_TITLE, &priv->title, title);
}

/**
 * ptl_wizard_page_set_next_label:
 * @self: a page
 * @label: (nullable): what the Next button is called here; %NULL: there is none
 */
void
ptl_wizard_page_set_next_label (PtlWizardPage *self,
                                const char    *label)
{
  PtlWizardPagePrivate *priv = ptl_wizard_page_get_instance_private (self);

  set_words (self, PROP_NEXT_LABEL, &priv->next_label, label);
}

/**
 * ptl_wizard_page_go_to:
 * @self: the page in view
 * @page: the name of another, "another", or "close"
 *
 * Asks the wizard to show another page.
 */
void
ptl_wizard_page_go_to (PtlWizardPage *self,
                       const char    *page)
{
  g_signal_emit (self, signals[SIGNAL_GO_TO], 0, page);
}
