/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/animation/timing.h"
#include "ui/figures/kinds/session-source.h"

G_BEGIN_DECLS

/**
 * FigAnimation:
 * @requests: (element-type FigRequest): the figure, or those of a sheet
 * @timing: settings of fig_timing_table(), checked
 * @style: settings of fig_style_table()
 *
 * A figure over the steps of an experiment. All frames have the size of the last one, whose axis
 * limits they share, unless the style or the options give others; color scales and spectra fit each
 * frame. The names of lines are below, if the style leaves their place open.
 */
typedef struct
{
  GArray *requests;
  FopSettings *timing;
  FopSettings *style;
} FigAnimation;

/** @done of @total frames have been drawn. Returns: %FALSE to stop. */
typedef gboolean (*FigAnimationProgress) (guint done, guint total, gpointer data);

/**
 * fig_animation_write:
 * @session: at any row; its runs are stepped
 * @path: see fig_frame_sink_check(); the files are written whole or not at all
 * @progress: called at least a few times per second
 *
 * The runs are stepped to the last frame first, for its limits, then back to the first one. Keeps
 * one frame in memory.
 *
 * Returns: the number of frames drawn; 0 with @error, which is %G_IO_ERROR_CANCELLED if @progress
 *   has stopped it
 */
guint fig_animation_write (const FigAnimation *animation, FopSession *session, const char *path,
                           FigAnimationProgress progress, gpointer data, GError **error);

G_END_DECLS
