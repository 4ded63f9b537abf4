/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef struct _FigFrameSink FigFrameSink;

/**
 * FigFrameSinkClass:
 * @add: takes a frame: an image surface in CAIRO_FORMAT_ARGB32, all of the same even size
 * @finish: puts what has been written into place
 * @free: frees the sink; without a finish before, what has been written is removed
 */
typedef struct
{
  gboolean (*add) (FigFrameSink *sink, cairo_surface_t *frame, GError **error);
  gboolean (*finish) (FigFrameSink *sink, GError **error);
  void (*free) (FigFrameSink *sink);
} FigFrameSinkClass;

/** FigFrameSink: where the frames of an animation go. */
struct _FigFrameSink
{
  const FigFrameSinkClass *klass;
};

/**
 * FigVideo:
 * @width, @height: of a frame, in pixels; even
 * @fps: frames per second
 * @dpi: pixels per inch, which images tell
 */
typedef struct
{
  int width, height;
  double fps, dpi;
} FigVideo;

/** Whether @path names an animation: "a.gif", "a.webm", "a.mp4", or numbered images, "a-%05d.png".
 * Otherwise with @error. */
gboolean fig_frame_sink_check (const char *path, GError **error);

/** Whether the format of @path can show that many frames per second. Otherwise with @error. */
gboolean fig_frame_sink_check_rate (const char *path, double fps, GError **error);

/**
 * fig_frame_sink_new:
 *
 * Returns: (transfer full): a sink, or %NULL with %FOP_ERROR_IO: among others if ffmpeg, which
 *   writes all but images, is not installed
 */
FigFrameSink *fig_frame_sink_new (const char *path, const FigVideo *video, GError **error);
void fig_frame_sink_free (FigFrameSink *sink);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigFrameSink, fig_frame_sink_free)

gboolean fig_frame_sink_add (FigFrameSink *sink, cairo_surface_t *frame, GError **error);
gboolean fig_frame_sink_finish (FigFrameSink *sink, GError **error);

/** Whether frames are shown for a time, so that the last one can be held. */
gboolean fig_frame_sink_has_time (const char *path);

G_END_DECLS
