/* script.h - where a server departs from the truth
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "demo/peer.h"

G_BEGIN_DECLS

/**
 * PtlScript:
 * @greeting: (nullable): said in place of the greeting
 * @after_greeting: (nullable): said behind it
 * @capabilities: (nullable): offered in place of the usual, outside TLS
 * @capabilities_tls: (nullable): and inside
 * @start_tls: (nullable): said in place of the answer to STARTTLS
 * @stays_clear: whether the handshake is left out after it
 * @after_tls: (nullable): said as soon as TLS is there
 * @login: (nullable): said in place of the answer to any login
 * @on: (element-type utf8 utf8): command in capitals → what is said to it,
 *   outside TLS
 * @on_tls: (element-type utf8 utf8): and inside
 * @scram: (nullable): how a SCRAM exchange goes wrong
 * @values: (element-type utf8 utf8): what stands for `{name}`
 * @dribble: whether each byte travels alone
 *
 * The deviations of a server that is honest apart from them. What is said is
 * text with `{…}` in it, see [method@Script.say].
 */
typedef struct
{
  char        *greeting;
  char        *after_greeting;
  GStrv        capabilities;
  GStrv        capabilities_tls;
  char        *start_tls;
  gboolean     stays_clear;
  char        *after_tls;
  char        *login;
  GHashTable  *on;
  GHashTable  *on_tls;
  char        *scram;
  GHashTable  *values;
  gboolean     dribble;
} PtlScript;

PtlScript *ptl_script_new   (void);
void       ptl_script_free  (PtlScript       *self);
gboolean   ptl_script_say   (const PtlScript *self,
                             PtlPeer         *peer,
                             const char      *text,
                             const char      *tag,
                             const char      *honest);
gboolean   ptl_script_reply (const PtlScript *self,
                             PtlPeer         *peer,
                             const char      *command,
                             const char      *tag);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtlScript, ptl_script_free)

G_END_DECLS
