/* findings-way.c - what kept us from talking to a server: name, port, TLS
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "probe/findings.h"

#include <string.h>

#include "net/tls-stream.h"
#include "probe/evidence.h"
#include "probe/interceptors.h"
#include "probe/near-name.h"

#define SMTP_PORT 25

/**
 * ptl_findings_add:
 * @self: the findings
 * @key: a key of the verdict table
 *
 * Adds a cause, unless its code is there already.
 */
void
ptl_findings_add (PtlFindings *self,
                  const char  *key)
{
  for (guint i = 0; i < self->keys->len; i++)
    {
      const char *other = g_ptr_array_index (self->keys, i);
      gsize length = strcspn (key, "/");

      if (strcspn (other, "/") == length && strncmp (other, key, length) == 0)
        return;
    }

  g_ptr_array_add (self->keys, g_strdup (key));
}

static gboolean
is_closed (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_CONNECTED) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
}

static gboolean
has_only_ipv6 (const PtlResult *result)
{
  if (result->attempts == NULL || result->attempts->len == 0)
    return FALSE;

  for (guint i = 0; i < result->attempts->len; i++)
    {
      const PtlAddressAttempt *attempt = g_ptr_array_index (result->attempts, i);

      if (!attempt->is_ipv6)
        return FALSE;
    }

  return TRUE;
}

static const char *
key_of_name_error (const PtlResult *result,
                   const char      *address)
{
  g_autofree char *near = NULL;

  if (g_error_matches (result->error, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE))
    return "offline/sandbox";

  if (!g_error_matches (result->error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND))
    return "name_lookup_failed";

  near = ptl_near_name (result->candidate->host, address);

  return near != NULL ? "name_not_found/near" : "name_not_found";
}

static const char *
key_of_tcp_error (const PtlResult *result)
{
  gboolean has_open_ports = result->open_ports->len > 0;

  if (g_error_matches (result->error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return has_open_ports ? "refused/open" : "refused";

  if (g_error_matches (result->error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    {
      if (!has_open_ports)
        return "timeout";
      return result->candidate->port == SMTP_PORT ? "filtered/25" : "filtered";
    }

  if (g_error_matches (result->error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    return "unreachable/forbidden";

  if (is_closed (result->error))
    return "closed_early/greeting";

  return has_only_ipv6 (result) ? "unreachable/ipv6" : "unreachable";
}

static void
find_silence (PtlFindings     *self,
              const PtlResult *result)
{
  gboolean is_at_once = result->candidate->security == PTL_SECURITY_TLS;
  gboolean has_bytes = result->first_bytes != NULL || result->greeting != NULL;

  switch (result->stage)
    {
    case PTL_STAGE_TLS:
      if (is_at_once && !has_bytes)
        ptl_findings_add (self, "silent/tls");
      else
        {
          ptl_findings_add (self, "timeout/tls");
          ptl_findings_add (self, "tls_failed");
        }
      break;

    case PTL_STAGE_GREETING:
      if (result->speaks_tls)
        ptl_findings_add (self, "tls_expected");
      else
        ptl_findings_add (self, is_at_once || has_bytes ? "timeout/talk" : "silent");
      break;

    case PTL_STAGE_LOGIN:
      ptl_findings_add (self, "timeout/login");
      break;

    case PTL_STAGE_NAME:
    case PTL_STAGE_TCP:
    case PTL_STAGE_STARTTLS:
    case PTL_STAGE_CAPABILITIES:
    case PTL_STAGE_SENDER:
    case PTL_STAGE_DONE:
    default:
      ptl_findings_add (self, "timeout/talk");
      break;
    }
}

static void
find_closed (PtlFindings     *self,
             const PtlResult *result)
{
  gboolean is_at_once = result->candidate->security == PTL_SECURITY_TLS;

  /* Some servers that speak only old versions just hang up. */
  if (result->old_tls_version != NULL)
    {
      ptl_findings_add (self, "tls_failed/version");
      return;
    }

  if (result->stage == PTL_STAGE_TLS && (!is_at_once || result->first_bytes != NULL))
    ptl_findings_add (self, "tls_failed/closed");

  ptl_findings_add (self, result->greeting == NULL ? "closed_early/greeting" : "closed_early");
}

/**
 * ptl_findings_way:
 * @self: the findings
 * @result: a result whose error is a `G_IO_ERROR` or `G_RESOLVER_ERROR`
 * @address: (nullable): the user's address
 *
 * Finds out why no connection came about, or why it broke.
 */
void
ptl_findings_way (PtlFindings     *self,
                  const PtlResult *result,
                  const char      *address)
{
  if (g_error_matches (result->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ptl_findings_add (self, "timeout/stopped");
  else if (result->stage == PTL_STAGE_NAME)
    ptl_findings_add (self, key_of_name_error (result, address));
  else if (result->stage == PTL_STAGE_TCP)
    ptl_findings_add (self, key_of_tcp_error (result));
  else if (g_error_matches (result->error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    find_silence (self, result);
  else if (result->stage == PTL_STAGE_LOGIN &&
           g_error_matches (result->error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    ptl_findings_add (self, "unsafe_setting");
  else
    find_closed (self, result);
}

/* What cannot be mended comes first; the wrong name, for which there may be a
 * right one, last. */
static void
find_certificate (PtlFindings          *self,
                  const PtlCertificate *certificate)
{
  static const struct
  {
    PtlCertificateFaults  fault;
    const char           *key;
  } faults[] = {
    { PTL_CERTIFICATE_FAULT_REVOKED, "cert_revoked" },
    { PTL_CERTIFICATE_FAULT_SELF_SIGNED, "cert_self_signed" },
    { PTL_CERTIFICATE_FAULT_UNKNOWN_ISSUER, "cert_unknown_issuer" },
    { PTL_CERTIFICATE_FAULT_EXPIRED, "cert_expired" },
    { PTL_CERTIFICATE_FAULT_NOT_YET_VALID, "cert_not_yet_valid" },
    { PTL_CERTIFICATE_FAULT_WEAK, "cert_weak" },
    { PTL_CERTIFICATE_FAULT_WRONG_HOST, "cert_wrong_host" },
  };

  if (certificate != NULL && ptl_certificate_is_intercepted (certificate))
    ptl_findings_add (self, "intercepted");

  for (gsize i = 0; certificate != NULL && i < G_N_ELEMENTS (faults); i++)
    {
      if (certificate->faults & faults[i].fault)
        ptl_findings_add (self, faults[i].key);
    }

  if (self->keys->len == 0)
    ptl_findings_add (self, "tls_failed/certificate");
}

static const char *
key_of_first_bytes (const PtlResult *result)
{
  PtlSpoken spoken = ptl_evidence_spoken (result->first_bytes);

  if (spoken == PTL_SPOKEN_TLS)
    return result->candidate->security == PTL_SECURITY_TLS ? "tls_failed" : "tls_expected";

  if (ptl_spoken_is (spoken, result->candidate->protocol))
    return result->candidate->security == PTL_SECURITY_TLS ? "starttls_expected" : "malformed";

  return "protocol_mismatch";
}

/**
 * ptl_findings_tls:
 * @self: the findings
 * @result: a result whose error is a `PTL_TLS_ERROR`
 *
 * Finds out why TLS failed.
 */
void
ptl_findings_tls (PtlFindings     *self,
                  const PtlResult *result)
{
  switch ((PtlTlsError) result->error->code)
    {
    case PTL_TLS_ERROR_CERTIFICATE:
      find_certificate (self, result->certificate);
      break;
    case PTL_TLS_ERROR_NOT_TLS:
      /* After STARTTLS it is no wrong port but a server that did not switch. */
      if (result->candidate->security == PTL_SECURITY_TLS)
        ptl_findings_add (self, key_of_first_bytes (result));
      else
        ptl_findings_add (self, "tls_failed");
      break;
    case PTL_TLS_ERROR_VERSION:
      ptl_findings_add (self, "tls_failed/version");
      break;
    case PTL_TLS_ERROR_CLIENT_CERTIFICATE:
      ptl_findings_add (self, "tls_failed/client-certificate");
      break;
    case PTL_TLS_ERROR_PROTOCOL:
      ptl_findings_add (self, "protocol_mismatch");
      break;
    case PTL_TLS_ERROR_ALERT:
      ptl_findings_add (self, "tls_failed/alert");
      break;
    case PTL_TLS_ERROR_CLOSED:
      find_closed (self, result);
      break;
    case PTL_TLS_ERROR_HANDSHAKE:
    default:
      ptl_findings_add (self, "tls_failed");
      break;
    }
}
