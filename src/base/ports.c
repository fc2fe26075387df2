/* ports.c - what each port of mail is for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/ports.h"

#include <glib/gi18n.h>
#include <string.h>

#define PORT_MAX 65535

/* RFC 8314, 7; RFC 9051, 2.1; RFC 1939, 3; RFC 5321, 4.5.4.2; RFC 6409, 3.1 */
static const guint16 defaults[3][3] = {
  [PTL_PROTOCOL_IMAP] = {
    [PTL_SECURITY_TLS] = 993, [PTL_SECURITY_STARTTLS] = 143, [PTL_SECURITY_NONE] = 143,
  },
  [PTL_PROTOCOL_POP3] = {
    [PTL_SECURITY_TLS] = 995, [PTL_SECURITY_STARTTLS] = 110, [PTL_SECURITY_NONE] = 110,
  },
  [PTL_PROTOCOL_SMTP] = {
    [PTL_SECURITY_TLS] = 465, [PTL_SECURITY_STARTTLS] = 587, [PTL_SECURITY_NONE] = 25,
  },
};

/**
 * ptl_port_default:
 * @protocol: a protocol
 * @security: how the connection is protected
 *
 * Returns: the usual port
 */
guint16
ptl_port_default (PtlProtocol protocol,
                  PtlSecurity security)
{
  g_return_val_if_fail (protocol < G_N_ELEMENTS (defaults), 0);
  g_return_val_if_fail (security < G_N_ELEMENTS (defaults[0]), 0);

  return defaults[protocol][security];
}

gboolean
ptl_port_is_standard (PtlProtocol protocol,
                      guint16     port)
{
  return ptl_port_get_security (protocol, port, NULL);
}

/**
 * ptl_port_get_security:
 * @protocol: a protocol
 * @port: a port
 * @security: (out) (optional): the safest way to use it
 *
 * Returns: %TRUE if @port is a standard port of @protocol
 */
gboolean
ptl_port_get_security (PtlProtocol  protocol,
                       guint16      port,
                       PtlSecurity *security)
{
  g_return_val_if_fail (protocol < G_N_ELEMENTS (defaults), FALSE);

  /* The enumeration begins with the safest. */
  for (gsize i = 0; i < G_N_ELEMENTS (defaults[0]); i++)
    {
      if (defaults[protocol][i] != port)
        continue;

      if (security != NULL)
        *security = i;
      return TRUE;
    }

  return FALSE;
}

/**
 * ptl_port_get_protocol:
 * @port: a port
 * @protocol: (out) (optional): whose standard port it is
 *
 * Returns: %TRUE if @port is a standard port of a mail protocol
 */
gboolean
ptl_port_get_protocol (guint16      port,
                       PtlProtocol *protocol)
{
  for (gsize i = 0; i < G_N_ELEMENTS (defaults); i++)
    {
      if (!ptl_port_is_standard (i, port))
        continue;

      if (protocol != NULL)
        *protocol = i;
      return TRUE;
    }

  return FALSE;
}

/**
 * ptl_port_parse:
 * @text: what was typed; blanks around it do not count
 * @port: (out): the port
 * @error: `G_IO_ERROR_INVALID_ARGUMENT`, with a translated sentence
 *
 * Reads a port number, 1 to 65535, in ASCII digits.
 *
 * Returns: %TRUE if it is one; @port is left alone otherwise
 */
gboolean
ptl_port_parse (const char  *text,
                guint16     *port,
                GError     **error)
{
  g_autofree char *trimmed = NULL;
  guint number = 0;

  g_return_val_if_fail (text != NULL && port != NULL, FALSE);

  trimmed = g_strstrip (g_strdup (text));

  if (*trimmed == '\0' || trimmed[strspn (trimmed, "0123456789")] != '\0')
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           *trimmed == '\0'
                           ? _("A port is needed: a number from 1 to 65535")
                           : _("A port is a number from 1 to 65535, in digits only"));
      return FALSE;
    }

  /* Beyond the largest one it only matters that it is beyond. */
  for (const char *p = trimmed; *p != '\0' && number <= PORT_MAX; p++)
    number = number * 10 + (*p - '0');

  if (number < 1 || number > PORT_MAX)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           number == 0
                           ? _("Port 0 cannot be used: ports go from 1 to 65535")
                           : _("This number is too large: ports go from 1 to 65535"));
      return FALSE;
    }

  *port = number;
  return TRUE;
}
