/* evidence.c - the facts of a verdict, put into its sentences
 *
 * Facts come from servers, certificates and users: each is cleaned and cut
 * before it stands in a sentence.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "probe/evidence.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/list.h"
#include "probe/near-name.h"

/* A fact longer than this is cut: a sentence has to stay readable. */
#define FACT_MAX_CHARS 100

/* So many names of a certificate, or mechanisms, are told. */
#define LIST_MAX_ITEMS 5

#define MS_PER_SECOND 1000

typedef char *(*FactFunc) (const PtlEvidence *evidence);

typedef struct
{
  const char *name;
  FactFunc    tell;
  gboolean    is_clean;   /* @tell has cleaned what is foreign in it */
} Fact;

/**
 * ptl_evidence_clean:
 * @text: something that a server, certificate or user said
 * @max_chars: how much of it
 *
 * Makes a text fit to stand in a label: one line, no control or bidi
 * characters, and no brackets that could be taken for markup.
 *
 * Returns: (transfer full): the text
 */
char *
ptl_evidence_clean (const char *text,
                    gsize       max_chars)
{
  g_autofree char *clean = ptl_reply_clean_to (text, -1, max_chars);
  g_auto(GStrv) words = g_strsplit_set (clean, "<> ", -1);
  g_autoptr(GString) fact = g_string_new (NULL);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      if (*words[i] != '\0')
        g_string_append_printf (fact, "%s%s", fact->len > 0 ? " " : "", words[i]);
    }

  return g_strdup (fact->str);
}

static char *
clean_fact (const char *text)
{
  char *clean = ptl_evidence_clean (text, FACT_MAX_CHARS);

  return g_strdelimit (clean, "&{}", '+');
}

static char *
tell_host (const PtlEvidence *self)
{
  return g_strdup (self->candidate->host);
}

static char *
tell_port (const PtlEvidence *self)
{
  if (self->candidate->port == 0)
    return NULL;

  return g_strdup_printf ("%u", self->candidate->port);
}

/* What translations put around the name, marks of direction, has to stay. */
static char *
tell_server (const PtlEvidence *self)
{
  g_autofree char *host = clean_fact (self->candidate->host);

  if (self->candidate->port == 0)
    return g_steal_pointer (&host);

  /* Translators: a server's name and a port of it; it stands for {server} in sentences */
  return g_strdup_printf (_("%s (port %u)"), host, self->candidate->port);
}

static char *
tell_protocol (const PtlEvidence *self)
{
  return g_strdup (ptl_protocol_get_label (self->candidate->protocol));
}

static char *
tell_user (const PtlEvidence *self)
{
  return g_strdup (self->candidate->user);
}

static char *
tell_address (const PtlEvidence *self)
{
  return g_strdup (self->address);
}

static char *
tell_near (const PtlEvidence *self)
{
  return ptl_near_name (self->candidate->host, self->address);
}

static char *
tell_seconds (const PtlEvidence *self)
{
  if (self->result == NULL || self->result->total_ms == 0)
    return NULL;

  return g_strdup_printf ("%u", MAX (1, (self->result->total_ms + MS_PER_SECOND / 2) /
                                        MS_PER_SECOND));
}

static char *
tell_open (const PtlEvidence *self)
{
  if (self->result == NULL || self->result->open_ports->len == 0)
    return NULL;

  return g_strdup_printf ("%u", g_array_index (self->result->open_ports, guint, 0));
}

static char *
tell_date (const char *iso_8601)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GDateTime) time = NULL;

  if (iso_8601 == NULL)
    return NULL;

  time = g_date_time_new_from_iso8601 (iso_8601, utc);

  /* Translators: a date: day of the month, name of the month, year */
  return time != NULL ? g_date_time_format (time, _("%-d %B %Y")) : g_strdup (iso_8601);
}

static const PtlCertificate *
certificate_of (const PtlEvidence *self)
{
  return self->result != NULL ? self->result->certificate : NULL;
}

static char *
tell_not_after (const PtlEvidence *self)
{
  return certificate_of (self) != NULL ? tell_date (certificate_of (self)->not_after) : NULL;
}

static char *
tell_not_before (const PtlEvidence *self)
{
  return certificate_of (self) != NULL ? tell_date (certificate_of (self)->not_before) : NULL;
}

/* The organisation of an RFC 4514 name, else its common name, else all of it. */
static char *
tell_issuer (const PtlEvidence *self)
{
  static const char *const attributes[] = { "O=", "CN=" };
  const char *issuer = certificate_of (self) != NULL ? certificate_of (self)->issuer : NULL;
  g_auto(GStrv) parts = NULL;

  if (issuer == NULL || *issuer == '\0')
    return NULL;

  parts = g_strsplit (issuer, ",", -1);
  for (gsize a = 0; a < G_N_ELEMENTS (attributes); a++)
    {
      for (gsize i = 0; parts[i] != NULL; i++)
        {
          const char *part = g_strstrip (parts[i]);

          if (g_str_has_prefix (part, attributes[a]))
            return g_strdup (part + strlen (attributes[a]));
        }
    }

  return g_strdup (issuer);
}

static char *
tell_list (char **items)
{
  return items != NULL ? ptl_list_with_and ((const char * const *) items, LIST_MAX_ITEMS) : NULL;
}

static char *
tell_names (const PtlEvidence *self)
{
  return certificate_of (self) != NULL ? tell_list (certificate_of (self)->names) : NULL;
}

static char *
tell_mechanisms (const PtlEvidence *self)
{
  return self->result != NULL ? tell_list (self->result->mechanisms) : NULL;
}

static char *
tell_old_version (const PtlEvidence *self)
{
  return self->result != NULL ? g_strdup (self->result->old_tls_version) : NULL;
}

/* The alert's name stands in quotes in the error, which is for logs. */
static char *
tell_alert (const PtlEvidence *self)
{
  const GError *error = self->result != NULL ? self->result->error : NULL;
  const char *begin = error != NULL ? strstr (error->message, "“") : NULL;
  const char *end = begin != NULL ? strstr (begin, "”") : NULL;

  if (end == NULL)
    return NULL;

  begin += strlen ("“");
  return g_strndup (begin, end - begin);
}

static char *
tell_spoken (const PtlEvidence *self)
{
  static const char *const spoken[] = {
    [PTL_SPOKEN_IMAP] = "IMAP",
    [PTL_SPOKEN_POP3] = "POP3",
    [PTL_SPOKEN_SMTP] = "SMTP",
    [PTL_SPOKEN_TLS] = "SSL/TLS",
    /* Translators: stands for {spoken} in “What came from {server} is not IMAP but {spoken}.” */
    [PTL_SPOKEN_HTTP] = N_("the language of web sites (HTTP)"),
    [PTL_SPOKEN_SSH] = "SSH",
    [PTL_SPOKEN_FTP] = "FTP",
  };
  GBytes *bytes = self->result != NULL ? self->result->first_bytes : NULL;
  const char *name = spoken[ptl_evidence_spoken (bytes)];

  return name != NULL ? g_strdup (_(name)) : NULL;
}

static const Fact facts[] = {
  { "host", tell_host },
  { "port", tell_port },
  { "server", tell_server, TRUE },
  { "protocol", tell_protocol },
  { "user", tell_user },
  { "address", tell_address },
  { "near", tell_near },
  { "seconds", tell_seconds },
  { "open", tell_open },
  { "not_after", tell_not_after },
  { "not_before", tell_not_before },
  { "issuer", tell_issuer },
  { "names", tell_names },
  { "mechanisms", tell_mechanisms },
  { "old_version", tell_old_version },
  { "alert", tell_alert },
  { "spoken", tell_spoken },
};

static char *
tell_fact (const PtlEvidence *self,
           const char        *name,
           gsize              length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      g_autofree char *text = NULL;

      if (strlen (facts[i].name) != length || strncmp (facts[i].name, name, length) != 0)
        continue;

      text = facts[i].tell (self);
      if (text == NULL || *text == '\0')
        return NULL;

      return facts[i].is_clean ? g_steal_pointer (&text) : clean_fact (text);
    }

  g_return_val_if_reached (NULL);
}

/**
 * ptl_evidence_tell:
 * @self: what is known
 * @words: a sentence with facts in braces: `{host}`
 *
 * Fills the facts into a sentence.
 *
 * Returns: (transfer full) (nullable): the sentence; %NULL if a fact that it
 *   needs is not known
 */
char *
ptl_evidence_tell (const PtlEvidence *self,
                   const char        *words)
{
  g_autoptr(GString) sentence = g_string_new (NULL);

  while (*words != '\0')
    {
      gsize plain = strcspn (words, "{");
      g_autofree char *fact = NULL;
      gsize length;

      g_string_append_len (sentence, words, plain);
      words += plain;
      if (*words == '\0')
        break;

      length = strcspn (++words, "}");
      fact = tell_fact (self, words, length);
      if (fact == NULL)
        return NULL;

      g_string_append (sentence, fact);
      words += length;
      if (*words == '}')
        words++;
    }

  return g_strdup (sentence->str);
}

static gboolean
begins (const char *bytes,
        gsize       length,
        const char *with)
{
  gsize wanted = strlen (with);

  return length >= wanted && g_ascii_strncasecmp (bytes, with, wanted) == 0;
}

/**
 * ptl_evidence_spoken:
 * @first_bytes: (nullable): what a server sent first
 *
 * Tells which protocol is spoken: IMAP, POP3, SMTP and FTP by their greetings,
 * TLS by the head of an alert or handshake record (RFC 8446, 5.1), HTTP and SSH
 * by their first word.
 *
 * Returns: the protocol
 */
PtlSpoken
ptl_evidence_spoken (GBytes *first_bytes)
{
  static const struct
  {
    const char *begin;
    PtlSpoken   spoken;
  } greetings[] = {
    { "* OK", PTL_SPOKEN_IMAP },
    { "* BYE", PTL_SPOKEN_IMAP },
    { "* PREAUTH", PTL_SPOKEN_IMAP },
    { "+OK", PTL_SPOKEN_POP3 },
    { "-ERR", PTL_SPOKEN_POP3 },
    { "\x15\x03", PTL_SPOKEN_TLS },
    { "\x16\x03", PTL_SPOKEN_TLS },
    { "HTTP/", PTL_SPOKEN_HTTP },
    { "<!DOCTYPE", PTL_SPOKEN_HTTP },
    { "<html", PTL_SPOKEN_HTTP },
    { "SSH-", PTL_SPOKEN_SSH },
  };
  gsize length = 0;
  const char *bytes = first_bytes != NULL ? g_bytes_get_data (first_bytes, &length) : NULL;

  if (length == 0)
    return PTL_SPOKEN_NOTHING;

  for (gsize i = 0; i < G_N_ELEMENTS (greetings); i++)
    {
      if (begins (bytes, length, greetings[i].begin))
        return greetings[i].spoken;
    }

  /* 220, 421, 554 …: FTP has the same numbers, but says what it is. */
  if (length >= 4 && strchr ("2345", bytes[0]) != NULL && g_ascii_isdigit (bytes[1]) &&
      g_ascii_isdigit (bytes[2]) && (bytes[3] == ' ' || bytes[3] == '-'))
    return g_strstr_len (bytes, length, "FTP") != NULL ? PTL_SPOKEN_FTP : PTL_SPOKEN_SMTP;

  return PTL_SPOKEN_UNKNOWN;
}

gboolean
ptl_spoken_is (PtlSpoken   spoken,
               PtlProtocol protocol)
{
  static const PtlSpoken expected[] = {
    [PTL_PROTOCOL_IMAP] = PTL_SPOKEN_IMAP,
    [PTL_PROTOCOL_POP3] = PTL_SPOKEN_POP3,
    [PTL_PROTOCOL_SMTP] = PTL_SPOKEN_SMTP,
  };

  return spoken == expected[protocol];
}

/**
 * ptl_evidence_knows_user:
 * @candidate: a server
 *
 * Returns: whether somebody who should know said what the login name looks like
 */
gboolean
ptl_evidence_knows_user (const PtlCandidate *candidate)
{
  return candidate->source == PTL_SOURCE_TABLE || candidate->source == PTL_SOURCE_AUTOCONFIG ||
         candidate->source == PTL_SOURCE_ISPDB;
}
