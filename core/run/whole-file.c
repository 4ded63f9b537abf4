/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/run/whole-file.h"

#include "core/settings/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

static void
set_error (GError **error, const char *path, int reason)
{
  g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: could not be written: %s", path,
               g_strerror (reason));
}

FopWholeFile *
fop_whole_file_open (const char *path, GError **error)
{
  g_autoptr (FopWholeFile) file = g_new0 (FopWholeFile, 1);
  g_autofree char *temporary = g_strconcat (path, ".XXXXXX", NULL);
  int descriptor = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0666);

  file->path = g_strdup (path);
  if (descriptor < 0)
    {
      set_error (error, path, errno);
      return NULL;
    }
  file->temporary = g_steal_pointer (&temporary);
  file->stream = fdopen (descriptor, "w");
  if (!file->stream)
    {
      set_error (error, path, errno);
      close (descriptor);
      return NULL;
    }
  return g_steal_pointer (&file);
}

gboolean
fop_whole_file_commit (FopWholeFile *file, GError **error)
{
  gboolean failed;

  /* Writes that failed long ago have left their mark, but no longer their errno. */
  errno = 0;
  failed = fflush (file->stream) != 0 || ferror (file->stream);
  failed = fclose (g_steal_pointer (&file->stream)) != 0 || failed;
  if (failed || g_rename (file->temporary, file->path) != 0)
    {
      set_error (error, file->path, errno != 0 ? errno : EIO);
      return FALSE;
    }
  g_clear_pointer (&file->temporary, g_free);
  return TRUE;
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
  g_free (file);
}
