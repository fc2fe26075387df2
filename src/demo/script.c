/* script.c - where a server departs from the truth
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "demo/script.h"

#include <string.h>

/* What {flood} sends at most: far more than a client may take. */
#define FLOOD_BYTES       (64 * 1024 * 1024)
#define FLOOD_PIECE_BYTES (64 * 1024)
/* {pause}: long enough for the rest to be another segment. */
#define PAUSE_MS          60
/* {stall}: longer than any client waits. */
#define STALL_MS          30000
/* {drip}: slow, but never so slow that one wait alone is too long. */
#define DRIP_MS           100
#define MAX_REPEAT        (1024 * 1024)

/* The tag that a client which counts would use next: A007 for A006. */
static char *
next_tag (const char *tag)
{
  g_autofree char *next = g_strdup (tag);

  for (gsize i = strlen (next); i > 0 && g_ascii_isdigit (next[i - 1]); i--)
    {
      if (next[i - 1] != '9')
        {
          next[i - 1]++;
          break;
        }

      next[i - 1] = '0';
    }

  return g_steal_pointer (&next);
}

static void
flood (PtlPeer    *peer,
       const char *piece)
{
  g_autoptr(GString) block = g_string_new (NULL);
  gsize sent = 0;

  while (block->len < FLOOD_PIECE_BYTES)
    g_string_append (block, *piece != '\0' ? piece : "x");

  while (sent < FLOOD_BYTES && ptl_peer_send_bytes (peer, block->str, block->len))
    sent += block->len;

  ptl_peer_hang_up (peer);
}

static void
drip (PtlPeer    *peer,
      const char *piece)
{
  for (guint waited_ms = 0; waited_ms < STALL_MS; waited_ms += DRIP_MS)
    if (!ptl_peer_send (peer, "%s", piece) || !ptl_peer_pause (peer, DRIP_MS))
      break;

  ptl_peer_hang_up (peer);
}

static void
repeat (GString    *out,
        const char *times_and_piece)
{
  char *piece;
  guint64 n = g_ascii_strtoull (times_and_piece, &piece, 10);

  if (*piece == ' ')
    piece++;

  for (guint64 i = 0; i < n && out->len < MAX_REPEAT; i++)
    g_string_append (out, piece);
}

static void
flush (PtlPeer *peer,
       GString *out)
{
  if (out->len > 0)
    ptl_peer_send_bytes (peer, out->str, out->len);

  g_string_truncate (out, 0);
}

/* What the peer sees of {word}: bytes for out, or something that happens. */
static void
perform (const PtlScript *self,
         PtlPeer         *peer,
         GString         *out,
         const char      *word,
         const char      *tag,
         const char      *honest)
{
  const char *value = g_hash_table_lookup (self->values, word);

  if (value != NULL)
    g_string_append (out, value);
  else if (g_str_equal (word, "tag"))
    g_string_append (out, tag);
  else if (g_str_equal (word, "honest"))
    g_string_append (out, honest);
  else if (g_str_equal (word, "nul"))
    g_string_append_c (out, '\0');
  else if (g_ascii_isdigit (*word) || *word == '-')
    g_string_append_printf (out, "{%s}", word);   /* an IMAP literal's size */
  else if (g_str_has_prefix (word, "repeat "))
    repeat (out, word + strlen ("repeat "));
  else if (g_str_equal (word, "next-tag"))
    {
      g_autofree char *next = next_tag (tag);

      g_string_append (out, next);
    }
  else
    {
      flush (peer, out);

      if (g_str_equal (word, "pause"))
        ptl_peer_pause (peer, PAUSE_MS);
      else if (g_str_has_prefix (word, "flood "))
        flood (peer, word + strlen ("flood "));
      else if (g_str_has_prefix (word, "drip "))
        drip (peer, word + strlen ("drip "));
      else if (g_str_equal (word, "stall"))
        ptl_peer_pause (peer, STALL_MS);
      else if (!g_str_equal (word, "close") && !g_str_equal (word, "silence"))
        g_critical ("Nothing is known as {%s}", word);

      if (!g_str_equal (word, "pause") && !g_str_equal (word, "silence"))
        ptl_peer_hang_up (peer);
    }
}

PtlScript *
ptl_script_new (void)
{
  PtlScript *self = g_new0 (PtlScript, 1);

  self->on = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->on_tls = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

void
ptl_script_free (PtlScript *self)
{
  g_free (self->greeting);
  g_free (self->after_greeting);
  g_strfreev (self->capabilities);
  g_strfreev (self->capabilities_tls);
  g_free (self->start_tls);
  g_free (self->after_tls);
  g_free (self->login);
  g_free (self->scram);
  g_hash_table_unref (self->on);
  g_hash_table_unref (self->on_tls);
  g_hash_table_unref (self->values);
  g_free (self);
}

/**
 * ptl_script_say:
 * @self: (nullable): the deviations
 * @peer: who hears it
 * @text: (nullable): what they want said here
 * @tag: the command's tag, or ""
 * @honest: what an honest server says here
 *
 * Says @text, or @honest if there is none. In @text there may be `{honest}`;
 * `{tag}`, `{next-tag}`; `{nul}`; `{repeat N TEXT}`; `{pause}` (what follows
 * comes in another segment); `{flood TEXT}` (TEXT without end), `{drip TEXT}`
 * (TEXT again and again, slowly), `{stall}` (nothing more, but stay), `{close}`,
 * `{silence}` (nothing); and the script's own values.
 *
 * Returns: %FALSE if the conversation is over
 */
gboolean
ptl_script_say (const PtlScript *self,
                PtlPeer         *peer,
                const char      *text,
                const char      *tag,
                const char      *honest)
{
  g_autoptr(GString) out = g_string_new (NULL);

  if (self == NULL || text == NULL)
    return ptl_peer_send (peer, "%s", honest);

  while (*text != '\0')
    {
      const char *open = strchr (text, '{');
      const char *close = open != NULL ? strchr (open, '}') : NULL;
      g_autofree char *word = NULL;

      if (close == NULL)
        {
          g_string_append (out, text);
          break;
        }

      g_string_append_len (out, text, open - text);
      word = g_strndup (open + 1, close - open - 1);
      perform (self, peer, out, word, tag, honest);
      text = close + 1;
    }

  flush (peer, out);
  return !ptl_peer_is_over (peer);
}

/**
 * ptl_script_reply:
 * @self: (nullable): the deviations
 * @peer: who sent a command
 * @command: which, in capitals
 * @tag: its tag, or ""
 *
 * Says what the script wants said to @command, if it does.
 *
 * Returns: %TRUE if that was all that @command gets
 */
gboolean
ptl_script_reply (const PtlScript *self,
                  PtlPeer         *peer,
                  const char      *command,
                  const char      *tag)
{
  GHashTable *table;
  const char *text;

  if (self == NULL)
    return FALSE;

  table = ptl_peer_is_tls (peer) ? self->on_tls : self->on;
  text = g_hash_table_lookup (table, command);

  if (text == NULL)
    return FALSE;

  ptl_script_say (self, peer, text, tag, "");
  return TRUE;
}
