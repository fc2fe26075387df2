/* secret.c - a password or token, held so that it leaves no trace
 *
 * The bytes live in OpenSSL's secure heap: locked (no swap), left out of
 * core files (MADV_DONTDUMP), between guard pages, wiped when freed. While a
 * process has held one it stays undumpable. A library that must be given a copy
 * is used with ptl_secret_wipe_freed() around it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/secret.h"

#include <glib/gi18n.h>
#include <malloc.h>
#include <openssl/crypto.h>
#include <string.h>
#include <sys/prctl.h>

/* 256 KiB stays below the usual RLIMIT_MEMLOCK (8 MiB) by far and holds
 * sixteen of the longest secrets; both must be powers of two. */
#define SECURE_HEAP_BYTES     (256 * 1024)
#define SECURE_HEAP_MIN_BYTES 64

/* What freed memory is overwritten with, from malloc's point of view. */
#define WIPE_BYTE 0x5a

struct _PtlSecret
{
  gatomicrefcount  ref_count;
  gsize            length;
  char            *data;   /* always ends with a NUL, which length leaves out */
};

G_DEFINE_BOXED_TYPE (PtlSecret, ptl_secret, ptl_secret_ref, ptl_secret_unref)

/**
 * ptl_secret_protect_process:
 *
 * Makes this process one that can hold secrets: no core file and no debugger
 * of another process of this user.
 *
 * Every secret does this by itself; a program calls it first of all, so that
 * also what its libraries read before is covered. Safe to call again, from
 * any thread.
 */
void
ptl_secret_protect_process (void)
{
  static gsize once;

  if (!g_once_init_enter (&once))
    return;

  prctl (PR_SET_DUMPABLE, 0);
  CRYPTO_secure_malloc_init (SECURE_HEAP_BYTES, SECURE_HEAP_MIN_BYTES);

  g_once_init_leave (&once, 1);
}

/**
 * ptl_secret_wipe_freed:
 * @wipe: %TRUE before a library gets a copy of a secret, %FALSE after it has
 *   freed all that it made of it
 *
 * Has malloc overwrite what is freed meanwhile, by any thread. Calls are
 * counted. (With an allocator that is not glibc's this does nothing.)
 */
void
ptl_secret_wipe_freed (gboolean wipe)
{
  static GMutex lock;
  static guint n_wanted;

  g_mutex_lock (&lock);

  n_wanted += wipe ? 1 : -1;

  if (n_wanted == (wipe ? 1 : 0))
    mallopt (M_PERTURB, wipe ? WIPE_BYTE : 0);

  g_mutex_unlock (&lock);
}

/**
 * ptl_secret_new:
 * @data: the bytes
 * @length: how many, at most %PTL_SECRET_MAX_BYTES, or -1 if a NUL ends them
 *
 * Keeps a copy of @data. The caller still owns, and should wipe, its own.
 *
 * Returns: (transfer full): the secret
 */
PtlSecret *
ptl_secret_new (const char *data,
                gssize      length)
{
  PtlSecret *self;

  g_return_val_if_fail (data != NULL, NULL);

  ptl_secret_protect_process ();

  self = g_new0 (PtlSecret, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->length = length < 0 ? strlen (data) : (gsize) length;
  self->data = OPENSSL_secure_zalloc (self->length + 1);

  /* A full secure heap is our own leak, never something a user can cause. */
  g_assert (self->data != NULL);
  memcpy (self->data, data, self->length);

  return self;
}

/**
 * ptl_secret_new_wiping:
 * @data: (inout): the bytes, overwritten before this returns
 * @length: how many
 *
 * As [func@Secret.new], and leaves nothing in @data.
 *
 * Returns: (transfer full): the secret
 */
PtlSecret *
ptl_secret_new_wiping (char  *data,
                       gsize  length)
{
  PtlSecret *self = ptl_secret_new (data, length);

  OPENSSL_cleanse (data, length);

  return self;
}

PtlSecret *
ptl_secret_ref (PtlSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
ptl_secret_unref (PtlSecret *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  OPENSSL_secure_clear_free (self->data, self->length + 1);
  g_free (self);
}

/**
 * ptl_secret_peek:
 * @self: a secret
 *
 * Lends the bytes, for as long as the caller holds a reference. Never copy
 * them into ordinary memory.
 *
 * Returns: (transfer none): the bytes, and a NUL after them
 */
const char *
ptl_secret_peek (const PtlSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->data;
}

gsize
ptl_secret_get_length (const PtlSecret *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->length;
}

/**
 * ptl_secret_equal:
 * @a: a secret
 * @b: another
 *
 * Compares in a time that tells nothing about where they differ.
 *
 * Returns: %TRUE if both hold the same bytes
 */
gboolean
ptl_secret_equal (const PtlSecret *a,
                  const PtlSecret *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->length == b->length && CRYPTO_memcmp (a->data, b->data, a->length) == 0;
}

static gboolean
is_blank (const char *at)
{
  gunichar character = g_utf8_get_char_validated (at, -1);

  return character < (gunichar) -2 && g_unichar_isspace (character);
}

/**
 * ptl_secret_describe_oddity:
 * @self: a password, as it was typed or pasted
 *
 * Looks for what easily comes along when a password is copied from a mail.
 *
 * Returns: (nullable): a translated sentence, %NULL if nothing looks odd
 */
const char *
ptl_secret_describe_oddity (const PtlSecret *self)
{
  const char *last;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->length == 0)
    return NULL;

  if (strpbrk (self->data, "\r\n") != NULL)
    return _("There is a line break in the password. Was it copied along?");

  last = g_utf8_find_prev_char (self->data, self->data + self->length);

  if (is_blank (self->data) || (last != NULL && is_blank (last)))
    return _("The password begins or ends with a blank. Was it copied along?");

  return NULL;
}
