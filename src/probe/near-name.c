/* near-name.c - the host name that was probably meant
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "probe/near-name.h"

#include <string.h>

/* RFC 1035, 2.3.4: no name is longer. */
#define NAME_MAX_BYTES 255

/* Two slips of the finger; in a short name one, or anything is near. */
#define MAX_SLIPS       2
#define SHORT_NAME_SIZE 6

/* The domains that most people mean; the domain of the address comes first. */
static const char *const known_domains[] = {
  "gmail.com", "googlemail.com", "outlook.com", "office365.com", "hotmail.com", "live.com",
  "yahoo.com", "icloud.com", "me.com", "aol.com", "gmx.net", "gmx.de", "gmx.com", "web.de",
  "t-online.de", "mail.com", "mail.ru", "yandex.com", "yandex.ru", "zoho.com", "fastmail.com",
  "comcast.net", "orange.fr", "free.fr", "libero.it", "posteo.de", "mailbox.org", "ionos.de",
  "163.com", "126.com", "qq.com",
};

/* Under a country's two letters these belong to nobody: bbc.co.uk. */
static const char *const shared_labels[] = {
  "ac", "co", "com", "edu", "go", "gob", "gov", "ne", "net", "or", "org",
};

static gboolean
is_shared_label (const char *label,
                 gsize       length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (shared_labels); i++)
    {
      if (strlen (shared_labels[i]) == length && strncmp (label, shared_labels[i], length) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Where the label before @end begins. */
static const char *
label_before (const char *host,
              const char *end)
{
  while (end > host && end[-1] != '.')
    end--;

  return end;
}

/**
 * ptl_registered_domain:
 * @host: a host name, lower case
 *
 * The part of a name that somebody has registered: its last two labels, or
 * three under the likes of “co.uk”. A rule of thumb: good enough to make a
 * proposal, not to decide whom to trust.
 *
 * Returns: a part of @host
 */
const char *
ptl_registered_domain (const char *host)
{
  const char *last = label_before (host, host + strlen (host));
  const char *second;

  if (last == host)
    return host;

  second = label_before (host, last - 1);
  if (second > host && strlen (last) == 2 && is_shared_label (second, last - 1 - second))
    return label_before (host, second - 1);

  return second;
}

/**
 * ptl_edit_distance:
 * @a: a word
 * @b: another one
 *
 * Counts the slips of the finger between two ASCII words: a letter too many,
 * missing, wrong, or swapped with its neighbour (Damerau–Levenshtein, no part
 * of the word being touched twice).
 *
 * Returns: the number; `G_MAXUINT` if a word is longer than any name in DNS
 */
guint
ptl_edit_distance (const char *a,
                   const char *b)
{
  guint rows[3][NAME_MAX_BYTES + 1];
  gsize n_a = strlen (a);
  gsize n_b = strlen (b);

  if (n_a > NAME_MAX_BYTES || n_b > NAME_MAX_BYTES)
    return G_MAXUINT;

  for (gsize j = 0; j <= n_b; j++)
    rows[0][j] = j;

  for (gsize i = 1; i <= n_a; i++)
    {
      guint *now = rows[i % 3];
      const guint *before = rows[(i - 1) % 3];

      now[0] = i;
      for (gsize j = 1; j <= n_b; j++)
        {
          guint change = before[j - 1] + (a[i - 1] != b[j - 1]);

          now[j] = MIN (change, MIN (before[j], now[j - 1]) + 1);
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            now[j] = MIN (now[j], rows[(i - 2) % 3][j - 2] + 1);
        }
    }

  return rows[n_a % 3][n_b];
}

static void
consider (const char  *typed,
          const char  *known,
          const char **best,
          guint       *best_slips)
{
  guint limit = strlen (known) > SHORT_NAME_SIZE ? MAX_SLIPS : 1;
  guint slips = ptl_edit_distance (typed, known);

  if (slips > 0 && slips <= limit && slips < *best_slips)
    {
      *best = known;
      *best_slips = slips;
    }
}

/**
 * ptl_near_name:
 * @host: a host name that does not exist
 * @address: (nullable): the user's address
 *
 * Looks for a domain that differs from the host's by a slip of the finger: the
 * address's own, else a well-known one. Asks nobody.
 *
 * Returns: (transfer full) (nullable): the host name in that domain
 */
char *
ptl_near_name (const char *host,
               const char *address)
{
  const char *typed = ptl_registered_domain (host);
  const char *at = address != NULL ? strrchr (address, '@') : NULL;
  g_autofree char *own = at != NULL ? g_ascii_strdown (at + 1, -1) : NULL;
  const char *best = NULL;
  guint best_slips = G_MAXUINT;

  if (own != NULL)
    consider (typed, ptl_registered_domain (own), &best, &best_slips);

  for (gsize i = 0; best == NULL && i < G_N_ELEMENTS (known_domains); i++)
    {
      if (strcmp (typed, known_domains[i]) == 0)
        return NULL;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (known_domains); i++)
    consider (typed, known_domains[i], &best, &best_slips);

  if (best == NULL)
    return NULL;

  return g_strdup_printf ("%.*s%s", (int) (typed - host), host, best);
}
