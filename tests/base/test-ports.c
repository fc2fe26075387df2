/* test-ports.c - what each port of mail is for
 *
 * data/ports: what was typed, the number or “refused”. data/notes: protocol,
 * port, security, the note, and what its sentence must name, blank between.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/ports.h"

#include <string.h>

#include "table.h"

static void
check_parse (char **columns)
{
  g_autoptr(GError) error = NULL;
  guint16 port = 7;

  if (g_str_equal (columns[1], "refused"))
    {
      g_assert_false (ptl_port_parse (columns[0], &port, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_assert_nonnull (strstr (error->message, "65535"));
      g_assert_cmpuint (port, ==, 7);
      return;
    }

  g_assert_true (ptl_port_parse (columns[0], &port, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (port, ==, g_ascii_strtoull (columns[1], NULL, 10));
}

static void
check_note (char **columns)
{
  g_autoptr(GEnumClass) notes = g_type_class_ref (PTL_TYPE_PORT_NOTE);
  g_auto(GStrv) words = g_strsplit (columns[4], " ", 0);
  g_autofree char *sentence = NULL;
  guint16 port = g_ascii_strtoull (columns[1], NULL, 10);
  PtlProtocol protocol;
  PtlSecurity security;
  PtlPortNote note;

  g_assert_true (ptl_protocol_from_string (columns[0], &protocol));
  g_assert_true (ptl_security_from_string (columns[2], &security));

  note = ptl_port_note (protocol, port, security);
  sentence = ptl_port_note_describe (protocol, port, security);

  g_assert_cmpstr (g_enum_get_value (notes, note)->value_nick, ==, columns[3]);
  g_assert_cmpint (sentence == NULL, ==, note == PTL_PORT_NOTE_NONE);

  for (gsize i = 0; words[i] != NULL; i++)
    g_assert_true (*words[i] == '\0' || strstr (sentence, words[i]) != NULL);

  /* One sentence. */
  if (sentence != NULL)
    g_assert_true (strchr (sentence, '.') == sentence + strlen (sentence) - 1);
}

static void
test_defaults_are_safe_and_known (void)
{
  static const guint16 expected[3][3] = {
    { 993, 143, 143 }, { 995, 110, 110 }, { 465, 587, 25 },
  };

  for (PtlProtocol protocol = 0; protocol <= PTL_PROTOCOL_SMTP; protocol++)
    {
      for (PtlSecurity security = 0; security <= PTL_SECURITY_NONE; security++)
        {
          guint16 port = ptl_port_default (protocol, security);
          PtlProtocol owner;

          g_assert_cmpuint (port, ==, expected[protocol][security]);
          g_assert_true (ptl_port_is_standard (protocol, port));
          g_assert_true (ptl_port_get_protocol (port, &owner));
          g_assert_cmpint (owner, ==, protocol);
        }
    }
}

static void
test_standard_ports_are_few (void)
{
  guint n_standard[3] = { 0, 0, 0 };

  for (guint port = 0; port <= G_MAXUINT16; port++)
    {
      for (PtlProtocol protocol = 0; protocol <= PTL_PROTOCOL_SMTP; protocol++)
        n_standard[protocol] += ptl_port_is_standard (protocol, port);
    }

  g_assert_cmpuint (n_standard[PTL_PROTOCOL_IMAP], ==, 2);
  g_assert_cmpuint (n_standard[PTL_PROTOCOL_POP3], ==, 2);
  g_assert_cmpuint (n_standard[PTL_PROTOCOL_SMTP], ==, 3);
}

static void
test_ports_imply_the_safest_security (void)
{
  PtlSecurity security;

  g_assert_true (ptl_port_get_security (PTL_PROTOCOL_IMAP, 993, &security));
  g_assert_cmpint (security, ==, PTL_SECURITY_TLS);
  g_assert_true (ptl_port_get_security (PTL_PROTOCOL_IMAP, 143, &security));
  g_assert_cmpint (security, ==, PTL_SECURITY_STARTTLS);
  g_assert_true (ptl_port_get_security (PTL_PROTOCOL_SMTP, 25, &security));
  g_assert_cmpint (security, ==, PTL_SECURITY_NONE);
  g_assert_false (ptl_port_get_security (PTL_PROTOCOL_IMAP, 995, &security));
}

static void
test_guide_is_complete (void)
{
  static const guint16 expected[] = {
    25, 26, 109, 110, 143, 220, 465, 585, 587, 993, 995, 1025, 1110, 1143, 1993, 2525, 2526, 4190,
  };
  gsize n_entries;
  const PtlPortInfo *guide = ptl_port_guide (&n_entries);

  g_assert_cmpuint (n_entries, ==, G_N_ELEMENTS (expected));

  for (gsize i = 0; i < n_entries; i++)
    {
      const PtlPortInfo *info = &guide[i];

      g_assert_cmpuint (info->port, ==, expected[i]);
      g_assert_true (ptl_port_guide_find (info->port) == info);
      g_assert_cmpuint (strlen (info->service), >, 2);
      g_assert_cmpuint (strlen (info->title), >, 5);
      g_assert_cmpuint (strlen (info->purpose), >, 40);
      g_assert_cmpuint (strlen (info->protocol), >, 3);
      g_assert_cmpuint (strlen (info->security), >, 3);
      g_assert_cmpuint (strlen (info->today), >, 10);
      g_assert_cmpuint (strlen (info->source), >, 5);

      /* Whatever is not the best way names a better one. */
      if (info->advice != PTL_PORT_ADVICE_GOOD)
        g_assert_nonnull (info->instead);
    }
}

static void
test_guide_and_defaults_agree (void)
{
  for (PtlProtocol protocol = 0; protocol <= PTL_PROTOCOL_SMTP; protocol++)
    {
      guint16 safe_port = ptl_port_default (protocol, PTL_SECURITY_TLS);
      guint16 bare_port = ptl_port_default (protocol, PTL_SECURITY_NONE);
      const PtlPortInfo *safe = ptl_port_guide_find (safe_port);
      const PtlPortInfo *bare = ptl_port_guide_find (bare_port);

      g_assert_cmpint (safe->advice, ==, PTL_PORT_ADVICE_GOOD);
      g_assert_null (safe->instead);
      g_assert_cmpint (bare->advice, !=, PTL_PORT_ADVICE_GOOD);
    }
}

static void
test_services_have_names (void)
{
  g_assert_cmpstr (ptl_port_get_service (21), ==, "ftp");
  g_assert_cmpstr (ptl_port_get_service (22), ==, "ssh");
  g_assert_cmpstr (ptl_port_get_service (53), ==, "dns");
  g_assert_cmpstr (ptl_port_get_service (80), ==, "http");
  g_assert_cmpstr (ptl_port_get_service (443), ==, "https");
  g_assert_cmpstr (ptl_port_get_service (993), ==, "imaps");
  g_assert_cmpstr (ptl_port_get_service (3306), ==, "mysql");
  g_assert_cmpstr (ptl_port_get_service (5432), ==, "postgresql");
  g_assert_cmpstr (ptl_port_get_service (8080), ==, "http-alt");
  g_assert_cmpstr (ptl_port_get_service (1), ==, "tcpmux");
  g_assert_cmpstr (ptl_port_get_service (51820), ==, "wireguard");
  g_assert_null (ptl_port_get_service (0));
  g_assert_null (ptl_port_get_service (9993));
  g_assert_null (ptl_port_get_service (65535));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  table_add_tests ("/base/ports/parse", "ports", 2, check_parse);
  table_add_tests ("/base/ports/notes", "notes", 5, check_note);
  g_test_add_func ("/base/ports/defaults-are-safe-and-known", test_defaults_are_safe_and_known);
  g_test_add_func ("/base/ports/standard-ports-are-few", test_standard_ports_are_few);
  g_test_add_func ("/base/ports/imply-the-safest-security", test_ports_imply_the_safest_security);
  g_test_add_func ("/base/ports/guide-is-complete", test_guide_is_complete);
  g_test_add_func ("/base/ports/guide-and-defaults-agree", test_guide_and_defaults_agree);
  g_test_add_func ("/base/ports/services-have-names", test_services_have_names);

  return g_test_run ();
}
