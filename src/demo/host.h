/* host.h - what the demo's three servers share: one user, and how to sign in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "demo/peer.h"
#include "demo/script.h"

G_BEGIN_DECLS

/**
 * PtlHost:
 * @domain: whose mail it takes
 * @address: its one user, who signs in with the whole address
 * @password: and the password
 * @refusal_ms: how long a wrong password is thought over
 * @script: (nullable): where it departs from the truth
 *
 * One provider, for all its connections at once: nobody changes it.
 */
typedef struct
{
  const char      *domain;
  const char      *address;
  const char      *password;
  guint            refusal_ms;
  const PtlScript *script;
} PtlHost;

/**
 * PtlHostLogin:
 * @PTL_HOST_LOGIN_OK: the right credentials
 * @PTL_HOST_LOGIN_WRONG: the wrong ones
 * @PTL_HOST_LOGIN_UNKNOWN: no such mechanism here
 * @PTL_HOST_LOGIN_CANCELLED: the client took it back
 * @PTL_HOST_LOGIN_MALFORMED: it is not base64, or not the mechanism's grammar
 *
 * How a login ends.
 */
typedef enum
{
  PTL_HOST_LOGIN_OK,
  PTL_HOST_LOGIN_WRONG,
  PTL_HOST_LOGIN_UNKNOWN,
  PTL_HOST_LOGIN_CANCELLED,
  PTL_HOST_LOGIN_MALFORMED,
} PtlHostLogin;

#define PTL_HOST_LOGIN_ENDS  (PTL_HOST_LOGIN_MALFORMED + 1)
#define PTL_HOST_MECHANISMS  "PLAIN", "LOGIN", "SCRAM-SHA-256"

/* The conversations: each a PtlTalk on a `const PtlHost`. */
void          ptl_demo_imap              (PtlPeer            *peer,
                                          gpointer            user_data);
void          ptl_demo_pop3              (PtlPeer            *peer,
                                          gpointer            user_data);
void          ptl_demo_smtp              (PtlPeer            *peer,
                                          gpointer            user_data);

gboolean      ptl_host_greet             (const PtlHost      *self,
                                          PtlPeer            *peer,
                                          const char         *greeting);
gboolean      ptl_host_start_tls         (const PtlHost      *self,
                                          PtlPeer            *peer,
                                          const char         *tag,
                                          const char         *answer);
const char * const *
              ptl_host_capabilities      (const PtlHost      *self,
                                          PtlPeer            *peer,
                                          const char * const *clear,
                                          const char * const *tls);
PtlHostLogin  ptl_host_check_password    (const PtlHost      *self,
                                          PtlPeer            *peer,
                                          const char         *user,
                                          const char         *password);
PtlHostLogin  ptl_host_authenticate      (const PtlHost      *self,
                                          PtlPeer            *peer,
                                          const char         *mechanism,
                                          const char         *initial,
                                          const char         *prompt);
PtlHostLogin  ptl_host_answer_login      (const PtlHost      *self,
                                          PtlPeer            *peer,
                                          PtlHostLogin        end,
                                          const char         *tag,
                                          const char * const *answers);
char         *ptl_host_letter            (const PtlHost      *self);
void          ptl_host_note_command      (const PtlHost      *self,
                                          PtlPeer            *peer,
                                          const char         *command);

G_END_DECLS
