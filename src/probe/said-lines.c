/* said-lines.c - the lines of an answer, as servers really send them
 *
 * Servers in the wild send lines that no grammar allows (an untagged text
 * without status, "ERR" without its minus, a bare CR), and texts in any
 * encoding; nothing here may fail.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "probe/said.h"

#include <string.h>

/* The longest piece of base64 that is looked into. */
#define BASE64_MAX_BYTES 4096

static void
add_mark (PtlSaid    *self,
          const char *mark,
          gssize      length)
{
  g_autofree char *copy = length < 0 ? g_strdup (mark) : g_strndup (mark, length);
  char *upper = g_ascii_strup (copy, -1);

  g_ptr_array_add (self->marks, upper);
}

static void
set_status (PtlSaid    *self,
            const char *status,
            gssize      length)
{
  g_free (self->status);
  self->status = length < 0 ? g_strdup (status) : g_strndup (status, length);
  add_mark (self, status, length);
}

/* Steps over "[CODE arguments] " and keeps the code. */
static const char *
take_response_code (PtlSaid    *self,
                    const char *text)
{
  const char *end;

  text += strspn (text, " \t");

  end = *text == '[' ? strchr (text, ']') : NULL;
  if (end == NULL)
    return text;

  add_mark (self, text + 1, strcspn (text + 1, " ]"));
  return end + 1;
}

/* "5.7.139 ": RFC 3463, 2 */
static const char *
take_enhanced_code (PtlSaid    *self,
                    const char *text)
{
  gsize length = strspn (text, "0123456789.");

  if (length >= strlen ("5.0.0") && strchr ("245", text[0]) != NULL && text[1] == '.' &&
      strchr (text + 2, '.') != NULL && strchr (text + 2, '.') < text + length)
    {
      while (text[length - 1] == '.')
        length--;
      add_mark (self, text, length);
      return text + length;
    }

  return text;
}

static const char *
take_imap (PtlSaid    *self,
           const char *line)
{
  static const char * const statuses[] = { "OK", "NO", "BAD", "BYE", "PREAUTH", NULL };
  const char *text = line;

  /* The status may come first (no tag), second, or not at all. */
  for (int i = 0; i < 2; i++)
    {
      gsize length = strcspn (text, " \t");
      g_autofree char *word = g_strndup (text, length);
      g_autofree char *upper = g_ascii_strup (word, -1);

      text += length;
      if (g_strv_contains (statuses, upper))
        {
          set_status (self, upper, -1);
          return take_response_code (self, text);
        }
      text += strspn (text, " \t");
    }

  return line + (g_str_has_prefix (line, "* ") || g_str_has_prefix (line, "+ ") ? 2 : 0);
}

static gboolean
is_smtp (const char *line)
{
  return g_ascii_isdigit (line[0]) && g_ascii_isdigit (line[1]) && g_ascii_isdigit (line[2]) &&
         (line[3] == ' ' || line[3] == '-' || line[3] == '\0');
}

static const char *
take_status (PtlSaid    *self,
             const char *line,
             gboolean    is_imap)
{
  if (g_str_has_prefix (line, "+OK") || g_str_has_prefix (line, "-ERR") ||
      g_str_has_prefix (line, "ERR "))
    {
      gsize length = strcspn (line, " ");

      set_status (self, line[0] == '+' ? "+OK" : "-ERR", -1);
      return take_response_code (self, line + length);
    }

  if (is_smtp (line) && !is_imap)
    {
      set_status (self, line, 3);
      return take_enhanced_code (self, line[3] != '\0' ? line + 4 : line + 3);
    }

  if (*line == '{')
    return line;

  return take_imap (self, line);
}

/* A challenge that holds an error report: {"status":"401",…} in base64. */
static char *
decode_report (const char *text)
{
  gsize length = strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                               "0123456789+/=");
  g_autofree char *piece = NULL;
  g_autofree guchar *bytes = NULL;
  gsize n_bytes;

  if (!g_str_has_prefix (text, "eyJ") || length > BASE64_MAX_BYTES)
    return NULL;

  piece = g_strndup (text, length);
  bytes = g_base64_decode (piece, &n_bytes);

  return bytes != NULL ? g_strndup ((const char *) bytes, n_bytes) : NULL;
}

/* UTF-8 as it is; else the Chinese encoding if it is one, else what can be read. */
static char *
to_utf8 (const char *bytes)
{
  char *text;

  if (g_utf8_validate (bytes, -1, NULL))
    return g_strdup (bytes);

  text = g_convert (bytes, -1, "UTF-8", "GB18030", NULL, NULL, NULL);

  return text != NULL ? text : g_utf8_make_valid (bytes, -1);
}

static void
append_words (GString    *words,
              const char *text)
{
  for (; *text != '\0'; text++)
    {
      if (!g_ascii_isspace (*text) && !g_ascii_iscntrl (*text))
        g_string_append_c (words, *text);
      else if (words->len > 0 && words->str[words->len - 1] != ' ')
        g_string_append_c (words, ' ');
    }
}

static void
add_line (PtlSaid    *self,
          GString    *words,
          const char *line,
          gboolean    is_imap)
{
  g_autofree char *report = NULL;
  const char *text;

  while (*line == ' ')
    line++;

  if (*line == '\0')
    return;

  text = take_status (self, line, is_imap);
  while (*text == ' ')
    text++;

  report = decode_report (text);
  append_words (words, " ");
  append_words (words, report != NULL ? report : text);
  if (report != NULL)
    add_mark (self, "@report", -1);
}

/* "mail.ru" and "MailRu" are the same: "%MAILRU". */
static void
add_provider (PtlSaid    *self,
              const char *provider)
{
  g_autoptr(GString) mark = g_string_new ("%");

  for (; *provider != '\0'; provider++)
    {
      if (g_ascii_isalnum (*provider))
        g_string_append_c (mark, *provider);
    }

  add_mark (self, mark->str, mark->len);
}

static PtlSaid *
said_new (guint       phases,
          const char *mechanism,
          const char *provider)
{
  PtlSaid *self = g_new0 (PtlSaid, 1);

  self->phases = phases;
  self->marks = g_ptr_array_new_with_free_func (g_free);

  if (mechanism != NULL && *mechanism != '\0')
    add_mark (self, g_ascii_strncasecmp (mechanism, "XOAUTH", strlen ("XOAUTH")) == 0 ||
                    g_ascii_strcasecmp (mechanism, "OAUTHBEARER") == 0 ? "@oauth" : "@password",
              -1);

  if (provider != NULL)
    add_provider (self, provider);

  return self;
}

static PtlSaid *
said_close (PtlSaid *self,
            GString *words)
{
  self->words = g_utf8_make_valid (g_strstrip (words->str), -1);
  self->text = g_utf8_strdown (self->words, -1);
  g_string_free (words, TRUE);

  return self;
}

/**
 * ptl_said_new:
 * @response: all lines of an answer, in any encoding
 * @is_imap: whether the lines have IMAP's tags
 * @phases: where it came
 * @mechanism: (nullable): the SASL mechanism in use
 * @provider: (nullable): the provider's short name
 *
 * Returns: (transfer full): the answer taken apart
 */
PtlSaid *
ptl_said_new (const char *response,
              gboolean    is_imap,
              guint       phases,
              const char *mechanism,
              const char *provider)
{
  PtlSaid *self = said_new (phases, mechanism, provider);
  GString *words = g_string_new (NULL);
  g_autofree char *text = to_utf8 (response);
  g_auto(GStrv) lines = g_strsplit_set (text, "\r\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    add_line (self, words, lines[i], is_imap);

  return said_close (self, words);
}

/**
 * ptl_said_new_reply:
 * @reply: a parsed answer
 * @provider: (nullable): the provider's short name
 *
 * Returns: (transfer full): the answer taken apart
 */
PtlSaid *
ptl_said_new_reply (const PtlReply *reply,
                    const char     *provider)
{
  static const guint phases[] = {
    [PTL_PHASE_GREETING] = PTL_SAID_GREETING,
    [PTL_PHASE_CAPABILITIES] = PTL_SAID_CAPABILITIES,
    [PTL_PHASE_STARTTLS] = PTL_SAID_STARTTLS,
    [PTL_PHASE_AUTH] = PTL_SAID_AUTH,
    [PTL_PHASE_MAIL] = PTL_SAID_SENDER,
    [PTL_PHASE_RCPT] = PTL_SAID_SENDER,
    [PTL_PHASE_LEAVE] = PTL_SAID_LEAVE,
  };
  PtlSaid *self = said_new (phases[reply->phase], reply->mechanism, provider);
  GString *words = g_string_new (NULL);

  if (reply->status != NULL)
    set_status (self, reply->status, -1);
  if (reply->code != NULL)
    add_mark (self, reply->code, -1);
  if (reply->text != NULL)
    append_words (words, reply->text);

  return said_close (self, words);
}
