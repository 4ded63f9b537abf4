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

/* Returns: a descriptor of the file, or -1 with @error. */
static int
open_regular (const char *path, guint64 maximum, struct stat *status, GError **error)
{
  /* Without O_NONBLOCK, opening a pipe would wait forever for its writer. */
  int descriptor = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

  if (descriptor < 0 || fstat (descriptor, status) != 0)
    g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: %s", path, g_strerror (errno));
  else if (check_status (path, status, maximum, error))
    return descriptor;
  close_descriptor (&descriptor);
  return -1;
}

/* Returns: the number of bytes, 0 at the end, or -1 with errno. */
static gssize
read_some (int descriptor, void *bytes, gsize most)
{
  gssize n;

  do
    n = read (descriptor, bytes, most);
  while (n < 0 && errno == EINTR);
  return n;
}

char *
fop_file_read (const char *path, guint64 maximum, gsize *length, GError **error)
{
  struct stat status;
  __attribute__ ((cleanup (close_descriptor))) int descriptor
      = open_regular (path, maximum, &status, error);
  g_autofree char *bytes = NULL;
  gsize size, filled = 0;

  if (descriptor < 0)
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
      gssize n = read_some (descriptor, bytes + filled, size - filled);

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
  struct stat status;
  __attribute__ ((cleanup (close_descriptor))) int descriptor
      = open_regular (path, G_MAXUINT64, &status, NULL);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 bytes[65536];
  gssize n = -1;

  while (descriptor >= 0 && (n = read_some (descriptor, bytes, sizeof bytes)) > 0)
    g_checksum_update (sum, bytes, n);
  return n == 0 ? g_strdup (g_checksum_get_string (sum)) : NULL;
}
