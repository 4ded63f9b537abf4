/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings/settings.h"

G_BEGIN_DECLS

/*
 * Which steps an animation shows, and for how long: settings of fig_timing_table(), so that the
 * command line and the window share their names, ranges, and defaults.
 */

/** The keys: from, to, every, fps, hold. */
const FopParameterTable *fig_timing_table (void);

/** Returns: (transfer full): the defaults. */
FopSettings *fig_timing_new (void);

/**
 * fig_timing_check:
 * @steps: of the experiment
 *
 * Returns: %FALSE with @error naming the key and what is valid
 */
gboolean fig_timing_check (const FopSettings *timing, guint64 steps, GError **error);

/**
 * fig_timing_frames:
 * @steps: of the experiment
 *
 * Returns: (transfer full) (element-type guint64): the steps to draw, ascending: the last one is
 *   always among them
 */
GArray *fig_timing_frames (const FopSettings *timing, guint64 steps);

/* With the default for `every`, there are at most this many frames. */
#define FIG_TIMING_FRAMES 150

G_END_DECLS
