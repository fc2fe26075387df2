/* demo.c - `portolanctl demo`: a mail provider in a box, to try things on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "demo/demo.h"

#include <glib/gi18n.h>

#include "base/list.h"
#include "cli/facts.h"
#include "cli/json.h"
#include "cli/options.h"
#include "cli/row.h"
#include "cli/wait.h"
#include "demo/world.h"

/* What the demo serves, as it is shown. */
static const struct
{
  PtlProtocol protocol;
  PtlSecurity security;
} doors[] = {
  { PTL_PROTOCOL_IMAP, PTL_SECURITY_TLS },
  { PTL_PROTOCOL_IMAP, PTL_SECURITY_STARTTLS },
  { PTL_PROTOCOL_POP3, PTL_SECURITY_TLS },
  { PTL_PROTOCOL_POP3, PTL_SECURITY_STARTTLS },
  { PTL_PROTOCOL_SMTP, PTL_SECURITY_TLS },
  { PTL_PROTOCOL_SMTP, PTL_SECURITY_STARTTLS },
};

/* --- run a command in the demo's world --- */

static int
run_in_demo (const PtlCommand *self,
             PtlContext       *context,
             PtlDemo          *demo,
             GStrv            *args)
{
  g_auto(PtlContext) inner = { .out = context->out, .err = context->err };
  g_autoptr(GError) error = NULL;
  g_autofree char *path = ptl_demo_make_accounts_path (&error);
  int status;

  if (path == NULL)
    return ptl_command_fail (self, context, error);

  inner.network = ptl_demo_make_network (demo, &error);
  inner.accounts = ptl_accounts_new (path);
  inner.store = ptl_memory_store_new ();
  inner.password = ptl_secret_new (PTL_DEMO_PASSWORD, -1);

  status = inner.network != NULL ? ptl_command_dispatch (&inner, args)
                                 : ptl_command_fail (self, context, error);

  context->out = inner.out;
  context->err = inner.err;
  ptl_demo_remove_accounts (path);

  return status;
}

/* --- run until Ctrl-C --- */

static void
show_json (PtlOutput *output,
           PtlDemo   *demo)
{
  g_autoptr(JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "servers");
  json_builder_begin_array (json);

  for (gsize i = 0; i < G_N_ELEMENTS (doors); i++)
    {
      json_builder_begin_object (json);
      ptl_json_add_string (json, "protocol", ptl_protocol_to_string (doors[i].protocol));
      ptl_json_add_string (json, "security", ptl_security_to_string (doors[i].security));
      ptl_json_add_string (json, "host", "127.0.0.1");
      ptl_json_add_int (json, "port",
                        ptl_demo_get_port (demo, doors[i].protocol, doors[i].security));
      json_builder_end_object (json);
    }

  json_builder_end_array (json);
  ptl_json_add_string (json, "user", PTL_DEMO_ADDRESS);
  ptl_json_add_string (json, "password", PTL_DEMO_PASSWORD);
  ptl_json_add_string (json, "ca_file", ptl_demo_get_ca_file (demo));
  json_builder_end_object (json);
  ptl_json_put (json, output);
}

static void
show_text (PtlOutput *output,
           PtlDemo   *demo)
{
  g_autoptr(GString) page = g_string_new (NULL);
  g_autoptr(PtlFacts) servers = ptl_facts_new ();
  g_autoptr(PtlFacts) login = ptl_facts_new ();
  g_autofree char *try =
    g_strdup_printf ("SSL_CERT_FILE=%s portolanctl check imaps://%s@127.0.0.1:%u",
                     ptl_demo_get_ca_file (demo), PTL_DEMO_ADDRESS,
                     ptl_demo_get_port (demo, PTL_PROTOCOL_IMAP, PTL_SECURITY_TLS));

  ptl_output_append (output, page, PTL_STYLE_BOLD,
                     _("A mail provider to try things on is running on this computer."));
  g_string_append (page, "\n\n");

  for (gsize i = 0; i < G_N_ELEMENTS (doors); i++)
    {
      g_autofree char *address =
        g_strdup_printf ("127.0.0.1:%u",
                         ptl_demo_get_port (demo, doors[i].protocol, doors[i].security));
      const char *parts[] = { address, ptl_security_describe (doors[i].security), NULL };
      g_autofree char *server = ptl_list_with_commas (parts);

      ptl_facts_add (servers, ptl_protocol_get_label (doors[i].protocol), server);
    }

  ptl_facts_append (servers, output, page);
  g_string_append_c (page, '\n');
  ptl_facts_add (login, _("User"), PTL_DEMO_ADDRESS);
  ptl_facts_add (login, _("Password"), PTL_DEMO_PASSWORD);
  ptl_facts_add (login, _("Certificate"), ptl_demo_get_ca_file (demo));
  ptl_facts_append (login, output, page);
  g_string_append_c (page, '\n');
  ptl_output_append (output, page, PTL_STYLE_PLAIN, _("Try it from another terminal:"));
  g_string_append (page, "\n  ");
  ptl_output_append (output, page, PTL_STYLE_ACCENT, try);
  g_string_append (page, "\n\n");
  ptl_output_append_paragraph (output, page, PTL_STYLE_FAINT,
                               _("No mail leaves it, nothing is kept. Ctrl-C ends it."), 0);
  ptl_output_put (output, page->str);
}

static int
run_demo (const PtlCommand *self,
          PtlContext       *context,
          GStrv            *args)
{
  g_autoptr(PtlOptions) options = ptl_options_new (self, context);
  g_autoptr(PtlDemo) demo = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) command = NULL;
  int status;

  ptl_options_end_early (options);

  if (!ptl_options_parse (options, args, 0, G_MAXUINT, &status))
    return status;

  demo = ptl_demo_new (&error);
  if (demo == NULL)
    return ptl_command_fail (self, context, error);

  command = g_strdupv ((char **) ptl_options_get_words (options));
  if (command[0] != NULL)
    return run_in_demo (self, context, demo, &command);

  if (ptl_options_wants_json (options))
    show_json (&context->out, demo);
  else
    show_text (&context->out, demo);

  /* To be ended is what it waits for: that is no failure. */
  ptl_wait_for_signal (context);

  return PTL_EXIT_WORKED;
}

const PtlCommand ptl_command_demo = {
  .name = "demo",
  .arguments = N_("[-- COMMAND…]"),
  .summary = N_("Runs a mail server on this computer to try Portolan on"),
  .description = N_("With a COMMAND, runs that against it and stops, for example\n"
                    "  portolanctl demo -- setup ann@demo.test"),
  .run = run_demo,
};
