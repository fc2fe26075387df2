/* host.c - the name or the number of a server, checked
 *
 * Names are those of RFC 1123, 2.1; letters beyond ASCII become `xn--` labels
 * as RFC 5891 has it. GLib follows the older RFC 3490, which differs in four
 * characters: it would turn “straße.example” into “strasse.example”, and that
 * may be somebody else's server. Labels with one of the four are encoded here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/address.h"

#include <glib/gi18n.h>
#include <string.h>

/* RFC 1035, 2.3.4: 255 octets on the wire are 253 characters. */
#define NAME_MAX_CHARS   253
#define LABEL_MAX_CHARS  63

/* No name within the limits is longer, in UTF-8, before it is encoded. */
#define TYPED_MAX_BYTES  (4 * NAME_MAX_CHARS)

#define SHARP_S     0x00df
#define FINAL_SIGMA 0x03c2
#define ZWNJ        0x200c
#define ZWJ         0x200d

#define VIRAMA_CLASS 9

/* RFC 3492, 5 */
#define PUNY_BASE          36
#define PUNY_T_MIN          1
#define PUNY_T_MAX         26
#define PUNY_SKEW          38
#define PUNY_DAMP         700
#define PUNY_INITIAL_BIAS  72
#define PUNY_INITIAL_N    128

#define invalid(error, text) \
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, text)

/* RFC 3492, 6.1 */
static guint
punycode_adapt (guint    delta,
                guint    n_points,
                gboolean is_first)
{
  guint k = 0;

  delta = is_first ? delta / PUNY_DAMP : delta / 2;
  delta += delta / n_points;

  for (; delta > (PUNY_BASE - PUNY_T_MIN) * PUNY_T_MAX / 2; k += PUNY_BASE)
    delta /= PUNY_BASE - PUNY_T_MIN;

  return k + (PUNY_BASE - PUNY_T_MIN + 1) * delta / (delta + PUNY_SKEW);
}

static void
punycode_append_number (GString *out,
                        guint    number,
                        guint    bias)
{
  static const char digits[] = "abcdefghijklmnopqrstuvwxyz0123456789";

  for (guint k = PUNY_BASE;; k += PUNY_BASE)
    {
      guint t = k <= bias ? PUNY_T_MIN : MIN (k - bias, PUNY_T_MAX);

      if (number < t)
        break;

      g_string_append_c (out, digits[t + (number - t) % (PUNY_BASE - t)]);
      number = (number - t) / (PUNY_BASE - t);
    }

  g_string_append_c (out, digits[number]);
}

static gunichar
next_code_point (const gunichar *points,
                 glong           n_points,
                 gunichar        at_least)
{
  gunichar smallest = G_MAXUINT32;

  for (glong i = 0; i < n_points; i++)
    {
      if (points[i] >= at_least && points[i] < smallest)
        smallest = points[i];
    }

  return smallest;
}

/* RFC 3492, 6.3. A label that fits TYPED_MAX_BYTES cannot overflow a guint:
 * 1012 times 0x10ffff is below 2^31. */
static char *
punycode_encode (const char *label)
{
  glong n_points;
  g_autofree gunichar *points = g_utf8_to_ucs4_fast (label, -1, &n_points);
  GString *out = g_string_new ("xn--");
  guint n = PUNY_INITIAL_N, delta = 0, bias = PUNY_INITIAL_BIAS;
  guint n_basic = 0, n_done;

  for (glong i = 0; i < n_points; i++)
    {
      if (points[i] >= PUNY_INITIAL_N)
        continue;

      g_string_append_c (out, points[i]);
      n_basic++;
    }

  if (n_basic > 0)
    g_string_append_c (out, '-');

  for (n_done = n_basic; n_done < (guint) n_points; n++, delta++)
    {
      gunichar m = next_code_point (points, n_points, n);

      delta += (m - n) * (n_done + 1);
      n = m;

      for (glong i = 0; i < n_points; i++)
        {
          if (points[i] < n)
            delta++;

          if (points[i] != n)
            continue;

          punycode_append_number (out, delta, bias);
          bias = punycode_adapt (delta, n_done + 1, n_done == n_basic);
          delta = 0;
          n_done++;
        }
    }

  return g_string_free (out, FALSE);
}

/* RFC 5892, A.1 and A.2: invisible letters only where they change what is
 * seen. The second half of A.1 is narrowed to the scripts that join. */
static gboolean
may_join (gunichar before,
          gunichar joiner,
          gunichar after)
{
  GUnicodeScript script;

  if (g_unichar_combining_class (before) == VIRAMA_CLASS)
    return TRUE;

  script = g_unichar_get_script (before);

  return joiner == ZWNJ && g_unichar_isalpha (before) && g_unichar_isalpha (after) &&
         (script == G_UNICODE_SCRIPT_ARABIC || script == G_UNICODE_SCRIPT_SYRIAC);
}

/* Finds out whether @label needs the newer rules; NULL if it breaks them. */
static char *
encode_deviating (const char *label,
                  gboolean   *deviates)
{
  g_autoptr(GString) lower = g_string_new (NULL);
  g_autofree char *normal = NULL;
  gunichar before = 0;

  *deviates = FALSE;

  for (const char *p = label; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_unichar_tolower (g_utf8_get_char (p));

      if (c == SHARP_S || c == FINAL_SIGMA || c == ZWNJ || c == ZWJ)
        *deviates = TRUE;

      if ((c == ZWNJ || c == ZWJ) &&
          !may_join (before, c, g_utf8_get_char (g_utf8_next_char (p))))
        return NULL;

      g_string_append_unichar (lower, c);
      before = c;
    }

  if (!*deviates)
    return NULL;

  normal = g_utf8_normalize (lower->str, -1, G_NORMALIZE_NFKC);
  return punycode_encode (normal);
}

/* RFC 5891, 4.2.3.1 and 4.2.3.2: encoded, neither would be seen any more. */
static gboolean
begins_or_ends_badly (const char *label)
{
  return g_unichar_ismark (g_utf8_get_char (label)) ||
         *label == '-' || g_str_has_suffix (label, "-");
}

/* NULL if a character in it is not allowed in names. */
static char *
encode_label (const char *label)
{
  g_autofree char *ascii = g_hostname_to_ascii (label);
  g_autofree char *deviating = NULL;
  gboolean deviates;

  if (ascii == NULL || g_str_is_ascii (label))
    return g_steal_pointer (&ascii);

  if (begins_or_ends_badly (label))
    return NULL;

  deviating = encode_deviating (label, &deviates);

  return deviates ? g_steal_pointer (&deviating) : g_steal_pointer (&ascii);
}

static char *
encode_name (const char *name)
{
  /* RFC 3490, 3.1: the full stops of Chinese and Japanese count as dots. */
  static const char *const dots[] = { "\u3002", "\uff0e", "\uff61" };
  g_autoptr(GString) dotted = g_string_new (name);
  g_auto(GStrv) labels = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (dots); i++)
    g_string_replace (dotted, dots[i], ".", 0);

  labels = g_strsplit (dotted->str, ".", 0);

  for (gsize i = 0; labels[i] != NULL; i++)
    {
      char *encoded = encode_label (labels[i]);

      if (encoded == NULL)
        return NULL;

      g_free (labels[i]);
      labels[i] = g_ascii_strdown (encoded, -1);
      g_free (encoded);
    }

  return g_strjoinv (".", labels);
}

static gboolean
is_label (const char *label)
{
  gsize length = strlen (label);

  if (length == 0 || length > LABEL_MAX_CHARS || label[0] == '-' || label[length - 1] == '-')
    return FALSE;

  return label[strspn (label, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

/* "127.1", "2130706433" and "0x7f.1" are addresses for some programs and
 * names for others: neither for us. */
static gboolean
is_numeric (const char *label)
{
  if (g_str_has_prefix (label, "0x"))
    return label[2 + strspn (label + 2, "0123456789abcdef")] == '\0';

  return label[strspn (label, "0123456789")] == '\0';
}

static gboolean
is_name (const char *name)
{
  g_auto(GStrv) labels = NULL;

  if (*name == '\0' || strlen (name) > NAME_MAX_CHARS)
    return FALSE;

  labels = g_strsplit (name, ".", 0);

  for (gsize i = 0; labels[i] != NULL; i++)
    {
      if (!is_label (labels[i]))
        return FALSE;

      if (labels[i + 1] == NULL && is_numeric (labels[i]))
        return FALSE;
    }

  return TRUE;
}

/* What went wrong, in words for the one who typed it. The text itself is not
 * repeated: it may hold anything. */
static const char *
explain (const char *host)
{
  const char *colon = strchr (host, ':');

  if (*host == '\0')
    return _("The name of the server is missing");

  if (strstr (host, "://") != NULL || strchr (host, '/') != NULL)
    return _("Only the name of the server belongs here, without “://” and “/”");

  if (strchr (host, '@') != NULL)
    return _("This looks like an email address, but the name of a server is needed, "
             "like mail.example.org");

  if (colon != NULL && strchr (colon + 1, ':') == NULL)
    return _("The port has its own place: write only the name of the server before the “:”");

  if (colon != NULL)
    return _("This is not a complete IPv6 address");

  if (strlen (host) > TYPED_MAX_BYTES)
    return _("This is too long for the name of a server");

  return _("This cannot be the name of a server: one is made of letters, digits, “-” and "
           "“.”, like mail.example.org");
}

static char *
check_ip (const char *host)
{
  gsize length = strlen (host);
  gboolean in_brackets = host[0] == '[' && length > 2 && host[length - 1] == ']';
  g_autofree char *bare = g_strndup (host + in_brackets, length - 2 * in_brackets);
  g_autoptr(GInetAddress) address = g_inet_address_new_from_string (bare);

  if (address == NULL ||
      (in_brackets && g_inet_address_get_family (address) != G_SOCKET_FAMILY_IPV6))
    return NULL;

  return g_inet_address_to_string (address);
}

/**
 * ptl_host_check:
 * @host: what somebody typed or sent as the name of a server
 * @error: `G_IO_ERROR_INVALID_ARGUMENT`, with a translated sentence
 *
 * Lets names (RFC 1123, 2.1), IPv4 and IPv6 addresses pass, the latter with or
 * without brackets, and nothing else: no blanks, no port, no control
 * characters.
 *
 * Returns: (transfer full): the host as DNS knows it: ASCII, lower case,
 *   without brackets and without a dot at the end
 */
char *
ptl_host_check (const char  *host,
                GError     **error)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (host != NULL, NULL);

  if (g_utf8_validate (host, -1, NULL) && strlen (host) <= TYPED_MAX_BYTES)
    {
      char *ip = check_ip (host);

      if (ip != NULL)
        return ip;

      name = encode_name (host);
    }

  /* The root's dot says "complete", as all of ours are (RFC 1034, 3.1). */
  if (name != NULL && g_str_has_suffix (name, "."))
    name[strlen (name) - 1] = '\0';

  if (name == NULL || !is_name (name))
    {
      invalid (error, explain (host));
      return NULL;
    }

  return g_steal_pointer (&name);
}
