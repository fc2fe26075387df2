/* interceptors.c - programs that open encrypted connections
 *
 * Virus scanners, firewalls and test proxies issue a certificate of their own
 * for every server; their name is in the issuer's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "probe/interceptors.h"

#include <string.h>

/* Whole words, lower case; a blank stands for any run of other characters. */
static const char *const issuers[] = {
  "avast", "avg", "avira", "kaspersky", "eset", "bitdefender", "f secure", "g data", "gdata",
  "dr web", "drweb", "doctor web", "mcafee", "symantec web gateway", "norton", "trend micro",
  "trendmicro", "sophos", "panda security", "comodo internet security", "bullguard", "adguard",
  "qihoo", "360 total security", "net nanny", "qustodio", "covenant eyes", "superfish", "privdog",
  "fortinet", "fortigate", "zscaler", "palo alto networks", "pan os", "cisco umbrella", "opendns",
  "ironport", "blue coat", "bluecoat", "proxysg", "forcepoint", "websense", "barracuda",
  "watchguard", "sonicwall", "check point", "checkpoint", "netskope", "untangle", "smoothwall",
  "lightspeed", "securly", "contentkeeper", "iboss", "cyberoam", "stormshield", "squid", "pfsense",
  "opnsense", "endian", "kerio control", "mikrotik", "menlo security", "cloudflare gateway",
  "gateway ca cloudflare", "mitmproxy", "charles proxy", "fiddler", "do not trust fiddlerroot",
  "fiddlerroot", "portswigger", "burp", "owasp zap", "zed attack proxy", "http toolkit",
  "proxyman", "telerik", "sslsplit", "ssl inspection", "tls inspection", "ssl proxy",
  "web mail shield", "antivirus", "anti virus", "firewall", "proxy ca",
};

/* " cn avast web mail shield root o avast ": words with single blanks. */
static char *
words_of (const char *text)
{
  g_autoptr(GString) words = g_string_new (" ");

  for (; *text != '\0'; text++)
    {
      if (g_ascii_isalnum (*text) || (guchar) *text >= 0x80)
        g_string_append_c (words, g_ascii_tolower (*text));
      else if (words->str[words->len - 1] != ' ')
        g_string_append_c (words, ' ');
    }

  if (words->str[words->len - 1] != ' ')
    g_string_append_c (words, ' ');

  return g_strdup (words->str);
}

/**
 * ptl_certificate_is_intercepted:
 * @certificate: a certificate
 *
 * Tells whether it was made by something between this computer and the server.
 * Only a certificate whose issuer nobody vouches for can be: a maker of virus
 * scanners may have honest servers of its own.
 *
 * Returns: whether it was
 */
gboolean
ptl_certificate_is_intercepted (const PtlCertificate *certificate)
{
  g_autofree char *words = NULL;

  if (!(certificate->faults & (PTL_CERTIFICATE_FAULT_UNKNOWN_ISSUER |
                               PTL_CERTIFICATE_FAULT_SELF_SIGNED)) ||
      certificate->issuer == NULL)
    return FALSE;

  words = words_of (certificate->issuer);
  for (gsize i = 0; i < G_N_ELEMENTS (issuers); i++)
    {
      g_autofree char *issuer = g_strdup_printf (" %s ", issuers[i]);

      if (strstr (words, issuer) != NULL)
        return TRUE;
    }

  return FALSE;
}
