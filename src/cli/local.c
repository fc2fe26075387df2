/* local.c - `portolanctl local`: who listens on this machine, what is free
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli/json.h"
#include "cli/options.h"
#include "net/local-ports.h"

#define ADDRESS_COLUMNS 24

static const char *
code_of (const PtlLocalPort *local)
{
  if (local->listeners->len > 0 || (!local->is_free && !local->is_privileged))
    return "local_port_taken";

  return local->is_free ? "local_port_free" : "local_port_privileged";
}

static void
add_listeners (JsonBuilder *json,
               GPtrArray   *listeners)
{
  json_builder_set_member_name (json, "listeners");
  json_builder_begin_array (json);

  for (guint i = 0; i < listeners->len; i++)
    {
      const PtlListener *listener = g_ptr_array_index (listeners, i);

      json_builder_begin_object (json);
      ptl_json_add_string (json, "address", listener->address);
      if (listener->pid > 0)
        ptl_json_add_int (json, "pid", listener->pid);
      ptl_json_add_string (json, "program", listener->program);
      json_builder_end_object (json);
    }

  json_builder_end_array (json);
}

static void
show_json (PtlOutput          *output,
           const PtlLocalPort *local)
{
  g_autoptr(JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  ptl_json_add_int (json, "port", local->port);
  ptl_json_add_string (json, "code", code_of (local));
  ptl_json_add_bool (json, "free", local->is_free);
  ptl_json_add_bool (json, "privileged", local->is_privileged);
  ptl_json_add_string (json, "reserved_for", local->reserved_for);

  if (local->next_free != 0)
    ptl_json_add_int (json, "next_free", local->next_free);

  add_listeners (json, local->listeners);
  json_builder_end_object (json);
  ptl_json_put (json, output);
}

static char *
describe_program (const PtlListener *listener,
                  gboolean           is_sandboxed)
{
  /* Translators: a program's name, and its number; or only that */
  if (listener->program != NULL && listener->pid > 0)
    return g_strdup_printf (_("%s (process %d)"), listener->program, listener->pid);

  if (listener->pid > 0)
    return g_strdup_printf (_("process %d"), listener->pid);

  return g_strdup (is_sandboxed ? _("a program that is not seen from inside the sandbox")
                                : _("a program of another user"));
}

/* What is said about "127.0.0.1:143", in the same line. */
static char *
describe_listener (const PtlListener *listener,
                   gboolean           is_sandboxed)
{
  g_autofree char *program = describe_program (listener, is_sandboxed);
  const char *address = listener->address;

  if (g_str_equal (address, "0.0.0.0") || g_str_equal (address, "::"))
    /* Translators: this and the next two: a program, and from where it can be reached */
    return g_strdup_printf (_("%s, reachable from everywhere"), program);

  if (g_str_has_prefix (address, "127.") || g_str_equal (address, "::1"))
    return g_strdup_printf (_("%s, reachable from this computer only"), program);

  return g_strdup_printf (_("%s, reachable at this address"), program);
}

static void
append_listeners (const PtlOutput    *output,
                  GString            *page,
                  const PtlLocalPort *local)
{
  for (guint i = 0; i < local->listeners->len; i++)
    {
      const PtlListener *listener = g_ptr_array_index (local->listeners, i);
      g_autofree char *text = describe_listener (listener, local->is_sandboxed);
      g_autofree char *address = g_strdup_printf (
        strchr (listener->address, ':') ? "[%s]:%u" : "%s:%u", listener->address, listener->port);

      g_string_append (page, "    ");
      ptl_output_append_cell (output, page, PTL_STYLE_ACCENT, address, ADDRESS_COLUMNS);
      ptl_output_append (output, page, PTL_STYLE_PLAIN, text);
      g_string_append_c (page, '\n');
    }
}

static void
append_sentence (const PtlOutput *output,
                 GString         *page,
                 const char      *sentence)
{
  g_string_append (page, "    ");
  ptl_output_append_paragraph (output, page, PTL_STYLE_PLAIN, sentence, 4);
}

static void
append_advice (const PtlOutput    *output,
               GString            *page,
               const PtlLocalPort *local)
{
  if (local->is_privileged)
    append_sentence (output, page, _("Only the system may listen on a number this low."));

  if (local->reserved_for != NULL)
    {
      g_autofree char *registered =
        g_strdup_printf (_("The number is registered for “%s”."), local->reserved_for);

      append_sentence (output, page, registered);
    }

  if (!local->is_free && local->next_free != 0)
    {
      g_autofree char *free_port =
        g_strdup_printf (_("The next free port is %u."), local->next_free);

      append_sentence (output, page, free_port);
    }
}

static void
show_text (PtlOutput          *output,
           const PtlLocalPort *local)
{
  g_autoptr(GString) page = g_string_new (NULL);
  gboolean is_taken = g_str_equal (code_of (local), "local_port_taken");
  PtlMark mark = local->is_free ? PTL_MARK_GOOD : is_taken ? PTL_MARK_BAD : PTL_MARK_WARNING;
  PtlStyle style = local->is_free ? PTL_STYLE_GOOD : is_taken ? PTL_STYLE_BAD : PTL_STYLE_WARNING;

  ptl_output_append_f (output, page, style, "%s ", ptl_output_get_mark (output, mark));
  ptl_output_append_f (output, page, PTL_STYLE_BOLD,
                       local->is_free ? _("Port %u is free") :
                       is_taken ? _("Port %u is taken") : _("Port %u is privileged"),
                       local->port);
  g_string_append_c (page, '\n');
  append_listeners (output, page, local);
  append_advice (output, page, local);

  ptl_output_put (output, page->str);
}

static gboolean
show_port (PtlOutput  *output,
           guint16     port,
           GPtrArray  *listeners,
           gboolean    as_json,
           GError    **error)
{
  g_autoptr(PtlLocalPort) local = ptl_local_ports_check (port, listeners, error);

  if (local == NULL)
    return FALSE;

  if (as_json)
    show_json (output, local);
  else
    show_text (output, local);

  return TRUE;
}

static int
compare_ports (gconstpointer a,
               gconstpointer b)
{
  const guint16 *one = a;
  const guint16 *other = b;

  return (int) *one - (int) *other;
}

/* Every port that somebody listens on, once. */
static void
add_taken_ports (GArray    *ports,
                 GPtrArray *listeners)
{
  for (guint i = 0; i < listeners->len; i++)
    {
      const PtlListener *listener = g_ptr_array_index (listeners, i);

      g_array_append_val (ports, listener->port);
    }

  g_array_sort (ports, compare_ports);

  for (guint i = ports->len; i > 1; i--)
    {
      if (g_array_index (ports, guint16, i - 1) == g_array_index (ports, guint16, i - 2))
        g_array_remove_index (ports, i - 1);
    }
}

static int
run_local (const PtlCommand *self,
           PtlContext       *context,
           GStrv            *args)
{
  g_autoptr(PtlOptions) options = ptl_options_new (self, context);
  g_autoptr(GPtrArray) listeners = NULL;
  g_autoptr(GArray) ports = NULL;
  g_autoptr(GError) error = NULL;
  gboolean as_json;
  int status;

  if (!ptl_options_parse (options, args, 0, G_MAXUINT, &status))
    return status;

  as_json = ptl_options_wants_json (options);
  ports = ptl_options_get_ports (options, &status);
  if (ports == NULL)
    return status;

  listeners = ptl_local_ports_list (&error);
  if (listeners == NULL)
    return ptl_command_fail (self, context, error);

  if (ports->len == 0)
    add_taken_ports (ports, listeners);

  if (ports->len == 0 && !as_json)
    ptl_output_print (&context->out, _("No program on this computer listens for connections."));

  for (guint i = 0; i < ports->len; i++)
    {
      guint16 port = g_array_index (ports, guint16, i);

      if (!show_port (&context->out, port, listeners, as_json, &error))
        return ptl_command_fail (self, context, error);
    }

  return PTL_EXIT_WORKED;
}

const PtlCommand ptl_command_local = {
  .name = "local",
  .arguments = N_("[PORT…]"),
  .summary = N_("Tells who listens on this computer, and which ports are free"),
  .run = run_local,
};
