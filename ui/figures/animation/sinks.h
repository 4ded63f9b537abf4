/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/animation/frame-sink.h"

G_BEGIN_DECLS

/* The kinds of sinks. */

/** Whether @path has one "%d" or "%05d" in its file name, and no other '%'. */
gboolean fig_png_sink_is_pattern (const char *path);

/** Images "a-%05d.png", numbered from 1. Until all are written, existing ones stay. */
FigFrameSink *fig_png_sink_new (const char *pattern, const FigVideo *video, GError **error);

/** @format: "gif", "webm" or "mp4". */
FigFrameSink *fig_ffmpeg_sink_new (const char *path, const char *format, const FigVideo *video,
                                   GError **error);

G_END_DECLS
