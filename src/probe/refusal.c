/* refusal.c - reading what a server says when it says no
 *
 * What the words say comes before the codes: servers put “encryption needed”,
 * “account disabled” and “wrong password” all into [AUTH] or 535.  Only codes
 * that have one meaning come first.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "probe/refusal.h"

#include <string.h>

#include "probe/evidence.h"
#include "probe/refusal-rules.h"
#include "probe/said.h"

typedef struct
{
  const PtlRefusalRule *rules;
  const gsize          *n_rules;
} Rules;

static const Rules all_rules[] = {
  { ptl_refusal_rules_token, &ptl_refusal_n_rules_token },
  { ptl_refusal_rules_certain, &ptl_refusal_n_rules_certain },
  { ptl_refusal_rules_text, &ptl_refusal_n_rules_text },
  { ptl_refusal_rules_code, &ptl_refusal_n_rules_code },
  { ptl_refusal_rules_plain, &ptl_refusal_n_rules_plain },
  { ptl_refusal_rules_rest, &ptl_refusal_n_rules_rest },
};

static gboolean
fits (const PtlRefusalRule *rule,
      const PtlSaid        *said)
{
  return (rule->phases == 0 || (rule->phases & said->phases) != 0) &&
         ptl_said_matches (said, rule->marks, rule->text);
}

static const char *
causes_of (const PtlSaid *said)
{
  for (gsize i = 0; i < G_N_ELEMENTS (all_rules); i++)
    {
      for (gsize j = 0; j < *all_rules[i].n_rules; j++)
        {
          if (fits (&all_rules[i].rules[j], said))
            return all_rules[i].rules[j].causes;
        }
    }

  return "server_misconfigured";
}

/* A token is no password, and providers mean more than they say. */
static char *
with_doubts (const PtlSaid *said,
             const char    *causes)
{
  g_autoptr(GString) all = g_string_new (causes);

  if (!g_str_has_prefix (causes, "wrong_password"))
    return g_strdup (causes);

  if (ptl_said_has_mark (said, "@OAUTH"))
    return g_strdup ("oauth_token_invalid");

  for (gsize i = 0; i < ptl_refusal_n_rules_doubt; i++)
    {
      const PtlRefusalRule *rule = &ptl_refusal_rules_doubt[i];

      if (fits (rule, said) && strstr (all->str, rule->causes) == NULL)
        g_string_append_printf (all, " %s", rule->causes);
    }

  return g_strdup (all->str);
}

static GStrv
judge (const PtlSaid *said)
{
  g_autofree char *causes = NULL;

  if (ptl_said_is_yes (said) && !ptl_said_has_mark (said, "@REPORT") &&
      !ptl_said_has_mark (said, "221"))
    return g_strsplit ("ok", " ", -1);

  causes = with_doubts (said, causes_of (said));

  return g_strsplit (causes, " ", -1);
}

static gboolean
is_other_protocol (const char *protocol,
                   PtlSpoken   spoken)
{
  PtlProtocol expected;

  if (spoken <= PTL_SPOKEN_UNKNOWN)
    return FALSE;

  if (!ptl_protocol_from_string (protocol, &expected))
    return spoken >= PTL_SPOKEN_TLS;

  return !ptl_spoken_is (spoken, expected);
}

/* @keys: the special cases are of no use outside the verdict table. */
static GStrv
bare_codes (GStrv keys)
{
  for (gsize i = 0; keys[i] != NULL; i++)
    keys[i][strcspn (keys[i], "/")] = '\0';

  return keys;
}

/**
 * ptl_refusal_codes:
 * @protocol: "imap", "pop3", "smtp"; anything else if it is not known
 * @phase: (nullable): "greeting", "capa", "capability", "ehlo", "starttls",
 *   "auth", "mail", "rcpt", "select", "token"; else anywhere
 * @response: what the server said, all lines, in whatever encoding
 * @mechanism: (nullable): the SASL mechanism in use
 * @provider: (nullable): the provider's short name, "gmail"
 *
 * Reads a server's answer.
 *
 * Returns: (transfer full): codes of VERDICTS.md, likeliest first; "ok" for a
 *   yes
 */
GStrv
ptl_refusal_codes (const char *protocol,
                   const char *phase,
                   const char *response,
                   const char *mechanism,
                   const char *provider)
{
  guint phases = ptl_said_phases (phase);
  g_autoptr(GBytes) bytes = g_bytes_new_static (response, strlen (response));
  PtlSpoken spoken = ptl_evidence_spoken (bytes);
  gboolean is_imap = g_strcmp0 (protocol, "imap") == 0;
  g_autoptr(PtlSaid) said = NULL;

  if (phases == PTL_SAID_GREETING && is_other_protocol (protocol, spoken))
    return g_strsplit (spoken == PTL_SPOKEN_TLS ? "protocol_mismatch tls_expected"
                                                : "protocol_mismatch", " ", -1);

  said = ptl_said_new (response, is_imap, phases, mechanism, provider);

  return bare_codes (judge (said));
}

/**
 * ptl_refusal_codes_of_reply:
 * @reply: a parsed answer
 * @provider: (nullable): the provider's short name
 *
 * Reads an answer that a probe got.
 *
 * Returns: (transfer full): keys of the verdict table, likeliest first
 */
GStrv
ptl_refusal_codes_of_reply (const PtlReply *reply,
                            const char     *provider)
{
  g_autoptr(PtlSaid) said = ptl_said_new_reply (reply, provider);

  return judge (said);
}
