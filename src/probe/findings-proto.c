/* findings-proto.c - what a mail server did, or said, that ended the probe
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "probe/findings.h"

#include <string.h>

#include "probe/evidence.h"
#include "probe/help-pages.h"
#include "probe/refusal.h"
#include "proto/error.h"

static gboolean
is_refusing (const PtlReply *reply)
{
  const char *status = reply->status != NULL ? reply->status : "";

  if (g_ascii_isdigit (*status))
    return *status >= '4';

  return *status != '\0' && !g_str_equal (status, "OK") && !g_str_equal (status, "+OK") &&
         !g_str_equal (status, "PREAUTH");
}

/* "wrong_password" is what is left when nothing says more. */
static gboolean
says_little (char **codes)
{
  return codes[0] == NULL || g_str_equal (codes[0], "wrong_password") ||
         g_str_equal (codes[0], "closed_early");
}

/* The last answer decides; but the words may stand in one just before it, an
 * untagged NO or BYE (Gmail's WEBALERT, Dovecot's “Too many …”). */
static void
find_refusal (PtlFindings     *self,
              const PtlResult *result)
{
  const char *provider = ptl_provider_of_host (result->candidate->host);
  const PtlReply *last = ptl_result_last_reply (result);
  g_auto(GStrv) codes = NULL;

  self->reply = last;
  codes = ptl_refusal_codes_of_reply (last, provider);

  for (guint i = result->replies->len; says_little (codes) && i > 0; i--)
    {
      const PtlReply *reply = g_ptr_array_index (result->replies, i - 1);
      g_auto(GStrv) earlier = NULL;

      if (reply->phase != last->phase || !is_refusing (reply))
        break;

      earlier = ptl_refusal_codes_of_reply (reply, provider);
      if (says_little (earlier))
        continue;

      self->reply = reply;
      g_strfreev (codes);
      codes = g_steal_pointer (&earlier);
    }

  for (gsize i = 0; codes[i] != NULL; i++)
    ptl_findings_add (self, codes[i]);
}

static gboolean
has_finding (PtlFindings *self,
             const char  *code)
{
  return g_ptr_array_find_with_equal_func (self->keys, code, g_str_equal, NULL);
}

/* The same words of the server can mean several things: say so. */
static void
name_the_doubt (PtlFindings *self)
{
  static const char *const doubts[][2] = {
    { "app_password_required", "wrong_password/app" },
    { "basic_auth_disabled", "wrong_password/basic" },
    { "protocol_disabled", "wrong_password/disabled" },
  };

  if (self->keys->len == 0 || !g_str_equal (g_ptr_array_index (self->keys, 0), "wrong_password"))
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (doubts); i++)
    {
      if (!has_finding (self, doubts[i][0]))
        continue;

      g_free (g_ptr_array_index (self->keys, 0));
      g_ptr_array_index (self->keys, 0) = g_strdup (doubts[i][1]);
      return;
    }
}

static void
find_said (PtlFindings     *self,
           const PtlResult *result,
           const char      *otherwise)
{
  if (ptl_result_last_reply (result) != NULL)
    find_refusal (self, result);

  if (self->keys->len == 0)
    ptl_findings_add (self, otherwise);
}

static void
find_login_refusal (PtlFindings     *self,
                    const PtlResult *result)
{
  const PtlCandidate *candidate = result->candidate;
  gboolean is_address = candidate->user != NULL && strchr (candidate->user, '@') != NULL;

  find_said (self, result, "wrong_password");

  /* Whoever looked it up knows the form; a guess, or a bare name, is in doubt. */
  if (has_finding (self, "wrong_password") && candidate->user != NULL &&
      !ptl_evidence_knows_user (candidate) &&
      (!is_address || candidate->source != PTL_SOURCE_USER))
    ptl_findings_add (self, "username_format");

  name_the_doubt (self);
}

static gboolean
is_oauth (const char *mechanism)
{
  return g_ascii_strcasecmp (mechanism, "XOAUTH2") == 0 ||
         g_ascii_strcasecmp (mechanism, "OAUTHBEARER") == 0;
}

static void
find_mechanism (PtlFindings     *self,
                const PtlResult *result)
{
  gboolean has_oauth = FALSE;

  for (gsize i = 0; result->mechanisms != NULL && result->mechanisms[i] != NULL; i++)
    has_oauth |= is_oauth (result->mechanisms[i]);

  if (!has_oauth || result->candidate->auth == PTL_AUTH_OAUTH2)
    {
      ptl_findings_add (self, "mech_unsupported");
      return;
    }

  ptl_findings_add (self, "mech_unsupported/oauth");
  ptl_findings_add (self, "basic_auth_disabled");
}

static void
find_other_protocol (PtlFindings     *self,
                     const PtlResult *result)
{
  PtlSpoken spoken = ptl_evidence_spoken (result->first_bytes);

  if (spoken == PTL_SPOKEN_TLS && result->candidate->security != PTL_SECURITY_TLS)
    ptl_findings_add (self, "tls_expected");
  else
    ptl_findings_add (self, "protocol_mismatch");
}

static void
find_malformed (PtlFindings     *self,
                const PtlResult *result)
{
  PtlSpoken spoken = ptl_evidence_spoken (result->first_bytes);

  if (result->stage == PTL_STAGE_GREETING && spoken > PTL_SPOKEN_UNKNOWN &&
      !ptl_spoken_is (spoken, result->candidate->protocol))
    find_other_protocol (self, result);
  else
    ptl_findings_add (self, "malformed");
}

/* FTP greets as SMTP does; that it is another protocol shows when it knows no EHLO. */
static void
find_command_refusal (PtlFindings     *self,
                      const PtlResult *result)
{
  if (ptl_evidence_spoken (result->first_bytes) == PTL_SPOKEN_FTP)
    find_other_protocol (self, result);
  else
    find_said (self, result, "server_misconfigured");
}

static void
find_sender_refusal (PtlFindings     *self,
                     const PtlResult *result)
{
  self->reply = ptl_result_last_reply (result);
  ptl_findings_add (self, "ok_sender_refused");
}

/* A server that has enough of us after the login has still accepted the login. */
static void
find_end (PtlFindings     *self,
          const PtlResult *result)
{
  if (result->stage == PTL_STAGE_SENDER && result->is_logged_in)
    find_sender_refusal (self, result);
  else
    find_said (self, result, "closed_early");
}

/**
 * ptl_findings_proto:
 * @self: the findings
 * @result: a result whose error is a `PTL_PROTO_ERROR`
 *
 * Finds out what a mail server objected to, or did wrong.
 */
void
ptl_findings_proto (PtlFindings     *self,
                    const PtlResult *result)
{
  static const char *const keys[] = {
    [PTL_PROTO_ERROR_TOO_LONG] = "too_long",
    [PTL_PROTO_ERROR_PREAUTH] = "attack_or_misconfig/preauth",
    [PTL_PROTO_ERROR_INJECTED] = "attack_or_misconfig/injected",
    [PTL_PROTO_ERROR_STARTTLS_UNAVAILABLE] = "starttls_unavailable",
    [PTL_PROTO_ERROR_AUTH_NOT_OFFERED] = "auth_not_offered",
    [PTL_PROTO_ERROR_AUTH_NEEDS_TLS] = "tls_required",
    [PTL_PROTO_ERROR_AUTH_UNPROVEN] = "attack_or_misconfig/unproven",
    [PTL_PROTO_ERROR_CREDENTIALS] = "wrong_password/unsendable",
  };

  switch ((PtlProtoError) result->error->code)
    {
    case PTL_PROTO_ERROR_MALFORMED:
      find_malformed (self, result);
      break;
    case PTL_PROTO_ERROR_OTHER_PROTOCOL:
      find_other_protocol (self, result);
      break;
    case PTL_PROTO_ERROR_UNEXPECTED:
      ptl_findings_add (self, result->tls_version != NULL ? "malformed" : "attack_or_misconfig");
      break;
    case PTL_PROTO_ERROR_GREETING_REFUSED:
      find_said (self, result, "server_busy");
      break;
    case PTL_PROTO_ERROR_COMMAND_REFUSED:
      find_command_refusal (self, result);
      break;
    case PTL_PROTO_ERROR_ENDED:
      find_end (self, result);
      break;
    case PTL_PROTO_ERROR_AUTH_REFUSED:
      find_login_refusal (self, result);
      break;
    case PTL_PROTO_ERROR_MECHANISM:
      find_mechanism (self, result);
      break;
    case PTL_PROTO_ERROR_SENDER_REFUSED:
      find_sender_refusal (self, result);
      break;
    case PTL_PROTO_ERROR_TOO_LONG:
    case PTL_PROTO_ERROR_PREAUTH:
    case PTL_PROTO_ERROR_STARTTLS_UNAVAILABLE:
    case PTL_PROTO_ERROR_INJECTED:
    case PTL_PROTO_ERROR_AUTH_NOT_OFFERED:
    case PTL_PROTO_ERROR_AUTH_NEEDS_TLS:
    case PTL_PROTO_ERROR_AUTH_UNPROVEN:
    case PTL_PROTO_ERROR_CREDENTIALS:
    default:
      ptl_findings_add (self, keys[result->error->code]);
      break;
    }
}
