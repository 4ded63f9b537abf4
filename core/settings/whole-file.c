/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/settings/whole-file.h"

#include "core/settings/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define LINKS_MAX 40 /* the limit of Linux */

static void
set_error (GError **error, const char *path, int reason)
{
  g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: could not be written: %s", path,
               g_strerror (reason));
}

/* The end of the chain of symbolic links that starts at @path; it need not exist. */
static char *
resolve (const char *path)
{
  g_autofree char *place = g_strdup (path);

  for (guint i = 0; i < LINKS_MAX; i++)
    {
      g_autofree char *target = g_file_read_link (place, NULL);
      g_autofree char *folder = g_path_get_dirname (place);

      if (target == NULL)
        return g_steal_pointer (&place);
      g_free (place);
      place = g_path_is_absolute (target) ? g_steal_pointer (&target)
                                          : g_build_filename (folder, target, NULL);
    }
  return g_steal_pointer (&place);
}

/* A private file stays private. Returns: 0, or errno. */
static int
take_over_mode (const char *path, int descriptor)
{
  struct stat before, now;

  if (stat (path, &before) != 0)
    return errno == ENOENT ? 0 : errno;
  if (S_ISDIR (before.st_mode))
    return EISDIR;
  if (!S_ISREG (before.st_mode))
    return ENOTSUP;
  if (fstat (descriptor, &now) != 0)
    return errno;
  /* If the old group cannot be restored, the file must not become accessible to another one. */
  if (now.st_gid != before.st_gid && fchown (descriptor, (uid_t) -1, before.st_gid) != 0)
    before.st_mode &= ~(mode_t) (S_IRWXG | S_ISGID);
  return fchmod (descriptor, before.st_mode & 07777) == 0 ? 0 : errno;
}

FopWholeFile *
fop_whole_file_open (const char *path, GError **error)
{
  g_autoptr (FopWholeFile) file = g_new0 (FopWholeFile, 1);
  g_autofree char *temporary = NULL;
  int descriptor, reason;

  file->shown = g_strdup (path);
  file->path = resolve (path);
  temporary = g_strconcat (file->path, ".XXXXXX", NULL);
  descriptor = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0666);
  if (descriptor < 0)
    {
      set_error (error, path, errno);
      return NULL;
    }
  file->temporary = g_steal_pointer (&temporary);
  reason = take_over_mode (file->path, descriptor);
  file->stream = reason == 0 ? fdopen (descriptor, "w") : NULL;
  if (!file->stream)
    {
      set_error (error, path, reason != 0 ? reason : errno);
      close (descriptor);
      return NULL;
    }
  return g_steal_pointer (&file);
}

gboolean
fop_folder_sync (const char *path)
{
  int descriptor = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  /* Some file systems do not support this and promise nothing more. */
  gboolean synced = descriptor >= 0 && (fsync (descriptor) == 0 || errno == EINVAL);
  int reason = errno;

  if (descriptor >= 0)
    close (descriptor);
  errno = reason;
  return synced;
}

gboolean
fop_whole_file_commit (FopWholeFile *file, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (file->path);
  gboolean written;

  /* An earlier failed write has left the stream's error flag, but no longer its errno. */
  errno = 0;
  written
      = fflush (file->stream) == 0 && !ferror (file->stream) && fsync (fileno (file->stream)) == 0;
  if (!written)
    {
      set_error (error, file->shown, errno != 0 ? errno : EIO);
      return FALSE;
    }
  if (fclose (g_steal_pointer (&file->stream)) != 0 || g_rename (file->temporary, file->path) != 0)
    {
      set_error (error, file->shown, errno);
      return FALSE;
    }
  g_clear_pointer (&file->temporary, g_free);
  if (fop_folder_sync (folder))
    return TRUE;
  set_error (error, file->shown, errno);
  return FALSE;
}

void
fop_whole_file_free (FopWholeFile *file)
{
  if (!file)
    return;
  if (file->stream)
    fclose (file->stream);
  if (file->temporary)
    g_unlink (file->temporary);
  g_free (file->temporary);
  g_free (file->path);
  g_free (file->shown);
  g_free (file);
}

gboolean
fop_whole_file_write (const char *path, const void *bytes, gsize length, GError **error)
{
  g_autoptr (FopWholeFile) file = fop_whole_file_open (path, error);

  if (!file)
    return FALSE;
  fwrite (bytes, 1, length, file->stream);
  return fop_whole_file_commit (file, error);
}
