/* test-password.c - reading a password from a descriptor
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/password.h"

#include <string.h>
#include <unistd.h>

#define INVALID(error) g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT)

/* A descriptor from which @text can be read. */
static int
make_input (const char *text,
            gsize       length)
{
  int ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  g_assert_cmpint (write (ends[1], text, length), ==, (gssize) length);
  close (ends[1]);

  return ends[0];
}

static PtlSecret *
read_text (const char  *text,
           gsize        length,
           GError     **error)
{
  int fd = make_input (text, length);
  PtlSecret *secret = ptl_password_read (fd, error);

  close (fd);
  return secret;
}

static void
test_only_one_line_end_is_cut (void)
{
  const struct
  {
    const char *text;
    const char *password;
  } cases[] = {
    { "secret", "secret" },
    { "secret\n", "secret" },
    { "secret\r\n", "secret" },
    { "secret\r", "secret\r" },
    { "secret\r\r\n", "secret\r" },
    { "  two words \t\n", "  two words \t" },
    { "secret\nmore\n", "secret" },
    { "pässwörd €\n", "pässwörd €" },
    { "\xff\xfe\n", "\xff\xfe" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(PtlSecret) secret = read_text (cases[i].text, strlen (cases[i].text), &error);

      g_assert_no_error (error);
      g_assert_cmpmem (ptl_secret_peek (secret), ptl_secret_get_length (secret),
                       cases[i].password, strlen (cases[i].password));
    }
}

static void
test_what_follows_the_line_stays_unread (void)
{
  int fd = make_input ("first\nsecond\n", strlen ("first\nsecond\n"));
  g_autoptr(PtlSecret) first = ptl_password_read (fd, NULL);
  g_autoptr(PtlSecret) second = ptl_password_read (fd, NULL);

  g_assert_cmpstr (ptl_secret_peek (first), ==, "first");
  g_assert_cmpstr (ptl_secret_peek (second), ==, "second");

  close (fd);
}

static void
test_nothing_is_no_password (void)
{
  const char *texts[] = { "", "\n", "\r\n", "\nsecret\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (read_text (texts[i], strlen (texts[i]), &error));
      INVALID (error);
    }
}

static void
test_a_zero_byte_is_refused (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (read_text ("sec\0ret\n", 8, &error));
  INVALID (error);
  g_assert_null (strstr (error->message, "sec"));
}

static void
test_the_longest_is_taken_and_one_more_is_not (void)
{
  g_autofree char *text = g_strnfill (PTL_SECRET_MAX_BYTES + 3, 'x');
  g_autoptr(GError) error = NULL;
  g_autoptr(PtlSecret) bare = read_text (text, PTL_SECRET_MAX_BYTES, NULL);
  g_autoptr(PtlSecret) secret = NULL;

  g_assert_cmpuint (ptl_secret_get_length (bare), ==, PTL_SECRET_MAX_BYTES);

  g_assert_null (read_text (text, PTL_SECRET_MAX_BYTES + 1, &error));
  INVALID (error);
  g_clear_error (&error);
  g_assert_null (read_text (text, PTL_SECRET_MAX_BYTES + 3, &error));
  INVALID (error);

  text[PTL_SECRET_MAX_BYTES] = '\r';
  text[PTL_SECRET_MAX_BYTES + 1] = '\n';
  secret = read_text (text, PTL_SECRET_MAX_BYTES + 2, NULL);
  g_assert_cmpuint (ptl_secret_get_length (secret), ==, PTL_SECRET_MAX_BYTES);
}

static void
test_a_closed_descriptor_is_an_error (void)
{
  g_autoptr(GError) error = NULL;
  int fd = make_input ("", 0);

  close (fd);

  g_assert_null (ptl_password_read (fd, &error));
  g_assert_nonnull (error);
}

static void
test_what_is_no_terminal_is_not_asked (void)
{
  g_autoptr(GError) error = NULL;
  int fd = make_input ("secret\n", 7);

  g_assert_null (ptl_password_ask (fd, "Password: ", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);

  close (fd);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/password/only-one-line-end-is-cut", test_only_one_line_end_is_cut);
  g_test_add_func ("/cli/password/what-follows-the-line-stays-unread",
                   test_what_follows_the_line_stays_unread);
  g_test_add_func ("/cli/password/nothing-is-no-password", test_nothing_is_no_password);
  g_test_add_func ("/cli/password/a-zero-byte-is-refused", test_a_zero_byte_is_refused);
  g_test_add_func ("/cli/password/the-longest-is-taken-and-one-more-is-not",
                   test_the_longest_is_taken_and_one_more_is_not);
  g_test_add_func ("/cli/password/a-closed-descriptor-is-an-error",
                   test_a_closed_descriptor_is_an_error);
  g_test_add_func ("/cli/password/what-is-no-terminal-is-not-asked",
                   test_what_is_no_terminal_is_not_asked);

  return g_test_run ();
}
