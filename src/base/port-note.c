/* port-note.c - what there is to say about a port that was chosen for a server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/ports.h"

#include <glib/gi18n.h>

G_DEFINE_ENUM_TYPE (PtlPortNote, ptl_port_note,
                    G_DEFINE_ENUM_VALUE (PTL_PORT_NOTE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (PTL_PORT_NOTE_OWN, "own"),
                    G_DEFINE_ENUM_VALUE (PTL_PORT_NOTE_OTHER_SECURITY, "other-security"),
                    G_DEFINE_ENUM_VALUE (PTL_PORT_NOTE_OTHER_PROTOCOL, "other-protocol"),
                    G_DEFINE_ENUM_VALUE (PTL_PORT_NOTE_OTHER_SERVICE, "other-service"),
                    G_DEFINE_ENUM_VALUE (PTL_PORT_NOTE_BLOCKED, "blocked"),
                    G_DEFINE_ENUM_VALUE (PTL_PORT_NOTE_BRIDGE, "bridge"))

#define SMTP_PORT 25

/* Ports that a protocol uses without being its standard ones. */
static const struct
{
  guint16      port;
  PtlProtocol  protocol;
  PtlPortNote  note;
} habits[] = {
  { 26, PTL_PROTOCOL_SMTP, PTL_PORT_NOTE_OWN },
  { 2525, PTL_PROTOCOL_SMTP, PTL_PORT_NOTE_OWN },
  { 2526, PTL_PROTOCOL_SMTP, PTL_PORT_NOTE_OWN },
  { 1025, PTL_PROTOCOL_SMTP, PTL_PORT_NOTE_BRIDGE },
  { 1110, PTL_PROTOCOL_POP3, PTL_PORT_NOTE_BRIDGE },
  { 1143, PTL_PROTOCOL_IMAP, PTL_PORT_NOTE_BRIDGE },
  { 1993, PTL_PROTOCOL_IMAP, PTL_PORT_NOTE_BRIDGE },
};

static gboolean
find_habit (guint16      port,
            PtlProtocol *protocol,
            PtlPortNote *note)
{
  for (gsize i = 0; i < G_N_ELEMENTS (habits); i++)
    {
      if (habits[i].port != port)
        continue;

      *protocol = habits[i].protocol;
      *note = habits[i].note;
      return TRUE;
    }

  return FALSE;
}

/* Whether the port is used with this security: 143 with STARTTLS or with
 * nothing, 993 with TLS only. */
static gboolean
suits (PtlProtocol protocol,
       guint16     port,
       PtlSecurity security)
{
  return ptl_port_default (protocol, security) == port;
}

/**
 * ptl_port_note:
 * @protocol: what is to be spoken
 * @port: the port that was chosen
 * @security: how the connection is to be protected
 *
 * Returns: what there is to say about it
 */
PtlPortNote
ptl_port_note (PtlProtocol protocol,
               guint16     port,
               PtlSecurity security)
{
  PtlProtocol owner;
  PtlPortNote note;

  if (ptl_port_is_standard (protocol, port))
    {
      if (port == SMTP_PORT)
        return PTL_PORT_NOTE_BLOCKED;

      return suits (protocol, port, security) ? PTL_PORT_NOTE_NONE
                                              : PTL_PORT_NOTE_OTHER_SECURITY;
    }

  if (ptl_port_get_protocol (port, &owner))
    return PTL_PORT_NOTE_OTHER_PROTOCOL;

  if (find_habit (port, &owner, &note))
    return owner == protocol ? note : PTL_PORT_NOTE_OTHER_PROTOCOL;

  return ptl_port_get_service (port) != NULL ? PTL_PORT_NOTE_OTHER_SERVICE : PTL_PORT_NOTE_OWN;
}

static char *
describe_other_security (PtlProtocol protocol,
                         guint16     port,
                         PtlSecurity security)
{
  guint usual = ptl_port_default (protocol, security);
  PtlSecurity meant;

  if (!ptl_port_get_security (protocol, port, &meant))
    return NULL;

  if (security == PTL_SECURITY_TLS)
    return g_strdup_printf (_("Port %u usually starts unencrypted and then switches to encryption "
                              "(STARTTLS); with SSL/TLS from the start, %u is usual."),
                            port, usual);

  if (meant == PTL_SECURITY_STARTTLS)
    return g_strdup_printf (_("Port %u is meant to switch to encryption (STARTTLS) before anything "
                              "is sent."), port);

  if (security == PTL_SECURITY_STARTTLS)
    return g_strdup_printf (_("Port %u is usually encrypted from the start (SSL/TLS); with "
                              "STARTTLS, %u is usual."), port, usual);

  return g_strdup_printf (_("Port %u is usually encrypted from the start (SSL/TLS), so a "
                            "connection without encryption will hardly work there."), port);
}

static char *
describe_other_protocol (PtlProtocol protocol,
                         guint16     port,
                         PtlSecurity security)
{
  PtlProtocol owner = protocol;
  PtlPortNote note;

  if (!ptl_port_get_protocol (port, &owner))
    find_habit (port, &owner, &note);

  return g_strdup_printf (_("Port %u belongs to %s; for %s the usual port is %u."), port,
                          ptl_protocol_get_label (owner), ptl_protocol_get_label (protocol),
                          ptl_port_default (protocol, security));
}

/**
 * ptl_port_note_describe:
 * @protocol: what is to be spoken
 * @port: the port that was chosen
 * @security: how the connection is to be protected
 *
 * The note in one sentence, with the port that is usual instead.
 *
 * Returns: (nullable) (transfer full): a translated sentence, %NULL if all is
 *   as usual
 */
char *
ptl_port_note_describe (PtlProtocol protocol,
                        guint16     port,
                        PtlSecurity security)
{
  const char *label = ptl_protocol_get_label (protocol);
  guint usual = ptl_port_default (protocol, security);

  switch (ptl_port_note (protocol, port, security))
    {
    case PTL_PORT_NOTE_NONE:
      return NULL;

    case PTL_PORT_NOTE_OWN:
      return g_strdup_printf (_("Port %u is kept as typed; for %s the usual port is %u."),
                              port, label, usual);

    case PTL_PORT_NOTE_OTHER_SECURITY:
      return describe_other_security (protocol, port, security);

    case PTL_PORT_NOTE_OTHER_PROTOCOL:
      return describe_other_protocol (protocol, port, security);

    case PTL_PORT_NOTE_OTHER_SERVICE:
      return g_strdup_printf (_("Port %u belongs to another service (%s); for %s the usual port "
                                "is %u."), port, ptl_port_get_service (port), label, usual);

    case PTL_PORT_NOTE_BLOCKED:
      return g_strdup_printf (_("Port %u is for mail between servers, and most internet providers "
                                "block it; to send your own mail, use 465 or 587."), port);

    case PTL_PORT_NOTE_BRIDGE:
      return g_strdup_printf (_("Port %u is used by mail bridges that run on this computer; for "
                                "every other server the usual port is %u."), port, usual);

    default:
      g_return_val_if_reached (NULL);
    }
}
