/* demo.c - a mail provider in a box: IMAP, POP3 and SMTP on 127.0.0.1
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "demo/demo.h"

#include <glib/gstdio.h>

#include "demo/authority.h"
#include "demo/office.h"
#include "demo/server.h"

/* How long a wrong password is thought over: real servers do, longer. */
#define REFUSAL_MS      200
#define CERTIFICATE_DAYS 2
#define N_PROTOCOLS     (PTL_PROTOCOL_SMTP + 1)

struct _PtlDemo
{
  PtlServer *server;
  PtlOffice  office;

  char      *folder;
  char      *ca_file;
  guint16    tls_ports[N_PROTOCOLS];
  guint16    clear_ports[N_PROTOCOLS];
};

static const PtlTalk talks[N_PROTOCOLS] = {
  [PTL_PROTOCOL_IMAP] = ptl_demo_imap,
  [PTL_PROTOCOL_POP3] = ptl_demo_pop3,
  [PTL_PROTOCOL_SMTP] = ptl_demo_smtp,
};

static const char * const names[] = {
  "imap.demo.test", "pop.demo.test", "smtp.demo.test", "mail.demo.test",
  PTL_DEMO_DOMAIN, "localhost", "127.0.0.1", NULL
};

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SSL_CTX, SSL_CTX_free)

/* The authority itself is gone afterwards, and its key with it. */
static SSL_CTX *
make_certificate (PtlDemo  *self,
                  GError  **error)
{
  const PtlLeafSpec spec = {
    .common_name = "mail.demo.test",
    .names = names,
    .from_days = -1,
    .until_days = CERTIFICATE_DAYS,
  };
  g_autoptr(PtlAuthority) authority = ptl_authority_new ("Portolan demo, throw-away", error);

  if (authority == NULL || !ptl_authority_save (authority, self->ca_file, error))
    return NULL;

  return ptl_authority_issue (authority, &spec, error);
}

static gboolean
listen_to_all (PtlDemo  *self,
               GError  **error)
{
  g_autoptr(SSL_CTX) context = make_certificate (self, error);

  if (context == NULL)
    return FALSE;

  for (guint i = 0; i < N_PROTOCOLS; i++)
    {
      self->tls_ports[i] = ptl_server_listen (self->server, 0, context, TRUE,
                                              talks[i], &self->office, error);
      if (self->tls_ports[i] == 0)
        return FALSE;

      self->clear_ports[i] = ptl_server_listen (self->server, 0, context, FALSE,
                                                talks[i], &self->office, error);
      if (self->clear_ports[i] == 0)
        return FALSE;
    }

  return TRUE;
}

/**
 * ptl_demo_new:
 * @error: `G_IO_ERROR` if there is no port, `G_FILE_ERROR` if there is no room
 *   for a temporary file
 *
 * Starts the provider: six free ports on 127.0.0.1, a fresh certificate, one
 * user. A wrong password is refused, letters are taken for the own domain and
 * dropped. It serves from threads of its own until it is freed.
 *
 * Returns: (transfer full): the provider, or %NULL
 */
PtlDemo *
ptl_demo_new (GError **error)
{
  g_autoptr(PtlDemo) self = g_new0 (PtlDemo, 1);

  self->office.domain = PTL_DEMO_DOMAIN;
  self->office.address = PTL_DEMO_ADDRESS;
  self->office.password = PTL_DEMO_PASSWORD;
  self->office.refusal_ms = REFUSAL_MS;

  self->folder = g_dir_make_tmp ("portolan-demo-XXXXXX", error);

  if (self->folder == NULL)
    return NULL;

  self->ca_file = g_build_filename (self->folder, "ca.pem", NULL);
  self->server = ptl_server_new (error);

  if (self->server == NULL || !listen_to_all (self, error))
    return NULL;

  ptl_server_start (self->server);
  return g_steal_pointer (&self);
}

/**
 * ptl_demo_free:
 * @self: a provider
 *
 * Ends all its conversations, waits until they have ended, and removes the
 * certificate's file.
 */
void
ptl_demo_free (PtlDemo *self)
{
  g_clear_pointer (&self->server, ptl_server_free);

  if (self->ca_file != NULL)
    g_unlink (self->ca_file);

  if (self->folder != NULL)
    g_rmdir (self->folder);

  g_free (self->ca_file);
  g_free (self->folder);
  g_free (self);
}

/**
 * ptl_demo_get_port:
 * @self: a provider
 * @protocol: a protocol
 * @security: how it is to be spoken; without TLS nobody can sign in
 *
 * Says where it is.
 *
 * Returns: the port on 127.0.0.1
 */
guint16
ptl_demo_get_port (PtlDemo     *self,
                   PtlProtocol  protocol,
                   PtlSecurity  security)
{
  return security == PTL_SECURITY_TLS ? self->tls_ports[protocol] : self->clear_ports[protocol];
}

/**
 * ptl_demo_get_ca_file:
 * @self: a provider
 *
 * Gives the file with the authority to believe in (PEM).
 *
 * Returns: (transfer none): its name, valid as long as @self
 */
const char *
ptl_demo_get_ca_file (PtlDemo *self)
{
  return self->ca_file;
}
