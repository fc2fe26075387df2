/* guess.c - names that mail servers commonly have
 *
 * Only names are made here; nobody is asked. What a guess is worth shows when
 * it is probed. Encrypted doors only: RFC 8314, 3 for TLS from the first byte,
 * RFC 3207 and RFC 2595 for STARTTLS.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "discover/source.h"

#include <string.h>

#include "base/ports.h"

/* RFC 1035, 2.3.4, in the text form without the last dot. */
#define NAME_MAX_CHARS 253

#define MAX_NAMES 4

typedef struct
{
  PtlProtocol  protocol;
  const char  *prefixes[MAX_NAMES];   /* "": the domain itself */
  struct
  {
    PtlSecurity security;
    guint16     port;                 /* 0: the usual one */
  } doors[MAX_NAMES];
  guint        n_doors;
} Habit;

static const Habit habits[] =
{
  {
    .protocol = PTL_PROTOCOL_IMAP,
    .prefixes = { "imap.", "mail.", "" },
    .doors = { { PTL_SECURITY_TLS, 0 }, { PTL_SECURITY_STARTTLS, 0 } },
    .n_doors = 2,
  },
  {
    .protocol = PTL_PROTOCOL_POP3,
    .prefixes = { "pop.", "pop3.", "mail.", "" },
    .doors = { { PTL_SECURITY_TLS, 0 }, { PTL_SECURITY_STARTTLS, 0 } },
    .n_doors = 2,
  },
  {
    .protocol = PTL_PROTOCOL_SMTP,
    .prefixes = { "smtp.", "mail.", "" },
    /* 25 is between servers, and often blocked; some small hosters have only that. */
    .doors = { { PTL_SECURITY_TLS, 0 }, { PTL_SECURITY_STARTTLS, 0 },
               { PTL_SECURITY_STARTTLS, 25 } },
    .n_doors = 3,
  },
};

/* Nothing can stand before an address, nor before this computer's own name. */
static gboolean
takes_prefix (const char *domain)
{
  return !g_hostname_is_ip_address (domain) && strcmp (domain, "localhost") != 0;
}

/* Names of a home or office network: the machine itself is the likely server. */
static gboolean
is_of_local_network (const char *domain)
{
  static const char * const suffixes[] =
  {
    ".local",                     /* RFC 6762 */
    ".localhost",                 /* RFC 6761, 6.3 */
    ".home.arpa",                 /* RFC 8375 */
    ".internal",
    ".lan",
  };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (domain, suffixes[i]))
      return TRUE;

  return strchr (domain, '.') == NULL;
}

/* The names to try, the likeliest first; at most MAX_NAMES. */
static GPtrArray *
make_names (const Habit *habit,
            const char  *domain)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  gboolean own_first = !takes_prefix (domain) || is_of_local_network (domain);

  /* ann@mail.example.test: that name is a server's already. */
  for (guint i = 0; !own_first && i < MAX_NAMES && habit->prefixes[i] != NULL; i++)
    own_first = *habit->prefixes[i] != '\0' && g_str_has_prefix (domain, habit->prefixes[i]);

  if (own_first)
    g_ptr_array_add (names, g_strdup (domain));

  for (guint i = 0; takes_prefix (domain) && i < MAX_NAMES && habit->prefixes[i] != NULL; i++)
    {
      const char *prefix = habit->prefixes[i];
      gboolean is_doubled = *prefix != '\0' && g_str_has_prefix (domain, prefix);

      if ((own_first && *prefix == '\0') || is_doubled)
        continue;

      if (strlen (prefix) + strlen (domain) <= NAME_MAX_CHARS)
        g_ptr_array_add (names, g_strconcat (prefix, domain, NULL));
    }

  return names;
}

static GPtrArray *
guess_find (PtlNetwork        *network,
            const PtlAddress  *address,
            GCancellable      *cancellable,
            GError           **error)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) ptl_candidate_unref);
  g_autofree char *domain = ptl_host_check (address->ascii_domain, NULL);

  /* A domain that cannot be a host has no server of its name either. */
  if (domain == NULL)
    return found;

  for (guint h = 0; h < G_N_ELEMENTS (habits); h++)
    {
      const Habit *habit = &habits[h];
      g_autoptr(GPtrArray) names = make_names (habit, domain);

      for (guint d = 0; d < habit->n_doors; d++)
        {
          PtlSecurity security = habit->doors[d].security;
          guint16 port = habit->doors[d].port;

          if (port == 0)
            port = ptl_port_default (habit->protocol, security);

          for (guint n = 0; n < names->len; n++)
            g_ptr_array_add (found, ptl_candidate_new (habit->protocol,
                                                       g_ptr_array_index (names, n),
                                                       port, security, NULL,
                                                       PTL_AUTH_PASSWORD, PTL_SOURCE_GUESS));
        }
    }

  return found;
}

/* Not local: guessing itself asks nobody, but a guess is worth nothing until
 * DNS has been asked for it. */
const PtlSource ptl_source_guess =
{
  .name = "guess",
  .rank = PTL_SOURCE_GUESS,
  .is_local = FALSE,
  .find = guess_find,
};
