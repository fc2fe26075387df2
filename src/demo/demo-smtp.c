/* demo-smtp.c - the demo's submission server: takes letters and drops them
 *
 * RFC 5321 (SMTP), RFC 6409 (submission), RFC 3207 (STARTTLS), RFC 4954 (AUTH),
 * RFC 2034 and 3463 (enhanced status codes).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "demo/office.h"

#include <string.h>

typedef struct
{
  const PtlOffice *office;
  PtlPeer       *peer;
  gboolean       is_signed_in;
  gboolean       has_sender;
  gboolean       has_recipient;
} Session;

static const char * const capabilities_clear[] = {
  "PIPELINING", "SIZE 10485760", "8BITMIME", "ENHANCEDSTATUSCODES", "STARTTLS", NULL
};

static const char * const capabilities_tls[] = {
  "PIPELINING", "SIZE 10485760", "8BITMIME", "ENHANCEDSTATUSCODES",
  "AUTH PLAIN LOGIN SCRAM-SHA-256", NULL
};

static const char * const login_answers[PTL_OFFICE_LOGIN_ENDS] = {
  [PTL_OFFICE_LOGIN_OK] = "235 2.7.0 Welcome aboard.",
  [PTL_OFFICE_LOGIN_WRONG] = "535 5.7.8 That is not the password.",
  [PTL_OFFICE_LOGIN_UNKNOWN] = "504 5.5.4 No such mechanism here.",
  [PTL_OFFICE_LOGIN_CANCELLED] = "501 5.7.0 As you wish.",
  [PTL_OFFICE_LOGIN_MALFORMED] = "501 5.5.2 That is no answer to the challenge.",
};

static void
send_capabilities (Session *self)
{
  const char * const *list = ptl_office_capabilities (self->office, self->peer,
                                                    capabilities_clear, capabilities_tls);
  g_autoptr(GString) text = g_string_new (NULL);
  const char *last = self->office->domain;

  for (guint i = 0; list[i] != NULL; i++)
    {
      g_string_append_printf (text, "250-%s\r\n", last);
      last = list[i];
    }

  g_string_append_printf (text, "250 %s\r\n", last);
  ptl_office_say (self->office, self->peer, "", text->str);
}

/* What stands between < and > in "MAIL FROM:<ann@demo.test> SIZE=1". */
static char *
bracketed (const char *line)
{
  const char *open = strchr (line, '<');
  const char *close = open != NULL ? strchr (open, '>') : NULL;

  return close != NULL ? g_strndup (open + 1, close - open - 1) : NULL;
}

static gboolean
is_own (Session    *self,
        const char *address)
{
  const char *at = strrchr (address, '@');

  return at != NULL && g_ascii_strcasecmp (at + 1, self->office->domain) == 0;
}

static void
authenticate (Session  *self,
              char    **words)
{
  PtlOfficeLogin end;

  if (!ptl_office_takes_login (self->office, self->peer))
    {
      ptl_peer_send (self->peer, "530 5.7.0 Begin TLS first.\r\n");
      return;
    }

  if (self->is_signed_in || words[1] == NULL)
    {
      ptl_peer_send (self->peer, "503 5.5.1 Not now.\r\n");
      return;
    }

  end = ptl_office_authenticate (self->office, self->peer, words[1], words[2], "334 ");
  ptl_office_answer_login (self->office, self->peer, end, "", login_answers);
  self->is_signed_in = end == PTL_OFFICE_LOGIN_OK;
}

static void
take_letter (Session *self)
{
  gboolean is_over = FALSE;

  if (!ptl_peer_send (self->peer, "354 Go on, end with a dot.\r\n"))
    return;

  while (!is_over)
    {
      g_autofree char *line = ptl_peer_read_line (self->peer);

      if (line == NULL)
        return;

      is_over = g_str_equal (line, ".");
    }

  self->has_sender = self->has_recipient = FALSE;
  ptl_peer_send (self->peer, "250 2.0.0 Taken, and dropped: this is a demo.\r\n");
}

/* MAIL, RCPT, DATA. */
static gboolean
mail_state (Session    *self,
            const char *command,
            const char *line)
{
  g_autofree char *address = bracketed (line);

  if (g_str_equal (command, "MAIL") && address != NULL)
    {
      self->has_sender = is_own (self, address);
      ptl_peer_send (self->peer, self->has_sender ? "250 2.1.0 From there.\r\n"
                                                  : "553 5.7.1 That address is not yours.\r\n");
    }
  else if (g_str_equal (command, "RCPT") && address != NULL && self->has_sender)
    {
      self->has_recipient |= is_own (self, address);
      ptl_peer_send (self->peer, is_own (self, address)
                                 ? "250 2.1.5 To there.\r\n"
                                 : "550 5.7.1 The demo sends no mail out of the house.\r\n");
    }
  else if (g_str_equal (command, "DATA") && self->has_recipient)
    take_letter (self);
  else
    return FALSE;

  return TRUE;
}

static gboolean
is_mail_command (const char *command)
{
  return g_str_equal (command, "MAIL") || g_str_equal (command, "RCPT")
         || g_str_equal (command, "DATA");
}

/* FALSE when the conversation is over. */
static gboolean
obey (Session *self,
      char    *line)
{
  g_auto(GStrv) words = g_strsplit (line, " ", -1);
  g_autofree char *command = g_ascii_strup (words[0] != NULL ? words[0] : "", -1);

  ptl_office_note_command (self->office, self->peer, command);

  if (ptl_script_reply (self->office->script, self->peer, command, ""))
    return TRUE;

  if (g_str_equal (command, "QUIT"))
    {
      ptl_peer_send (self->peer, "221 2.0.0 Fair winds.\r\n");
      return FALSE;
    }

  if (g_str_equal (command, "EHLO"))
    send_capabilities (self);
  else if (g_str_equal (command, "HELO"))
    ptl_peer_send (self->peer, "250 %s\r\n", self->office->domain);
  else if (g_str_equal (command, "STARTTLS") && !ptl_peer_is_tls (self->peer))
    return ptl_office_start_tls (self->office, self->peer, "", "220 2.0.0 Begin TLS now.\r\n");
  else if (g_str_equal (command, "AUTH"))
    authenticate (self, words);
  else if (g_str_equal (command, "NOOP"))
    ptl_peer_send (self->peer, "250 2.0.0 Here.\r\n");
  else if (g_str_equal (command, "VRFY"))
    ptl_peer_send (self->peer, "252 2.5.0 Try and see.\r\n");
  else if (g_str_equal (command, "RSET"))
    {
      self->has_sender = self->has_recipient = FALSE;
      ptl_peer_send (self->peer, "250 2.0.0 Forgotten.\r\n");
    }
  else if (is_mail_command (command) && !self->is_signed_in)
    ptl_peer_send (self->peer, "530 5.7.0 Sign in first.\r\n");
  else if (!mail_state (self, command, line))
    ptl_peer_send (self->peer, "503 5.5.1 Not known, or not now.\r\n");

  return TRUE;
}

void
ptl_demo_smtp (PtlPeer  *peer,
               gpointer  user_data)
{
  Session self = { .office = user_data, .peer = peer };
  g_autofree char *greeting = g_strdup_printf ("220 %s ESMTP The demo is ready.\r\n",
                                               self.office->domain);
  gboolean goes_on = ptl_office_greet (self.office, peer, greeting);

  while (goes_on)
    {
      g_autofree char *line = ptl_peer_read_line (peer);

      goes_on = line != NULL && obey (&self, line);
    }
}
