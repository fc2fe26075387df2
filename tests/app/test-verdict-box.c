/* test-verdict-box.c - a verdict as it is shown, whatever is in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-desk.h"

#include "app/verdict-box.h"

static void
add_remedy (PtlVerdict      *verdict,
            PtlRemedyAction  action,
            const char      *label)
{
  PtlRemedy *remedy = g_new0 (PtlRemedy, 1);

  remedy->action = action;
  remedy->label = g_strdup (label);
  g_ptr_array_add (verdict->remedies, remedy);
}

static PtlVerdict *
make_verdict (const char *code)
{
  g_autoptr(PtlCandidate) candidate = ptl_candidate_new_from_url ("imaps://ann@m.test", NULL);

  return ptl_diagnose_code (code, candidate);
}

static void
test_hostile_words_are_inert (TestDesk      *desk,
                              gconstpointer  data)
{
  g_autoptr(PtlVerdict) verdict = make_verdict ("refused");
  GtkWidget *box = ptl_verdict_box_new ();

  g_free (verdict->title);
  g_free (verdict->reason);
  verdict->title = g_strdup ("<b>All is well</b> & <a href=\"http://evil.test\">here</a>");
  verdict->reason = g_strdup ("gro.live\u202eevil.org\u202c \u2066x\u2069 \a_y");
  g_ptr_array_set_size (verdict->remedies, 0);
  add_remedy (verdict, PTL_REMEDY_RETRY, "<i>Use_it</i>\u202e");

  ptl_verdict_box_set_verdict (PTL_VERDICT_BOX (box), verdict);
  test_desk_show (desk, box);

  g_assert_true (test_desk_says (box, "<b>All is well</b> & <a href="));
  g_assert_true (test_desk_says (box, "gro.liveevil.org x _y"));
  g_assert_true (test_desk_says (box, "<i>Use_it</i>"));
  g_assert_false (test_desk_says (box, "\u202e"));
}

static void
test_tone_is_said_in_words (TestDesk      *desk,
                            gconstpointer  data)
{
  static const struct
  {
    const char *code;
    const char *style;
    const char *word;
  } tones[] = {
    { "ok", "success", "Works" },
    { "ok_sender_refused", "warning", "Warning" },
    { "refused", "error", "Failed" },
    { "cert_wrong_host", "error", "Failed" },
  };
  GtkWidget *box = ptl_verdict_box_new ();

  test_desk_show (desk, box);

  for (guint i = 0; i < G_N_ELEMENTS (tones); i++)
    {
      g_autoptr(PtlVerdict) verdict = make_verdict (tones[i].code);
      GtkWidget *icon = by_id (box, "icon");

      ptl_verdict_box_set_verdict (PTL_VERDICT_BOX (box), verdict);

      g_assert_true (gtk_widget_has_css_class (by_id (box, "box"), tones[i].style));
      gtk_test_accessible_assert_property (icon, GTK_ACCESSIBLE_PROPERTY_LABEL, tones[i].word);
    }
}

static void
test_first_remedy_stands_out (TestDesk      *desk,
                              gconstpointer  data)
{
  g_autoptr(PtlVerdict) verdict = make_verdict ("refused");
  GtkWidget *box = ptl_verdict_box_new ();

  g_ptr_array_set_size (verdict->remedies, 0);
  add_remedy (verdict, PTL_REMEDY_RETRY, "One");
  add_remedy (verdict, PTL_REMEDY_RETRY, "Other");
  ptl_verdict_box_set_verdict (PTL_VERDICT_BOX (box), verdict);
  test_desk_show (desk, box);

  g_assert_true (gtk_widget_has_css_class (test_desk_button (box, "One"), "suggested-action"));
  g_assert_false (gtk_widget_has_css_class (test_desk_button (box, "Other"), "suggested-action"));
  g_assert_true (gtk_widget_has_css_class (test_desk_button (box, "Other"), "flat"));
}

static void
test_box_hides_without_news (TestDesk      *desk,
                             gconstpointer  data)
{
  GtkWidget *box = ptl_verdict_box_new ();

  ptl_draft_view_set_draft (PTL_DRAFT_VIEW (box), desk->draft);
  test_desk_show (desk, box);
  g_assert_false (gtk_widget_get_visible (box));

  ptl_draft_test (desk->draft, PTL_DRAFT_INCOMING);
  g_assert_false (gtk_widget_get_visible (box));
  test_desk_wait (desk);
  ptl_draft_view_set_side (PTL_DRAFT_VIEW (box), PTL_DRAFT_INCOMING);

  g_assert_true (gtk_widget_get_visible (box));
  g_assert_true (gtk_widget_has_css_class (by_id (box, "box"), "success"));
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char  *path;
    void       (*func) (TestDesk *, gconstpointer);
  } tests[] = {
    { "/app/verdict-box/hostile-words-are-inert", test_hostile_words_are_inert },
    { "/app/verdict-box/tone-is-said-in-words", test_tone_is_said_in_words },
    { "/app/verdict-box/first-remedy-stands-out", test_first_remedy_stands_out },
    { "/app/verdict-box/box-hides-without-news", test_box_hides_without_news },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, TestDesk, NULL, test_desk_set_up, tests[i].func,
                test_desk_tear_down);

  return g_test_run ();
}
