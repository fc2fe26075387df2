/* test-secret.c - a password or token, held so that it leaves no trace
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/secret.h"

#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

#define SIZE_BYTES 4096

static void
test_holds_its_bytes (void)
{
  g_autoptr(PtlSecret) secret = ptl_secret_new ("a\0b", 3);

  g_assert_cmpmem (ptl_secret_peek (secret), ptl_secret_get_length (secret), "a\0b", 3);
  g_assert_true (CRYPTO_secure_allocated (ptl_secret_peek (secret)));
}

static void
test_wipes_what_it_takes (void)
{
  char buffer[] = "correct horse";
  g_autoptr(PtlSecret) secret = ptl_secret_new_wiping (buffer, strlen (buffer));

  g_assert_cmpstr (ptl_secret_peek (secret), ==, "correct horse");
  g_assert_cmpint (buffer[0], ==, 0);
  g_assert_cmpint (buffer[12], ==, 0);
}

static void
test_makes_the_process_undumpable (void)
{
  g_autoptr(PtlSecret) secret = ptl_secret_new ("x", -1);

  g_assert_cmpint (prctl (PR_GET_DUMPABLE), ==, 0);
}

/* A look at memory after its end is what the sanitizers are there to catch. */
#ifndef __SANITIZE_ADDRESS__
static void
test_wipes_what_libraries_free (void)
{
  char *copy = malloc (SIZE_BYTES);
  volatile guintptr where = (guintptr) copy;

  memset (copy, 'p', SIZE_BYTES);
  g_assert_cmpint (*(volatile char *) (where + SIZE_BYTES / 2), ==, 'p');

  ptl_secret_wipe_freed (TRUE);
  free (copy);
  ptl_secret_wipe_freed (FALSE);

  /* In its middle: at both ends the allocator keeps notes. */
  g_assert_cmpint (*(volatile char *) (where + SIZE_BYTES / 2), !=, 'p');
}
#endif

static void
test_compares (void)
{
  g_autoptr(PtlSecret) one = ptl_secret_new ("same", -1);
  g_autoptr(PtlSecret) two = ptl_secret_new ("same", -1);
  g_autoptr(PtlSecret) other = ptl_secret_new ("sane", -1);
  g_autoptr(PtlSecret) longer = ptl_secret_new ("same ", -1);

  g_assert_true (ptl_secret_equal (one, two));
  g_assert_false (ptl_secret_equal (one, other));
  g_assert_false (ptl_secret_equal (one, longer));
}

static void
test_what_came_along_is_noticed (void)
{
  static const struct
  {
    const char *text;
    gboolean    is_odd;
  } cases[] = {
    { "plain", FALSE },
    { "with a blank", FALSE },
    { "", FALSE },
    { "p\xc3\xa4ss", FALSE },
    { "broken \xff", FALSE },
    { "end ", TRUE },
    { " start", TRUE },
    { "tab\t", TRUE },
    { "no-break\xc2\xa0", TRUE },
    { "two\nlines", TRUE },
    { "line\r\n", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PtlSecret) secret = ptl_secret_new (cases[i].text, -1);

      g_assert_cmpint (ptl_secret_describe_oddity (secret) != NULL, ==, cases[i].is_odd);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/secret/holds-its-bytes", test_holds_its_bytes);
  g_test_add_func ("/base/secret/wipes-what-it-takes", test_wipes_what_it_takes);
  g_test_add_func ("/base/secret/makes-the-process-undumpable", test_makes_the_process_undumpable);
#ifndef __SANITIZE_ADDRESS__
  g_test_add_func ("/base/secret/wipes-what-libraries-free", test_wipes_what_libraries_free);
#endif
  g_test_add_func ("/base/secret/compares", test_compares);
  g_test_add_func ("/base/secret/what-came-along-is-noticed", test_what_came_along_is_noticed);

  return g_test_run ();
}
