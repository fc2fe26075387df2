/* wizard.c - from an address to an account that works, page by page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/wizard.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/advanced-page.h"
#include "app/done-page.h"
#include "app/header-fit.h"
#include "app/identity-page.h"
#include "app/page-focus.h"
#include "app/servers-page.h"
#include "app/shown-page.h"
#include "app/test-page.h"
#include "app/wizard-page.h"
#include "app/wrap-words.h"

#define FIRST_PAGE "identity"

struct _PtlWizard
{
  AdwBin            parent_instance;

  AdwHeaderBar     *header_bar;
  AdwWindowTitle   *title;
  GtkButton        *back_button;
  GtkButton        *next_button;
  GtkStack         *stack;

  PtlDraft         *draft;
  GQueue            way;           /* of the names of the pages before this one */
};

G_DEFINE_FINAL_TYPE (PtlWizard, ptl_wizard, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_DRAFT,
  N_PROPS
};

enum {
  SIGNAL_ANOTHER,
  SIGNAL_CLOSED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static PtlWizardPage *
current_page (PtlWizard *self)
{
  return PTL_WIZARD_PAGE (gtk_stack_get_visible_child (self->stack));
}

/* --- header bar --- */

static void
update_back_button (PtlWizard *self)
{
  gboolean is_first = g_queue_is_empty (&self->way);
  gboolean is_over = g_str_equal (ptl_wizard_get_page (self), "done") &&
                     ptl_draft_is_saved (self->draft);

  gtk_button_set_label (self->back_button, is_first ? _("_Cancel") : _("_Back"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->back_button),
                               is_first ? _("Leave without setting anything up")
                                        : _("To the page before; what was typed stays"));
  gtk_widget_set_visible (GTK_WIDGET (self->back_button), !is_over);
}

static void
fit_buttons (PtlWizard *self)
{
  ptl_fit_header_buttons (GTK_WIDGET (self->back_button), GTK_WIDGET (self->next_button));
}

static void
update_header (PtlWizard *self)
{
  /* While the template is made, newer GTK comes here without a stack. */
  PtlWizardPage *page = self->draft != NULL ? current_page (self) : NULL;
  g_autofree char *step = NULL;
  g_autofree char *title = NULL;
  g_autofree char *next_label = NULL;
  gboolean can_go_on;

  if (page == NULL)
    return;

  g_object_get (page,
                "title", &title,
                "next-label", &next_label,
                "can-go-on", &can_go_on,
                NULL);

  step = ptl_describe_step (ptl_wizard_get_page (self));
  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, step);
  gtk_accessible_update_property (GTK_ACCESSIBLE (page),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);

  if (next_label != NULL)
    gtk_button_set_label (self->next_button, next_label);

  gtk_widget_set_visible (GTK_WIDGET (self->next_button), next_label != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "wizard.next",
                                 can_go_on && next_label != NULL);
  update_back_button (self);
  fit_buttons (self);
}

static void
focus_page (PtlWizard *self)
{
  ptl_focus_page (GTK_WIDGET (current_page (self)),
                  GTK_WIDGET (self->next_button), GTK_WIDGET (self->back_button));
}

/* A search or saving has come to its end. */
static void
draft_changed_cb (PtlWizard *self)
{
  if (ptl_draft_get_activity (self->draft) == PTL_DRAFT_IDLE)
    ptl_refocus_page (GTK_WIDGET (current_page (self)),
                      GTK_WIDGET (self->next_button), GTK_WIDGET (self->back_button));
}

/* --- pages --- */

static void
show_page (PtlWizard  *self,
           const char *name)
{
  PtlWizardPage *page = current_page (self);

  if (page != NULL)
    ptl_wizard_page_leave (page);

  /* A search that ends late must not overwrite what is typed by hand. */
  if (g_str_equal (name, "advanced") &&
      ptl_draft_get_activity (self->draft) == PTL_DRAFT_SEARCHING)
    ptl_draft_stop (self->draft);

  ptl_release_focus (GTK_WIDGET (self->stack));
  gtk_stack_set_visible_child_name (self->stack, name);
  page = current_page (self);
  update_header (self);

  ptl_wizard_page_enter (page);
  focus_page (self);
}

static void
go_on_to (PtlWizard  *self,
          const char *name)
{
  const char *now = ptl_wizard_get_page (self);
  GList *before;

  if (g_str_equal (name, now))
    return;

  if (g_str_equal (name, "close"))
    {
      ptl_wizard_close (self);
      return;
    }

  if (g_str_equal (name, "another"))
    {
      g_autoptr(PtlWizard) alive = g_object_ref (self);

      ptl_wizard_close (self);
      g_signal_emit (alive, signals[SIGNAL_ANOTHER], 0);
      return;
    }

  g_return_if_fail (gtk_stack_get_child_by_name (self->stack, name) != NULL);

  /* Where one has been is before, not after: Back never runs in circles. */
  before = g_queue_find_custom (&self->way, name, (GCompareFunc) strcmp);

  if (before != NULL)
    {
      while (g_queue_peek_tail_link (&self->way) != before)
        g_free (g_queue_pop_tail (&self->way));
      g_free (g_queue_pop_tail (&self->way));
    }
  else
    {
      g_queue_push_tail (&self->way, g_strdup (now));
    }

  show_page (self, name);
}

static void
go_to_cb (PtlWizard     *self,
          const char    *name,
          PtlWizardPage *page)
{
  if (page == current_page (self))
    go_on_to (self, name);
}

static void
go_on_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  PtlWizard *self = PTL_WIZARD (widget);
  PtlWizardPage *page = current_page (self);
  const char *name = ptl_wizard_page_go_on (page);

  if (name != NULL && page == current_page (self))
    go_on_to (self, name);
}

static void
go_back_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  PtlWizard *self = PTL_WIZARD (widget);
  g_autofree char *name = NULL;

  ptl_draft_stop (self->draft);

  if (g_queue_is_empty (&self->way) || !gtk_widget_get_visible (GTK_WIDGET (self->back_button)))
    {
      ptl_wizard_close (self);
      return;
    }

  name = g_queue_pop_tail (&self->way);
  show_page (self, name);
}

static void
set_draft (PtlWizard *self,
           PtlDraft  *draft)
{
  if (draft == NULL)
    return;

  self->draft = g_object_ref (draft);
  for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->stack)); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    g_object_set (page, "draft", draft, NULL);

  g_signal_connect_object (draft, "notify::is-saved", G_CALLBACK (update_header), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "changed", G_CALLBACK (draft_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  ptl_follow_decoration (self->header_bar);
  show_page (self, FIRST_PAGE);
}

/* --- the widget --- */

static void
ptl_wizard_map (GtkWidget *widget)
{
  PtlWizard *self = PTL_WIZARD (widget);
  GtkRoot *root;

  GTK_WIDGET_CLASS (ptl_wizard_parent_class)->map (widget);

  root = gtk_widget_get_root (widget);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_default_widget (GTK_WINDOW (root), GTK_WIDGET (self->next_button));

  focus_page (self);
}

static void
ptl_wizard_unmap (GtkWidget *widget)
{
  PtlWizard *self = PTL_WIZARD (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (GTK_IS_WINDOW (root) &&
      gtk_window_get_default_widget (GTK_WINDOW (root)) == GTK_WIDGET (self->next_button))
    gtk_window_set_default_widget (GTK_WINDOW (root), NULL);

  GTK_WIDGET_CLASS (ptl_wizard_parent_class)->unmap (widget);
}

static void
ptl_wizard_dispose (GObject *object)
{
  PtlWizard *self = PTL_WIZARD (object);

  if (self->draft != NULL)
    ptl_draft_stop (self->draft);

  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->draft);
  g_queue_clear_full (&self->way, g_free);

  G_OBJECT_CLASS (ptl_wizard_parent_class)->dispose (object);
}

static void
ptl_wizard_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  if (prop_id == PROP_DRAFT)
    g_value_set_object (value, PTL_WIZARD (object)->draft);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ptl_wizard_set_property (GObject      *object,
                         guint         prop_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  if (prop_id == PROP_DRAFT)
    set_draft (PTL_WIZARD (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
install_signals (void)
{
  /**
   * PtlWizard::another:
   *
   * The user wants to set another account up; after [signal@Wizard::closed].
   */
  signals[SIGNAL_ANOTHER] =
    g_signal_new ("another", PTL_TYPE_WIZARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  /**
   * PtlWizard::closed:
   * @account: (nullable): the account that was saved
   *
   * The user is through with it, or gave up.
   */
  signals[SIGNAL_CLOSED] =
    g_signal_new ("closed", PTL_TYPE_WIZARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, PTL_TYPE_ACCOUNT);
}

static void
install_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "wizard.next", NULL, go_on_cb);
  gtk_widget_class_install_action (widget_class, "wizard.back", NULL, go_back_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK,
                                       "wizard.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Left, GDK_ALT_MASK,
                                       "wizard.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "wizard.back", NULL);
}

static void
ptl_wizard_class_init (PtlWizardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ptl_wizard_dispose;
  object_class->get_property = ptl_wizard_get_property;
  object_class->set_property = ptl_wizard_set_property;
  widget_class->map = ptl_wizard_map;
  widget_class->unmap = ptl_wizard_unmap;

  properties[PROP_DRAFT] =
    g_param_spec_object ("draft", NULL, NULL,
                         PTL_TYPE_DRAFT,
                         (G_PARAM_READWRITE |
                          G_PARAM_CONSTRUCT_ONLY |
                          G_PARAM_STATIC_STRINGS));

  g_object_class_install_properties (object_class, N_PROPS, properties);
  install_signals ();
  install_keys (widget_class);

  g_type_ensure (PTL_TYPE_IDENTITY_PAGE);
  g_type_ensure (PTL_TYPE_SERVERS_PAGE);
  g_type_ensure (PTL_TYPE_ADVANCED_PAGE);
  g_type_ensure (PTL_TYPE_TEST_PAGE);
  g_type_ensure (PTL_TYPE_DONE_PAGE);

  gtk_widget_class_set_template_from_resource (widget_class,
    "/io/github/portolan_mail/Portolan/ui/wizard.ui");
  gtk_widget_class_bind_template_child (widget_class, PtlWizard, header_bar);
  gtk_widget_class_bind_template_child (widget_class, PtlWizard, title);
  gtk_widget_class_bind_template_child (widget_class, PtlWizard, back_button);
  gtk_widget_class_bind_template_child (widget_class, PtlWizard, next_button);
  gtk_widget_class_bind_template_child (widget_class, PtlWizard, stack);
  gtk_widget_class_bind_template_callback (widget_class, fit_buttons);
  gtk_widget_class_bind_template_callback (widget_class, go_to_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_header);
}

static void
ptl_wizard_init (PtlWizard *self)
{
  g_queue_init (&self->way);
  gtk_widget_init_template (GTK_WIDGET (self));
  ptl_wrap_words (GTK_WIDGET (self));
  ptl_tell_shown_page (GTK_WIDGET (self->stack));
}

/**
 * ptl_wizard_new:
 * @draft: an account in the making
 *
 * Returns: (transfer floating): a wizard with a header bar of its own
 */
GtkWidget *
ptl_wizard_new (PtlDraft *draft)
{
  return g_object_new (PTL_TYPE_WIZARD, "draft", draft, NULL);
}

/**
 * ptl_wizard_set_address:
 * @self: a wizard
 * @address: what is already known, maybe unfinished
 *
 * Fills the address in; if it is complete, the search begins.
 */
void
ptl_wizard_set_address (PtlWizard  *self,
                        const char *address)
{
  g_return_if_fail (PTL_IS_WIZARD (self));
  ptl_account_set_address (ptl_draft_get_account (self->draft), address != NULL ? address : "");
  ptl_draft_search (self->draft);
}

PtlDraft *
ptl_wizard_get_draft (PtlWizard *self)
{
  g_return_val_if_fail (PTL_IS_WIZARD (self), NULL);

  return self->draft;
}

const char *
ptl_wizard_get_page (PtlWizard *self)
{
  g_return_val_if_fail (PTL_IS_WIZARD (self), NULL);

  return gtk_stack_get_visible_child_name (self->stack);
}

/**
 * ptl_wizard_show_page:
 * @self: a wizard
 * @page: a page's name
 *
 * Goes there as if a page had asked for it.
 */
void
ptl_wizard_show_page (PtlWizard  *self,
                      const char *page)
{
  g_return_if_fail (PTL_IS_WIZARD (self));

  go_on_to (self, page);
}

/**
 * ptl_wizard_close:
 * @self: a wizard
 *
 * Stops what goes on, and emits [signal@Wizard::closed].
 */
void
ptl_wizard_close (PtlWizard *self)
{
  PtlAccount *account;

  g_return_if_fail (PTL_IS_WIZARD (self));

  ptl_wizard_page_leave (current_page (self));
  ptl_draft_stop (self->draft);
  account = ptl_draft_is_saved (self->draft) ? ptl_draft_get_account (self->draft) : NULL;
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0, account);
}
