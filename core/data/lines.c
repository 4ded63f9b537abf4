/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads text line by line. */

#include "core/data/lines.h"
#include "core/data/foreign-format.h"
#include "core/data/stream.h"
#include "core/settings/error.h"
#include "core/settings/size.h"

#include <string.h>

#define PIECE (1 << 18)
#define HEAD  4096 /* enough to identify a format */

struct _FopLines
{
  char *path;
  FopStream *stream; /* (nullable): %NULL for text in memory */
  char *owned;       /* (nullable): the stream's buffer */
  gsize capacity;
  const char *at, *end; /* the part of the buffer, or of the text, not yet returned */
  gsize length;         /* bytes read so far */
  char line_end;        /* '\0' until the first piece has been read */
  gboolean is_all;      /* everything has been read */
};

FopLines *
fop_lines_open (const char *path, GError **error)
{
  FopStream *stream = fop_stream_open (path, error);
  FopLines *lines;

  if (stream == NULL)
    return NULL;
  lines = g_new0 (FopLines, 1);
  lines->path = g_strdup (path);
  lines->stream = stream;
  lines->capacity = PIECE;
  lines->at = lines->end = lines->owned = g_malloc (lines->capacity + 1);
  return lines;
}

FopLines *
fop_lines_new (const char *path, const char *text, gsize length)
{
  FopLines *lines = g_new0 (FopLines, 1);

  lines->path = g_strdup (path);
  lines->at = text;
  lines->end = text + length;
  lines->length = length;
  lines->is_all = TRUE;
  return lines;
}

void
fop_lines_free (FopLines *lines)
{
  if (lines == NULL)
    return;
  fop_stream_free (lines->stream);
  g_free (lines->owned);
  g_free (lines->path);
  g_free (lines);
}

const char *
fop_lines_path (const FopLines *lines)
{
  return lines->path;
}

/* Moves the unreturned part to the front of the buffer and reads more after it; the buffer grows if
 * it is full. */
static gboolean
read_on (FopLines *lines, GError **error)
{
  gsize kept = (gsize) (lines->end - lines->at);
  gssize more;

  memmove (lines->owned, lines->at, kept);
  if (kept == lines->capacity)
    lines->owned = g_realloc (lines->owned, (lines->capacity *= 2) + 1);
  lines->at = lines->owned;
  more = fop_stream_read (lines->stream, lines->owned + kept, lines->capacity - kept, error);
  lines->end = lines->owned + kept + MAX (more, 0);
  lines->owned[lines->end - lines->owned] = '\0';
  if (more < 0)
    return FALSE;
  lines->is_all = more == 0;
  lines->length += (gsize) more;
  if (lines->length > (gsize) FOP_SIZE_LIMIT_BYTES)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_TOO_LARGE,
                   "%s: the file is larger than 1 GiB, the limit for one data file", lines->path);
      return FALSE;
    }
  return TRUE;
}

const char *
fop_text_begin (const char *path, const char *text, gsize length, GError **error)
{
  if (fop_foreign_format_refuse (path, text, MIN (length, HEAD), error))
    return NULL;
  return length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0 ? text + 3 : text;
}

/* Checks the format and the line ends of the first piece. */
static gboolean
begin_text (FopLines *lines, GError **error)
{
  if (lines->stream != NULL && !read_on (lines, error))
    return FALSE;
  lines->at = fop_text_begin (lines->path, lines->at, (gsize) (lines->end - lines->at), error);
  if (lines->at == NULL)
    return FALSE;
  /* Classic Mac OS ended lines with CR only. */
  lines->line_end = memchr (lines->at, '\n', (gsize) (lines->end - lines->at)) == NULL
                            && memchr (lines->at, '\r', (gsize) (lines->end - lines->at)) != NULL
                        ? '\r'
                        : '\n';
  return TRUE;
}

gboolean
fop_lines_next (FopLines *lines, const char **begin, const char **end, GError **error)
{
  const char *line_end;
  gsize searched = 0;

  if (lines->line_end == '\0' && !begin_text (lines, error))
    return FALSE;
  while ((line_end = memchr (lines->at + searched, lines->line_end,
                             (gsize) (lines->end - lines->at) - searched))
             == NULL
         && !lines->is_all)
    {
      searched = (gsize) (lines->end - lines->at);
      if (!read_on (lines, error))
        return FALSE;
    }
  if (lines->length == 0 && lines->stream != NULL)
    g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "%s: the file is empty", lines->path);
  if (line_end == NULL && lines->at == lines->end)
    return FALSE;
  *begin = lines->at;
  *end = line_end != NULL ? line_end : lines->end;
  lines->at = line_end != NULL ? line_end + 1 : lines->end;
  return TRUE;
}
