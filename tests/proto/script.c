/* script.c - a conversation in a text file, played as a server
 *
 * What the lines mean stands in tests/dialogues/README.md.
 *
 * It needs no thread: what the server says next is worked out when we read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "script.h"

#include <string.h>

#include "scram-server.h"
#include "script-stream.h"
#include "script-text.h"

typedef struct
{
  char  kind;
  char *text;
} Line;

struct _Script
{
  GPtrArray   *lines;
  GHashTable  *values;
  GPtrArray   *claims;
  char        *ending;

  guint        next;
  gboolean     by_byte;
  gboolean     is_secure;
  GString     *to_client;
  gsize        n_said;        /* of to_client */
  GString     *from_client;
  GString     *cleartext;
  GHashTable  *tags;
  char        *tag;
  char        *complaint;
  ScramServer  scram;
  GIOStream   *stream;
};

static void
line_free (Line *line)
{
  g_free (line->text);
  g_free (line);
}

static void
add_line (Script     *self,
          const char *text)
{
  Line *line;

  if (*text == '\0' || *text == '#')
    return;

  if (g_str_has_prefix (text, "@ TLS") || g_str_has_prefix (text, "@ stall"))
    {
      line = g_new0 (Line, 1);
      line->kind = text[2];
      g_ptr_array_add (self->lines, line);
    }
  else if (text[0] == '@')
    {
      g_auto(GStrv) words = g_strsplit (text + 2, " ", 2);

      g_hash_table_insert (self->values, g_strdup (words[0]),
                           g_strdup (words[1] != NULL ? words[1] : ""));
    }
  else if (text[0] == '=')
    {
      self->ending = g_strdup (text + 2);
    }
  else if (text[0] == '~')
    {
      g_ptr_array_add (self->claims, g_strdup (text + 2));
    }
  else
    {
      g_assert (strchr ("SERrC", text[0]) != NULL && text[1] == ':');
      line = g_new0 (Line, 1);
      line->kind = text[0];
      line->text = g_strdup (text[2] == ' ' ? text + 3 : text + 2);
      g_ptr_array_add (self->lines, line);
    }
}

Script *
script_read (const char *path)
{
  Script *self = g_new0 (Script, 1);
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->claims = g_ptr_array_new_with_free_func (g_free);
  self->to_client = g_string_new (NULL);
  self->from_client = g_string_new (NULL);
  self->cleartext = g_string_new (NULL);
  self->tags = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    add_line (self, lines[i]);

  g_assert_nonnull (self->ending);
  g_assert_nonnull (script_get (self, "protocol"));
  return self;
}

void
script_free (Script *self)
{
  g_clear_object (&self->stream);
  scram_server_clear (&self->scram);
  g_ptr_array_unref (self->lines);
  g_hash_table_unref (self->values);
  g_ptr_array_unref (self->claims);
  g_string_free (self->to_client, TRUE);
  g_string_free (self->from_client, TRUE);
  g_string_free (self->cleartext, TRUE);
  g_hash_table_unref (self->tags);
  g_free (self->ending);
  g_free (self->tag);
  g_free (self->complaint);
  g_free (self);
}

const char *
script_get (Script     *self,
            const char *key)
{
  return g_hash_table_lookup (self->values, key);
}

const char *
script_get_ending (Script *self)
{
  return self->ending;
}

GPtrArray *
script_get_claims (Script *self)
{
  return self->claims;
}

const char *
script_get_complaint (Script *self)
{
  return self->complaint;
}

const char *
script_get_cleartext (Script *self)
{
  return self->cleartext->str;
}

static void G_GNUC_PRINTF (2, 3)
complain (Script     *self,
          const char *format,
          ...)
{
  va_list args;

  if (self->complaint != NULL)
    return;

  va_start (args, format);
  self->complaint = g_strdup_vprintf (format, args);
  va_end (args);
}

static char *
encode_inner (Script     *self,
              const char *inner)
{
  if (g_str_has_prefix (inner, "r="))
    {
      g_free (self->scram.server_first);
      self->scram.server_first = g_strdup (inner);
    }

  return g_base64_encode ((const guchar *) inner, strlen (inner));
}

static void
replace_placeholder (Script     *self,
                     GString    *text,
                     const char *open,
                     gboolean    is_base64)
{
  char *start = strstr (text->str, open);
  char *end = start != NULL ? strchr (start, '>') : NULL;
  g_autofree char *inner = NULL;
  g_autofree char *other = NULL;
  g_autofree char *whole = NULL;

  if (end == NULL)
    return;

  inner = g_strndup (start + strlen (open), end - start - strlen (open));
  whole = g_strndup (start, end + 1 - start);
  other = is_base64 ? encode_inner (self, inner) : g_strnfill (script_parse_number (inner), 'x');
  g_string_replace (text, whole, other, 0);
}

static char *
expand (Script     *self,
        const char *line)
{
  GString *text = g_string_new (line);

  if (self->tag != NULL)
    {
      g_autofree char *next = script_guess_next_tag (self->tag);

      g_string_replace (text, "<tag>", self->tag, 0);
      g_string_replace (text, "<nexttag>", next, 0);
    }

  if (strstr (text->str, "<nonce>") != NULL)
    {
      g_autofree char *nonce = scram_server_get_nonce (&self->scram);

      g_string_replace (text, "<nonce>", nonce, 0);
    }

  if (strstr (text->str, "<v>") != NULL && self->scram.server_first != NULL)
    {
      g_autofree char *signature = scram_server_sign (&self->scram);

      g_string_replace (text, "<v>", signature, 0);
    }

  replace_placeholder (self, text, "<long:", FALSE);
  replace_placeholder (self, text, "<b64:", TRUE);

  return g_string_free (text, FALSE);
}

static void
say (Script     *self,
     const Line *line)
{
  g_autofree char *text = expand (self, line->text);
  const char *rest = strchr (text, ' ');
  guint n_times = 1;

  if (line->kind == 'E')
    {
      script_append_escaped (self->to_client, text);
      return;
    }

  if (line->kind == 'R' || line->kind == 'r')
    n_times = script_parse_number (text);
  else
    rest = NULL;

  for (guint i = 0; i < n_times; i++)
    {
      g_string_append (self->to_client, rest != NULL ? rest + 1 : text);

      if (line->kind != 'r')
        g_string_append (self->to_client, "\r\n");
    }
}

/* The tag, if @expected begins with one; it must be a new one each time. */
static gboolean
take_tag (Script      *self,
          const char **expected,
          const char **said)
{
  gsize length = strcspn (*said, " ");

  if (!g_str_has_prefix (*expected, "<tag>"))
    return TRUE;

  g_free (self->tag);
  self->tag = g_strndup (*said, length);
  *expected += strlen ("<tag>");
  *said += length;

  return length > 0 && g_hash_table_add (self->tags, g_strdup (self->tag));
}

static gboolean
take_scram (Script     *self,
            const char *said,
            gboolean    is_final)
{
  gsize length;
  g_autofree guchar *bytes = g_base64_decode (said, &length);
  g_autofree char *message = g_strndup ((const char *) bytes, length);

  self->scram.password = script_get (self, "server-password");
  if (self->scram.password == NULL)
    self->scram.password = script_get (self, "password");

  return is_final ? scram_server_take_final (&self->scram, message)
                  : scram_server_take_first (&self->scram, message);
}

static gboolean
is_what_we_expect (Script     *self,
                   const char *expected,
                   const char *said)
{
  const char *first;
  const char *final;
  gboolean is_wrong;
  g_autofree char *expanded = NULL;

  if (!take_tag (self, &expected, &said))
    return FALSE;

  is_wrong = strstr (expected, "<bad-final>") != NULL;
  first = strstr (expected, "<first>");
  final = strstr (expected, is_wrong ? "<bad-final>" : "<final>");

  if (first == NULL && final == NULL)
    {
      expanded = expand (self, expected);
      return g_str_equal (expanded, said);
    }

  if (strncmp (expected, said, (first != NULL ? first : final) - expected) != 0)
    return FALSE;

  return take_scram (self, said + ((first != NULL ? first : final) - expected), final != NULL) !=
         is_wrong;
}

static gboolean
hear (Script     *self,
      const Line *line)
{
  const char *end = strstr (self->from_client->str, "\r\n");
  g_autofree char *said = NULL;

  if (end == NULL)
    {
      complain (self, "expected “%s”, and heard nothing more", line->text);
      return FALSE;
    }

  said = g_strndup (self->from_client->str, end - self->from_client->str);
  g_string_erase (self->from_client, 0, strlen (said) + strlen ("\r\n"));

  if (strstr (line->text, "SCRAM-SHA-") != NULL)
    self->scram.digest = strstr (line->text, "SHA-256") != NULL ? "SHA256" : "SHA1";

  if (strstr (line->text, "<final>") != NULL && self->scram.server_first == NULL)
    complain (self, "the case has no first message of the server");
  else if (!is_what_we_expect (self, line->text, said))
    complain (self, "expected “%s”, heard “%s”", line->text, said);

  return self->complaint == NULL;
}

/* Works out what the server says next; 's' stalls, '\0' is the end. */
static char
advance (Script *self)
{
  while (self->next < self->lines->len)
    {
      const Line *line = g_ptr_array_index (self->lines, self->next);

      if (line->kind == 'C' && self->to_client->len > 0)
        return 'S';

      if (line->kind == 'T' || line->kind == 's')
        return self->to_client->len > 0 ? 'S' : line->kind;

      self->next++;

      if (line->kind != 'C')
        say (self, line);
      else if (!hear (self, line))
        return '\0';
    }

  return self->to_client->len > 0 ? 'S' : '\0';
}

static gssize
read_script (char     *buffer,
             gsize     count,
             gpointer  user_data,
             GError  **error)
{
  Script *self = user_data;

  if (self->to_client->len == 0 && advance (self) == 's')
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "The server is silent");
      return -1;
    }

  count = MIN (count, self->to_client->len - self->n_said);
  count = self->by_byte ? MIN (count, 1) : count;
  memcpy (buffer, self->to_client->str + self->n_said, count);
  self->n_said += count;

  if (self->n_said == self->to_client->len)
    {
      g_string_truncate (self->to_client, 0);
      self->n_said = 0;
    }

  return count;
}

static void
write_script (const char *buffer,
              gsize       count,
              gpointer    user_data)
{
  Script *self = user_data;

  g_string_append_len (self->from_client, buffer, count);

  if (!self->is_secure)
    g_string_append_len (self->cleartext, buffer, count);
}

/* From the start, in whole segments or one byte a read. */
void
script_play (Script   *self,
             gboolean  by_byte)
{
  const char *security = script_get (self, "security");

  self->next = 0;
  self->by_byte = by_byte;
  self->is_secure = security == NULL || g_str_equal (security, "tls");
  g_string_truncate (self->to_client, 0);
  self->n_said = 0;
  g_string_truncate (self->from_client, 0);
  g_string_truncate (self->cleartext, 0);
  g_clear_pointer (&self->complaint, g_free);
  g_clear_pointer (&self->tag, g_free);
  scram_server_clear (&self->scram);
  self->scram.digest = NULL;
  g_clear_object (&self->stream);
  self->stream = script_stream_new (read_script, write_script, self);
}

GIOStream *
script_get_stream (Script *self)
{
  return self->stream;
}

/* Whether the server is where it goes over to TLS as well. */
gboolean
script_start_tls (Script *self)
{
  const Line *line = self->next < self->lines->len ? g_ptr_array_index (self->lines, self->next)
                                                   : NULL;

  if (line == NULL || line->kind != 'T' || self->to_client->len > 0 ||
      self->from_client->len > 0)
    return FALSE;

  self->next++;
  self->is_secure = TRUE;
  return TRUE;
}

/* What we said and the script does not have, or what it has and we did not. */
char *
script_get_unexpected (Script *self)
{
  while (self->next < self->lines->len && self->complaint == NULL)
    {
      const Line *line = g_ptr_array_index (self->lines, self->next++);

      if (line->kind == 'C')
        hear (self, line);
    }

  return self->from_client->len > 0 ? g_strdup (self->from_client->str) : NULL;
}
