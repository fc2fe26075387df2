/* dual-lookup.c - one question to the system's resolver, for both families
 *
 * The system asks for A and AAAA at once (RFC 8305, 3) and answers when it has
 * both. When that takes long, one of them may be lost: then each is asked for
 * by itself. Not from the start: GResolver has ten threads for everybody.
 *
 * The asynchronous calls of GResolver are used, in a main context of our own,
 * because only those can be left behind when the time is over.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net/dual-lookup.h"

/* Ours: longer than a round trip to most resolvers, no longer than Happy
 * Eyeballs waits for a connection (RFC 8305, 5). */
#define SPLIT_AFTER_US 250000

/* RFC 8305, 3: "Resolution Delay". Less if IPv4 came sooner than that, out of
 * /etc/hosts or a cache: then the other is there as well, or is not known. */
#define IPV6_GRACE_US     50000
#define IPV6_GRACE_MIN_US 5000

/* The other way round there is no hurry to be won by the user, and without
 * IPv4 nothing is left to fall back on. Ours. */
#define IPV4_GRACE_US 500000

enum { IPV6, IPV4, BOTH, N_QUESTIONS };

typedef struct
{
  GList    *addresses;
  GError   *error;
  gboolean  is_asked;
  gboolean  is_done;
  gint64    done_us;
} Half;

static void
half_clear (Half *half)
{
  g_resolver_free_addresses (half->addresses);
  g_clear_error (&half->error);
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Half *half = user_data;

  half->addresses = g_resolver_lookup_by_name_with_flags_finish (G_RESOLVER (source), result,
                                                                 &half->error);
  half->is_done = TRUE;
  half->done_us = g_get_monotonic_time ();
}

static gboolean
timer_dispatch (GSource     *source,
                GSourceFunc  callback,
                gpointer     user_data)
{
  g_source_set_ready_time (source, -1);
  return G_SOURCE_CONTINUE;
}

/* On the thread that cancels. GLib 2.74 leaks a cancellable's own source there. */
static void
cancelled_cb (GCancellable *cancellable,
              GMainContext *context)
{
  g_main_context_wakeup (context);
}

/* When waiting stops, given what has come so far; 0 if it stops now. */
static gint64
get_end (Half   *halves,
         gint64  began_us,
         gint64  deadline_us)
{
  gint64 end_us = deadline_us;
  gint64 grace_us = CLAMP (halves[IPV4].done_us - began_us, IPV6_GRACE_MIN_US, IPV6_GRACE_US);

  if (halves[BOTH].is_done || (halves[IPV6].is_done && halves[IPV4].is_done))
    return 0;

  if (halves[IPV4].addresses != NULL)
    end_us = MIN (end_us, halves[IPV4].done_us + grace_us);

  if (halves[IPV6].addresses != NULL)
    end_us = MIN (end_us, halves[IPV6].done_us + IPV4_GRACE_US);

  return end_us;
}

static void
wait_for_answers (GMainContext *context,
                  Half         *halves,
                  gint64        deadline_us,
                  GCancellable *cancellable)
{
  static GSourceFuncs timer_funcs = { .dispatch = timer_dispatch };
  gint64 began_us = g_get_monotonic_time ();
  g_autoptr(GSource) timer = g_source_new (&timer_funcs, sizeof (GSource));
  gulong cancelled_id = 0;

  g_source_attach (timer, context);
  if (cancellable != NULL)
    cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), context, NULL);

  while (!g_cancellable_is_cancelled (cancellable))
    {
      gint64 end_us = get_end (halves, began_us, deadline_us);

      if (end_us > g_get_monotonic_time ())
        {
          g_source_set_ready_time (timer, end_us);
          g_main_context_iteration (context, TRUE);
        }
      else if (!g_main_context_iteration (context, FALSE))
        {
          /* Not before: on a busy machine the answer may lie there, unread. */
          break;
        }
    }

  g_cancellable_disconnect (cancellable, cancelled_id);
  g_source_destroy (timer);
}

static void
ask_for (GResolver    *resolver,
         const char   *host,
         guint         question,
         Half         *halves,
         GCancellable *stop)
{
  static const GResolverNameLookupFlags flags[N_QUESTIONS] = {
    [IPV6] = G_RESOLVER_NAME_LOOKUP_FLAGS_IPV6_ONLY,
    [IPV4] = G_RESOLVER_NAME_LOOKUP_FLAGS_IPV4_ONLY,
    [BOTH] = G_RESOLVER_NAME_LOOKUP_FLAGS_DEFAULT,
  };

  halves[question].is_asked = TRUE;
  g_resolver_lookup_by_name_with_flags_async (resolver, host, flags[question], stop,
                                              looked_up_cb, &halves[question]);
}

static gboolean
is_waited_for (const Half *halves)
{
  for (guint i = 0; i < N_QUESTIONS; i++)
    if (halves[i].is_asked && !halves[i].is_done)
      return TRUE;

  return FALSE;
}

static void
ask (GResolver    *resolver,
     const char   *host,
     Half         *halves,
     gint64        deadline_us,
     GCancellable *cancellable)
{
  g_autoptr(GMainContext) context = g_main_context_new ();
  g_autoptr(GCancellable) stop = g_cancellable_new ();
  gint64 split_us = g_get_monotonic_time () + SPLIT_AFTER_US;

  g_main_context_push_thread_default (context);

  ask_for (resolver, host, BOTH, halves, stop);
  wait_for_answers (context, halves, MIN (deadline_us, split_us), cancellable);

  if (!halves[BOTH].is_done && split_us < deadline_us && !g_cancellable_is_cancelled (cancellable))
    {
      ask_for (resolver, host, IPV6, halves, stop);
      ask_for (resolver, host, IPV4, halves, stop);
      wait_for_answers (context, halves, deadline_us, cancellable);
    }

  /* GResolver answers a cancelled call at once, even if the system is stuck. */
  g_cancellable_cancel (stop);

  while (is_waited_for (halves))
    g_main_context_iteration (context, TRUE);

  g_main_context_pop_thread_default (context);
}

/* The answer to the first question, as if the others had been asked. */
static void
share_out (Half *halves)
{
  GList *addresses = g_steal_pointer (&halves[BOTH].addresses);

  for (GList *l = addresses; l != NULL; l = l->next)
    {
      gboolean is_ipv6 = g_inet_address_get_family (l->data) == G_SOCKET_FAMILY_IPV6;
      Half *half = &halves[is_ipv6 ? IPV6 : IPV4];

      half->addresses = g_list_append (half->addresses, l->data);
    }

  g_list_free (addresses);
}

static gboolean
contains (GPtrArray    *addresses,
          GInetAddress *address)
{
  for (guint i = 0; i < addresses->len; i++)
    if (g_inet_address_equal (g_ptr_array_index (addresses, i), address))
      return TRUE;

  return FALSE;
}

/* Drops what came twice: /etc/hosts often has a name on several lines. */
static GList *
take_next (GPtrArray *addresses,
           GList     *list)
{
  while (list != NULL && contains (addresses, list->data))
    list = list->next;

  if (list == NULL || addresses->len >= PTL_DUAL_LOOKUP_MAX_ADDRESSES)
    return NULL;

  g_ptr_array_add (addresses, g_object_ref (list->data));
  return list->next;
}

/**
 * ptl_dual_interleave:
 * @ipv6: (element-type GInetAddress): addresses
 * @ipv4: (element-type GInetAddress): addresses
 *
 * Orders addresses as they are to be tried: families in turn, IPv6 first
 * (RFC 8305, 4), each one once, at most %PTL_DUAL_LOOKUP_MAX_ADDRESSES.
 *
 * Returns: (transfer full) (element-type GInetAddress): the addresses
 */
GPtrArray *
ptl_dual_interleave (GList *ipv6,
                     GList *ipv4)
{
  GPtrArray *addresses = g_ptr_array_new_with_free_func (g_object_unref);

  while (ipv6 != NULL || ipv4 != NULL)
    {
      ipv6 = take_next (addresses, ipv6);
      ipv4 = take_next (addresses, ipv4);
    }

  return addresses;
}

/* The more hopeful error: who was not reached may know the name. */
static void
set_error_of (Half          *halves,
              const char    *host,
              gint64         deadline_us,
              GCancellable  *cancellable,
              GError       **error)
{
  Half *telling = &halves[IPV4];

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return;

  if (g_get_monotonic_time () >= deadline_us)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                   "The look-up of %s took too long", host);
      return;
    }

  /* What was still asked when the whole answer came was cancelled by us. */
  if (!g_error_matches (halves[BOTH].error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    telling = &halves[BOTH];
  else if (g_error_matches (telling->error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND))
    telling = &halves[IPV6];

  if (telling->error != NULL)
    g_propagate_error (error, g_steal_pointer (&telling->error));
  else
    g_set_error (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND,
                 "%s has no address", host);
}

/**
 * ptl_dual_lookup:
 * @resolver: whom to ask
 * @host: a name, in ASCII
 * @deadline_us: when to stop, as g_get_monotonic_time() counts
 * @is_complete: (out): whether both families were answered
 * @cancellable: (nullable): ends the wait
 * @error: `G_RESOLVER_ERROR`, `G_IO_ERROR_TIMED_OUT`, `G_IO_ERROR_CANCELLED`
 *
 * Asks for both families at once. When one family has answered, the other gets
 * little time more.
 *
 * Returns: (transfer full) (element-type GInetAddress): at least one address
 */
GPtrArray *
ptl_dual_lookup (GResolver     *resolver,
                 const char    *host,
                 gint64         deadline_us,
                 gboolean      *is_complete,
                 GCancellable  *cancellable,
                 GError       **error)
{
  Half halves[N_QUESTIONS] = { { NULL } };
  g_autoptr(GPtrArray) addresses = NULL;

  ask (resolver, host, halves, deadline_us, cancellable);
  share_out (halves);
  addresses = ptl_dual_interleave (halves[IPV6].addresses, halves[IPV4].addresses);

  *is_complete = TRUE;

  for (guint i = IPV6; i <= IPV4; i++)
    if (halves[i].error != NULL &&
        !g_error_matches (halves[i].error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND))
      *is_complete = FALSE;

  if (addresses->len == 0)
    {
      g_clear_pointer (&addresses, g_ptr_array_unref);
      set_error_of (halves, host, deadline_us, cancellable, error);
    }

  for (guint i = 0; i < N_QUESTIONS; i++)
    half_clear (&halves[i]);

  return g_steal_pointer (&addresses);
}
