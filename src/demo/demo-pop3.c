/* demo-pop3.c - the demo's POP3 server: one letter in the box
 *
 * RFC 1939 (POP3), RFC 2449 (CAPA), RFC 2595 (STLS), RFC 3206 (AUTH-RESP-CODE),
 * RFC 5034 (AUTH).
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
  char          *user;
  gboolean       is_signed_in;
} Session;

static const char * const capabilities_clear[] = {
  "CAPA", "TOP", "UIDL", "RESP-CODES", "AUTH-RESP-CODE", "STLS", NULL
};

static const char * const capabilities_tls[] = {
  "CAPA", "TOP", "UIDL", "RESP-CODES", "AUTH-RESP-CODE", "USER",
  "SASL PLAIN LOGIN SCRAM-SHA-256", NULL
};

static const char * const login_answers[PTL_OFFICE_LOGIN_ENDS] = {
  [PTL_OFFICE_LOGIN_OK] = "+OK Welcome aboard.",
  [PTL_OFFICE_LOGIN_WRONG] = "-ERR [AUTH] That is not the password.",
  [PTL_OFFICE_LOGIN_UNKNOWN] = "-ERR No such mechanism here.",
  [PTL_OFFICE_LOGIN_CANCELLED] = "-ERR As you wish.",
  [PTL_OFFICE_LOGIN_MALFORMED] = "-ERR That is no answer to the challenge.",
};

static void
send_capabilities (Session *self)
{
  const char * const *list = ptl_office_capabilities (self->office, self->peer,
                                                    capabilities_clear, capabilities_tls);
  g_autoptr(GString) text = g_string_new ("+OK What we can do:\r\n");

  for (guint i = 0; list[i] != NULL; i++)
    g_string_append_printf (text, "%s\r\n", list[i]);

  g_string_append (text, ".\r\n");
  ptl_office_say (self->office, self->peer, "", text->str);
}

static void
end_login (Session        *self,
           PtlOfficeLogin  end)
{
  ptl_office_answer_login (self->office, self->peer, end, "", login_answers);
  self->is_signed_in = end == PTL_OFFICE_LOGIN_OK;
}

/* Commands before the login. FALSE if it is none of them. */
static gboolean
greet_state (Session     *self,
             const char  *command,
             char       **words)
{
  if (g_str_equal (command, "STLS") && !ptl_peer_is_tls (self->peer))
    {
      if (!ptl_office_start_tls (self->office, self->peer, "", "+OK Begin TLS now.\r\n"))
        ptl_peer_hang_up (self->peer);
    }
  else if (!ptl_office_takes_login (self->office, self->peer)
           && (g_str_equal (command, "USER") || g_str_equal (command, "AUTH")))
    ptl_peer_send (self->peer, "-ERR Begin TLS first.\r\n");
  else if (g_str_equal (command, "USER") && words[1] != NULL)
    {
      g_free (self->user);
      self->user = g_strdup (words[1]);
      ptl_peer_send (self->peer, "+OK And the password?\r\n");
    }
  else if (g_str_equal (command, "PASS") && self->user != NULL && words[1] != NULL)
    {
      /* A password may have blanks in it. */
      g_autofree char *password = g_strjoinv (" ", words + 1);

      end_login (self, ptl_office_check_password (self->office, self->peer, self->user, password));
    }
  else if (g_str_equal (command, "AUTH") && words[1] != NULL)
    end_login (self, ptl_office_authenticate (self->office, self->peer, words[1], words[2], "+ "));
  else
    return FALSE;

  return TRUE;
}

/* Commands after it. */
static gboolean
mail_state (Session     *self,
            const char  *command,
            char       **words)
{
  g_autofree char *letter = ptl_office_letter (self->office);
  gsize size = strlen (letter);
  gboolean is_one = words[1] != NULL && g_str_equal (words[1], "1");
  gboolean is_all = words[1] == NULL;

  if (g_str_equal (command, "STAT"))
    ptl_peer_send (self->peer, "+OK 1 %" G_GSIZE_FORMAT "\r\n", size);
  else if (g_str_equal (command, "LIST") && is_all)
    ptl_peer_send (self->peer, "+OK\r\n1 %" G_GSIZE_FORMAT "\r\n.\r\n", size);
  else if (g_str_equal (command, "LIST") && is_one)
    ptl_peer_send (self->peer, "+OK 1 %" G_GSIZE_FORMAT "\r\n", size);
  else if (g_str_equal (command, "UIDL") && is_all)
    ptl_peer_send (self->peer, "+OK\r\n1 welcome-1\r\n.\r\n");
  else if (g_str_equal (command, "UIDL") && is_one)
    ptl_peer_send (self->peer, "+OK 1 welcome-1\r\n");
  else if ((g_str_equal (command, "RETR") || g_str_equal (command, "TOP")) && is_one)
    ptl_peer_send (self->peer, "+OK\r\n%s.\r\n", letter);
  else if (g_str_equal (command, "DELE") && is_one)
    ptl_peer_send (self->peer, "+OK It will be back.\r\n");
  else if (g_str_equal (command, "RSET"))
    ptl_peer_send (self->peer, "+OK\r\n");
  else if (is_one || is_all)
    return FALSE;
  else
    ptl_peer_send (self->peer, "-ERR There is one letter only.\r\n");

  return TRUE;
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
      ptl_peer_send (self->peer, "+OK Fair winds.\r\n");
      return FALSE;
    }

  if (g_str_equal (command, "CAPA"))
    send_capabilities (self);
  else if (g_str_equal (command, "NOOP"))
    ptl_peer_send (self->peer, "+OK\r\n");
  else if (!(self->is_signed_in ? mail_state : greet_state) (self, command, words))
    ptl_peer_send (self->peer, "-ERR Not known, or not now.\r\n");

  return TRUE;
}

void
ptl_demo_pop3 (PtlPeer  *peer,
               gpointer  user_data)
{
  Session self = { .office = user_data, .peer = peer };
  gboolean goes_on = ptl_office_greet (self.office, peer, "+OK The demo is ready.\r\n");

  while (goes_on)
    {
      g_autofree char *line = ptl_peer_read_line (peer);

      goes_on = line != NULL && obey (&self, line);
    }

  g_free (self.user);
}
