/* hints.c - what to tell people about their provider before anything is tried
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "discover/providers.h"

#include <glib/gi18n.h>
#include <string.h>

/* Two slips of the finger at most; nobody means a name further away. */
#define MAX_SLIPS        2

/* Below, every name is near to another: web.de, wed.de, gmx.de. */
#define MIN_LABEL_CHARS  4

/* From here on two slips within the name proper are still plainly slips. */
#define LONG_LABEL_CHARS 7

/* The longest domain of the table has 27; longer ones need no comparing. */
#define MAX_DOMAIN_CHARS 64

static const struct
{
  const char        *word;
  PtlProviderAdvice  flag;
  const char        *sentence;
} advices[] =
{
  { "no-programs", PTL_ADVICE_NO_PROGRAMS,
    N_("%s can be used only with its own program or web page. No mail program can be set up.") },
  { "bridge", PTL_ADVICE_BRIDGE,
    N_("%s needs its own program, Bridge, running on this computer. Bridge shows the user name "
       "and the password to use here.") },
  { "premium", PTL_ADVICE_PREMIUM,
    N_("%s lets mail programs in only if the mailbox is a paid one.") },
  { "oauth2-only", PTL_ADVICE_OAUTH2_ONLY,
    N_("%s takes no passwords from mail programs: you have to sign in with a web browser.") },
  { "enable-imap", PTL_ADVICE_ENABLE_IMAP,
    N_("%s lets mail programs in only after you have allowed it in the settings of your "
       "mailbox on the web.") },
  { "app-password", PTL_ADVICE_APP_PASSWORD,
    N_("%s wants a password made for this one program. You make it on the web, in the security "
       "settings of your account.") },
  { "auth-code", PTL_ADVICE_AUTH_CODE,
    N_("%s wants an authorisation code in place of the password. You find it in the settings "
       "of your mailbox on the web.") },
  { "mail-password", PTL_ADVICE_MAIL_PASSWORD,
    N_("%s wants the password that you set for email, not the one for your customer account.") },
};

PtlProviderAdvice
ptl_provider_advice_from_string (const char *word)
{
  g_return_val_if_fail (word != NULL, PTL_ADVICE_NONE);

  for (guint i = 0; i < G_N_ELEMENTS (advices); i++)
    if (g_str_equal (advices[i].word, word))
      return advices[i].flag;

  return PTL_ADVICE_NONE;
}

/**
 * ptl_provider_describe_advice:
 * @self: a provider
 *
 * Says what to know before the first try, in whole sentences, translated.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL if there is nothing
 */
char *
ptl_provider_describe_advice (const PtlProvider *self)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (advices); i++)
    {
      if (!(self->advice & advices[i].flag))
        continue;

      if (text->len > 0)
        g_string_append_c (text, ' ');

/* The formats are ours, from the table above. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      g_string_append_printf (text, _(advices[i].sentence), self->name);
#pragma GCC diagnostic pop
    }

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/* Insertions, deletions, replacements and swaps of neighbours that turn one
 * text into the other (Damerau; optimal string alignment). */
static guint
count_slips (const char *a,
             gsize       a_length,
             const char *b,
             gsize       b_length)
{
  guint8 rows[MAX_DOMAIN_CHARS + 1][MAX_DOMAIN_CHARS + 1];

  if (MAX (a_length, b_length) - MIN (a_length, b_length) > MAX_SLIPS)
    return MAX_SLIPS + 1;

  for (gsize i = 0; i <= a_length; i++)
    for (gsize j = 0; j <= b_length; j++)
      {
        guint best;

        if (i == 0 || j == 0)
          {
            rows[i][j] = i + j;
            continue;
          }

        best = rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
        best = MIN (best, rows[i - 1][j] + 1u);
        best = MIN (best, rows[i][j - 1] + 1u);

        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
          best = MIN (best, rows[i - 2][j - 2] + 1u);

        rows[i][j] = best;
      }

  return rows[a_length][b_length];
}

/* How far @typed is from @known, or more than MAX_SLIPS if it is a name of its
 * own rather than a slip. */
static guint
measure (const char *typed,
         const char *known)
{
  gsize typed_label = strcspn (typed, ".");
  gsize known_label = strcspn (known, ".");
  guint slips = count_slips (typed, strlen (typed), known, strlen (known));
  guint label_slips;

  if (slips > MAX_SLIPS || known_label < MIN_LABEL_CHARS)
    return MAX_SLIPS + 1;

  label_slips = count_slips (typed, typed_label, known, known_label);

  /* yahoo.gr is no slip for yahoo.fr, but a country that is not in the table. */
  if (label_slips == 0 && strlen (typed + typed_label) == 3 && strlen (known + known_label) == 3)
    return MAX_SLIPS + 1;

  if (slips == 1 || label_slips <= 1 || known_label >= LONG_LABEL_CHARS)
    return slips;

  return MAX_SLIPS + 1;
}

/**
 * ptl_provider_suggest_domain:
 * @domain: what stands after the @, as DNS knows it
 *
 * Looks for a provider's domain that @domain may be a slip of the finger for:
 * “gmial.com” gives “gmail.com”. It is a question to the user, never an
 * answer: @domain may well exist.
 *
 * Returns: (transfer full) (nullable): the domain, or %NULL if @domain is in
 *   the table itself or near nothing in it
 */
char *
ptl_provider_suggest_domain (const char *domain)
{
  g_autofree char *typed = NULL;
  g_autofree const PtlProvider **providers = NULL;
  gsize n_providers;
  const char *nearest = NULL;
  guint nearest_slips = MAX_SLIPS + 1;

  g_return_val_if_fail (domain != NULL, NULL);

  if (strlen (domain) > MAX_DOMAIN_CHARS || ptl_provider_find (domain) != NULL)
    return NULL;

  typed = g_ascii_strdown (domain, -1);
  providers = ptl_provider_list (&n_providers);

  for (gsize p = 0; p < n_providers; p++)
    for (guint d = 0; providers[p]->domains[d] != NULL; d++)
      {
        const char *known = providers[p]->domains[d];
        guint slips;

        if (*known == '*' || strlen (known) > MAX_DOMAIN_CHARS)
          continue;

        slips = measure (typed, known);
        if (slips < nearest_slips)
          {
            nearest = known;
            nearest_slips = slips;
          }
      }

  return g_strdup (nearest);
}
