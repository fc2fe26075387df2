/* test-resolver.c - names to addresses, asked once
 *
 * What one question gives is in lookups/, a case a file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "net/resolver.h"

#include "mock-resolver.h"

#define HOST       "imap.test"
#define TIMEOUT_MS 20000
#define N_ASKERS   8

static const char both[] = "[answers]\na=192.0.2.1\naaaa=2001:db8::1";
static const char late[] = "[answers]\na=192.0.2.1\naaaa=2001:db8::1\na-ms=30\naaaa-ms=30";
static const char second_time[] = "[answers]\nfirst=never\na=192.0.2.1\naaaa=2001:db8::1";
static const char never[] = "[answers]\na=never\naaaa=never";
static const char unknown[] = "[answers]\na=not-found\naaaa=not-found";
static const char failing[] = "[answers]\na=temporary-failure\naaaa=temporary-failure";

/* Makes the answers those of @spec, for the whole process. */
static MockResolver *
answer_with (GKeyFile *spec)
{
  MockResolver *mock = mock_resolver_new (spec);

  g_resolver_set_default (G_RESOLVER (mock));
  return mock;
}

static MockResolver *
answer_with_text (const char *text)
{
  g_autoptr(GKeyFile) spec = g_key_file_new ();

  g_assert_true (g_key_file_load_from_data (spec, text, -1, G_KEY_FILE_NONE, NULL));
  return answer_with (spec);
}

static char *
describe (GPtrArray    *addresses,
          const GError *error)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (error != NULL)
    return g_strdup (g_error_matches (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND)
                     ? "not-found"
                     : g_error_matches (error, G_RESOLVER_ERROR,
                                        G_RESOLVER_ERROR_TEMPORARY_FAILURE)
                     ? "temporary-failure"
                     : g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT)
                     ? "timed-out"
                     : g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                     ? "cancelled" : error->message);

  for (guint i = 0; i < addresses->len; i++)
    {
      g_autofree char *address = g_inet_address_to_string (g_ptr_array_index (addresses, i));

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", address);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
look_up (PtlResolver *resolver,
         const char  *host,
         guint        timeout_ms)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) addresses = ptl_resolver_lookup (resolver, host, timeout_ms, NULL, &error);

  g_assert_cmpint (addresses == NULL, ==, error != NULL);
  return describe (addresses, error);
}

static void
assert_finds (PtlResolver *resolver,
              const char  *host,
              const char  *expected)
{
  g_autofree char *found = look_up (resolver, host, TIMEOUT_MS);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_case (gconstpointer path)
{
  g_autoptr(GKeyFile) spec = g_key_file_new ();
  g_autoptr(PtlResolver) resolver = NULL;
  g_autoptr(MockResolver) mock = NULL;
  g_autofree char *host = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *found = NULL;
  guint timeout_ms;

  g_assert_true (g_key_file_load_from_file (spec, path, G_KEY_FILE_NONE, NULL));
  host = g_key_file_get_string (spec, "question", "host", NULL);
  timeout_ms = g_key_file_get_integer (spec, "question", "timeout-ms", NULL);
  expected = g_key_file_get_string (spec, "expect", "found", NULL);
  mock = answer_with (spec);
  resolver = ptl_resolver_new ();

  found = look_up (resolver, host, timeout_ms != 0 ? timeout_ms : TIMEOUT_MS);

  g_assert_cmpstr (found, ==, expected);

  if (g_key_file_has_key (spec, "expect", "asked", NULL))
    g_assert_cmpint (mock_resolver_get_n_asked (mock), ==,
                     g_key_file_get_integer (spec, "expect", "asked", NULL));
}

static void
test_remembers (void)
{
  g_autoptr(MockResolver) mock = answer_with_text (both);
  g_autoptr(PtlResolver) resolver = ptl_resolver_new ();

  assert_finds (resolver, HOST, "2001:db8::1 192.0.2.1");
  assert_finds (resolver, "IMAP.Test", "2001:db8::1 192.0.2.1");

  g_assert_cmpuint (mock_resolver_get_n_asked (mock), ==, 1);
}

static void
test_remembers_what_does_not_exist (void)
{
  g_autoptr(MockResolver) mock = answer_with_text (unknown);
  g_autoptr(PtlResolver) resolver = ptl_resolver_new ();

  assert_finds (resolver, HOST, "not-found");
  assert_finds (resolver, HOST, "not-found");

  g_assert_cmpuint (mock_resolver_get_n_asked (mock), ==, 1);
}

static void
test_asks_again_after_a_failure (void)
{
  g_autoptr(MockResolver) mock = answer_with_text (failing);
  g_autoptr(PtlResolver) resolver = ptl_resolver_new ();

  assert_finds (resolver, HOST, "temporary-failure");
  assert_finds (resolver, HOST, "temporary-failure");

  g_assert_cmpuint (mock_resolver_get_n_asked (mock), ==, 2);
}

static void
test_what_it_gives_is_the_callers (void)
{
  g_autoptr(MockResolver) mock = answer_with_text (both);
  g_autoptr(PtlResolver) resolver = ptl_resolver_new ();
  g_autoptr(GPtrArray) addresses = ptl_resolver_lookup (resolver, HOST, TIMEOUT_MS, NULL, NULL);

  g_ptr_array_set_size (addresses, 0);

  assert_finds (resolver, HOST, "2001:db8::1 192.0.2.1");
}

typedef struct
{
  PtlResolver  *resolver;
  GCancellable *cancellable;
} Asker;

/* Returns (transfer full): what was found */
static gpointer
ask (gpointer data)
{
  Asker *asker = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) addresses = ptl_resolver_lookup (asker->resolver, HOST, TIMEOUT_MS,
                                                        asker->cancellable, &error);

  return describe (addresses, error);
}

static void
assert_found_by (GThread    *thread,
                 const char *expected)
{
  g_autofree char *found = g_thread_join (thread);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_equal_questions_are_one (void)
{
  g_autoptr(MockResolver) mock = answer_with_text (late);
  g_autoptr(PtlResolver) resolver = ptl_resolver_new ();
  Asker asker = { resolver, NULL };
  GThread *threads[N_ASKERS];

  for (guint i = 0; i < N_ASKERS; i++)
    threads[i] = g_thread_new ("asker", ask, &asker);

  for (guint i = 0; i < N_ASKERS; i++)
    assert_found_by (threads[i], "2001:db8::1 192.0.2.1");

  g_assert_cmpuint (mock_resolver_get_n_asked (mock), ==, 1);
}

static void
test_another_takes_over_when_the_asker_leaves (void)
{
  g_autoptr(MockResolver) mock = answer_with_text (second_time);
  g_autoptr(PtlResolver) resolver = ptl_resolver_new ();
  Asker first = { resolver, g_cancellable_new () };
  Asker second = { resolver, g_cancellable_new () };
  GThread *first_thread = g_thread_new ("first", ask, &first);
  GThread *second_thread;

  mock_resolver_await_n_asked (mock, 1);
  second_thread = g_thread_new ("second", ask, &second);
  g_cancellable_cancel (first.cancellable);

  assert_found_by (first_thread, "cancelled");
  assert_found_by (second_thread, "2001:db8::1 192.0.2.1");
  g_assert_cmpuint (mock_resolver_get_n_asked (mock), ==, 2);

  g_object_unref (first.cancellable);
  g_object_unref (second.cancellable);
}

static void
test_whoever_waits_can_leave (void)
{
  g_autoptr(MockResolver) mock = answer_with_text (never);
  g_autoptr(PtlResolver) resolver = ptl_resolver_new ();
  Asker first = { resolver, g_cancellable_new () };
  Asker second = { resolver, g_cancellable_new () };
  GThread *first_thread = g_thread_new ("first", ask, &first);
  GThread *second_thread;

  mock_resolver_await_n_asked (mock, 1);
  second_thread = g_thread_new ("second", ask, &second);
  g_cancellable_cancel (second.cancellable);
  assert_found_by (second_thread, "cancelled");

  g_assert_cmpuint (mock_resolver_get_n_asked (mock), ==, 1);
  g_cancellable_cancel (first.cancellable);
  assert_found_by (first_thread, "cancelled");

  g_object_unref (first.cancellable);
  g_object_unref (second.cancellable);
}

static void
test_fixed_addresses_come_first (void)
{
  static const char *const fixed[] = { "127.0.0.1", "127.0.0.2", "::1", "127.0.0.1", NULL };
  static const char *const none[] = { NULL };
  g_autoptr(MockResolver) mock = answer_with_text (both);
  g_autoptr(PtlResolver) resolver = ptl_resolver_new ();

  ptl_resolver_set_addresses (resolver, "IMAP.test", fixed);
  ptl_resolver_set_addresses (resolver, "gone.test", none);

  assert_finds (resolver, "imap.TEST", "::1 127.0.0.1 127.0.0.2");
  assert_finds (resolver, "gone.test", "not-found");
  g_assert_cmpuint (mock_resolver_get_n_asked (mock), ==, 0);

  ptl_resolver_set_addresses (resolver, HOST, NULL);
  assert_finds (resolver, HOST, "2001:db8::1 192.0.2.1");
}

static void
test_only_fixed_asks_nobody (void)
{
  static const char *const fixed[] = { "127.0.0.1", NULL };
  g_autoptr(MockResolver) mock = answer_with_text (both);
  g_autoptr(PtlResolver) resolver = ptl_resolver_new ();

  ptl_resolver_set_addresses (resolver, HOST, fixed);
  ptl_resolver_set_only_fixed (resolver, TRUE);

  assert_finds (resolver, HOST, "127.0.0.1");
  assert_finds (resolver, "other.test", "not-found");
  assert_finds (resolver, "192.0.2.9", "192.0.2.9");
  g_assert_cmpuint (mock_resolver_get_n_asked (mock), ==, 0);
}

static void
test_shut_off_there_is_no_way (void)
{
  static const char *const hosts[] = { HOST, "192.0.2.1", "::1", "localhost" };
  g_autoptr(MockResolver) mock = answer_with_text (both);
  g_autoptr(PtlResolver) resolver = ptl_resolver_new ();

  ptl_resolver_shut_off (resolver);

  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (ptl_resolver_lookup (resolver, hosts[i], TIMEOUT_MS, NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE);
    }
}

static void
add_cases (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "net", "lookups", NULL);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *test = g_strdup_printf ("/net/lookups/%s", name);

      if (g_str_has_suffix (name, ".ini"))
        g_test_add_data_func_full (test, g_build_filename (path, name, NULL), test_case, g_free);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_cases ();
  g_test_add_func ("/net/resolver/remembers", test_remembers);
  g_test_add_func ("/net/resolver/remembers-what-does-not-exist",
                   test_remembers_what_does_not_exist);
  g_test_add_func ("/net/resolver/asks-again-after-a-failure", test_asks_again_after_a_failure);
  g_test_add_func ("/net/resolver/what-it-gives-is-the-callers",
                   test_what_it_gives_is_the_callers);
  g_test_add_func ("/net/resolver/equal-questions-are-one", test_equal_questions_are_one);
  g_test_add_func ("/net/resolver/another-takes-over-when-the-asker-leaves",
                   test_another_takes_over_when_the_asker_leaves);
  g_test_add_func ("/net/resolver/whoever-waits-can-leave", test_whoever_waits_can_leave);
  g_test_add_func ("/net/resolver/fixed-addresses-come-first", test_fixed_addresses_come_first);
  g_test_add_func ("/net/resolver/only-fixed-asks-nobody", test_only_fixed_asks_nobody);
  g_test_add_func ("/net/resolver/shut-off-there-is-no-way", test_shut_off_there_is_no_way);

  return g_test_run ();
}
