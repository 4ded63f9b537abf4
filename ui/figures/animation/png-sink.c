/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Frames as numbered images, in a folder of their own until all are there. */

#include "core/settings/error.h"
#include "core/settings/whole-file.h"
#include "ui/figures/animation/sinks.h"
#include "ui/figures/paper/png-chunk.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  FigFrameSink base;

  char *before, *after; /* the number */
  int digits;
  double dpi;
  char *folder;
  guint n_written, n_moved;
} PngSink;

/* @percent: (out): of "%d" or "%05d" in the file name of @path. Returns: its number of digits, 0
 * for any; or -1. */
static int
find_number (const char *path, const char **percent)
{
  const char *slash = strrchr (path, G_DIR_SEPARATOR);
  const char *at = strchr (path, '%'), *end;
  int digits = 0;

  if (at == NULL || at < slash || strrchr (path, '%') != at || !g_str_has_suffix (path, ".png"))
    return -1;
  end = at + 1;
  if (end[0] == '0' && g_ascii_isdigit (end[1]))
    {
      digits = end[1] - '0';
      end += 2;
    }
  *percent = at;
  return *end == 'd' ? digits : -1;
}

gboolean
fig_png_sink_is_pattern (const char *path)
{
  const char *percent;

  return find_number (path, &percent) >= 0;
}

static cairo_status_t
collect (void *bytes, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Paths of frame @number. */
static char *
path_of (const PngSink *self, guint number)
{
  return g_strdup_printf ("%s%0*u%s", self->before, self->digits, number, self->after);
}

static char *
place_of (const PngSink *self, guint number)
{
  return g_strdup_printf ("%s" G_DIR_SEPARATOR_S "%u.png", self->folder, number);
}

static gboolean
fail (const char *path, GError **error)
{
  g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: could not be written: %s", path,
               g_strerror (errno));
  return FALSE;
}

static gboolean
add (FigFrameSink *sink, cairo_surface_t *frame, GError **error)
{
  PngSink *self = (PngSink *) sink;
  g_autofree char *place = place_of (self, self->n_written + 1);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_status_t status = cairo_surface_write_to_png_stream (frame, collect, bytes);

  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: %s", place,
                   cairo_status_to_string (status));
      return FALSE;
    }
  fig_png_set_resolution (bytes, self->dpi);
  if (!fop_whole_file_write (place, bytes->data, bytes->len, error))
    return FALSE;
  self->n_written++;
  return TRUE;
}

static gboolean
finish (FigFrameSink *sink, GError **error)
{
  PngSink *self = (PngSink *) sink;

  for (; self->n_moved < self->n_written; self->n_moved++)
    {
      g_autofree char *place = place_of (self, self->n_moved + 1);
      g_autofree char *path = path_of (self, self->n_moved + 1);

      if (g_rename (place, path) != 0)
        return fail (path, error);
    }
  return TRUE;
}

static void
png_sink_free (FigFrameSink *sink)
{
  PngSink *self = (PngSink *) sink;

  for (guint i = self->n_moved; i < self->n_written; i++)
    {
      g_autofree char *place = place_of (self, i + 1);

      g_unlink (place);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->before);
  g_free (self->after);
  g_free (self);
}

FigFrameSink *
fig_png_sink_new (const char *pattern, const FigVideo *video, GError **error)
{
  static const FigFrameSinkClass klass = { add, finish, png_sink_free };
  PngSink *self = g_new0 (PngSink, 1);
  const char *percent = pattern;

  self->base.klass = &klass;
  self->digits = find_number (pattern, &percent);
  self->before = g_strndup (pattern, (gsize) (percent - pattern));
  self->after = g_strdup (strchr (percent, 'd') + 1);
  self->dpi = video->dpi;
  self->folder = g_strconcat (self->before, ".XXXXXX", NULL);
  if (g_mkdtemp (self->folder) != NULL)
    return &self->base;
  fail (pattern, error);
  png_sink_free (&self->base);
  return NULL;
}
