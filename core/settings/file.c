/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads files of bounded size, with an error message for anything that is not a regular file. */
#include "core/settings/file.h"
#include "core/settings/error.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static void
close_descriptor (int *descriptor)
{
  if (*descriptor >= 0)
    close (*descriptor);
}

static gboolean
check_status (const char *path, const struct stat *status, guint64 maximum, GError **error)
{
  if (!S_ISREG (status->st_mode))
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: is %s; expected a file", path,
                   S_ISDIR (status->st_mode) ? "a directory" : "not a regular file");
      return FALSE;
    }
  if ((guint64) status->st_size > maximum)
    {
      g_autofree char *size = g_format_size ((guint64) status->st_size);
      g_autofree char *limit = g_format_size (maximum);

      g_set_error (error, FOP_ERROR, FOP_ERROR_TOO_LARGE, "%s: %s; the limit is %s", path, size,
                   limit);
      return FALSE;
    }
  return TRUE;
}

char *
fop_file_read (const char *path, guint64 maximum, gsize *length, GError **error)
{
  /* Without O_NONBLOCK, opening a pipe would wait forever for its writer. */
  __attribute__ ((cleanup (close_descriptor))) int descriptor
      = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  g_autofree char *bytes = NULL;
  struct stat status;
  gsize size, filled = 0;

  if (descriptor < 0 || fstat (descriptor, &status) != 0)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: %s", path, g_strerror (errno));
      return NULL;
    }
  if (!check_status (path, &status, maximum, error))
    return NULL;
  size = (gsize) status.st_size;
  bytes = g_try_malloc (size + 1);
  if (bytes == NULL)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_TOO_LARGE,
                   "%s: not enough memory for %" G_GSIZE_FORMAT " bytes", path, size);
      return NULL;
    }
  while (filled < size)
    {
      gssize n = read (descriptor, bytes + filled, size - filled);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: %s", path, g_strerror (errno));
          return NULL;
        }
      if (n == 0)
        break;
      filled += (gsize) n;
    }
  bytes[filled] = '\0';
  *length = filled;
  return g_steal_pointer (&bytes);
}

char *
fop_file_sum (const char *path)
{
  gsize length;
  g_autofree char *bytes = fop_file_read (path, G_MAXUINT64, &length, NULL);

  return bytes != NULL
             ? g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, length)
             : NULL;
}
