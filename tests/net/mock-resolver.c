/* mock-resolver.c - a GResolver that answers from a case
 *
 * Group [answers], keys `a` and `aaaa`: addresses by comma, `not-found`,
 * `temporary-failure`, or `never`; `a-ms` and `aaaa-ms` delay them. With
 * `first=never`, the first question is not answered. Who asks for both families
 * gets both when the later one is there, and one if the other fails.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "mock-resolver.h"

struct _MockResolver
{
  GResolver  parent_instance;

  GKeyFile  *spec;
  GMutex     lock;
  GCond      changed;
  guint      n_asked;   /* under lock */
};

G_DEFINE_FINAL_TYPE (MockResolver, mock_resolver, G_TYPE_RESOLVER)

static void
free_addresses (gpointer data)
{
  g_list_free_full (data, g_object_unref);
}

static gboolean
answer_cb (gpointer user_data)
{
  GTask *task = user_data;
  const char *text = g_task_get_task_data (task);
  g_auto(GStrv) parts = NULL;
  GList *addresses = NULL;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;

  if (g_str_equal (text, "not-found") || g_str_equal (text, "temporary-failure"))
    {
      g_task_return_new_error (task, G_RESOLVER_ERROR,
                               g_str_equal (text, "not-found")
                               ? G_RESOLVER_ERROR_NOT_FOUND
                               : G_RESOLVER_ERROR_TEMPORARY_FAILURE, "%s", text);
      return G_SOURCE_REMOVE;
    }

  parts = g_strsplit (text, ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    addresses = g_list_append (addresses, g_inet_address_new_from_string (g_strstrip (parts[i])));

  g_task_return_pointer (task, addresses, free_addresses);
  return G_SOURCE_REMOVE;
}

static void
attach (GTask       *task,
        GSource     *source,
        GSourceFunc  callback)
{
  g_source_set_callback (source, callback, g_object_ref (task), g_object_unref);
  g_source_attach (source, g_task_get_context (task));
  g_source_unref (source);
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_task_return_error_if_cancelled (user_data);
  return G_SOURCE_REMOVE;
}

static gboolean
is_failure (const char *text)
{
  return g_str_equal (text, "not-found") || g_str_equal (text, "temporary-failure");
}

static char *
get_answer (MockResolver             *self,
            GResolverNameLookupFlags  flags)
{
  g_autofree char *a = g_key_file_get_string (self->spec, "answers", "a", NULL);
  g_autofree char *aaaa = g_key_file_get_string (self->spec, "answers", "aaaa", NULL);

  if (flags == G_RESOLVER_NAME_LOOKUP_FLAGS_IPV6_ONLY)
    return g_steal_pointer (&aaaa);

  if (flags == G_RESOLVER_NAME_LOOKUP_FLAGS_IPV4_ONLY)
    return g_steal_pointer (&a);

  if (g_str_equal (a, "never") || g_str_equal (aaaa, "never"))
    return g_strdup ("never");

  if (is_failure (a))
    return g_strdup (g_str_equal (aaaa, "not-found") ? a : aaaa);

  return is_failure (aaaa) ? g_steal_pointer (&a) : g_strconcat (a, ",", aaaa, NULL);
}

static int
get_delay_ms (MockResolver             *self,
              GResolverNameLookupFlags  flags)
{
  int a_ms = g_key_file_get_integer (self->spec, "answers", "a-ms", NULL);
  int aaaa_ms = g_key_file_get_integer (self->spec, "answers", "aaaa-ms", NULL);

  return flags == G_RESOLVER_NAME_LOOKUP_FLAGS_IPV6_ONLY ? aaaa_ms
         : flags == G_RESOLVER_NAME_LOOKUP_FLAGS_IPV4_ONLY ? a_ms : MAX (a_ms, aaaa_ms);
}

static void
mock_resolver_lookup_async (GResolver                *resolver,
                            const char               *host,
                            GResolverNameLookupFlags  flags,
                            GCancellable             *cancellable,
                            GAsyncReadyCallback       callback,
                            gpointer                  user_data)
{
  MockResolver *self = MOCK_RESOLVER (resolver);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *first = g_key_file_get_string (self->spec, "answers", "first", NULL);
  g_autofree char *text = get_answer (self, flags);
  int delay_ms = get_delay_ms (self, flags);
  gboolean is_first;

  g_mutex_lock (&self->lock);
  is_first = self->n_asked++ < 1;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);

  if (g_str_equal (text, "never") || (is_first && g_strcmp0 (first, "never") == 0))
    {
      attach (task, g_cancellable_source_new (cancellable), G_SOURCE_FUNC (cancelled_cb));
      return;
    }

  g_task_set_task_data (task, g_steal_pointer (&text), g_free);
  attach (task, delay_ms > 0 ? g_timeout_source_new (delay_ms) : g_idle_source_new (), answer_cb);
}

/* GLib's way to ask for both. */
static void
mock_resolver_lookup_both_async (GResolver           *resolver,
                                 const char          *host,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  mock_resolver_lookup_async (resolver, host, G_RESOLVER_NAME_LOOKUP_FLAGS_DEFAULT, cancellable,
                              callback, user_data);
}

static GList *
mock_resolver_lookup_finish (GResolver     *resolver,
                             GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
mock_resolver_finalize (GObject *object)
{
  MockResolver *self = MOCK_RESOLVER (object);

  g_key_file_unref (self->spec);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);

  G_OBJECT_CLASS (mock_resolver_parent_class)->finalize (object);
}

static void
mock_resolver_class_init (MockResolverClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = mock_resolver_finalize;
  resolver_class->lookup_by_name_async = mock_resolver_lookup_both_async;
  resolver_class->lookup_by_name_finish = mock_resolver_lookup_finish;
  resolver_class->lookup_by_name_with_flags_async = mock_resolver_lookup_async;
  resolver_class->lookup_by_name_with_flags_finish = mock_resolver_lookup_finish;
}

static void
mock_resolver_init (MockResolver *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
}

MockResolver *
mock_resolver_new (GKeyFile *spec)
{
  MockResolver *self = g_object_new (MOCK_TYPE_RESOLVER, NULL);

  self->spec = g_key_file_ref (spec);
  return self;
}

/* How many questions came; a look-up asks one, and two more if it takes long. */
guint
mock_resolver_get_n_asked (MockResolver *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->n_asked;
}

void
mock_resolver_await_n_asked (MockResolver *self,
                             guint         n_asked)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  while (self->n_asked < n_asked)
    g_cond_wait (&self->changed, &self->lock);
}
