/* test-plan.c - which candidate to start, to wait for, to take
 *
 * Every file in tests/probe/plans is one moment of a race:
 *
 *   entry URL SOURCE STATE [started=MS] [rtt=MS] [put-off] [no-socket]
 *   now MS
 *   choose incoming|outgoing wait|none|URL
 *   next none|URL
 *   put-off none|URL
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "probe/plan.h"

#include <string.h>

typedef struct
{
  GPtrArray *candidates;
  GPtrArray *urls;
  GArray    *entries;
  guint      now_ms;
  guint      n_checks;
} Moment;

static const char *const states[] = {
  "waiting", "connecting", "talking", "ready", "failed", "dropped", NULL
};

static PtlSourceRank
parse_source (const char *word)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (PTL_TYPE_SOURCE_RANK);
  GEnumValue *value = g_enum_get_value_by_nick (klass, word);

  g_assert_nonnull (value);
  return value->value;
}

static guint
parse_ms (const char *text)
{
  guint64 value = 0;

  g_assert_true (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT, &value, NULL));
  return value;
}

static void
parse_flag (PtlEntry   *entry,
            const char *word)
{
  if (g_str_has_prefix (word, "started="))
    entry->started_ms = parse_ms (word + strlen ("started="));
  else if (g_str_has_prefix (word, "rtt="))
    entry->rtt_ms = parse_ms (word + strlen ("rtt="));
  else if (g_str_equal (word, "put-off"))
    entry->was_put_off = TRUE;
  else if (g_str_equal (word, "no-socket"))
    entry->holds_socket = FALSE;
  else
    g_error ("What is “%s”?", word);
}

static void
add_entry (Moment *moment,
           GStrv   words)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PtlCandidate) named = ptl_candidate_new_from_url (words[1], &error);
  PtlCandidate *candidate;
  PtlEntry entry = { 0 };
  int state;

  g_assert_no_error (error);
  candidate = ptl_candidate_new (named->protocol, named->host, named->port, named->security,
                                 NULL, PTL_AUTH_PASSWORD, parse_source (words[2]));
  g_ptr_array_add (moment->candidates, candidate);
  g_ptr_array_add (moment->urls, g_strdup (words[1]));

  for (state = 0; !g_str_equal (states[state], words[3]); state++)
    g_assert_nonnull (states[state + 1]);

  entry.candidate = candidate;
  entry.state = state;
  entry.holds_socket = state >= PTL_ENTRY_CONNECTING && state <= PTL_ENTRY_READY;

  for (guint i = 4; words[i] != NULL; i++)
    parse_flag (&entry, words[i]);

  g_array_append_val (moment->entries, entry);
}

static const char *
url_of (Moment *moment,
        int     index)
{
  return index < 0 ? "none" : g_ptr_array_index (moment->urls, index);
}

static void
check_choice (Moment     *moment,
              PtlSide     side,
              const char *wanted)
{
  guint again_ms = PTL_PLAN_NEVER;
  guint index = 0;
  const char *chosen = NULL;

  switch (ptl_plan_choose ((const PtlEntry *) moment->entries->data, moment->entries->len, side,
                           moment->now_ms, &index, &again_ms))
    {
    case PTL_PLAN_WAIT:
      chosen = "wait";
      break;

    case PTL_PLAN_TAKE:
      chosen = url_of (moment, index);
      break;

    case PTL_PLAN_NONE:
      chosen = "none";
      break;

    default:
      g_assert_not_reached ();
    }

  g_assert_cmpstr (chosen, ==, wanted);
}

static void
obey (Moment *moment,
      GStrv   words)
{
  const PtlEntry *entries = (const PtlEntry *) moment->entries->data;
  guint again_ms = PTL_PLAN_NEVER;

  moment->n_checks++;

  if (g_str_equal (words[0], "choose"))
    check_choice (moment, g_str_equal (words[1], "incoming") ? PTL_SIDE_INCOMING
                                                             : PTL_SIDE_OUTGOING, words[2]);
  else if (g_str_equal (words[0], "next"))
    g_assert_cmpstr (url_of (moment, ptl_plan_next (entries, moment->entries->len,
                                                    moment->now_ms, &again_ms)), ==, words[1]);
  else if (g_str_equal (words[0], "put-off"))
    g_assert_cmpstr (url_of (moment, ptl_plan_put_off (entries, moment->entries->len,
                                                       moment->now_ms, &again_ms)), ==, words[1]);
  else
    g_error ("What is “%s”?", words[0]);
}

static void
test_moment (gconstpointer path)
{
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  Moment moment = { 0 };

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  moment.candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) ptl_candidate_unref);
  moment.urls = g_ptr_array_new_with_free_func (g_free);
  moment.entries = g_array_new (FALSE, FALSE, sizeof (PtlEntry));

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto(GStrv) words = g_strsplit (g_strstrip (lines[i]), " ", -1);

      if (words[0] == NULL || *words[0] == '\0' || *words[0] == '#')
        continue;

      if (g_str_equal (words[0], "entry"))
        add_entry (&moment, words);
      else if (g_str_equal (words[0], "now"))
        moment.now_ms = parse_ms (words[1]);
      else
        obey (&moment, words);
    }

  g_assert_cmpuint (moment.n_checks, >, 0);
  g_ptr_array_unref (moment.candidates);
  g_ptr_array_unref (moment.urls);
  g_array_unref (moment.entries);
}

static void
test_sorts_by_preference (void)
{
  static const char *const mixed[] = {
    "pop3s://pop.d.test:995", "smtp://d.test:25", "imap://imap.d.test:143",
    "smtp://d.test:587", "imaps://b.d.test:993", "smtps://d.test:465", "imaps://a.d.test:993",
  };
  static const char *const sorted[] = {
    "imaps://b.d.test:993", "smtps://d.test:465", "imaps://a.d.test:993",
    "imap://imap.d.test:143", "smtp://d.test:587", "smtp://d.test:25", "pop3s://pop.d.test:995",
  };
  g_autoptr(GPtrArray) candidates = NULL;

  candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) ptl_candidate_unref);

  for (guint i = 0; i < G_N_ELEMENTS (mixed); i++)
    g_ptr_array_add (candidates, ptl_candidate_new_from_url (mixed[i], NULL));

  ptl_plan_sort (candidates);

  for (guint i = 0; i < G_N_ELEMENTS (sorted); i++)
    {
      g_autofree char *url = ptl_candidate_to_url (g_ptr_array_index (candidates, i));

      g_assert_cmpstr (url, ==, sorted[i]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = NULL;
  g_autoptr(GDir) dir = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/probe/plan/sorts-by-preference", test_sorts_by_preference);

  folder = g_test_build_filename (G_TEST_DIST, "probe", "plans", NULL);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *test_path = g_strconcat ("/probe/plan/", name, NULL);

      g_test_add_data_func_full (test_path, g_build_filename (folder, name, NULL),
                                 test_moment, g_free);
    }

  return g_test_run ();
}
