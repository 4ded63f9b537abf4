/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The formats of animations. */

#include "ui/figures/animation/frame-sink.h"

#include "core/settings/error.h"
#include "ui/figures/animation/sinks.h"

#include <string.h>

/* Delays in a GIF are hundredths of a second, and players take those of one for ten. */
#define GIF_FPS_MOST 50.0

static const char *const videos[] = { "gif", "webm", "mp4" };

/* Returns: (nullable): the video format of @path. */
static const char *
video_format (const char *path)
{
  const char *dot = strrchr (path, '.');

  for (gsize i = 0; dot != NULL && i < G_N_ELEMENTS (videos); i++)
    if (g_ascii_strcasecmp (dot + 1, videos[i]) == 0)
      return videos[i];
  return NULL;
}

gboolean
fig_frame_sink_has_time (const char *path)
{
  return video_format (path) != NULL;
}

gboolean
fig_frame_sink_check (const char *path, GError **error)
{
  if (video_format (path) != NULL || fig_png_sink_is_pattern (path))
    return TRUE;
  g_set_error (error, FOP_ERROR, FOP_ERROR_TYPE,
               "%s does not end in .gif, .webm or .mp4, and is no pattern for numbered images such "
               "as frame-%%05d.png",
               path);
  return FALSE;
}

gboolean
fig_frame_sink_check_rate (const char *path, double fps, GError **error)
{
  const char *format = video_format (path);

  if (format == NULL || !g_str_equal (format, "gif") || fps <= GIF_FPS_MOST)
    return TRUE;
  g_set_error (error, FOP_ERROR, FOP_ERROR_RANGE, "a GIF has at most %g frames per second",
               GIF_FPS_MOST);
  return FALSE;
}

FigFrameSink *
fig_frame_sink_new (const char *path, const FigVideo *video, GError **error)
{
  const char *format = video_format (path);

  if (!fig_frame_sink_check (path, error))
    return NULL;
  return format != NULL ? fig_ffmpeg_sink_new (path, format, video, error)
                        : fig_png_sink_new (path, video, error);
}

void
fig_frame_sink_free (FigFrameSink *sink)
{
  if (sink != NULL)
    sink->klass->free (sink);
}

gboolean
fig_frame_sink_add (FigFrameSink *sink, cairo_surface_t *frame, GError **error)
{
  cairo_surface_flush (frame);
  return sink->klass->add (sink, frame, error);
}

gboolean
fig_frame_sink_finish (FigFrameSink *sink, GError **error)
{
  return sink->klass->finish (sink, error);
}
