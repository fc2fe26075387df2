/* address.c - an email address, taken apart
 *
 * RFC 5321, 4.1.2, with the letters of RFC 6531.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/address.h"

#include <glib/gi18n.h>
#include <string.h>

/* RFC 5321, 4.5.3.1.1 and 4.5.3.1.3, the path's two angle brackets left out. */
#define LOCAL_MAX_BYTES    64
#define ADDRESS_MAX_BYTES 254

#define invalid(error, text) \
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, text)

/* Blanks, and what word processors and web pages put around a copied text
 * without showing it. */
static gboolean
is_padding (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x200b || c == 0x200e || c == 0x200f ||
         (c >= 0x202a && c <= 0x202e) || c == 0x2060 || (c >= 0x2066 && c <= 0x2069) ||
         c == 0xfeff;
}

static char *
trim (const char *text)
{
  const char *end = text + strlen (text);

  while (*text != '\0' && is_padding (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  while (end > text)
    {
      const char *last = g_utf8_prev_char (end);

      if (!is_padding (g_utf8_get_char (last)))
        break;

      end = last;
    }

  return g_strndup (text, end - text);
}

/* RFC 5321, 4.1.2: "quoted" and “\” before any character that is printed */
static gboolean
is_quoted_string (const char *text,
                  gsize       length)
{
  if (length < 2 || text[0] != '"' || text[length - 1] != '"')
    return FALSE;

  for (gsize i = 1; i < length - 1; i++)
    {
      if (text[i] == '\\')
        i++;
      else if (text[i] == '"')
        return FALSE;

      /* The closing quote itself must not be escaped. */
      if (i >= length - 1 || g_ascii_iscntrl (text[i]))
        return FALSE;
    }

  return TRUE;
}

/* RFC 5322, 3.2.3: words of letters, digits and some signs, joined by dots */
static gboolean
is_dot_string (const char *text,
               gsize       length)
{
  static const char signs[] = "!#$%&'*+-/=?^_`{|}~";
  gboolean after_dot = TRUE;

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '.' && after_dot)
        return FALSE;

      after_dot = c == '.';

      if (c < 0x80 ? !after_dot && !g_ascii_isalnum (c) && strchr (signs, c) == NULL
                   : !g_unichar_isprint (c) || g_unichar_isspace (c))
        return FALSE;
    }

  return !after_dot;
}

static gboolean
check_local (const char  *local,
             GError     **error)
{
  gsize length = strlen (local);

  if (length == 0)
    invalid (error, _("The part before the “@” is missing"));
  else if (length > LOCAL_MAX_BYTES)
    invalid (error, _("The part before the “@” is too long"));
  else if (is_dot_string (local, length) || is_quoted_string (local, length))
    return TRUE;
  else if (strchr (local, '@') != NULL)
    invalid (error, _("An email address has one “@” only"));
  else if (strpbrk (local, " \t") != NULL)
    invalid (error, _("An email address has no blanks"));
  else if (*local == '.' || local[length - 1] == '.' || strstr (local, "..") != NULL)
    invalid (error, _("Before the “@”, a dot can only stand between two other characters"));
  else
    invalid (error, _("There is a character before the “@” that an email address cannot have"));

  return FALSE;
}

static char *
check_domain (const char  *domain,
              GError     **error)
{
  g_autofree char *ascii = NULL;

  if (*domain == '\0')
    {
      invalid (error, _("The part after the “@” is missing, like example.org"));
      return NULL;
    }

  ascii = ptl_host_check (domain, NULL);

  if (ascii == NULL || g_hostname_is_ip_address (ascii))
    {
      invalid (error, _("The part after the “@” must be a name like example.org"));
      return NULL;
    }

  return g_steal_pointer (&ascii);
}

/**
 * ptl_address_parse:
 * @text: what was typed; blanks around it do not count
 * @error: `G_IO_ERROR_INVALID_ARGUMENT`, with a translated sentence
 *
 * Takes an email address apart and checks it (RFC 5321, 4.1.2; RFC 6531).
 *
 * Returns: (transfer full): the address
 */
PtlAddress *
ptl_address_parse (const char  *text,
                   GError     **error)
{
  g_autoptr(PtlAddress) self = NULL;
  g_autofree char *trimmed = NULL;
  char *at;

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_utf8_validate (text, -1, NULL))
    {
      invalid (error, _("This is not readable text (UTF-8)"));
      return NULL;
    }

  trimmed = trim (text);
  at = strrchr (trimmed, '@');

  if (at == NULL)
    {
      invalid (error, _("An email address looks like ann@example.org: the “@” is missing"));
      return NULL;
    }

  self = g_new0 (PtlAddress, 1);
  self->local = g_strndup (trimmed, at - trimmed);
  self->domain = g_strdup (at + 1);

  if (!check_local (self->local, error))
    return NULL;

  self->ascii_domain = check_domain (self->domain, error);
  if (self->ascii_domain == NULL)
    return NULL;

  self->full = g_strconcat (self->local, "@", self->ascii_domain, NULL);

  if (strlen (self->full) > ADDRESS_MAX_BYTES)
    {
      invalid (error, _("This is too long for an email address"));
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * ptl_address_copy:
 * @self: an address
 *
 * Returns: (transfer full): a copy
 */
PtlAddress *
ptl_address_copy (const PtlAddress *self)
{
  PtlAddress *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (PtlAddress, 1);
  copy->local = g_strdup (self->local);
  copy->domain = g_strdup (self->domain);
  copy->ascii_domain = g_strdup (self->ascii_domain);
  copy->full = g_strdup (self->full);

  return copy;
}

void
ptl_address_free (PtlAddress *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->local);
  g_free (self->domain);
  g_free (self->ascii_domain);
  g_free (self->full);
  g_free (self);
}

/**
 * ptl_address_is_same:
 * @one: an address, as typed
 * @other: an address, as typed
 *
 * Most servers do not tell “Ann” from “ann” (RFC 5321, 2.4, lets them).
 *
 * Returns: %TRUE if both are addresses, and mail to both is mail for one mailbox
 */
gboolean
ptl_address_is_same (const char *one,
                     const char *other)
{
  g_autoptr(PtlAddress) a = ptl_address_parse (one, NULL);
  g_autoptr(PtlAddress) b = ptl_address_parse (other, NULL);

  return a != NULL && b != NULL && g_ascii_strcasecmp (a->full, b->full) == 0;
}
