/* world.c - a world in which there is nothing but the demo provider
 *
 * The provider itself shares no code with the network, so that it judges it;
 * only here the two meet.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "demo/world.h"

#include <glib/gstdio.h>

#include "base/ports.h"

/* One name a protocol, so that the story has the same end each time, and tells
 * of names that are not there. */
static const char * const hosts[] = {
  "imap." PTL_DEMO_DOMAIN, "pop." PTL_DEMO_DOMAIN, "smtp." PTL_DEMO_DOMAIN,
};

static const struct
{
  PtlProtocol protocol;
  PtlSecurity security;
} doors[] = {
  { PTL_PROTOCOL_IMAP, PTL_SECURITY_TLS },
  { PTL_PROTOCOL_IMAP, PTL_SECURITY_STARTTLS },
  { PTL_PROTOCOL_POP3, PTL_SECURITY_TLS },
  { PTL_PROTOCOL_POP3, PTL_SECURITY_STARTTLS },
  { PTL_PROTOCOL_SMTP, PTL_SECURITY_TLS },
  { PTL_PROTOCOL_SMTP, PTL_SECURITY_STARTTLS },
};

/* A port where nobody listens: what the demo does not serve must not lead to
 * this computer's own servers. */
#define NOBODYS_PORT 1

/**
 * ptl_demo_make_network:
 * @demo: the provider; must outlive what uses the network
 * @error: that of its authority's file
 *
 * Makes a network in which the usual ports of the demo's names lead to the
 * demo, and no other name exists.
 *
 * Returns: (transfer full): the network
 */
PtlNetwork *
ptl_demo_make_network (PtlDemo  *demo,
                       GError  **error)
{
  static const char * const loopback[] = { "127.0.0.1", NULL };
  g_autoptr(PtlTrust) trust = ptl_trust_new_for_file (ptl_demo_get_ca_file (demo), error);
  g_autoptr(PtlResolver) resolver = NULL;
  PtlNetwork *network;
  gsize n_entries;
  const PtlPortInfo *guide = ptl_port_guide (&n_entries);

  if (trust == NULL)
    return NULL;

  resolver = ptl_resolver_new ();
  ptl_resolver_set_only_fixed (resolver, TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    ptl_resolver_set_addresses (resolver, hosts[i], loopback);

  network = ptl_network_new_full (resolver, trust);

  for (gsize i = 0; i < n_entries; i++)
    ptl_network_move_port (network, guide[i].port, NOBODYS_PORT);

  for (gsize i = 0; i < G_N_ELEMENTS (doors); i++)
    ptl_network_move_port (network, ptl_port_default (doors[i].protocol, doors[i].security),
                           ptl_demo_get_port (demo, doors[i].protocol, doors[i].security));

  return network;
}

/**
 * ptl_demo_make_accounts_path:
 * @error: that of making a folder
 *
 * Makes a temporary folder for the demo's accounts.
 *
 * Returns: (transfer full): the path of a file that is not there yet; for
 *   [func@demo_remove_accounts]
 */
char *
ptl_demo_make_accounts_path (GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("portolan-demo-XXXXXX", error);

  return folder != NULL ? g_build_filename (folder, "accounts.ini", NULL) : NULL;
}

/**
 * ptl_demo_remove_accounts:
 * @path: what [func@demo_make_accounts_path] returned
 *
 * Deletes the folder and what is in it.
 */
void
ptl_demo_remove_accounts (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr(GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);

      g_remove (file);
    }

  g_rmdir (folder);
}
