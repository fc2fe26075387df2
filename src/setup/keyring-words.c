/* keyring-words.c - what went wrong with the keyring, in words for people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "setup/keyring-words.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "base/sandbox.h"
#include "setup/setup.h"

static const struct
{
  int           number;
  PtlSetupError code;
  const char   *words;
} misfortunes[] = {
  { G_IO_ERROR_NOT_SUPPORTED, PTL_SETUP_ERROR_NO_KEYRING,
    N_("No keyring is running on this computer to keep the password in") },
  { G_IO_ERROR_PERMISSION_DENIED, PTL_SETUP_ERROR_KEYRING,
    N_("The keyring, where passwords are kept, stayed locked") },
  { G_IO_ERROR_CANCELLED, PTL_SETUP_ERROR_KEYRING,
    N_("The keyring asked for its password and did not get it") },
  { G_IO_ERROR_TIMED_OUT, PTL_SETUP_ERROR_KEYRING,
    N_("The keyring, where passwords are kept, did not answer in time") },
};

/* A keyring that may run, but not for us. */
static GError *
explain_sandbox (const PtlSandbox *sandbox)
{
  g_autofree char *grant = ptl_sandbox_tell_grant (sandbox, PTL_SANDBOX_GRANT_KEYRING);

  /* Translators: %s is typed as it is, in all languages */
  return g_error_new (PTL_SETUP_ERROR, PTL_SETUP_ERROR_NO_KEYRING,
                      _("Portolan may not use the keyring of this computer; this line, typed in "
                        "a terminal, allows it from the next start: “%s”"), grant);
}

/**
 * ptl_keyring_explain:
 * @own: (transfer full): what a [struct@SecretStore] says
 *
 * Tells the keyring's troubles from those of the accounts file: the remedies
 * differ. That nothing is stored is no trouble, and stays what it is.
 *
 * Returns: (transfer full): a sentence for users, without its full stop
 */
GError *
ptl_keyring_explain (GError *own)
{
  g_autoptr(GError) error = own;
  g_autoptr(PtlSandbox) sandbox = ptl_sandbox_new ();

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return g_steal_pointer (&error);

  if (sandbox != NULL && !sandbox->may_use_keyring &&
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    return explain_sandbox (sandbox);

  for (gsize i = 0; i < G_N_ELEMENTS (misfortunes); i++)
    if (g_error_matches (error, G_IO_ERROR, misfortunes[i].number))
      return g_error_new_literal (PTL_SETUP_ERROR, misfortunes[i].code, _(misfortunes[i].words));

  /* Translators: %s is a message of the system */
  return g_error_new (PTL_SETUP_ERROR, PTL_SETUP_ERROR_KEYRING,
                      _("The keyring, where passwords are kept, did not take part: %s"),
                      error->message);
}
