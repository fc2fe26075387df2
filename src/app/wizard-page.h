/* wizard-page.h - what the wizard asks of a page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "setup/draft.h"

G_BEGIN_DECLS

#define PTL_TYPE_WIZARD_PAGE (ptl_wizard_page_get_type ())

G_DECLARE_DERIVABLE_TYPE (PtlWizardPage, ptl_wizard_page, PTL, WIZARD_PAGE, AdwBin)

/**
 * PtlWizardPageClass:
 * @draft_changed: there is another draft, or none; follow it
 * @enter: (nullable): the page comes into view; start what it is there for
 * @leave: (nullable): the page goes out of view
 * @go_on: the Next button was pressed (or Enter); returns the name of the page
 *   to go to, or %NULL to stay (something is still wrong, and the page says so)
 *
 * Every page has, besides, the properties `draft` ([class@Draft]), `title`
 * (for the header bar), `can-go-on` (whether Next is sensitive) and
 * `next-label` (nullable: no Next button), and may emit `go-to` with the name
 * of a page: "identity", "servers", "advanced", "test", "done", "another" for
 * a wizard that begins anew, or "close" to leave it.
 */
struct _PtlWizardPageClass
{
  AdwBinClass parent_class;

  void         (*draft_changed) (PtlWizardPage *self);
  void         (*enter)         (PtlWizardPage *self);
  void         (*leave)         (PtlWizardPage *self);
  const char  *(*go_on)         (PtlWizardPage *self);
};

void        ptl_wizard_page_enter          (PtlWizardPage *self);
void        ptl_wizard_page_leave          (PtlWizardPage *self);
const char *ptl_wizard_page_go_on          (PtlWizardPage *self);

/* For pages. */
PtlDraft   *ptl_wizard_page_get_draft      (PtlWizardPage *self);
gboolean    ptl_wizard_page_get_can_go_on  (PtlWizardPage *self);
void        ptl_wizard_page_set_can_go_on  (PtlWizardPage *self,
                                            gboolean       can_go_on);
void        ptl_wizard_page_set_title      (PtlWizardPage *self,
                                            const char    *title);
void        ptl_wizard_page_set_next_label (PtlWizardPage *self,
                                            const char    *label);
void        ptl_wizard_page_go_to          (PtlWizardPage *self,
                                            const char    *page);

G_END_DECLS
