/* labels.c - words for what the models hold, for .ui files and widgets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/labels.h"

#include <glib/gi18n.h>

#define MINUTE_S 60

/* Hebrew is the first script from right to left; Latin, Greek and Cyrillic come before it. */
#define FIRST_FROM_RIGHT 0x0590

/* Unicode TR9, 2: a line from right to left, and an island from left to right. */
#define FROM_RIGHT  "\xe2\x80\x8f"
#define ISLAND      "\xe2\x81\xa6"
#define ISLAND_ENDS "\xe2\x81\xa9"

/**
 * ptl_labels_bind:
 * @klass: a widget's class with a template
 *
 * Lets the template name the functions of this file in its closures.
 */
void
ptl_labels_bind (GtkWidgetClass *klass)
{
  static const struct
  {
    const char *name;
    GCallback   func;
  } labels[] = {
    { "label_protocol", G_CALLBACK (ptl_label_protocol) },
    { "label_security", G_CALLBACK (ptl_label_security) },
    { "label_auth", G_CALLBACK (ptl_label_auth) },
    { "label_account_state", G_CALLBACK (ptl_label_account_state) },
    { "label_account_state_icon", G_CALLBACK (ptl_label_account_state_icon) },
    { "label_duration", G_CALLBACK (ptl_label_duration) },
    { "label_port", G_CALLBACK (ptl_label_port) },
    { "label_port_advice", G_CALLBACK (ptl_label_port_advice) },
    { "label_service", G_CALLBACK (ptl_label_service) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    gtk_widget_class_bind_template_callback_full (klass, labels[i].name, labels[i].func);
}

char *
ptl_label_protocol (gpointer    self,
                    PtlProtocol protocol)
{
  return g_strdup (ptl_protocol_get_label (protocol));
}

char *
ptl_label_security (gpointer    self,
                    PtlSecurity security)
{
  switch (security)
    {
    case PTL_SECURITY_TLS:
      return g_strdup (_("SSL/TLS"));

    case PTL_SECURITY_STARTTLS:
      return g_strdup (_("STARTTLS"));

    case PTL_SECURITY_NONE:
      return g_strdup (_("Not encrypted"));

    default:
      g_return_val_if_reached (NULL);
    }
}

char *
ptl_label_auth (gpointer self,
                PtlAuth  auth)
{
  switch (auth)
    {
    case PTL_AUTH_PASSWORD:
      return g_strdup (_("With a password"));

    case PTL_AUTH_OAUTH2:
      return g_strdup (_("On the provider’s web page"));

    case PTL_AUTH_NONE:
      return g_strdup (_("Without signing in"));

    default:
      g_return_val_if_reached (NULL);
    }
}

char *
ptl_label_account_state (gpointer        self,
                         PtlAccountState state)
{
  static const char *words[] = {
    [PTL_ACCOUNT_STATE_UNTESTED] = NC_("account", "Not tested"),
    [PTL_ACCOUNT_STATE_WORKS] = NC_("account", "Works"),
    [PTL_ACCOUNT_STATE_UNENCRYPTED] = NC_("account", "Works, but not encrypted"),
    [PTL_ACCOUNT_STATE_NO_SENDING] = NC_("account", "Sending fails"),
    [PTL_ACCOUNT_STATE_NO_RECEIVING] = NC_("account", "Receiving fails"),
    [PTL_ACCOUNT_STATE_BROKEN] = NC_("account", "Does not work"),
  };

  g_return_val_if_fail (state < G_N_ELEMENTS (words), NULL);

  return g_strdup (g_dpgettext2 (NULL, "account", words[state]));
}

char *
ptl_label_account_state_icon (gpointer        self,
                              PtlAccountState state)
{
  static const char *icons[] = {
    [PTL_ACCOUNT_STATE_UNTESTED] = "dialog-question-symbolic",
    [PTL_ACCOUNT_STATE_WORKS] = "emblem-ok-symbolic",
    [PTL_ACCOUNT_STATE_UNENCRYPTED] = "channel-insecure-symbolic",
    [PTL_ACCOUNT_STATE_NO_SENDING] = "dialog-warning-symbolic",
    [PTL_ACCOUNT_STATE_NO_RECEIVING] = "dialog-warning-symbolic",
    [PTL_ACCOUNT_STATE_BROKEN] = "dialog-error-symbolic",
  };

  g_return_val_if_fail (state < G_N_ELEMENTS (icons), NULL);

  return g_strdup (icons[state]);
}

/**
 * ptl_label_duration:
 * @self: not used
 * @seconds: how long
 *
 * Returns: (transfer full): "30 seconds", "1 minute", "2 minutes 30 seconds"
 */
char *
ptl_label_duration (gpointer self,
                    guint    seconds)
{
  guint minutes = seconds / MINUTE_S;
  guint rest = seconds % MINUTE_S;
  g_autofree char *whole = NULL;
  g_autofree char *part = NULL;

  whole = g_strdup_printf (ngettext ("%u minute", "%u minutes", minutes), minutes);
  part = g_strdup_printf (ngettext ("%u second", "%u seconds", rest), rest);

  if (minutes == 0)
    return g_steal_pointer (&part);

  if (rest == 0)
    return g_steal_pointer (&whole);

  /* Translators: a time, "2 minutes" and "30 seconds" */
  return g_strdup_printf (_("%s %s"), whole, part);
}

/**
 * ptl_label_port:
 * @self: not used
 * @port: a port
 *
 * Returns: (transfer full): the number, never grouped
 */
char *
ptl_label_port (gpointer self,
                guint    port)
{
  return g_strdup_printf ("%u", port);
}

static gboolean
has_letters_from_right (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_utf8_get_char (p) >= FIRST_FROM_RIGHT && g_unichar_isalpha (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

/**
 * ptl_label_foreign:
 * @self: not used
 * @text: an address, or the names of servers, each on a line
 *
 * Where the user reads from right to left, a line of Latin letters would start
 * at the other end than the lines above and below it.
 *
 * Returns: (transfer full): lines that start where the user's do
 */
char *
ptl_label_foreign (gpointer    self,
                   const char *text)
{
  g_auto(GStrv) lines = NULL;

  if (gtk_widget_get_default_direction () != GTK_TEXT_DIR_RTL || has_letters_from_right (text))
    return g_strdup (text);

  lines = g_strsplit (text, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = lines[i];

      lines[i] = g_strconcat (FROM_RIGHT ISLAND, line, ISLAND_ENDS, NULL);
    }

  return g_strjoinv ("\n", lines);
}

char *
ptl_label_port_advice (gpointer      self,
                       PtlPortAdvice advice)
{
  switch (advice)
    {
    case PTL_PORT_ADVICE_GOOD:
      return g_strdup (C_("advice", "Recommended"));

    case PTL_PORT_ADVICE_FINE:
      return g_strdup (C_("advice", "Fine"));

    case PTL_PORT_ADVICE_RISKY:
      return g_strdup (C_("advice", "Take care"));

    case PTL_PORT_ADVICE_WRONG:
      return g_strdup (C_("advice", "Not for mail accounts"));

    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * ptl_label_service:
 * @self: not used
 * @host: (nullable): the server's name
 * @port: its port
 * @security: how the connection is protected
 *
 * Returns: (transfer full): "imap.example.org, port 993, SSL/TLS"
 */
char *
ptl_label_service (gpointer     self,
                   const char  *host,
                   guint        port,
                   PtlSecurity  security)
{
  g_autofree char *words = ptl_label_security (self, security);

  if (host == NULL || *host == '\0')
    return g_strdup (_("No server yet"));

  /* Translators: a server: "imap.example.org, port 993, SSL/TLS" */
  return g_strdup_printf (_("%s, port %u, %s"), host, port, words);
}
