/* accounts-view.c - the accounts that are set up, and the chosen one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/accounts-view.h"

#include <glib/gi18n.h>

#include "app/account-row.h"

/* Fewer are seen at a glance. */
#define SEARCH_FROM_N_ACCOUNTS 8

struct _PtlAccountsView
{
  AdwBin              parent_instance;

  PtlDrafts          *drafts;
  GtkFilterListModel *shown;

  AdwLeaflet         *leaflet;
  GtkWidget          *list_pane;
  GtkWidget          *detail_pane;
  GtkMenuButton      *menu_button;
  GtkWidget          *account_search;
  GtkListBox         *account_list;
  GtkFilter          *filter;
  AdwWindowTitle     *detail_title;
  GtkButton          *test_button;
  AdwBin             *detail_bin;

  PtlAccountView     *view;           /* NULL before an account was chosen */
  GSignalGroup       *draft_signals;
  GBindingGroup      *title_bindings;
};

enum
{
  PROP_DRAFT = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PtlAccountsView, ptl_accounts_view, ADW_TYPE_BIN)

static void
update_test_button (PtlAccountsView *self)
{
  PtlDraft *draft = ptl_accounts_view_get_draft (self);
  gboolean tests = draft != NULL && ptl_draft_get_activity (draft) == PTL_DRAFT_TESTING;

  gtk_button_set_label (self->test_button, tests ? _("S_top") : _("_Test"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->test_button),
                               tests ? _("Ends the test at once")
                                     : _("Signs in to both servers now"));
}

/* Made when it is first needed: much of the window's weight is in there. */
static void
ensure_view (PtlAccountsView *self)
{
  if (self->view != NULL)
    return;

  self->view = g_object_new (PTL_TYPE_ACCOUNT_VIEW, NULL);
  adw_bin_set_child (self->detail_bin, GTK_WIDGET (self->view));
}

static void
show_account (PtlAccountsView *self,
              PtlDraft        *draft)
{
  if (draft == NULL && self->view == NULL)
    return;

  ensure_view (self);
  ptl_account_view_set_draft (self->view, draft);
  g_signal_group_set_target (self->draft_signals, draft);
  gtk_widget_set_visible (GTK_WIDGET (self->view), draft != NULL);
  g_binding_group_set_source (self->title_bindings,
                              draft != NULL ? ptl_draft_get_account (draft) : NULL);
  update_test_button (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DRAFT]);
}

static void
select_draft (PtlAccountsView *self,
              PtlDraft        *draft)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->account_list, i)) != NULL; i++)
    {
      gboolean is_it = ptl_account_row_get_draft (PTL_ACCOUNT_ROW (row)) == draft;

      if (is_it || (draft == NULL && gtk_list_box_row_get_selectable (row)))
        {
          gtk_list_box_select_row (self->account_list, row);
          return;
        }
    }

  show_account (self, NULL);
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  PtlAccountsView *self = user_data;
  GtkWidget *row = ptl_account_row_new (item);

  ptl_account_row_set_removed (PTL_ACCOUNT_ROW (row), ptl_drafts_is_removed (self->drafts, item));

  return row;
}

static void
row_selected_cb (PtlAccountsView *self,
                 GtkListBoxRow   *row)
{
  if (row != NULL)
    show_account (self, ptl_account_row_get_draft (PTL_ACCOUNT_ROW (row)));
}

static void
row_activated_cb (PtlAccountsView *self,
                  GtkListBoxRow   *row)
{
  adw_leaflet_set_visible_child (self->leaflet, self->detail_pane);
}

/* The list begins on its account: what tests, renames and removes is for that one. */
static void
list_mapped_cb (PtlAccountsView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->account_list);

  if (row == NULL)
    row = gtk_list_box_get_row_at_index (self->account_list, 0);

  if (row != NULL && (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self))))
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
clear_search (PtlAccountsView *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->account_search), "");
}

static void
update_search (PtlAccountsView *self)
{
  guint n = g_list_model_get_n_items (ptl_drafts_get_list (self->drafts));

  gtk_widget_set_visible (self->account_search, n >= SEARCH_FROM_N_ACCOUNTS);

  /* What cannot be seen must not hide accounts. */
  if (n < SEARCH_FROM_N_ACCOUNTS)
    clear_search (self);
}

/* An account that goes, or is about to, is not shown any more. */
static void
list_changed_cb (PtlAccountsView *self)
{
  GListStore *list = G_LIST_STORE (ptl_drafts_get_list (self->drafts));
  PtlDraft *draft = ptl_accounts_view_get_draft (self);

  if (draft == NULL || ptl_drafts_is_removed (self->drafts, draft) ||
      !g_list_store_find (list, draft, NULL))
    {
      adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
      select_draft (self, NULL);
    }

  update_search (self);
}

/* Delete is a verb of the list alone: elsewhere it is about letters. */
static void
add_delete_key (PtlAccountsView *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_alternative_trigger_new (gtk_keyval_trigger_new (GDK_KEY_Delete, 0),
                                                   gtk_keyval_trigger_new (GDK_KEY_KP_Delete, 0)),
                      gtk_named_action_new ("win.remove")));
  gtk_widget_add_controller (GTK_WIDGET (self->account_list), controller);
}

static void
ptl_accounts_view_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  PtlAccountsView *self = PTL_ACCOUNTS_VIEW (object);

  switch (id)
    {
    case PROP_DRAFT:
      g_value_set_object (value, ptl_accounts_view_get_draft (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ptl_accounts_view_dispose (GObject *object)
{
  PtlAccountsView *self = PTL_ACCOUNTS_VIEW (object);

  g_clear_object (&self->draft_signals);
  g_clear_object (&self->title_bindings);
  g_clear_object (&self->shown);
  g_clear_object (&self->drafts);

  G_OBJECT_CLASS (ptl_accounts_view_parent_class)->dispose (object);
}

static void
ptl_accounts_view_class_init (PtlAccountsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ptl_accounts_view_get_property;
  object_class->dispose = ptl_accounts_view_dispose;

  /**
   * PtlAccountsView:draft:
   *
   * The chosen account.
   */
  props[PROP_DRAFT] = g_param_spec_object ("draft", NULL, NULL, PTL_TYPE_DRAFT,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (PTL_TYPE_ACCOUNT);
  g_type_ensure (PTL_TYPE_DRAFT);

  gtk_widget_class_set_template_from_resource (widget_class,
    "/io/github/portolan_mail/Portolan/ui/accounts-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PtlAccountsView, leaflet);
  gtk_widget_class_bind_template_child (widget_class, PtlAccountsView, list_pane);
  gtk_widget_class_bind_template_child (widget_class, PtlAccountsView, detail_pane);
  gtk_widget_class_bind_template_child (widget_class, PtlAccountsView, menu_button);
  gtk_widget_class_bind_template_child (widget_class, PtlAccountsView, account_search);
  gtk_widget_class_bind_template_child (widget_class, PtlAccountsView, account_list);
  gtk_widget_class_bind_template_child (widget_class, PtlAccountsView, filter);
  gtk_widget_class_bind_template_child (widget_class, PtlAccountsView, detail_title);
  gtk_widget_class_bind_template_child (widget_class, PtlAccountsView, test_button);
  gtk_widget_class_bind_template_child (widget_class, PtlAccountsView, detail_bin);
  gtk_widget_class_bind_template_callback (widget_class, list_mapped_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
}

static void
ptl_accounts_view_init (PtlAccountsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->draft_signals = g_signal_group_new (PTL_TYPE_DRAFT);
  g_signal_group_connect_object (self->draft_signals, "notify::activity",
                                 G_CALLBACK (update_test_button), self, G_CONNECT_SWAPPED);
  self->title_bindings = g_binding_group_new ();
  g_binding_group_bind (self->title_bindings, "address", self->detail_title, "title",
                        G_BINDING_SYNC_CREATE);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->account_search),
                                           GTK_WIDGET (self->account_list));
  add_delete_key (self);
  update_test_button (self);
}

/**
 * ptl_accounts_view_new:
 * @drafts: the accounts
 * @menu: what the list's menu button opens
 *
 * Shows the accounts; the first of them is chosen.
 */
GtkWidget *
ptl_accounts_view_new (PtlDrafts  *drafts,
                       GMenuModel *menu)
{
  PtlAccountsView *self = g_object_new (PTL_TYPE_ACCOUNTS_VIEW, NULL);
  GListModel *list = ptl_drafts_get_list (drafts);

  self->drafts = g_object_ref (drafts);
  gtk_menu_button_set_menu_model (self->menu_button, menu);
  self->shown = gtk_filter_list_model_new (g_object_ref (list), g_object_ref (self->filter));
  gtk_list_box_bind_model (self->account_list, G_LIST_MODEL (self->shown), make_row, self, NULL);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (list_changed_cb), self,
                           G_CONNECT_SWAPPED);
  list_changed_cb (self);

  return GTK_WIDGET (self);
}

/**
 * ptl_accounts_view_get_draft:
 * @self: the accounts
 *
 * Returns: (transfer none) (nullable): the chosen account
 */
PtlDraft *
ptl_accounts_view_get_draft (PtlAccountsView *self)
{
  g_return_val_if_fail (PTL_IS_ACCOUNTS_VIEW (self), NULL);

  return self->view != NULL ? ptl_account_view_get_draft (self->view) : NULL;
}

/**
 * ptl_accounts_view_show:
 * @self: the accounts
 * @draft: one of them
 *
 * Chooses an account, whatever was searched for.
 */
void
ptl_accounts_view_show (PtlAccountsView *self,
                        PtlDraft        *draft)
{
  g_return_if_fail (PTL_IS_ACCOUNTS_VIEW (self));

  clear_search (self);
  select_draft (self, draft);
}

/* What is typed and not yet taken over belongs to the account from now on. */
void
ptl_accounts_view_commit (PtlAccountsView *self)
{
  g_return_if_fail (PTL_IS_ACCOUNTS_VIEW (self));

  if (self->view != NULL)
    ptl_account_view_commit (self->view);
}

/* In a narrow window, from the account to the list. */
gboolean
ptl_accounts_view_go_back (PtlAccountsView *self)
{
  g_return_val_if_fail (PTL_IS_ACCOUNTS_VIEW (self), FALSE);

  return adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

void
ptl_accounts_view_search (PtlAccountsView *self)
{
  g_return_if_fail (PTL_IS_ACCOUNTS_VIEW (self));

  if (!gtk_widget_get_visible (self->account_search))
    return;

  adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
  gtk_widget_grab_focus (self->account_search);
}

void
ptl_accounts_view_rename (PtlAccountsView *self)
{
  g_return_if_fail (PTL_IS_ACCOUNTS_VIEW (self));
  g_return_if_fail (self->view != NULL);

  adw_leaflet_set_visible_child (self->leaflet, self->detail_pane);
  ptl_account_view_rename (self->view);
}

void
ptl_accounts_view_save (PtlAccountsView *self)
{
  g_return_if_fail (PTL_IS_ACCOUNTS_VIEW (self));
  g_return_if_fail (self->view != NULL);

  ptl_account_view_save (self->view);
}

/* Tests the chosen account, or ends its test. */
void
ptl_accounts_view_test (PtlAccountsView *self)
{
  PtlDraft *draft;

  g_return_if_fail (PTL_IS_ACCOUNTS_VIEW (self));
  g_return_if_fail (self->view != NULL);

  draft = ptl_account_view_get_draft (self->view);

  if (ptl_draft_get_activity (draft) == PTL_DRAFT_TESTING)
    ptl_draft_stop (draft);
  else
    ptl_account_view_test (self->view);
}
