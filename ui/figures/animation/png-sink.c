/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Frames as numbered images. */

#include "core/settings/error.h"
#include "core/settings/whole-file.h"
#include "ui/figures/animation/sinks.h"
#include "ui/figures/paper/png-chunk.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  FigFrameSink base;

  char *before, *after; /* the number */
  int digits;
  double dpi;
  GPtrArray *written; /* paths, to be removed unless the sink is finished */
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

static gboolean
add (FigFrameSink *sink, cairo_surface_t *frame, GError **error)
{
  PngSink *self = (PngSink *) sink;
  g_autofree char *path = g_strdup_printf ("%s%0*u%s", self->before, self->digits,
                                           self->written->len + 1, self->after);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_status_t status = cairo_surface_write_to_png_stream (frame, collect, bytes);

  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: %s", path, cairo_status_to_string (status));
      return FALSE;
    }
  fig_png_set_resolution (bytes, self->dpi);
  if (!fop_whole_file_write (path, bytes->data, bytes->len, error))
    return FALSE;
  g_ptr_array_add (self->written, g_steal_pointer (&path));
  return TRUE;
}

static gboolean
finish (FigFrameSink *sink, GError **error)
{
  g_ptr_array_set_size (((PngSink *) sink)->written, 0);
  return TRUE;
}

static void
png_sink_free (FigFrameSink *sink)
{
  PngSink *self = (PngSink *) sink;

  for (guint i = 0; i < self->written->len; i++)
    g_unlink (self->written->pdata[i]);
  g_ptr_array_unref (self->written);
  g_free (self->before);
  g_free (self->after);
  g_free (self);
}

FigFrameSink *
fig_png_sink_new (const char *pattern, const FigFilm *film)
{
  static const FigFrameSinkClass klass = { add, finish, png_sink_free };
  PngSink *self = g_new0 (PngSink, 1);
  const char *percent = pattern;

  self->base.klass = &klass;
  self->digits = find_number (pattern, &percent);
  self->before = g_strndup (pattern, (gsize) (percent - pattern));
  self->after = g_strdup (strchr (percent, 'd') + 1);
  self->dpi = film->dpi;
  self->written = g_ptr_array_new_with_free_func (g_free);
  return &self->base;
}
