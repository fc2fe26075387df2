/* private-file.c - a small file of the user's own, changed by one at a time
 *
 * Readers need no lock: a change is a new file that takes the old one's name,
 * so they see the one or the other. Writers lock a file beside it, which is
 * never renamed or removed; a lock on the file itself would stay with the old
 * one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE   /* F_OFD_SETLK */

#include "config.h"

#include "setup/private-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_MODE       0600
#define DIRECTORY_MODE  0700

/* Some thousand accounts are a few megabytes. */
#define FILE_MAX_BYTES  (16 * 1024 * 1024)

/* As many symbolic links in a row as one may need, and no circle. */
#define LINKS_MAX       8

/* A change takes milliseconds: whoever holds the lock for longer hangs. */
#define LOCK_WAIT_US    (10 * G_USEC_PER_SEC)
#define LOCK_POLL_MS    5

struct _PtlPrivateFile
{
  char *path;      /* behind all symbolic links */
  int   lock_fd;   /* -1 without a lock */
};

/* What can befall anybody's disk is told in words for anybody. */
static char *
describe (const char *path,
          int         number)
{
  switch (number)
    {
    case ENOSPC:
      return g_strdup_printf (_("There is no space left on the disk for %s"), path);

    case EDQUOT:
      return g_strdup_printf (_("Your share of the disk has no space left for %s"), path);

    case EROFS:
      return g_strdup_printf (_("%s is on a disk that can only be read"), path);

    case EACCES:
    case EPERM:
      return g_strdup_printf (_("You do not have permission to use %s"), path);

    case EISDIR:
      return g_strdup_printf (_("%s is a folder and should be a file"), path);

    case ENOTDIR:
      return g_strdup_printf (_("A file is in the way where %s needs a folder"), path);

    default:
      return g_strdup_printf ("%s: %s", path, g_strerror (number));
    }
}

static gboolean
fail (GError     **error,
      const char  *path,
      int          number)
{
  g_autofree char *message = describe (path, number);

  /* A used up quota is a full disk to all who act on it. */
  number = number == EDQUOT ? ENOSPC : number;
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (number), message);
  return FALSE;
}

static gboolean
check_owner (const char         *path,
             const struct stat  *info,
             GError            **error)
{
  if (info->st_uid == geteuid ())
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
               _("%s belongs to another user and is left alone"), path);
  return FALSE;
}

/* A link that another user made, or that leads to another user's file, would
 * let them choose what we read and overwrite. */
static char *
follow_links (const char  *path,
              GError     **error)
{
  g_autofree char *current = g_strdup (path);

  for (int i = 0; i < LINKS_MAX; i++)
    {
      g_autofree char *target = NULL;
      g_autofree char *directory = NULL;
      struct stat info;

      if (lstat (current, &info) != 0)
        {
          if (errno == ENOENT)
            return g_steal_pointer (&current);

          fail (error, current, errno);
          return NULL;
        }

      if (!check_owner (current, &info, error))
        return NULL;

      if (!S_ISLNK (info.st_mode))
        return g_steal_pointer (&current);

      target = g_file_read_link (current, error);
      if (target == NULL)
        return NULL;

      directory = g_path_get_dirname (current);
      g_free (current);
      current = g_path_is_absolute (target) ? g_strdup (target)
                                            : g_build_filename (directory, target, NULL);
    }

  fail (error, path, ELOOP);
  return NULL;
}

/**
 * ptl_private_file_open:
 * @path: where it is, or will be
 * @error: `G_IO_ERROR_PERMISSION_DENIED` if it is another user's
 *
 * Prepares to read. The file need not be there.
 *
 * Returns: (transfer full): the file
 */
PtlPrivateFile *
ptl_private_file_open (const char  *path,
                       GError     **error)
{
  PtlPrivateFile *self;
  char *real_path;

  g_return_val_if_fail (path != NULL, NULL);

  real_path = follow_links (path, error);
  if (real_path == NULL)
    return NULL;

  self = g_new0 (PtlPrivateFile, 1);
  self->path = real_path;
  self->lock_fd = -1;

  return self;
}

static gboolean
make_directory (const char  *path,
                GError     **error)
{
  g_autofree char *directory = g_path_get_dirname (path);

  if (g_mkdir_with_parents (directory, DIRECTORY_MODE) != 0)
    return fail (error, directory, errno);

  return TRUE;
}

static gboolean
wait_for_lock (int          fd,
               const char  *path,
               GError     **error)
{
  /* Of the open file, not of the process: threads exclude each other too. */
  struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  gint64 end_us = g_get_monotonic_time () + LOCK_WAIT_US;

  while (fcntl (fd, F_OFD_SETLK, &whole) != 0)
    {
      if (errno != EAGAIN && errno != EACCES && errno != EINTR)
        return fail (error, path, errno);

      if (g_get_monotonic_time () >= end_us)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY,
                       _("Another program is changing %s and does not finish"), path);
          return FALSE;
        }

      /* No call waits for a lock and gives up after a time: ask again. */
      g_poll (NULL, 0, LOCK_POLL_MS);
    }

  return TRUE;
}

/**
 * ptl_private_file_lock:
 * @path: where it is, or will be; its folder is made (mode 0700)
 * @error: `G_IO_ERROR_PERMISSION_DENIED` if it is another user's,
 *   `G_IO_ERROR_BUSY` if another program does not let go
 *
 * Prepares to change, and keeps all others from it until
 * [func@PrivateFile.close]. Waits up to ten seconds.
 *
 * Returns: (transfer full): the file
 */
PtlPrivateFile *
ptl_private_file_lock (const char  *path,
                       GError     **error)
{
  g_autoptr(PtlPrivateFile) self = ptl_private_file_open (path, error);
  g_autofree char *lock_path = NULL;

  if (self == NULL || !make_directory (self->path, error))
    return NULL;

  lock_path = g_strconcat (self->path, ".lock", NULL);
  self->lock_fd = open (lock_path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, FILE_MODE);

  if (self->lock_fd < 0)
    {
      fail (error, lock_path, errno);
      return NULL;
    }

  /* With a strange umask the next one could not open it. */
  fchmod (self->lock_fd, FILE_MODE);

  if (!wait_for_lock (self->lock_fd, self->path, error))
    return NULL;

  return g_steal_pointer (&self);
}

static gboolean
read_all (int          fd,
          GString     *data,
          const char  *path,
          GError     **error)
{
  char buffer[16384];
  gssize n;

  while ((n = read (fd, buffer, sizeof buffer)) != 0)
    {
      if (n < 0 && errno == EINTR)
        continue;

      if (n < 0)
        return fail (error, path, errno);

      g_string_append_len (data, buffer, n);

      if (data->len > FILE_MAX_BYTES)
        return fail (error, path, EFBIG);
    }

  return TRUE;
}

/**
 * ptl_private_file_read:
 * @self: a file
 * @length: (out) (optional): how many bytes
 * @error: what went wrong
 *
 * Reads all of it, up to 16 MiB.
 *
 * Returns: (transfer full): the bytes and a NUL; none if there is no file yet
 */
char *
ptl_private_file_read (PtlPrivateFile  *self,
                       gsize           *length,
                       GError         **error)
{
  g_autoptr(GString) data = g_string_new (NULL);
  struct stat info;
  gboolean is_ok;
  int fd;

  g_return_val_if_fail (self != NULL, NULL);

  if (length != NULL)
    *length = 0;

  /* Not blocking: a pipe under this name must not hold us up. */
  fd = open (self->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

  if (fd < 0 && errno == ENOENT)
    return g_strdup ("");

  if (fd < 0)
    {
      fail (error, self->path, errno);
      return NULL;
    }

  if (fstat (fd, &info) != 0)
    is_ok = fail (error, self->path, errno);
  else if (!S_ISREG (info.st_mode))
    is_ok = fail (error, self->path, S_ISDIR (info.st_mode) ? EISDIR : EINVAL);
  else
    is_ok = check_owner (self->path, &info, error) && read_all (fd, data, self->path, error);

  g_close (fd, NULL);

  if (!is_ok)
    return NULL;

  if (length != NULL)
    *length = data->len;

  return g_string_free (g_steal_pointer (&data), FALSE);
}

static gboolean
write_all (int         fd,
           const char *data,
           gsize       length)
{
  while (length > 0)
    {
      gssize n = write (fd, data, length);

      if (n < 0 && errno == EINTR)
        continue;

      if (n < 0)
        return FALSE;

      data += n;
      length -= n;
    }

  return TRUE;
}

/* The new name must reach the disk too, or a crash brings the old file back.
 * Some file systems cannot do that for folders: then it is not ours to fail. */
static void
sync_directory (const char *path)
{
  g_autofree char *directory = g_path_get_dirname (path);
  int fd = open (directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;

  fsync (fd);
  g_close (fd, NULL);
}

/**
 * ptl_private_file_replace:
 * @self: a file, locked
 * @data: the new bytes
 * @length: how many
 * @error: what went wrong; the old file is untouched then
 *
 * Puts a new file (mode 0600 from its first byte on) in the place of the old
 * one. Whatever happens meanwhile, one of the two is there, complete.
 *
 * Returns: %TRUE once it is on the disk
 */
gboolean
ptl_private_file_replace (PtlPrivateFile  *self,
                          const char      *data,
                          gsize            length,
                          GError         **error)
{
  g_autofree char *new_path = NULL;
  gboolean is_ok;
  int number;
  int fd;

  g_return_val_if_fail (self != NULL && self->lock_fd >= 0, FALSE);

  /* We hold the lock: what lies there was left by one who was killed. */
  new_path = g_strconcat (self->path, ".new", NULL);
  unlink (new_path);

  fd = open (new_path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, FILE_MODE);
  if (fd < 0)
    return fail (error, new_path, errno);

  /* A umask may take from the mode, and can only take: now it is exact. */
  is_ok = fchmod (fd, FILE_MODE) == 0 && write_all (fd, data, length) && fsync (fd) == 0;
  number = errno;

  if (!g_close (fd, NULL) && is_ok)
    {
      is_ok = FALSE;
      number = EIO;
    }

  if (is_ok && rename (new_path, self->path) != 0)
    {
      is_ok = FALSE;
      number = errno;
    }

  if (!is_ok)
    {
      unlink (new_path);
      return fail (error, self->path, number);
    }

  sync_directory (self->path);
  return TRUE;
}

/**
 * ptl_private_file_close:
 * @self: (transfer full): a file
 *
 * Lets others change it.
 */
void
ptl_private_file_close (PtlPrivateFile *self)
{
  g_return_if_fail (self != NULL);

  if (self->lock_fd >= 0)
    g_close (self->lock_fd, NULL);

  g_free (self->path);
  g_free (self);
}
