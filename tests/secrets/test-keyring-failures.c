/* test-keyring-failures.c - keyrings that are locked, dumb, broken or dying
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "mock-service.h"
#include "secrets/keyring.h"

/* Patience for tests; nothing here needs even a hundredth of it. */
#define TIMEOUT_MS          400
#define QUESTION_TIMEOUT_MS 300

/* Each step and each question once, a grace for those that do not stop, and a
 * busy machine. */
#define MAX_MS              5000

/* So long that a test which waits for it fails by MAX_MS. */
#define VERY_LONG_MS        60000

typedef enum
{
  SAVE,
  LOAD,
  FORGET,
  LIST,
  N_OPERATIONS,
} Operation;

static const char * const operation_names[] = { "save", "load", "forget", "list" };

static const struct
{
  const char *word;
  MockFlags   flag;
} wrongs[] =
{
  { "normal", MOCK_NORMAL },
  { "locked", MOCK_LOCKED },
  { "no-default", MOCK_NO_DEFAULT },
  { "dismisses", MOCK_DISMISSES },
  { "ignores", MOCK_IGNORES },
  { "dies-at-item", MOCK_DIES_AT_ITEM },
  { "dies-at-search", MOCK_DIES_AT_SEARCH },
  { "dies-at-question", MOCK_DIES_AT_QUESTION },
  { "silent", MOCK_SILENT },
  { "speaks-nonsense", MOCK_SPEAKS_NONSENSE },
  { "refuses", MOCK_REFUSES },
  { "answers-nonsense", MOCK_ANSWERS_NONSENSE },
};

typedef struct
{
  MockFlags  flags;
  Operation  operation;
  char      *outcome;
  gboolean   asks;
} Case;

static GTestDBus *bus;

static PtlSecretKey *
make_key (const char *user)
{
  return ptl_secret_key_new ("account-1", PTL_PROTOCOL_IMAP, "imap.example.test", user);
}

static GVariant *
make_attributes (const char *user)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&builder, "{ss}", "account", "account-1");
  g_variant_builder_add (&builder, "{ss}", "protocol", "imap");
  g_variant_builder_add (&builder, "{ss}", "host", "imap.example.test");
  g_variant_builder_add (&builder, "{ss}", "user", user);
  g_variant_builder_add (&builder, "{ss}", "xdg:schema", PTL_SECRET_SCHEMA_NAME);

  return g_variant_builder_end (&builder);
}

static MockService *
start_mock (MockFlags flags)
{
  MockService *mock = mock_service_start (g_test_dbus_get_bus_address (bus), flags);

  if (!(flags & MOCK_NO_DEFAULT))
    mock_service_add_item (mock, make_attributes ("ann"), "old", 3);

  return mock;
}

static gboolean
run_save (PtlSecretStore  *store,
          GCancellable    *cancellable,
          GError         **error)
{
  g_autoptr(PtlSecretKey) key = make_key ("bob");
  g_autoptr(PtlSecret) secret = ptl_secret_new ("new", -1);

  return ptl_secret_store_save (store, key, "bob (imap)", secret, cancellable, error);
}

static gboolean
run_load (PtlSecretStore  *store,
          GCancellable    *cancellable,
          GError         **error)
{
  g_autoptr(PtlSecretKey) key = make_key ("ann");
  g_autoptr(PtlSecret) secret = ptl_secret_store_load (store, key, cancellable, error);

  if (secret != NULL)
    g_assert_cmpstr (ptl_secret_peek (secret), ==, "old");

  return secret != NULL;
}

static gboolean
run_forget (PtlSecretStore  *store,
            GCancellable    *cancellable,
            GError         **error)
{
  g_autoptr(PtlSecretKey) key = make_key ("ann");

  return ptl_secret_store_forget (store, key, cancellable, error);
}

static gboolean
run_list (PtlSecretStore  *store,
          GCancellable    *cancellable,
          GError         **error)
{
  g_autoptr(PtlSecretKey) key = make_key ("ann");
  g_autoptr(GPtrArray) keys = ptl_secret_store_list (store, "account-1", cancellable, error);

  if (keys != NULL && keys->len == 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "The list is empty");
  else if (keys != NULL)
    g_assert_true (ptl_secret_key_equal (key, g_ptr_array_index (keys, 0)));

  return keys != NULL && keys->len > 0;
}

static gboolean
run (Operation        operation,
     PtlSecretStore  *store,
     GCancellable    *cancellable,
     GError         **error)
{
  static gboolean (* const functions[]) (PtlSecretStore *, GCancellable *, GError **) =
  {
    run_save, run_load, run_forget, run_list,
  };

  return functions[operation] (store, cancellable, error);
}

static void
assert_outcome (const GError *error,
                const char   *outcome)
{
  static const struct
  {
    const char *word;
    int         code;
  } codes[] =
  {
    { "nothing", G_IO_ERROR_NOT_FOUND },
    { "cancelled", G_IO_ERROR_CANCELLED },
    { "timed-out", G_IO_ERROR_TIMED_OUT },
    { "locked", G_IO_ERROR_PERMISSION_DENIED },
    { "none", G_IO_ERROR_NOT_SUPPORTED },
    { "nonsense", G_IO_ERROR_INVALID_DATA },
  };

  if (g_str_equal (outcome, "ok"))
    {
      g_assert_no_error (error);
      return;
    }

  if (g_str_equal (outcome, "gone"))
    {
      g_assert_error (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY);
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_str_equal (outcome, codes[i].word))
      {
        g_assert_error (error, G_IO_ERROR, codes[i].code);
        return;
      }

  g_error ("keyring-failures.txt: no such outcome: %s", outcome);
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr(MockService) mock = start_mock (test->flags);
  g_autoptr(PtlSecretStore) store = ptl_keyring_store_new_full (TIMEOUT_MS, QUESTION_TIMEOUT_MS);
  g_autoptr(GError) error = NULL;
  guint n_before = mock_service_count_items (mock);
  gint64 start = g_get_monotonic_time ();
  gboolean worked;

  worked = run (test->operation, store, NULL, &error);

  if (error != NULL)
    g_test_message ("%s", error->message);
  assert_outcome (error, test->outcome);
  g_assert_cmpint (worked, ==, error == NULL);
  g_assert_cmpint (g_get_monotonic_time () - start, <, MAX_MS * 1000);
  g_assert_cmpint (mock_service_count_questions (mock) > 0, ==, test->asks);

  if (!worked || test->operation == LOAD || test->operation == LIST)
    g_assert_cmpuint (mock_service_count_items (mock), ==, n_before);
  else if (test->operation == SAVE)
    g_assert_cmpuint (mock_service_count_items (mock), ==, n_before + 1);
  else
    g_assert_cmpuint (mock_service_count_items (mock), ==, 0);

  /* Nobody wants to answer a question that nobody asks any more. */
  if (g_str_equal (test->outcome, "timed-out"))
    g_assert_cmpuint (mock_service_count_dismissals (mock), ==, 1);
}

static void
test_no_session_bus (void)
{
  g_autoptr(PtlSecretStore) store = ptl_keyring_store_new ();

  for (Operation operation = SAVE; operation < N_OPERATIONS; operation++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (run (operation, store, NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
    }
}

static void
test_nobody_has_the_name (void)
{
  g_autoptr(PtlSecretStore) store = ptl_keyring_store_new ();

  for (Operation operation = SAVE; operation < N_OPERATIONS; operation++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_false (run (operation, store, NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
    }
}

static void
assert_cancelled_at (MockFlags   flags,
                     const char *method,
                     Operation   operation)
{
  g_autoptr(MockService) mock = start_mock (flags);
  g_autoptr(PtlSecretStore) store = ptl_keyring_store_new_full (VERY_LONG_MS, VERY_LONG_MS);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  mock_service_cancel_at (mock, method, cancellable);
  g_assert_false (run (operation, store, cancellable, &error));

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start, <, MAX_MS * 1000);
  g_assert_cmpuint (mock_service_count_dismissals (mock), ==, g_str_equal (method, "Prompt"));
}

static void
test_the_caller_may_give_up (void)
{
  for (Operation operation = SAVE; operation < N_OPERATIONS; operation++)
    {
      assert_cancelled_at (MOCK_SILENT, "GetAll", operation);
      assert_cancelled_at (MOCK_LOCKED | MOCK_IGNORES, "Prompt", operation);
    }
}

static void
test_a_keyring_that_came_back_works (void)
{
  g_autoptr(PtlSecretStore) store = ptl_keyring_store_new_full (TIMEOUT_MS, QUESTION_TIMEOUT_MS);
  g_autoptr(MockService) first = start_mock (MOCK_DIES_AT_ITEM);
  g_autoptr(MockService) second = NULL;
  g_autoptr(GError) first_error = NULL;
  g_autoptr(GError) second_error = NULL;

  g_assert_false (run (SAVE, store, NULL, &first_error));
  second = start_mock (MOCK_NORMAL);
  run (SAVE, store, NULL, &second_error);

  g_assert_no_error (second_error);
  g_assert_cmpuint (mock_service_count_items (second), ==, 2);
}

static void
test_what_is_no_password_is_refused (void)
{
  g_autoptr(MockService) mock = start_mock (MOCK_NO_DEFAULT);
  g_autoptr(PtlSecretStore) store = ptl_keyring_store_new ();
  g_autofree char *novel = g_strnfill (PTL_SECRET_MAX_BYTES + 1, 'x');
  g_autoptr(GError) error = NULL;

  mock_service_add_item (mock, make_attributes ("ann"), novel, strlen (novel));

  g_assert_false (run (LOAD, store, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

static void
test_foreign_items_are_left_out (void)
{
  g_autoptr(MockService) mock = start_mock (MOCK_NORMAL);
  g_autoptr(PtlSecretStore) store = ptl_keyring_store_new ();
  g_autoptr(GPtrArray) keys = NULL;
  g_autoptr(GError) error = NULL;
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&builder, "{ss}", "protocol", "gopher");
  g_variant_builder_add (&builder, "{ss}", "xdg:schema", PTL_SECRET_SCHEMA_NAME);
  mock_service_add_item (mock, g_variant_builder_end (&builder), "x", 1);
  keys = ptl_secret_store_list (store, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (keys->len, ==, 1);
}

static MockFlags
parse_wrong (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrongs); i++)
    if (g_str_equal (wrongs[i].word, word))
      return wrongs[i].flag;

  g_error ("keyring-failures.txt: no such wrong: %s", word);
}

static void
case_free (gpointer data)
{
  Case *test = data;

  g_free (test->outcome);
  g_free (test);
}

static void
add_cases_of_line (const char *line)
{
  g_autoptr(GRegex) blanks = g_regex_new ("\\s+", 0, 0, NULL);
  g_auto(GStrv) words = g_regex_split (blanks, line, 0);
  guint n_wrongs = g_strv_length (words) - N_OPERATIONS;
  g_autoptr(GString) name = g_string_new (NULL);
  MockFlags flags = MOCK_NORMAL;

  for (guint i = 0; i < n_wrongs; i++)
    {
      flags |= parse_wrong (words[i]);
      g_string_append_printf (name, i == 0 ? "%s" : "-and-%s", words[i]);
    }

  for (Operation operation = SAVE; operation < N_OPERATIONS; operation++)
    {
      g_autofree char *path = g_strdup_printf ("/secrets/keyring-failures/%s/%s", name->str,
                                               operation_names[operation]);
      Case *test = g_new0 (Case, 1);

      test->flags = flags;
      test->operation = operation;
      test->outcome = g_strdup (words[n_wrongs + operation]);
      test->asks = g_str_has_suffix (test->outcome, "?");
      if (test->asks)
        test->outcome[strlen (test->outcome) - 1] = '\0';

      g_test_add_data_func_full (path, test, test_case, case_free);
    }
}

static void
add_cases (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "secrets", "keyring-failures.txt",
                                                 NULL);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strchomp (lines[i]) != '\0' && *lines[i] != '#')
      add_cases_of_line (lines[i]);
}

static void
test_bus_comes_up (void)
{
  g_test_dbus_up (bus);

  g_assert_nonnull (g_test_dbus_get_bus_address (bus));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GTestDBus) own_bus = NULL;
  int status;

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_test_init (&argc, &argv, NULL);
  own_bus = bus = g_test_dbus_new (G_TEST_DBUS_NONE);

  g_test_add_func ("/secrets/keyring-failures/no-session-bus", test_no_session_bus);
  g_test_add_func ("/secrets/keyring-failures/bus-comes-up", test_bus_comes_up);
  g_test_add_func ("/secrets/keyring-failures/nobody-has-the-name", test_nobody_has_the_name);
  add_cases ();
  g_test_add_func ("/secrets/keyring-failures/the-caller-may-give-up",
                   test_the_caller_may_give_up);
  g_test_add_func ("/secrets/keyring-failures/a-keyring-that-came-back-works",
                   test_a_keyring_that_came_back_works);
  g_test_add_func ("/secrets/keyring-failures/what-is-no-password-is-refused",
                   test_what_is_no_password_is_refused);
  g_test_add_func ("/secrets/keyring-failures/foreign-items-are-left-out",
                   test_foreign_items_are_left_out);

  status = g_test_run ();

  if (g_test_dbus_get_bus_address (bus) != NULL)
    g_test_dbus_stop (bus);

  return status;
}
