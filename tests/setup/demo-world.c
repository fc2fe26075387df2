/* demo-world.c - the demo provider, as a world for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "demo-world.h"

/* The usual ports lead to the demo's, and 25 to port 9 (discard), where nobody
 * is at home. No other name exists. */
PtlNetwork *
demo_world_new (PtlDemo *demo)
{
  static const char *const here[] = { "127.0.0.1", NULL };
  /* One name for each protocol: which of several wins is a matter of moments. */
  static const char *const names[] = { "imap.demo.test", "pop.demo.test", "smtp.demo.test" };
  static const struct
  {
    guint16     port;
    PtlProtocol protocol;
    PtlSecurity security;
  } ports[] = {
    { 993, PTL_PROTOCOL_IMAP, PTL_SECURITY_TLS },
    { 143, PTL_PROTOCOL_IMAP, PTL_SECURITY_STARTTLS },
    { 995, PTL_PROTOCOL_POP3, PTL_SECURITY_TLS },
    { 110, PTL_PROTOCOL_POP3, PTL_SECURITY_STARTTLS },
    { 465, PTL_PROTOCOL_SMTP, PTL_SECURITY_TLS },
    { 587, PTL_PROTOCOL_SMTP, PTL_SECURITY_STARTTLS },
  };
  g_autoptr(PtlResolver) resolver = ptl_resolver_new ();
  g_autoptr(PtlTrust) trust = NULL;
  g_autoptr(GError) error = NULL;
  PtlNetwork *network;

  trust = ptl_trust_new_for_file (ptl_demo_get_ca_file (demo), &error);
  g_assert_no_error (error);
  ptl_resolver_set_only_fixed (resolver, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    ptl_resolver_set_addresses (resolver, names[i], here);

  network = ptl_network_new_full (resolver, trust);

  for (guint i = 0; i < G_N_ELEMENTS (ports); i++)
    ptl_network_move_port (network, ports[i].port,
                           ptl_demo_get_port (demo, ports[i].protocol, ports[i].security));

  ptl_network_move_port (network, 25, 9);

  return network;
}
