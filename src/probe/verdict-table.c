/* verdict-table.c - the verdicts on the way to a server: name, port, TLS
 *
 * The other half, what the mail server says, is verdict-table-mail.c.  Facts
 * stand in braces; evidence.c knows them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "probe/verdict-table.h"

#include <glib/gi18n.h>
#include <string.h>

const PtlVerdictRow ptl_verdict_rows_way[] = {
  { "ok",
    N_("Everything works."),
    N_("All that was asked of {server} went well.") },
  { "ok/login",
    N_("Everything works."),
    N_("Signing in at {server} succeeded over an encrypted connection.") },
  { "ok/insecure",
    N_("It works, but nothing is encrypted."),
    N_("Signing in at {server} succeeded, and anybody on the way can read password and mail."),
    .fixes = { PTL_FIX_ENCRYPT } },

  { "name_not_found",
    N_("There is no server with this name."),
    N_("The Internet’s directory of names (DNS) does not know “{host}”; is there a typing error?"),
    N_("The Internet’s directory of names (DNS) does not know it; is there a typing error?"),
    { PTL_FIX_NEAR_NAME } },
  { "name_not_found/near",
    N_("There is no server with this name."),
    N_("The Internet’s directory of names (DNS) does not know “{host}”; did you mean “{near}”?"),
    .fixes = { PTL_FIX_NEAR_NAME } },
  { "name_lookup_failed",
    N_("The server’s name could not be looked up."),
    N_("The Internet’s directory of names (DNS) gave no answer for “{host}”; often this passes."),
    N_("The Internet’s directory of names (DNS) gave no answer; often this passes."),
    { PTL_FIX_RETRY } },
  { "offline",
    N_("This computer is not connected."),
    N_("Without a network connection no server can be reached."),
    .fixes = { PTL_FIX_RETRY } },
  /* Translators: what follows “flatpak” is typed as it is, in all languages */
  { "offline/sandbox",
    N_("Portolan’s sandbox has no network."),
    N_("Portolan may not use the network of this computer. This line, typed in a terminal, allows "
       "it from the next start: “flatpak override --user --share=network "
       "io.github.portolan_mail.Portolan”."),
    .fixes = { PTL_FIX_RETRY } },
  { "captive_portal",
    N_("This network wants you to sign in first."),
    N_("A sign-in page, as in hotels and trains, answered in place of the mail server."),
    .fixes = { PTL_FIX_RETRY } },

  { "refused",
    N_("The server is there, but nothing answers on this port."),
    N_("The connection to {server} was refused: no mail service runs there."),
    .fixes = { PTL_FIX_OPEN_PORTS } },
  { "refused/open",
    N_("The server is there, but nothing answers on this port."),
    N_("The connection to {server} was refused, while port {open} of the same server answered."),
    .fixes = { PTL_FIX_OPEN_PORTS } },
  { "filtered",
    N_("This port seems to be blocked on the way to the server."),
    N_("Port {port} of {host} gave no answer in {seconds} s, while port {open} answered at once."),
    N_("The port gave no answer, while another one of the same server did."),
    { PTL_FIX_OPEN_PORTS, PTL_FIX_RETRY } },
  { "filtered/25",
    N_("This port seems to be blocked on the way to the server."),
    N_("Most internet providers block port 25; port {open} of {host} answered at once."),
    .fixes = { PTL_FIX_OPEN_PORTS, PTL_FIX_RETRY } },
  { "unreachable",
    N_("The server cannot be reached from this network."),
    N_("The network knows no way to {server}."),
    .fixes = { PTL_FIX_OPEN_PORTS, PTL_FIX_RETRY } },
  { "unreachable/ipv6",
    N_("The server cannot be reached from this network."),
    N_("“{host}” was tried by its IPv6 address only, and IPv6 does not work on this network."),
    .fixes = { PTL_FIX_RETRY } },
  { "unreachable/forbidden",
    N_("The server cannot be reached from this network."),
    N_("A rule on this computer or in the network, a firewall, forbids the way to {server}."),
    .fixes = { PTL_FIX_OPEN_PORTS, PTL_FIX_RETRY } },
  { "timeout",
    N_("The server did not answer in time."),
    N_("Nothing came from {server} within {seconds} s, and nothing shows that it is blocked."),
    N_("Nothing came in the time allowed, and nothing shows that it is blocked."),
    { PTL_FIX_RETRY } },
  { "timeout/talk",
    N_("The server did not answer in time."),
    N_("The conversation with {server} had begun, and then no more came; {seconds} s went by."),
    .fixes = { PTL_FIX_RETRY } },
  { "timeout/tls",
    N_("The server did not answer in time."),
    N_("After {server} had agreed to encrypt, it did not take part in it; {seconds} s went by."),
    .fixes = { PTL_FIX_TLS_PORT, PTL_FIX_RETRY } },
  { "timeout/login",
    N_("The server did not answer in time."),
    N_("User name and password got no answer from {server}, neither yes nor no."),
    .fixes = { PTL_FIX_RETRY } },
  { "timeout/stopped",
    N_("The check was stopped."),
    N_("It ended before {server} had answered."),
    .fixes = { PTL_FIX_RETRY } },
  { "silent",
    N_("The server takes the connection and then says nothing."),
    N_("Mail servers speak first, but not a byte came from {server} in {seconds} s."),
    N_("Mail servers speak first, but not a byte came."),
    { PTL_FIX_OPEN_PORTS, PTL_FIX_OWN_PORT, PTL_FIX_RETRY } },
  { "silent/tls",
    N_("The server takes the connection and then says nothing."),
    N_("Not a byte came from {server} in {seconds} s when encryption was to start."),
    .fixes = { PTL_FIX_OPEN_PORTS, PTL_FIX_RETRY } },
  { "closed_early",
    N_("The server ended the connection too early."),
    N_("The connection to {server} was closed in the middle of the conversation."),
    .fixes = { PTL_FIX_OPEN_PORTS, PTL_FIX_WAIT_SHORT } },
  { "closed_early/greeting",
    N_("The server ended the connection before it said a word."),
    N_("Perhaps {server} is overloaded, or takes no connections from this network."),
    .fixes = { PTL_FIX_OPEN_PORTS, PTL_FIX_WAIT_SHORT } },
  { "protocol_mismatch",
    N_("Something else than the expected mail service answers on this port."),
    N_("What came from {server} is not {protocol} but {spoken}."),
    N_("What came from {server} is not what was expected there."),
    { PTL_FIX_OWN_PORT } },

  { "tls_expected",
    N_("This port wants encryption from the first byte on."),
    N_("SSL/TLS has to be switched on for {server}: nothing is said there without it."),
    .fixes = { PTL_FIX_TLS_HERE } },
  { "starttls_expected",
    N_("The server speaks, but expects STARTTLS on this port."),
    N_("The greeting of {server} comes in the clear; encryption starts after it (STARTTLS)."),
    .fixes = { PTL_FIX_STARTTLS_HERE } },
  { "starttls_unavailable",
    N_("The server offers no encryption on this port."),
    N_("The change to encryption (STARTTLS) is missing or refused at {server}; nothing was sent."),
    .fixes = { PTL_FIX_TLS_PORT } },
  { "tls_failed",
    N_("No encrypted connection could be agreed on."),
    N_("The start of encryption with {server} failed for a technical reason on its side."),
    .fixes = { PTL_FIX_RETRY } },
  { "tls_failed/version",
    N_("The server’s encryption is too old to be safe."),
    N_("The newest that {host} speaks is {old_version}; a password needs TLS 1.2 at least."),
    N_("This program and {server} have no way to encrypt in common that is safe today.") },
  { "tls_failed/client-certificate",
    N_("The server wants a certificate of yours."),
    N_("Only who has a personal certificate from its operator gets into {server}.") },
  { "tls_failed/alert",
    N_("No encrypted connection could be agreed on."),
    N_("The start of encryption was ended by {server} with the alert “{alert}”."),
    N_("The start of encryption was ended by {server} with an alert."),
    { PTL_FIX_RETRY } },
  { "tls_failed/closed",
    N_("No encrypted connection could be agreed on."),
    N_("The connection to {server} was closed while encryption was about to start."),
    .fixes = { PTL_FIX_TLS_PORT, PTL_FIX_RETRY } },
  { "tls_failed/certificate",
    N_("The server’s certificate cannot be used."),
    N_("The certificate of {host}, issued by “{issuer}”, does not pass the checks."),
    N_("The certificate does not pass the checks.") },

  { "cert_expired",
    N_("The server’s certificate has run out."),
    N_("The certificate of {host} was good until {not_after}; no password was sent."),
    N_("The time of the certificate is over; no password was sent.") },
  { "cert_not_yet_valid",
    N_("The server’s certificate is not valid yet."),
    N_("The certificate of {host} is good from {not_before} on; is this computer’s clock right?"),
    N_("The time of the certificate has not begun; is this computer’s clock right?") },
  { "cert_wrong_host",
    N_("The server’s certificate belongs to another name."),
    N_("The certificate is for {names}, not for “{host}”; no password was sent."),
    N_("The certificate does not name the server that was asked for; no password was sent."),
    { PTL_FIX_CERTIFICATE_NAME } },
  { "cert_self_signed",
    N_("The server vouches for nobody but itself."),
    N_("The certificate of {host} was made by the server itself; no password was sent."),
    N_("The certificate was made by the server itself; no password was sent.") },
  { "cert_unknown_issuer",
    N_("Nobody whom this computer trusts vouches for the server."),
    N_("The certificate of {host} comes from “{issuer}”, who is unknown here."),
    N_("The certificate comes from somebody who is unknown here.") },
  { "cert_weak",
    N_("The server’s certificate is too weak."),
    N_("The key or signature in the certificate of {host} can be forged with today’s means."),
    N_("The key or signature in the certificate can be forged with today’s means.") },
  { "cert_revoked",
    N_("The server’s certificate was taken back."),
    N_("The issuer of the certificate of {host}, “{issuer}”, has declared it void."),
    N_("The issuer of the certificate has declared it void.") },
  { "intercepted",
    N_("Something on the way opens the encrypted connection."),
    N_("The certificate for {host} comes from “{issuer}”: a virus scanner, proxy or firewall."),
    N_("The certificate comes from a virus scanner, proxy or firewall on the way.") },
  { "attack_or_misconfig",
    N_("The server did what an honest mail server does not do."),
    N_("What came from {server} can be an attack or a faulty server; nothing secret was sent."),
    .fixes = { PTL_FIX_TLS_PORT } },
  { "attack_or_misconfig/preauth",
    N_("The server claims that you are signed in already."),
    N_("Somebody on the way could say so too: {server} was not believed, nothing secret was sent."),
    .fixes = { PTL_FIX_TLS_PORT } },
  { "attack_or_misconfig/injected",
    N_("Somebody may have put words into the server’s mouth."),
    N_("Before encryption began, more came from {server} than it may send; nothing was believed."),
    .fixes = { PTL_FIX_TLS_PORT } },
  { "attack_or_misconfig/unproven",
    N_("The server could not prove that it knows your password."),
    N_("It said yes, but {server} failed the check that only the true server can pass.") },
  { "attack_or_misconfig/referral",
    N_("The server wants to send you to another server."),
    N_("An instruction to sign in elsewhere came from {server}; it was not followed.") },
};

const gsize ptl_verdict_n_rows_way = G_N_ELEMENTS (ptl_verdict_rows_way);

const PtlVerdictRow *
ptl_verdict_row_nth (gsize index)
{
  if (index < ptl_verdict_n_rows_way)
    return &ptl_verdict_rows_way[index];

  index -= ptl_verdict_n_rows_way;
  return index < ptl_verdict_n_rows_mail ? &ptl_verdict_rows_mail[index] : NULL;
}

static const PtlVerdictRow *
find_row (const char *key,
          gsize       length)
{
  const PtlVerdictRow *row;

  for (gsize i = 0; (row = ptl_verdict_row_nth (i)) != NULL; i++)
    {
      if (strlen (row->key) == length && strncmp (row->key, key, length) == 0)
        return row;
    }

  return NULL;
}

/**
 * ptl_verdict_row:
 * @key: "code" or "code/special-case"
 *
 * Finds the words for a verdict; those of the code if its special case has
 * none.
 *
 * Returns: (nullable): the row, %NULL if there is no such code
 */
const PtlVerdictRow *
ptl_verdict_row (const char *key)
{
  const PtlVerdictRow *row = find_row (key, strlen (key));

  return row != NULL ? row : find_row (key, strcspn (key, "/"));
}
