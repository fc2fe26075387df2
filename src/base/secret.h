/* secret.h - a password or token, held so that it leaves no trace
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define PTL_TYPE_SECRET  (ptl_secret_get_type ())

/* What stands in the place of a secret wherever people look. */
#define PTL_SECRET_MASK  "••••"

/* An OAuth token is a few kilobytes; nobody types more. */
#define PTL_SECRET_MAX_BYTES 16384

typedef struct _PtlSecret PtlSecret;

GType       ptl_secret_get_type    (void);
PtlSecret  *ptl_secret_new         (const char      *data,
                                    gssize           length);
PtlSecret  *ptl_secret_new_wiping  (char            *data,
                                    gsize            length);
PtlSecret  *ptl_secret_ref         (PtlSecret       *self);
void        ptl_secret_unref       (PtlSecret       *self);
const char *ptl_secret_peek        (const PtlSecret *self);
gsize       ptl_secret_get_length  (const PtlSecret *self);
gboolean    ptl_secret_equal       (const PtlSecret *a,
                                    const PtlSecret *b);
const char *ptl_secret_describe_oddity (const PtlSecret *self);
void        ptl_secret_protect_process (void);
void        ptl_secret_wipe_freed  (gboolean         wipe);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlSecret, ptl_secret_unref)

G_END_DECLS
