/* server-group-private.h - what the files of PtlServerGroup share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/port-popover.h"
#include "app/server-group.h"

G_BEGIN_DECLS

#define PTL_SERVER_GROUP_TEMPLATE "/io/github/portolan_mail/Portolan/ui/server-group.ui"

struct _PtlServerGroup
{
  AdwPreferencesGroup  parent_instance;

  GtkCheckButton      *allow_check;
  GtkWidget           *auth_row;
  GtkSwitch           *auth_switch;
  GtkEntry            *host_entry;
  GtkLabel            *host_label;
  GtkWidget           *host_note_box;
  GtkToggleButton     *imap_toggle;
  GtkWidget           *kind_row;
  GtkWidget           *note_icon;
  GtkLabel            *note_label;
  GtkToggleButton     *pop3_toggle;
  GtkMenuButton       *port_help;
  GtkLabel            *port_label;
  PtlPortPopover      *port_popover;
  GtkSpinButton       *port_spin;
  GtkWidget           *same_row;
  GtkSwitch           *same_switch;
  GtkWidget           *security_row;
  GtkWidget           *ssl_row;
  GtkSwitch           *ssl_switch;
  GtkEntry            *user_entry;
  GtkLabel            *user_label;
  GtkWidget           *user_row;

  PtlService          *service;
  PtlDraft            *draft;
  GBindingGroup       *service_bindings;
  GBindingGroup       *account_bindings;
  GBindingGroup       *draft_bindings;

  guint                shown_port;     /* 0: none yet */
  PtlAuth              auth;           /* the last that was one */
  char                *change;
  char                *local_note;
  guint                free_port;
  GCancellable        *local_check;
  guint                highlight;
};

gboolean ptl_server_group_is_outgoing (PtlServerGroup *self);
gboolean ptl_server_group_is_warned   (PtlServerGroup *self);
void     ptl_server_group_put_words   (PtlServerGroup *self);
void     ptl_server_group_port_moved  (PtlServerGroup *self,
                                       guint           before,
                                       guint           port);
void     ptl_server_group_port_typed  (PtlServerGroup *self);
void     ptl_server_group_class_bind  (GtkWidgetClass *klass);
void     ptl_server_group_bind        (PtlServerGroup *self);
void     ptl_server_group_bind_consent (PtlServerGroup *self);
void     ptl_server_group_put_text    (PtlServerGroup *self,
                                       char          **field,
                                       char           *text,
                                       const char     *property);
void     ptl_server_group_check_local (PtlServerGroup *self);
void     ptl_server_group_class_check_local (GtkWidgetClass *klass);

G_END_DECLS
