/* help-pages.c - providers that we know by their servers' names
 *
 * The only addresses of web pages that a verdict may offer: what a server
 * tells us to open is never offered, it may be anybody's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "probe/help-pages.h"

#include <string.h>

typedef struct
{
  const char *suffix;
  const char *provider;
  const char *settings_page;
  const char *password_page;
} HelpPages;

#define GOOGLE_SETTINGS "https://support.google.com/mail/answer/7126229"
#define GOOGLE_PASSWORD "https://support.google.com/accounts/answer/185833"
#define OUTLOOK_SETTINGS                                                                       \
  "https://support.office.com/article/"                                                       \
  "pop-imap-and-smtp-settings-for-outlook-com-d088b986-291d-42b8-9564-9c414e2aa040"
#define YAHOO_SETTINGS                                                                         \
  "https://help.yahoo.com/kb/new-mail-for-desktop/imap-server-settings-yahoo-mail-sln4075.html"
#define AOL_SETTINGS                                                                           \
  "https://help.aol.com/articles/"                                                            \
  "how-do-i-use-other-email-applications-to-send-and-receive-my-aol-mail"

static const HelpPages pages[] = {
  { "gmail.com", "gmail", GOOGLE_SETTINGS, GOOGLE_PASSWORD },
  { "googlemail.com", "gmail", GOOGLE_SETTINGS, GOOGLE_PASSWORD },
  { "google.com", "gmail", GOOGLE_SETTINGS, GOOGLE_PASSWORD },
  { "outlook.com", "outlook", OUTLOOK_SETTINGS, NULL },
  { "office365.com", "outlook", OUTLOOK_SETTINGS, NULL },
  { "hotmail.com", "outlook", OUTLOOK_SETTINGS, NULL },
  { "mail.me.com", "icloud", "https://support.apple.com/HT202304",
    "https://support.apple.com/HT204397" },
  { "icloud.com", "icloud", "https://support.apple.com/HT202304",
    "https://support.apple.com/HT204397" },
  { "yahoo.com", "yahoo", YAHOO_SETTINGS,
    "https://help.yahoo.com/kb/SLN15241.html" },
  { "aol.com", "aol", AOL_SETTINGS, AOL_SETTINGS },
  { "gmx.net", "gmx", "https://hilfe.gmx.net/pop-imap/einschalten.html", NULL },
  { "gmx.com", "gmx", "https://support.gmx.com/pop-imap/imap/server.html", NULL },
  { "web.de", "webde", "https://hilfe.web.de/pop-imap/einschalten.html", NULL },
  { "mail.com", "mailcom", "https://support.mail.com/premium/imap/server.html", NULL },
  { "yandex.com", "yandex", NULL, NULL },
  { "yandex.ru", "yandex", NULL, NULL },
  { "yandex.net", "yandex", NULL, NULL },
  { "mail.ru", "mailru", "https://help.mail.ru/mail/security/protection/external",
    "https://help.mail.ru/mail/security/protection/external" },
  { "qq.com", "qq", "https://help.mail.qq.com/detail/108/1023", NULL },
  { "163.com", "netease", NULL, NULL },
  { "126.com", "netease", NULL, NULL },
  { "yeah.net", "netease", NULL, NULL },
  { "188.com", "netease", NULL, NULL },
  { "zoho.com", "zoho", "https://www.zoho.com/mail/help/imap-access.html", NULL },
  { "zoho.eu", "zoho", "https://www.zoho.com/mail/help/imap-access.html", NULL },
  { "fastmail.com", "fastmail", "https://www.fastmail.com/help/technical/servernamesandports.html",
    NULL },
  { "mailbox.org", "mailboxorg", NULL, NULL },
  { "t-online.de", "tonline",
    "https://www.telekom.de/hilfe/apps-dienste/e-mail/programme/passwort-verwalten",
    "https://www.telekom.de/hilfe/apps-dienste/e-mail/programme/passwort-verwalten" },
  { "free.fr", "free",
    "https://assistance.free.fr/articles/"
    "configurer-de-maniere-avancee-mon-logiciel-de-messagerie-609",
    NULL },
  { "comcast.net", "comcast", "https://www.xfinity.com/support/articles/third-party-email-access",
    NULL },
};

static const HelpPages *
find_pages (const char *host)
{
  for (gsize i = 0; host != NULL && i < G_N_ELEMENTS (pages); i++)
    {
      gsize length = strlen (host);
      gsize suffix = strlen (pages[i].suffix);

      if (length < suffix || g_ascii_strcasecmp (host + length - suffix, pages[i].suffix) != 0)
        continue;

      if (length == suffix || host[length - suffix - 1] == '.')
        return &pages[i];
    }

  return NULL;
}

/**
 * ptl_provider_of_host:
 * @host: (nullable): a host name
 *
 * Returns: (nullable): the short name of the provider behind it, "gmail"
 */
const char *
ptl_provider_of_host (const char *host)
{
  const HelpPages *found = find_pages (host);

  return found != NULL ? found->provider : NULL;
}

/**
 * ptl_help_page:
 * @host: a host name
 * @is_about_passwords: the page about app passwords, else the one about mail
 *   programs
 *
 * Returns: (nullable): the address of the provider's page, if we know it
 */
const char *
ptl_help_page (const char *host,
               gboolean    is_about_passwords)
{
  const HelpPages *found = find_pages (host);

  if (found == NULL)
    return NULL;

  return is_about_passwords ? found->password_page : found->settings_page;
}
