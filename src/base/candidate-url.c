/* candidate-url.c - a server written as a URL, read and written
 *
 *   imaps:// pop3s:// smtps://             TLS at once
 *   imap:// pop3:// smtp://                STARTTLS, required
 *   imap+insecure:// pop3+insecure:// …    no encryption
 *
 * The generic syntax is RFC 3986's, without path, query and fragment. It is
 * not g_uri_parse ()'s business: there the first “@” ends the login name,
 * while ours may be an address.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/candidate.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/address.h"
#include "base/ports.h"

static const struct
{
  const char  *name;
  PtlProtocol  protocol;
  PtlSecurity  security;
} schemes[] = {
  { "imaps", PTL_PROTOCOL_IMAP, PTL_SECURITY_TLS },
  { "pop3s", PTL_PROTOCOL_POP3, PTL_SECURITY_TLS },
  { "smtps", PTL_PROTOCOL_SMTP, PTL_SECURITY_TLS },
  { "imap", PTL_PROTOCOL_IMAP, PTL_SECURITY_STARTTLS },
  { "pop3", PTL_PROTOCOL_POP3, PTL_SECURITY_STARTTLS },
  { "smtp", PTL_PROTOCOL_SMTP, PTL_SECURITY_STARTTLS },
  { "imap+insecure", PTL_PROTOCOL_IMAP, PTL_SECURITY_NONE },
  { "pop3+insecure", PTL_PROTOCOL_POP3, PTL_SECURITY_NONE },
  { "smtp+insecure", PTL_PROTOCOL_SMTP, PTL_SECURITY_NONE },
};

#define invalid(error, text) \
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, text)

/* Returns what follows "://", or NULL. */
static const char *
parse_scheme (const char   *url,
              PtlProtocol  *protocol,
              PtlSecurity  *security,
              GError      **error)
{
  const char *end = strstr (url, "://");

  for (gsize i = 0; end != NULL && i < G_N_ELEMENTS (schemes); i++)
    {
      gsize length = strlen (schemes[i].name);

      if ((gsize) (end - url) != length || g_ascii_strncasecmp (url, schemes[i].name, length) != 0)
        continue;

      *protocol = schemes[i].protocol;
      *security = schemes[i].security;
      return end + strlen ("://");
    }

  invalid (error, _("A server is written like imaps://mail.example.org: it begins with imaps://, "
                    "pop3s:// or smtps:// (TLS), imap://, pop3:// or smtp:// (STARTTLS)"));
  return NULL;
}

static gboolean
has_control_character (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      /* The separators end a line for some readers, as LF does. */
      if (g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029)
        return TRUE;
    }

  return FALSE;
}

static char *
parse_user (const char  *text,
            gsize        length,
            GError     **error)
{
  g_autofree char *escaped = g_strndup (text, length);
  g_autofree char *user = NULL;

  /* The messages never repeat what was typed: it may hold a password. */
  if (strchr (escaped, ':') != NULL)
    {
      invalid (error, _("A password does not belong into a server’s address: others can see it "
                        "there. Leave it out, you will be asked for it"));
      return NULL;
    }

  user = g_uri_unescape_string (escaped, NULL);

  if (user == NULL || !g_utf8_validate (user, -1, NULL) || has_control_character (user))
    {
      invalid (error, _("The user name before the “@” contains a character that cannot be there"));
      return NULL;
    }

  if (*user == '\0')
    {
      invalid (error, _("There is no user name before the “@”"));
      return NULL;
    }

  return g_steal_pointer (&user);
}

static gboolean
parse_port (const char  *text,
            guint16     *port,
            GError     **error)
{
  /* Not repeated in the message: "imaps://ann:secret" is soon typed. */
  if (text[strspn (text, "0123456789")] != '\0')
    {
      invalid (error, _("What follows the last “:” is not a port: a port is a number from 1 to "
                        "65535"));
      return FALSE;
    }

  return ptl_port_parse (text, port, error);
}

/* Splits "host", "host:993" or "[::1]:993"; a port that is not there stays
 * as it was. */
static char *
parse_host_and_port (const char  *text,
                     guint16     *port,
                     GError     **error)
{
  g_autofree char *host = NULL;
  const char *colon = strrchr (text, ':');
  const char *bracket = strrchr (text, ']');

  if (bracket != NULL && colon < bracket)
    colon = NULL;

  if (*text == '[' && (bracket == NULL || (bracket[1] != '\0' && bracket + 1 != colon)))
    {
      invalid (error, _("After “[” an IPv6 address and “]” must follow, as in [2001:db8::1]:993"));
      return NULL;
    }

  if (*text != '[' && colon != NULL && strchr (text, ':') != colon)
    {
      invalid (error, _("An IPv6 address is written in brackets, as in [2001:db8::1]:993"));
      return NULL;
    }

  if (colon != NULL && !parse_port (colon + 1, port, error))
    return NULL;

  host = colon != NULL ? g_strndup (text, colon - text) : g_strdup (text);
  return ptl_host_check (host, error);
}

/* Cuts one slash at the end; anything more is not about a server. */
static char *
parse_authority (const char  *text,
                 GError     **error)
{
  gsize length = strcspn (text, "/?#");

  if (text[length] != '\0' && strcmp (text + length, "/") != 0)
    {
      invalid (error, _("Only a server and a port can be given: nothing may follow them"));
      return NULL;
    }

  return g_strndup (text, length);
}

/**
 * ptl_candidate_new_from_url:
 * @url: a server as `imaps://[USER@]HOST[:PORT]`; USER is percent-encoded
 *   where it must be, and the last “@” ends it
 * @error: `G_IO_ERROR_INVALID_ARGUMENT`, with a translated sentence
 *
 * Reads what the user wrote. A password in it is refused.
 *
 * Returns: (transfer full): the candidate, with the user as its source
 */
PtlCandidate *
ptl_candidate_new_from_url (const char  *url,
                            GError     **error)
{
  PtlProtocol protocol;
  PtlSecurity security;
  g_autofree char *authority = NULL;
  g_autofree char *user = NULL;
  g_autofree char *host = NULL;
  const char *rest;
  const char *at;
  guint16 port;

  g_return_val_if_fail (url != NULL, NULL);

  rest = parse_scheme (url, &protocol, &security, error);
  if (rest == NULL)
    return NULL;

  authority = parse_authority (rest, error);
  if (authority == NULL)
    return NULL;

  at = strrchr (authority, '@');
  if (at != NULL)
    {
      user = parse_user (authority, at - authority, error);
      if (user == NULL)
        return NULL;
    }

  port = ptl_port_default (protocol, security);
  host = parse_host_and_port (at != NULL ? at + 1 : authority, &port, error);
  if (host == NULL)
    return NULL;

  return ptl_candidate_new (protocol, host, port, security, user,
                            PTL_AUTH_PASSWORD, PTL_SOURCE_USER);
}

/**
 * ptl_candidate_to_url:
 * @self: a candidate
 *
 * Writes the server down, always with its port and never with its user.
 *
 * Returns: (transfer full): "imaps://mail.example.org:993"
 */
char *
ptl_candidate_to_url (const PtlCandidate *self)
{
  gboolean is_ipv6;

  g_return_val_if_fail (self != NULL, NULL);

  is_ipv6 = strchr (self->host, ':') != NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      if (schemes[i].protocol == self->protocol && schemes[i].security == self->security)
        return g_strdup_printf ("%s://%s%s%s:%u", schemes[i].name, is_ipv6 ? "[" : "",
                                self->host, is_ipv6 ? "]" : "", self->port);
    }

  g_return_val_if_reached (NULL);
}
