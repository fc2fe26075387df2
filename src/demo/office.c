/* office.c - what the demo's three servers share: one user, and how to sign in
 *
 * SASL: RFC 4422, PLAIN: RFC 4616, LOGIN: draft-murchison-sasl-login.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "demo/office.h"

#include <string.h>

#include "demo/scram.h"

typedef PtlOfficeLogin (*Mechanism) (const PtlOffice *self,
                                   PtlPeer       *peer,
                                   const char    *initial,
                                   const char    *prompt);

static GString *
decode (const char *base64)
{
  gsize length;
  g_autofree char *data = (char *) g_base64_decode (base64, &length);

  return g_string_new_len (data, length);
}

/* Asks for a response; NULL if the client gives none. */
static GString *
ask (PtlPeer    *peer,
     const char *prompt,
     const char *challenge)
{
  g_autofree char *encoded = g_base64_encode ((const guchar *) challenge, strlen (challenge));
  g_autofree char *line = NULL;

  if (!ptl_peer_send (peer, "%s%s\r\n", prompt, encoded))
    return NULL;

  line = ptl_peer_read_line (peer);

  return line != NULL && !g_str_equal (line, "*") ? decode (line) : NULL;
}

/* The response that came with the command (RFC 4954, 4: "=" is an empty one),
 * else the first that is asked for. */
static GString *
first_response (PtlPeer    *peer,
                const char *initial,
                const char *prompt,
                const char *challenge)
{
  if (initial == NULL)
    return ask (peer, prompt, challenge);

  return decode (g_str_equal (initial, "=") ? "" : initial);
}

static PtlOfficeLogin
plain (const PtlOffice *self,
       PtlPeer         *peer,
       const char      *initial,
       const char      *prompt)
{
  g_autoptr(GString) response = first_response (peer, initial, prompt, "");
  const char *user;
  const char *password;

  if (response == NULL)
    return PTL_OFFICE_LOGIN_CANCELLED;

  /* [authorize as] NUL user NUL password */
  user = response->str + strlen (response->str) + 1;

  if (user >= response->str + response->len)
    return PTL_OFFICE_LOGIN_MALFORMED;

  password = user + strlen (user) + 1;

  if (password > response->str + response->len
      || password + strlen (password) != response->str + response->len)
    return PTL_OFFICE_LOGIN_MALFORMED;

  if (response->str[0] != '\0' && !g_str_equal (response->str, user))
    return PTL_OFFICE_LOGIN_WRONG;

  return ptl_office_check_password (self, peer, user, password);
}

static PtlOfficeLogin
login (const PtlOffice *self,
       PtlPeer         *peer,
       const char      *initial,
       const char      *prompt)
{
  g_autoptr(GString) user = first_response (peer, initial, prompt, "Username:");
  g_autoptr(GString) password = NULL;

  if (user == NULL)
    return PTL_OFFICE_LOGIN_CANCELLED;

  password = ask (peer, prompt, "Password:");

  if (password == NULL)
    return PTL_OFFICE_LOGIN_CANCELLED;

  return ptl_office_check_password (self, peer, user->str, password->str);
}

static PtlOfficeLogin
scram_sha_256 (const PtlOffice *self,
               PtlPeer         *peer,
               const char      *initial,
               const char      *prompt)
{
  const char *fault = self->script != NULL ? self->script->scram : NULL;
  g_autoptr(PtlScram) scram = ptl_scram_new (self->address, self->password, fault);
  g_autoptr(GString) client_first = first_response (peer, initial, prompt, "");
  g_autoptr(GString) client_final = NULL;
  g_autofree char *server_first = NULL;
  g_autofree char *server_final = NULL;
  gboolean is_right;

  if (client_first == NULL)
    return PTL_OFFICE_LOGIN_CANCELLED;

  server_first = ptl_scram_first (scram, client_first->str);

  if (server_first == NULL)
    return PTL_OFFICE_LOGIN_MALFORMED;

  client_final = ask (peer, prompt, server_first);

  if (client_final == NULL)
    return PTL_OFFICE_LOGIN_CANCELLED;

  is_right = ptl_scram_final (scram, client_final->str, &server_final);

  if (is_right && server_final != NULL)
    {
      g_autoptr(GString) end = ask (peer, prompt, server_final);

      if (end == NULL)
        return PTL_OFFICE_LOGIN_CANCELLED;
    }

  ptl_peer_report (peer, PTL_WATCH_LOGIN, NULL, 0);

  return is_right ? PTL_OFFICE_LOGIN_OK : PTL_OFFICE_LOGIN_WRONG;
}

/**
 * ptl_office_greet:
 * @self: an office
 * @peer: who called
 * @greeting: what an honest server says
 *
 * Says the first words.
 *
 * Returns: %FALSE if the conversation is over
 */
gboolean
ptl_office_greet (const PtlOffice *self,
                  PtlPeer         *peer,
                  const char      *greeting)
{
  const PtlScript *script = self->script;

  if (script == NULL)
    return ptl_peer_send (peer, "%s", greeting);

  ptl_peer_set_dribble (peer, script->dribble);

  return ptl_script_say (script, peer, script->greeting != NULL ? script->greeting : greeting,
                         "", greeting)
         && ptl_script_say (script, peer, script->after_greeting, "", "");
}

/**
 * ptl_office_say:
 * @self: an office
 * @peer: who hears it
 * @tag: the command's tag, or ""
 * @text: what was made of the script's own lists, with their `{…}`
 *
 * Says what may be the script's words in part.
 *
 * Returns: %FALSE if the conversation is over
 */
gboolean
ptl_office_say (const PtlOffice *self,
                PtlPeer         *peer,
                const char      *tag,
                const char      *text)
{
  return ptl_script_say (self->script, peer, text, tag, text);
}

/**
 * ptl_office_start_tls:
 * @self: an office
 * @peer: who asked for TLS
 * @tag: the command's tag, or ""
 * @answer: what an honest server answers
 *
 * Answers, and waits for the handshake. What the client sent behind its
 * command, in the clear, ends the conversation.
 *
 * Returns: %FALSE if the conversation is over
 */
gboolean
ptl_office_start_tls (const PtlOffice *self,
                      PtlPeer         *peer,
                      const char      *tag,
                      const char      *answer)
{
  const PtlScript *script = self->script;

  if (ptl_peer_has_pending (peer))
    return FALSE;

  if (!ptl_script_say (script, peer, script != NULL ? script->start_tls : NULL, tag, answer))
    return FALSE;

  if (script != NULL && script->stays_clear)
    return TRUE;

  return ptl_peer_start_tls (peer)
         && (script == NULL || ptl_script_say (script, peer, script->after_tls, tag, ""));
}

const char * const *
ptl_office_capabilities (const PtlOffice    *self,
                         PtlPeer            *peer,
                         const char * const *clear,
                         const char * const *tls)
{
  const PtlScript *script = self->script;
  gboolean is_tls = ptl_peer_is_tls (peer);
  GStrv scripted = NULL;

  if (script != NULL)
    scripted = is_tls ? script->capabilities_tls : script->capabilities;

  if (scripted != NULL)
    return (const char * const *) scripted;

  return is_tls ? tls : clear;
}

/**
 * ptl_office_takes_login:
 * @self: an office
 * @peer: who would sign in
 *
 * Tells whether a login may be tried: honest servers want TLS, liars take what
 * they can get.
 *
 * Returns: %TRUE if so
 */
gboolean
ptl_office_takes_login (const PtlOffice *self,
                        PtlPeer         *peer)
{
  return ptl_peer_is_tls (peer) || self->script != NULL;
}

/**
 * ptl_office_check_password:
 * @self: an office
 * @peer: who signs in
 * @user: as whom
 * @password: with what
 *
 * Compares, and thinks a wrong password over for a while.
 *
 * Returns: %PTL_OFFICE_LOGIN_OK or %PTL_OFFICE_LOGIN_WRONG
 */
PtlOfficeLogin
ptl_office_check_password (const PtlOffice *self,
                           PtlPeer         *peer,
                           const char      *user,
                           const char      *password)
{
  ptl_peer_report (peer, PTL_WATCH_LOGIN, NULL, 0);

  if (g_str_equal (user, self->address) && g_str_equal (password, self->password))
    return PTL_OFFICE_LOGIN_OK;

  return PTL_OFFICE_LOGIN_WRONG;
}

/**
 * ptl_office_authenticate:
 * @self: an office
 * @peer: who signs in
 * @mechanism: how, in any case of letters
 * @initial: (nullable): the response that came with the command
 * @prompt: what goes before a challenge: "+ " or "334 "
 *
 * Holds a SASL exchange.
 *
 * Returns: how it ended
 */
PtlOfficeLogin
ptl_office_authenticate (const PtlOffice *self,
                         PtlPeer         *peer,
                         const char      *mechanism,
                         const char      *initial,
                         const char      *prompt)
{
  static const struct
  {
    const char *name;
    Mechanism   hold;
  } mechanisms[] = {
    { "PLAIN",         plain },
    { "LOGIN",         login },
    { "SCRAM-SHA-256", scram_sha_256 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (mechanisms); i++)
    if (g_ascii_strcasecmp (mechanism, mechanisms[i].name) == 0)
      return mechanisms[i].hold (self, peer, initial, prompt);

  return PTL_OFFICE_LOGIN_UNKNOWN;
}

/**
 * ptl_office_answer_login:
 * @self: an office
 * @peer: who signed in
 * @end: how it ended
 * @tag: the command's tag, or ""
 * @answers: (array fixed-size=5): the protocol's words for each end, without
 *   tag and line end
 *
 * Answers a login. A refusal takes its time.
 *
 * Returns: @end
 */
PtlOfficeLogin
ptl_office_answer_login (const PtlOffice    *self,
                         PtlPeer            *peer,
                         PtlOfficeLogin      end,
                         const char         *tag,
                         const char * const *answers)
{
  const char *scripted = self->script != NULL ? self->script->login : NULL;
  g_autofree char *honest = g_strconcat (tag, *tag != '\0' ? " " : "", answers[end], "\r\n", NULL);

  if (end == PTL_OFFICE_LOGIN_OK)
    ptl_peer_report (peer, PTL_WATCH_ACCEPTED, NULL, 0);
  else if (end == PTL_OFFICE_LOGIN_WRONG)
    ptl_peer_pause (peer, self->refusal_ms);

  ptl_script_say (self->script, peer, scripted, tag, honest);

  return end;
}

/**
 * ptl_office_letter:
 * @self: an office
 *
 * Writes the one letter in its user's box. No line begins with a dot.
 *
 * Returns: (transfer full): the letter (RFC 5322)
 */
char *
ptl_office_letter (const PtlOffice *self)
{
  return g_strdup_printf ("From: Harbour Master <master@%s>\r\n"
                          "To: <%s>\r\n"
                          "Subject: Welcome aboard\r\n"
                          "Date: Sat, 21 Nov 2026 08:00:00 +0000\r\n"
                          "Message-ID: <welcome-1@%s>\r\n"
                          "MIME-Version: 1.0\r\n"
                          "Content-Type: text/plain; charset=us-ascii\r\n"
                          "\r\n"
                          "If you can read this, everything is set up well.\r\n",
                          self->domain, self->address, self->domain);
}

void
ptl_office_note_command (const PtlOffice *self,
                         PtlPeer         *peer,
                         const char      *command)
{
  ptl_peer_report (peer,
                   ptl_peer_is_tls (peer) ? PTL_WATCH_TLS_COMMAND : PTL_WATCH_CLEAR_COMMAND,
                   command, strlen (command));
}
