/* refusal-rules-text.c - what servers' refusals mean, by their words
 *
 * The pieces are as short as is safe: servers differ in articles, dots and
 * spelling (“Aplication”), and new wordings keep the old nouns.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "probe/refusal-rules.h"

#include "probe/said.h"

#define GREETING PTL_SAID_GREETING
#define STARTTLS PTL_SAID_STARTTLS
#define AUTH     PTL_SAID_AUTH
#define SENDER   PTL_SAID_SENDER
#define SELECT   PTL_SAID_SELECT
#define EARLY    (PTL_SAID_GREETING | PTL_SAID_CAPABILITIES | PTL_SAID_STARTTLS)

const PtlRefusalRule ptl_refusal_rules_text[] = {
  /* Postfix, when the one who knows did not say why (Cyrus SASL, Dovecot). */
  { AUTH, NULL, "reason unavailable", "wrong_password" },

  /* Not the server at all. */
  { EARLY, NULL,
    "avast|avg &proxy|kaspersky|norton |mcafee| eset |bitdefender|avira|f-secure|trend micro|"
    "fortinet|fortigate|fortiguard|zscaler|netskope|watchguard|sonicwall|sophos&proxy|antivirus|"
    "anti-virus|upstream server|proxy&unreachable|proxy&not reachable|proxy&could not|"
    "connect error|cannot connect to&server|proxy server:|proxy&unable to connect",
    "middlebox" },
  { EARLY, NULL,
    "not enrolled|terms and conditions|accept the terms|terms of use&browser|captive|hotspot|"
    "open your&browser|guest network|internet access&sign in",
    "captive_portal" },

  /* A threat, not what has happened. */
  { AUTH, NULL,
    "will be locked|will be blocked|will be disabled|attempts left|attempts remaining|tries left|"
    "tries remaining|more attempts before",
    "wrong_password" },

  /* One text for many causes. */
  { AUTH, NULL, "account is abnormal|service is not open&password",
    "protocol_disabled app_password_required rate_limited" },
  { AUTH, NULL, "#auth005", "app_password_required rate_limited" },
  { AUTH, NULL, "account is blocked&browser|account&blocked&verify",
    "account_locked web_login_required" },
  { AUTH, NULL,
    " or imap&disabled| or pop&disabled| or smtp&disabled| or imap&not enabled| or pop&not enabled",
    "wrong_password protocol_disabled app_password_required" },
  { AUTH, "@OAUTH", "unknown user name or bad password", "oauth_token_invalid" },
  { AUTH, NULL, "authentication failure: unknown user name or bad password",
    "wrong_password oauth_token_invalid" },
  { AUTH, NULL, "unknown user name or bad password", "wrong_password basic_auth_disabled" },
  { AUTH, NULL, "password&full email|password&full e-mail|password&full address",
    "wrong_password username_format" },
  { AUTH, "NO&@OAUTH", "=LOGIN failed.|=AUTHENTICATE failed.", "oauth_token_invalid" },
  { AUTH, "NO&@PASSWORD", "=AUTHENTICATE failed.", "wrong_password basic_auth_disabled" },
  { AUTH, "NO", "=AUTHENTICATE failed.", "oauth_token_invalid wrong_password basic_auth_disabled" },

  /* The mechanisms of OAuth. */
  { 0, NULL, "accesstokenexpired|token&expired|expired token|token lifetime",
    "oauth_token_expired" },
  { 0, "@OAUTH", "session&expired", "oauth_token_expired" },
  { AUTH, NULL, "insufficient_scope|insufficient scope|invalid_scope|missing scope|wrong scope",
    "oauth_scope" },
  { AUTH, "@REPORT", "\"status\"", "oauth_token_invalid" },
  { AUTH, NULL, "username&password&token", "wrong_password app_password_required" },
  { AUTH, NULL,
    "invalid_token|invalid token|token&invalid|access token|oauth token|bad token|token&rejected|"
    "token&not valid|token&verif",
    "oauth_token_invalid" },

  /* Microsoft 365 tells them apart by words only. */
  { AUTH, "5.7.139", "security defaults", "basic_auth_disabled" },
  { AUTH, "5.7.139", "clientauthentication|smtp_auth_disabled", "protocol_disabled" },
  { AUTH, "5.7.139", "basic auth", "basic_auth_disabled" },
  { AUTH, "5.7.139", "credentials&incorrect", "wrong_password" },
  { AUTH, "5.7.139", "password&expired", "password_expired" },
  { AUTH, "5.7.139", "ip address|location", "ip_blocked" },
  { AUTH, "5.7.139", "locked", "account_locked" },
  { AUTH, "5.7.139", "account&disabled", "account_disabled" },
  { AUTH, "5.7.139", NULL, "basic_auth_disabled protocol_disabled" },

  /* A password of its own.  Before encryption: “use a secure …” may end in “key”. */
  { AUTH, NULL,
    "application-specific|app-specific|application specific|app specific|app password|apppassword|"
    "app-password|apps password|application password|aplication password|passwords for external|"
    "password for external|external application password|device password|device-specific|"
    "third-party password|parol prilozheniya|пароль приложения|пароль для внешн|пароли приложени|"
    "authorization code|authorisation code|authorized code|授权码|授權碼|1001256|app-passwor|"
    "app-passwort|anwendungspasswort|anwendungsspezifisch|mot de passe d'application|"
    "mot de passe d’application|mot de passe applicatif|contraseña de aplicaci|password per app|"
    "password per le app|password specifica|senha de app|senha de aplica|アプリ パスワード|アプリパスワード|"
    "アプリケーションパスワード|hasło aplikacji|hasło do aplikacji|heslo pro aplikac|wachtwoord voor app|"
    "separate password|two-factor|two factor|2-step|two-step|2fa|another step|multi-factor|"
    "multifactor|mail key|app key|login.reqcode|application token|app token|api key|"
    "application key| mfa |device specific|generate a password|generated password",
    "app_password_required" },

  /* Encryption. */
  { EARLY | AUTH | SENDER, NULL,
    "tls 1.0|tls 1.1|tls version|version of tls|support tls 1.|support for tls 1.|outdated tls|"
    "ssl version",
    "tls_failed" },
  { STARTTLS, NULL, "too many", "rate_limited" },
  { STARTTLS, NULL, "security failure|handshake|tls negotiation", "tls_failed" },
  { STARTTLS, "NO|BAD|-ERR|45*|5*", NULL, "starttls_unavailable" },
  { 0, NULL, "too many new|connection rate", "rate_limited" },
  { AUTH, NULL, "stronger authentication", "mech_unsupported tls_required" },
  { EARLY | AUTH | SENDER, NULL,
    "starttls&first|before starttls|without starttls|issue&starttls|use starttls|requires starttls|"
    "starttls&required|starttls&needed|stls first|stls&required|secure protocol|"
    "encryption&required|encryption&needed|requires encrypt|require encrypt|must be encrypted|"
    "encrypted connection|secure connection|secured connection|not secure|non-secure|nonsecure|"
    "insecure connection|unsecure|under a layer|no privacy|privacy required|plaintext&disallowed|"
    "plaintext&disabled|plaintext&not allowed|plaintext&not permitted|plaintext&refused|"
    "plain text&disallowed|plain text&disabled|plain text&not allowed|cleartext|clear text|"
    "clear-text|unencrypted|without ssl|without tls|without encryption|only&over ssl|only&over tls|"
    "over ssl/tls|must use ssl|must use tls|use ssl|use tls|use a tls|use an ssl|use a secure|"
    "requires ssl|requires tls|require ssl|require tls|requires a secure|ssl required|tls required|"
    "ssl is required|tls is required|ssl connection|tls connection&required|need tls|needs tls|"
    "requires a tls|require a tls|requires an ssl|encrypted channel|encrypted session|"
    "encrypted link|enable ssl|enable tls|activate tls|entering tls|verschlüssel|chiffr|cifrad|"
    "crittograf|versleutel|szyfrow|šifrov|шифров|加密|暗号化|암호화",
    "tls_required" },

  /* Ways to prove who one is. */
  { AUTH | SENDER, NULL,
    "pop before smtp|pop-before-smtp|pop3 before smtp|smtp after pop|smtp-after-pop|"
    "check for new mail|check your mail&before|check mail first|receive&before send|"
    "mail before sending|pop&first|mail first|imap login before",
    "pop_before_smtp" },
  { AUTH | SELECT, NULL, "unsafe login| id command|send id|client id&required|imap id",
    "client_id_required" },
  { AUTH, NULL,
    "basic auth|legacy auth|modern auth|security defaults|less secure|password&auth&disabled|"
    "password authentication is not|oauth only|only oauth|use oauth|requires oauth|oauth&required|"
    "must use oauth|sign in with oauth|log in with oauth|oauth&no longer|password&no longer|"
    "passwords&no longer|password&retired|password&phased out|xoauth2 only|use xoauth2",
    "basic_auth_disabled" },
  { AUTH, NULL,
    "{account}&{locked}&unusual|{account}&{locked}&suspicious",
    "account_locked web_login_required" },
  { AUTH, NULL,
    "web login|weblogin|{browser}|log in via&http|sign in via&http|sign in at http|"
    "verify your identity|verify your account|verify&identity|suspicious|unusual|accept eula|"
    "accept the eula|captcha|webmail&first|log into webmail|login to webmail|log in to webmail|"
    "sign in to webmail|security check|confirm&identity|new device|unrecognized device|"
    "unrecognised device|new location|new sign-in|new login|confirm&webmail|unlock&webmail|"
    "webmail&unlock|webmail&confirm",
    "web_login_required" },
  { AUTH, NULL,
    "full email|full e-mail|complete email|complete e-mail|whole email|whole e-mail|entire email|"
    "full address|complete address|whole address|entire address|without @|user name&@domain|"
    "address provided is not valid|email address as|e-mail address as|without domain|"
    "without the domain|include the domain|include domain|domain part|domain&missing|name must be|"
    "name should be|user@domain|username@|username must be|username should be|username format|"
    "user name format|format of the user|login format|vollständige e-mail|adresse complète|"
    "adresse e-mail complète|correo completa|dirección completa|indirizzo completo|полный адрес",
    "username_format" },

  /* Too much of it. */
  { AUTH, NULL, "account&lockout|{account}&{locked}", "account_locked" },
  { AUTH, "4*",
    "invalid username or password|invalid credentials|incorrect password|bad password|"
    "wrong password",
    "wrong_password" },
  { AUTH, NULL,
    "unreachable|not reachable|connection lost|lost connection|server down|server is down|"
    "backend&down|database&down|directory&down",
    "temp_failure" },
  { EARLY | AUTH, NULL, "your ip has been blocked|your ip is blocked|your ip address&been blocked",
    "ip_blocked" },
  { 0, NULL,
    "too many errors|too many&failed|too many&failures|too many bad&password|too many wrong|"
    "too many incorrect|too many unsuccess|too many password|too many authentication|repeated&fail|"
    "brute force|brute-force",
    "rate_limited" },
  { 0, NULL,
    "too many&connection|maximum number of connections|max&connections&exceeded|connection limit|"
    "connections limit|connection count|concurrent connection|simultaneous connection|"
    "simultaneous login|concurrent session|concurrent login|too many open|too many sessions|"
    "too many simultaneous|too many concurrent|maximum&connections|limit&connections|"
    "connections&exceed|session limit|sessions limit|maximum&session|too many users|"
    "no more connections|no more sessions|{too many}&{connections}",
    "too_many_connections" },
  { 0, NULL, "too many&imap command|too many&bad command|too many&unknown command|too many&syntax",
    "malformed" },
  { 0, NULL,
    "rate limit|ratelimit|rate-limit|rate exceeded|too many&login|too many&logon|too many&attempt|"
    "too many&fail|too many&invalid|too many&auth|too many&request|too many&message|"
    "too many&recipient|too much mail|too frequent|too often|too fast|too soon|too much&activity|"
    "too quickly|frequency limit|throttl|slow down|command or bandwidth|bandwidth limit|"
    "limit exceeded|exceeded&limit|limit&reached|quota of logins|minimum time between|"
    "logins must be|login delay|check mail every|check&every&minutes|quota&login|come back in|"
    "network is temporarily|address&temporarily blocked|temporarily blocked|temporary block|"
    "blocked for&minute|blocked for&hour|wait&minute|wait&second|try again in&minute|"
    "try again after&minute|{too many}",
    "rate_limited" },

  /* A login is wanted, or there is none. */
  { AUTH, NULL, "one time use of&password|transition needed|transition is needed",
    "mech_unsupported password_expired" },
  { AUTH, NULL,
    "mechanism&not supported|mechanism not|no mechanism|mechanism&not available|"
    "unsupported&mechanism|unknown&mechanism|invalid mechanism|no such mechanism|mechanism&invalid|"
    "mechanism&unavailable|mechanism&disabled|auth=&disabled|mechanism&not allowed|"
    "mechanism&not permitted|apop&not|apop&disabled|cram-md5&disabled|cram-md5&not supported|"
    "plain&not supported|mechanism is too weak|mechanism too weak|unrecognized authentication|"
    "unknown authentication|unsupported authentication|authentication type|authentication method|"
    "auth method|auth type|unsupported sasl|unknown sasl",
    "mech_unsupported" },
  { PTL_SAID_CAPABILITIES, "500|502|504",
    "unrecogni|not recogni|unknown|not implemented|unimplemented|not understood|not supported|"
    "invalid command|bad command|syntax error",
    "auth_not_offered" },
  { AUTH, "500|502|503",
    "unrecogni|not recogni|unknown command|not implemented|bad sequence|not supported|"
    "invalid command",
    "auth_not_offered" },
  { AUTH, NULL,
    "authentication not enabled|authentication is not enabled|auth not available|"
    "auth&not advertised|authentication not supported|auth&not enabled|"
    "authentication&not available|auth&unrecognized|unrecognized&auth |command unrecognized|"
    "command not recognized|command not implemented|auth command is not|no authentication",
    "auth_not_offered" },
  { 0, NULL,
    "authentication required|authentication is required|authentication needed|auth required|"
    "must authenticate|must be authenticated|need to authenticate|not authenticated|"
    "authenticate first|please authenticate|authorization required|requires authentication|"
    "auth is required|issue an auth|need auth|turn on smtp auth|enable smtp auth|rcpthosts|"
    "relay rejected|smtp authentication&required|not logged in|login required|log in first|"
    "login first|sign in first|auth first|unauthenticated|relay access denied|relaying denied|"
    "relay denied|relay not|relaying not|not permitted to relay|not allowed to relay|"
    "unable to relay|we do not relay|no relay|cannot relay|anmeldung erforderlich|"
    "authentification requise|autenticación requerida|требуется аутентификация|"
    "требуется авторизация",
    "auth_required" },
  { SENDER, NULL,
    "without auth|without login|without logging in|anonymous|n't relay|do not relay|log in before",
    "auth_required" },
  { SENDER, NULL,
    "unexpected volume|unusual rate|sending activity|sending limit|sending rate|daily limit|"
    "hourly limit|exceeded&per hour|exceeded&per day|quota&hour|quota&day|limit&per hour|"
    "limit&per day|exceeded&threshold|too many emails|policy&quota",
    "rate_limited" },
  { SENDER, "4*", "greylist|greylisting|grey-list", "temp_failure" },
  { SENDER, NULL, "sender address rejected|sender rejected|recipient address rejected|not owned by",
    "ok_sender_refused" },

  /* The network we come from. */
  { 0, NULL,
    "blocked using|block list|blocklist|blacklist|black list|black-list| rbl|dnsbl|spamhaus|"
    "spamcop|barracudacentral|client host&rejected|client host&blocked|your ip |your ip.|your ip:|"
    "your ip address|ip address&blocked|ip address&denied|ip address&not allowed| ip&blocked|"
    " ip&banned| ip&not in whitelist| ip&listed|poor reputation|bad reputation|reputation|banned|"
    "network is denied|access from your&denied|not allowed to connect|not allowed from this|"
    "from your location|from your country|from this country|from this location|geoip|geo-ip|"
    "geo block|unauthorized ip|unauthorised ip|no reverse dns|no ptr|ptr record|reverse dns|"
    "nemesis|from your network|client address|intrusion prevention|this ip&not|ip&not allowed to|"
    "residential|dynamic address|dynamic ip",
    "ip_blocked" },
  { AUTH, NULL,
    "connection from&not|connections from&not| vpn |^vpn |proxy connections|"
    "from&not permitted&mailbox|tor exit|country&not allowed|country&blocked|region&blocked",
    "ip_blocked" },
  { GREETING | PTL_SAID_CAPABILITIES, NULL,
    "denied|blocked|rejected|refused|forbidden|not authorized|unauthorized|not welcome|not allowed|"
    "not permitted|whitelist",
    "ip_blocked" },
  { SENDER, NULL, "connections not accepted|connection rejected|rejected for policy",
    "ip_blocked" },

  /* The state of the account. */
  { AUTH | SELECT, NULL,
    "password&expired|passwd&expired|password has to be changed|password must be changed|"
    "must change&password|change your password|password change required|password&must be reset|"
    "password&been reset|password&needs to be reset|password reset required|must reset&password|"
    "have to be changed&password|password&have to be changed|password&needs to be changed|"
    "password&compromised|password&too old|password isn't valid any more|{password}&{expired}",
    "password_expired" },
  { EARLY | AUTH | SELECT, NULL,
    "enable imap|enable pop|enable smtp|enable the imap|enable the pop|enabled for imap|"
    "enabled for pop|enabled for smtp|{protocol}&{off}|imap access&{not given}|"
    "pop access&{not given}|pop3 access&{not given}|smtp access&{not given}|"
    "imap service&{not given}|pop3 service&{not given}|access rights to this service|"
    "service is not open|service not open|no imap|no pop|protocol&disabled|protocol&not enabled|"
    "third-party access|third party access|organization&not allow|organisation&not allow|"
    "administrator&not allow|third-party&disabled|third party&disabled|external access|"
    "remote access|not allowed for this account|not allowed for your account|service&not enabled|"
    "service&disabled|access disabled|access is disabled|access has been disabled|"
    "access restricted|is restricted|has no permission|未开启|未開啟|服务未",
    "protocol_disabled" },
  { AUTH, NULL,
    "imap&not available|pop access&not available|{protocol}&premium|{protocol}&upgrade|"
    "{protocol}& plan|{protocol}&package|{protocol}&not included|{protocol}&subscri|"
    "{protocol}&free account|mail client&not|mail clients&not|mail program&not|mail programs&not|"
    "free account&not|outgoing mail&disabled|sending&disabled|sending&not enabled|"
    "sending mail&not allowed|imap settings|imap/smtp settings|pop3/imap settings|"
    "pop/imap settings|pop settings|pop3 settings",
    "protocol_disabled" },
  { AUTH, "AUTH", "disabled", "account_disabled" },
  { AUTH, NULL,
    "login disabled for this user|user&disabled|account&disabled|account&suspend|account&deactiv|"
    "account&inactive|account&not active|account&expired|account&closed|account&deleted|"
    "account&terminated|account&cancel|account&unavailable|account has been turned off|"
    "err.login.userstatus|mailbox&disabled|mailbox&suspend|mailbox&inactive|user&suspend|"
    "user&inactive|no longer active|suspended|deactivated|me.com/move|{account}&{stopped}|"
    "domain&disabled|domain&suspend|domain&expired|domain of&expired|subscription&expired|"
    "subscription&ended|trial&ended|trial&expired|account&not activated|account&not yet active|"
    "account&pending|contract&ended|contract&expired|user&removed|user&deleted|user&deactiv|"
    "mailbox&removed|mailbox&deleted|mailbox&terminated|mailbox&closed|account&removed|"
    "account&on hold|account&barred|account&not exist anymore|unpaid",
    "account_disabled" },
  { AUTH, NULL,
    "{account}&blocked|mailbox&blocked|login.userlock|user&locked|user is blocked|locked out|"
    "lockout|login&blocked|account&frozen|заблокирован|冻结",
    "account_locked" },

  /* A plain no, and an invitation to type it again. */
  { AUTH, "NO|-ERR|5*",
    "incorrect&password|incorrect&credential|invalid&password|invalid&credential|wrong&password|"
    "wrong&credential|bad password|bad credential|wrong user|check your user&password|"
    "check&password",
    "wrong_password" },
  { AUTH, "AUTHENTICATIONFAILED|AUTH|5.7.8", "=please try again.|=Please try again.|=try again!",
    "wrong_password" },

  /* The mailbox. */
  { AUTH | SELECT, NULL,
    "authenticated but not connected|no such mailbox|mailbox&not exist|mailbox doesn't exist|"
    "mailbox&not found|mailbox&unavailable|mailbox&not available|mailbox not accessible|"
    "maildrop&not exist|failed to open mailbox|open mailbox|open inbox|select inbox|"
    "connection closed. 1|connection is closed. 1|server unavailable. |wrong back end|home/maildir|"
    "corrupt|stat mailbox|stat maildrop|wrong backend|wrong server|mailbox&moved|account&migrat|"
    "mailbox&migrat|mailbox&being moved|mailbox migration|quota",
    "mailbox_unavailable" },
  { AUTH | SELECT, NULL,
    "mailbox&locked|maildrop&lock|lock&maildrop|lock&mailbox|accessing this mailbox|"
    "accessing the mailbox|already locked|lock busy|lock file|get lock|obtain lock|another pop|"
    "another session|other session|mailbox&in use|maildrop&in use|mailbox&busy|maildrop&busy|"
    "already in use|already logged in|being accessed|postfach&benutzt|boîte&verrouill|"
    "boite&verrouill|casella&in uso|buzón&en uso",
    "mailbox_locked" },

  /* How it was said. */
  { 0, NULL,
    "invalid base64|base64 decod|base-64|invalid sasl|cannot decode|can't decode|malformed|"
    "authentication aborted|authentication cancel|authentication exchange cancel|syntax error|"
    "command syntax|invalid arguments|invalid parameter|missing parameter|bad syntax|"
    "unknown command|unrecognized command|invalid command|line too long|protocol error|"
    "synchronization error|bad command|bad protocol",
    "malformed" },
  { AUTH, NULL, "login disabled|login is disabled|logins disabled|login command&disabled",
    "tls_required mech_unsupported" },
  { 0, NULL, "session&expired", "timeout" },
  { 0, NULL,
    "inactivity|idle for|idle time|autologout|timeout exceeded|timed out|time out|timeout|timedout",
    "timeout" },

  /* The server itself. */
  { AUTH, NULL,
    "temporary&auth|unable to authenticate at|auth&temporar|authentication&unavailable|"
    "authentication server|authentication service|auth server|auth service|auth process|"
    "could not connect|unable to connect|failed to connect|cannot connect",
    "temp_failure" },
  { 0, NULL,
    "too busy|server&busy|system busy|system is busy|service&busy|overload|{upkeep}|load average|"
    "high load|load is too high|load too high|not available|currently unavailable|"
    "service unavailable|service&unavailable|not ready|no resources|insufficient system resources|"
    "service closing|shutting down|shutdown|out of service|service&stopped|überlastet|surchargé|繁忙|"
    "系统忙",
    "server_busy" },
  { 0, NULL,
    "{for now}|system error|try again|try &{later}|{later}",
    "temp_failure" },
  { 0, NULL,
    "fatal error|internal error|internal server error|configuration error|misconfig|not configured|"
    "database error|sql error|ldap error|permission denied|no such file|cannot open|can't open|"
    "cannot chdir|can't chdir|init() failed|stale nfs|out of memory|no space left|disk full|"
    "server bug|assert|child crashed|chdir|generic failure|generic error|unable to reach",
    "server_misconfigured" },
  { AUTH, NULL,
    "no such user|user not found|user unknown|unknown user|user does not exist|user doesn't exist|"
    "no such account|unknown account|unknown login|unknown domain|user&unknown|find user|"
    "user is not known|not a valid user|account does not exist|account doesn't exist|"
    "account not found",
    "wrong_password username_format" },
  { AUTH, "@PASSWORD", "oauth", "basic_auth_disabled" },
};

const gsize ptl_refusal_n_rules_text = G_N_ELEMENTS (ptl_refusal_rules_text);

const PtlRefusalRule ptl_refusal_rules_plain[] = {
  { AUTH, NULL,
    "user&or&password|username and password|login or password|name/password|user/password",
    "wrong_password" },
  { AUTH, "NO", "=LOGIN failed.", "wrong_password basic_auth_disabled" },
  { AUTH, NULL,
    "password|credential|passwd|authentication fail|authentication rejected|login fail|auth fail|"
    "authorization failed|logon fail|bad login|invalid login|login incorrect|incorrect|"
    "authentication unsuccessful|authentication error|passwort|kennwort|anmeldung fehlgeschlagen|"
    "mot de passe|identifiant|contraseña|senha|parola d|пароль|密码|密碼|パスワード|認証に失敗|비밀번호|heslo|hasło|"
    "wachtwoord",
    "wrong_password" },
};

const gsize ptl_refusal_n_rules_plain = G_N_ELEMENTS (ptl_refusal_rules_plain);
