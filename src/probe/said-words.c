/* said-words.c - words that mean the same, in the languages that servers speak
 *
 * The pieces are stems, so that each fits all endings, and as short as is safe:
 * “conta” would be in “contact” as well.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "probe/said.h"

static const struct
{
  const char *name;
  const char *words;
} classes[] = {
  { "{account}",
    "account|konto|postfach|compte|cuenta|conta |casella|rekening|účet|hesap|fiók|аккаунт|"
    "учетн|учётн|почтовый ящик|アカウント|账号|帐号|账户|帐户|帳號|帳戶|계정" },
  { "{password}",
    "password|passwd|passwort|kennwort|mot de passe|contraseña|clave|senha|palavra-passe|"
    "wachtwoord|hasło|heslo|jelszó|şifre|parola|lösenord|adgangskode|passord|salasana|пароль|"
    "パスワード|密码|密碼|비밀번호" },
  { "{protocol}", "imap|pop|smtp" },
  { "{off}",
    "disabled|not enabled|not been enabled|isn't enabled|not activated|not been activated|"
    "not active|not allowed|not permitted|not have permission|no permission|turned off|"
    "switched off|deaktiviert|nicht aktiviert|nicht aktiv|freigeschaltet|nicht freigegeben|"
    "ausgeschaltet|abgeschaltet|désactiv|desactiv|pas activé|non activé|pas autorisé|deshabilitad|"
    "inhabilitad|no habilitad|no está habilitad|no está activ|desativad|desabilitad|"
    "não está ativ|não habilitad|não permitid|disabilitat|disattivat|non abilitat|non è abilitat|"
    "non attiv|non è attiv|uitgeschakeld|niet ingeschakeld|niet geactiveerd|niet toegestaan|"
    "wyłączon|nieaktywn|niedozwolon|vypnut|zakázán|není povolen|letiltva|devre dışı|kapalı|"
    "inaktiver|avstängd|slået fra|deaktivert|отключ|выключ|запрещ|не включ|не активир|無効|"
    "许可されて|未开启|未開啟|未开通|未启用|未啟用|已关闭|已關閉|已停用|已禁用|服务未|사용 안|사용안|"
    "비활성" },
  { "{not given}",
    "denied|refused|rejected|blocked|forbidden|prohibited|not granted|not available|not supported|"
    "not included|not possible|not authorized|not authorised|suspended" },
  { "{locked}",
    "locked|lockout|frozen|gesperrt|bloqué|bloqued|bloquea|verrouill|bloccat|geblokkeerd|"
    "vergrendeld|zablokow|zablokov|uzamčen|zárolva|kilitl|låst|spärra|spærret|sperret|заблокир|"
    "ロック|锁定|鎖定|冻结|凍結|被锁|잠겼|잠금|잠긴|차단" },
  { "{stopped}",
    "deaktiviert|stillgelegt|désactivé|suspend|suspens|desactivad|desativad|disattivat|sospes|"
    "opgeschort|uitgeschakeld|zawieszon|nieaktywn|wyłączon|zrušen|pozastaven|askıya|devre dışı|"
    "inaktiver|avstängt|отключ|удал|приостанов|停用|禁用|停止|注销|無効|정지|비활성" },
  { "{expired}",
    "expir|abgelaufen|caduc|scadut|verlopen|wygas|vypršel|lejárt|süresi dol|utgått|udløb|utløpt|"
    "истек|истёк|устарел|просроч|期限|过期|過期|만료" },
  { "{too many}",
    "zu viele|trop de|demasiad|muitas|muitos|excesso de|troppi|troppe|te veel|zbyt wiele|"
    "zbyt duż|příliš mnoho|túl sok|çok fazla|för många|for mange|слишком много|много попыток|"
    "频繁|頻繁|太多|次数过多|频率|多すぎ|너무 많" },
  { "{connections}",
    "verbindung|connexion|conexion|conexões|connession|verbinding|połącz|připojen|spojen|"
    "kapcsolat|bağlant|anslutning|forbindelse|соединен|подключен|连接|連線|接続|연결" },
  { "{later}",
    "later|später|plus tard|más tarde|mais tarde|più tardi|riprova|réessay|inténtelo|"
    "opnieuw|później|později|később|daha sonra|senare|senere|позже|позднее|稍后|稍候|稍後|後で|"
    "しばらく|나중에|잠시 후" },
  { "{for now}",
    "temporar|transient|vorübergehend|zeitweilig|temporaire|temporal|temporán|tijdelijk|"
    "tymczasow|dočasn|átmeneti|geçici|tillfällig|midlertidig|временн|一時的|暂时|暫時|일시적" },
  { "{upkeep}",
    "maintenance|wartung|gewartet|mantenimiento|manutenção|manutenzione|onderhoud|konserwac|"
    "údržb|karbantart|bakım|underhåll|vedligehold|vedlikehold|обслуживан|维护|維護|メンテナンス|점검" },
  { "{browser}",
    "browser|navigateur|navegador|przeglądar|prohlížeč|böngésző|tarayıcı|webbläsare|nettleser|"
    "браузер|ブラウザ|浏览器|瀏覽器|브라우저" },
};

/**
 * ptl_said_words:
 * @name: "{account}", with its braces
 *
 * Returns: (transfer none): the words, with "|" between them
 */
const char *
ptl_said_words (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      if (g_str_equal (classes[i].name, name))
        return classes[i].words;
    }

  g_assert_not_reached ();
}
