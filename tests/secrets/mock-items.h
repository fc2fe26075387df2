/* mock-items.h - what the mock Secret Service keeps
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define MOCK_ROOT        "/org/freedesktop/secrets"
#define MOCK_COLLECTION  MOCK_ROOT "/collection/mock"
#define MOCK_SESSION     MOCK_ROOT "/session/1"

typedef struct
{
  char     *path;
  GVariant *attributes;
  GBytes   *secret;
} MockItem;

GPtrArray *mock_items_new             (void);
MockItem  *mock_items_add             (GPtrArray  *items,
                                       GVariant   *attributes,
                                       GBytes     *secret);
MockItem  *mock_items_find            (GPtrArray  *items,
                                       const char *path);
MockItem  *mock_items_find_equal      (GPtrArray  *items,
                                       GVariant   *attributes);
GVariant  *mock_items_search          (GPtrArray  *items,
                                       GVariant   *wanted);
GVariant  *mock_items_get_secrets     (GPtrArray  *items,
                                       GVariant   *paths);
GVariant  *mock_item_hash_attributes  (MockItem   *item);

G_END_DECLS
