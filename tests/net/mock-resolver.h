/* mock-resolver.h - a GResolver that answers from a case
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define MOCK_TYPE_RESOLVER (mock_resolver_get_type ())

G_DECLARE_FINAL_TYPE (MockResolver, mock_resolver, MOCK, RESOLVER, GResolver)

MockResolver *mock_resolver_new           (GKeyFile     *spec);
guint         mock_resolver_get_n_asked   (MockResolver *self);
void          mock_resolver_await_n_asked (MockResolver *self,
                                           guint         n_asked);

G_END_DECLS
