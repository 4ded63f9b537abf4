/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads files in pieces, decompressed. */

#include "core/data/stream.h"
#include "core/settings/error.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE (1 << 16)

struct _FopStream
{
  char *path;
  int file;
  gsize size; /* of the file, compressed */

  char packed[PIECE];
  gsize begin, end; /* of the part of the piece not yet decompressed */
  gsize used;       /* bytes of the file before that */
  gboolean is_all;  /* the end of the file has been reached */

  GConverter *gunzip;    /* (nullable): of a gzip file */
  gboolean is_looked_at; /* whether it has been checked for gzip */
  gboolean is_complete;  /* a member has ended, and no other has begun */
  gboolean is_cut;
};

static int
open_regular (const char *path, gsize *size, GError **error)
{
  /* Nonblocking, so that a pipe without a writer is refused like any other special file. */
  int file = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat status;

  if (file < 0)
    {
      int code = errno;

      if (code == ENOENT)
        g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: no such file", path);
      else if (code == EACCES)
        g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: permission to read the file is denied",
                     path);
      else
        g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: the file could not be opened: %s", path,
                     g_strerror (code));
      return -1;
    }
  if (fstat (file, &status) != 0 || !S_ISREG (status.st_mode))
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: %s; expected a data file", path,
                   S_ISDIR (status.st_mode) ? "this is a folder" : "this is not a regular file");
      close (file);
      return -1;
    }
  *size = (gsize) status.st_size;
  return file;
}

FopStream *
fop_stream_open (const char *path, GError **error)
{
  gsize size = 0;
  int file = open_regular (path, &size, error);
  FopStream *stream;

  if (file < 0)
    return NULL;
  stream = g_new (FopStream, 1);
  memset (stream, 0, sizeof *stream);
  stream->path = g_strdup (path);
  stream->file = file;
  stream->size = size;
  return stream;
}

void
fop_stream_free (FopStream *stream)
{
  if (stream == NULL)
    return;
  close (stream->file);
  g_clear_object (&stream->gunzip);
  g_free (stream->path);
  g_free (stream);
}

gsize
fop_stream_file_size (const FopStream *stream)
{
  return stream->size;
}

gboolean
fop_stream_is_cut (const FopStream *stream)
{
  return stream->is_cut;
}

static gssize
read_file (FopStream *stream, char *bytes, gsize n, GError **error)
{
  gssize count;

  do
    count = read (stream->file, bytes, n);
  while (count < 0 && errno == EINTR);
  if (count < 0)
    g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: reading failed: %s", stream->path,
                 g_strerror (errno));
  return count;
}

/* Refills the piece after its remaining bytes. */
static gboolean
fill (FopStream *stream, GError **error)
{
  memmove (stream->packed, stream->packed + stream->begin, stream->end - stream->begin);
  stream->end -= stream->begin;
  stream->begin = 0;
  while (!stream->is_all && stream->end < PIECE)
    {
      gssize count = read_file (stream, stream->packed + stream->end, PIECE - stream->end, error);

      if (count < 0)
        return FALSE;
      stream->end += (gsize) count;
      stream->is_all = count == 0;
    }
  return TRUE;
}

static gboolean
begins_member (const FopStream *stream)
{
  const guint8 *at = (const guint8 *) stream->packed + stream->begin;

  return stream->end - stream->begin >= 2 && at[0] == 0x1f && at[1] == 0x8b;
}

/* Consumes @n compressed bytes. */
static void
use (FopStream *stream, gsize n)
{
  stream->begin += n;
  stream->used += n;
}

static gssize
copy (FopStream *stream, char *bytes, gsize n)
{
  gsize count = MIN (n, stream->end - stream->begin);

  memcpy (bytes, stream->packed + stream->begin, count);
  use (stream, count);
  return (gssize) count;
}

static gssize
refuse (FopStream *stream, const GError *failure, GError **error)
{
  stream->is_cut = g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
  g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "%s: %s after %" G_GSIZE_FORMAT " bytes",
               stream->path,
               stream->is_cut ? "the gzip file is truncated: it ends" : "the gzip data is damaged",
               stream->is_cut ? stream->size : stream->used);
  return -1;
}

/* Up to @n bytes, at least one before the end. */
static gssize
unpack (FopStream *stream, char *bytes, gsize n, GError **error)
{
  for (;;)
    {
      g_autoptr (GError) failure = NULL;
      GConverterResult result;
      gsize taken = 0, written = 0;

      if (stream->end - stream->begin < PIECE / 2 && !stream->is_all && !fill (stream, error))
        return -1;
      if (stream->is_complete && stream->begin == stream->end)
        return 0;
      if (stream->is_complete && !begins_member (stream))
        {
          g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                       "%s: %" G_GSIZE_FORMAT " bytes follow the end of the gzip data",
                       stream->path, stream->size - stream->used);
          return -1;
        }
      if (stream->is_complete)
        g_converter_reset (stream->gunzip);
      stream->is_complete = FALSE;
      result = g_converter_convert (
          stream->gunzip, stream->packed + stream->begin, stream->end - stream->begin, bytes, n,
          stream->is_all ? G_CONVERTER_INPUT_AT_END : 0, &taken, &written, &failure);
      if (result == G_CONVERTER_ERROR)
        return refuse (stream, failure, error);
      use (stream, taken);
      stream->is_complete = result == G_CONVERTER_FINISHED;
      if (written > 0)
        return (gssize) written;
    }
}

gssize
fop_stream_read (FopStream *stream, char *bytes, gsize n, GError **error)
{
  if (!stream->is_looked_at)
    {
      if (!fill (stream, error))
        return -1;
      if (begins_member (stream))
        stream->gunzip = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
      stream->is_looked_at = TRUE;
    }
  if (stream->gunzip != NULL)
    return unpack (stream, bytes, n, error);
  if (stream->begin < stream->end)
    return copy (stream, bytes, n);
  return read_file (stream, bytes, n, error);
}
