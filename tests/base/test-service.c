/* test-service.c - one mail server, as the user describes it
 *
 * Every file in data/services is what somebody does to a server, and what
 * they see after it:
 *
 *   new PROTOCOL              protocol PROTOCOL      host [TEXT]
 *   user [TEXT]               auth AUTH              port NUMBER
 *   text TEXT [refused]       security SECURITY      ssl on|off
 *   defaults                  undo                   take URL
 *   restore PROTOCOL PORT SECURITY ORIGIN
 *   is PROTOCOL PORT SECURITY ORIGIN NOTE [undo]
 *   says [PROPERTY…]          all that the last step notified, in any order
 *   candidate URL|none [USER]
 *
 * While a step goes on, nobody who is notified may see half of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/service.h"

#include <string.h>

typedef struct
{
  PtlService *service;
  GPtrArray  *notified;   /* names of properties */
  GPtrArray  *seen;       /* what was seen at each of them */
} Scene;

static const char *
nick_of (GType type,
         int   value)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (type);

  return g_enum_get_value (klass, value)->value_nick;
}

static int
value_of (GType       type,
          const char *nick)
{
  g_autoptr(GEnumClass) klass = g_type_class_ref (type);
  GEnumValue *found = g_enum_get_value_by_nick (klass, nick);

  g_assert_nonnull (found);
  return found->value;
}

/* Read through the properties: what a page is bound to. */
static char *
look (PtlService *service)
{
  PtlProtocol protocol;
  PtlSecurity security;
  PtlPortOrigin origin;
  PtlPortNote note;
  gboolean use_ssl, can_undo;
  guint port, usual;

  g_object_get (service, "protocol", &protocol, "port", &port, "security", &security,
                "port-origin", &origin, "port-note", &note, "use-ssl", &use_ssl,
                "can-undo", &can_undo, "usual-port", &usual, NULL);

  g_assert_cmpint (use_ssl, ==, security != PTL_SECURITY_NONE);
  g_assert_cmpuint (usual, ==, ptl_port_default (protocol, security));
  g_assert_cmpint (note, ==, ptl_port_note (protocol, port, security));
  g_assert_cmpint (use_ssl, ==, ptl_service_get_use_ssl (service));
  g_assert_cmpuint (port, ==, ptl_service_get_port (service));

  return g_strdup_printf ("%s %u %s %s %s%s", ptl_protocol_to_string (protocol), port,
                          ptl_security_to_string (security),
                          nick_of (PTL_TYPE_PORT_ORIGIN, origin),
                          nick_of (PTL_TYPE_PORT_NOTE, note), can_undo ? " undo" : "");
}

static void
notify_cb (GObject    *object,
           GParamSpec *pspec,
           gpointer    user_data)
{
  Scene *scene = user_data;

  g_ptr_array_add (scene->notified, g_strdup (pspec->name));
  g_ptr_array_add (scene->seen, look (PTL_SERVICE (object)));
}

static void
open_scene (Scene      *scene,
            const char *protocol)
{
  g_clear_object (&scene->service);
  scene->service = ptl_service_new (value_of (PTL_TYPE_PROTOCOL, protocol));
  g_signal_connect (scene->service, "notify", G_CALLBACK (notify_cb), scene);
}

static void
type_text (PtlService *service,
           char      **words)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *before = look (service);
  g_autofree char *after = NULL;
  gboolean refused = words[2] != NULL;

  g_assert_cmpint (ptl_service_set_port_text (service, words[1], &error), ==, !refused);

  if (!refused)
    return;

  after = look (service);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_cmpstr (after, ==, before);
}

static void
take (PtlService *service,
      const char *url)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PtlCandidate) candidate = ptl_candidate_new_from_url (url, &error);

  g_assert_no_error (error);
  ptl_service_take (service, candidate);
}

static void
restore (PtlService *service,
         char      **words)
{
  ptl_service_restore (service, value_of (PTL_TYPE_PROTOCOL, words[1]),
                       g_ascii_strtoull (words[2], NULL, 10),
                       value_of (PTL_TYPE_SECURITY, words[3]),
                       value_of (PTL_TYPE_PORT_ORIGIN, words[4]));
}

static gboolean
edit (PtlService *service,
      char      **words)
{
  const char *verb = words[0];

  if (g_str_equal (verb, "protocol"))
    g_object_set (service, "protocol", value_of (PTL_TYPE_PROTOCOL, words[1]), NULL);
  else if (g_str_equal (verb, "host"))
    g_object_set (service, "host", words[1], NULL);
  else if (g_str_equal (verb, "user"))
    g_object_set (service, "user", words[1], NULL);
  else if (g_str_equal (verb, "auth"))
    g_object_set (service, "auth", value_of (PTL_TYPE_AUTH, words[1]), NULL);
  else if (g_str_equal (verb, "port"))
    g_object_set (service, "port", (guint) g_ascii_strtoull (words[1], NULL, 10), NULL);
  else if (g_str_equal (verb, "security"))
    g_object_set (service, "security", value_of (PTL_TYPE_SECURITY, words[1]), NULL);
  else if (g_str_equal (verb, "ssl"))
    g_object_set (service, "use-ssl", g_str_equal (words[1], "on"), NULL);
  else if (g_str_equal (verb, "text"))
    type_text (service, words);
  else if (g_str_equal (verb, "defaults"))
    ptl_service_use_defaults (service);
  else if (g_str_equal (verb, "undo"))
    ptl_service_undo (service);
  else if (g_str_equal (verb, "take"))
    take (service, words[1]);
  else if (g_str_equal (verb, "restore"))
    restore (service, words);
  else
    return FALSE;

  return TRUE;
}

/* A step: all who were notified saw what is there now, and each once. */
static void
step (Scene  *scene,
      char  **words)
{
  g_autofree char *now = NULL;

  g_ptr_array_set_size (scene->notified, 0);
  g_ptr_array_set_size (scene->seen, 0);

  if (!edit (scene->service, words))
    g_error ("What is “%s”?", words[0]);

  now = look (scene->service);

  for (guint i = 0; i < scene->seen->len; i++)
    {
      g_assert_cmpstr (g_ptr_array_index (scene->seen, i), ==, now);

      for (guint j = 0; j < i; j++)
        g_assert_cmpstr (g_ptr_array_index (scene->notified, i), !=,
                         g_ptr_array_index (scene->notified, j));
    }
}

static void
check_said (Scene  *scene,
            char  **words)
{
  for (guint i = 0; words[i] != NULL; i++)
    g_assert_true (g_ptr_array_find_with_equal_func (scene->notified, words[i],
                                                     g_str_equal, NULL));

  g_assert_cmpuint (scene->notified->len, ==, g_strv_length (words));
}

static void
check_candidate (PtlService *service,
                 char      **words)
{
  g_autoptr(PtlCandidate) candidate = ptl_service_to_candidate (service);
  g_autofree char *url = candidate != NULL ? ptl_candidate_to_url (candidate)
                                           : g_strdup ("none");

  g_assert_cmpstr (url, ==, words[1]);

  if (candidate != NULL)
    g_assert_cmpstr (candidate->user, ==, words[2]);
}

static void
play (Scene      *scene,
      const char *line)
{
  g_auto(GStrv) words = g_strsplit (line, " ", 0);
  g_autofree char *now = NULL;

  g_test_message ("%s", line);

  if (g_str_equal (words[0], "new"))
    open_scene (scene, words[1]);
  else if (g_str_equal (words[0], "says"))
    check_said (scene, words + 1);
  else if (g_str_equal (words[0], "candidate"))
    check_candidate (scene->service, words);
  else if (g_str_equal (words[0], "is"))
    g_assert_cmpstr ((now = look (scene->service)), ==, line + strlen ("is "));
  else
    step (scene, words);
}

static void
test_scene (gconstpointer data)
{
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GPtrArray) notified = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) seen = g_ptr_array_new_with_free_func (g_free);
  Scene scene = { .notified = notified, .seen = seen };
  guint n_checks = 0;

  g_assert_true (g_file_get_contents (data, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", 0);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] == '\0' || *lines[i] == '#')
        continue;

      play (&scene, lines[i]);
      n_checks += g_str_has_prefix (lines[i], "is ");
    }

  g_assert_cmpuint (n_checks, >, 0);
  g_clear_object (&scene.service);
}

static void
add_scenes (void)
{
  g_autofree char *directory = g_test_build_filename (G_TEST_DIST, "base", "data", "services",
                                                      NULL);
  g_autoptr(GDir) files = g_dir_open (directory, 0, NULL);
  const char *name;

  g_assert_nonnull (files);

  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_strconcat ("/base/service/", name, NULL);

      if (g_str_has_suffix (name, ".txt"))
        g_test_add_data_func_full (path, g_build_filename (directory, name, NULL),
                                   test_scene, g_free);
    }
}

/* The rules for every protocol and every change of security, not only for
 * those somebody thought of. */
static void
test_known_ports_always_follow (void)
{
  for (PtlProtocol protocol = 0; protocol <= PTL_PROTOCOL_SMTP; protocol++)
    for (PtlSecurity from = 0; from <= PTL_SECURITY_NONE; from++)
      for (PtlSecurity to = 0; to <= PTL_SECURITY_NONE; to++)
        {
          g_autoptr(PtlService) service = ptl_service_new (protocol);

          ptl_service_set_security (service, from);
          ptl_service_set_security (service, to);

          g_assert_cmpuint (ptl_service_get_port (service), ==, ptl_port_default (protocol, to));
        }
}

/* No number that can be typed switches encryption off. */
static void
test_no_port_switches_encryption_off (void)
{
  for (PtlProtocol protocol = 0; protocol <= PTL_PROTOCOL_SMTP; protocol++)
    for (PtlSecurity security = 0; security < PTL_SECURITY_NONE; security++)
      {
        g_autoptr(PtlService) service = ptl_service_new (protocol);

        for (guint port = 1; port <= G_MAXUINT16; port++)
          {
            ptl_service_set_security (service, security);
            ptl_service_set_port (service, port);

            g_assert_true (ptl_service_get_use_ssl (service));
            g_assert_cmpuint (ptl_service_get_port (service), ==, port);
          }
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_scenes ();
  g_test_add_func ("/base/service/known-ports-always-follow", test_known_ports_always_follow);
  g_test_add_func ("/base/service/no-port-switches-encryption-off",
                   test_no_port_switches_encryption_off);

  return g_test_run ();
}
