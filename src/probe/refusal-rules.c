/* refusal-rules.c - what servers' refusals mean, by their codes
 *
 * IMAP: RFC 5530, RFC 2221; POP3: RFC 2449, RFC 3206; SMTP: RFC 3463, RFC 4954,
 * RFC 5248; OAuth 2: RFC 6749, RFC 6750, RFC 8628 and Microsoft's AADSTS codes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "probe/refusal-rules.h"

#include "probe/said.h"

#define GREETING PTL_SAID_GREETING
#define CAPA     PTL_SAID_CAPABILITIES
#define STARTTLS PTL_SAID_STARTTLS
#define AUTH     PTL_SAID_AUTH
#define SENDER   PTL_SAID_SENDER
#define SELECT   PTL_SAID_SELECT
#define TOKEN    PTL_SAID_TOKEN

/* Answers of a token endpoint: the provider's number says more than the name. */
const PtlRefusalRule ptl_refusal_rules_token[] = {
  { TOKEN, NULL, "aadsts65001|aadsts65004|aadsts90094|aadsts90095|aadsts50105|aadsts53003|"
                 "aadsts90008|aadsts500011",
    "oauth_consent" },
  { TOKEN, NULL, "aadsts900144|aadsts70011|aadsts28002|aadsts28003", "oauth_scope" },
  { TOKEN, NULL, "aadsts7000218|aadsts7000215|aadsts7000222|aadsts700016|aadsts7000216|"
                 "aadsts700025",
    "client_id_required" },
  { TOKEN, NULL, "aadsts70016", "oauth_pending" },
  { TOKEN, NULL, "aadsts50034|aadsts50057|aadsts51004", "account_disabled" },
  { TOKEN, NULL, "aadsts50053", "account_locked" },
  { TOKEN, NULL, "aadsts50055|aadsts50144", "password_expired" },
  { TOKEN, NULL, "aadsts50126", "wrong_password" },
  { TOKEN, NULL, "aadsts90033|aadsts50196", "temp_failure" },
  { TOKEN, NULL, "authorization_pending|slow_down", "oauth_pending" },
  { TOKEN, NULL, "access_denied|consent_required|admin_policy_enforced|org_internal",
    "oauth_consent" },
  { TOKEN, NULL, "invalid_scope|insufficient_scope", "oauth_scope" },
  { TOKEN, NULL, "invalid_client|unauthorized_client|disabled_client|deleted_client",
    "client_id_required" },
  { TOKEN, NULL, "invalid_token", "oauth_token_invalid" },
  { TOKEN, NULL, "invalid_grant|expired_token|interaction_required|login_required|aadsts",
    "oauth_token_expired" },
  { TOKEN, NULL, "rate_limit|too many requests", "rate_limited" },
  { TOKEN, NULL, "temporarily_unavailable|server_error", "temp_failure" },
  { TOKEN, NULL, "invalid_request|unsupported_grant_type|unsupported_response_type", "malformed" },
  { TOKEN, NULL, "<html|<!doctype", "captive_portal" },
};

const gsize ptl_refusal_n_rules_token = G_N_ELEMENTS (ptl_refusal_rules_token);

/* One meaning, whatever the words. */
const PtlRefusalRule ptl_refusal_rules_certain[] = {
  { 0, "PREAUTH", NULL, "attack_or_misconfig/preauth" },
  { 0, "REFERRAL", NULL, "attack_or_misconfig/referral" },
  { 0, "WEBALERT", NULL, "web_login_required" },
  { 0, "PRIVACYREQUIRED", NULL, "tls_required" },
  { 0, "LIMIT", "connection|session", "too_many_connections" },
  { 0, "LIMIT", NULL, "rate_limited" },
  { 0, "EXPIRED&@OAUTH", NULL, "oauth_token_expired" },
  { 0, "EXPIRED", NULL, "password_expired" },
  { 0, "AUTHORIZATIONFAILED", NULL, "account_disabled" },
  { AUTH, "UNAVAILABLE", "account&disabled", "account_disabled" },
  { 0, "UNAVAILABLE|SYS/TEMP*", "idle|inactivity", "timeout" },
  { 0, "UNAVAILABLE|SYS/TEMP*", "connections", "too_many_connections" },
  { 0, "UNAVAILABLE|SYS/TEMP*", "too many", "rate_limited" },
  { 0, "UNAVAILABLE|SYS/TEMP*", "busy|overload|maintenance|login failure|server error",
    "server_busy" },
  { 0, "UNAVAILABLE|SYS/TEMP*", NULL, "temp_failure" },
};

const gsize ptl_refusal_n_rules_certain = G_N_ELEMENTS (ptl_refusal_rules_certain);

/* The meaning, if the words do not tell another one. */
const PtlRefusalRule ptl_refusal_rules_code[] = {
  { 0, "SYS/PERM*|SERVERBUG|CORRUPTION|CANNOT", NULL, "server_misconfigured" },
  { 0, "IN-USE|INUSE", NULL, "mailbox_locked" },
  { 0, "LOGIN-DELAY", NULL, "rate_limited" },
  { 0, "CONTACTADMIN|NOPERM", NULL, "account_disabled" },
  { 0, "NONEXISTENT|OVERQUOTA", NULL, "mailbox_unavailable" },
  { 0, "CLIENTBUG", NULL, "malformed" },
  { AUTH, "5.7.13|5.2.1", NULL, "account_disabled" },
  { AUTH, "5.7.14", NULL, "web_login_required" },
  { AUTH, "5.5.124", NULL, "username_format" },
  { AUTH, "5.7.3&@OAUTH", NULL, "oauth_token_invalid" },
  { AUTH, "5.7.3&@PASSWORD", NULL, "wrong_password basic_auth_disabled" },
  { AUTH, "5.7.3", NULL, "wrong_password oauth_token_invalid" },
  { AUTH, "4.7.12", NULL, "mech_unsupported password_expired" },
  { AUTH, "534|504", NULL, "mech_unsupported" },
  { GREETING | SENDER, "5.7.25|5.7.27", NULL, "ip_blocked" },
  { 0, "5.7.10|5.7.11|523|524|538", NULL, "tls_required" },
  { 0, "5.7.57|5.7.54", NULL, "auth_required" },
  { 0, "4.3.2|4.4.5", NULL, "server_busy" },
  { 0, "4.4.2", NULL, "timeout" },
  { 0, "5.5.6", NULL, "malformed" },
  { GREETING, "421", NULL, "server_busy temp_failure" },
  { GREETING, "221|521", NULL, "server_busy" },
  { GREETING, "5*", NULL, "ip_blocked" },
  { STARTTLS, NULL, NULL, "starttls_unavailable" },
  { 0, "4*", NULL, "temp_failure" },
  { 0, "530", NULL, "auth_required" },
};

const gsize ptl_refusal_n_rules_code = G_N_ELEMENTS (ptl_refusal_rules_code);

/* What is left when neither words nor code say more. */
const PtlRefusalRule ptl_refusal_rules_rest[] = {
  { AUTH, "AUTHENTICATIONFAILED|AUTH*", NULL, "wrong_password" },
  { AUTH, "ALERT", NULL, "account_disabled wrong_password" },
  { AUTH, "500|502|503", NULL, "auth_not_offered" },
  { AUTH, "501", NULL, "malformed" },
  { AUTH, "535", NULL, "wrong_password" },
  { SENDER, "5*", NULL, "ok_sender_refused" },
  { GREETING, NULL, NULL, "server_busy temp_failure" },
  { CAPA, "500|502|504", NULL, "auth_not_offered" },
  { CAPA, NULL, NULL, "server_misconfigured" },
  { TOKEN, NULL, NULL, "oauth_token_invalid" },
  { 0, "BYE", NULL, "closed_early" },
  { AUTH, "BAD", NULL, "malformed" },
  { AUTH, NULL, NULL, "wrong_password" },
  { SELECT, NULL, NULL, "mailbox_unavailable" },
};

const gsize ptl_refusal_n_rules_rest = G_N_ELEMENTS (ptl_refusal_rules_rest);

/* What a provider also means when it says “wrong password”. */
const PtlRefusalRule ptl_refusal_rules_doubt[] = {
  { AUTH, "%GMAIL*|%GOOGLE*|%YAHOO*|%AOL*|%ICLOUD*|%APPLE*|%FASTMAIL*|%ZOHO*|%YANDEX*|%MAILRU*|"
          "%163*|%126*|%NETEASE*|%QQ*|%MAILCOM*|%MAILBOXORG*|%TONLINE*|%FREE|%FREEFR|%BLUEWIN*",
    NULL, "app_password_required" },
  { AUTH, "%GMX*|%WEBDE*|%YANDEX*|%QQ*|%163*|%126*|%NETEASE*|%MAILCOM*|%COMCAST*|%FREENET*|"
          "%RAMBLER*|%NAVER*|%O2*",
    NULL, "protocol_disabled" },
  { AUTH, "%OUTLOOK*|%MICROSOFT*|%OFFICE*|%EXCHANGE*|%HOTMAIL*|%LIVE*",
    NULL, "basic_auth_disabled" },
  { AUTH, "%ICLOUD*|%APPLE*", NULL, "username_format" },
};

const gsize ptl_refusal_n_rules_doubt = G_N_ELEMENTS (ptl_refusal_rules_doubt);
