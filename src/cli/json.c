/* json.c - what programs read: the objects of the command line's contract
 *
 * A member without a value is left out. All strings are cleaned like those on
 * a terminal: who pipes them there must not be surprised.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/json.h"

#include "cli/text.h"

static void
add_value (JsonBuilder *json,
           const char  *value)
{
  g_autofree char *clean = ptl_text_clean (value);

  json_builder_add_string_value (json, clean);
}

void
ptl_json_add_string (JsonBuilder *json,
                     const char  *name,
                     const char  *value)
{
  if (value == NULL)
    return;

  json_builder_set_member_name (json, name);
  add_value (json, value);
}

void
ptl_json_add_strings (JsonBuilder        *json,
                      const char         *name,
                      const char * const *values)
{
  if (values == NULL)
    return;

  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);

  for (guint i = 0; values[i] != NULL; i++)
    add_value (json, values[i]);

  json_builder_end_array (json);
}

void
ptl_json_add_int (JsonBuilder *json,
                  const char  *name,
                  gint64       value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_int_value (json, value);
}

void
ptl_json_add_bool (JsonBuilder *json,
                   const char  *name,
                   gboolean     value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_boolean_value (json, value);
}

/**
 * ptl_json_add_server:
 * @json: inside an object
 * @candidate: a server
 *
 * Adds how to reach a server and who signs in.
 */
void
ptl_json_add_server (JsonBuilder        *json,
                     const PtlCandidate *candidate)
{
  ptl_json_add_string (json, "protocol", ptl_protocol_to_string (candidate->protocol));
  ptl_json_add_string (json, "host", candidate->host);
  ptl_json_add_int (json, "port", candidate->port);
  ptl_json_add_string (json, "security", ptl_security_to_string (candidate->security));
  ptl_json_add_string (json, "user", candidate->user);
  ptl_json_add_string (json, "auth", ptl_auth_to_string (candidate->auth));
}

static gboolean
is_within (const char *host,
           const char *domain)
{
  g_autofree char *suffix = NULL;

  if (domain == NULL)
    return FALSE;

  suffix = g_strconcat (".", domain, NULL);
  return g_str_equal (host, domain) || g_str_has_suffix (host, suffix);
}

/**
 * ptl_json_add_source:
 * @json: inside an object
 * @candidate: a server
 * @domain: (nullable): the address's own
 *
 * Adds who says so, and whether that can be believed without asking the user:
 * what came from DNS alone is nobody's word, unless it stays in the address's
 * own domain.
 */
void
ptl_json_add_source (JsonBuilder        *json,
                     const PtlCandidate *candidate,
                     const char         *domain)
{
  gboolean is_trusted = candidate->source <= PTL_SOURCE_ISPDB ||
                        is_within (candidate->host, domain);

  ptl_json_add_string (json, "source", ptl_source_rank_to_string (candidate->source));
  ptl_json_add_bool (json, "trusted", is_trusted);
}

void
ptl_json_add_service (JsonBuilder *json,
                      const char  *name,
                      PtlService  *service)
{
  g_autoptr(PtlCandidate) candidate = ptl_service_to_candidate (service);

  if (candidate == NULL)
    return;

  json_builder_set_member_name (json, name);
  json_builder_begin_object (json);
  ptl_json_add_server (json, candidate);
  json_builder_end_object (json);
}

/**
 * ptl_json_add_account:
 * @json: inside an object
 * @account: an account
 *
 * Adds who it is, without its servers.
 */
void
ptl_json_add_account (JsonBuilder *json,
                      PtlAccount  *account)
{
  ptl_json_add_string (json, "id", ptl_account_get_id (account));
  ptl_json_add_string (json, "name", ptl_account_get_name (account));
  ptl_json_add_string (json, "address", ptl_account_get_address (account));
}

/**
 * ptl_json_put:
 * @json: one finished object
 * @output: where to write
 *
 * Writes the object on a line of its own.
 */
void
ptl_json_put (JsonBuilder *json,
              PtlOutput   *output)
{
  g_autoptr(JsonGenerator) generator = json_generator_new ();
  g_autoptr(JsonNode) root = json_builder_get_root (json);
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;

  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, NULL);
  line = g_strconcat (text, "\n", NULL);
  ptl_output_put (output, line);
}
