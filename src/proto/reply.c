/* reply.c - one answer of a mail server, with nothing thrown away
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proto/reply.h"

#include <string.h>

/* U+FFFD, what stands for a character that people must not see. */
#define REPLACEMENT 0xfffd

#define ZERO_WIDTH_NON_JOINER 0x200c
#define ZERO_WIDTH_JOINER     0x200d

G_DEFINE_ENUM_TYPE (PtlPhase, ptl_phase,
                    G_DEFINE_ENUM_VALUE (PTL_PHASE_GREETING, "greeting"),
                    G_DEFINE_ENUM_VALUE (PTL_PHASE_CAPABILITIES, "capabilities"),
                    G_DEFINE_ENUM_VALUE (PTL_PHASE_STARTTLS, "starttls"),
                    G_DEFINE_ENUM_VALUE (PTL_PHASE_AUTH, "auth"),
                    G_DEFINE_ENUM_VALUE (PTL_PHASE_MAIL, "mail"),
                    G_DEFINE_ENUM_VALUE (PTL_PHASE_RCPT, "rcpt"),
                    G_DEFINE_ENUM_VALUE (PTL_PHASE_LEAVE, "leave"))

/* Control and format characters move the cursor, turn the direction of
 * writing round, or hide.  Some scripts cannot be spelt without the joiners. */
static gunichar
visible (gunichar character)
{
  if (character == '\t')
    return ' ';

  if (character == ZERO_WIDTH_NON_JOINER || character == ZERO_WIDTH_JOINER)
    return character;

  switch ((int) g_unichar_type (character))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return REPLACEMENT;

    default:
      return character;
    }
}

/**
 * ptl_reply_clean_to:
 * @text: what somebody else wrote, in whatever encoding
 * @length: its length in bytes, or -1 if a NUL ends it
 * @max_chars: how much of it to keep
 *
 * Makes a foreign text harmless to show: valid UTF-8, no control or bidi
 * characters (U+FFFD instead), not longer than @max_chars characters (the last
 * one is then “…”), no white space around it.
 *
 * Returns: (transfer full): the text
 */
char *
ptl_reply_clean_to (const char *text,
                    gssize      length,
                    gsize       max_chars)
{
  g_autofree char *valid = g_utf8_make_valid (text, length);
  GString *clean = g_string_new (NULL);
  gsize n_chars = 0;

  g_strstrip (valid);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (++n_chars == max_chars && *g_utf8_next_char (p) != '\0')
        {
          g_string_append (clean, "…");
          break;
        }

      g_string_append_unichar (clean, visible (g_utf8_get_char (p)));
    }

  return g_string_free (clean, FALSE);
}

/**
 * ptl_reply_clean:
 * @text: what a server said
 * @length: its length in bytes, or -1 if a NUL ends it
 *
 * As [func@Reply.clean_to], to %PTL_REPLY_TEXT_MAX_CHARS characters.
 *
 * Returns: (transfer full): the text
 */
char *
ptl_reply_clean (const char *text,
                 gssize      length)
{
  return ptl_reply_clean_to (text, length, PTL_REPLY_TEXT_MAX_CHARS);
}

/**
 * ptl_reply_new:
 * @phase: where it came
 * @is_secure: whether it came inside TLS
 * @status: its status
 * @code: (nullable): its code
 * @text: (nullable): its words; they are cleaned, but not masked, here
 * @mechanism: (nullable): the mechanism in use
 *
 * Keeps copies.
 *
 * Returns: (transfer full): the reply
 */
PtlReply *
ptl_reply_new (PtlPhase    phase,
               gboolean    is_secure,
               const char *status,
               const char *code,
               const char *text,
               const char *mechanism)
{
  PtlReply *self = g_new0 (PtlReply, 1);

  self->phase = phase;
  self->is_secure = is_secure;
  self->status = g_strdup (status);
  self->code = g_strdup (code);
  self->text = ptl_reply_clean (text != NULL ? text : "", -1);
  self->mechanism = g_strdup (mechanism);

  return self;
}

PtlReply *
ptl_reply_copy (const PtlReply *self)
{
  return ptl_reply_new (self->phase, self->is_secure, self->status, self->code, self->text,
                        self->mechanism);
}

void
ptl_reply_free (PtlReply *self)
{
  g_free (self->status);
  g_free (self->code);
  g_free (self->text);
  g_free (self->mechanism);
  g_free (self);
}
