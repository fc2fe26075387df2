/* call.h - waits for libsecret, but not for ever
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _PtlSecretCall PtlSecretCall;
typedef struct _PtlSecretReply PtlSecretReply;

PtlSecretCall  *ptl_secret_call_begin           (guint             timeout_ms,
                                                 guint             question_timeout_ms,
                                                 GCancellable     *cancellable);
void            ptl_secret_call_end             (PtlSecretCall    *self);
GCancellable   *ptl_secret_call_get_cancellable (PtlSecretCall    *self);
guint           ptl_secret_call_get_timeout_ms  (PtlSecretCall    *self);
PtlSecretReply *ptl_secret_call_expect          (PtlSecretCall    *self);
void            ptl_secret_call_answered_cb     (GObject          *source,
                                                 GAsyncResult     *result,
                                                 gpointer          reply);
GAsyncResult   *ptl_secret_call_wait            (PtlSecretCall    *self,
                                                 PtlSecretReply   *reply,
                                                 GError          **error);
void            ptl_secret_call_question_begins (PtlSecretCall    *self);
void            ptl_secret_call_question_ends   (PtlSecretCall    *self,
                                                 const GError     *error);
gboolean        ptl_secret_call_check           (PtlSecretCall    *self,
                                                 GError          **error);
void            ptl_secret_call_take_error      (PtlSecretCall    *self,
                                                 GError           *own,
                                                 GError          **error);
gboolean        ptl_secret_call_try_again       (PtlSecretCall    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlSecretCall, ptl_secret_call_end)

G_END_DECLS
