/* ports.c - `portolanctl ports`: the port guide, in plain words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "base/ports.h"
#include "cli/facts.h"
#include "cli/json.h"
#include "cli/options.h"
#include "cli/text.h"

#define GAP_COLUMNS 1

static const struct
{
  PtlStyle    style;
  PtlMark     mark;
  const char *name;
  const char *summary;
} advices[] = {
  [PTL_PORT_ADVICE_GOOD] = {
    PTL_STYLE_GOOD, PTL_MARK_GOOD, "good", NC_("advice", "recommended")
  },
  [PTL_PORT_ADVICE_FINE] = {
    PTL_STYLE_GOOD, PTL_MARK_GOOD, "fine", NC_("advice", "fine")
  },
  [PTL_PORT_ADVICE_RISKY] = {
    PTL_STYLE_WARNING, PTL_MARK_WARNING, "risky", NC_("advice", "take care")
  },
  [PTL_PORT_ADVICE_WRONG] = {
    PTL_STYLE_FAINT, PTL_MARK_SKIPPED, "wrong", NC_("advice", "not for accounts")
  },
};

static void
show_json (PtlOutput         *output,
           guint16            port,
           const PtlPortInfo *info)
{
  g_autoptr(JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  ptl_json_add_int (json, "port", port);
  ptl_json_add_bool (json, "known", info != NULL);
  ptl_json_add_string (json, "service", info ? info->service : ptl_port_get_service (port));

  if (info != NULL)
    {
      ptl_json_add_string (json, "title", _(info->title));
      ptl_json_add_string (json, "purpose", _(info->purpose));
      ptl_json_add_string (json, "protocol", _(info->protocol));
      ptl_json_add_string (json, "security", _(info->security));
      ptl_json_add_string (json, "advice", advices[info->advice].name);
      ptl_json_add_string (json, "today", _(info->today));
      ptl_json_add_string (json, "instead", info->instead != NULL ? _(info->instead) : NULL);
      ptl_json_add_string (json, "source", info->source);
    }

  json_builder_end_object (json);
  ptl_json_put (json, output);
}

static void
show_unknown (PtlOutput *output,
              guint16    port)
{
  const char *service = ptl_port_get_service (port);

  if (service != NULL)
    ptl_output_print (output, _("Port %u is not a mail port: it belongs to “%s”."), port, service);
  else
    ptl_output_print (output, _("Port %u is not one of the mail ports. A server may listen there "
                                "all the same: its provider knows."), port);
}

static void
show_entry (PtlOutput         *output,
            const PtlPortInfo *info)
{
  g_autoptr(GString) page = g_string_new (NULL);
  g_autoptr(PtlFacts) facts = ptl_facts_new ();
  PtlStyle style = advices[info->advice].style;

  ptl_output_append_f (output, page, style, "%s ",
                       ptl_output_get_mark (output, advices[info->advice].mark));
  ptl_output_append_f (output, page, PTL_STYLE_BOLD, _("Port %u: %s"), info->port, _(info->title));
  g_string_append (page, "\n  ");
  ptl_output_append_paragraph (output, page, PTL_STYLE_PLAIN, _(info->purpose), 2);

  g_string_append_c (page, '\n');
  ptl_facts_add (facts, _("Protocol"), _(info->protocol));
  ptl_facts_add (facts, C_("port", "Security"), _(info->security));
  ptl_facts_add (facts, C_("port", "Today"), _(info->today));
  ptl_facts_add (facts, C_("port", "Instead"), info->instead != NULL ? _(info->instead) : NULL);
  ptl_facts_add (facts, C_("port", "Name"), info->service);
  ptl_facts_add (facts, C_("port", "Source"), info->source != NULL ? _(info->source) : NULL);
  ptl_facts_append (facts, output, page);

  ptl_output_put (output, page->str);
}

static guint
measure_titles (const PtlPortInfo *guide,
                gsize              n_entries)
{
  guint widest = 0;

  for (gsize i = 0; i < n_entries; i++)
    widest = MAX (widest, ptl_text_width (_(guide[i].title)));

  return widest + GAP_COLUMNS;
}

static void
show_table (PtlOutput *output)
{
  g_autoptr(GString) page = g_string_new (NULL);
  gsize n_entries;
  const PtlPortInfo *guide = ptl_port_guide (&n_entries);
  guint title_columns = measure_titles (guide, n_entries);

  for (gsize i = 0; i < n_entries; i++)
    {
      PtlStyle style = advices[guide[i].advice].style;

      ptl_output_append (output, page, style,
                         ptl_output_get_mark (output, advices[guide[i].advice].mark));
      ptl_output_append_f (output, page, PTL_STYLE_BOLD, " %5u  ", guide[i].port);
      ptl_output_append_cell (output, page, PTL_STYLE_PLAIN, _(guide[i].title), title_columns);
      ptl_output_append (output, page, style,
                         g_dpgettext2 (NULL, "advice", advices[guide[i].advice].summary));
      g_string_append_c (page, '\n');
    }

  g_string_append_c (page, '\n');
  ptl_output_append_paragraph (output, page, PTL_STYLE_FAINT,
                               _("“portolanctl ports 587” tells all about one."), 0);
  ptl_output_put (output, page->str);
}

static void
show_port (PtlOutput *output,
           guint16    port,
           gboolean   as_json,
           gboolean   is_first)
{
  const PtlPortInfo *info = ptl_port_guide_find (port);

  if (as_json)
    {
      show_json (output, port, info);
      return;
    }

  if (!is_first)
    ptl_output_put (output, "\n");

  if (info != NULL)
    show_entry (output, info);
  else
    show_unknown (output, port);
}

static void
show_guide (PtlOutput *output,
            gboolean   as_json)
{
  gsize n_entries;
  const PtlPortInfo *guide = ptl_port_guide (&n_entries);

  if (!as_json)
    {
      show_table (output);
      return;
    }

  for (gsize i = 0; i < n_entries; i++)
    show_json (output, guide[i].port, &guide[i]);
}

static int
run_ports (const PtlCommand *self,
           PtlContext       *context,
           GStrv            *args)
{
  g_autoptr(PtlOptions) options = ptl_options_new (self, context);
  g_autoptr(GArray) ports = NULL;
  int status;

  if (!ptl_options_parse (options, args, 0, G_MAXUINT, &status))
    return status;

  ports = ptl_options_get_ports (options, &status);
  if (ports == NULL)
    return status;

  if (ports->len == 0)
    show_guide (&context->out, ptl_options_wants_json (options));

  for (guint i = 0; i < ports->len; i++)
    show_port (&context->out, g_array_index (ports, guint16, i),
               ptl_options_wants_json (options), i == 0);

  return PTL_EXIT_WORKED;
}

const PtlCommand ptl_command_ports = {
  .name = "ports",
  .arguments = N_("[PORT…]"),
  .summary = N_("Tells in plain words what a port of mail is for"),
  .run = run_ports,
};
