/* capabilities.c - what a server offers, by token
 *
 * RFC 9051  7.2.2: IMAP's CAPABILITY
 * RFC 2449  POP3's CAPA; RFC 5034: its SASL line
 * RFC 5321  4.1.1.1: SMTP's EHLO; RFC 4954: its AUTH line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proto/capabilities.h"

#include <string.h>

#include "proto/reply.h"

/* The longest real list has about eighty; what comes after these is noise. */
#define MAX_TOKENS      512
#define MAX_TOKEN_CHARS 1000

/* RFC 4422, 3.1: up to 20 characters; a few in the wild are longer. */
#define MAX_MECHANISM_CHARS 40
#define MAX_MECHANISMS      64

struct _PtlCapabilities
{
  PtlProtocol  protocol;
  GPtrArray   *tokens;
};

PtlCapabilities *
ptl_capabilities_new (PtlProtocol protocol)
{
  PtlCapabilities *self = g_new0 (PtlCapabilities, 1);

  self->protocol = protocol;
  self->tokens = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
ptl_capabilities_free (PtlCapabilities *self)
{
  g_ptr_array_unref (self->tokens);
  g_free (self);
}

static gboolean
contains (const PtlCapabilities *self,
          const char            *token)
{
  for (guint i = 0; i < self->tokens->len; i++)
    {
      if (g_ascii_strcasecmp (g_ptr_array_index (self->tokens, i), token) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * ptl_capabilities_add:
 * @self: capabilities
 * @token: one token, or one whole line
 *
 * Adds @token, cleaned, unless it is there already or the list is full.
 */
void
ptl_capabilities_add (PtlCapabilities *self,
                      const char      *token)
{
  g_autofree char *clean = ptl_reply_clean_to (token, -1, MAX_TOKEN_CHARS);

  if (*clean == '\0' || self->tokens->len >= MAX_TOKENS || contains (self, clean))
    return;

  g_ptr_array_add (self->tokens, g_steal_pointer (&clean));
}

/**
 * ptl_capabilities_add_list:
 * @self: capabilities
 * @tokens: tokens with blanks between them
 *
 * Adds each (IMAP).
 */
void
ptl_capabilities_add_list (PtlCapabilities *self,
                           const char      *tokens)
{
  g_auto(GStrv) words = g_strsplit_set (tokens, " \t", -1);

  for (guint i = 0; words[i] != NULL; i++)
    ptl_capabilities_add (self, words[i]);
}

/* What follows @keyword in @token: "" if nothing does, NULL if it is not that
 * keyword.  "AUTH=LOGIN" was how SMTP's extension was written before RFC 2554. */
static const char *
argument_of (const char *token,
             const char *keyword)
{
  gsize length = strlen (keyword);

  if (g_ascii_strncasecmp (token, keyword, length) != 0)
    return NULL;

  if (token[length] == '\0')
    return token + length;

  if (token[length] != ' ' && token[length] != '=')
    return NULL;

  return token + length + 1 + strspn (token + length + 1, " ");
}

/**
 * ptl_capabilities_has:
 * @self: capabilities
 * @keyword: a whole IMAP token ("AUTH=PLAIN"), or the first word of a line
 *
 * Returns: %TRUE if it is offered
 */
gboolean
ptl_capabilities_has (const PtlCapabilities *self,
                      const char            *keyword)
{
  if (self->protocol == PTL_PROTOCOL_IMAP)
    return contains (self, keyword);

  return ptl_capabilities_get_argument (self, keyword) != NULL;
}

/**
 * ptl_capabilities_get_argument:
 * @self: capabilities
 * @keyword: what stands before the blank, or before the "="
 *
 * Returns: (nullable): what follows the first such @keyword, "" if nothing
 */
const char *
ptl_capabilities_get_argument (const PtlCapabilities *self,
                               const char            *keyword)
{
  for (guint i = 0; i < self->tokens->len; i++)
    {
      const char *argument = argument_of (g_ptr_array_index (self->tokens, i), keyword);

      if (argument != NULL)
        return argument;
    }

  return NULL;
}

static gboolean
is_mechanism (const char *word)
{
  gsize length = strspn (word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

  return length > 0 && length <= MAX_MECHANISM_CHARS && word[length] == '\0';
}

static void
add_mechanisms (GPtrArray  *mechanisms,
                const char *words)
{
  g_auto(GStrv) names = g_strsplit_set (words, " \t", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *name = g_ascii_strup (names[i], -1);

      if (mechanisms->len < MAX_MECHANISMS && is_mechanism (name) &&
          !g_ptr_array_find_with_equal_func (mechanisms, name, g_str_equal, NULL))
        g_ptr_array_add (mechanisms, g_steal_pointer (&name));
    }
}

/**
 * ptl_capabilities_get_mechanisms:
 * @self: capabilities
 *
 * Returns: (transfer full): the SASL mechanisms, in upper case, in the
 *   server's order, each once
 */
GStrv
ptl_capabilities_get_mechanisms (const PtlCapabilities *self)
{
  g_autoptr(GPtrArray) mechanisms = g_ptr_array_new_with_free_func (g_free);
  const char *keyword = self->protocol == PTL_PROTOCOL_POP3 ? "SASL" : "AUTH";

  for (guint i = 0; i < self->tokens->len; i++)
    {
      const char *token = g_ptr_array_index (self->tokens, i);
      const char *words = argument_of (token, keyword);

      if (words != NULL)
        add_mechanisms (mechanisms, words);
    }

  g_ptr_array_add (mechanisms, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&mechanisms), FALSE);
}

GStrv
ptl_capabilities_to_strv (const PtlCapabilities *self)
{
  GStrv all = g_new0 (char *, self->tokens->len + 1);

  for (guint i = 0; i < self->tokens->len; i++)
    all[i] = g_strdup (g_ptr_array_index (self->tokens, i));

  return all;
}

guint
ptl_capabilities_get_length (const PtlCapabilities *self)
{
  return self->tokens->len;
}
