/* script-stream.c - a GIOStream made of two functions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "script-stream.h"

#define SCRIPT_TYPE_INPUT  (script_input_get_type ())
#define SCRIPT_TYPE_OUTPUT (script_output_get_type ())

G_DECLARE_FINAL_TYPE (ScriptInput, script_input, SCRIPT, INPUT, GInputStream)
G_DECLARE_FINAL_TYPE (ScriptOutput, script_output, SCRIPT, OUTPUT, GOutputStream)

struct _ScriptInput
{
  GInputStream    parent_instance;

  ScriptReadFunc  read;
  gpointer        user_data;
};

struct _ScriptOutput
{
  GOutputStream    parent_instance;

  ScriptWriteFunc  write;
  gpointer         user_data;
};

G_DEFINE_FINAL_TYPE (ScriptInput, script_input, G_TYPE_INPUT_STREAM)
G_DEFINE_FINAL_TYPE (ScriptOutput, script_output, G_TYPE_OUTPUT_STREAM)

static gssize
script_input_read (GInputStream  *stream,
                   void          *buffer,
                   gsize          count,
                   GCancellable  *cancellable,
                   GError       **error)
{
  ScriptInput *self = SCRIPT_INPUT (stream);

  return self->read (buffer, count, self->user_data, error);
}

static gssize
script_output_write (GOutputStream  *stream,
                     const void     *buffer,
                     gsize           count,
                     GCancellable   *cancellable,
                     GError        **error)
{
  ScriptOutput *self = SCRIPT_OUTPUT (stream);

  self->write (buffer, count, self->user_data);
  return count;
}

static void
script_input_class_init (ScriptInputClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = script_input_read;
}

static void
script_output_class_init (ScriptOutputClass *klass)
{
  G_OUTPUT_STREAM_CLASS (klass)->write_fn = script_output_write;
}

static void
script_input_init (ScriptInput *self)
{
}

static void
script_output_init (ScriptOutput *self)
{
}

GIOStream *
script_stream_new (ScriptReadFunc  read,
                   ScriptWriteFunc write,
                   gpointer        user_data)
{
  g_autoptr(ScriptInput) input = g_object_new (SCRIPT_TYPE_INPUT, NULL);
  g_autoptr(ScriptOutput) output = g_object_new (SCRIPT_TYPE_OUTPUT, NULL);

  input->read = read;
  input->user_data = user_data;
  output->write = write;
  output->user_data = user_data;

  return g_simple_io_stream_new (G_INPUT_STREAM (input), G_OUTPUT_STREAM (output));
}
