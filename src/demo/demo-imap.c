/* demo-imap.c - the demo's IMAP server: an inbox with one letter
 *
 * RFC 3501 and RFC 9051 (IMAP4), RFC 4959 (SASL-IR), RFC 2971 (ID), RFC 7888
 * (literals that need no leave), RFC 5530 (response codes).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "demo/office.h"

#include <string.h>

/* RFC 7888, 5 allows so much in a literal that needs no leave. */
#define MAX_LITERAL_BYTES 4096
#define MAX_ARGUMENTS     16

typedef struct
{
  const PtlOffice *office;
  PtlPeer       *peer;
  gboolean       is_signed_in;
  gboolean       has_mailbox;
} Session;

static const char * const capabilities_clear[] = {
  "IMAP4rev1", "LITERAL+", "ID", "STARTTLS", "LOGINDISABLED", NULL
};

static const char * const capabilities_tls[] = {
  "IMAP4rev1", "LITERAL+", "ID", "SASL-IR",
  "AUTH=PLAIN", "AUTH=LOGIN", "AUTH=SCRAM-SHA-256", NULL
};

static const char * const login_answers[PTL_OFFICE_LOGIN_ENDS] = {
  [PTL_OFFICE_LOGIN_OK] = "OK Welcome aboard.",
  [PTL_OFFICE_LOGIN_WRONG] = "NO [AUTHENTICATIONFAILED] That is not the password.",
  [PTL_OFFICE_LOGIN_UNKNOWN] = "NO [CANNOT] No such mechanism here.",
  [PTL_OFFICE_LOGIN_CANCELLED] = "BAD As you wish.",
  [PTL_OFFICE_LOGIN_MALFORMED] = "BAD That is no answer to the challenge.",
};

static char *
capability_list (Session *self)
{
  const char * const *list = ptl_office_capabilities (self->office, self->peer,
                                                    capabilities_clear, capabilities_tls);

  return g_strjoinv (" ", (char **) list);
}

/* Reads the literal that LINE announces at its end, and the line behind it.
 * NULL if it announces none, or the client has gone. */
static char *
read_literal (Session  *self,
              char     *line,
              char    **rest)
{
  char *open = strrchr (line, '{');
  char *end;
  guint64 size;
  g_autofree char *literal = NULL;

  if (open == NULL || !g_ascii_isdigit (open[1]))
    return NULL;

  size = g_ascii_strtoull (open + 1, &end, 10);

  if (size > MAX_LITERAL_BYTES
      || (!g_str_equal (end, "}") && !g_str_equal (end, "+}")))
    return NULL;

  if (*end == '}' && !ptl_peer_send (self->peer, "+ Go on.\r\n"))
    return NULL;

  *open = '\0';
  literal = ptl_peer_read_bytes (self->peer, size);
  *rest = literal != NULL ? ptl_peer_read_line (self->peer) : NULL;

  return *rest != NULL ? g_steal_pointer (&literal) : NULL;
}

/* One atom or quoted string off the front of TEXT. */
static char *
next_word (const char **text)
{
  g_autoptr(GString) word = g_string_new (NULL);
  const char *p = *text;

  if (*p == '"')
    {
      for (p++; *p != '\0' && *p != '"'; p++)
        {
          if (*p == '\\' && p[1] != '\0')
            p++;

          g_string_append_c (word, *p);
        }

      if (*p == '"')
        p++;
    }
  else
    {
      for (; *p != '\0' && *p != ' '; p++)
        g_string_append_c (word, *p);
    }

  while (*p == ' ')
    p++;

  *text = p;
  return g_string_free (g_steal_pointer (&word), FALSE);
}

/* A whole command as its words: tag, name, arguments. NULL at the end. */
static GPtrArray *
read_command (Session *self)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *line = ptl_peer_read_line (self->peer);

  if (line == NULL)
    return NULL;

  for (;;)
    {
      g_autofree char *rest = NULL;
      g_autofree char *literal = read_literal (self, line, &rest);
      const char *text = line;

      while (*text != '\0' && words->len < MAX_ARGUMENTS)
        g_ptr_array_add (words, next_word (&text));

      if (literal == NULL)
        return ptl_peer_is_over (self->peer) ? NULL : g_steal_pointer (&words);

      g_ptr_array_add (words, g_steal_pointer (&literal));
      g_free (line);
      line = g_strdup (*rest == ' ' ? rest + 1 : rest);
    }
}

static const char *
argument (GPtrArray *words,
          guint      n)
{
  return n + 2 < words->len ? g_ptr_array_index (words, n + 2) : NULL;
}

static void
sign_in (Session    *self,
         const char *tag,
         const char *command,
         GPtrArray  *words)
{
  PtlOfficeLogin end = PTL_OFFICE_LOGIN_MALFORMED;
  const char *first = argument (words, 0);
  const char *second = argument (words, 1);

  if (!ptl_office_takes_login (self->office, self->peer))
    {
      ptl_peer_send (self->peer, "%s NO [PRIVACYREQUIRED] Begin TLS first.\r\n", tag);
      return;
    }

  if (g_str_equal (command, "LOGIN") && second != NULL)
    end = ptl_office_check_password (self->office, self->peer, first, second);
  else if (g_str_equal (command, "AUTHENTICATE") && first != NULL)
    end = ptl_office_authenticate (self->office, self->peer, first, second, "+ ");

  ptl_office_answer_login (self->office, self->peer, end, tag, login_answers);
  self->is_signed_in = end == PTL_OFFICE_LOGIN_OK;
}

static void
select_mailbox (Session    *self,
                const char *tag,
                const char *name,
                gboolean    is_read_only)
{
  self->has_mailbox = name != NULL && g_ascii_strcasecmp (name, "INBOX") == 0;

  if (!self->has_mailbox)
    {
      ptl_peer_send (self->peer, "%s NO [NONEXISTENT] There is an INBOX only.\r\n", tag);
      return;
    }

  ptl_peer_send (self->peer,
                 "* FLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft)\r\n"
                 "* OK [PERMANENTFLAGS ()] None is kept\r\n"
                 "* 1 EXISTS\r\n* 0 RECENT\r\n"
                 "* OK [UIDVALIDITY 1] Always\r\n* OK [UIDNEXT 2] The next\r\n"
                 "%s OK [%s] Done.\r\n",
                 tag, is_read_only ? "READ-ONLY" : "READ-WRITE");
}

/* Whatever is asked for: the whole of the one letter, which answers most. */
static void
fetch (Session    *self,
       const char *tag)
{
  g_autofree char *letter = ptl_office_letter (self->office);
  gsize size = strlen (letter);

  ptl_peer_send (self->peer,
                 "* 1 FETCH (UID 1 FLAGS (\\Seen) INTERNALDATE \"21-Nov-2026 08:00:00 +0000\" "
                 "RFC822.SIZE %" G_GSIZE_FORMAT " BODY[] {%" G_GSIZE_FORMAT "}\r\n%s)\r\n"
                 "%s OK Done.\r\n",
                 size, size, letter, tag);
}

/* Commands after the login. FALSE if it is none of them. */
static gboolean
mail_state (Session    *self,
            const char *tag,
            const char *command,
            GPtrArray  *words)
{
  if (g_str_equal (command, "LIST") || g_str_equal (command, "LSUB"))
    ptl_peer_send (self->peer, "* %s () \"/\" INBOX\r\n%s OK Done.\r\n", command, tag);
  else if (g_str_equal (command, "STATUS") && argument (words, 0) != NULL)
    ptl_peer_send (self->peer,
                   "* STATUS INBOX (MESSAGES 1 RECENT 0 UIDNEXT 2 UIDVALIDITY 1 UNSEEN 0)\r\n"
                   "%s OK Done.\r\n", tag);
  else if (g_str_equal (command, "SELECT") || g_str_equal (command, "EXAMINE"))
    select_mailbox (self, tag, argument (words, 0), g_str_equal (command, "EXAMINE"));
  else if (self->has_mailbox && g_str_equal (command, "FETCH"))
    fetch (self, tag);
  else if (self->has_mailbox && g_str_equal (command, "UID")
           && g_ascii_strcasecmp (argument (words, 0) != NULL ? argument (words, 0) : "",
                                  "FETCH") == 0)
    fetch (self, tag);
  else if (self->has_mailbox && g_str_equal (command, "SEARCH"))
    ptl_peer_send (self->peer, "* SEARCH 1\r\n%s OK Done.\r\n", tag);
  else if (self->has_mailbox && (g_str_equal (command, "CLOSE") || g_str_equal (command, "CHECK")))
    ptl_peer_send (self->peer, "%s OK Done.\r\n", tag);
  else
    return FALSE;

  return TRUE;
}

/* FALSE when the conversation is over. */
static gboolean
obey (Session   *self,
      GPtrArray *words)
{
  const char *tag = words->len > 0 ? g_ptr_array_index (words, 0) : "*";
  g_autofree char *command = g_ascii_strup (words->len > 1 ? g_ptr_array_index (words, 1) : "", -1);

  ptl_office_note_command (self->office, self->peer, command);

  if (ptl_script_reply (self->office->script, self->peer, command, tag))
    return TRUE;

  if (g_str_equal (command, "LOGOUT"))
    {
      ptl_peer_send (self->peer, "* BYE Fair winds.\r\n%s OK Done.\r\n", tag);
      return FALSE;
    }

  if (g_str_equal (command, "STARTTLS") && !ptl_peer_is_tls (self->peer))
    {
      g_autofree char *answer = g_strdup_printf ("%s OK Begin TLS now.\r\n", tag);

      return ptl_office_start_tls (self->office, self->peer, tag, answer);
    }

  if (g_str_equal (command, "CAPABILITY"))
    {
      g_autofree char *list = capability_list (self);
      g_autofree char *answer = g_strdup_printf ("* CAPABILITY %s\r\n%s OK Done.\r\n", list, tag);

      ptl_office_say (self->office, self->peer, tag, answer);
    }
  else if (g_str_equal (command, "NOOP"))
    ptl_peer_send (self->peer, "%s OK Here.\r\n", tag);
  else if (g_str_equal (command, "ID"))
    ptl_peer_send (self->peer, "* ID (\"name\" \"Portolan demo\")\r\n%s OK Done.\r\n", tag);
  else if (!self->is_signed_in
           && (g_str_equal (command, "LOGIN") || g_str_equal (command, "AUTHENTICATE")))
    sign_in (self, tag, command, words);
  else if (!self->is_signed_in || !mail_state (self, tag, command, words))
    ptl_peer_send (self->peer, "%s BAD Not known, or not now.\r\n", tag);

  return TRUE;
}

void
ptl_demo_imap (PtlPeer  *peer,
               gpointer  user_data)
{
  Session self = { .office = user_data, .peer = peer };
  g_autofree char *list = capability_list (&self);
  g_autofree char *greeting = g_strdup_printf ("* OK [CAPABILITY %s] The demo is ready.\r\n", list);
  gboolean goes_on = ptl_office_greet (self.office, peer, greeting);

  while (goes_on)
    {
      g_autoptr(GPtrArray) words = read_command (&self);

      goes_on = words != NULL && obey (&self, words);
    }
}
