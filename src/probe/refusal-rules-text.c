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
    "avast|avg &proxy|kaspersky|norton |mcafee| eset |bitdefender|antivirus|anti-virus|"
    "connect error|cannot connect to&server|proxy server:|proxy&unable to connect",
    "middlebox" },
  { EARLY, NULL,
    "not enrolled|terms and conditions|accept the terms|terms of use&browser|captive|hotspot|"
    "open your&browser|guest network|internet access&sign in",
    "captive_portal" },

  /* One text for many causes. */
  { AUTH, NULL, "account is abnormal|service is not open&password",
    "protocol_disabled app_password_required rate_limited" },
  { AUTH, NULL, "#auth005", "app_password_required rate_limited" },
  { AUTH, NULL, "account is blocked&browser|account&blocked&verify",
    "account_locked web_login_required" },
  { AUTH, NULL,
    " or imap&disabled| or pop&disabled| or smtp&disabled| or imap&not enabled|"
    " or pop&not enabled",
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
  { AUTH, "5.7.139", "locked", "account_locked" },
  { AUTH, "5.7.139", "account&disabled", "account_disabled" },
  { AUTH, "5.7.139", NULL, "basic_auth_disabled protocol_disabled" },

  /* Encryption. */
  { STARTTLS, NULL, "too many", "rate_limited" },
  { STARTTLS, NULL, "security failure|handshake|tls negotiation", "tls_failed" },
  { STARTTLS, "NO|BAD|-ERR|45*|5*", NULL, "starttls_unavailable" },
  { 0, NULL, "too many new|connection rate", "rate_limited" },
  { AUTH, NULL, "stronger authentication", "mech_unsupported tls_required" },
  { EARLY | AUTH | SENDER, NULL,
    "starttls&first|issue&starttls|use starttls|requires starttls|starttls&required|"
    "starttls&needed|stls first|stls&required|secure protocol|encryption&required|"
    "encryption&needed|requires encrypt|require encrypt|must be encrypted|encrypted connection|"
    "secure connection|secured connection|not secure|non-secure|nonsecure|insecure connection|"
    "unsecure|under a layer|no privacy|privacy required|plaintext&disallowed|plaintext&disabled|"
    "plaintext&not allowed|plaintext&not permitted|plaintext&refused|plain text&disallowed|"
    "plain text&disabled|plain text&not allowed|cleartext|clear text|clear-text|unencrypted|"
    "without ssl|without tls|without encryption|only&over ssl|only&over tls|over ssl/tls|"
    "must use ssl|must use tls|use ssl|use tls|use a tls|use an ssl|use a secure|requires ssl|"
    "requires tls|require ssl|require tls|requires a secure|ssl required|tls required|"
    "ssl is required|tls is required|ssl connection|tls connection&required|need tls|needs tls|"
    "enable ssl|enable tls|activate tls|verschlüssel|chiffr|cifrad|crittograf",
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
    "application-specific|app-specific|application specific|app specific|app password|"
    "apppassword|app-password|apps password|application password|aplication password|"
    "passwords for external|password for external|external application password|device password|"
    "device-specific|third-party password|parol prilozheniya|пароль приложения|пароль для внешн|"
    "пароли приложени|authorization code|authorisation code|authorized code|授权码|授權碼|1001256|"
    "app-passwor|app-passwort|anwendungspasswort|anwendungsspezifisch|mot de passe d'application|"
    "mot de passe d’application|mot de passe applicatif|contraseña de aplicaci|password per app|"
    "password per le app|password specifica|senha de app|senha de aplica|アプリ パスワード|アプリパスワード|"
    "アプリケーションパスワード|hasło aplikacji|hasło do aplikacji|heslo pro aplikac|wachtwoord voor app|"
    "separate password|two-factor|two factor|2-step|two-step|2fa|another step|multi-factor|"
    "multifactor",
    "app_password_required" },
  { AUTH, NULL,
    "basic auth|legacy auth|modern auth|security defaults|less secure|password&auth&disabled|"
    "password authentication is not|oauth only|only oauth|use oauth|requires oauth|"
    "oauth&required|must use oauth|xoauth2 only|use xoauth2",
    "basic_auth_disabled" },
  { AUTH, NULL,
    "web login|weblogin|web browser|in your browser|in a browser|via your browser|via browser|"
    "log in via&http|sign in via&http|sign in at http|verify your identity|verify your account|"
    "verify&identity|suspicious|unusual|accept eula|accept the eula|captcha|webmail&first|"
    "log into webmail|login to webmail|log in to webmail|sign in to webmail|security check|"
    "confirm&identity|new device|unrecognized device|unrecognised device",
    "web_login_required" },
  { AUTH, NULL,
    "full email|full e-mail|complete email|complete e-mail|whole email|full address|"
    "address provided is not valid|email address as|e-mail address as|without domain|"
    "without the domain|include the domain|include domain|domain part|domain&missing|user@domain|"
    "username@|user name must be|username must be|username should be|username format|"
    "user name format|format of the user|login format|vollständige e-mail|adresse complète|"
    "adresse e-mail complète|correo completa|dirección completa|indirizzo completo|полный адрес",
    "username_format" },

  /* Too much of it. */
  { AUTH, NULL, "account&locked|account&lockout", "account_locked" },
  { AUTH, "4*",
    "invalid username or password|invalid credentials|incorrect password|bad password|"
    "wrong password",
    "wrong_password" },
  { 0, NULL,
    "too many&connection|maximum number of connections|max&connections&exceeded|connection limit|"
    "connections limit|connection count|concurrent connection|simultaneous connection|"
    "simultaneous login|concurrent session|concurrent login|too many open|too many sessions|"
    "too many simultaneous|too many concurrent|maximum&connections|limit&connections|"
    "connections&exceed|zu viele verbindungen|trop de connexions|demasiadas conexiones|"
    "troppe connessioni|слишком много соединений",
    "too_many_connections" },
  { 0, NULL, "too many&imap command|too many&bad command|too many&unknown command|too many&syntax",
    "malformed" },
  { 0, NULL,
    "rate limit|ratelimit|rate-limit|rate exceeded|too many&login|too many&logon|"
    "too many&attempt|too many&fail|too many&invalid|too many&auth|too many errors|"
    "too many&request|too many&message|too many&recipient|too much mail|too frequent|too often|"
    "too fast|frequency limit|throttl|slow down|command or bandwidth|bandwidth limit|"
    "limit exceeded|exceeded&limit|limit&reached|quota of logins|minimum time between|"
    "logins must be|login delay|network is temporarily|address&temporarily blocked|"
    "temporarily blocked|temporary block|try again in&minutes|try again after&minutes|zu viele|"
    "trop de tentatives|demasiados intentos|troppi tentativi|слишком много попыток|много попыток|"
    "登录频率|过于频繁|频率",
    "rate_limited" },

  /* A login is wanted, or there is none. */
  { AUTH, NULL,
    "mechanism&not supported|mechanism not|no mechanism|mechanism&not available|"
    "unsupported&mechanism|unknown&mechanism|invalid mechanism|no such mechanism|"
    "mechanism&invalid|mechanism&unavailable|mechanism&disabled|mechanism is too weak|"
    "mechanism too weak|unrecognized authentication|unknown authentication|"
    "unsupported authentication|authentication type|authentication method|auth method|auth type|"
    "unsupported sasl|unknown sasl",
    "mech_unsupported" },
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
    "login first|sign in first|auth first|relay access denied|relaying denied|relay denied|"
    "relay not|relaying not|not permitted to relay|not allowed to relay|unable to relay|"
    "we do not relay|no relay|cannot relay|anmeldung erforderlich|authentification requise|"
    "autenticación requerida|требуется аутентификация|требуется авторизация",
    "auth_required" },
  { SENDER, "4*", "greylist|greylisting|grey-list", "temp_failure" },
  { SENDER, NULL, "sender address rejected|sender rejected|recipient address rejected|not owned by",
    "ok_sender_refused" },

  /* The network we come from. */
  { 0, NULL,
    "blocked using|block list|blocklist|blacklist|black list|black-list| rbl|dnsbl|spamhaus|"
    "spamcop|barracudacentral|client host&rejected|client host&blocked|your ip |your ip.|"
    "your ip:|your ip address|ip address&blocked|ip address&denied|ip address&not allowed|"
    " ip&blocked| ip&banned| ip&not in whitelist| ip&listed|poor reputation|bad reputation|"
    "reputation|banned|network is denied|access from your&denied|not allowed to connect|"
    "not allowed from this|from your location|from your country|from this country|"
    "from this location|geoip|geo-ip|geo block|no reverse dns|no ptr|ptr record|reverse dns|"
    "nemesis|from your network|client address",
    "ip_blocked" },
  { GREETING | PTL_SAID_CAPABILITIES, NULL,
    "denied|blocked|rejected|refused|forbidden|not authorized|unauthorized|not welcome|"
    "not allowed|whitelist",
    "ip_blocked" },
  { SENDER, NULL, "connections not accepted|connection rejected|rejected for policy",
    "ip_blocked" },

  /* The state of the account. */
  { AUTH | SELECT, NULL,
    "password&expired|passwd&expired|password has to be changed|password must be changed|"
    "must change&password|change your password|password change required|password&reset|"
    "password&too old|password isn't valid any more|passwort&abgelaufen|kennwort&abgelaufen|"
    "mot de passe&expir|contraseña&caduc|contraseña&expir|password&scadut|срок действия пароля",
    "password_expired" },
  { EARLY | AUTH | SELECT, NULL,
    "enable imap|enable pop|enable smtp|enable the imap|enable the pop|enabled for imap|"
    "enabled for pop|enabled for smtp|imap&not enabled|pop&not enabled|pop3&not enabled|"
    "smtp&not enabled|imap&disabled|pop&disabled|pop3&disabled|smtp&disabled|imap&not allowed|"
    "pop&not allowed|smtp&not allowed|imap&not permitted|pop&not permitted|imap&turned off|"
    "pop&turned off|imap&switched off|pop&switched off|imap access&denied|pop access&denied|"
    "imap&not activated|pop&not activated|smtp&not activated|access rights to this service|"
    "service is not open|service not open|no imap|no pop|protocol&disabled|protocol&not enabled|"
    "third-party access|third party access|third-party&disabled|third party&disabled|"
    "external access|remote access|not allowed for this account|not allowed for your account|"
    "service&not enabled|service&disabled|access disabled|access is disabled|"
    "access has been disabled|access restricted|is restricted|has no permission|"
    "imap&not available|pop access&not available|imap&deaktiviert|pop3&deaktiviert|"
    "imap&désactivé|未开启|未開啟|服务未|отключен&imap",
    "protocol_disabled" },
  { AUTH, "AUTH", "disabled", "account_disabled" },
  { AUTH, NULL,
    "login disabled for this user|user&disabled|account&disabled|account&suspend|account&deactiv|"
    "account&inactive|account&not active|account&expired|account&closed|account&deleted|"
    "account&terminated|account&cancel|account&unavailable|account has been turned off|"
    "err.login.userstatus|mailbox&disabled|mailbox&suspend|mailbox&inactive|user&suspend|"
    "user&inactive|no longer active|suspended|deactivated|me.com/move|konto&deaktiviert|"
    "postfach&deaktiviert|compte&désactivé|compte&suspendu|cuenta&desactivada|cuenta&suspendida|"
    "account&disattivat|аккаунт&удал|учетная запись&отключ|domain&disabled|domain&suspend|"
    "domain&expired",
    "account_disabled" },
  { AUTH, NULL,
    "account&locked|account&blocked|mailbox&blocked|account&lockout|user&locked|user is blocked|"
    "locked out|lockout|login&blocked|account&frozen|konto&gesperrt|postfach&gesperrt|"
    "compte&bloqué|compte&verrouillé|cuenta&bloquead|account&bloccat|conta&bloquead|заблокирован|"
    "帐号&锁定|账号&锁定|冻结",
    "account_locked" },

  /* The mailbox. */
  { AUTH | SELECT, NULL,
    "authenticated but not connected|no such mailbox|mailbox&not exist|mailbox doesn't exist|"
    "mailbox&not found|mailbox&unavailable|mailbox&not available|mailbox not accessible|"
    "maildrop&not exist|failed to open mailbox|open mailbox|open inbox|select inbox|"
    "connection closed. 1|connection is closed. 1|server unavailable. |wrong back end|"
    "no $home/maildir|wrong backend|wrong server|mailbox&moved|account&migrat|quota",
    "mailbox_unavailable" },
  { AUTH | SELECT, NULL,
    "mailbox&locked|maildrop&lock|lock&maildrop|lock&mailbox|already locked|lock busy|lock file|"
    "get lock|obtain lock|another pop|another session|other session|mailbox&in use|"
    "maildrop&in use|mailbox&busy|maildrop&busy|already in use|already logged in|being accessed|"
    "postfach&benutzt",
    "mailbox_locked" },

  /* How it was said. */
  { 0, NULL,
    "invalid base64|base64 decod|base-64|invalid sasl|cannot decode|can't decode|malformed|"
    "authentication aborted|authentication cancel|authentication exchange cancel|syntax error|"
    "command syntax|invalid arguments|invalid parameter|missing parameter|bad syntax|"
    "unknown command|unrecognized command|invalid command|line too long|protocol error|"
    "synchronization error",
    "malformed" },
  { AUTH, NULL, "login disabled|login is disabled|logins disabled|login command&disabled",
    "tls_required mech_unsupported" },
  { 0, NULL, "session&expired", "timeout" },
  { 0, NULL,
    "inactivity|idle for|idle time|autologout|timeout exceeded|timed out|time out|timeout|"
    "timedout",
    "timeout" },

  /* The server itself. */
  { AUTH, NULL,
    "temporary&auth|unable to authenticate at|auth&temporar|authentication&unavailable|"
    "authentication server|authentication service|auth server|auth service|could not connect|"
    "unable to connect|failed to connect|cannot connect",
    "temp_failure" },
  { 0, NULL,
    "too busy|server&busy|system busy|system is busy|service&busy|overload|under maintenance|"
    "maintenance|not available|currently unavailable|service unavailable|service&unavailable|"
    "not ready|no resources|insufficient system resources|service closing|shutting down|shutdown|"
    "out of service|service&stopped|wartung|überlastet|surchargé|繁忙|系统忙",
    "server_busy" },
  { 0, NULL,
    "temporary|temporarily|system error|try again later|try later|try again|transient|"
    "vorübergehend|später erneut|réessayer|plus tard|más tarde|inténtelo|più tardi|riprova|позже|"
    "稍后|稍候",
    "temp_failure" },
  { 0, NULL,
    "fatal error|internal error|internal server error|configuration error|misconfig|"
    "database error|sql error|ldap error|permission denied|no such file|cannot open|can't open|"
    "cannot chdir|can't chdir|init() failed|stale nfs|out of memory|no space left|disk full|"
    "server bug|assert|child crashed|chdir",
    "server_misconfigured" },
  { AUTH, NULL,
    "no such user|user not found|user unknown|unknown user|user does not exist|"
    "user doesn't exist|no such account|unknown account|unknown login",
    "wrong_password username_format" },
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
    "mot de passe|identifiant|contraseña|senha|parola d|пароль|密码|密碼|パスワード|認証に失敗|비밀번호|heslo|"
    "hasło|wachtwoord",
    "wrong_password" },
};

const gsize ptl_refusal_n_rules_plain = G_N_ELEMENTS (ptl_refusal_rules_plain);
