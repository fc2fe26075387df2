/* stream-halves.c - the two ends of a GIOStream that does the work itself
 *
 * A half may be kept by somebody after its stream is gone. It then fails, and
 * does not keep the connection open.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net/stream-halves.h"

#define PTL_TYPE_INPUT_HALF  (ptl_input_half_get_type ())
#define PTL_TYPE_OUTPUT_HALF (ptl_output_half_get_type ())

G_DECLARE_FINAL_TYPE (PtlInputHalf, ptl_input_half, PTL, INPUT_HALF, GInputStream)
G_DECLARE_FINAL_TYPE (PtlOutputHalf, ptl_output_half, PTL, OUTPUT_HALF, GOutputStream)

struct _PtlInputHalf
{
  GInputStream  parent_instance;

  GIOStream    *owner;       /* NULL once it is gone */
  PtlReadFunc   read_func;
};

struct _PtlOutputHalf
{
  GOutputStream  parent_instance;

  GIOStream     *owner;      /* NULL once it is gone */
  PtlWriteFunc   write_func;
};

G_DEFINE_FINAL_TYPE (PtlInputHalf, ptl_input_half, G_TYPE_INPUT_STREAM)
G_DEFINE_FINAL_TYPE (PtlOutputHalf, ptl_output_half, G_TYPE_OUTPUT_STREAM)

static gboolean
check_open (GIOStream  *owner,
            GError    **error)
{
  if (owner != NULL && !g_io_stream_is_closed (owner))
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "The connection is closed");
  return FALSE;
}

static gssize
ptl_input_half_read (GInputStream  *stream,
                     void          *buffer,
                     gsize          count,
                     GCancellable  *cancellable,
                     GError       **error)
{
  PtlInputHalf *self = PTL_INPUT_HALF (stream);

  if (!check_open (self->owner, error))
    return -1;

  return self->read_func (self->owner, buffer, count, cancellable, error);
}

static void
ptl_input_half_class_init (PtlInputHalfClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = ptl_input_half_read;
}

static void
ptl_input_half_init (PtlInputHalf *self)
{
}

static gssize
ptl_output_half_write (GOutputStream  *stream,
                       const void     *buffer,
                       gsize           count,
                       GCancellable   *cancellable,
                       GError        **error)
{
  PtlOutputHalf *self = PTL_OUTPUT_HALF (stream);

  if (!check_open (self->owner, error))
    return -1;

  return self->write_func (self->owner, buffer, count, cancellable, error);
}

static void
ptl_output_half_class_init (PtlOutputHalfClass *klass)
{
  G_OUTPUT_STREAM_CLASS (klass)->write_fn = ptl_output_half_write;
}

static void
ptl_output_half_init (PtlOutputHalf *self)
{
}

/**
 * ptl_stream_halves_init:
 * @self: the halves
 * @owner: the stream they belong to; not kept alive by them
 * @read_func: reads from it while it is open
 * @write_func: writes to it while it is open
 *
 * Makes the halves, to be cleared when @owner is finalized.
 */
void
ptl_stream_halves_init (PtlStreamHalves *self,
                        GIOStream       *owner,
                        PtlReadFunc      read_func,
                        PtlWriteFunc     write_func)
{
  PtlInputHalf *input = g_object_new (PTL_TYPE_INPUT_HALF, NULL);
  PtlOutputHalf *output = g_object_new (PTL_TYPE_OUTPUT_HALF, NULL);

  input->owner = owner;
  input->read_func = read_func;
  output->owner = owner;
  output->write_func = write_func;

  self->input = G_INPUT_STREAM (input);
  self->output = G_OUTPUT_STREAM (output);
}

void
ptl_stream_halves_clear (PtlStreamHalves *self)
{
  PTL_INPUT_HALF (self->input)->owner = NULL;
  PTL_OUTPUT_HALF (self->output)->owner = NULL;
  g_clear_object (&self->input);
  g_clear_object (&self->output);
}
