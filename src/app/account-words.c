/* account-words.c - what is said of an account, in the list and beside it
 *
 * Closures for templates; the first argument is the widget, and not used.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/account-words.h"

#include <glib/gi18n.h>

#include "app/labels.h"

/* --- in the list --- */

/**
 * ptl_account_words_get_title:
 * @draft: an account
 *
 * Returns: its name, or its address if nobody gave it a name
 */
const char *
ptl_account_words_get_title (PtlDraft *draft)
{
  PtlAccount *account = ptl_draft_get_account (draft);
  const char *name = ptl_account_get_name (account);

  return *name != '\0' ? name : ptl_account_get_address (account);
}

static char *
describe_state (PtlDraft *draft,
                gboolean  removed)
{
  if (removed)
    return g_strdup (_("Will be removed"));

  if (ptl_draft_get_activity (draft) == PTL_DRAFT_TESTING)
    return g_strdup (_("Checking…"));

  if (ptl_draft_is_changed (draft))
    return g_strdup (_("Not saved"));

  return ptl_label_account_state (NULL, ptl_account_get_state (ptl_draft_get_account (draft)));
}

/**
 * ptl_account_words_describe:
 * @draft: an account
 * @removed: whether it goes soon
 *
 * Returns: (transfer full): its state in words, below its address if that is
 *   not the title; one that goes needs the room for its button
 */
char *
ptl_account_words_describe (PtlDraft *draft,
                            gboolean  removed)
{
  const char *address = ptl_account_get_address (ptl_draft_get_account (draft));
  g_autofree char *line = ptl_label_foreign (NULL, address);
  g_autofree char *words = describe_state (draft, removed);

  if (removed || g_str_equal (ptl_account_words_get_title (draft), address))
    return g_steal_pointer (&words);

  return g_strdup_printf ("%s\n%s", line, words);
}

static gboolean
is_checked_cb (gpointer         self,
               PtlDraftActivity activity)
{
  return activity == PTL_DRAFT_TESTING;
}

static gboolean
shows_state_cb (gpointer         self,
                PtlDraftActivity activity,
                gboolean         removed)
{
  return activity != PTL_DRAFT_TESTING && !removed;
}

/* --- of one server --- */

static char *
incoming_title_cb (gpointer    self,
                   PtlProtocol protocol)
{
  /* Translators: %s is IMAP or POP3 */
  return g_strdup_printf (_("Incoming Mail (%s)"), ptl_protocol_get_label (protocol));
}

static char *
outgoing_title_cb (gpointer    self,
                   PtlProtocol protocol)
{
  /* Translators: %s is SMTP */
  return g_strdup_printf (_("Outgoing Mail (%s)"), ptl_protocol_get_label (protocol));
}

static char *
describe_port_cb (gpointer    self,
                  guint       port,
                  PtlSecurity security)
{
  g_autofree char *encryption = ptl_label_security (NULL, security);

  /* Translators: a port's number and the way of encryption: “Port 993 · SSL/TLS” */
  return g_strdup_printf (_("Port %u · %s"), port, encryption);
}

typedef enum
{
  SIDE_UNTESTED,
  SIDE_WORKS,
  SIDE_FAILS,
} SideState;

static SideState
judge_side (PtlAccountState state,
            PtlAccountState alone)
{
  if (state == PTL_ACCOUNT_STATE_UNTESTED)
    return SIDE_UNTESTED;

  return state == alone || state == PTL_ACCOUNT_STATE_BROKEN ? SIDE_FAILS : SIDE_WORKS;
}

static char *
describe_side (SideState state)
{
  static const char * const words[] = {
    [SIDE_UNTESTED] = NC_("server", "Not tested"),
    [SIDE_WORKS] = NC_("server", "Works"),
    [SIDE_FAILS] = NC_("server", "Does not work"),
  };

  return g_strdup (g_dpgettext2 (NULL, "server", words[state]));
}

static GStrv
dress_side (SideState state)
{
  static const char * const classes[] = {
    [SIDE_UNTESTED] = "dim-label",
    [SIDE_WORKS] = "success",
    [SIDE_FAILS] = "error",
  };
  const char *dress[] = { "caption-heading", "chip", classes[state], NULL };

  return g_strdupv ((GStrv) dress);
}

static char *
incoming_works_cb (gpointer        self,
                   PtlAccountState state)
{
  return describe_side (judge_side (state, PTL_ACCOUNT_STATE_NO_RECEIVING));
}

static GStrv
incoming_classes_cb (gpointer        self,
                     PtlAccountState state)
{
  return dress_side (judge_side (state, PTL_ACCOUNT_STATE_NO_RECEIVING));
}

static char *
outgoing_works_cb (gpointer        self,
                   PtlAccountState state)
{
  return describe_side (judge_side (state, PTL_ACCOUNT_STATE_NO_SENDING));
}

static GStrv
outgoing_classes_cb (gpointer        self,
                     PtlAccountState state)
{
  return dress_side (judge_side (state, PTL_ACCOUNT_STATE_NO_SENDING));
}

/**
 * ptl_account_words_get_classes:
 * @self: not used
 * @state: an account's
 *
 * Returns: (transfer full): the style classes of the state's icon
 */
GStrv
ptl_account_words_get_classes (gpointer        self,
                               PtlAccountState state)
{
  static const char * const classes[] = {
    [PTL_ACCOUNT_STATE_UNTESTED] = "dim-label",
    [PTL_ACCOUNT_STATE_WORKS] = "success",
    [PTL_ACCOUNT_STATE_UNENCRYPTED] = "warning",
    [PTL_ACCOUNT_STATE_NO_SENDING] = "error",
    [PTL_ACCOUNT_STATE_NO_RECEIVING] = "error",
    [PTL_ACCOUNT_STATE_BROKEN] = "error",
  };
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (state < G_N_ELEMENTS (classes), NULL);

  g_strv_builder_add (builder, classes[state]);

  return g_strv_builder_end (builder);
}

/**
 * ptl_account_words_bind:
 * @klass: a widget's class with a template
 *
 * Lets the template name the functions of this file, and those of labels.c, in
 * its closures.
 */
void
ptl_account_words_bind (GtkWidgetClass *klass)
{
  static const struct
  {
    const char *name;
    GCallback   func;
  } words[] = {
    { "account_is_checked", G_CALLBACK (is_checked_cb) },
    { "account_shows_state", G_CALLBACK (shows_state_cb) },
    { "account_state_classes", G_CALLBACK (ptl_account_words_get_classes) },
    { "incoming_classes", G_CALLBACK (incoming_classes_cb) },
    { "incoming_title", G_CALLBACK (incoming_title_cb) },
    { "incoming_works", G_CALLBACK (incoming_works_cb) },
    { "outgoing_classes", G_CALLBACK (outgoing_classes_cb) },
    { "outgoing_title", G_CALLBACK (outgoing_title_cb) },
    { "outgoing_works", G_CALLBACK (outgoing_works_cb) },
    { "describe_port", G_CALLBACK (describe_port_cb) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    gtk_widget_class_bind_template_callback_full (klass, words[i].name, words[i].func);

  ptl_labels_bind (klass);
}
