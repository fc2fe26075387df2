/* test-wire.c - lines, and how much of them is read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "proto/wire.h"
#include "script-stream.h"

/* What one read may bring, and one line more. */
#define MOST_READ_AHEAD (PTL_WIRE_MAX_LINE_BYTES + 2 + 16 * 1024)

/* A peer that says @n_left times @piece, and hears everything. */
typedef struct
{
  const char *piece;
  gsize       at;
  guint64     n_left;
  guint64     n_given;
  guint       n_writes;
  GString    *heard;
  PtlWire    *wire;
} Peer;

static gssize
read_peer (char     *buffer,
           gsize     count,
           gpointer  user_data,
           GError  **error)
{
  Peer *self = user_data;
  gsize n = 0;

  while (n < count && self->n_left > 0)
    {
      buffer[n++] = self->piece[self->at++];

      if (self->piece[self->at] == '\0')
        {
          self->at = 0;
          self->n_left--;
        }
    }

  self->n_given += n;
  return n;
}

static void
write_peer (const char *buffer,
            gsize       count,
            gpointer    user_data)
{
  Peer *self = user_data;

  self->n_writes++;
  g_string_append_len (self->heard, buffer, count);
}

static void
peer_set_up (Peer       *self,
             const char *piece,
             guint64     n_times)
{
  g_autoptr(GIOStream) stream = script_stream_new (read_peer, write_peer, self);
  g_autoptr(PtlTranscript) transcript = ptl_transcript_new ();

  *self = (Peer) { .piece = piece, .n_left = n_times, .heard = g_string_new (NULL) };
  self->wire = ptl_wire_new (stream, transcript);
}

static void
peer_clear (Peer *self)
{
  ptl_wire_free (self->wire);
  g_string_free (self->heard, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Peer, peer_clear)

static void
test_line_ends (void)
{
  g_auto(Peer) peer = { 0 };
  g_autoptr(GError) error = NULL;

  peer_set_up (&peer, "one\r\ntwo\n\r\n\xff\xfe\r\n", 1);

  for (guint i = 0; i < 4; i++)
    {
      static const char * const lines[] = { "one", "two", "", "\357\277\275\357\277\275" };
      g_autofree char *line = ptl_wire_read_line (peer.wire, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (line, ==, lines[i]);
    }

  g_assert_null (ptl_wire_read_line (peer.wire, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

static void
test_nul_and_bare_cr (void)
{
  static const char * const texts[] = { "a\rb\r\n", "a\r\r\n", "\ra\n" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto(Peer) peer = { 0 };
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) unread = NULL;

      peer_set_up (&peer, texts[i], 1);

      g_assert_null (ptl_wire_read_line (peer.wire, NULL, &error));
      g_assert_error (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_MALFORMED);

      unread = ptl_wire_peek (peer.wire);
      g_assert_cmpuint (g_bytes_get_size (unread), ==, strlen (texts[i]));
    }
}

static void
test_endless_line_is_not_swallowed (void)
{
  g_auto(Peer) peer = { 0 };
  g_autoptr(GError) error = NULL;

  peer_set_up (&peer, "A", G_MAXUINT32);

  g_assert_null (ptl_wire_read_line (peer.wire, NULL, &error));
  g_assert_error (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_TOO_LONG);
  g_assert_cmpuint (peer.n_given, <=, MOST_READ_AHEAD);
}

static void
test_line_bound (void)
{
  g_autofree char *fits = g_strnfill (PTL_WIRE_MAX_LINE_BYTES, 'x');
  g_autofree char *crlf = g_strconcat (fits, "\r\n", NULL);
  g_autofree char *lf = g_strconcat (fits, "\n", NULL);
  g_autofree char *one_more = g_strconcat (fits, "x\n", NULL);
  g_autofree char *one_more_crlf = g_strconcat (fits, "x\r\n", NULL);
  const char *texts[] = { crlf, lf, one_more, one_more_crlf };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto(Peer) peer = { 0 };
      g_autoptr(GError) error = NULL;
      g_autofree char *line = NULL;

      peer_set_up (&peer, texts[i], 1);
      line = ptl_wire_read_line (peer.wire, NULL, &error);

      if (i < 2)
        g_assert_cmpstr (line, ==, fits);
      else
        g_assert_error (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_TOO_LONG);
    }
}

static guint
count_lines (Peer    *peer,
             GError **error)
{
  for (guint i = 0;; i++)
    {
      g_autofree char *line = ptl_wire_read_line (peer->wire, NULL, error);

      if (line == NULL)
        return i;
    }
}

static void
test_answer_bounds (void)
{
  g_autofree char *line = g_strnfill (8000, 'x');
  g_autofree char *long_line = g_strconcat (line, "\r\n", NULL);
  g_auto(Peer) many = { 0 };
  g_auto(Peer) big = { 0 };
  g_autoptr(GError) many_error = NULL;
  g_autoptr(GError) big_error = NULL;

  peer_set_up (&many, "x\r\n", 1000000);
  peer_set_up (&big, long_line, 1000000);

  g_assert_cmpuint (count_lines (&many, &many_error), ==, PTL_WIRE_MAX_ANSWER_LINES);
  g_assert_error (many_error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_TOO_LONG);

  g_assert_cmpuint (count_lines (&big, &big_error), ==, PTL_WIRE_MAX_ANSWER_BYTES / 8002);
  g_assert_error (big_error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_TOO_LONG);
  g_assert_cmpuint (big.n_given, <=, PTL_WIRE_MAX_ANSWER_BYTES + MOST_READ_AHEAD);
}

static void
test_each_answer_has_its_own_bounds (void)
{
  g_auto(Peer) peer = { 0 };
  g_autoptr(GError) error = NULL;

  peer_set_up (&peer, "x\r\n", 1000);

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *line = NULL;

      if (i % PTL_WIRE_MAX_ANSWER_LINES == 0)
        ptl_wire_begin_answer (peer.wire);

      line = ptl_wire_read_line (peer.wire, NULL, &error);
      g_assert_no_error (error);
    }
}

static void
test_literal (void)
{
  g_auto(Peer) peer = { 0 };
  g_autoptr(GError) error = NULL;
  g_autofree char *line = NULL;

  peer_set_up (&peer, "ab\r\ncdrest\r\n", 1);

  g_assert_true (ptl_wire_skip_literal (peer.wire, 6, NULL, &error));
  line = ptl_wire_read_line (peer.wire, NULL, &error);
  g_assert_cmpstr (line, ==, "rest");
}

static void
test_literal_bound (void)
{
  g_auto(Peer) peer = { 0 };
  g_autoptr(GError) error = NULL;

  peer_set_up (&peer, "A", G_MAXUINT32);

  g_assert_false (ptl_wire_skip_literal (peer.wire, PTL_WIRE_MAX_LITERAL_BYTES + 1, NULL, &error));
  g_assert_error (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_TOO_LONG);
  g_clear_error (&error);

  g_assert_false (ptl_wire_skip_literal (peer.wire, G_MAXUINT64, NULL, &error));
  g_assert_error (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_TOO_LONG);
  g_assert_cmpuint (peer.n_given, ==, 0);
}

static void
test_tls_record (void)
{
  g_auto(Peer) peer = { 0 };
  g_autoptr(GError) error = NULL;

  peer_set_up (&peer, "\026\003\001x", 1);

  g_assert_null (ptl_wire_read_line (peer.wire, NULL, &error));
  g_assert_error (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_OTHER_PROTOCOL);
}

static void
test_secret_goes_in_one_piece (void)
{
  g_auto(Peer) peer = { 0 };
  g_autoptr(PtlSecret) secret = ptl_secret_new ("pass word", -1);
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) lines = NULL;

  peer_set_up (&peer, "", 0);

  g_assert_true (ptl_wire_send_secret (peer.wire, "PASS ", secret, NULL, &error));

  g_assert_cmpuint (peer.n_writes, ==, 1);
  g_assert_cmpstr (peer.heard->str, ==, "PASS pass word\r\n");
  lines = ptl_transcript_get_lines (ptl_wire_get_transcript (peer.wire));
  g_assert_cmpstr (lines[0], ==, "C: PASS " PTL_SECRET_MASK);
}

static void
test_line_break_is_never_sent (void)
{
  static const char * const texts[] = { "a\r\nQUIT", "a\nQUIT", "a\rQUIT" };
  g_auto(Peer) peer = { 0 };

  peer_set_up (&peer, "", 0);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(PtlSecret) secret = ptl_secret_new (texts[i], -1);
      g_autoptr(GError) error = NULL;

      g_assert_false (ptl_wire_send (peer.wire, NULL, &error, "USER %s", texts[i]));
      g_assert_error (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_CREDENTIALS);
      g_clear_error (&error);

      g_assert_false (ptl_wire_send_secret (peer.wire, "PASS ", secret, NULL, &error));
      g_assert_error (error, PTL_PROTO_ERROR, PTL_PROTO_ERROR_CREDENTIALS);
    }

  g_assert_cmpstr (peer.heard->str, ==, "");
}

static void
test_pending (void)
{
  g_auto(Peer) peer = { 0 };
  g_autofree char *line = NULL;

  peer_set_up (&peer, "OK\r\nx", 1);
  g_assert_false (ptl_wire_has_pending (peer.wire));

  line = ptl_wire_read_line (peer.wire, NULL, NULL);

  g_assert_cmpstr (line, ==, "OK");
  g_assert_true (ptl_wire_has_pending (peer.wire));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/proto/wire/line-ends", test_line_ends);
  g_test_add_func ("/proto/wire/nul-and-bare-cr", test_nul_and_bare_cr);
  g_test_add_func ("/proto/wire/endless-line-is-not-swallowed", test_endless_line_is_not_swallowed);
  g_test_add_func ("/proto/wire/line-bound", test_line_bound);
  g_test_add_func ("/proto/wire/answer-bounds", test_answer_bounds);
  g_test_add_func ("/proto/wire/each-answer-has-its-own-bounds",
                   test_each_answer_has_its_own_bounds);
  g_test_add_func ("/proto/wire/literal", test_literal);
  g_test_add_func ("/proto/wire/literal-bound", test_literal_bound);
  g_test_add_func ("/proto/wire/tls-record", test_tls_record);
  g_test_add_func ("/proto/wire/secret-goes-in-one-piece", test_secret_goes_in_one_piece);
  g_test_add_func ("/proto/wire/line-break-is-never-sent", test_line_break_is_never_sent);
  g_test_add_func ("/proto/wire/pending", test_pending);

  return g_test_run ();
}
