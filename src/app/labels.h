/* labels.h - words for what the models hold, for .ui files and widgets
 *
 * Every function can be a closure of a <binding>; the first argument is the
 * object that the template belongs to, and not used.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "base/account.h"

G_BEGIN_DECLS

void  ptl_labels_bind              (GtkWidgetClass  *klass);

char *ptl_label_protocol           (gpointer         self,
                                    PtlProtocol      protocol);
char *ptl_label_security           (gpointer         self,
                                    PtlSecurity      security);
char *ptl_label_auth               (gpointer         self,
                                    PtlAuth          auth);
char *ptl_label_account_state      (gpointer         self,
                                    PtlAccountState  state);
char *ptl_label_account_state_icon (gpointer         self,
                                    PtlAccountState  state);
char *ptl_label_duration           (gpointer         self,
                                    guint            seconds);
char *ptl_label_port               (gpointer         self,
                                    guint            port);
char *ptl_label_foreign            (gpointer         self,
                                    const char      *text);
char *ptl_label_port_advice        (gpointer         self,
                                    PtlPortAdvice    advice);
char *ptl_label_service            (gpointer         self,
                                    const char      *host,
                                    guint            port,
                                    PtlSecurity      security);

G_END_DECLS
