/* providers.h - what we know about the big providers without asking
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PtlProviderAdvice:
 * @PTL_ADVICE_APP_PASSWORD: a password made for this one program is wanted
 * @PTL_ADVICE_OAUTH2_ONLY: signing in in the browser only, no passwords
 * @PTL_ADVICE_ENABLE_IMAP: mail programs must be allowed in the settings first
 * @PTL_ADVICE_AUTH_CODE: a code from the settings in the password's place
 * @PTL_ADVICE_MAIL_PASSWORD: a password for email, apart from the customer's
 * @PTL_ADVICE_PREMIUM: paid mailboxes only
 * @PTL_ADVICE_BRIDGE: the provider's own program must run on this computer
 * @PTL_ADVICE_NO_PROGRAMS: no mail program can be used at all
 *
 * What to know before the first try.
 */
typedef enum
{
  PTL_ADVICE_NONE          = 0,
  PTL_ADVICE_APP_PASSWORD  = 1 << 0,
  PTL_ADVICE_OAUTH2_ONLY   = 1 << 1,
  PTL_ADVICE_ENABLE_IMAP   = 1 << 2,
  PTL_ADVICE_AUTH_CODE     = 1 << 3,
  PTL_ADVICE_MAIL_PASSWORD = 1 << 4,
  PTL_ADVICE_PREMIUM       = 1 << 5,
  PTL_ADVICE_BRIDGE        = 1 << 6,
  PTL_ADVICE_NO_PROGRAMS   = 1 << 7,
} PtlProviderAdvice;

/**
 * PtlProvider:
 * @id: for programs: "gmail"
 * @name: for people: “Gmail”
 * @help_url: (nullable): its own page about mail programs, always https
 * @advice: what to know before the first try
 * @domains: (array zero-terminated=1): after the @; "*.name" for all below it
 *
 * One provider of the table. Lives as long as the program.
 */
typedef struct
{
  const char          *id;
  const char          *name;
  const char          *help_url;
  PtlProviderAdvice    advice;
  const char * const  *domains;
} PtlProvider;

PtlProviderAdvice   ptl_provider_advice_from_string (const char     *word);
const PtlProvider  *ptl_provider_find            (const char        *domain);
const PtlProvider  *ptl_provider_find_by_id      (const char        *id);
const PtlProvider **ptl_provider_list            (gsize             *n_providers);
char               *ptl_provider_describe_advice (const PtlProvider *self);
char               *ptl_provider_suggest_domain  (const char        *domain);

G_END_DECLS
