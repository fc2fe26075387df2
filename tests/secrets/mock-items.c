/* mock-items.c - what the mock Secret Service keeps
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "mock-items.h"

/* GNOME's keyring writes the attributes of what is locked like this. */
#define HASHED "gkr:compat:hashed:"

static void
item_free (gpointer data)
{
  MockItem *item = data;

  g_free (item->path);
  g_variant_unref (item->attributes);
  g_bytes_unref (item->secret);
  g_free (item);
}

GPtrArray *
mock_items_new (void)
{
  return g_ptr_array_new_with_free_func (item_free);
}

MockItem *
mock_items_add (GPtrArray *items,
                GVariant  *attributes,
                GBytes    *secret)
{
  static int last_id;
  MockItem *item = g_new0 (MockItem, 1);

  item->path = g_strdup_printf (MOCK_COLLECTION "/%d", g_atomic_int_add (&last_id, 1));
  item->attributes = g_variant_ref_sink (attributes);
  item->secret = g_bytes_ref (secret);
  g_ptr_array_add (items, item);

  return item;
}

MockItem *
mock_items_find (GPtrArray  *items,
                 const char *path)
{
  for (guint i = 0; i < items->len; i++)
    {
      MockItem *item = g_ptr_array_index (items, i);

      if (g_str_equal (item->path, path))
        return item;
    }

  return NULL;
}

static gboolean
is_matching (MockItem *item,
             GVariant *wanted)
{
  GVariantIter iter;
  const char *name;
  const char *value;

  g_variant_iter_init (&iter, wanted);
  while (g_variant_iter_next (&iter, "{&s&s}", &name, &value))
    {
      const char *own;

      if (!g_variant_lookup (item->attributes, name, "&s", &own) || !g_str_equal (own, value))
        return FALSE;
    }

  return TRUE;
}

MockItem *
mock_items_find_equal (GPtrArray *items,
                       GVariant  *attributes)
{
  for (guint i = 0; i < items->len; i++)
    {
      MockItem *item = g_ptr_array_index (items, i);

      if (g_variant_n_children (item->attributes) == g_variant_n_children (attributes) &&
          is_matching (item, attributes))
        return item;
    }

  return NULL;
}

/* Floating, of type ao. */
GVariant *
mock_items_search (GPtrArray *items,
                   GVariant  *wanted)
{
  GVariantBuilder found;

  g_variant_builder_init (&found, G_VARIANT_TYPE ("ao"));
  for (guint i = 0; i < items->len; i++)
    {
      MockItem *item = g_ptr_array_index (items, i);

      if (is_matching (item, wanted))
        g_variant_builder_add (&found, "o", item->path);
    }

  return g_variant_builder_end (&found);
}

/* The plain session: no parameters, the secret as it is. */
static GVariant *
encode_secret (MockItem *item)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (item->secret, &length);

  return g_variant_new ("(o@ay@ays)", MOCK_SESSION,
                        g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, NULL, 0, 1),
                        g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, data, length, 1),
                        "text/plain");
}

/* Floating, of type a{o(oayays)}. */
GVariant *
mock_items_get_secrets (GPtrArray *items,
                        GVariant  *paths)
{
  GVariantBuilder found;
  GVariantIter iter;
  const char *path;

  g_variant_builder_init (&found, G_VARIANT_TYPE ("a{o(oayays)}"));
  g_variant_iter_init (&iter, paths);
  while (g_variant_iter_next (&iter, "&o", &path))
    {
      MockItem *item = mock_items_find (items, path);

      if (item != NULL)
        g_variant_builder_add (&found, "{o@(oayays)}", path, encode_secret (item));
    }

  return g_variant_builder_end (&found);
}

/* Floating, of type a{ss}. */
GVariant *
mock_item_hash_attributes (MockItem *item)
{
  GVariantBuilder builder;
  GVariantIter iter;
  const char *name;
  const char *value;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_iter_init (&iter, item->attributes);
  while (g_variant_iter_next (&iter, "{&s&s}", &name, &value))
    {
      g_autofree char *hashed_name = g_strconcat (HASHED, name, NULL);
      g_autofree char *hashed = g_compute_checksum_for_string (G_CHECKSUM_MD5, value, -1);

      g_variant_builder_add (&builder, "{ss}", hashed_name, hashed);
    }

  return g_variant_builder_end (&builder);
}
