/* fixes.c - from a kind of remedy to one with the numbers filled in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "probe/remedy.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/ports.h"
#include "probe/help-pages.h"
#include "probe/near-name.h"

/* A server that is busy, and one that has locked us out: Dovecot and Postfix
 * count failures for a minute, providers lock for a quarter of an hour. */
#define WAIT_SHORT_SECONDS 60
#define WAIT_LONG_SECONDS  900

/* More names of a certificate would be a riddle, not a help. */
#define MAX_CERTIFICATE_NAMES 3

typedef struct
{
  PtlProtocol protocol;
  guint16     port;
  PtlSecurity security;
} KnownPort;

/* In the order in which they are offered (RFC 8314, 3: TLS at once first). */
static const KnownPort known_ports[] = {
  { PTL_PROTOCOL_IMAP, 993, PTL_SECURITY_TLS },
  { PTL_PROTOCOL_IMAP, 143, PTL_SECURITY_STARTTLS },
  { PTL_PROTOCOL_POP3, 995, PTL_SECURITY_TLS },
  { PTL_PROTOCOL_POP3, 110, PTL_SECURITY_STARTTLS },
  { PTL_PROTOCOL_SMTP, 465, PTL_SECURITY_TLS },
  { PTL_PROTOCOL_SMTP, 587, PTL_SECURITY_STARTTLS },
  { PTL_PROTOCOL_SMTP, 2525, PTL_SECURITY_STARTTLS },
  { PTL_PROTOCOL_SMTP, 25, PTL_SECURITY_STARTTLS },
};

/* The first of two equal ones is the better placed. */
static gboolean
is_known (GPtrArray       *remedies,
          const PtlRemedy *remedy)
{
  for (guint i = 0; i < remedies->len; i++)
    {
      const PtlRemedy *other = g_ptr_array_index (remedies, i);

      if (other->action == remedy->action && other->port == remedy->port &&
          other->security == remedy->security && other->seconds == remedy->seconds &&
          g_strcmp0 (other->host, remedy->host) == 0 &&
          g_strcmp0 (other->user, remedy->user) == 0 && g_strcmp0 (other->url, remedy->url) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Takes the label. */
static void
add (GPtrArray       *remedies,
     const PtlRemedy *remedy,
     char            *label)
{
  g_autofree char *owned = label;
  PtlRemedy *copy;

  if (is_known (remedies, remedy))
    return;

  copy = ptl_remedy_copy (remedy);
  copy->label = g_steal_pointer (&owned);
  g_ptr_array_add (remedies, copy);
}

static void
add_port (GPtrArray          *remedies,
          const PtlCandidate *candidate,
          guint16             port,
          PtlSecurity         security)
{
  PtlRemedy remedy = { .action = PTL_REMEDY_SET_PORT, .port = port, .security = security };

  if (port != candidate->port)
    add (remedies, &remedy, g_strdup_printf (_("Use Port %u"), port));
}

/* @port 0: the port stays. */
static void
add_security (GPtrArray          *remedies,
              const PtlCandidate *candidate,
              guint16             port,
              PtlSecurity         security)
{
  PtlRemedy remedy = { .action = PTL_REMEDY_SET_SECURITY, .port = port, .security = security };

  if (security != candidate->security)
    add (remedies, &remedy, g_strdup (security == PTL_SECURITY_TLS ? _("Switch SSL/TLS On")
                                                                   : _("Switch STARTTLS On")));
}

static void
add_host (GPtrArray  *remedies,
          const char *host)
{
  PtlRemedy remedy = { .action = PTL_REMEDY_SET_HOST, .host = (char *) host };

  add (remedies, &remedy, g_strdup_printf (_("Use %s"), host));
}

static void
add_again (GPtrArray *remedies,
           guint      seconds)
{
  PtlRemedy remedy = { .action = PTL_REMEDY_RETRY };

  if (seconds == 0)
    {
      add (remedies, &remedy, g_strdup (_("Try Again")));
      return;
    }

  remedy.action = PTL_REMEDY_WAIT;
  remedy.seconds = seconds;
  add (remedies, &remedy,
       g_strdup_printf (g_dngettext (NULL, "Try Again in %u Minute", "Try Again in %u Minutes",
                                     seconds / 60), seconds / 60));
}

static void
add_page (GPtrArray  *remedies,
          const char *url)
{
  PtlRemedy remedy = { .action = PTL_REMEDY_OPEN_HELP, .url = (char *) url };

  if (url != NULL)
    add (remedies, &remedy, g_strdup (_("Open the Provider’s Help Page")));
}

static gboolean
is_open (const PtlResult *result,
         guint16          port)
{
  for (guint i = 0; result != NULL && i < result->open_ports->len; i++)
    {
      if (g_array_index (result->open_ports, guint, i) == port)
        return TRUE;
    }

  return FALSE;
}

static void
add_open_ports (GPtrArray         *remedies,
                const PtlEvidence *evidence)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known_ports); i++)
    {
      const KnownPort *known = &known_ports[i];

      if (known->protocol == evidence->candidate->protocol &&
          is_open (evidence->result, known->port))
        add_port (remedies, evidence->candidate, known->port, known->security);
    }
}

static void
add_own_port (GPtrArray          *remedies,
              const PtlCandidate *candidate,
              PtlSecurity         security)
{
  add_port (remedies, candidate, ptl_port_default (candidate->protocol, security), security);
}

/* Another protocol was met: our own port, or the other one of it. */
static void
add_other_own_port (GPtrArray          *remedies,
                    const PtlCandidate *candidate)
{
  guint16 port = ptl_port_default (candidate->protocol, PTL_SECURITY_TLS);

  add_own_port (remedies, candidate,
                candidate->port == port ? PTL_SECURITY_STARTTLS : PTL_SECURITY_TLS);
}

static gboolean
offers_starttls (const PtlResult *result)
{
  for (gsize i = 0; result != NULL && result->capabilities != NULL &&
                    result->capabilities[i] != NULL; i++)
    {
      if (g_ascii_strcasecmp (result->capabilities[i], "STARTTLS") == 0 ||
          g_ascii_strcasecmp (result->capabilities[i], "STLS") == 0)
        return TRUE;
    }

  return FALSE;
}

static void
add_encryption (GPtrArray         *remedies,
                const PtlEvidence *evidence)
{
  const PtlCandidate *candidate = evidence->candidate;

  if (offers_starttls (evidence->result))
    add_security (remedies, candidate, 0, PTL_SECURITY_STARTTLS);

  if (candidate->security == PTL_SECURITY_NONE)
    add_security (remedies, candidate,
                  ptl_port_is_standard (candidate->protocol, candidate->port)
                    ? ptl_port_default (candidate->protocol, PTL_SECURITY_TLS) : 0,
                  PTL_SECURITY_TLS);
  else
    add_own_port (remedies, candidate, PTL_SECURITY_TLS);
}

static void
add_submission (GPtrArray          *remedies,
                const PtlCandidate *candidate)
{
  if (candidate->protocol != PTL_PROTOCOL_SMTP || candidate->port != 25)
    return;

  add_own_port (remedies, candidate, PTL_SECURITY_TLS);
  add_own_port (remedies, candidate, PTL_SECURITY_STARTTLS);
}

/* Only a name of the same owner: who else is on the certificate is not known
 * to be the one that was asked for. */
static void
add_certificate_names (GPtrArray         *remedies,
                       const PtlEvidence *evidence)
{
  const PtlCertificate *certificate = evidence->result != NULL ? evidence->result->certificate
                                                               : NULL;
  const char *host = evidence->candidate->host;
  guint n_added = 0;

  if (certificate == NULL || certificate->names == NULL || g_hostname_is_ip_address (host))
    return;

  for (gsize i = 0; certificate->names[i] != NULL && n_added < MAX_CERTIFICATE_NAMES; i++)
    {
      g_autofree char *name = g_ascii_strdown (certificate->names[i], -1);

      if (strchr (name, '*') != NULL || g_hostname_is_ip_address (name) ||
          strcmp (name, host) == 0 ||
          strcmp (ptl_registered_domain (name), ptl_registered_domain (host)) != 0)
        continue;

      add_host (remedies, name);
      n_added++;
    }
}

static void
add_near_name (GPtrArray         *remedies,
               const PtlEvidence *evidence)
{
  g_autofree char *name = ptl_near_name (evidence->candidate->host, evidence->address);

  if (name != NULL)
    add_host (remedies, name);
}

static void
add_other_user (GPtrArray         *remedies,
                const PtlEvidence *evidence)
{
  const char *user = evidence->candidate->user;
  const char *at = user != NULL ? strrchr (user, '@') : NULL;
  g_autofree char *other = NULL;
  PtlRemedy remedy = { .action = PTL_REMEDY_SET_USER };

  if (user == NULL)
    return;

  other = at != NULL ? g_strndup (user, at - user) : g_strdup (evidence->address);
  if (other == NULL || *other == '\0' || strcmp (other, user) == 0)
    return;

  remedy.user = other;
  add (remedies, &remedy, g_strdup_printf (_("Sign In as %s"), other));
}

static void
add_name_fix (GPtrArray         *remedies,
              const PtlEvidence *evidence,
              PtlFix             fix)
{
  if (fix == PTL_FIX_NEAR_NAME)
    add_near_name (remedies, evidence);
  else if (fix == PTL_FIX_CERTIFICATE_NAME)
    add_certificate_names (remedies, evidence);
  else if (fix == PTL_FIX_OTHER_USER || !ptl_evidence_knows_user (evidence->candidate))
    add_other_user (remedies, evidence);
}

static void
add_fix (GPtrArray         *remedies,
         const PtlEvidence *evidence,
         PtlFix             fix)
{
  const PtlCandidate *candidate = evidence->candidate;

  switch (fix)
    {
    case PTL_FIX_RETRY:
      add_again (remedies, 0);
      break;
    case PTL_FIX_WAIT_SHORT:
      add_again (remedies, WAIT_SHORT_SECONDS);
      break;
    case PTL_FIX_WAIT_LONG:
      add_again (remedies, WAIT_LONG_SECONDS);
      break;
    case PTL_FIX_NEAR_NAME:
    case PTL_FIX_CERTIFICATE_NAME:
    case PTL_FIX_DOUBTFUL_USER:
    case PTL_FIX_OTHER_USER:
      add_name_fix (remedies, evidence, fix);
      break;
    case PTL_FIX_OPEN_PORTS:
      add_open_ports (remedies, evidence);
      break;
    case PTL_FIX_TLS_PORT:
      add_own_port (remedies, candidate, PTL_SECURITY_TLS);
      break;
    case PTL_FIX_OWN_PORT:
      add_other_own_port (remedies, candidate);
      break;
    case PTL_FIX_SUBMISSION:
      add_submission (remedies, candidate);
      break;
    case PTL_FIX_TLS_HERE:
      add_security (remedies, candidate, 0, PTL_SECURITY_TLS);
      break;
    case PTL_FIX_STARTTLS_HERE:
      add_security (remedies, candidate, 0, PTL_SECURITY_STARTTLS);
      break;
    case PTL_FIX_ENCRYPT:
      add_encryption (remedies, evidence);
      break;
    case PTL_FIX_PASSWORD_PAGE:
    case PTL_FIX_SETTINGS_PAGE:
      add_page (remedies, ptl_help_page (candidate->host, fix == PTL_FIX_PASSWORD_PAGE));
      break;
    case PTL_FIX_NONE:
    default:
      g_return_if_reached ();
    }
}

/**
 * ptl_remedies_for:
 * @evidence: what was seen
 * @fixes: (array length=n_fixes): kinds of remedy, best first
 * @n_fixes: how many
 *
 * Makes remedies that can be applied out of kinds of remedy. A kind for which
 * there is nothing to offer here is left out.
 *
 * Returns: (transfer container) (element-type PtlRemedy): the remedies
 */
GPtrArray *
ptl_remedies_for (const PtlEvidence *evidence,
                  const PtlFix      *fixes,
                  gsize              n_fixes)
{
  GPtrArray *remedies = g_ptr_array_new_with_free_func ((GDestroyNotify) ptl_remedy_free);

  for (gsize i = 0; i < n_fixes; i++)
    add_fix (remedies, evidence, fixes[i]);

  return remedies;
}
