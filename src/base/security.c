/* security.c - protocols, protections and ways to sign in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/security.h"

G_DEFINE_ENUM_TYPE (PtlProtocol, ptl_protocol,
                    G_DEFINE_ENUM_VALUE (PTL_PROTOCOL_IMAP, "imap"),
                    G_DEFINE_ENUM_VALUE (PTL_PROTOCOL_POP3, "pop3"),
                    G_DEFINE_ENUM_VALUE (PTL_PROTOCOL_SMTP, "smtp"))

G_DEFINE_ENUM_TYPE (PtlSecurity, ptl_security,
                    G_DEFINE_ENUM_VALUE (PTL_SECURITY_TLS, "tls"),
                    G_DEFINE_ENUM_VALUE (PTL_SECURITY_STARTTLS, "starttls"),
                    G_DEFINE_ENUM_VALUE (PTL_SECURITY_NONE, "none"))

G_DEFINE_ENUM_TYPE (PtlAuth, ptl_auth,
                    G_DEFINE_ENUM_VALUE (PTL_AUTH_PASSWORD, "password"),
                    G_DEFINE_ENUM_VALUE (PTL_AUTH_OAUTH2, "oauth2"),
                    G_DEFINE_ENUM_VALUE (PTL_AUTH_NONE, "none"))

static const char *
nick_of (GType type,
         int   value)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (type);
  GEnumValue *found = g_enum_get_value (klass, value);

  g_return_val_if_fail (found != NULL, NULL);

  /* The class of a static type outlives our reference to it. */
  return found->value_nick;
}

static gboolean
value_of (GType       type,
          const char *nick,
          int        *value)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (type);
  GEnumValue *found = nick != NULL ? g_enum_get_value_by_nick (klass, nick) : NULL;

  if (found == NULL)
    return FALSE;

  *value = found->value;
  return TRUE;
}

const char *
ptl_protocol_to_string (PtlProtocol protocol)
{
  return nick_of (PTL_TYPE_PROTOCOL, protocol);
}

gboolean
ptl_protocol_from_string (const char  *text,
                          PtlProtocol *protocol)
{
  int value;

  if (!value_of (PTL_TYPE_PROTOCOL, text, &value))
    return FALSE;

  *protocol = value;
  return TRUE;
}

/**
 * ptl_protocol_get_label:
 * @protocol: a protocol
 *
 * The name people know, the same in every language.
 *
 * Returns: "IMAP", "POP3" or "SMTP"
 */
const char *
ptl_protocol_get_label (PtlProtocol protocol)
{
  switch (protocol)
    {
    case PTL_PROTOCOL_IMAP:
      return "IMAP";

    case PTL_PROTOCOL_POP3:
      return "POP3";

    case PTL_PROTOCOL_SMTP:
      return "SMTP";

    default:
      g_return_val_if_reached (NULL);
    }
}

const char *
ptl_security_to_string (PtlSecurity security)
{
  return nick_of (PTL_TYPE_SECURITY, security);
}

gboolean
ptl_security_from_string (const char  *text,
                          PtlSecurity *security)
{
  int value;

  if (!value_of (PTL_TYPE_SECURITY, text, &value))
    return FALSE;

  *security = value;
  return TRUE;
}

const char *
ptl_auth_to_string (PtlAuth auth)
{
  return nick_of (PTL_TYPE_AUTH, auth);
}
