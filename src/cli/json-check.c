/* json-check.c - the object that `check --json` writes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/json.h"

/* Names of the steps in "times"; the look-up of the name is called by what
 * does it. */
static const char * const time_names[PTL_STAGE_DONE] = {
  [PTL_STAGE_NAME] = "dns",
  [PTL_STAGE_TCP] = "tcp",
  [PTL_STAGE_TLS] = "tls",
  [PTL_STAGE_GREETING] = "greeting",
  [PTL_STAGE_STARTTLS] = "starttls",
  [PTL_STAGE_CAPABILITIES] = "capabilities",
  [PTL_STAGE_LOGIN] = "login",
  [PTL_STAGE_SENDER] = "sender",
};

static void
add_remedy (JsonBuilder     *json,
            const PtlRemedy *remedy)
{
  json_builder_begin_object (json);
  ptl_json_add_string (json, "action", ptl_remedy_action_to_string (remedy->action));

  if (remedy->action == PTL_REMEDY_SET_PORT || remedy->action == PTL_REMEDY_SET_SECURITY)
    {
      if (remedy->port != 0)
        ptl_json_add_int (json, "port", remedy->port);
      ptl_json_add_string (json, "security", ptl_security_to_string (remedy->security));
    }

  ptl_json_add_string (json, "host", remedy->host);
  ptl_json_add_string (json, "user", remedy->user);
  ptl_json_add_string (json, "url", remedy->url);

  if (remedy->action == PTL_REMEDY_WAIT)
    ptl_json_add_int (json, "seconds", remedy->seconds);

  ptl_json_add_string (json, "label", remedy->label);
  json_builder_end_object (json);
}

static void
add_verdict (JsonBuilder      *json,
             const PtlVerdict *verdict)
{
  json_builder_set_member_name (json, "verdict");
  json_builder_begin_object (json);
  ptl_json_add_string (json, "code", ptl_verdict_get_code (verdict));
  ptl_json_add_strings (json, "codes", (const char * const *) verdict->codes);
  ptl_json_add_string (json, "title", verdict->title);
  ptl_json_add_string (json, "reason", verdict->reason);

  json_builder_set_member_name (json, "remedies");
  json_builder_begin_array (json);
  for (guint i = 0; verdict->remedies != NULL && i < verdict->remedies->len; i++)
    add_remedy (json, g_ptr_array_index (verdict->remedies, i));
  json_builder_end_array (json);

  json_builder_end_object (json);
}

static void
add_addresses (JsonBuilder *json,
               GPtrArray   *attempts)
{
  json_builder_set_member_name (json, "addresses");
  json_builder_begin_array (json);

  for (guint i = 0; attempts != NULL && i < attempts->len; i++)
    {
      const PtlAddressAttempt *attempt = g_ptr_array_index (attempts, i);

      json_builder_add_string_value (json, attempt->address);
    }

  json_builder_end_array (json);
}

static void
add_times (JsonBuilder     *json,
           const PtlResult *result)
{
  json_builder_set_member_name (json, "times");
  json_builder_begin_object (json);

  for (guint i = 0; i < PTL_STAGE_DONE; i++)
    {
      if (result->times_ms[i] != PTL_RESULT_NOT_REACHED)
        ptl_json_add_int (json, time_names[i], result->times_ms[i]);
    }

  ptl_json_add_int (json, "total", result->total_ms);
  json_builder_end_object (json);
}

static void
add_auth (JsonBuilder     *json,
          const PtlResult *result)
{
  if (result->mechanisms == NULL && result->mechanism == NULL)
    return;

  json_builder_set_member_name (json, "auth");
  json_builder_begin_object (json);
  ptl_json_add_strings (json, "offered", (const char * const *) result->mechanisms);
  ptl_json_add_string (json, "used", result->mechanism);
  json_builder_end_object (json);
}

static void
add_certificate (JsonBuilder          *json,
                 const PtlCertificate *certificate)
{
  json_builder_set_member_name (json, "certificate");
  json_builder_begin_object (json);
  ptl_json_add_string (json, "subject", certificate->subject);
  ptl_json_add_strings (json, "names", (const char * const *) certificate->names);
  ptl_json_add_string (json, "issuer", certificate->issuer);
  ptl_json_add_string (json, "not_before", certificate->not_before);
  ptl_json_add_string (json, "not_after", certificate->not_after);
  ptl_json_add_string (json, "sha256", certificate->sha256);
  ptl_json_add_bool (json, "trusted", certificate->faults == 0);
  json_builder_end_object (json);
}

static void
add_tls (JsonBuilder     *json,
         const PtlResult *result)
{
  if (result->tls_version == NULL && result->old_tls_version == NULL &&
      result->certificate == NULL)
    return;

  json_builder_set_member_name (json, "tls");
  json_builder_begin_object (json);
  ptl_json_add_string (json, "version", result->tls_version);
  ptl_json_add_string (json, "cipher", result->tls_cipher);
  ptl_json_add_string (json, "old_version", result->old_tls_version);

  if (result->certificate != NULL)
    add_certificate (json, result->certificate);

  json_builder_end_object (json);
}

static void
add_result (JsonBuilder     *json,
            const PtlResult *result)
{
  PtlSecurity security = result->candidate->security;
  gboolean is_finished = result->stage == PTL_STAGE_DONE;

  ptl_json_add_string (json, "stage",
                       ptl_stage_to_string (is_finished ? result->last_step : result->stage));
  add_addresses (json, result->attempts);
  add_times (json, result);
  ptl_json_add_int (json, "round_trips", result->round_trips);

  /* What came before TLS is nobody's word: it is never shown (RFC 3207, 6). */
  if (security == PTL_SECURITY_TLS && result->tls_version != NULL)
    ptl_json_add_string (json, "greeting", result->greeting);

  if (security == PTL_SECURITY_NONE || result->tls_version != NULL)
    {
      ptl_json_add_strings (json, "capabilities", (const char * const *) result->capabilities);
      add_auth (json, result);
    }

  add_tls (json, result);
}

/**
 * ptl_json_add_check:
 * @json: inside an object
 * @finding: a server that was tried
 * @with_transcript: also tell what was said
 *
 * Adds all that is known about one server. There is no secret in it.
 */
void
ptl_json_add_check (JsonBuilder      *json,
                    const PtlFinding *finding,
                    gboolean          with_transcript)
{
  const PtlResult *result = finding->result;
  g_autofree char *url = ptl_candidate_to_url (finding->candidate);

  ptl_json_add_string (json, "url", url);
  ptl_json_add_string (json, "user", finding->candidate->user);

  if (finding->remedied != NULL)
    {
      g_autofree char *before = ptl_candidate_to_url (finding->remedied);

      ptl_json_add_string (json, "remedied", before);
    }

  if (finding->verdict != NULL)
    add_verdict (json, finding->verdict);

  if (result != NULL)
    add_result (json, result);

  if (finding->verdict != NULL)
    ptl_json_add_string (json, "server_says", finding->verdict->server_says);

  if (with_transcript && result != NULL)
    ptl_json_add_strings (json, "transcript", (const char * const *) result->transcript);
}
