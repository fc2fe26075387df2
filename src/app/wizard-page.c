/* wizard-page.c - what the wizard asks of a page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/wizard-page.h"

G_DEFINE_INTERFACE (PtlWizardPage, ptl_wizard_page, GTK_TYPE_WIDGET)

enum {
  SIGNAL_GO_TO,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
ptl_wizard_page_default_init (PtlWizardPageInterface *iface)
{
  g_object_interface_install_property (iface,
    g_param_spec_object ("draft", NULL, NULL,
                         PTL_TYPE_DRAFT,
                         (G_PARAM_READWRITE |
                          G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS)));

  g_object_interface_install_property (iface,
    g_param_spec_string ("title", NULL, NULL,
                         NULL,
                         (G_PARAM_READABLE |
                          G_PARAM_STATIC_STRINGS)));

  g_object_interface_install_property (iface,
    g_param_spec_boolean ("can-go-on", NULL, NULL,
                          FALSE,
                          (G_PARAM_READABLE |
                           G_PARAM_STATIC_STRINGS)));

  g_object_interface_install_property (iface,
    g_param_spec_string ("next-label", NULL, NULL,
                         NULL,
                         (G_PARAM_READABLE |
                          G_PARAM_STATIC_STRINGS)));

  /**
   * PtlWizardPage::go-to:
   * @page: the name of a page, or "close"
   *
   * The page wants another one to be shown.
   */
  signals[SIGNAL_GO_TO] =
    g_signal_new ("go-to", PTL_TYPE_WIZARD_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

void
ptl_wizard_page_enter (PtlWizardPage *self)
{
  PtlWizardPageInterface *iface = PTL_WIZARD_PAGE_GET_IFACE (self);

  if (iface->enter != NULL)
    iface->enter (self);
}

void
ptl_wizard_page_leave (PtlWizardPage *self)
{
  PtlWizardPageInterface *iface = PTL_WIZARD_PAGE_GET_IFACE (self);

  if (iface->leave != NULL)
    iface->leave (self);
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
  return PTL_WIZARD_PAGE_GET_IFACE (self)->go_on (self);
}

/**
 * ptl_wizard_page_go_to:
 * @self: the page in view
 * @page: the name of another, or "close"
 *
 * For pages: asks the wizard to show another page.
 */
void
ptl_wizard_page_go_to (PtlWizardPage *self,
                       const char    *page)
{
  g_signal_emit (self, signals[SIGNAL_GO_TO], 0, page);
}
