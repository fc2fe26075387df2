/* port-guide.c - the port guide: every port of mail, in words for a newcomer
 *
 * Facts from the RFCs that each entry names and from IANA's registry of
 * service names and port numbers (RFC 6335).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/ports.h"

#include <glib/gi18n.h>

/* In the order of the numbers. */
static const PtlPortInfo guide[] = {
  {
    25, "smtp",
    N_("Mail between servers"),
    N_("Mail servers hand letters to each other here. It is not meant for people’s own computers, "
       "and most internet providers block it at home because it was used to send spam."),
    N_("SMTP between servers"),
    N_("Starts unencrypted; many servers offer to switch to encryption (STARTTLS)"),
    N_("Not for sending your own mail."),
    N_("465 with SSL/TLS, or 587 with STARTTLS"),
    "RFC 5321, 4.5.4.2; RFC 5068",
    PTL_PORT_ADVICE_RISKY,
  },
  {
    26, "smtp-alt",
    N_("Stand-in for port 25"),
    N_("Some web hosts open this port for their customers because 25 is blocked so often. "
       "No standard knows it."),
    N_("SMTP, sending mail"),
    N_("Starts unencrypted; ask for STARTTLS, or password and mail can be read on the way"),
    N_("Only if your provider names it and nothing better works."),
    N_("465 with SSL/TLS, or 587 with STARTTLS"),
    N_("No standard: a habit of web hosts"),
    PTL_PORT_ADVICE_RISKY,
  },
  {
    109, "pop2",
    N_("The forgotten POP2"),
    N_("An early way to fetch mail, from 1985. POP3 took its place long ago, and the two do not "
       "understand each other."),
    N_("POP2"),
    /* Translators: no encryption */
    N_("None"),
    N_("No: no mail service speaks it any more."),
    N_("995 with SSL/TLS, or 110 with STARTTLS"),
    "RFC 937",
    PTL_PORT_ADVICE_WRONG,
  },
  {
    110, "pop3",
    N_("Fetching mail, unencrypted at first"),
    N_("POP3 takes the mail from the server to this computer. On this port everybody on the way "
       "can read along until the connection has switched to encryption."),
    N_("POP3, fetching mail"),
    N_("Starts unencrypted; STARTTLS switches to encryption before the password is sent"),
    N_("With STARTTLS, if the server has no port 995. Never without encryption."),
    N_("995 with SSL/TLS"),
    "RFC 1939, 3; RFC 2595, 4",
    PTL_PORT_ADVICE_RISKY,
  },
  {
    143, "imap",
    N_("Reading mail, unencrypted at first"),
    N_("With IMAP the mail stays on the server, and all your devices show the same. On this port "
       "the conversation begins in the open and then switches to encryption."),
    N_("IMAP, reading mail"),
    N_("Starts unencrypted; STARTTLS switches to encryption before the password is sent"),
    N_("Fine with STARTTLS. Never without encryption."),
    N_("993 with SSL/TLS"),
    "RFC 9051, 2.1 and 6.2.1",
    PTL_PORT_ADVICE_FINE,
  },
  {
    220, "imap3",
    N_("The forgotten IMAP3"),
    N_("A proposal of 1991 for reading mail on a server. It was hardly ever used; what is called "
       "IMAP today lives on other ports."),
    N_("IMAP3"),
    /* Translators: no encryption */
    N_("None"),
    N_("No: no mail service speaks it any more."),
    N_("993 with SSL/TLS, or 143 with STARTTLS"),
    "RFC 1203",
    PTL_PORT_ADVICE_WRONG,
  },
  {
    465, "submissions",
    N_("Sending mail, encrypted from the start"),
    N_("Here your mail program hands your letters to your provider, which sends them on. "
       "Nothing travels unencrypted, not even the first word."),
    N_("SMTP, sending mail (submission)"),
    N_("SSL/TLS from the start"),
    N_("Yes: this is the recommended port for sending mail."),
    NULL,
    "RFC 8314, 3.3 and 7.3",
    PTL_PORT_ADVICE_GOOD,
  },
  {
    585, "imap4-ssl",
    N_("An abandoned port of encrypted IMAP"),
    N_("For a short time meant for encrypted reading of mail. 993 was chosen instead, and the "
       "number was given back in 2006."),
    N_("IMAP, in the past"),
    N_("SSL/TLS from the start, in the past"),
    N_("No: servers do not answer here."),
    N_("993 with SSL/TLS"),
    "RFC 2595, 7; IANA",
    PTL_PORT_ADVICE_WRONG,
  },
  {
    587, "submission",
    N_("Sending mail, switched to encryption"),
    N_("Here your mail program hands your letters to your provider. The connection starts in the "
       "open and switches to encryption before your password is sent."),
    N_("SMTP, sending mail (submission)"),
    N_("Starts unencrypted; STARTTLS switches to encryption before the password is sent"),
    N_("Yes, with STARTTLS. Nearly every provider has it."),
    N_("465 with SSL/TLS, where the provider has it"),
    "RFC 6409, 3.1; RFC 8314, 3.3",
    PTL_PORT_ADVICE_GOOD,
  },
  {
    993, "imaps",
    N_("Reading mail, encrypted from the start"),
    N_("With IMAP the mail stays on the server, and all your devices show the same. Nothing "
       "travels unencrypted."),
    N_("IMAP, reading mail"),
    N_("SSL/TLS from the start"),
    N_("Yes: this is the recommended port for reading mail."),
    NULL,
    "RFC 8314, 3.2",
    PTL_PORT_ADVICE_GOOD,
  },
  {
    995, "pop3s",
    N_("Fetching mail, encrypted from the start"),
    N_("POP3 takes the mail from the server to this computer. Nothing travels unencrypted."),
    N_("POP3, fetching mail"),
    N_("SSL/TLS from the start"),
    N_("Yes, if you want POP3. With more than one device IMAP (993) serves better."),
    NULL,
    "RFC 8314, 3.1",
    PTL_PORT_ADVICE_GOOD,
  },
  {
    1025, "smtp-bridge",
    N_("Sending through a bridge on this computer"),
    N_("Helpers such as Proton Mail Bridge or DavMail run on your own computer and pass your mail "
       "on to a service that speaks its own language. Mail programs send to them here."),
    N_("SMTP, sending mail, on this computer only"),
    N_("What the bridge shows in its settings, often STARTTLS"),
    N_("Yes, together with the server name 127.0.0.1 and a running bridge."),
    N_("465 with SSL/TLS, for every other server"),
    N_("No standard: the bridges’ own choice"),
    PTL_PORT_ADVICE_FINE,
  },
  {
    1110, "pop3-bridge",
    N_("Fetching through a bridge on this computer"),
    N_("Helpers such as DavMail run on your own computer and bring mail from a service that "
       "speaks its own language. Mail programs fetch it from them here."),
    N_("POP3, fetching mail, on this computer only"),
    N_("What the bridge shows in its settings"),
    N_("Yes, together with the server name 127.0.0.1 and a running bridge."),
    N_("995 with SSL/TLS, for every other server"),
    N_("No standard: the bridges’ own choice"),
    PTL_PORT_ADVICE_FINE,
  },
  {
    1143, "imap-bridge",
    N_("Reading through a bridge on this computer"),
    N_("Helpers such as Proton Mail Bridge or DavMail run on your own computer and translate "
       "between your mail program and a service that speaks its own language."),
    N_("IMAP, reading mail, on this computer only"),
    N_("What the bridge shows in its settings, often STARTTLS"),
    N_("Yes, together with the server name 127.0.0.1 and a running bridge."),
    N_("993 with SSL/TLS, for every other server"),
    N_("No standard: the bridges’ own choice"),
    PTL_PORT_ADVICE_FINE,
  },
  {
    1993, "imap-bridge",
    N_("Reading through a bridge on this computer"),
    N_("Helpers that sign in for older mail programs run on your own computer and often wait "
       "here, a thousand above the real port 993."),
    N_("IMAP, reading mail, on this computer only"),
    N_("What the helper shows in its settings, often none, because nothing leaves the computer"),
    N_("Yes, together with the server name 127.0.0.1 and a running helper."),
    N_("993 with SSL/TLS, for every other server"),
    N_("No standard: the bridges’ own choice"),
    PTL_PORT_ADVICE_FINE,
  },
  {
    2525, "smtp-alt",
    N_("Spare port for sending"),
    N_("Many mail services answer here too, for networks that block 25 and 587. It behaves "
       "like 587. No standard knows it."),
    N_("SMTP, sending mail"),
    N_("Starts unencrypted; STARTTLS switches to encryption before the password is sent"),
    N_("If your provider names it and both 465 and 587 are blocked."),
    N_("465 with SSL/TLS, or 587 with STARTTLS"),
    N_("No standard: a habit of mail services"),
    PTL_PORT_ADVICE_FINE,
  },
  {
    2526, "smtp-alt",
    N_("Second spare port for sending"),
    N_("A few services answer here when even 2525 is taken or blocked. It behaves like 587. "
       "No standard knows it."),
    N_("SMTP, sending mail"),
    N_("Starts unencrypted; STARTTLS switches to encryption before the password is sent"),
    N_("Only if your provider names it."),
    N_("465 with SSL/TLS, or 587 with STARTTLS"),
    N_("No standard: a habit of mail services"),
    PTL_PORT_ADVICE_FINE,
  },
  {
    4190, "sieve",
    N_("Filter rules on the server"),
    N_("Mail programs edit here the rules by which the server sorts your mail or answers while "
       "you are away. No mail is read or sent."),
    N_("ManageSieve, filter rules"),
    N_("Starts unencrypted; STARTTLS switches to encryption before the password is sent"),
    N_("Not for an account’s servers, only where a program asks for the filter server."),
    N_("993 for reading, 465 for sending"),
    "RFC 5804",
    PTL_PORT_ADVICE_WRONG,
  },
};

static const char *
translate (const char *text)
{
  return text != NULL ? _(text) : NULL;
}

/**
 * ptl_port_guide:
 * @n_entries: (out): how many entries there are
 *
 * The whole guide, in the order of the numbers and in the user's language: the
 * one that was set when this was first called.
 *
 * Returns: (array length=n_entries) (transfer none): the entries
 */
const PtlPortInfo *
ptl_port_guide (gsize *n_entries)
{
  static PtlPortInfo translated[G_N_ELEMENTS (guide)];
  static gsize once;

  if (g_once_init_enter (&once))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (guide); i++)
        {
          translated[i] = guide[i];
          translated[i].title = translate (guide[i].title);
          translated[i].purpose = translate (guide[i].purpose);
          translated[i].protocol = translate (guide[i].protocol);
          translated[i].security = translate (guide[i].security);
          translated[i].today = translate (guide[i].today);
          translated[i].instead = translate (guide[i].instead);
          translated[i].source = translate (guide[i].source);
        }

      g_once_init_leave (&once, 1);
    }

  if (n_entries != NULL)
    *n_entries = G_N_ELEMENTS (guide);

  return translated;
}

/**
 * ptl_port_guide_find:
 * @port: a port
 *
 * Returns: (nullable) (transfer none): what the guide says about it
 */
const PtlPortInfo *
ptl_port_guide_find (guint16 port)
{
  gsize n_entries;
  const PtlPortInfo *entries = ptl_port_guide (&n_entries);

  for (gsize i = 0; i < n_entries; i++)
    {
      if (entries[i].port == port)
        return &entries[i];
    }

  return NULL;
}
