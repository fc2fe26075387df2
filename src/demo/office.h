/* office.h - what the demo's three servers share: one user, and how to sign in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "demo/peer.h"
#include "demo/script.h"

G_BEGIN_DECLS

/**
 * PtlOffice:
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
} PtlOffice;

/**
 * PtlOfficeLogin:
 * @PTL_OFFICE_LOGIN_OK: the right credentials
 * @PTL_OFFICE_LOGIN_WRONG: the wrong ones
 * @PTL_OFFICE_LOGIN_UNKNOWN: no such mechanism here
 * @PTL_OFFICE_LOGIN_CANCELLED: the client took it back
 * @PTL_OFFICE_LOGIN_MALFORMED: it is not base64, or not the mechanism's grammar
 *
 * How a login ends.
 */
typedef enum
{
  PTL_OFFICE_LOGIN_OK,
  PTL_OFFICE_LOGIN_WRONG,
  PTL_OFFICE_LOGIN_UNKNOWN,
  PTL_OFFICE_LOGIN_CANCELLED,
  PTL_OFFICE_LOGIN_MALFORMED,
} PtlOfficeLogin;

#define PTL_OFFICE_LOGIN_ENDS  (PTL_OFFICE_LOGIN_MALFORMED + 1)
#define PTL_OFFICE_MECHANISMS  "PLAIN", "LOGIN", "SCRAM-SHA-256"

/* The conversations: each a PtlTalk on a `const PtlOffice`. */
void           ptl_demo_imap             (PtlPeer            *peer,
                                          gpointer            user_data);
void           ptl_demo_pop3             (PtlPeer            *peer,
                                          gpointer            user_data);
void           ptl_demo_smtp             (PtlPeer            *peer,
                                          gpointer            user_data);

gboolean       ptl_office_greet          (const PtlOffice    *self,
                                          PtlPeer            *peer,
                                          const char         *greeting);
gboolean       ptl_office_say            (const PtlOffice    *self,
                                          PtlPeer            *peer,
                                          const char         *tag,
                                          const char         *text);
gboolean       ptl_office_start_tls      (const PtlOffice    *self,
                                          PtlPeer            *peer,
                                          const char         *tag,
                                          const char         *answer);
const char * const *
               ptl_office_capabilities   (const PtlOffice    *self,
                                          PtlPeer            *peer,
                                          const char * const *clear,
                                          const char * const *tls);
gboolean       ptl_office_takes_login    (const PtlOffice    *self,
                                          PtlPeer            *peer);
PtlOfficeLogin ptl_office_check_password (const PtlOffice    *self,
                                          PtlPeer            *peer,
                                          const char         *user,
                                          const char         *password);
PtlOfficeLogin ptl_office_authenticate   (const PtlOffice    *self,
                                          PtlPeer            *peer,
                                          const char         *mechanism,
                                          const char         *initial,
                                          const char         *prompt);
PtlOfficeLogin ptl_office_answer_login   (const PtlOffice    *self,
                                          PtlPeer            *peer,
                                          PtlOfficeLogin      end,
                                          const char         *tag,
                                          const char * const *answers);
char         *ptl_office_letter            (const PtlOffice      *self);
void           ptl_office_note_command   (const PtlOffice    *self,
                                          PtlPeer            *peer,
                                          const char         *command);

G_END_DECLS
