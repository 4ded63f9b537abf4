/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole files in memory, unpacked. */

#include "core/data/content.h"
#include "core/settings/error.h"
#include "core/settings/size.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <sys/stat.h>
#include <unistd.h>

static const gsize size_limit = (gsize) FOP_SIZE_LIMIT_BYTES;

static gboolean
too_large (const char *path, GError **error)
{
  g_set_error (error, FOP_ERROR, FOP_ERROR_TOO_LARGE,
               "%s: the file holds more than 1 GiB, the limit for one data file", path);
  return FALSE;
}

/* Makes room for @more bytes and a NUL behind those that are there. */
static void
make_room (char **content, gsize length, gsize more, gsize *capacity)
{
  if (length + more + 1 <= *capacity)
    return;
  *capacity = MAX (length + more + 1, *capacity * 2);
  *content = g_realloc (*content, *capacity);
}

static int
open_regular (const char *path, gsize *size, GError **error)
{
  /* Not blocking, so that a pipe without a writer is refused like any other special file. */
  int file = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat status;

  if (file < 0)
    {
      int code = errno;

      if (code == ENOENT)
        g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: there is no such file", path);
      else if (code == EACCES)
        g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: no permission to read the file", path);
      else
        g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: the file could not be opened: %s", path,
                     g_strerror (code));
      return -1;
    }
  if (fstat (file, &status) != 0 || !S_ISREG (status.st_mode))
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: %s, and a data file is needed", path,
                   S_ISDIR (status.st_mode) ? "this is a folder" : "this is not a regular file");
      close (file);
      return -1;
    }
  *size = (gsize) status.st_size;
  return file;
}

static gboolean
read_bytes (const char *path, gsize maximum, char **content, gsize *length, GError **error)
{
  gsize size = 0, capacity = 0;
  int file = open_regular (path, &size, error);

  if (file < 0)
    return FALSE;

  *content = NULL;
  *length = 0;
  make_room (content, 0, maximum > 0 ? MIN (size, maximum) : MIN (size, size_limit), &capacity);
  for (;;)
    {
      gssize count;

      make_room (content, *length, 1, &capacity);
      count = read (file, *content + *length, capacity - *length - 1);
      if (count < 0 && errno == EINTR)
        continue;
      if (count < 0)
        g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: reading failed: %s", path,
                     g_strerror (errno));
      else
        *length += (gsize) count;
      if (count < 0 || (*length > size_limit && !too_large (path, error)))
        {
          g_clear_pointer (content, g_free);
          close (file);
          return FALSE;
        }
      if (count == 0 || (maximum > 0 && *length >= maximum))
        break;
    }
  close (file);
  return TRUE;
}

static gboolean
is_gzip (const char *bytes, gsize length)
{
  return length >= 2 && (guint8) bytes[0] == 0x1f && (guint8) bytes[1] == 0x8b;
}

static gboolean
unpack (const char *path, const char *packed, gsize packed_length, gsize maximum, char **content,
        gsize *length, GError **error)
{
  g_autoptr (GConverter) gunzip
      = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autofree char *unpacked = NULL;
  gsize used = 0, unpacked_length = 0, capacity = 0;
  GConverterResult result = G_CONVERTER_CONVERTED;

  while (used < packed_length || result != G_CONVERTER_FINISHED)
    {
      g_autoptr (GError) failure = NULL;
      gsize read = 0, written = 0;

      if (result == G_CONVERTER_FINISHED)
        {
          if (!is_gzip (packed + used, packed_length - used))
            {
              g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                           "%s: %" G_GSIZE_FORMAT " bytes follow the end of the gzip data", path,
                           packed_length - used);
              return FALSE;
            }
          g_converter_reset (gunzip);
        }

      make_room (&unpacked, unpacked_length, 1 << 16, &capacity);
      result = g_converter_convert (gunzip, packed + used, packed_length - used,
                                    unpacked + unpacked_length, capacity - unpacked_length - 1,
                                    G_CONVERTER_INPUT_AT_END, &read, &written, &failure);
      if (result == G_CONVERTER_ERROR)
        {
          gboolean cut = g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);

          if (cut && maximum > 0)
            break;
          g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "%s: %s after %" G_GSIZE_FORMAT " bytes",
                       path, cut ? "the gzip file is cut off: it ends" : "the gzip data is damaged",
                       cut ? packed_length : used);
          return FALSE;
        }
      used += read;
      unpacked_length += written;
      if (unpacked_length > size_limit)
        return too_large (path, error);
      if (maximum > 0 && unpacked_length >= maximum)
        break;
    }

  *content = g_steal_pointer (&unpacked);
  *length = unpacked_length;
  return TRUE;
}

gboolean
fop_content_read (const char *path, gsize maximum, char **content, gsize *length, GError **error)
{
  g_autofree char *bytes = NULL;
  gsize count = 0;

  if (!read_bytes (path, maximum, &bytes, &count, error))
    return FALSE;
  if (is_gzip (bytes, count))
    {
      char *unpacked = NULL;

      if (!unpack (path, bytes, count, maximum, &unpacked, &count, error))
        return FALSE;
      g_free (bytes);
      bytes = unpacked;
    }
  if (count == 0)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "%s: the file is empty", path);
      return FALSE;
    }
  bytes[count] = '\0';
  *length = maximum > 0 ? MIN (count, maximum) : count;
  bytes[*length] = '\0';
  *content = g_steal_pointer (&bytes);
  return TRUE;
}
